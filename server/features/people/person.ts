import type { FastifyRequest } from 'fastify'
import { hasRole, isTheirOwn } from '../../domain/agency/actor.ts'
import { mayRead } from '../../domain/agency/permission.ts'
import { legalDay } from '../../domain/clock.ts'
import type { Person } from '../../store/person/people.ts'
import * as people from '../../store/person/people.ts'
import * as accessLog from '../../store/record/access-log.ts'
import type { PersonPage } from '../../web/access/person-door.ts'
import { actorOf, viewerOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { uuid } from '../../web/ids.ts'

/** The person of the address when the actor's HR role covers them; 404 for everybody else. */
export async function personOf(request: FastifyRequest, deps: Deps): Promise<Person> {
  const { id } = request.params as { id: string }
  const person = await personIfTheirs(request, deps, id)
  if (!person) throw refuseWith(404, 'problem.not-found')
  return person
}

/** A person whom the actor's HR role covers, never the actor. */
export async function personIfTheirs(request: FastifyRequest, { db, clock }: Deps, id: string) {
  const actor = actorOf(request)
  const person = await people.find(db, id, legalDay(clock()))
  return person && !isTheirOwn(actor, person.id) && mayRead(actor, person) ? person : undefined
}

/** A reading, as the person will see it. */
export async function note(
  request: FastifyRequest,
  person: Person,
  { db, clock }: Deps,
  reading: { action: 'open' | 'read' | 'reveal'; section: string | null; purpose: string },
): Promise<void> {
  await accessLog.add(db, { ...reading, ...viewerOf(request, roleOf(request)), personId: person.id, at: clock() })
}

export const roleOf = (request: FastifyRequest) =>
  hasRole(actorOf(request), 'hr_chief') ? ('hr_chief' as const) : ('hr_officer' as const)

export const ofPerson = { schema: { params: { type: 'object', properties: { id: uuid } } } } as const
export const atDoor = { ...ofPerson, config: { isDoor: true } } as const
/** Where a page of a person is shown, also again with what was mistyped. */
export const showing = (shows: PersonPage) => ({ ...ofPerson, config: { shows } })
export const ofRow = { schema: { params: { type: 'object', properties: { id: uuid, row: uuid } } } } as const
