import { Tokens } from '@fastify/csrf'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readCookie, setCookie } from './cookies.ts'
import { refuseWith } from './errors.ts'

declare module 'fastify' {
  interface FastifyReply {
    /** A fresh masked token for the forms of this page. */
    csrfToken: () => string
  }
  interface FastifyContextConfig {
    /** Its form comes from a page of somebody else, without our cookies; the route itself finds out whether to believe it. */
    fromElsewhere?: true
  }
}

const tokens = new Tokens({})

/**
 * Every POST carries a token made from a secret: of the session once somebody is signed in, of a cookie before. Tokens
 * are masked anew for each page, so that compression tells nothing about the secret.
 */
export function guardForms(app: FastifyInstance): void {
  app.decorateReply('csrfToken', function (this: FastifyReply) {
    return tokens.create(secretFor(this.request, this))
  })
  app.addHook('preHandler', async request => {
    if (request.method !== 'POST' || request.routeOptions.config.fromElsewhere) return
    if (!isOwnForm(request)) throw refuseWith(403, 'problem.form-too-old')
  })
}

/** True when the body carries a token of this browser: the form came from a page of ours. */
export function isOwnForm(request: FastifyRequest): boolean {
  const secret = knownSecret(request)
  const token = tokenIn(request.body)
  return Boolean(secret && token && tokens.verify(secret, token))
}

function tokenIn(body: unknown): string | undefined {
  const sent = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)['_csrf'] : undefined
  return typeof sent === 'string' ? sent : undefined
}

function knownSecret(request: FastifyRequest): string | undefined {
  return request.session.signedIn?.csrfSecret ?? readCookie(request, 'form')
}

function secretFor(request: FastifyRequest, reply: FastifyReply): string {
  const known = knownSecret(request)
  if (known) return known
  const secret = tokens.secretSync()
  setCookie(reply, 'form', secret)
  return secret
}

/** A secret for a new session. */
export const newSecret = (): string => tokens.secretSync()
