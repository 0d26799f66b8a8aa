import session from '@fastify/session'
import type { FastifyInstance, FastifyReply, FastifyRequest, Session } from 'fastify'
import { callbackify } from 'node:util'
import { isAlive } from '../../domain/lifetime.ts'
import type { SessionData } from '../../store/account/sessions.ts'
import * as sessions from '../../store/account/sessions.ts'
import * as actors from '../../store/actor/actors.ts'
import type { Deps } from '../deps.ts'
import { attributesOf, forgetPerson, fullName, useCookies } from './cookies.ts'
import { newSecret } from './csrf.ts'
import { recallRenewal } from './pending-renewal.ts'
import { visitOf } from './visit.ts'

declare module 'fastify' {
  interface Session {
    /** Present only after sign-in. */
    signedIn?: SessionData
    /** It begins with this request; never kept. */
    isNew?: true
    /** What it says cannot be kept now; the answer says so. */
    isLost?: true
  }
}

type Limits = { idleMinutes: number; absoluteHours: number }
export type SessionEnd = { at: Date; isLast: boolean }

export const limitsOf = (config: Pick<Deps['config'], 'sessionIdleMinutes' | 'sessionAbsoluteHours'>): Limits => ({
  idleMinutes: config.sessionIdleMinutes,
  absoluteHours: config.sessionAbsoluteHours,
})

/**
 * When a session that was last used at `seenAt` ends: the idle limit or the absolute limit, whichever is first.
 * `isLast` where nothing puts that off.
 */
export function sessionEnd({ seenAt, signedInAt }: SessionData, { idleMinutes, absoluteHours }: Limits): SessionEnd {
  const [idle, absolute] = [seenAt + idleMinutes * 60_000, signedInAt + absoluteHours * 3_600_000]
  return { at: new Date(Math.min(idle, absolute)), isLast: absolute <= idle }
}

/** Whether a session can be used now; one from the future cannot, or it would outlive its limits. */
export const isInUse = (data: SessionData, limits: Limits, now: Date): boolean =>
  isAlive(data.seenAt, limits.idleMinutes * 60_000, now) &&
  isAlive(data.signedInAt, limits.absoluteHours * 3_600_000, now)

// beside the session and not in it, since what it holds is compared and kept
const seenBySession = new WeakMap<SessionData, actors.Seen>()

/** Who was found with a session when the request came; undefined also when it began with this request. */
export const seenIn = (data: SessionData): actors.Seen | undefined => seenBySession.get(data)

/**
 * Cookies and sessions in Postgres. Nothing is kept for anonymous visitors. A session that is over is still handed
 * out: signed-in.ts decides, because a form that comes too late must find out whose it was.
 */
export async function useSessions(
  app: FastifyInstance,
  { db, config, clock }: Pick<Deps, 'db' | 'config' | 'clock'>,
): Promise<void> {
  await useCookies(app, config)
  if (config.isSecure) {
    // no session would be kept where a proxy forgets to tell that visitors reach it by https
    app.addHook('onRequest', (request, _reply, done) => {
      Object.defineProperty(request, 'protocol', { value: 'https' })
      done()
    })
  }
  await app.register(session, {
    secret: config.sessionSecret,
    cookieName: fullName(config.isSecure, 'desk'),
    cookie: attributesOf(config.isSecure),
    saveUninitialized: false,
    rolling: false,
    store: {
      get: callbackify(async (id: string) => {
        const found = await actors.ofSession(db, id, clock())
        if (!found) return null
        if (found.seen) seenBySession.set(found.data, found.seen)
        return { signedIn: found.data } as Session
      }),
      set: callbackify(async (id: string, { signedIn, isNew, isLost }: Session) => {
        const write = isNew ? sessions.begin : sessions.keep
        if (signedIn && !isLost) await write(db, id, signedIn, sessionEnd(signedIn, limitsOf(config)).at)
      }),
      destroy: callbackify((id: string) => sessions.end(db, id)),
    },
  })
}

/** Starts a session under a new id, so that an id known before sign-in is worth nothing after it. */
export async function beginSession(
  request: FastifyRequest,
  account: Pick<SessionData, 'accountId' | 'agencyId' | 'way'>,
  now: Date,
): Promise<void> {
  const { signedIn: before } = request.session
  // whoever comes back in the same browser can still send what stands in other tabs; nobody else can
  const csrfSecret = before?.accountId === account.accountId ? before.csrfSecret : undefined
  await request.session.regenerate()
  request.session.isNew = true
  request.cameBy = account.way
  const time = now.getTime()
  const renewalId = recallRenewal(request, { clock: () => now })
  request.session.signedIn = {
    ...account,
    ...(renewalId && { renewalId }),
    ...visitOf(request),
    signedInAt: time,
    seenAt: time,
    proofAt: time,
    csrfSecret: csrfSecret ?? newSecret(),
  }
}

/** Ends the session, where there is one, and leaves nothing of it in the browser. */
export async function endSession(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (request.session.signedIn) await request.session.destroy()
  forgetPerson(reply)
}
