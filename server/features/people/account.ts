import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { stateAfter } from '../../domain/account/state.ts'
import { legalDay } from '../../domain/clock.ts'
import { slugs, waysFor, type WayFor } from '../../domain/way.ts'
import type { Account } from '../../store/account/accounts.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as sessions from '../../store/account/sessions.ts'
import * as roleGrants from '../../store/agency/role-grants.ts'
import * as events from '../../store/database/events.ts'
import * as notices from '../../store/notice/notices.ts'
import * as recoveries from '../../store/person/recoveries.ts'
import * as shownNames from '../../store/person/shown-names.ts'
import * as boundWays from '../../store/ways/bound-ways.ts'
import * as secondFactors from '../../store/ways/second-factors.ts'
import { once } from '../../web/access/once.ts'
import { byOf, hrRoleOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound, refuseWith } from '../../web/errors.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm, readShortReason } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { scope } from '../../web/scope.ts'

type Shown = { form?: Raw; errors?: FieldError[] }
type OfCredential = { Params: { id: string; credential: string } }

declare module 'fastify' {
  interface FastifyRequest {
    /** Of the person whom the address names. */
    account: Account
  }
}

/** All addresses of this part are about an account that is there. */
export const ofAccount = (app: FastifyInstance, { db }: Deps): void =>
  scope(app, 'account', ({ person }) => accounts.ofPerson(db, person.id))

const changes = ['suspend', 'lock', 'reactivate'] as const

/** What HR does with the account of one of its people: hold it, open it again, take a lost card or device away. */
export function accountPages(deps: Deps) {
  const { db, clock } = deps

  const show: Handler = async (request, reply) => page(request, reply)

  const change: Handler = async (request, reply) => {
    const { person, account } = request
    const now = clock()
    const form = rawForm(request.body)
    const change = changes.find(one => one === form['change'])
    const reason = readShortReason(form['reason'])
    const errors: FieldError[] = []
    if (!change) errors.push({ field: 'change', text: 'people.refused.no-account-change' })
    if (!reason) errors.push({ field: 'reason', text: 'people.refused.account-reason' })
    if (!change || !reason || errors.length > 0) return page(request, reply.code(422), { form, errors })
    if (change !== 'reactivate' && (await roleGrants.isAdministrator(db, account.id, legalDay(now)))) {
      throw refuseWith(409, 'people.refused.administrator')
    }
    const apply = async (tx: Deps['db']) => {
      const by = byOf(request, hrRoleOf(request))
      const changed = await accounts.changeState(tx, account.id, { change, reason }, by, now)
      if (changed && change === 'reactivate') {
        await notices.tellAccount(tx, account.id, { text: 'notice.account.reopened', url: '/account' }, now)
      }
      return changed
    }
    const path = `/people/${person.id}/account`
    const done = await once(request, deps, apply, changed => (changed ? path : null))
    if (done) return reply.seeOther(path, `said.account-${change}`)
    return page(request, reply.code(409), {
      form,
      errors: [{ field: 'change', text: 'people.refused.account-change' }],
    })
  }

  const confirmName: Handler = async (request, reply) => {
    const { person, account } = request
    const now = clock()
    const form = rawForm(request.body)
    const waiting = (await shownNames.ofPerson(db, person.id)).filter(({ confirmedAt }) => !confirmedAt)
    const shown = waiting.find(({ id }) => id === form['shown_name'])
    const reason = readShortReason(form['name_reason'])
    const errors: FieldError[] = []
    if (!shown) errors.push({ field: 'shown_name', text: 'people.refused.shown-name' })
    if (!reason) errors.push({ field: 'name_reason', text: 'people.refused.account-reason' })
    if (!shown || !reason) return page(request, reply.code(422), { form, errors })
    const confirm = async (tx: Deps['db']) => {
      const by = byOf(request, hrRoleOf(request))
      const confirmed = await shownNames.confirm(tx, person.id, { id: shown.id, reason }, by, now)
      const notice = { text: 'notice.account.name-confirmed', url: '/account' } as const
      if (confirmed) await notices.tellAccount(tx, account.id, notice, now)
      return confirmed
    }
    const path = `/people/${person.id}/account`
    const done = await once(request, deps, confirm, confirmed => (confirmed ? path : null))
    if (done) return reply.seeOther(path, 'said.name-confirmed')
    return page(request, reply.code(409), {
      form,
      errors: [{ field: 'names', text: 'people.refused.shown-name' }],
    })
  }

  const block =
    (way: WayFor<'binding'>): Handler<OfCredential> =>
    async (request, reply) => {
      const what = slugs[way]
      const { person, account } = request
      const now = clock()
      const block = async (tx: Deps['db']) => {
        const done = await boundWays.retire(tx, way, account.id, request.params.credential, 'blocked-by-hr', now)
        if (!done) throw notFound()
        if (way === 'passkey') await secondFactors.tidySpareCodes(tx, account.id)
        // nobody knows here which sign-ins are the owner's
        await recoveries.end(tx, account.id, waysFor.recovery, now)
        const ended = await sessions.endAll(tx, account.id)
        const [by, details] = [byOf(request, hrRoleOf(request)), { credential: request.params.credential, ended }]
        await events.add(tx, { what: `account.${what}-blocked`, about: account.id, by, at: now, details })
        await notices.tellAccount(tx, account.id, { text: `notice.account.${what}-blocked`, url: '/account' }, now)
      }
      await once(request, deps, block, () => `/people/${person.id}/account`)
      return reply.seeOther(`/people/${person.id}/account`, 'said.way-blocked')
    }

  async function ownerOf({ person }: FastifyRequest) {
    const account = await accounts.ofPerson(db, person.id)
    if (!account) throw notFound()
    return { person, account }
  }

  async function page(request: FastifyRequest, reply: FastifyReply, shown: Shown = {}) {
    const { person, account } = await ownerOf(request)
    const { state, stateReason, stateAt, activatedAt, lastSignInAt, passwordHash } = account
    const [bound, past, names] = await Promise.all([
      boundWays.ofAccount(db, account.id),
      boundWays.past(db, account.id, 50),
      shownNames.ofPerson(db, person.id),
    ])
    return reply.page('people/account', {
      person,
      account: { state, stateReason: stateReason ?? '', stateAt: stateAt ?? activatedAt, lastSignInAt },
      bound: bound.map(({ id, way, kind, notAfter, boundAt, ...one }) => {
        const removal = `/people/${person.id}/account/${slugs[way]}s/${id}/removal`
        return { kind, name: nameFor({ kind, ...one }), notAfter, boundAt, removal }
      }),
      namesWaiting: names.filter(({ confirmedAt }) => !confirmedAt),
      namesConfirmed: names.filter(({ confirmedAt }) => confirmedAt),
      pastWays: past.map(({ label, subjectName, ...one }) => ({
        ...one,
        name: nameFor({ label, subjectName, ...one }),
      })),
      changes: changes.filter(change => stateAfter(change, { state, hasPassword: Boolean(passwordHash) })),
      ...shown,
    })
  }

  return { show, change, confirmName, block }
}

/** For HR: what only its owner calls a card stays theirs. */
const nameFor = ({ kind, label, subjectName }: Pick<boundWays.BoundWay, 'kind' | 'label' | 'subjectName'>) =>
  subjectName || (kind === 'passkey' ? label : '')
