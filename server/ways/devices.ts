import type { FastifyReply, FastifyRequest } from 'fastify'
import { keyedHash } from '../store/database/sealing.ts'
import { readSignedCookie, setCookie } from '../web/access/cookies.ts'
import type { Deps } from '../web/deps.ts'

// two of each person: twenty people at one computer, in less than half of what a cookie holds
const maxTags = 40

type Known = { id: string; owners: string[] }

/** What this browser says of itself: a random name, and blind tags of those who signed in here. */
function read(request: FastifyRequest): Known | undefined {
  const device = readSignedCookie(request, 'device')
  if (!device) return undefined
  const [id = '', ...owners] = device.split('.')
  return { id, owners }
}

const tagOf = (ring: Deps['ring'], owner: string) => keyedHash(ring, 'device', owner).slice(0, 32)

/** The name of this browser where `owner`, a login name or an account, signed in before; undefined elsewhere. */
export function deviceOf(request: FastifyRequest, { ring }: Pick<Deps, 'ring'>, owner: string): string | undefined {
  const known = read(request)
  const tag = tagOf(ring, owner)
  return known?.owners.includes(tag) ? `${known.id}.${tag}` : undefined
}

/**
 * Lets this browser be known again for an account and its login name: several people may share one, the latest come
 * first.
 */
export function rememberDevice(
  request: FastifyRequest,
  reply: FastifyReply,
  { ring }: Pick<Deps, 'ring'>,
  { accountId, loginName }: { accountId: string; loginName: string | null },
): void {
  const owners = [accountId, ...(loginName ? [loginName] : [])]
  const known = read(request)
  const tags = [...new Set([...owners.map(owner => tagOf(ring, owner)), ...(known?.owners ?? [])])]
  const text = [known?.id ?? request.id, ...tags.slice(0, maxTags)].join('.')
  setCookie(reply, 'device', text, { isSigned: true, seconds: 365 * 86_400 })
}
