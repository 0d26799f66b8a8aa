import { hasRole, ownPeople } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import { mayPrepare } from '../../domain/certificate/certificate.ts'
import * as certificates from '../../store/certificate/certificates.ts'
import * as people from '../../store/person/people.ts'
import { actorOf, agencyOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { Handler } from '../../web/handler.ts'

const mostWaiting = 200

/** What the chief seals, here and for agencies below that have nobody else. */
export const certificatesToSeal =
  ({ db, clock }: Deps): Handler =>
  async (request, reply) => {
    const actor = actorOf(request)
    const agencyId = agencyOf(request)
    const sealer = { agencyId, not: ownPeople(actor), today: legalDay(clock()) }
    const found = hasRole(actor, 'hr_chief') ? await certificates.toSeal(db, sealer, mostWaiting) : []
    const ids = found.map(({ personId }) => personId)
    const whose = await people.findAll(db, ids, sealer.today)
    const isTheirs = ({ personId }: { personId: string }) => {
      const person = whose.get(personId)
      return person !== undefined && mayPrepare(actor, person)
    }
    return reply.page('certificates/to-seal', {
      certificates: found.map(one => ({
        ...one,
        at: one.agencyId === agencyId ? null : one.agencyName,
        // not of who works elsewhere by now
        href: isTheirs(one) ? `/people/${one.personId}/certificates` : null,
      })),
      dense: true,
    })
  }
