import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Activation } from '../../store/activations.ts'
import * as activations from '../../store/activations.ts'
import type { Deps } from '../../web/deps.ts'

const cookie = 'activation'
const goodFor = 15 * 60_000

/** Remembers in this browser, for a quarter of an hour, that code, name and number agreed. No session yet. */
export function rememberAgreed(reply: FastifyReply, { clock, config }: Deps, { id }: Activation): void {
  reply.setCookie(cookie, `${id}.${clock().getTime() + goodFor}`, {
    signed: true,
    path: '/activation',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.isSecure,
    maxAge: goodFor / 1000,
  })
}

/** The activation this browser may finish now; undefined when the time is over or somebody finished it. */
export async function agreed(request: FastifyRequest, { db, clock }: Deps): Promise<Activation | undefined> {
  const { valid, value } = request.unsignCookie(request.cookies[cookie] ?? '')
  const [id = '', until] = (valid && value ? value : '').split('.')
  return Number(until) > clock().getTime() ? activations.open(db, id, clock()) : undefined
}

export function forgetAgreed(reply: FastifyReply): void {
  reply.clearCookie(cookie, { path: '/activation' })
}
