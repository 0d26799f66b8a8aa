import type { FastifyRequest } from 'fastify'
import { isTheirOwn } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import * as agencyList from '../../store/person/agency-list.ts'
import type { PeopleFilter } from '../../store/person/agency-list.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import { namedBy } from '../../web/show/list/named.ts'
import type { Placed } from '../../web/show/list/told-apart.ts'
import { filterOf, queryIn } from './list-query.ts'

/** With so many people at most something is done at once. */
export const mostSelected = 3000

export type Selected =
  | { ok: true; people: (Placed & { id: string })[] }
  | { ok: false; why: 'said.nobody-chosen' | 'said.too-many-chosen' }

/**
 * Whom the form of the list of people chose: rows that were ticked (`person_` and an id), everybody on its page
 * (`listed_all`, with the ids in `listed`), or all who fit `filter`, the query of the list (`all`). They are in the
 * order of strokes, each once, and all of them here today; neither the actor nor those they are deputy of are among
 * them, and whoever is at another agency is left out without a word.
 */
export async function selectionOf(
  request: FastifyRequest,
  { db, ring, clock }: Pick<Deps, 'db' | 'ring' | 'clock'>,
): Promise<Selected> {
  const form = rawForm(request.body)
  const actor = actorOf(request)
  const query = queryIn(form)
  const filter: PeopleFilter =
    form['all'] === 'yes' ? filterOf(query, { ring, by: actor }) : { personIds: namedBy(form) }
  if (filter.hasLeft || filter.isToCome || filter.personIds?.length === 0) return nobody
  if ((filter.personIds?.length ?? 0) > mostSelected) return tooMany
  const today = legalDay(clock())
  const listed = await agencyList.everybody(db, actor.agencyId ?? '', today, filter, mostSelected)
  if (listed.isMore) return tooMany
  const people = listed.people.filter(({ id }) => !isTheirOwn(actor, id))
  return people.length > 0 ? { ok: true, people } : nobody
}

const nobody: Selected = { ok: false, why: 'said.nobody-chosen' }
const tooMany: Selected = { ok: false, why: 'said.too-many-chosen' }
