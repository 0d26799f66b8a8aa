import type { Fault } from './faults.ts'
import type { Person } from './people.ts'

export const componentNames = ['newer', 'older'] as const

/** The two generations of the component; either may be installed. */
export type ComponentName = (typeof componentNames)[number]

export const isComponentName = (name: unknown): name is ComponentName => name === 'newer' || name === 'older'

export type Component = { fault: Fault | null; ms: number; code: string; version: string }

/** One computer: a reader with at most one card in it, and two components that share it. */
export type Machine = ReturnType<typeof openMachine>

export const defaultDelay = 5000

const defaults = (): Component => ({ fault: null, ms: defaultDelay, code: '8013', version: '1001' })

export function openMachine() {
  let card: Person | null = null
  let next: Person | null = null
  let components = { newer: defaults(), older: defaults() }

  return {
    insert: (person: Person | null) => {
      card = person
      next = null
    },

    /** This card takes the place of the other as soon as somebody has read who the other is. */
    swapAfterReading: (person: Person) => {
      next = person
    },

    hasRead: () => {
      card = next ?? card
      next = null
    },

    break: (
      name: ComponentName,
      fault: Fault | null,
      { ms = defaultDelay, code = components[name].code }: { ms?: number; code?: string } = {},
    ) => {
      components[name] = { ...components[name], fault, ms, code }
    },

    install: (name: ComponentName, version: string) => {
      components[name] = { ...components[name], version }
    },

    /** Both run as they should. The card stays where it is. */
    restart: () => {
      components = { newer: defaults(), older: defaults() }
      next = null
    },

    card: () => card,
    next: () => next,
    component: (name: ComponentName) => components[name],
  }
}
