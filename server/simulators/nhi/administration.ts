import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import type { VerifierFault } from './faults.ts'
import { defaultDelay } from './machine.ts'
import { basicOf, type Mark, type Person } from './people.ts'

export type Asked = { basic: string; version: string; random: string; sign: string; password: string }

export type Administration = ReturnType<typeof openAdministration>

/**
 * What the health insurance administration holds: the key that signs once it has recognised a card, which cards it
 * signed for, and who registered with which password. `key` is RSA of 1024 bits.
 */
export function openAdministration(people: readonly Person[], key: KeyObject) {
  const publicKey = createPublicKey(key)
  const files = new Map(
    people.map(({ id, mark = 'normal', password = null }) => [id, { mark, password, isLocked: false }]),
  )
  const recognised = new Map<string, Set<string>>()
  let broken: { fault: VerifierFault | null; ms: number } = { fault: null, ms: defaultDelay }

  function file({ id }: Person) {
    const found = files.get(id)
    if (!found) throw new Error(`${id} has no health card`)
    return found
  }

  return {
    /** 256 hex digits over version and random, in which nothing says whose card it was. */
    sign: (person: Person, text: string) => {
      recognised.set(text, new Set(recognised.get(text)).add(person.id))
      return sign('sha256', Buffer.from(text), key).toString('hex').toUpperCase()
    },

    /** The holder, or the code that says why not. */
    check: (asked: Asked): { person: Person } | { code: string } => {
      const text = asked.version + asked.random
      const isOurs = verify('sha256', Buffer.from(text), publicKey, Buffer.from(asked.sign, 'hex'))
      const basic = asked.basic.replace(/,$/, '')
      const person = people.find(one => recognised.get(text)?.has(one.id) && basicOf(one).join(',') === basic)
      if (!isOurs || !person) return { code: '9001' }
      const { mark, password, isLocked } = file(person)
      if (mark !== 'normal') return { code: '9002' }
      if (password === null) return { code: '9102' }
      if (isLocked) return { code: '9103' }
      return password === asked.password ? { person } : { code: '9101' }
    },

    file,
    /** The administration knows at once; what stands on the card stays as it was. */
    mark: (person: Person, mark: Mark) => void (file(person).mark = mark),
    /** Null takes the registration back. */
    register: (person: Person, password: string | null) => {
      file(person).password = password
      file(person).isLocked = false
    },
    lock: (person: Person, isLocked: boolean) => void (file(person).isLocked = isLocked),

    break: (fault: VerifierFault | null, ms = defaultDelay) => {
      broken = { fault, ms }
    },
    fault: () => broken.fault,
    delay: () => broken.ms,
  }
}
