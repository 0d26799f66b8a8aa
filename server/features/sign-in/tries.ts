import type { FastifyRequest } from 'fastify'
import { allowedTries } from '../../domain/account/sign-in-delay.ts'
import { Busy } from '../../domain/turns.ts'
import type { Account } from '../../store/account/accounts.ts'
import { inTurn } from '../../store/account/password-hashes.ts'
import type { Allowance } from '../../store/account/sign-in-delays.ts'
import { accountAllowances, forgive } from '../../store/account/sign-in-delays.ts'
import { keyedHash } from '../../store/database/sealing.ts'
import { deviceOf } from '../../ways/devices.ts'
import { mayTry, tellWait, type Wait } from '../../web/brake.ts'
import type { Deps } from '../../web/deps.ts'

type Asked = { loginName: string; find: () => Promise<Account | undefined>; typed: string }

type Tried = { ok: true; account: Account | undefined; isRight: boolean } | NotTried

/** Why a password was not even compared: too often before, or too many wait. */
type NotTried = { ok: false; why: 'waits'; wait: Wait } | { ok: false; why: 'busy' }

/**
 * Compares a password when there is a turn for it: all browsers in which this login name signed in before have one
 * together, all others of a place have one together. The try is counted when its turn has come, and taken back in the
 * same turn where it was right: those who wait count for nothing, and of any number that are sent at one moment no more
 * are compared than of those sent one after the other. Whoever hung up meanwhile tries nothing.
 */
export async function tryPassword(
  request: FastifyRequest,
  deps: Deps,
  { loginName, find, typed }: Asked,
): Promise<Tried> {
  const { tries, line } = triesOf(request, deps, loginName)
  try {
    return await inTurn(line, async ({ matches }) => {
      if (request.socket.destroyed) return { ok: false, why: 'busy' }
      const counted = await mayTry(request, deps, tries)
      if (!counted.ok) return { ok: false, why: 'waits', wait: counted }
      const account = await find()
      const isRight = await matches(account?.passwordHash, typed)
      if (isRight) await forgive(deps.db, tries)
      return { ok: true, account, isRight }
    })
  } catch (error) {
    if (!(error instanceof Busy)) throw error
    tellWait(request, deps, error)
    return { ok: false, why: 'busy' }
  }
}

/**
 * What one try is counted on, and in which line it waits. A browser in which this login name signed in before is
 * counted by itself, so that others who try the name, or noise from the same school, cannot keep its owner out; but
 * however many such browsers somebody has, they are in one line.
 */
function triesOf(
  request: FastifyRequest,
  { ring }: Pick<Deps, 'ring'>,
  loginName: string,
): { tries: Allowance[]; line: string } {
  const device = deviceOf(request, { ring }, loginName)
  if (!device) return { tries: accountAllowances(ring, loginName, request.place), line: request.place.id }
  const key = keyedHash(ring, 'sign-in-delay', `device\n${device}`)
  return { tries: [{ key, ...allowedTries }], line: keyedHash(ring, 'sign-in-line', loginName) }
}
