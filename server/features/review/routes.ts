import type { FastifyInstance } from 'fastify'
import { permissions } from '../../domain/agency/permission.ts'
import * as evidence from '../../store/correction/evidence.ts'
import { actorOf, provedLately } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { sendFile } from '../../web/transport/send-file.ts'
import decision from './decision.ts'
import { requestPage } from './page.ts'
import queue from './queue.ts'
import { note, ofFile, ofRequest, theirs } from './request.ts'

type OfFile = { Params: { id: string; file: string } }

/** HR's side of a correction: the queue, the request as it was signed, and the decision. */
export default async function review(app: FastifyInstance, deps: Deps) {
  const { db, ring, clock } = deps

  app.addHook('preHandler', async request => {
    if (!permissions.reviewQueue(actorOf(request))) throw refuseWith(404, 'problem.not-found')
  })
  for (const part of [queue, decision]) await part(app, deps)

  app.get('/review/:id', ofRequest, async (request, reply) => {
    const correction = await theirs(request, deps)
    return requestPage(request, reply, deps, correction)
  })

  app.get('/review/:id/revealed', ofRequest, async (request, reply) => {
    const correction = await theirs(request, deps)
    if (!provedLately(request, clock())) return reply.seeOther(`/proof?next=${encodeURIComponent(request.url)}`)
    return requestPage(request, reply, deps, correction, { isOpen: true })
  })

  app.get<OfFile>('/review/:id/evidence/:file', ofFile, async (request, reply) => {
    const correction = await theirs(request, deps)
    const file = await evidence.open(db, ring, correction.id, request.params.file)
    if (!file) throw refuseWith(404, 'problem.not-found')
    await evidence.noteOpened(db, file.id, actorOf(request).accountId, clock())
    await note(request, deps, correction, 'evidence')
    return sendFile(reply, file)
  })
}
