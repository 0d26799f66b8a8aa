import type { FastifyReply, FastifyRequest } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import * as agencies from '../../store/agency/agencies.ts'
import * as events from '../../store/database/events.ts'
import { byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import type { FieldError } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'

/** Pages that are there only where no HR parent takes over. */
export const ofTopAgency = {
  async preHandler({ agency }: Pick<FastifyRequest, 'agency'>) {
    if (agency.hrParentId) throw notFound()
  },
}

/** Where no HR parent takes over: who decides the corrections of HR people themselves, and is the second of two. */
export function secondReviewerPages({ db, clock }: Deps) {
  const show: Handler = async ({ agency }, reply) => page(reply, agency, await choice(agency))

  const save: Handler = async (request, reply) => {
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
    return reply.seeOther(`/agencies/${agency.id}`, 'said.agency-saved')
  }

  const choice = ({ id }: agencies.Agency) => agencies.possibleSecondReviewers(db, id, legalDay(clock()))

  return { show, save }
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
