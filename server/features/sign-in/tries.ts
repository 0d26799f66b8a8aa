import type { FastifyRequest } from 'fastify'
import { freeTries } from '../../domain/sign-in-delay.ts'
import { keyedHash } from '../../store/sealing.ts'
import type { Allowance } from '../../store/sign-in-delays.ts'
import { accountAllowance, addressAllowance } from '../../store/sign-in-delays.ts'
import type { Deps } from '../../web/deps.ts'
import { deviceOf } from '../../web/devices.ts'

/**
 * What one try is counted on. A browser in which this login name signed in before is counted by itself, so that others
 * who try the name, or noise from the same school, cannot keep its owner out.
 */
export function triesOf(
  request: FastifyRequest,
  { ring }: Pick<Deps, 'ring'>,
  loginName: string,
): { account: Allowance; address?: Allowance } {
  const device = deviceOf(request, { ring }, loginName)
  if (device) {
    return { account: { key: keyedHash(ring, 'sign-in-delay', `device\n${device}`), free: freeTries.account } }
  }
  return {
    account: accountAllowance(ring, loginName, request.ip),
    address: addressAllowance(ring, request.ip),
  }
}
