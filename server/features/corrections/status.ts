import { legalDay } from '../../domain/clock.ts'
import { decide } from '../../domain/correction/correction.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import * as corrections from '../../store/correction/corrections.ts'
import * as evidence from '../../store/correction/evidence.ts'
import { factsOf, rowAsSent } from '../../store/correction/facts.ts'
import * as signatures from '../../store/correction/signatures.ts'
import * as corrected from '../../store/outgoing/corrected.ts'
import * as authorities from '../../store/trust/authorities.ts'
import * as listFiles from '../../store/trust/list-files.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import type { Handler } from '../../web/handler.ts'
import { correctionView } from '../../web/show/correction.ts'
import { toldLines } from '../../web/show/record/told.ts'
import { rowTitle } from '../../web/show/row.ts'
import { sendFile } from '../../web/transport/send-file.ts'
import { disputeOn } from './dispute.ts'

type Piece = keyof typeof pieces
type OfPiece = { Params: { id: string; round: number; piece: Piece } }

/** The receipt and everything that has happened since, with what was signed to take home. */
export function statusPages(deps: Deps) {
  const { db, ring, clock } = deps

  const show: Handler = async (request, reply) => {
    const { correction } = request
    if (correction.state === 'draft') return reply.seeOther(`/corrections/${correction.id}/edit`)
    const actor = actorOf(request)
    const facts = await factsOf(db, ring, correction, actor, legalDay(clock()))
    return reply.page('corrections/status', {
      ...correctionView(
        correction,
        await corrections.eventsOf(db, correction.id),
        await signatures.ofCorrection(db, ring, correction.id),
        reply.language(),
      ),
      title: rowTitle(sectionOf(correction.section), await rowAsSent(db, ring, correction), reply.language()),
      files: await evidence.ofCorrection(db, correction.id),
      waitsUntil: ['submitted', 'in_review'].includes(correction.state) ? correction.dueDay : null,
      mayWithdraw: decide(facts, 'withdraw', actor).ok,
      maySupplement: correction.state === 'returned',
      told: toldLines(await corrected.ofCorrection(db, correction.id), reply.language()),
      ...(await disputeOn(deps, correction, actor.accountId, reply.language())),
    })
  }

  const signature: Handler<OfPiece> = async (request, reply) => {
    const { correction } = request
    const kept = await signatures.ofCorrection(db, ring, correction.id)
    const signature = kept.find(({ round }) => round === request.params.round)
    const { piece } = request.params
    const bytes = signature && (await bytesOf(signature, piece))
    if (!bytes || bytes.length === 0) throw notFound()
    const [ending, media] = pieces[piece]
    return sendFile(reply, { name: `${correction.number}-${request.params.round}${ending}`, media, bytes })
  }

  async function bytesOf(signature: signatures.Signature, piece: Piece) {
    if (piece === 'line') return Buffer.from(signature.line)
    if (piece === 'list') return listFiles.find(db, signature.listSha256 ?? '')
    if (piece !== 'issuer' && piece !== 'root') return signature[piece]
    const issuer = await authorities.certificateThen(db, String(signature.proof['issuerKeyId'] ?? ''), signature.at)
    if (piece === 'issuer') return issuer && Buffer.from(issuer.pem)
    const root = await authorities.certificateThen(db, issuer?.issuerKeyId ?? '', signature.at)
    return root && Buffer.from(root.pem)
  }

  return { show, signature }
}

const pieces = {
  text: ['.txt', 'text/plain; charset=utf-8'],
  line: ['-line.txt', 'text/plain; charset=us-ascii'],
  cms: ['.p7m', 'application/pkcs7-mime'],
  pkcs1: ['.sig', 'application/octet-stream'],
  certificate: ['.cer', 'application/pkix-cert'],
  issuer: ['-issuer.pem', 'application/x-pem-file'],
  root: ['-root.pem', 'application/x-pem-file'],
  list: ['-list.crl', 'application/pkix-crl'],
} as const

export const pieceSchema = {
  params: {
    type: 'object',
    properties: {
      round: { type: 'integer', minimum: 1, maximum: 10_000 },
      piece: { enum: Object.keys(pieces) },
    },
  },
} as const
