import { findSection } from '../../domain/record/sections.ts'
import { ownSubject } from '../../web/access/record-reader.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import { notFound } from '../../web/errors.ts'
import type { Handler } from '../../web/handler.ts'
import { readersView } from '../../web/show/record/readers.ts'

/** Who sees a section of one's own record and why. */
export const readers: Handler<{ Params: { section: string } }> = async (request, reply) => {
  const actor = actorOf(request)
  const section = findSection(request.params.section)
  if (!section) throw notFound()
  return reply.page('record/readers', readersView(actor, ownSubject(actor), section, reply.language()))
}
