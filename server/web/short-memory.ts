import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from './deps.ts'

const goodFor = 15 * 60_000

/**
 * Remembers in this browser, for a quarter of an hour, below `path`, which thing somebody may go on with: what is
 * behind the id must be looked at again each time. No session.
 */
export function remember(
  reply: FastifyReply,
  { clock, config }: Pick<Deps, 'clock' | 'config'>,
  name: string,
  id: string,
  path = `/${name}`,
): void {
  reply.setCookie(name, `${id}.${clock().getTime() + goodFor}`, {
    signed: true,
    path,
    httpOnly: true,
    sameSite: 'lax',
    secure: config.isSecure,
    maxAge: goodFor / 1000,
  })
}

/** The id that this browser may go on with now; undefined when the time is over. */
export function recall(request: FastifyRequest, { clock }: Pick<Deps, 'clock'>, name: string): string | undefined {
  const { valid, value } = request.unsignCookie(request.cookies[name] ?? '')
  const [id = '', until] = (valid && value ? value : '').split('.')
  return Number(until) > clock().getTime() ? id : undefined
}

export function forget(reply: FastifyReply, name: string, path = `/${name}`): void {
  reply.clearCookie(name, { path })
}
