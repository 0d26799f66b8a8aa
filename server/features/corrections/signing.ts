import type { FastifyReply, FastifyRequest } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import { decisionDue } from '../../domain/correction/deadline.ts'
import { decide } from '../../domain/correction/correction.ts'
import { rocYearOf } from '../../domain/roc-date.ts'
import type { Correction } from '../../store/correction/corrections.ts'
import * as corrections from '../../store/correction/corrections.ts'
import { decidingAgency, factsOf } from '../../store/correction/facts.ts'
import * as reviewers from '../../store/correction/reviewers.ts'
import * as signatures from '../../store/correction/signatures.ts'
import type { SignedText } from '../../store/correction/signed-texts.ts'
import { signedTextOf } from '../../store/correction/signed-texts.ts'
import { allOrNothing } from '../../store/database/all-or-nothing.ts'
import type { Db } from '../../store/database/database.ts'
import * as records from '../../store/record/records.ts'
import * as credentials from '../../store/ways/credentials.ts'
import type { Holes, TextKey } from '../../text/speak.ts'
import { errorOf } from '../../ways/answered.ts'
import { cardChallenge, readCardAnswer } from '../../ways/card-answer.ts'
import { cardUsed } from '../../ways/card-used.ts'
import { phonePage } from '../../ways/phone-answer.ts'
import { askPhone, offersPhone } from '../../ways/phone-question.ts'
import { once } from '../../web/access/once.ts'
import { sayNext } from '../../web/access/said.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import { shownStrongly } from '../../web/access/strong-proof.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import type { FieldError } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { checkDraft } from './form.ts'
import { isDraft, notAgain, rowOf } from './own-correction.ts'

type Signature = Pick<Parameters<typeof signatures.add>[2], 'way' | 'line' | 'cms' | 'pkcs1' | 'certificate' | 'proof'>

type Sent = { ok: true } | { ok: false; why: TextKey }

const unsigned: Signature = { way: 'password', line: '', cms: null, certificate: null, proof: {} }

/**
 * The last step: the whole text, and either the signature of card or phone under it or a fresh proof and the mark "not
 * signed".
 */
export function signingPages(deps: Deps) {
  const { db, ring, clock } = deps

  const show: Handler = async (request, reply) => {
    const { correction } = request
    return page(request, reply, correction)
  }

  const byCard: Handler = async (request, reply) => {
    const { correction } = request
    const text = await textOf(request, correction)
    const answer = await readCardAnswer(request, deps, { ...purposeOf(correction, text), kinds: ['citizen'] })
    if (!answer.ok) return page(request, reply.code(answer.status), correction, [errorOf(answer)])
    const { holder, report, line, cms } = answer
    const bound = await credentials.ofCard(db, holder)
    if (bound?.accountId !== actorOf(request).accountId) {
      return page(request, reply.code(422), correction, [{ field: 'card-pin', text: 'proof.refused.other-account' }])
    }
    await cardUsed(request, deps, bound, credentials.cardOf(holder))
    shownStrongly(request, 'card', clock())
    const proof = { report, issuerKeyId: holder.issuerKeyId, subjectSerial: holder.subjectSerial }
    const signature = { way: 'card' as const, line, cms, certificate: holder.certificate, proof }
    return reply.seeOther(await send(request, reply, correction, text, signature))
  }

  const byPhone: Handler = async (request, reply) => {
    const { correction } = request
    const task = purposeOf(correction, await textOf(request, correction))
    const idNumber = await records.idNumberOf(db, ring, actorOf(request).personId)
    const path = `/corrections/${correction.id}/signing/phone`
    const asked = await askPhone(request, reply, deps, { idNumber, task, path, next: '/' })
    if (asked.ok) return reply.seeOther(asked.path)
    return page(request, reply.code(asked.status), correction, [errorOf(asked)])
  }

  const phone: Handler<OfRequest> = async (request, reply) => {
    const { correction } = request
    if (!isDraft(correction)) return reply.seeOther(`/corrections/${correction.id}`)
    const text = await textOf(request, correction)
    const id = request.params.request
    const path = `/corrections/${correction.id}/signing`
    const refuse = (why: TextKey, holes: Holes = {}) =>
      page(request, reply.code(422), correction, [{ field: 'phone', text: why, holes }])
    return phonePage(
      request,
      reply,
      deps,
      { id, task: purposeOf(correction, text) },
      {
        path: `${path}/phone/${id}`,
        back: path,
        async finish({ holder, report, line, pkcs1 }) {
          const bound = await credentials.ofCard(db, holder)
          if (bound?.accountId !== actorOf(request).accountId) {
            return { ok: false, why: 'mobile-id.refused.not-yours', holes: {} }
          }
          await cardUsed(request, deps, bound, credentials.phoneOf(holder))
          shownStrongly(request, 'phone', clock())
          const proof = { report, issuerKeyId: holder.issuerKeyId, subjectSerial: holder.subjectSerial }
          const { certificate } = holder
          const signature = { way: 'phone' as const, line, cms: null, pkcs1, certificate, proof }
          return { ok: true, to: await send(request, reply, correction, text, signature) }
        },
        refused: ({ why, holes }) => refuse(why, holes),
        over: () => refuse('mobile-id.refused.over'),
      },
    )
  }

  const withoutSignature: Handler = async (request, reply) => {
    const { correction } = request
    const { bytes } = await textOf(request, correction)
    const shown = { bytes, sha256: rawForm(request.body)['text_sha256'] ?? '' }
    return reply.seeOther(await send(request, reply, correction, shown, unsigned))
  }

  async function page(request: FastifyRequest, reply: FastifyReply, correction: Correction, errors: FieldError[] = []) {
    if (!(await isReady(request, reply, correction))) return reply.seeOther(`/corrections/${correction.id}/check`)
    const text = await textOf(request, correction)
    const bound = await credentials.ofAccount(db, actorOf(request).accountId)
    return reply.page('corrections/signing', {
      id: correction.id,
      signedText: text.bytes.toString('utf8'),
      sha256: text.sha256,
      hasCard: bound.some(({ kind }) => kind === 'citizen_card'),
      hasPhone: bound.some(({ kind }) => kind === 'phone') && (await offersPhone(deps)),
      card: cardChallenge(request, reply, deps, purposeOf(correction, text)),
      errors,
      script: 'ways.js',
    })
  }

  async function isReady(request: FastifyRequest, reply: FastifyReply, correction: Correction): Promise<boolean> {
    const actor = actorOf(request)
    const action = correction.state === 'draft' ? 'submit' : 'resubmit'
    const decision = decide(await factsOf(db, ring, correction, actor, legalDay(clock())), action, actor)
    if (!decision.ok) return false
    return checkDraft(await rowOf(deps, correction), correction, reply.language()).errors.length === 0
  }

  const textOf = (request: FastifyRequest, correction: Correction, on: Db = db) =>
    signedTextOf(on, ring, correction, actorOf(request), legalDay(clock()))

  /**
   * Sends the correction; gives the address to go on to. `text` is by its hash what was shown and signed: when the
   * draft is no longer that, because its evidence changed or HR wrote the row meanwhile, nothing is sent and the draft
   * stays.
   */
  async function send(
    request: FastifyRequest,
    reply: FastifyReply,
    correction: Correction,
    text: SignedText,
    signature: Signature,
  ): Promise<string> {
    if (!(await isReady(request, reply, correction))) {
      sayNext(reply, 'said.not-sent', clock())
      return `/corrections/${correction.id}/check`
    }
    const actor = actorOf(request)
    const at = clock()
    const today = legalDay(at)
    const isFirst = correction.state === 'draft'
    const action = isFirst ? ('submit' as const) : ('resubmit' as const)
    const submit = async (tx: Db): Promise<Sent> => {
      const deciding = correction.agencyId
        ? { ok: true as const, agency: { id: correction.agencyId } }
        : await decidingAgency(tx, correction, today)
      if (!deciding.ok) return deciding
      const first = isFirst ? await firstTime(tx, today, at) : {}
      const { number, section } = { ...correction, ...first }
      const step = {
        action,
        to: 'submitted' as const,
        by: byOf(request, 'employee'),
        at,
        set: { ...first, agencyId: deciding.agency.id, supplementDay: null, reviewerId: null },
      }
      if (!(await corrections.move(tx, ring, correction, step))) {
        return { ok: false, why: 'problem.changed-meanwhile' }
      }
      // the move holds the draft: from here on its evidence stands still
      if ((await textOf(request, correction, tx)).sha256 !== text.sha256) {
        return { ok: false, why: 'problem.changed-meanwhile' }
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
        { agencyId: deciding.agency.id, personId: actor.personId, section, items: correction.items },
        {
          text: 'notice.correction-arrived',
          holes: { number: number ?? '', section },
          url: `/review/${correction.id}`,
        },
        at,
      )
      return { ok: true }
    }
    const to = `/corrections/${correction.id}`
    const sent = await once(
      request,
      deps,
      tx => allOrNothing(tx, submit),
      done => (done.ok ? to : null),
    )
    if (sent.ok) {
      sayNext(reply, 'said.sent', at)
      return to
    }
    const now = (await corrections.find(db, ring, correction.id)) ?? correction
    throw isDraft(now) ? refuseWith(409, sent.why) : notAgain(now)
  }

  async function firstTime(tx: Db, today: string, at: Date) {
    const number = await corrections.nextNumber(tx, rocYearOf(today))
    return { number, submittedAt: at, dueDay: decisionDue(today) }
  }

  return { show, byCard, byPhone, phone, withoutSignature }
}

const purposeOf = (correction: Correction, text: SignedText) => ({
  purpose: 'correction' as const,
  request: correction.id,
  round: correction.round,
  textSha256: text.sha256,
})

type OfRequest = { Params: { id: string; request: string } }
