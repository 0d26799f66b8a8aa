import type { FastifyInstance } from 'fastify'
import { hasRole } from '../../domain/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import { permissions } from '../../domain/permission.ts'
import { dateText } from '../../domain/roc-date.ts'
import * as workload from '../../store/workload.ts'
import type { Deps } from '../../web/deps.ts'
import { actorOf } from '../../web/signed-in.ts'
import { todoList } from './todo.ts'

/** The first page after signing in: what waits for this person now, and the ways on from here. */
export default async function home(app: FastifyInstance, { db, clock }: Deps) {
  app.get('/', async (request, reply) => {
    const actor = actorOf(request)
    const today = legalDay(clock())
    const hrAgencies = request.agencies.filter(({ id }) => permissions.keepPeople({ ...actor, agencyId: id }))
    const [own, queues, administrator] = await Promise.all([
      workload.ofPerson(db, actor.personId),
      workload.ofQueues(
        db,
        hrAgencies.map(({ id }) => id),
        { ...actor, isChief: hasRole(actor, 'hr_chief') },
        today,
      ),
      permissions.administer(actor) ? workload.ofAdministrator(db, today) : undefined,
    ])
    const waits = {
      unread: request.unreadNotices,
      own,
      queue: queues.find(({ agencyId }) => agencyId === actor.agencyId),
      administrator,
    }
    return reply.page('home/index', {
      todo: todoList(waits, day => dateText(day, reply.language())),
      underway: own.underway,
      otherAgencies: request.agencies
        .filter(({ id }) => id !== actor.agencyId)
        .map(agency => {
          const queue = queues.find(({ agencyId }) => agencyId === agency.id)
          return { ...agency, waiting: queue?.waiting ?? 0, overdue: queue?.overdue ?? 0 }
        }),
    })
  })
}
