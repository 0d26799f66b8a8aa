import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Holder } from '../../../domain/card/holder.ts'
import { lastFour } from '../../../domain/national-id.ts'
import { readCode } from '../../../domain/readable-code.ts'
import * as delays from '../../../store/account/sign-in-delays.ts'
import * as signIns from '../../../store/account/sign-ins.ts'
import { allOrNothing } from '../../../store/database/all-or-nothing.ts'
import type { Db } from '../../../store/database/database.ts'
import * as events from '../../../store/database/events.ts'
import * as notices from '../../../store/notice/notices.ts'
import * as recoveries from '../../../store/person/recoveries.ts'
import * as records from '../../../store/record/records.ts'
import * as cardRenewals from '../../../store/ways/card-renewals.ts'
import * as credentials from '../../../store/ways/credentials.ts'
import { errorOf, refused } from '../../../ways/answered.ts'
import { forgetRenewal, recallRenewal } from '../../../web/access/pending-renewal.ts'
import { visitOf } from '../../../web/access/visit.ts'
import { mayTry } from '../../../web/brake.ts'
import type { Deps } from '../../../web/deps.ts'
import type { FieldError, Raw } from '../../../web/forms.ts'
import { rawForm } from '../../../web/forms.ts'
import type { Handler } from '../../../web/handler.ts'
import { enter } from '../enter.ts'
import { readPasswordAnswer } from '../password-answer.ts'

export const renewalPath = '/sign-in/renewal'

/**
 * Keeps a card that is not bound but has the authority, the name and the last four of one that is or was: perhaps its
 * successor. Undefined for any other card.
 */
export async function renewalOf(
  { db, ring, clock }: Deps,
  holder: Holder,
): Promise<{ id: string; accountId: string } | undefined> {
  for (const { accountId, personId } of await credentials.ofName(db, holder)) {
    const number = await records.idNumberOf(db, ring, personId)
    if (number && lastFour(number) === holder.lastFour) {
      return { id: await cardRenewals.keep(db, ring, accountId, credentials.cardOf(holder), clock()), accountId }
    }
  }
  return undefined
}

/** One more proof for a renewed card: the password, or a code from HR. Then it takes the place of the old card. */
export function renewalPages(deps: Deps) {
  const { db, ring, clock } = deps

  async function pending(request: FastifyRequest) {
    const id = recallRenewal(request, deps)
    return id ? cardRenewals.find(db, ring, id, clock()) : undefined
  }

  const form: Handler = async (request, reply) => ((await pending(request)) ? page(reply) : reply.seeOther('/sign-in'))

  const byPassword: Handler = async (request, reply) => {
    const found = await pending(request)
    if (!found) return reply.seeOther('/sign-in')
    const { login_name: loginName = '', password = '' } = rawForm(request.body)
    const answer = await readPasswordAnswer(request, reply, deps, { loginName, password, purpose: 'renewal' })
    if (answer.ok && answer.account.id === found.accountId) return finish(request, reply, found.id, null)
    const refusal = answer.ok ? refused('password', 'sign-in.refused.password') : answer
    return page(reply.code(refusal.status), { form: { login_name: loginName }, errors: [errorOf(refusal)] })
  }

  const byCode: Handler = async (request, reply) => {
    const found = await pending(request)
    if (!found) return reply.seeOther('/sign-in')
    const now = clock()
    const place = [delays.placeAllowance(ring, request.place)]
    const counted = await mayTry(request, deps, place)
    if (!counted.ok) {
      const { holes } = counted
      return page(reply.code(429), { errors: [{ field: 'code', text: 'activation.refused.wait', holes }] })
    }
    const code = readCode(rawForm(request.body)['code'] ?? '')
    const recovery = code ? await recoveries.bySecret(db, ring, 'hr', code, now) : undefined
    if (recovery?.accountId === found.accountId) {
      await delays.forgive(db, place)
      return finish(request, reply, found.id, recovery.id)
    }
    return page(reply.code(422), { errors: [{ field: 'code', text: 'sign-in.refused.renewal-code' }] })
  }

  async function finish(request: FastifyRequest, reply: FastifyReply, id: string, recoveryId: string | null) {
    const now = clock()
    const done = await allOrNothing(db, async tx => {
      const found = await cardRenewals.find(tx, ring, id, now)
      const recovery = recoveryId ? await recoveries.take(tx, recoveryId, now) : undefined
      if (!found || (recoveryId && !recovery)) return { ok: false as const, why: 'recovery.refused.over' as const }
      const { accountId } = found
      const by = { accountId, role: 'employee', agencyId: null, requestId: request.id }
      const bound = await takeSuccessor(tx, found, { by, proof: recovery ? 'code' : 'password' }, now)
      if (!bound.ok) return bound
      if (recovery) await recoveries.use(tx, recovery, now)
      await signIns.add(tx, { accountId, way: 'card', ...visitOf(request) }, null, now)
      return { ok: true as const, accountId }
    })
    if (!done.ok) return page(reply.code(422), { errors: [{ field: 'password', text: done.why }] })
    forgetRenewal(reply)
    await enter(request, reply, deps, { accountId: done.accountId, way: 'card' })
    return reply.seeOther('/account', 'said.card-renewed')
  }

  const page = (reply: FastifyReply, shown: { form?: Raw; errors?: FieldError[] } = {}) =>
    reply.page('sign-in/renewal', shown)

  return { form, byPassword, byCode }
}

/**
 * Puts the new card in the place of the old one and tells the owner. `proof` is the way by which they proved who they
 * are.
 */
export async function takeSuccessor(
  tx: Db,
  { id, accountId, card }: cardRenewals.CardRenewal,
  { by, proof }: { by: events.By; proof: string },
  now: Date,
) {
  const bound = await credentials.replace(tx, accountId, card, now)
  if (!bound.ok) return bound
  await cardRenewals.use(tx, id, now)
  const details = { credential: bound.id, proof }
  await events.add(tx, { what: 'account.card-renewed', about: accountId, by, at: now, details })
  await notices.tellAccount(tx, accountId, { text: 'notice.account.card-renewed', url: '/account' }, now)
  return bound
}
