import { legalDay } from '../../domain/clock.ts'
import { readerOf } from '../../web/access/record-reader.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { Handler } from '../../web/handler.ts'
import { derivedView } from '../../web/show/record/derived.ts'

/** What is worked out from somebody else's record. */
export function derivedPages(deps: Deps) {
  const show: Handler = async (request, reply) => {
    const { person } = request
    const rows = await readerOf(actorOf(request), person, deps).rows()
    const all = derivedView(rows, legalDay(deps.clock()), reply.language())
    return reply.page('people/derived', { person, all, dense: true })
  }

  return { show }
}
