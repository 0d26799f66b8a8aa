import type { Action, Wishes } from '../guarded.ts'
import type { Cards } from '../hipki/cards.ts'
import { isFault } from '../hipki/faults.ts'
import type { Machine } from '../hipki/machine.ts'
import type { Person } from '../hipki/people.ts'

export type Desk = { machine: Machine; cards: Cards; people: readonly Person[] }

const longestDelay = 600_000

/** Everything one can do to the computer with the card reader, by its name in the address. */
export function actionsOn({ machine, cards, people }: Desk): Record<string, Action> {
  const withCard =
    (act: (person: Person, wishes: Wishes) => void | Promise<void>): Action =>
    async wishes => {
      const person = people.find(({ id }) => id === wishes['card'])
      if (!person) return 'No such card.'
      await act(person, wishes)
      return null
    }

  return {
    insert: withCard(async (person, { reader }) => {
      await cards.card(person)
      machine.insert(person, textOf(reader))
    }),
    remove: async ({ reader }) => {
      machine.remove(textOf(reader))
      return null
    },
    swap: withCard(async (person, { stale }) => {
      await cards.card(person)
      machine.swap(person, { stale: isYes(stale) })
    }),
    restart: async () => {
      machine.restart()
      return null
    },
    fault: async ({ fault, ms, code, reason }) => {
      const name = fault || null
      if (name !== null && !isFault(name)) return 'No such fault.'
      const delay = ms === undefined || ms === '' ? undefined : Number(ms)
      if (delay !== undefined && !(delay >= 0 && delay <= longestDelay))
        return `ms is not between 0 and ${longestDelay}.`
      const [ret, last] = [numberOf(code), numberOf(reason)]
      if (ret === null || last === null) return 'Codes are numbers, such as 0x76100006 or 164.'
      const refusal = ret && { ret, ...(last && { last }) }
      machine.break(name, { ...(delay !== undefined && { ms: delay }), ...(refusal && { refusal }) })
      return null
    },
    trust: async ({ host, trusted }) => {
      const name = textOf(host)
      if (!name) return 'No host.'
      machine.trust(name, isYes(trusted))
      return null
    },
    unlock: withCard(person => machine.unlock(person)),
    revoke: withCard(person => cards.revoke(person)),
  }
}

/** The state of the computer and of all cards; no PIN, no certificate. */
export const describe = ({ machine, people }: Desk) => ({
  readers: machine.readers(),
  fault: machine.fault(),
  ms: machine.delay(),
  refusal: machine.refusal(),
  stale: machine.isStale(),
  trusted: machine.trusted(),
  cards: people.map(person => ({
    id: person.id,
    kind: person.kind,
    name: person.name,
    cardNumber: person.cardNumber,
    condition: person.condition ?? null,
    tries: machine.triesLeft(person),
    locked: machine.triesLeft(person) === 0,
  })),
})

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** Undefined for none, null for what is no number of 64 bits. */
function numberOf(value: unknown) {
  const text = textOf(value)
  if (text === undefined) return undefined
  const number = Number(text)
  return Number.isInteger(number) && Math.abs(number) < 2 ** 64 ? number : null
}

const isYes = (value: unknown) => value === true || value === 'true' || value === 'yes'
