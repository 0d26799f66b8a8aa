import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { belongsTo, requiredSteps, stepPaths, type RequiredStep } from '../../domain/account/required-step.ts'
import { hasRole, type Actor } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import type { Language } from '../../domain/language.ts'
import type * as actors from '../../store/actor/actors.ts'
import type { By } from '../../store/database/events.ts'
import type { Deps } from '../deps.ts'
import { notFound } from '../errors.ts'
import { safePath } from '../own-path.ts'
import { keepLateForm } from './late-form.ts'
import { isInUse, limitsOf, seenIn, sessionEnd, type SessionEnd } from './session.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until somebody is signed in; routes behind `requireSignIn` always have one. */
    actor: Actor | null
    /** Agencies the actor may act for. */
    agencies: { id: string; name: string }[]
    /** Agencies at which the actor may act for somebody else as their deputy. */
    offices: actors.Office[]
    /** When the session ends if nothing more is done. */
    sessionEnd: SessionEnd | null
    unreadNotices: number
    /** The language the signed-in person chose, on whatever device. */
    ownLanguage: Language | null
    /** How long a proof of identity counts as fresh. */
    proofMinutes: number
    /** What the signed-in person has to do before anything else. */
    requiredSteps: RequiredStep[]
  }
  interface FastifyContextConfig {
    /** The route is behind `requireSignIn`. */
    needsSignIn?: true
    /** A page asks for it by itself: it leaves the session as it is. */
    isNoUse?: true
  }
}

const writeSeenAfter = 60_000

/** Puts `request.actor` on every page request; a session that is over counts as none but keeps its data. */
export function knowActor(app: FastifyInstance, { clock, config }: Pick<Deps, 'clock' | 'config'>): void {
  app.decorateRequest('actor', null)
  app.decorateRequest('agencies')
  app.decorateRequest('offices')
  app.decorateRequest('sessionEnd', null)
  app.decorateRequest('unreadNotices', 0)
  app.decorateRequest('ownLanguage', null)
  app.decorateRequest('proofMinutes', config.proofMinutes)
  app.decorateRequest('requiredSteps')
  const limits = limitsOf(config)

  function know(request: FastifyRequest) {
    request.agencies = []
    request.offices = []
    request.requiredSteps = []
    const { signedIn } = request.session
    const now = clock()
    if (!signedIn || !isInUse(signedIn, limits, now)) return
    const found = seenIn(signedIn)
    if (!found) return
    const { isNoUse } = request.routeOptions.config
    // nobody uses an address that is none
    const isWritten = !isNoUse && !request.is404 && now.getTime() - signedIn.seenAt > writeSeenAfter
    const kept = isWritten ? { ...signedIn, seenAt: now.getTime() } : signedIn
    if (isWritten) request.session.signedIn = kept
    request.actor = found.actor
    request.agencies = found.agencies
    request.offices = found.offices
    request.ownLanguage = found.language
    const asksSecondFactor = config.asksSecondFactor
    const passwordIsOver = found.passwordUntil !== null && found.passwordUntil < legalDay(now)
    const isStrong = signedIn.strong !== undefined
    request.requiredSteps = requiredSteps({ ...found, ...found.actor, isStrong, asksSecondFactor, passwordIsOver })
    request.sessionEnd = sessionEnd(kept, limits)
    request.unreadNotices = found.unread
  }
  app.addHook('onRequest', (request, _reply, done) => {
    know(request)
    done()
  })
}

/** The actor of a route behind `requireSignIn`. */
export function actorOf(request: FastifyRequest): Actor {
  if (!request.actor) throw new Error('this route is not behind requireSignIn')
  return request.actor
}

/** When the session of a route behind `requireSignIn` began. */
export function signedInAt({ session }: FastifyRequest): Date {
  if (!session.signedIn) throw new Error('this route is not behind requireSignIn')
  return new Date(session.signedIn.signedInAt)
}

/** The agency that the actor acts for; nothing is there for somebody without one. */
export function agencyOf(request: FastifyRequest): string {
  const { agencyId } = actorOf(request)
  if (agencyId === null) throw notFound()
  return agencyId
}

/** As whom HR reads and writes, in events and in the log of who looked. */
export const hrRoleOf = (request: FastifyRequest) =>
  hasRole(actorOf(request), 'hr_chief') ? ('hr_chief' as const) : ('hr_officer' as const)

/** Who did it, for events and versions. What one does as an `employee` one does in one's own name. */
export function byOf(request: FastifyRequest, role: string): By & { accountId: string } {
  const { accountId, agencyId, actingFor, agencyCard } = actorOf(request)
  const represented = role === 'employee' ? null : actingFor
  return { accountId, role, agencyId, requestId: request.id, actingFor: represented?.accountId ?? null, agencyCard }
}

/** Who looked, for the access log that the person concerned reads. */
export function viewerOf(request: FastifyRequest, role: string) {
  const { accountId, name, agencyId, actingFor } = actorOf(request)
  const represented = role === 'employee' ? null : actingFor
  return {
    accountId,
    viewerName: name,
    viewerRole: role,
    actingFor: represented?.accountId ?? null,
    actingForName: represented?.name ?? null,
    agencyId,
    address: request.ip,
    requestId: request.id,
  }
}

export function toSignIn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.seeOther(`/sign-in?next=${encodeURIComponent(safePath(request.url))}`)
}

/**
 * Everything registered after this needs somebody signed in; others go to sign-in and come back. A form that came after
 * the session had ended is kept for the person it came from.
 */
export function requireSignIn(app: FastifyInstance, deps: Pick<Deps, 'db' | 'ring' | 'clock'>): void {
  app.addHook('onRoute', route => {
    route.config = { ...route.config, needsSignIn: true }
  })
  app.addHook('preValidation', async (request, reply) => {
    if (!request.actor) {
      const kept = await keepLateForm(request, deps)
      return kept ? reply.seeOther(`/sign-in?next=${encodeURIComponent(kept)}`) : toSignIn(request, reply)
    }
    const [step] = request.requiredSteps
    if (step && !belongsTo(step, request.url)) return reply.seeOther(stepPaths[step])
  })
}

/** Where one changes the password. */
export const passwordPath = stepPaths.password
