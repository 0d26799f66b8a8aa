import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ways, type Way } from '../domain/way.ts'
import { readCookie, setCookie } from '../web/access/cookies.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The way by which this very request began a session. */
    cameBy: Way | null
  }
}

/** Remembers in the browser by which way somebody signed in last. The word of the way only: not who, nor when. */
export function rememberWays(app: FastifyInstance): void {
  app.decorateRequest('cameBy', null)
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (request.cameBy) setCookie(reply, 'way', request.cameBy, { seconds: 365 * 86_400 })
    done()
  })
}

/**
 * The ways that are offered, in their usual order but for the one that was used last in this browser, which comes
 * first.
 */
export function inOrder(request: FastifyRequest, offered: readonly Way[]): Way[] {
  const usual = ways.filter(way => offered.includes(way))
  const last = usual.filter(way => way === readCookie(request, 'way'))
  return [...last, ...usual.filter(way => !last.includes(way))]
}
