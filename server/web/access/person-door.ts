import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from '../../domain/agency/actor.ts'
import { hasRole } from '../../domain/agency/actor.ts'
import { permissions } from '../../domain/agency/permission.ts'
import { mayRead, mayReadArchived } from '../../domain/record/access.ts'
import { legalDay } from '../../domain/clock.ts'
import * as people from '../../store/person/people.ts'
import * as accessLog from '../../store/record/access-log.ts'
import { speak } from '../../text/speak.ts'
import type { Deps } from '../deps.ts'
import { keepForm } from './late-form.ts'
import { actorOf, viewerOf } from './signed-in.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Why the actor looks at the person of the address; null where nothing of another person is shown. */
    purpose: string | null
  }
  interface FastifyContextConfig {
    /** The page of a person that this address shows; without it the route itself notes which section was seen. */
    shows?: PersonPage
    /** Where the purpose is asked for, or what shows nothing of the person but their name. */
    isDoor?: true
  }
}

/** What is shown of a person beside their record. */
export type PersonPage =
  | 'account'
  | 'assignments'
  | 'certificates'
  | 'derived'
  | 'findings'
  | 'locks'
  | 'past'
  | 'recovery'

/** An hour longer than one may read, so that nothing typed meanwhile is lost. */
const sendingMs = 3_600_000

/**
 * The one door to everything below `/people/:id`: it opens for a purpose, for a quarter of an hour, and what was shown
 * is noted for that person before it goes out. A form that comes too late waits for the purpose. Whoever helps from
 * above comes for that help alone, which is the purpose. Whether a person is theirs is for the routes to say; whoever
 * may not read them at all learns nothing here.
 */
export function guardPeople(app: FastifyInstance, deps: Pick<Deps, 'db' | 'ring' | 'clock'>): void {
  const { db, clock } = deps
  app.decorateRequest('purpose', null)

  app.addHook('preHandler', async (request, reply) => {
    const id = behindDoor(request)
    if (!id) return
    const actor = actorOf(request)
    if (!permissions.keepPeople(actor)) {
      request.purpose = helpFromAbove
      return
    }
    const now = clock()
    const lateMs = request.method === 'POST' ? sendingMs : 0
    const purpose = await accessLog.openPurpose(db, actor.accountId, id, now, lateMs)
    if (purpose !== undefined) {
      request.purpose = purpose
      request.entered.add(id)
      return
    }
    const person = await people.find(db, id, legalDay(now))
    if (!person || !(mayRead(actor, person) || mayReadArchived(actor, person))) {
      request.purpose = helpFromAbove
      return
    }
    const isSent = request.method === 'POST'
    const next = isSent ? await keepForm(request, deps, actor.accountId) : request.url
    const to = next ? `/people/${id}?next=${encodeURIComponent(next)}` : `/people/${id}`
    return isSent ? reply.seeOther(to, 'said.purpose-first') : reply.seeOther(to)
  })

  // also of a form that was refused: the page around it shows the same
  app.addHook('onSend', async (request, reply, payload) => {
    const { shows } = request.routeOptions.config
    const id = shows && behindDoor(request)
    if (!id || !request.purpose || !pageStatuses.includes(reply.statusCode)) return payload
    const section = `${pagePrefix}${shows}`
    await noteLook(request, { db, clock }, { personId: id, section, purpose: request.purpose })
    return payload
  })
}

/** Keeps, for the person concerned, that the actor saw a page of theirs. */
export async function noteLook(
  request: FastifyRequest,
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  look: { personId: string; section: string; purpose: string },
): Promise<void> {
  const role = lookerOf(actorOf(request))
  await accessLog.add(db, { ...look, ...viewerOf(request, role), action: 'read', at: clock() })
}

/** The purpose of a route behind the door. */
export function purposeOf(request: FastifyRequest): string {
  if (request.purpose === null) throw new Error('this route is not behind the door of a person')
  return request.purpose
}

/** How the access log names a page of a person, apart from the sections of the record. */
export const pagePrefix = 'page.'

/** What somebody who helps from above looks for, in the language of the record. */
export const helpFromAbove = speak('zh-TW')('recovery.purpose')

const pageStatuses = [200, 409, 422]

function behindDoor({ actor, params, routeOptions: { url = '', config } }: FastifyRequest): string | undefined {
  if (!actor || config.isDoor || !/^\/people\/:id(\/|$)/.test(url)) return undefined
  const { id } = params as { id: string }
  return id === actor.personId ? undefined : id
}

function lookerOf(actor: Actor) {
  if (hasRole(actor, 'hr_chief')) return 'hr_chief'
  if (permissions.keepPeople(actor)) return 'hr_officer'
  return permissions.administer(actor) ? 'sysadmin' : 'second_reviewer'
}
