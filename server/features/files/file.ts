import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import { isTheirFile, mayTake } from '../../domain/outgoing/made-file.ts'
import * as files from '../../store/outgoing/files.ts'
import { isDisputedSince } from '../../store/outgoing/marked.ts'
import { subjectsOf } from '../../store/outgoing/subjects.ts'
import { isTextKey } from '../../text/speak.ts'
import { actorOf, byOf, hrRoleOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound, refuseWith } from '../../web/errors.ts'
import type { Handler } from '../../web/handler.ts'
import { scope } from '../../web/scope.ts'
import { sendFile } from '../../web/transport/send-file.ts'

declare module 'fastify' {
  interface FastifyRequest {
    madeFile: files.MadeFile
  }
}

/** All addresses of this part name a file that the actor asked for, in the office for which they did. */
export const ofFile = (app: FastifyInstance, { db, ring, clock }: Deps): void =>
  scope(app, 'madeFile', async request => {
    const actor = actorOf(request)
    const { file: id } = request.params as { file: string }
    const file = await files.find(db, ring, id, actor.accountId, clock())
    return file && isTheirFile(actor, file) ? file : undefined
  })

/** As a page shows a file. */
const fileView = ({ why, ...file }: files.MadeFile) => ({
  ...file,
  why: why !== null && isTextKey(why) ? why : null,
  href: `/files/${file.id}`,
  hrefContent: `/files/${file.id}/${file.agencyId === null ? 'copy' : 'content'}`,
})

/** One file: how far it is, and fetching it, for which the table of access is asked again. */
export function filePages({ db, ring, clock }: Deps) {
  const page = (request: FastifyRequest, reply: FastifyReply) =>
    reply.page('files/file', { file: fileView(request.madeFile), script: 'parts.js' })

  const show: Handler = async (request, reply) => page(request, reply)

  /** The same for the script of the page that waits. */
  const state: Handler = async (request, reply) => {
    const file = fileView(request.madeFile)
    if (request.headers['hx-request-type'] !== 'partial') return reply.seeOther(file.href)
    return reply.page('files/file', { file, script: 'parts.js' }, 'files/_state')
  }

  const fetch: Handler = async (request, reply) => {
    if (request.madeFile.agencyId === null) throw notFound()
    return send(request, reply, hrRoleOf(request))
  }

  const fetchOwn: Handler = async (request, reply) => {
    if (request.madeFile.agencyId !== null) throw notFound()
    return send(request, reply, 'employee')
  }

  async function send(request: FastifyRequest, reply: FastifyReply, role: string) {
    const { madeFile: file } = request
    const reach = file.state === 'ready' ? await files.reachOf(db, file.id) : undefined
    if (!reach || file.name === null || file.media === null) throw notFound()
    const ids = reach.people.map(({ id }) => id)
    const now = clock()
    const today = legalDay(now)
    if (!mayTake(actorOf(request), reach, await subjectsOf(db, ids, today))) throw refuseWith(409, 'file.refused.kept')
    const isForOthers = file.agencyId !== null
    if (isForOthers && (await isDisputedSince(db, ids, { fields: reach.fields, since: file.askedAt, today })))
      throw refuseWith(409, 'file.refused.disputed')
    await db.transaction(tx => files.fetched(tx, file, byOf(request, role), now))
    const bytes = files.contentOf(db, ring, file)
    return sendFile(reply, { name: file.name, media: file.media, bytes })
  }

  return { show, state, fetch, fetchOwn }
}
