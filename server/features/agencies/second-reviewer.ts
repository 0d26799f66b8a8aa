import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import * as agencies from '../../store/agency/agencies.ts'
import * as events from '../../store/database/events.ts'
import { byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import type { FieldError } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { WithId } from './agency.ts'
import { agencyOf, withId } from './agency.ts'

/** Where no HR parent takes over: who decides the requests of HR people themselves, and is the second of two. */
export default async function secondReviewer(app: FastifyInstance, { db, clock }: Deps) {
  app.get<WithId>('/agencies/:id/second-reviewer', withId, async (request, reply) => {
    const { agency, people } = await choice(request)
    return page(reply, agency, people)
  })

  app.post<WithId>('/agencies/:id/second-reviewer', withId, async (request, reply) => {
    const { agency, people } = await choice(request)
    const { reviewer = '' } = rawForm(request.body)
    if (reviewer !== '' && !people.some(person => person.accountId === reviewer)) {
      return page(reply.code(422), agency, people, [{ field: 'reviewer', text: 'agency.refused.reviewer' }])
    }
    const accountId = reviewer || null
    await db.transaction(async tx => {
      await agencies.nameSecondReviewer(tx, agency.id, accountId)
      await events.add(tx, {
        what: 'agency.second-reviewer-named',
        about: agency.id,
        by: byOf(request, 'sysadmin'),
        at: clock(),
        details: { account: accountId },
      })
    })
    return reply.seeOther(`/agencies/${agency.id}`)
  })

  async function choice(request: FastifyRequest<WithId>) {
    const agency = await agencyOf(db, request)
    if (agency.hrParentId) throw refuseWith(404, 'problem.not-found')
    return { agency, people: await agencies.possibleSecondReviewers(db, agency.id, legalDay(clock())) }
  }
}

type People = Awaited<ReturnType<typeof agencies.possibleSecondReviewers>>

async function page(reply: FastifyReply, agency: agencies.Agency, people: People, errors: FieldError[] = []) {
  return reply.page('agencies/second-reviewer', {
    agency,
    errors,
    options: people.map(person => ({
      value: person.accountId,
      text: [person.name, person.title, person.agencyId === agency.id ? '' : person.agencyName]
        .filter(Boolean)
        .join('　'),
    })),
    chosen: agency.secondReviewerId ?? '',
  })
}
