import { Tokens } from '@fastify/csrf'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { normaliseLoginName } from '../../domain/account/login-name.ts'
import { readSigningLine } from '../../domain/ways/signing-line.ts'
import * as accounts from '../../store/account/accounts.ts'
import type { TextKey } from '../../text/speak.ts'
import type { Deps } from '../deps.ts'
import { refuseWith } from '../errors.ts'
import { rawForm } from '../forms.ts'
import { safePath } from '../own-path.ts'
import { bringsCookies, readCookie, setCookie } from './cookies.ts'
import { sayNext } from './said.ts'
import { ledTo } from './spent-lines.ts'

declare module 'fastify' {
  interface FastifyReply {
    /** A freshly masked token, good for all forms of a page. */
    csrfToken: () => string
  }
  interface FastifyContextConfig {
    /**
     * Its form comes from a page of somebody else, without our cookies; the route itself finds out whether to believe
     * it.
     */
    fromElsewhere?: true
  }
}

const tokens = new Tokens({})

/**
 * Every POST carries a token made from a secret: of the session once somebody is signed in, of a cookie before. Tokens
 * are masked anew for each page, so that compression tells nothing about the secret.
 */
export function guardForms(app: FastifyInstance, deps: Pick<Deps, 'db' | 'ring' | 'clock'>): void {
  app.decorateReply('csrfToken', function (this: FastifyReply) {
    return tokens.create(secretFor(this.request, this))
  })
  app.addHook('preHandler', async (request, reply) => {
    if (request.method !== 'POST' || request.routeOptions.config.fromElsewhere || isOwnForm(request)) return
    if (request.actor) return meanwhileSignedIn(request, reply, deps)
    throw refuseWith(403, bringsCookies(request) ? 'problem.form-too-old' : 'problem.no-cookies')
  })
}

/**
 * True when the body carries a token of this browser: the form came from a page of ours. Where a session is over, what
 * somebody opened before it counts again, too.
 */
export function isOwnForm(request: FastifyRequest): boolean {
  const ofSession = request.session.signedIn?.csrfSecret
  return isMadeFrom(ofSession, request) || (!(ofSession && request.actor) && isOfVisitor(request))
}

const isOfVisitor = (request: FastifyRequest) => isMadeFrom(readCookie(request, 'form'), request)

function isMadeFrom(secret: string | undefined, request: FastifyRequest): boolean {
  const token = tokenIn(request.body)
  return Boolean(secret && token && tokens.verify(secret, token))
}

/**
 * A form of a page that was opened before this browser signed in, or under another sign-in: nothing of it is carried
 * out, since it may be of somebody else. Somebody who only signed in once more goes on.
 */
async function meanwhileSignedIn(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Pick<Deps, 'db' | 'ring' | 'clock'>,
) {
  const { db, clock } = deps
  const form = rawForm(request.body)
  const next = safePath(form['next'] ?? form['back'])
  const { name = '', accountId = '' } = request.actor ?? {}
  const before = isOfVisitor(request)
  if (before && request.url === '/sign-in/password') {
    const account = await accounts.find(db, accountId)
    if (account?.loginName === normaliseLoginName(form['login_name'] ?? '')) {
      sayNext(reply, 'said.signed-in-already', clock())
      return reply.seeOther(next)
    }
  }
  const line = before ? readSigningLine(form['line'] ?? '') : undefined
  const led = line && (await ledTo(request, deps, line))
  if (led !== undefined) {
    sayNext(reply, 'said.signed-in-already', clock())
    return reply.seeOther(led)
  }
  const lead: TextKey = before ? 'signed-in-already.lead' : 'signed-in-already.other'
  return reply.code(403).header('HX-Retarget', 'body').page('sign-in/already', { name, next, lead })
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
