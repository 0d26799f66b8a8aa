import type { FastifyReply, FastifyRequest } from 'fastify'
import { keyedHash } from '../../store/sealing.ts'
import type { Deps } from '../../web/deps.ts'

const cookie = 'device'
const mostOwners = 10

type Known = { id: string; owners: string[] }

/** What this browser says of itself: a chance name, and of whom it is known as blind tags. */
function read(request: FastifyRequest): Known | undefined {
  const device = request.unsignCookie(request.cookies[cookie] ?? '')
  if (!device.valid || !device.value) return undefined
  const [id = '', ...owners] = device.value.split('.')
  return { id, owners }
}

const tagOf = (ring: Deps['ring'], owner: string) => keyedHash(ring, 'device', owner).slice(0, 32)

/** The name of this browser where `owner`, a login name or an account, signed in before; undefined elsewhere. */
export function deviceOf(request: FastifyRequest, { ring }: Pick<Deps, 'ring'>, owner: string): string | undefined {
  const known = read(request)
  const tag = tagOf(ring, owner)
  return known?.owners.includes(tag) ? `${known.id}.${tag}` : undefined
}

/** Lets this browser be known again for its owners: several people may share one, the latest come first. */
export function rememberDevice(
  request: FastifyRequest,
  reply: FastifyReply,
  { ring, config }: Pick<Deps, 'ring' | 'config'>,
  owners: readonly string[],
): void {
  const known = read(request)
  const tags = [...new Set([...owners.map(owner => tagOf(ring, owner)), ...(known?.owners ?? [])])]
  reply.setCookie(cookie, [known?.id ?? request.id, ...tags.slice(0, mostOwners)].join('.'), {
    signed: true,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.isSecure,
    maxAge: 365 * 86_400,
  })
}
