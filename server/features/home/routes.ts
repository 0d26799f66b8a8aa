import type { FastifyInstance, FastifyRequest } from 'fastify'
import { hasRole, ownPeople, type Actor } from '../../domain/agency/actor.ts'
import { permissions } from '../../domain/agency/permission.ts'
import { worksWithSensitive } from '../../domain/record/access.ts'
import { legalDay } from '../../domain/clock.ts'
import { dateText } from '../../domain/roc-date.ts'
import * as certificates from '../../store/certificate/certificates.ts'
import { queue, reviewerOf } from '../../store/correction/queue.ts'
import * as workload from '../../store/correction/workload.ts'
import * as hrOffices from '../../store/person/hr-offices.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { todoList } from './todo.ts'

/** The first page after signing in: what waits for this person now, and the ways on from here. */
export default async function home(app: FastifyInstance, { db, clock }: Deps) {
  app.get('/', async (request, reply) => {
    const actor = actorOf(request)
    const today = legalDay(clock())
    const { agencies, offices } = request
    const isHrOf = ({ id }: { id: string }) => !actor.actingFor && permissions.keepPeople({ ...actor, agencyId: id })
    const hrAgencies = [...agencies.filter(isHrOf), ...offices]
    const [{ toTell, ...own }, queues, mostUrgent, administrator, helpsBelow, toSeal] = await Promise.all([
      workload.ofPerson(db, actor.personId, permissions.keepPeople(actor) ? actor.agencyId : null),
      workload.ofQueues(
        db,
        hrAgencies.map(({ id }) => id),
        reviewerOf(actor),
        [
          ...agencies.filter(agency => isHrOf(agency) && !worksWithSensitive({ ...actor, agencyId: agency.id })),
          ...offices.filter(
            ({ id, roles }) =>
              !worksWithSensitive({ agencyId: id, grants: roles.map(role => ({ role, agencyId: id })) }),
          ),
        ].map(({ id }) => id),
        today,
      ),
      permissions.reviewQueue(actor) ? queue(db, reviewerOf(actor), today, { isTheirs: true, limit: 1 }) : undefined,
      permissions.administer(actor) ? workload.ofAdministrator(db, today) : undefined,
      hrOffices.hasBelow(db, actor, today),
      toSealBy(actor, today),
    ])
    const waits = {
      unread: request.unreadNotices,
      own,
      queue: queues.find(({ agencyId }) => agencyId === actor.agencyId),
      toSeal,
      toTell,
      administrator,
    }
    const [next] = mostUrgent?.rows ?? []
    return reply.page('home/index', {
      next: next ? { id: next.id, number: next.number, mayTake: next.state === 'submitted' } : null,
      todo: todoList(waits, day => dateText(day, reply.language())),
      underway: own.underway,
      dense: permissions.keepPeople(actor),
      helpsBelow,
      others: othersOf(request, actor).map(({ id, ...other }) => ({ ...other, ...countOf(queues, id) })),
    })
  })

  async function toSealBy(actor: Actor, today: string): Promise<number> {
    if (!actor.agencyId || !hasRole(actor, 'hr_chief')) return 0
    return certificates.countToSeal(db, { agencyId: actor.agencyId, not: ownPeople(actor), today })
  }
}

/**
 * What one may switch to: agencies in one's own name, and those at which one is somebody's deputy. `id` is whose queue
 * is counted.
 */
function othersOf({ agencies, offices }: FastifyRequest, { agencyId, actingFor }: Actor) {
  const isOffice = (office: (typeof offices)[number]) =>
    actingFor?.accountId === office.represented.accountId && agencyId === office.id
  return [
    ...agencies
      .filter(({ id }) => actingFor !== null || id !== agencyId)
      .map(({ id, name: agency }) => ({
        id: actingFor ? '' : id,
        key: id,
        text: 'home.other-agency' as const,
        holes: { agency },
      })),
    ...offices
      .filter(office => !isOffice(office))
      .map(({ id, deputyshipId, name: agency, represented }) => ({
        id,
        key: deputyshipId,
        text: 'deputy.offer' as const,
        holes: { agency, represented: represented.name },
      })),
  ]
}

function countOf(queues: readonly workload.Queue[], id: string) {
  const queue = queues.find(({ agencyId }) => agencyId === id)
  return { waiting: queue?.waiting ?? 0, overdue: queue?.overdue ?? 0 }
}
