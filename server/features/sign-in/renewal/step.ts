import type { FastifyReply, FastifyRequest } from 'fastify'
import { legalDay } from '../../../domain/clock.ts'
import { allOrNothing } from '../../../store/database/all-or-nothing.ts'
import type { Db } from '../../../store/database/database.ts'
import * as events from '../../../store/database/events.ts'
import * as cardRenewals from '../../../store/ways/card-renewals.ts'
import { forgetRenewal } from '../../../web/access/pending-renewal.ts'
import { actorOf, byOf } from '../../../web/access/signed-in.ts'
import type { Said } from '../../../web/access/said.ts'
import type { Deps } from '../../../web/deps.ts'
import type { FieldError } from '../../../web/forms.ts'
import type { Handler } from '../../../web/handler.ts'
import { takeSuccessor } from './renewal.ts'

/** A new card was shown, and then its owner signed in another way: that is the proof it waited for. */
export function renewalStepPages({ db, ring, clock }: Deps) {
  async function waiting(request: FastifyRequest, on: Db) {
    const { renewalId } = request.session.signedIn ?? {}
    const found = renewalId ? await cardRenewals.find(on, ring, renewalId, clock()) : undefined
    return found?.accountId === actorOf(request).accountId ? found : undefined
  }

  const form: Handler = async (request, reply) => page(request, reply)

  const take: Handler = async (request, reply) => {
    const now = clock()
    const done = await allOrNothing(db, async tx => {
      const found = await waiting(request, tx)
      if (!found) return { ok: true as const }
      return takeSuccessor(tx, found, { by: byOf(request, 'employee'), proof: actorOf(request).way }, now)
    })
    if (!done.ok) return page(request, reply.code(422), [{ field: 'card', text: done.why }])
    return goOn(reply, 'said.card-renewed')
  }

  const refuse: Handler = async (request, reply) => {
    const now = clock()
    await db.transaction(async tx => {
      const found = await waiting(request, tx)
      if (!found) return
      await cardRenewals.use(tx, found.id, now)
      const by = byOf(request, 'employee')
      await events.add(tx, { what: 'account.card-renewal-refused', about: found.accountId, by, at: now })
    })
    return goOn(reply, 'said.card-not-renewed')
  }

  async function page(request: FastifyRequest, reply: FastifyReply, errors: FieldError[] = []) {
    const found = await waiting(request, db)
    if (!found) return reply.seeOther('/')
    const { subjectName, cardNumber, notAfter } = found.card
    return reply.page('sign-in/renewal-step', { errors, subjectName, cardNumber, until: legalDay(notAfter) })
  }

  function goOn(reply: FastifyReply, said: Said) {
    forgetRenewal(reply)
    return reply.seeOther('/account', said)
  }

  return { form, take, refuse }
}
