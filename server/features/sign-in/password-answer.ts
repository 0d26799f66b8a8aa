import type { FastifyReply, FastifyRequest } from 'fastify'
import { normaliseLoginName } from '../../domain/account/login-name.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as signIns from '../../store/account/sign-ins.ts'
import * as secondFactors from '../../store/ways/second-factors.ts'
import type { TextKey } from '../../text/speak.ts'
import { refused, type Answered } from '../../ways/answered.ts'
import { languageOf } from '../../web/access/language.ts'
import { visitOf } from '../../web/access/visit.ts'
import { afterAnswer } from '../../web/after-answer.ts'
import type { Deps } from '../../web/deps.ts'
import { stateRefusal } from './account-state.ts'
import { tryPassword } from './tries.ts'

/** What the password is asked for: a proof is no sign-in, and what it lets a new card do is noted by the card. */
type Typed = { loginName: string; password: string; purpose: 'sign-in' | 'renewal' | 'proof' }

/**
 * Checks a login name and a password. The work is the same whether the account exists or not, and so is the answer; the
 * state of an account is told only to somebody who knows its password.
 */
export async function readPasswordAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
  typed: Typed,
): Promise<Answered<{ account: accounts.Account; needsSecond: boolean }>> {
  const { db, clock } = deps
  const now = clock()
  const loginName = normaliseLoginName(typed.loginName)
  const find = () => accounts.byLoginName(db, loginName)
  const tried = await tryPassword(request, deps, { loginName, find, typed: typed.password })
  if (!tried.ok) {
    if (tried.why === 'busy') return refused('password', 'sign-in.refused.busy', { status: 503 })
    const { since, isPlace, holes } = tried.wait
    afterAnswer(request, reply, () => noteWait(request, deps, { ...typed, loginName }, since, now))
    const why = isPlace ? 'sign-in.refused.wait-place' : 'sign-in.refused.wait'
    return refused('password', why, { holes, status: 429 })
  }

  const { account, isRight } = tried
  if (!account || !isRight) {
    const why = 'sign-in.refused.password'
    if (account) afterAnswer(request, reply, () => noteSignIn(request, deps, typed, account.id, why))
    return refused('password', why)
  }
  const refusal = await stateRefusal(db, account, now, languageOf(request))
  if (refusal) {
    await noteSignIn(request, deps, typed, account.id, refusal.why)
    return refused('password', refusal.why, refusal)
  }
  const needsSecond = await secondFactors.isOn(db, account.id)
  if (!needsSecond && typed.purpose === 'sign-in') await noteSignIn(request, deps, typed, account.id, null)
  return { ok: true, account, needsSecond }
}

async function noteSignIn(
  request: FastifyRequest,
  { db, clock }: Deps,
  { purpose }: Typed,
  accountId: string,
  cause: TextKey | null,
): Promise<void> {
  if (purpose !== 'proof') await signIns.add(db, { accountId, way: 'password', ...visitOf(request) }, cause, clock())
}

/** Somebody goes on trying while the account waits: its owner reads of it, once for each wait. */
async function noteWait(
  request: FastifyRequest,
  { db }: Deps,
  { loginName, purpose }: Typed,
  since: Date,
  now: Date,
): Promise<void> {
  const account = purpose === 'proof' ? undefined : await accounts.byLoginName(db, loginName)
  if (!account) return
  const met = { accountId: account.id, way: 'password' as const, ...visitOf(request) }
  await signIns.addOnce(db, met, 'sign-in.refused.wait', since, now)
}
