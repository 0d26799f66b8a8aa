import type { Clock } from '../domain/clock.ts'
import { troubleOf } from '../domain/trust/freshness.ts'
import { fetchLists, type Fetched, type Sources } from '../outside/list-sources.ts'
import type { Db } from '../store/database/database.ts'
import * as events from '../store/database/events.ts'
import * as notices from '../store/notice/notices.ts'
import * as authorities from '../store/trust/authorities.ts'
import * as listFetching from '../store/trust/list-fetching.ts'
import { addList, type AddedList } from '../store/trust/trust.ts'

export type ListDeps = { db: Db; clock: Clock; sources: Sources }

/**
 * Fetches the revocation lists of the configured places. One that is refused changes nothing; administrators hear of
 * it, and of lists and authorities that are near their end, once until they have read it. A mistake of the program over
 * one list refuses this list and is thrown when the others are done.
 */
export async function refreshLists({ db, clock, sources }: ListDeps): Promise<void> {
  await listFetching.begin(db, clock())
  const mistakes: unknown[] = []
  for await (const fetched of fetchLists(sources)) {
    const kept = await keep(db, fetched, clock()).catch((mistake: unknown) => {
      mistakes.push(mistake)
      return unreadable
    })
    await tell(db, fetched.source, kept, clock())
  }
  const now = clock()
  for (const authority of await authorities.all(db)) {
    const trouble = troubleOf(authority, now)
    const holes = { name: authority.published ?? authority.title }
    if (trouble) await notices.tellAdministrators(db, { text: `notice.trust.${trouble}`, holes, url: '/trust' }, now)
  }
  if (mistakes.length > 0) throw new AggregateError(mistakes, 'a list could not be read')
}

/**
 * The same, if somebody waits for it: an administrator, who asked or added an authority, or this program at its start.
 */
export async function refreshAskedLists(deps: ListDeps): Promise<void> {
  const { isAsked } = await listFetching.state(deps.db)
  if (isAsked) await refreshLists(deps)
}

const unreachable = { ok: false, why: 'trust.refused.unreachable' } as const
const unreadable = { ok: false, why: 'trust.refused.unreadable' } as const
type Kept = AddedList | typeof unreachable

const keep = async (db: Db, { uri, bytes }: Fetched, at: Date): Promise<Kept> =>
  bytes ? addList(db, bytes, at, uri) : unreachable

async function tell(db: Db, source: string, kept: Kept, at: Date) {
  if (kept.ok && !kept.isNews) return
  const { fetchEvents } = authorities
  if (kept.ok) {
    const details = { source, number: String(kept.number) }
    await events.add(db, { what: fetchEvents.taken, about: source, by: events.bySystem, at, details })
    return
  }
  // the same again every hour is no news
  const [last] = await authorities.fetches(db, 1, source)
  if (last?.what !== fetchEvents.refused || last.details['why'] !== kept.why) {
    const details = { source, why: kept.why }
    await events.add(db, { what: fetchEvents.refused, about: source, by: events.bySystem, at, details })
  }
  await notices.tellAdministrators(db, { text: 'notice.trust.refused', holes: { source }, url: '/trust' }, at)
}
