import type { FastifyReply, FastifyRequest } from 'fastify'
import { freeTries } from '../../domain/sign-in-delay.ts'
import { keyedHash } from '../../store/sealing.ts'
import type { Allowance } from '../../store/sign-in-delays.ts'
import { accountAllowance, addressAllowance } from '../../store/sign-in-delays.ts'
import type { Deps } from '../../web/deps.ts'

const deviceCookie = 'device'

/**
 * What one try is counted on. A browser in which this login name signed in before is counted by itself, so that others
 * who try the name, or noise from the same school, cannot keep its owner out.
 */
export function triesOf(
  request: FastifyRequest,
  { ring }: Pick<Deps, 'ring'>,
  loginName: string,
): { account: Allowance; address?: Allowance } {
  const device = request.unsignCookie(request.cookies[deviceCookie] ?? '')
  if (device.valid && device.value?.startsWith(`${ownerOf(ring, loginName)}.`)) {
    return { account: { key: keyedHash(ring, 'sign-in-delay', `device\n${device.value}`), free: freeTries.account } }
  }
  return {
    account: accountAllowance(ring, loginName, request.ip),
    address: addressAllowance(ring, request.ip),
  }
}

/** Lets this browser be known again for the login name. */
export function rememberDevice(
  request: FastifyRequest,
  reply: FastifyReply,
  { ring, config }: Pick<Deps, 'ring' | 'config'>,
  loginName: string,
): void {
  reply.setCookie(deviceCookie, `${ownerOf(ring, loginName)}.${request.id}`, {
    signed: true,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.isSecure,
    maxAge: 365 * 86_400,
  })
}

const ownerOf = (ring: Deps['ring'], loginName: string) => keyedHash(ring, 'device', loginName)
