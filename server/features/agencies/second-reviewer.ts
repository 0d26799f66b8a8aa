import type { FastifyReply, FastifyRequest } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import * as agencies from '../../store/agency/agencies.ts'
import * as events from '../../store/database/events.ts'
import { speak } from '../../text/speak.ts'
import { byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { isId } from '../../web/ids.ts'
import { mostOptions } from '../../web/show/options.ts'

/** Pages that are there only where no HR parent takes over. */
export const ofTopAgency = {
  async preHandler({ agency }: Pick<FastifyRequest, 'agency'>) {
    if (agency.hrParentId) throw notFound()
  },
}

/** Where no HR parent takes over: who decides the corrections of HR people themselves, and is the second of two. */
export function secondReviewerPages({ db, clock }: Deps) {
  const show: Handler = async (request, reply) =>
    page(request, reply, { reviewer: request.agency.secondReviewerId ?? '' })

  const save: Handler = async (request, reply) => {
    const { agency } = request
    const form = rawForm(request.body)
    if (form['find']) return page(request, reply, form)
    const { reviewer = '' } = form
    if (reviewer !== '' && !(await possible(agency, reviewer))) {
      return page(request, reply.code(422), form, [{ field: 'reviewer', text: 'agency.refused.reviewer' }])
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

  async function possible({ id }: agencies.Agency, only: string) {
    if (!isId(only)) return undefined
    const { people } = await agencies.possibleSecondReviewers(db, id, legalDay(clock()), { only })
    return people[0]
  }

  async function page({ agency }: FastifyRequest, reply: FastifyReply, form: Raw, errors: FieldError[] = []) {
    const { reviewer = '', q = '' } = form
    const search = q.trim()
    const asked = { search, most: mostOptions }
    const [chosen, found] = await Promise.all([
      possible(agency, reviewer),
      agencies.possibleSecondReviewers(db, agency.id, legalDay(clock()), asked),
    ])
    const isListed = found.people.some(({ accountId }) => accountId === chosen?.accountId)
    return reply.page('agencies/second-reviewer', {
      agency,
      errors,
      options: [...(chosen && !isListed ? [chosen] : []), ...found.people].map(person => ({
        value: person.accountId,
        text: [person.name, person.title, person.agencyId === agency.id ? '' : person.agencyName]
          .filter(Boolean)
          .join('　'),
      })),
      chosen: reviewer,
      isLong: found.isPart || search !== '',
      search,
      isCut: found.isPart,
      found: found.people.length,
      ...(form['find'] && { status: speak(reply.language())('form.found', { count: found.people.length }) }),
    })
  }

  return { show, save }
}
