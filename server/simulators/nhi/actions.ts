import type { Action, Wishes } from '../guarded.ts'
import type { Desk } from './component.ts'
import { isFault, isVerifierFault } from './faults.ts'
import { componentNames, isComponentName, type ComponentName } from './machine.ts'
import { basicOf, isMark, type Person } from './people.ts'

export type Place = Desk & {
  /** Opens and shuts the ports of the components, as they run or not. */
  follow: () => Promise<unknown>
}

const longestDelay = 600_000

/** Everything one can do to the computer and at the administration, by its name in the address. */
export function actionsOn({ machine, administration, people, follow }: Place): Record<string, Action> {
  const withCard =
    (act: (person: Person, wishes: Wishes) => string | null | void): Action =>
    async wishes => {
      const person = people.find(({ id }) => id === wishes['card'])
      return person ? (act(person, wishes) ?? null) : 'No such card.'
    }
  /** For one component, or for both when none is named. */
  const withComponents =
    (act: (name: ComponentName, wishes: Wishes) => string | null): Action =>
    async wishes => {
      const which = textOf(wishes['component']) ?? 'both'
      if (which !== 'both' && !isComponentName(which)) return 'No such component.'
      const whys = (which === 'both' ? componentNames : [which]).map(name => act(name, wishes))
      await follow()
      return whys.find(why => why !== null) ?? null
    }

  return {
    insert: withCard(person => machine.insert(person)),
    remove: async () => {
      machine.insert(null)
      return null
    },
    swap: withCard((person, { afterReading }) => {
      if (machine.card() === null) return 'There is no card to swap.'
      if (isYes(afterReading)) machine.swapAfterReading(person)
      else machine.insert(person)
      return null
    }),
    restart: async () => {
      machine.restart()
      administration.break(null)
      await follow()
      return null
    },
    fault: withComponents((component, { fault, ms, code: said }) => {
      const [name, delay] = [fault || null, delayOf(ms)]
      if (name !== null && !isFault(name)) return 'No such fault.'
      if (delay === null) return `ms is not between 0 and ${longestDelay}.`
      const code = textOf(said)
      if (code !== undefined && !/^\w{4}$/.test(code)) return 'A code has four characters.'
      machine.break(component, name, { ...(delay !== undefined && { ms: delay }), ...(code !== undefined && { code }) })
      return null
    }),
    version: withComponents((component, { version }) => {
      if (typeof version !== 'string' || !/^\w{4}$/.test(version)) return 'A version has four characters.'
      machine.install(component, version)
      return null
    }),
    verifier: async ({ fault, ms }) => {
      const [name, delay] = [fault || null, delayOf(ms)]
      if (name !== null && !isVerifierFault(name)) return 'No such fault.'
      if (delay === null) return `ms is not between 0 and ${longestDelay}.`
      administration.break(name, delay)
      return null
    },
    mark: withCard((person, { mark }) => (isMark(mark) ? administration.mark(person, mark) : 'No such mark.')),
    password: withCard((person, { password }) => administration.register(person, textOf(password) ?? null)),
    lock: withCard((person, { locked }) => administration.lock(person, isYes(locked))),
  }
}

/** The state of the computer and what the administration knows; no ID number, no password. */
export const describe = ({ machine, administration, people }: Desk) => ({
  card: machine.card()?.id ?? null,
  next: machine.next()?.id ?? null,
  components: Object.fromEntries(componentNames.map(name => [name, machine.component(name)])),
  verifier: { fault: administration.fault(), ms: administration.delay() },
  cards: people.map(person => {
    const { mark, password, isLocked } = administration.file(person)
    const { id, name, cardNumber } = person
    return { id, name, cardNumber, mark, registered: password !== null, locked: isLocked }
  }),
})

/** Everything about one card, for `cards/ID`. */
export async function shownCard({ administration, people }: Desk, path: string) {
  const person = people.find(({ id }) => path === `cards/${id}`)
  if (!person) return undefined
  const { mark, password, isLocked } = administration.file(person)
  return { ...person, mark, password, locked: isLocked, basic: basicOf(person).join(',') }
}

/** Undefined for the usual one, null for one that is not possible. */
function delayOf(ms: unknown) {
  const delay = ms === undefined || ms === '' ? undefined : Number(ms)
  return delay === undefined || (delay >= 0 && delay <= longestDelay) ? delay : null
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

const isYes = (value: unknown) => value === true || value === 'true' || value === 'yes'
