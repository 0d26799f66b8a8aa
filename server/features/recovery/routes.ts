import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { opens } from '../../domain/account/state.ts'
import { sameName } from '../../domain/name-text.ts'
import { lastFour, normaliseId } from '../../domain/national-id.ts'
import { readPersonName } from '../../domain/person/name.ts'
import { readCode } from '../../domain/readable-code.ts'
import * as delays from '../../store/account/sign-in-delays.ts'
import * as signIns from '../../store/account/sign-ins.ts'
import * as recoveries from '../../store/person/recoveries.ts'
import * as records from '../../store/record/records.ts'
import * as credentials from '../../store/ways/credentials.ts'
import type { Holes, TextKey } from '../../text/speak.ts'
import { cardChallenge, readCardAnswer, type CardAnswer } from '../../ways/card-answer.ts'
import { remember } from '../../web/access/short-memory.ts'
import { requireSignIn } from '../../web/access/signed-in.ts'
import { mayTry } from '../../web/brake.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import { linkPages } from './by-link.ts'
import { mailPages } from './by-mail.ts'
import { phonePages } from './by-phone.ts'
import fromAbove from './from-above.ts'
import { newPasswordPages } from './new-password.ts'
import ofHr from './of-hr.ts'
import { waysBack } from './ways-back.ts'

/**
 * Back to an account whose password is gone: by one's card or phone, by a code from HR, by a link in a mail. None signs
 * in.
 */
export default async function recovery(app: FastifyInstance, deps: Deps) {
  const { db, ring, clock } = deps

  app.get('/recovery', async (_request, reply) => waysBack(reply, deps))

  app.get('/recovery/card', async (request, reply) => cardPage(request, reply))

  app.post('/recovery/card', async (request, reply) => {
    const answer = await readCardAnswer(request, deps, { purpose: 'recovery', kinds: ['citizen'] })
    const refuse = (text: TextKey, holes: Holes = {}) =>
      cardPage(request, reply.code(422), [{ field: 'card-pin', text, holes }])
    const checked = await checkCard(answer)
    if (!checked.ok) {
      const { why, holes, accountId } = checked
      const tried = accountId && { accountId, way: 'recovery' as const, address: request.ip }
      if (tried) await signIns.add(db, tried, why, clock())
      return refuse(why, holes)
    }
    const { bound } = checked
    remember(reply, deps, 'recovery', await recoveries.byProof(db, bound.accountId, 'card', clock()))
    return reply.seeOther('/recovery/new-password')
  })

  /** Of a refused card its owner reads, where it truly was their card that signed. */
  async function checkCard(answer: CardAnswer) {
    if (!answer.ok) return { ...answer, accountId: answer.claimed && (await credentials.accountOf(db, answer.claimed)) }
    const no = (why: TextKey, accountId: string | undefined) => ({ ok: false as const, why, holes: {}, accountId })
    const bound = await credentials.ofCard(db, answer.holder)
    if (!bound) return no('recovery.refused.card', await credentials.ofRetired(db, answer.holder))
    return opens(bound.state) ? { ok: true as const, bound } : no('recovery.refused.state', bound.accountId)
  }

  app.get('/recovery/code', async (_request, reply) => reply.page('recovery/code'))

  app.post('/recovery/code', async (request, reply) => {
    const form = rawForm(request.body)
    const checked = await check(request, form)
    if (!checked.ok) return reply.code(checked.status).page('recovery/code', { form, errors: checked.errors })
    remember(reply, deps, 'recovery', checked.id)
    return reply.seeOther('/recovery/new-password')
  })

  /** A try is counted before it is checked; a wrong code, name or number is answered in the same words. */
  async function check(
    request: FastifyRequest,
    form: Raw,
  ): Promise<{ ok: true; id: string } | { ok: false; status: number; errors: FieldError[] }> {
    const now = clock()
    const code = readCode(form['code'] ?? '')
    const name = readPersonName(form['name'] ?? '')
    const four = normaliseId(form['last_four'] ?? '')
    const errors: FieldError[] = []
    if (!code) errors.push({ field: 'code', text: 'recovery.refused.code-shape' })
    if (!name.ok) errors.push({ field: 'name', text: name.why })
    if (!/^[0-9A-Z]{4}$/.test(four)) errors.push({ field: 'last_four', text: 'activation.refused.last-four-shape' })
    if (!code || !name.ok || errors.length > 0) return { ok: false, status: 422, errors }

    const place = [delays.placeAllowance(ring, request.ip)]
    const counted = await mayTry(request, deps, place)
    if (!counted.ok) {
      const { holes } = counted
      return { ok: false, status: 429, errors: [{ field: 'code', text: 'activation.refused.wait', holes }] }
    }
    const found = await recoveries.bySecret(db, ring, 'hr', code, now)
    if (found) await recoveries.countTry(db, found.id)
    const number = found ? await records.idNumberOf(db, ring, found.personId) : ''
    if (!found || !sameName(name.value, found.name) || four !== lastFour(number)) {
      return { ok: false, status: 422, errors: [{ field: 'code', text: 'recovery.refused.code' }] }
    }
    await recoveries.forgive(db, found.id)
    await delays.forgive(db, place)
    return { ok: true, id: found.id }
  }

  const cardPage = (request: FastifyRequest, reply: FastifyReply, errors: FieldError[] = []) =>
    reply.page('recovery/card', {
      errors,
      card: cardChallenge(request, reply, deps, { purpose: 'recovery' }),
      scripts: ['card.js'],
    })

  const link = linkPages(deps)
  if (deps.sendMail) {
    const mail = mailPages(deps)
    app.get('/recovery/mail', mail.form)
    app.post('/recovery/mail', mail.ask)
    app.get('/recovery/mail/link', link.open('mail'))
  }
  app.get('/recovery/operator/link', link.open('operator'))

  if (deps.phone) {
    const phone = phonePages(deps)
    app.get('/recovery/phone', phone.form)
    app.post('/recovery/phone', phone.ask)
    app.get('/recovery/phone/:id', phone.answer)
  }

  const newPassword = newPasswordPages(deps)
  app.get('/recovery/new-password', newPassword.form)
  app.post('/recovery/new-password', newPassword.save)

  app.register(async signedIn => {
    requireSignIn(signedIn, deps)
    signedIn.register(fromAbove, deps)
    signedIn.register(ofHr, deps)
  })
}
