import type { FastifyRequest } from 'fastify'
import { states, type State } from '../../domain/correction/correction.ts'
import { findSection } from '../../domain/record/sections.ts'
import type { QueueFilter } from '../../store/correction/queue.ts'
import { rawForm } from '../../web/forms.ts'

/** States that something in the queue can have. */
export const queued: readonly State[] = states.filter(state => state !== 'draft')
const isQueued = (text: string): text is State => queued.some(state => state === text)

/**
 * What the queue is narrowed to: one state, `all`, or else what one has to do something about now; and one section.
 * `asked` is the same as an address says it.
 */
export function readFilter(query: unknown): {
  asked: { state?: string; section?: string }
  filter: Pick<QueueFilter, 'isTheirs' | 'state' | 'section'>
} {
  const { state = '', section = '' } = rawForm(query)
  const ofSection = findSection(section) ? { section } : {}
  if (isQueued(state)) return { asked: { state, ...ofSection }, filter: { state, ...ofSection } }
  if (state === 'all') return { asked: { state, ...ofSection }, filter: ofSection }
  return { asked: ofSection, filter: { isTheirs: true, ...ofSection } }
}

/**
 * What the addresses of a correction end with, so that the way back and the next one stay in the queue one came from.
 * Whom one searched for stays behind: no address says of a correction whose it is.
 */
export function fromQueue({ query }: FastifyRequest): string {
  const asked = new URLSearchParams(readFilter(query).asked).toString()
  return asked && `?${asked}`
}
