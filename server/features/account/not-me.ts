import type { FastifyReply, FastifyRequest } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import { waysFor, type Way } from '../../domain/way.ts'
import { mayRemoveAll } from '../../domain/ways/ways-in.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as mailConfirmations from '../../store/account/mail-confirmations.ts'
import * as sessions from '../../store/account/sessions.ts'
import * as waysIn from '../../store/account/ways-in.ts'
import type { Db } from '../../store/database/database.ts'
import * as events from '../../store/database/events.ts'
import * as notices from '../../store/notice/notices.ts'
import * as people from '../../store/person/people.ts'
import * as recoveries from '../../store/person/recoveries.ts'
import * as passkeys from '../../store/ways/passkeys.ts'
import * as secondFactors from '../../store/ways/second-factors.ts'
import { hashChosen } from '../../ways/chosen-password.ts'
import { offeredWays } from '../../ways/offered-ways.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { recentlyAdded } from './recently-added.ts'

/**
 * "This was not me": ends every other session, takes a new password, tells HR. Passkeys, app, spare codes, open ways
 * back and confirmations of the e-mail go, because whoever was in may have made them; cards, which are their holder's,
 * are shown for review, and the record stays as it is. All of it happens at once with the new password: whoever knows
 * the old one shall not be left with it alone.
 */
export function notMePages(deps: Deps) {
  const { db, clock } = deps

  const form: Handler = async (request, reply) => page(request, reply)

  const save: Handler = async (request, reply) => {
    const { accountId, personId } = actorOf(request)
    const now = clock()
    const account = await accounts.find(db, accountId)
    const { new_password: password = '', again = '' } = rawForm(request.body)
    let passwordHash: string | undefined
    if (account?.passwordHash) {
      const typed = { accountId, personId, loginName: account.loginName ?? '', password, again }
      const chosen = await hashChosen(request, deps, typed, 'new_password')
      if (!chosen.ok) return page(request, reply.code(chosen.status), chosen.errors)
      passwordHash = chosen.passwordHash
    }

    const offered = await offeredWays(deps)
    const hasPasskeys = await db.transaction(async tx => {
      // an intruder may have set the first one a moment ago
      if ((await accounts.hold(tx, accountId)).passwordHash && !passwordHash) return undefined
      await mailConfirmations.endAll(tx, accountId)
      await recoveries.end(tx, accountId, [...waysFor.recovery, 'mail'], now)
      const left = await removePasskeys(tx, accountId, offered, now)
      await secondFactors.endApp(tx, accountId)
      if (passwordHash) await accounts.setPassword(tx, accountId, passwordHash, now)
      const ended = await sessions.endAll(tx, accountId, request.session.sessionId)
      const agency = await people.mainAgency(tx, personId, legalDay(now))
      const notice = { text: 'notice.account.not-me', url: `/people/${personId}` } as const
      if (agency) await notices.tellHr(tx, agency.id, notice, now)
      // whoever knows the password alone may press it, too
      const changed = { text: 'notice.account.password-changed', url: '/account/not-me' } as const
      if (passwordHash) await notices.tellAccount(tx, accountId, changed, now)
      const by = byOf(request, 'employee')
      await events.add(tx, { what: 'account.not-me', about: accountId, by, at: now, details: { ended } })
      return left > 0
    })
    if (hasPasskeys === undefined) {
      return page(request, reply.code(422), [{ field: 'new_password', text: 'password.refused.blank' }])
    }
    const hasPassword = passwordHash !== undefined
    const lately = await recentlyAdded(db, accountId, now)
    return reply.page('account/not-me-done', { hasPassword, hasPasskeys, lately })
  }

  async function page(request: FastifyRequest, reply: FastifyReply, errors: FieldError[] = []) {
    const { accountId } = actorOf(request)
    const [account, keys] = await Promise.all([accounts.find(db, accountId), passkeys.ofAccount(db, accountId)])
    return reply.page('account/not-me', {
      errors,
      hasPassword: Boolean(account?.passwordHash),
      hasPasskeys: keys.length > 0,
    })
  }

  return { form, save }
}

/** How many are left: they stay where nothing else opens the account. */
async function removePasskeys(tx: Db, accountId: string, offered: readonly Way[], now: Date): Promise<number> {
  const keys = (await passkeys.ofAccount(tx, accountId)).map(({ id }) => id)
  if (!mayRemoveAll(await waysIn.ofAccount(tx, accountId, offered), keys, now)) return keys.length
  await passkeys.retireAll(tx, accountId, 'not-me', now)
  return 0
}
