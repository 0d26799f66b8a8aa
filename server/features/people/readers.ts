import { findSection } from '../../domain/record/sections.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import { notFound } from '../../web/errors.ts'
import type { Handler } from '../../web/handler.ts'
import { readersView } from '../../web/show/record/readers.ts'

/** Who sees a section of somebody's record and why: of the record itself it shows nothing. */
export const readers: Handler<{ Params: { section: string } }> = async (request, reply) => {
  const { person } = request
  const section = findSection(request.params.section)
  if (!section) throw notFound()
  return reply.page('record/readers', { person, ...readersView(actorOf(request), person, section, reply.language()) })
}
