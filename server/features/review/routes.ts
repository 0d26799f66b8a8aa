import type { FastifyInstance } from 'fastify'
import * as evidence from '../../store/correction/evidence.ts'
import { allowOnly } from '../../web/access/permitted.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import { sendFile } from '../../web/transport/send-file.ts'
import decision from './decision.ts'
import { requestPage } from './page.ts'
import queue from './queue.ts'
import { note, ofRequest } from './request.ts'

type OfFile = { Params: { id: string; file: string } }

/** HR's side of a correction: the queue, the correction as it was signed, and the decision. */
export default async function review(app: FastifyInstance, deps: Deps) {
  allowOnly(app, 'reviewQueue')
  await queue(app, deps)
  app.register(async one => {
    ofRequest(one, deps)
    for (const part of [request, decision]) await part(one, deps)
  })
}

/** The correction itself, its sealed numbers and its evidence. */
async function request(app: FastifyInstance, deps: Deps) {
  const { db, ring, clock } = deps

  app.get('/review/:id', async (request, reply) => requestPage(request, reply, deps))

  app.get('/review/:id/revealed', { config: { proof: 'fresh' } }, async (request, reply) =>
    requestPage(request, reply, deps, { isOpen: true }),
  )

  app.get<OfFile>('/review/:id/evidence/:file', async (request, reply) => {
    const file = await evidence.open(db, ring, request.correction.id, request.params.file)
    if (!file) throw notFound()
    await evidence.noteOpened(db, file.id, actorOf(request).accountId, clock())
    await note(request, deps, 'evidence')
    return sendFile(reply, file)
  })
}
