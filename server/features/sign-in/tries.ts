import type { FastifyRequest } from 'fastify'
import { allowedTries, placeOf } from '../../domain/account/sign-in-delay.ts'
import { turns } from '../../domain/turns.ts'
import { hashedAtOnce } from '../../store/account/password-hashes.ts'
import type { Allowance } from '../../store/account/sign-in-delays.ts'
import { accountAllowances } from '../../store/account/sign-in-delays.ts'
import { keyedHash } from '../../store/database/sealing.ts'
import { deviceOf } from '../../ways/devices.ts'
import type { Deps } from '../../web/deps.ts'

/**
 * What one try is counted on. A browser in which this login name signed in before is counted by itself, so that others
 * who try the name, or noise from the same school, cannot keep its owner out.
 */
export function triesOf(request: FastifyRequest, { ring }: Pick<Deps, 'ring'>, loginName: string): Allowance[] {
  const device = deviceOf(request, { ring }, loginName)
  if (!device) return accountAllowances(ring, loginName, request.ip)
  return [{ key: keyedHash(ring, 'sign-in-delay', `device\n${device}`), ...allowedTries.account }]
}

// as many as can be hashed at once; those of one place wait for one row of the database anyway
const checking = turns(hashedAtOnce)
const maxWaiting = 1000

/**
 * Checks a password when its place has its turn: a whole school at eight o'clock is never checked all at once, so that
 * those who wait count for nothing yet. Undefined where too many wait.
 */
export async function inTurn<Checked>(
  request: FastifyRequest,
  check: () => Promise<Checked>,
): Promise<Checked | undefined> {
  const place = placeOf(request.ip)
  return checking.waiting(place) < maxWaiting ? checking.take(place, check) : undefined
}
