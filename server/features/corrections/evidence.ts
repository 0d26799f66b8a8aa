import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { EvidenceRefusal } from '../../domain/evidence-file.ts'
import { fileName, mediaOf, mostFiles } from '../../domain/evidence-file.ts'
import type { Correction } from '../../store/corrections.ts'
import * as corrections from '../../store/corrections.ts'
import type { Db } from '../../store/database.ts'
import * as evidence from '../../store/evidence.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { sendFile } from '../../web/send-file.ts'
import { actorOf } from '../../web/signed-in.ts'
import { ofCorrection, ownCorrection } from './known.ts'

type OfFile = { Params: { id: string; file: string } }

/** The evidence of a draft: each file is posted on its own, so that an error elsewhere loses none. */
export default async function files(app: FastifyInstance, deps: Deps) {
  const { db, ring, clock, config } = deps

  app.get('/corrections/:id/evidence', ofCorrection, async (request, reply) => {
    const correction = await openDraft(request)
    return page(reply, correction)
  })

  app.post('/corrections/:id/evidence', ofCorrection, async (request, reply) => {
    const correction = await openDraft(request)
    const refuse = (text: EvidenceRefusal, holes = {}) =>
      page(reply.code(422), correction, [{ field: 'file', text, holes }])
    const sent = fileIn(request.body)
    if (!sent?.filename) return refuse('evidence.refused.blank')
    if (sent.file.truncated) return refuse('evidence.refused.large', { most: megabytes(config.evidenceMaxBytes) })
    const bytes = await sent.toBuffer()
    if (bytes.length === 0) return refuse('evidence.refused.empty')
    const media = mediaOf(bytes)
    if (!media) return refuse('evidence.refused.kind')
    const file = { name: fileName(sent.filename, media), media, bytes, addedBy: actorOf(request).accountId }
    const isKept = await whileDraft(correction, async (tx, round) => {
      const kept = await evidence.ofCorrection(tx, correction.id)
      if (kept.length >= mostFiles) return false
      await evidence.add(tx, ring, { ...file, correctionId: correction.id, round }, clock())
      return true
    })
    if (!isKept) return refuse('evidence.refused.many', { most: mostFiles })
    return reply.seeOther(`/corrections/${correction.id}/evidence`)
  })

  app.post<OfFile>('/corrections/:id/evidence/:file/removal', ofFile, async (request, reply) => {
    const correction = await openDraft(request)
    await whileDraft(correction, (tx, round) => evidence.remove(tx, correction.id, request.params.file, round))
    return reply.seeOther(`/corrections/${correction.id}/evidence`)
  })

  app.get<OfFile>('/corrections/:id/evidence/:file', ofFile, async (request, reply) => {
    const correction = await ownCorrection(request, deps)
    const file = await evidence.open(db, ring, correction.id, request.params.file)
    if (!file) throw refuseWith(404, 'problem.not-found')
    return sendFile(reply, file)
  })

  async function openDraft(request: FastifyRequest): Promise<Correction> {
    const correction = await ownCorrection(request, deps)
    if (correction.state === 'draft' || correction.state === 'returned') return correction
    throw refuseWith(409, 'correction.refused.not-now')
  }

  /** Changes the evidence of what is still a draft; the sending of it waits meanwhile, or came first and is told. */
  function whileDraft<T>({ id }: Correction, change: (tx: Db, round: number) => Promise<T>): Promise<T> {
    return db.transaction(async tx => {
      const draft = await corrections.holdDraft(tx, id)
      if (!draft) throw refuseWith(409, 'correction.refused.not-now')
      return change(tx, draft.round)
    })
  }

  async function page(reply: FastifyReply, correction: Correction, errors: object[] = []) {
    return reply.page('corrections/evidence', {
      id: correction.id,
      round: correction.round,
      files: await evidence.ofCorrection(db, correction.id),
      most: megabytes(config.evidenceMaxBytes),
      errors,
    })
  }
}

type SentFile = { filename: string; file: { truncated: boolean }; toBuffer: () => Promise<Buffer> }

function fileIn(body: unknown): SentFile | undefined {
  const file = typeof body === 'object' && body !== null && 'file' in body ? body.file : undefined
  return typeof file === 'object' && file !== null && 'toBuffer' in file ? (file as SentFile) : undefined
}

const megabytes = (bytes: number) => Math.floor((bytes / 1_048_576) * 10) / 10

const uuid = { type: 'string', format: 'uuid' } as const
const ofFile = { schema: { params: { type: 'object', properties: { id: uuid, file: uuid } } } } as const
