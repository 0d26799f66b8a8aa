import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isTheirOwn } from '../../domain/agency/actor.ts'
import { mayRead, mayReadArchived } from '../../domain/record/access.ts'
import { legalDay } from '../../domain/clock.ts'
import type { Person } from '../../store/person/people.ts'
import * as people from '../../store/person/people.ts'
import * as accessLog from '../../store/record/access-log.ts'
import { actorOf, hrRoleOf, viewerOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { scope } from '../../web/scope.ts'

declare module 'fastify' {
  interface FastifyRequest {
    person: Person
  }
}

/** All addresses of this part name a person whom the actor's HR role covers. */
export const ofPerson = (app: FastifyInstance, deps: Deps): void =>
  scope(app, 'person', request => personIfTheirs(request, deps, (request.params as { id: string }).id))

/**
 * The addresses of this part also name those who left the actor's agency and are nowhere else (封存): what is registered
 * here reads, and writes nothing into their record.
 */
export const ofPersonOrArchived = (app: FastifyInstance, deps: Deps): void =>
  scope(app, 'person', async request => {
    const actor = actorOf(request)
    const { id } = request.params as { id: string }
    const person = await people.find(deps.db, id, legalDay(deps.clock()))
    if (!person || isTheirOwn(actor, id)) return undefined
    return mayRead(actor, person) || mayReadArchived(actor, person) ? person : undefined
  })

/** Somebody who left, whose record is read only. */
export const isArchived = ({ agencyIds }: Person): boolean => agencyIds.length === 0

/** A person whom the actor's HR role covers, never the actor. */
export async function personIfTheirs(request: FastifyRequest, { db, clock }: Deps, id: string) {
  const actor = actorOf(request)
  const person = await people.find(db, id, legalDay(clock()))
  return person && !isTheirOwn(actor, person.id) && mayRead(actor, person) ? person : undefined
}

/** A reading, as the person will see it. */
export async function noteReading(
  request: FastifyRequest,
  person: Person,
  deps: Deps,
  reading: { action: 'open' | 'read' | 'reveal'; section: string | null; purpose: string },
): Promise<void> {
  await noteReadings(request, [person.id], deps, reading)
}

/** The same of several at once, such as those of whom a file tells. */
export async function noteReadings(
  request: FastifyRequest,
  personIds: readonly string[],
  { db, clock }: Deps,
  reading: { action: 'open' | 'read' | 'reveal' | 'evidence' | 'print'; section: string | null; purpose: string },
): Promise<void> {
  const viewed = { ...reading, ...viewerOf(request, hrRoleOf(request)), at: clock() }
  await accessLog.addAll(
    db,
    personIds.map(personId => ({ ...viewed, personId })),
  )
}
