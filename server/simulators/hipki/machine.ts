import { code, lastError } from './codes.ts'
import type { Fault } from './faults.ts'
import { former, type Person } from './people.ts'

/** What an answer refuses with: ret_code, and last_error when there is one. */
export type Refusal = { ret: number; last?: number }

export type Slot = { reader: string; card: Person | 'unknown token' | null }

/** One computer with its readers, and what the component on it remembers. */
export type Machine = ReturnType<typeof openMachine>

const firstReader = 'Demo Smart Card Reader 0'
const maxTries = 3

/** A computer with one empty reader and these trusted hosts. */
export function openMachine(people: readonly Person[], trustedHosts: readonly string[]) {
  const readers = new Map<string, Person | null>([[firstReader, null]])
  const tries = new Map<string, number>()
  const trusted = new Set(trustedHosts)
  // hosts the person accepted, which also hold while the fault "untrusted" is on
  const accepted = new Set<string>()
  let cached: Person | null = null
  let isStale = false
  let fault: Fault | null = null
  let delay = 5000
  let refusal: Refusal = { ret: code.library }

  const inside = () => [...readers.values()].filter(person => person !== null)
  const triesLeft = ({ id }: Person) => tries.get(id) ?? maxTries

  function insert(person: Person, reader = firstReader) {
    // a card is in one place
    for (const [name, other] of readers) if (other?.id === person.id) readers.set(name, null)
    readers.set(reader, person)
    if (!isStale && cached?.id !== person.id) cached = null
  }

  function remove(reader?: string) {
    for (const name of reader === undefined ? [...readers.keys()] : [reader]) readers.set(name, null)
    if (!isStale) cached = null
  }

  return {
    insert,
    remove,

    /** Takes all cards out and puts this one in; the component may go on with what it remembers of the last one. */
    swap(person: Person, options: { stale: boolean }) {
      if (options.stale) {
        cached ??= inside()[0] ?? former
        isStale = true
      }
      remove()
      insert(person)
    },

    /** Stops and starts the component: nothing remembered, nothing broken. Cards and their locks stay. */
    restart() {
      cached = null
      isStale = false
      fault = null
    },

    break(name: Fault | null, { ms = 5000, refusal: given = refusal }: { ms?: number; refusal?: Refusal } = {}) {
      fault = name
      delay = ms
      refusal = given
      accepted.clear()
    },

    /** What the component sees in its readers. */
    slots(): Slot[] {
      if (fault === 'no-reader') return []
      const real = [...readers].map(([reader, card]): Slot => ({ reader, card }))
      if (fault === 'no-card') return real.map(({ reader }) => ({ reader, card: null }))
      if (fault === 'unknown-token') return [{ reader: firstReader, card: 'unknown token' }]
      if (fault !== 'two-cards') return real
      const own = inside()[0] ?? people[0] ?? former
      const other = people.find(({ id }) => id !== own.id) ?? former
      return [
        { reader: firstReader, card: other },
        { reader: 'Demo Smart Card Reader 1', card: own },
      ]
    },

    /** Tries a PIN: 0, or the PKCS#11 number that says why not. Old components do not count for one. */
    login(person: Person, pin: string): number {
      const left = triesLeft(person)
      if (left === 0) return lastError.locked
      if (pin.length < 6 || pin.length > 8) return lastError.pinLength
      if (pin === person.pin) {
        tries.delete(person.id)
        return 0
      }
      tries.set(person.id, left - 1)
      if (left === 1) return lastError.locked
      if (fault === 'old-version') return lastError.pinWrong
      return left === 2 ? lastError.oneTryLeft : lastError.twoTriesLeft
    },

    triesLeft,
    unlock: ({ id }: Person) => void tries.delete(id),

    /** Whose number and certificate go into an answer signed by this person's card. */
    shown(person: Person): Person {
      if (fault === 'stale') return cached && cached.id !== person.id ? cached : former
      return isStale ? (cached ?? person) : person
    },

    remember(person: Person) {
      if (!isStale) cached = person
    },

    isTrusted: (host: string | null) =>
      fault === 'untrusted' ? accepted.has(host ?? '') : host === null || trusted.has(host),

    trust(host: string, isTrusted: boolean) {
      for (const hosts of [trusted, accepted]) {
        if (isTrusted) hosts.add(host)
        else hosts.delete(host)
      }
    },

    fault: () => fault,
    delay: () => delay,
    /** Of the fault that answers with one. */
    refusal: () => refusal,
    isStale: () => isStale,
    trusted: () => [...trusted],
    readers: () => [...readers].map(([name, person]) => ({ name, card: person?.id ?? null })),
  }
}
