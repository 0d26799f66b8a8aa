import type { FastifyReply, FastifyRequest } from 'fastify'
import { maxPurposes, readPurposes } from '../../domain/record/purpose.ts'
import * as agencies from '../../store/agency/agencies.ts'
import * as events from '../../store/database/events.ts'
import { byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { usualPurposes } from '../../web/show/record/usual-purposes.ts'
import { backTo, isAdministrator } from './rules.ts'

/** Why HR of an agency usually opens a record, to choose from. */
export function purposePages(deps: Deps) {
  const { db, clock } = deps

  const show: Handler = async (request, reply) =>
    page(request, reply, { form: { purposes: listOf(request.agency.purposes) } })

  const save: Handler = async (request, reply) => {
    const { agency } = request
    const form = rawForm(request.body)
    const read = readPurposes(form['purposes'] ?? '')
    const isSeen = form['before'] === listOf(agency.purposes)
    if (!read.ok) {
      const errors = [{ field: 'purposes', text: read.why, holes: { max: maxPurposes, line: read.line } }]
      return page(request, reply.code(422), { form, errors })
    }
    if (!isSeen) {
      const errors = [{ field: 'purposes', text: 'purpose.refused.changed' as const }]
      return page(request, reply.code(409), { form, errors })
    }
    await db.transaction(async tx => {
      if (!(await agencies.setPurposes(tx, agency.id, read.value))) return
      const by = byOf(request, isAdministrator(request) ? 'sysadmin' : 'hr_chief')
      const details = { purposes: told(read.value), before: told(agency.purposes) }
      await events.add(tx, { what: 'agency.purposes-set', about: agency.id, by, at: clock(), details })
    })
    return reply.seeOther(backTo(request), 'said.agency-saved')
  }

  return { show, save }
}

/** As it stands in the form: a line each. */
const listOf = (purposes: readonly string[] | null) => usualPurposes(purposes).join('\n')

const told = (purposes: readonly string[] | null) => purposes && purposes.join('\n')

const page = (request: FastifyRequest, reply: FastifyReply, shown: { form: Raw; errors?: FieldError[] }) =>
  reply.page('agencies/purposes', {
    ...shown,
    agency: request.agency,
    back: backTo(request),
    isAdministrator: isAdministrator(request),
    before: listOf(request.agency.purposes),
    max: maxPurposes,
  })
