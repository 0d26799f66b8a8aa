import type { Clock } from '../../domain/clock.ts'
import type { Facts } from '../../domain/help-desk/diagnosis.ts'
import type { Deps } from '../../web/deps.ts'

const keptMs = 60_000

/**
 * Which services outside this server reaches now; one that is not configured is left out. However many visitors look,
 * each service is asked once a minute.
 */
export function reachedFrom({ phone, clock }: Pick<Deps, 'phone' | 'clock'>): () => Promise<Facts> {
  const phones = phone && remembered(clock, phone.isReached)
  return async () => (phones ? { phones: (await phones()) ? 'reached' : 'unreachable' } : {})
}

function remembered<T>(clock: Clock, ask: () => Promise<T>): () => Promise<T> {
  let last: { at: number; answer: Promise<T> } | undefined
  return () => {
    const now = clock().getTime()
    if (!last || now - last.at >= keptMs) last = { at: now, answer: ask() }
    return last.answer
  }
}
