import type { FastifyRequest } from 'fastify'
import { allowedTries } from '../../domain/account/sign-in-delay.ts'
import { readCode } from '../../domain/readable-code.ts'
import { forgive } from '../../store/account/sign-in-delays.ts'
import { keyedHash } from '../../store/database/sealing.ts'
import * as secondFactors from '../../store/ways/second-factors.ts'
import { refused, type Answered } from '../../ways/answered.ts'
import { counterOf } from '../../ways/totp.ts'
import { mayTry } from '../../web/brake.ts'
import type { Deps } from '../../web/deps.ts'

/**
 * The code of an app, or a spare one, from somebody who knows the password: so it is the account's tries that are
 * counted, from wherever they come.
 */
export async function tryCode(
  request: FastifyRequest,
  deps: Deps,
  accountId: string,
  typed: string,
): Promise<Answered<object>> {
  const { db, ring } = deps
  const tries = [{ key: keyedHash(ring, 'sign-in-delay', `second\n${accountId}`), ...allowedTries }]
  const counted = await mayTry(request, deps, tries)
  if (!counted.ok) return refused('code', 'activation.refused.wait', { holes: counted.holes, status: 429 })
  if (!(await agrees(deps, accountId, typed))) return refused('code', 'sign-in.refused.second')
  await forgive(db, tries)
  return { ok: true }
}

async function agrees({ db, ring, clock }: Deps, accountId: string, typed: string): Promise<boolean> {
  const now = clock()
  const totp = await secondFactors.totpOf(db, ring, accountId)
  const counter = totp?.confirmedAt && counterOf(totp.secret, typed, now)
  if (totp && typeof counter === 'number') return secondFactors.use(db, totp.id, counter, now)
  const spare = readCode(typed)
  return spare !== undefined && secondFactors.useSpareCode(db, ring, accountId, spare, now)
}
