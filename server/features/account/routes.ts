import type { FastifyInstance } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import { rpIdOf } from '../../domain/passkey.ts'
import * as accounts from '../../store/accounts.ts'
import * as credentials from '../../store/credentials.ts'
import * as healthCards from '../../store/health-cards.ts'
import * as passkeys from '../../store/passkeys.ts'
import * as passwordValidity from '../../store/password-validity.ts'
import * as records from '../../store/records.ts'
import * as sessions from '../../store/sessions.ts'
import * as signIns from '../../store/sign-ins.ts'
import type { Deps } from '../../web/deps.ts'
import { pager, readPage } from '../../web/paging.ts'
import { actorOf } from '../../web/signed-in.ts'
import cardEnd from './card-end.ts'
import cards from './cards.ts'
import { tryView } from './history.ts'
import ownHealthCards from './health-cards.ts'
import lock from './lock.ts'
import notMe from './not-me.ts'
import ownPasskeys from './passkeys.ts'
import password from './password.ts'
import phones from './phones.ts'
import secondFactor from './second-factor.ts'
import ownSessions from './sessions.ts'

const newest = { limit: 10, offset: 0 }

/** What belongs to the account and not to the record: ways in, sessions, the history of sign-ins, language, contact. */
export default async function account(app: FastifyInstance, deps: Deps) {
  const { db, ring, clock, config } = deps

  app.get('/account', async (request, reply) => {
    const { accountId, personId } = actorOf(request)
    const now = clock()
    const [kept, passwordUntil, cardsNow, health, keys, open, history, rows] = await Promise.all([
      accounts.find(db, accountId),
      passwordValidity.endOf(db, accountId, legalDay(now)),
      credentials.ofAccount(db, accountId),
      healthCards.ofAccount(db, accountId),
      passkeys.ofAccount(db, accountId),
      sessions.ofAccount(db, accountId, now),
      signIns.ofAccount(db, accountId, newest),
      records.ofPerson(db, ring, personId),
    ])
    const here = sessions.idHash(request.session.sessionId)
    const basic = rows.find(({ section }) => section === 'basic')?.data ?? {}
    const word = (field: string) => String(basic[field] ?? '')
    return reply.page('account/index', {
      cards: cardsNow.map(({ id, kind, label, subjectName, notAfter, boundAt, lastUsedAt }) => ({
        id,
        kind,
        label,
        subjectName,
        notAfter,
        boundAt,
        lastUsedAt,
        isOver: notAfter <= now,
      })),
      hasPhone: deps.phone !== null,
      healthCards: health.map(({ id, label, boundAt, lastUsedAt }) => ({ id, label, boundAt, lastUsedAt })),
      takesHealthCards: deps.healthCards !== null,
      hasPasskeys: rpIdOf(config.baseUrl) !== undefined,
      passkeys: keys.map(({ id, label, isBackedUp, addedAt, lastUsedAt }) => ({
        id,
        label,
        isBackedUp,
        addedAt,
        lastUsedAt,
      })),
      hasPassword: Boolean(kept?.passwordHash),
      loginName: kept?.loginName ?? '',
      passwordChangedAt: kept?.passwordChangedAt ?? null,
      passwordUntil,
      sessions: open.map(({ idHash, data }) => ({
        id: idHash,
        way: data.way,
        address: data.address ?? '',
        signedInAt: new Date(data.signedInAt),
        seenAt: new Date(data.seenAt),
        isHere: idHash === here,
        hasAgencyCard: data.agencyCard !== undefined,
      })),
      history: history.rows.map(tryView),
      more: history.count > history.rows.length,
      contact: { email: word('email_work'), phone: word('tel_mobile') },
    })
  })

  app.get('/account/sign-ins', async (request, reply) => {
    const asked = readPage(request.query, 50)
    const { rows, count } = await signIns.ofAccount(db, actorOf(request).accountId, asked)
    if (rows.length === 0 && asked.page > 1) return reply.seeOther('/account/sign-ins')
    return reply.page('account/sign-ins', {
      history: rows.map(tryView),
      pager: pager('/account/sign-ins', asked, count),
      dense: true,
    })
  })

  const parts = [cardEnd, cards, phones, ownHealthCards, ownPasskeys, password, ownSessions, notMe, lock, secondFactor]
  for (const part of parts) app.register(part, deps)
}
