import type { FastifyRequest } from 'fastify'
import { mayConfirm } from '../../domain/account/recovery.ts'
import { opens } from '../../domain/account/state.ts'
import { legalDay } from '../../domain/clock.ts'
import { showCode } from '../../domain/readable-code.ts'
import * as accounts from '../../store/account/accounts.ts'
import type { Db } from '../../store/database/database.ts'
import * as events from '../../store/database/events.ts'
import * as notices from '../../store/notice/notices.ts'
import * as hrOffices from '../../store/person/hr-offices.ts'
import * as recoveryCodes from '../../store/person/recovery-codes.ts'
import { speak, type Speak } from '../../text/speak.ts'
import { offeredWays } from '../../ways/offered-ways.ts'
import { once } from '../../web/access/once.ts'
import { helpFromAbove, noteLook, pagePrefix } from '../../web/access/person-door.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound, refuseWith } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { withRepresented } from '../../web/show/acting-for.ts'
import { askPage, roleOf } from './scope.ts'

type WithId = { Params: { id: string } }

/**
 * A code for somebody who stands in front of the desk: one of HR asks, another one confirms, and the first makes the
 * code, which is shown once and works for a quarter of an hour.
 */
export function codeOfHrPages(deps: Deps) {
  const { db, ring, clock, config } = deps
  const codeUrl = `${config.baseUrl}/recovery/code`

  const form: Handler = async (request, reply) => {
    const { person, below } = request.helped
    const account = await accounts.ofPerson(db, person.id)
    const open = account && (await recoveryCodes.pending(db, account.id, clock()))
    if (open) return reply.seeOther(`/recoveries/${open}`)
    return askPage(reply, { person, account, isAbove: below !== null })
  }

  const ask: Handler = async (request, reply) => {
    const { person, agencyId, below } = request.helped
    const now = clock()
    const account = await accounts.ofPerson(db, person.id)
    if (rawForm(request.body)['seen'] !== 'yes') {
      const errors = [{ field: 'seen', text: 'recovery.refused.seen' as const }]
      return askPage(reply.code(422), { person, account, isAbove: below !== null, errors })
    }
    if (!account || !canRecover(account)) throw refuseWith(409, 'recovery.refused.state')
    const actor = actorOf(request)
    const asking = { now, offered: await offeredWays(deps), not: [actor.accountId, account.id] }
    const add = async (tx: Db) => {
      const made = await recoveryCodes.ask(
        tx,
        { accountId: account.id, agencyId, askedBy: actor.accountId, askedFor: actor.actingFor?.accountId ?? null },
        now,
      )
      await addEvent(tx, request, 'recovery.asked', account.id, made, now)
      for (const accountId of await hrOffices.seconds(tx, agencyId, asking)) {
        await notices.tellAccount(tx, accountId, { text: 'notice.recovery.asked', url: `/recoveries/${made}` }, now)
      }
      return made
    }
    const id = await once(request, deps, add, made => `/recoveries/${made}`)
    return reply.seeOther(`/recoveries/${id}`, 'said.recovery-asked')
  }

  const show: Handler<WithId> = async (request, reply) => {
    const { asked, isAsker } = await seen(request, db)
    // the recovery is the purpose, as a correction is in its review
    const look = { personId: asked.personId, section: `${pagePrefix}recovery`, purpose: helpFromAbove }
    await noteLook(request, deps, look)
    const names = await namesOf(asked, speak(reply.language()))
    return reply.page('recovery/asked', { ...facts(asked), ...names, isAsker })
  }

  const confirm: Handler<WithId> = async (request, reply) => {
    const path = `/recoveries/${request.params.id}` as const
    const now = clock()
    const keep = async (tx: Db) => {
      const { asked } = await seen(request, tx)
      const actor = actorOf(request)
      const allowed = mayConfirm(actor, asked)
      if (!allowed.ok) throw refuseWith(409, allowed.why)
      if (!(await recoveryCodes.confirm(tx, asked.id, byOf(request, roleOf(request)), now))) return false
      await addEvent(tx, request, 'recovery.confirmed', asked.accountId, asked.id, now)
      await notices.tellAccount(tx, asked.askedBy, { text: 'notice.recovery.confirmed', url: path }, now)
      return true
    }
    const confirmed = await once(request, deps, keep, done => (done ? path : null))
    if (!confirmed) throw refuseWith(409, 'recovery.refused.over')
    return reply.seeOther(path, 'said.recovery-confirmed')
  }

  const makeCode: Handler<WithId> = async (request, reply) => {
    const now = clock()
    const make = async (tx: Db) => {
      const { asked, isAsker } = await seen(request, tx)
      if (!isAsker) throw notFound()
      const code = await recoveryCodes.issueCode(tx, ring, asked.id, now)
      if (!code) return undefined
      await addEvent(tx, request, 'recovery.code-made', asked.accountId, asked.id, now)
      await notices.tellAccount(tx, asked.accountId, { text: 'notice.recovery.code-made', url: '/account' }, now)
      const { name, personId } = asked
      return { name, personId, code: showCode(code.code), expiresAt: code.expiresAt, url: codeUrl }
    }
    const view = 'recovery/code-made'
    const made = await once(request, deps, make, model =>
      model ? { url: `/recoveries/${request.params.id}`, page: { view, model } } : null,
    )
    if (!made) throw refuseWith(409, 'recovery.refused.over')
    return reply.page(view, made)
  }

  /** Seen by whoever asked and by those who may confirm. */
  async function seen(request: FastifyRequest<WithId>, on: Db) {
    const actor = actorOf(request)
    const asked = await recoveryCodes.asked(on, request.params.id, legalDay(clock()))
    const isAsker = asked?.askedBy === actor.accountId && asked.askedFor === (actor.actingFor?.accountId ?? null)
    if (!asked || !(isAsker || mayConfirm(actor, asked).ok)) throw notFound()
    return { asked, isAsker }
  }

  const facts = (asked: recoveryCodes.Asked) => {
    const isOver = asked.usedAt !== null || asked.expiresAt <= clock()
    const state = isOver ? 'over' : asked.hasCode ? 'made' : asked.confirmedBy ? 'confirmed' : 'asked'
    const { id, name, personId, agencyName, createdAt, expiresAt } = asked
    return { id, name, personId, agencyName, createdAt, expiresAt, state }
  }

  async function namesOf({ askedBy, askedFor, confirmedBy, confirmedFor }: recoveryCodes.Asked, t: Speak) {
    const nameOf = (id: string | null) => (id ? accounts.nameOf(db, id) : '')
    const [asker, represented, confirmer, alsoRepresented] = await Promise.all(
      [askedBy, askedFor, confirmedBy, confirmedFor].map(nameOf),
    )
    return {
      asker: withRepresented(asker ?? '', represented || null, t),
      confirmer: withRepresented(confirmer ?? '', alsoRepresented || null, t),
    }
  }

  return { form, ask, show, confirm, makeCode }
}

const addEvent = (tx: Db, request: FastifyRequest, what: events.EventName, about: string, recovery: string, at: Date) =>
  events.add(tx, { what, about, by: byOf(request, roleOf(request)), at, details: { recovery } })

const canRecover = (account: accounts.Account | undefined) => account !== undefined && opens(account.state)
