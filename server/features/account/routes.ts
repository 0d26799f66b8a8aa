import type { FastifyInstance } from 'fastify'
import * as signIns from '../../store/account/sign-ins.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { pager, readPage } from '../../web/paging.ts'
import cardEnd from './card-end.ts'
import cards from './cards.ts'
import ownHealthCards from './health-cards.ts'
import { tryView } from './history.ts'
import lock from './lock.ts'
import mailAddress from './mail-address.ts'
import notMe from './not-me.ts'
import { accountPage } from './page.ts'
import ownPasskeys from './passkeys.ts'
import password from './password.ts'
import phones from './phones.ts'
import secondFactor from './second-factor.ts'
import ownSessions from './sessions.ts'

/** What belongs to the account and not to the record: ways in, sessions, the history of sign-ins, language, contact. */
export default async function account(app: FastifyInstance, deps: Deps) {
  const { db } = deps

  app.get('/account', async (request, reply) => accountPage(request, reply, deps))

  app.get('/account/sign-ins', async (request, reply) => {
    const asked = readPage(request.query, 50)
    const { rows, count } = await signIns.ofAccount(db, actorOf(request).accountId, asked)
    if (rows.length === 0 && asked.page > 1) return reply.seeOther('/account/sign-ins')
    return reply.page('account/sign-ins', {
      history: rows.map(tryView(request, deps)),
      pager: pager('/account/sign-ins', asked, count),
      dense: true,
    })
  })

  const parts = [
    cardEnd,
    cards,
    phones,
    ownHealthCards,
    ownPasskeys,
    password,
    ownSessions,
    notMe,
    lock,
    secondFactor,
    mailAddress,
  ]
  for (const part of parts) await part(app, deps)
}
