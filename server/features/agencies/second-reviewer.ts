import type { FastifyInstance, FastifyReply } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import * as agencies from '../../store/agency/agencies.ts'
import * as events from '../../store/database/events.ts'
import { byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import type { FieldError } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'

/** Where no HR parent takes over: who decides the requests of HR people themselves, and is the second of two. */
export default async function secondReviewer(app: FastifyInstance, { db, clock }: Deps) {
  app.addHook('preHandler', async ({ agency }) => {
    if (agency.hrParentId) throw notFound()
  })

  app.get('/agencies/:id/second-reviewer', async ({ agency }, reply) => page(reply, agency, await choice(agency)))

  app.post('/agencies/:id/second-reviewer', async (request, reply) => {
    const { agency } = request
    const people = await choice(agency)
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

  const choice = ({ id }: agencies.Agency) => agencies.possibleSecondReviewers(db, id, legalDay(clock()))
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
