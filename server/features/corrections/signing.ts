import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { decisionDue, legalDay } from '../../domain/clock.ts'
import { decide } from '../../domain/correction.ts'
import { rocYearOf } from '../../domain/roc-date.ts'
import type { Correction } from '../../store/corrections.ts'
import * as corrections from '../../store/corrections.ts'
import { decidingAgency, factsOf } from '../../store/correction-facts.ts'
import * as credentials from '../../store/credentials.ts'
import type { Db } from '../../store/database.ts'
import * as reviewers from '../../store/reviewers.ts'
import * as signatures from '../../store/signatures.ts'
import type { SignedText } from '../../store/signed-texts.ts'
import { signedTextOf } from '../../store/signed-texts.ts'
import { cardChallenge, readCardAnswer } from '../../web/card-answer.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import type { FieldError } from '../../web/forms.ts'
import { actorOf, byOf, provedLately } from '../../web/signed-in.ts'
import { judgeDraft } from './form.ts'
import { knownOf, ofCorrection, ownCorrection } from './known.ts'

type Signature = Pick<Parameters<typeof signatures.add>[2], 'way' | 'line' | 'cms' | 'certificate' | 'proof'>

const unsigned: Signature = { way: 'password', line: '', cms: null, certificate: null, proof: {} }

/** The last step: the whole text, and either the card's signature under it or a fresh proof and the mark "not signed". */
export default async function signing(app: FastifyInstance, deps: Deps) {
  const { db, ring, clock } = deps

  app.get('/corrections/:id/signing', ofCorrection, async (request, reply) => {
    const correction = await ownCorrection(request, deps)
    return page(request, reply, correction)
  })

  app.post('/corrections/:id/signing', ofCorrection, async (request, reply) => {
    const correction = await ownCorrection(request, deps)
    const text = await textOf(request, correction)
    const answer = await readCardAnswer(request, deps, { ...purposeOf(correction, text), kinds: ['citizen'] })
    if (!answer.ok)
      return page(request, reply.code(422), correction, [{ field: 'card-pin', text: answer.why, holes: answer.holes }])
    const { holder, report, line, cms } = answer
    const bound = await credentials.ofCard(db, holder)
    if (bound?.accountId !== actorOf(request).accountId) {
      return page(request, reply.code(422), correction, [{ field: 'card-pin', text: 'proof.refused.other-account' }])
    }
    await credentials.used(db, bound.id, credentials.cardOf(holder), clock())
    const proof = { report, issuerKeyId: holder.issuerKeyId, subjectSerial: holder.subjectSerial }
    return send(request, reply, correction, text, { way: 'card', line, cms, certificate: holder.certificate, proof })
  })

  app.post('/corrections/:id/unsigned', ofCorrection, async (request, reply) => {
    const correction = await ownCorrection(request, deps)
    if (!provedLately(request, clock())) {
      return reply.seeOther(`/proof?next=${encodeURIComponent(`/corrections/${correction.id}/signing`)}`)
    }
    return send(request, reply, correction, await textOf(request, correction), unsigned)
  })

  async function page(request: FastifyRequest, reply: FastifyReply, correction: Correction, errors: FieldError[] = []) {
    if (!(await isReady(request, reply, correction))) return reply.seeOther(`/corrections/${correction.id}/check`)
    const text = await textOf(request, correction)
    const cards = await credentials.ofAccount(db, actorOf(request).accountId)
    return reply.page('corrections/signing', {
      id: correction.id,
      signedText: text.bytes.toString('utf8'),
      sha256: text.sha256,
      hasCard: cards.length > 0,
      card: cardChallenge(request, reply, deps, purposeOf(correction, text)),
      isProved: provedLately(request, clock()),
      errors,
      scripts: ['card.js'],
    })
  }

  async function isReady(request: FastifyRequest, reply: FastifyReply, correction: Correction): Promise<boolean> {
    const actor = actorOf(request)
    const action = correction.state === 'draft' ? 'submit' : 'resubmit'
    const judged = decide(await factsOf(db, ring, correction, actor, legalDay(clock())), action, actor)
    if (!judged.ok) return false
    return judgeDraft(await knownOf(deps, correction), correction, reply.language()).errors.length === 0
  }

  const textOf = (request: FastifyRequest, correction: Correction) =>
    signedTextOf(db, ring, correction, actorOf(request), legalDay(clock()))

  async function send(
    request: FastifyRequest,
    reply: FastifyReply,
    correction: Correction,
    text: SignedText,
    signature: Signature,
  ) {
    if (!(await isReady(request, reply, correction))) return reply.seeOther(`/corrections/${correction.id}/check`)
    const actor = actorOf(request)
    const at = clock()
    const today = legalDay(at)
    const isFirst = correction.state === 'draft'
    const action = isFirst ? ('submit' as const) : ('resubmit' as const)
    const sent = await db.transaction(async tx => {
      const deciding = correction.agencyId
        ? { ok: true as const, agency: { id: correction.agencyId } }
        : await decidingAgency(tx, correction.personId, today)
      if (!deciding.ok) return deciding
      const first = isFirst ? await firstTime(tx, today, at) : {}
      const step = {
        action,
        to: 'submitted' as const,
        by: byOf(request, 'employee'),
        at,
        set: { ...first, agencyId: deciding.agency.id, supplementDay: null, reviewerId: null },
      }
      if (!(await corrections.move(tx, ring, correction, step))) {
        return { ok: false as const, why: 'problem.changed-meanwhile' as const }
      }
      const { id: correctionId, round } = correction
      await signatures.add(tx, ring, {
        ...signature,
        correctionId,
        round,
        text: text.bytes,
        textSha256: text.sha256,
        byAccountId: actor.accountId,
        at,
      })
      await reviewers.tell(
        tx,
        { agencyId: deciding.agency.id, personId: actor.personId },
        { text: 'notice.correction-sent', url: `/review/${correction.id}` },
        at,
      )
      return { ok: true as const }
    })
    if (!sent.ok) throw refuseWith(409, sent.why)
    return reply.seeOther(`/corrections/${correction.id}`)
  }

  async function firstTime(tx: Db, today: string, at: Date) {
    const number = await corrections.nextNumber(tx, rocYearOf(today))
    return { number, submittedAt: at, dueDay: decisionDue(today) }
  }
}

const purposeOf = (correction: Correction, text: SignedText) => ({
  purpose: 'correction' as const,
  request: correction.id,
  round: correction.round,
  textSha256: text.sha256,
})
