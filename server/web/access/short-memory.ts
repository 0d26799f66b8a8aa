import type { FastifyReply, FastifyRequest } from 'fastify'
import { isAlive } from '../../domain/lifetime.ts'
import type { Deps } from '../deps.ts'
import { clearCookie, readSignedCookie, setCookie, type CookieName } from './cookies.ts'

const goodFor = 15 * 60_000

/**
 * Remembers in this browser, for a quarter of an hour, which thing somebody may go on with: what is behind the id must
 * be looked at again each time. No session.
 */
export function remember(reply: FastifyReply, { clock }: Pick<Deps, 'clock'>, name: CookieName, id: string): void {
  setCookie(reply, name, `${id}.${clock().getTime() + goodFor}`, { isSigned: true, seconds: goodFor / 1000 })
}

/** The id that this browser may go on with now; undefined when the time is over. */
export function recall(request: FastifyRequest, { clock }: Pick<Deps, 'clock'>, name: CookieName): string | undefined {
  const [id = '', until] = (readSignedCookie(request, name) ?? '').split('.')
  return isAlive(Number(until) - goodFor, goodFor, clock()) ? id : undefined
}

export const forget = (reply: FastifyReply, name: CookieName): void => clearCookie(reply, name)
