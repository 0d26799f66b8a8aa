import { legalDay } from '../../domain/clock.ts'
import * as records from '../../store/record/records.ts'
import type { Deps } from '../../web/deps.ts'
import type { Handler } from '../../web/handler.ts'
import { derivedView } from '../../web/show/record/derived.ts'

/** What is worked out from somebody else's record. */
export function derivedPages({ db, ring, clock }: Deps) {
  const show: Handler = async (request, reply) => {
    const { person } = request
    const rows = await records.ofPerson(db, ring, person.id)
    const all = derivedView(rows, legalDay(clock()), reply.language())
    return reply.page('people/derived', { person, all, dense: true })
  }

  return { show }
}
