import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { passwordDays, passwordNoticeDays, readPasswordDays } from '../../domain/account/password-validity.ts'
import { maySetPasswordRules, permissions } from '../../domain/agency/permission.ts'
import { legalDay } from '../../domain/clock.ts'
import * as agencies from '../../store/agency/agencies.ts'
import * as events from '../../store/database/events.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { WithId } from './agency.ts'
import { agencyOf, withId } from './agency.ts'

/** For how long the passwords of an agency's people are good: no limit unless its HR chief or an administrator sets one. */
export default async function passwords(app: FastifyInstance, { db, clock }: Deps) {
  app.get<WithId>('/agencies/:id/passwords', withId, async (request, reply) => {
    const agency = await theirs(request)
    return page(request, reply, agency, { form: { days: String(agency.passwordDays ?? '') } })
  })

  app.post<WithId>('/agencies/:id/passwords', withId, async (request, reply) => {
    const agency = await theirs(request)
    const form = rawForm(request.body)
    const read = readPasswordDays(form['days'] ?? '')
    if (!read.ok) return page(request, reply.code(422), agency, { form, errors: [{ field: 'days', text: read.why }] })
    const now = clock()
    const days = read.value
    await db.transaction(async tx => {
      if (!(await agencies.setPasswordDays(tx, agency.id, days, legalDay(now)))) return
      const by = byOf(request, isAdministrator(request) ? 'sysadmin' : 'hr_chief')
      const details = { days, before: agency.passwordDays }
      await events.add(tx, { what: 'agency.password-days-set', about: agency.id, by, at: now, details })
    })
    return reply.seeOther(backTo(request, agency))
  })

  async function theirs(request: FastifyRequest<WithId>) {
    const agency = await agencyOf(db, request)
    if (!maySetPasswordRules(actorOf(request), agency.id)) throw refuseWith(404, 'problem.not-found')
    return agency
  }
}

const isAdministrator = (request: FastifyRequest) => permissions.administer(actorOf(request))

const backTo = (request: FastifyRequest, { id }: agencies.Agency) =>
  isAdministrator(request) ? `/agencies/${id}` : '/people'

const page = (
  request: FastifyRequest,
  reply: FastifyReply,
  agency: agencies.Agency,
  shown: { form: Raw; errors?: FieldError[] },
) =>
  reply.page('agencies/passwords', {
    ...shown,
    agency,
    back: backTo(request, agency),
    isAdministrator: isAdministrator(request),
    ...passwordDays,
    noticeDays: passwordNoticeDays,
  })
