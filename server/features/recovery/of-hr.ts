import type { FastifyInstance, FastifyRequest } from 'fastify'
import { showCode } from '../../domain/activation-code.ts'
import { isTheirOwn } from '../../domain/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import { mayRead, permissions } from '../../domain/permission.ts'
import { mayConfirm } from '../../domain/recovery.ts'
import * as accounts from '../../store/accounts.ts'
import * as agencies from '../../store/agencies.ts'
import type { Db } from '../../store/database.ts'
import * as events from '../../store/events.ts'
import * as notices from '../../store/notices.ts'
import * as people from '../../store/people.ts'
import * as recoveries from '../../store/recoveries.ts'
import * as roleGrants from '../../store/role-grants.ts'
import { speak, type Speak } from '../../text/speak.ts'
import { withRepresented } from '../../web/acting-for.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import { actorOf, byOf, proofFor, provedLately } from '../../web/signed-in.ts'

type WithId = { Params: { id: string } }

/**
 * A code for somebody who stands in front of the desk: one of HR asks, another one confirms, and the first makes the
 * code, which is shown once and works for a quarter of an hour.
 */
export default async function ofHr(app: FastifyInstance, { db, ring, clock, config }: Deps) {
  app.get<WithId>('/people/:id/recovery', withId, async (request, reply) => {
    const person = await personOf(request)
    const account = await accounts.ofPerson(db, person.id)
    const open = account && (await recoveries.pending(db, account.id, clock()))
    if (open) return reply.seeOther(`/recoveries/${open}`)
    return reply.page('recovery/ask', { person, mayAsk: canRecover(account) })
  })

  app.post<WithId>('/people/:id/recovery', withId, async (request, reply) => {
    const person = await personOf(request)
    const path = `/people/${person.id}/recovery`
    const now = clock()
    if (!provedLately(request, now)) return reply.seeOther(proofFor(path))
    if (rawForm(request.body)['seen'] !== 'yes') {
      const errors = [{ field: 'seen', text: 'recovery.refused.seen' }]
      return reply.code(422).page('recovery/ask', { person, mayAsk: true, errors })
    }
    const account = await accounts.ofPerson(db, person.id)
    if (!account || !canRecover(account)) throw refuseWith(409, 'recovery.refused.state')
    const actor = actorOf(request)
    const agencyId = actor.agencyId ?? ''
    const id = await db.transaction(async tx => {
      const made = await recoveries.ask(
        tx,
        { accountId: account.id, agencyId, askedBy: actor.accountId, askedFor: actor.actingFor?.accountId ?? null },
        now,
      )
      await note(tx, request, 'recovery.asked', account.id, made)
      for (const accountId of await seconds(tx, agencyId, [actor.accountId, account.id])) {
        await notices.tellAccount(tx, accountId, { text: 'notice.recovery.asked', url: `/recoveries/${made}` }, now)
      }
      return made
    })
    return reply.seeOther(`/recoveries/${id}`)
  })

  app.get<WithId>('/recoveries/:id', withId, async (request, reply) => {
    const { asked, isAsker } = await seen(request, db)
    const names = await namesOf(asked, speak(reply.language()))
    return reply.page('recovery/asked', { ...facts(asked), ...names, isAsker })
  })

  app.post<WithId>('/recoveries/:id/confirmation', withId, async (request, reply) => {
    const path = `/recoveries/${request.params.id}`
    const now = clock()
    if (!provedLately(request, now)) return reply.seeOther(proofFor(path))
    const confirmed = await db.transaction(async tx => {
      const { asked } = await seen(request, tx)
      const actor = actorOf(request)
      const judged = mayConfirm(actor, asked)
      if (!judged.ok) throw refuseWith(409, judged.why)
      if (!(await recoveries.confirm(tx, asked.id, byOf(request, 'hr_officer'), now))) return false
      await note(tx, request, 'recovery.confirmed', asked.accountId, asked.id)
      await notices.tellAccount(tx, asked.askedBy, { text: 'notice.recovery.confirmed', url: path }, now)
      return true
    })
    if (!confirmed) throw refuseWith(409, 'recovery.refused.over')
    return reply.seeOther(path)
  })

  app.post<WithId>('/recoveries/:id/code', withId, async (request, reply) => {
    const now = clock()
    if (!provedLately(request, now)) return reply.seeOther(proofFor(`/recoveries/${request.params.id}`))
    const made = await db.transaction(async tx => {
      const { asked, isAsker } = await seen(request, tx)
      if (!isAsker) throw refuseWith(404, 'problem.not-found')
      const code = await recoveries.issueCode(tx, ring, asked.id, now)
      if (!code) return undefined
      await note(tx, request, 'recovery.code-made', asked.accountId, asked.id)
      await notices.tellAccount(tx, asked.accountId, { text: 'notice.recovery.code-made', url: '/account' }, now)
      return { ...code, asked }
    })
    if (!made) throw refuseWith(409, 'recovery.refused.over')
    const { code, expiresAt, asked } = made
    const url = `${config.baseUrl}/recovery/code`
    return reply.page('recovery/code-made', {
      name: asked.name,
      personId: asked.personId,
      code: showCode(code),
      expiresAt,
      url,
    })
  })

  async function personOf(request: FastifyRequest<WithId>) {
    const actor = actorOf(request)
    const person = await people.find(db, request.params.id, legalDay(clock()))
    const isTheirs = person && permissions.keepPeople(actor) && !isTheirOwn(actor, person.id) && mayRead(actor, person)
    if (!isTheirs) throw refuseWith(404, 'problem.not-found')
    return person
  }

  /** Seen by who asked and by who may confirm. */
  async function seen(request: FastifyRequest<WithId>, on: Db) {
    const actor = actorOf(request)
    const asked = await recoveries.asked(on, request.params.id, legalDay(clock()))
    const isAsker = asked?.askedBy === actor.accountId && asked.askedFor === (actor.actingFor?.accountId ?? null)
    if (!asked || !(isAsker || mayConfirm(actor, asked).ok)) throw refuseWith(404, 'problem.not-found')
    return { asked, isAsker }
  }

  const facts = (asked: recoveries.Asked) => {
    const isOver = asked.usedAt !== null || asked.expiresAt <= clock()
    const state = isOver ? 'over' : asked.hasCode ? 'made' : asked.confirmedBy ? 'confirmed' : 'asked'
    const { id, name, personId, agencyName, createdAt, expiresAt } = asked
    return { id, name, personId, agencyName, createdAt, expiresAt, state }
  }

  async function namesOf({ askedBy, askedFor, confirmedBy, confirmedFor }: recoveries.Asked, t: Speak) {
    const nameOf = (id: string | null) => (id ? accounts.nameOf(db, id) : '')
    const [asker, represented, confirmer, alsoRepresented] = await Promise.all(
      [askedBy, askedFor, confirmedBy, confirmedFor].map(nameOf),
    )
    return {
      asker: withRepresented(asker ?? '', represented || null, t),
      confirmer: withRepresented(confirmer ?? '', alsoRepresented || null, t),
    }
  }

  /** Who can be the second: others of HR here; where there are none, HR above or the second reviewer. */
  async function seconds(on: Db, agencyId: string, not: string[]): Promise<string[]> {
    const today = legalDay(clock())
    const hrOf = async (id: string) =>
      (await roleGrants.ofAgency(on, id, today))
        .filter(({ roles }) => roles.includes('hr_chief') || roles.includes('hr_officer'))
        .map(({ accountId }) => accountId)
        .filter(accountId => !not.includes(accountId))
    const here = await hrOf(agencyId)
    const agency = await agencies.find(on, agencyId)
    if (here.length > 0 || !agency) return here
    if (agency.hrParentId) return hrOf(agency.hrParentId)
    return agency.secondReviewerId && !not.includes(agency.secondReviewerId) ? [agency.secondReviewerId] : []
  }

  const note = (tx: Db, request: FastifyRequest, what: string, about: string, recovery: string) =>
    events.add(tx, { what, about, by: byOf(request, 'hr_officer'), at: clock(), details: { recovery } })
}

const canRecover = (account: accounts.Account | undefined) =>
  account?.state === 'active' || account?.state === 'must_change'

const withId = {
  schema: { params: { type: 'object', properties: { id: { type: 'string', format: 'uuid' } } } },
} as const
