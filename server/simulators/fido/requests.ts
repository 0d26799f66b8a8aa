import { randomUUID } from 'node:crypto'
import type { Fault } from './faults.ts'
import type { Person } from './people.ts'

export type Asking = {
  transaction: string
  person: Person
  /** PUSH, I-SCAN, APP2APP or MWEB2APP; WEB when it came by the page. */
  mode: string
  hint: string
  seconds: number
  content: Buffer
  hash: string
}

/** A question to somebody's phone. */
export type Request = Asking & { ticketId: string; until: number; state: 'waiting' | 'accepted' | 'refused' | 'used' }

export type Requests = ReturnType<typeof openRequests>

/** The questions on all phones, and what is broken now. Kept in memory: they live for minutes. */
export function openRequests() {
  const all = new Map<string, Request>()
  let broken: { fault: Fault | null; ms: number; code: string } = { fault: null, ms: 3000, code: 'DB_CONN_ERR' }

  const isOpen = ({ state, until }: Request) => state === 'waiting' && Date.now() <= until

  /** The newest question of a person, or of anybody. */
  const newest = (person?: string) =>
    [...all.values()].toReversed().find(one => isOpen(one) && (!person || one.person.id === person))

  function answer(state: 'accepted' | 'refused', { ticket, person }: { ticket?: string; person?: string }) {
    const found = ticket ? all.get(ticket) : newest(person)
    if (!found || !isOpen(found)) return false
    found.state = state
    return true
  }

  return {
    fault: () => broken.fault,
    delay: () => broken.ms,
    /** The code of the two faults that answer with one. */
    code: () => broken.code,
    break: (fault: Fault | null, { ms = broken.ms, code = broken.code }: { ms?: number; code?: string } = {}) => {
      broken = { fault, ms, code }
    },
    /** Null when the transaction is not new. */
    add: (asking: Asking): Request | null => {
      if ([...all.values()].some(({ transaction }) => transaction === asking.transaction)) return null
      const until = Date.now() + asking.seconds * 1000
      const request: Request = { ...asking, ticketId: randomUUID(), until, state: 'waiting' }
      all.set(request.ticketId, request)
      return request
    },
    find: (ticketId: string) => all.get(ticketId),
    open: () => [...all.values()].filter(isOpen),
    answer,
    expire: () => {
      for (const request of all.values()) request.until = 0
    },
  }
}
