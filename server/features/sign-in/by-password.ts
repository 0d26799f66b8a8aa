import type { FastifyRequest } from 'fastify'
import { inTaipei } from '../../domain/clock.ts'
import { normaliseLoginName } from '../../domain/login-name.ts'
import * as accounts from '../../store/accounts.ts'
import { matches } from '../../store/password-hashes.ts'
import * as delays from '../../store/sign-in-delays.ts'
import * as secondFactors from '../../store/second-factors.ts'
import * as signIns from '../../store/sign-ins.ts'
import type { Holes, TextKey } from '../../text/speak.ts'
import type { Deps } from '../../web/deps.ts'
import { languageOf } from '../../web/language.ts'
import type { StateRefusal } from './account-state.ts'
import { stateRefusal } from './account-state.ts'
import { triesOf } from './tries.ts'

export type PasswordRefusal =
  | ({ ok: false; until?: undefined } & StateRefusal)
  | { ok: false; why: 'sign-in.refused.wait'; holes: Holes; until: Date }

/**
 * Judges a login name and a password. The work is the same whether the account exists or not, and so is the answer; the
 * state of an account is told only to somebody who knows its password.
 */
export async function byPassword(
  request: FastifyRequest,
  deps: Deps,
  typed: { loginName: string; password: string },
): Promise<{ ok: true; account: accounts.Account; needsSecond: boolean } | PasswordRefusal> {
  const { db, clock } = deps
  const now = clock()
  const loginName = normaliseLoginName(typed.loginName)
  const tries = triesOf(request, deps, loginName)
  const counted = await delays.mayTry(db, tries.address ? [tries.account, tries.address] : [tries.account], now)
  if (!counted.ok) {
    const { until } = counted
    return { ok: false, why: 'sign-in.refused.wait', holes: { time: inTaipei(until).time.slice(0, 5) }, until }
  }

  const account = await accounts.byLoginName(db, loginName)
  const isRight = await matches(account?.passwordHash, typed.password)
  if (!account || !isRight) {
    // not waited for: an account that exists must not answer later than one that does not
    const why = 'sign-in.refused.password'
    if (account) void note(request, deps, account.id, why, now).catch(error => request.log.error({ err: error }))
    return { ok: false, why, holes: {} }
  }
  await delays.forgive(db, tries)
  const refusal = await stateRefusal(db, account, now, languageOf(request))
  if (refusal) {
    await note(request, deps, account.id, refusal.why, now)
    return { ok: false, ...refusal }
  }
  const needsSecond = await secondFactors.isOn(db, account.id)
  if (!needsSecond) await note(request, deps, account.id, null, now)
  return { ok: true, account, needsSecond }
}

const note = (request: FastifyRequest, { db }: Deps, accountId: string, cause: TextKey | null, now: Date) =>
  signIns.add(db, { accountId, way: 'password', address: request.ip }, cause, now)
