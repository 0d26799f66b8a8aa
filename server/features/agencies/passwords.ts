import type { FastifyReply, FastifyRequest } from 'fastify'
import { passwordDays, passwordNoticeDays, readPasswordDays } from '../../domain/account/password-validity.ts'
import { strongProofRules } from '../../domain/agency/strong-proof-rule.ts'
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
 * For how long the passwords of an agency's people are good, and whether one alone is enough: its HR chief or an
 * administrator sets it.
 */
export function passwordPages(deps: Deps) {
  const { db, clock } = deps

  const show: Handler = async (request, reply) =>
    page(request, reply, {
      form: { days: String(request.agency.passwordDays ?? ''), strong: request.agency.strongProof },
    })

  const save: Handler = async (request, reply) => {
    const { agency } = request
    const form = rawForm(request.body)
    const read = readPasswordDays(form['days'] ?? '')
    if (!read.ok) return page(request, reply.code(422), { form, errors: [{ field: 'days', text: read.why }] })
    const now = clock()
    const days = read.value
    const strong = strongProofRules.find(rule => rule === form['strong']) ?? agency.strongProof
    await db.transaction(async tx => {
      const done = { about: agency.id, by: byOf(request, isAdministrator(request) ? 'sysadmin' : 'hr_chief'), at: now }
      if (await agencies.setPasswordDays(tx, agency.id, days, legalDay(now))) {
        const details = { days, before: agency.passwordDays }
        await events.add(tx, { ...done, what: 'agency.password-days-set', details })
      }
      if (await agencies.setStrongProof(tx, agency.id, strong)) {
        const details = { rule: strong, before: agency.strongProof }
        await events.add(tx, { ...done, what: 'agency.strong-proof-set', details })
      }
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
    strongRules: strongProofRules,
    ...passwordDays,
    noticeDays: passwordNoticeDays,
  })
