import type { FastifyReply, FastifyRequest } from 'fastify'
import { normaliseLoginName } from '../../domain/login-name.ts'
import * as accounts from '../../store/accounts.ts'
import { matches } from '../../store/password-hashes.ts'
import * as delays from '../../store/sign-in-delays.ts'
import * as signIns from '../../store/sign-ins.ts'
import type { TextKey } from '../../text/speak.ts'
import type { Deps } from '../../web/deps.ts'
import type { StateRefusal } from './account-state.ts'
import { stateRefusal } from './account-state.ts'
import { rememberDevice, triesOf } from './tries.ts'

export type PasswordRefusal =
  | { ok: false; why: 'sign-in.refused.password' | StateRefusal }
  | { ok: false; why: 'sign-in.refused.wait'; until: Date }

/**
 * Judges a login name and a password. The work is the same whether the account exists or not, and so is the answer; the
 * state of an account is told only to somebody who knows its password.
 */
export async function byPassword(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
  typed: { loginName: string; password: string },
): Promise<{ ok: true; account: accounts.Account } | PasswordRefusal> {
  const { db, clock } = deps
  const now = clock()
  const loginName = normaliseLoginName(typed.loginName)
  const tries = triesOf(request, deps, loginName)
  const counted = await delays.mayTry(db, tries.address ? [tries.account, tries.address] : [tries.account], now)
  if (!counted.ok) return { ok: false, why: 'sign-in.refused.wait', until: counted.until }

  const account = await accounts.byLoginName(db, loginName)
  const isRight = await matches(account?.passwordHash, typed.password)
  if (!account || !isRight) {
    // not waited for: an account that exists must not answer later than one that does not
    const why = 'sign-in.refused.password'
    if (account) void note(request, deps, account.id, why, now).catch(error => request.log.error({ err: error }))
    return { ok: false, why }
  }
  await delays.forgive(db, tries)
  const why = stateRefusal(account.state)
  if (why) {
    await note(request, deps, account.id, why, now)
    return { ok: false, why }
  }
  await note(request, deps, account.id, null, now)
  rememberDevice(request, reply, deps, loginName)
  return { ok: true, account }
}

const note = (request: FastifyRequest, { db }: Deps, accountId: string, cause: TextKey | null, now: Date) =>
  signIns.add(db, { accountId, way: 'password', address: request.ip }, cause, now)
