import type { FastifyReply, FastifyRequest } from 'fastify'
import { passwordDays, passwordNoticeDays, readPasswordDays } from '../../domain/account/password-validity.ts'
import { legalDay } from '../../domain/clock.ts'
import * as agencies from '../../store/agency/agencies.ts'
import * as events from '../../store/database/events.ts'
import { byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { backTo, isAdministrator } from './rules.ts'

/**
 * For how long the passwords of an agency's people are good: no limit unless its HR chief or an administrator sets one.
 */
export function passwordPages(deps: Deps) {
  const { db, clock } = deps

  const show: Handler = async (request, reply) =>
    page(request, reply, { form: { days: String(request.agency.passwordDays ?? '') } })

  const save: Handler = async (request, reply) => {
    const { agency } = request
    const form = rawForm(request.body)
    const read = readPasswordDays(form['days'] ?? '')
    if (!read.ok) return page(request, reply.code(422), { form, errors: [{ field: 'days', text: read.why }] })
    const now = clock()
    const days = read.value
    await db.transaction(async tx => {
      if (!(await agencies.setPasswordDays(tx, agency.id, days, legalDay(now)))) return
      const by = byOf(request, isAdministrator(request) ? 'sysadmin' : 'hr_chief')
      const details = { days, before: agency.passwordDays }
      await events.add(tx, { what: 'agency.password-days-set', about: agency.id, by, at: now, details })
    })
    return reply.seeOther(backTo(request), 'said.agency-saved')
  }

  return { show, save }
}

const page = (request: FastifyRequest, reply: FastifyReply, shown: { form: Raw; errors?: FieldError[] }) =>
  reply.page('agencies/passwords', {
    ...shown,
    agency: request.agency,
    back: backTo(request),
    isAdministrator: isAdministrator(request),
    ...passwordDays,
    noticeDays: passwordNoticeDays,
  })
