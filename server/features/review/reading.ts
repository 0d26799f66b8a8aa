import type { FastifyReply, FastifyRequest } from 'fastify'
import * as evidence from '../../store/correction/evidence.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import type { Handler } from '../../web/handler.ts'
import { sendFile, showFile, unopened } from '../../web/transport/send-file.ts'
import { noteReading } from './correction.ts'
import { correctionPage } from './page.ts'

type OfFile = { Params: { id: string; file: string } }

/** The correction itself, its sealed numbers and its evidence. */
export function readingPages(deps: Deps) {
  const { db, ring, evidenceHomes, clock } = deps

  const show: Handler = async (request, reply) => correctionPage(request, reply, deps)

  const revealed: Handler = async (request, reply) => correctionPage(request, reply, deps, { isOpen: true })

  const file: Handler<OfFile> = async (request, reply) => sendFile(reply, await openedNow(request, reply))

  const view: Handler<OfFile> = async (request, reply) => showFile(reply, await openedNow(request, reply))

  /** Only for a page that is open: what it says is nothing of the person's. */
  const isOpened: Handler<OfFile> = async (request, reply) => {
    const { id, file } = request.params
    const opened = await evidence.openedBy(db, id, actorOf(request).accountId)
    return reply.page('review/_opened', { isOpened: opened.includes(file) })
  }

  /** The file, which counts as opened from now on; its person sees that it was. */
  async function openedNow(request: FastifyRequest<OfFile>, reply: FastifyReply) {
    const opened = await evidence.open(db, ring, evidenceHomes, request.correction.id, request.params.file)
    if (!opened) throw notFound()
    if (!opened.ok) throw unopened(reply, opened)
    const { file } = opened
    await evidence.noteOpened(db, file.id, actorOf(request).accountId, clock())
    await noteReading(request, deps, 'evidence')
    return file
  }

  return { show, revealed, file, view, isOpened }
}
