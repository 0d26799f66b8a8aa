import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ways, type Way } from '../domain/actor.ts'
import type { Deps } from './deps.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The way by which this very request began a session. */
    cameBy: Way | null
  }
}

const cookie = 'way'

/** Remembers in the browser by which way somebody signed in last. The word of the way only: not who, nor when. */
export function rememberWays(app: FastifyInstance, { config }: Pick<Deps, 'config'>): void {
  app.decorateRequest('cameBy', null)
  app.addHook('onSend', async (request, reply) => {
    if (!request.cameBy) return
    reply.setCookie(cookie, request.cameBy, {
      path: '/sign-in',
      httpOnly: true,
      sameSite: 'lax',
      secure: config.isSecure,
      maxAge: 365 * 86_400,
    })
  })
}

/** The ways that are offered, in their usual order but for the one that was used last in this browser, which comes first. */
export function inOrder(request: FastifyRequest, offered: readonly Way[]): Way[] {
  const usual = ways.filter(way => offered.includes(way))
  const last = usual.filter(way => way === request.cookies[cookie])
  return [...last, ...usual.filter(way => !last.includes(way))]
}
