import { forgive, reportAllowance, reportNumberAllowance } from '../../store/account/sign-in-delays.ts'
import * as checkReports from '../../store/help-desk/check-reports.ts'
import { mayTry } from '../../web/brake.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound, refuseWith } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import type { Site } from './all-facts.ts'
import { resultOf } from './result.ts'
import { addressOfSeen, fieldsOf, readSeen } from './seen.ts'

/** A result sent to the help desk, found again by its number. */
export function sentReportPages(deps: Deps, site: Site) {
  const { db, clock } = deps

  const send: Handler = async (request, reply) => {
    const counted = await mayTry(request, deps, [reportAllowance(deps.ring, request.place)])
    if (!counted.ok) throw refuseWith(429, 'check-report.refused.too-many')
    const seen = readSeen(rawForm(request.body))
    const findings = resultOf(seen, await site(), reply.language()).map(({ code }) => code)
    const ticket = await checkReports.add(db, { fields: fieldsOf(seen), findings }, clock())
    if (!ticket) throw refuseWith(429, 'check-report.refused.too-many')
    return reply.seeOther(`/diagnosis/reports/${ticket}`)
  }

  const show: Handler<{ Params: { ticket: string } }> = async (request, reply) => {
    const { ticket } = request.params
    // short enough to be guessed, so that the right one counts, too, until it was found
    const look = [reportNumberAllowance(deps.ring, request.place)]
    const counted = await mayTry(request, deps, look)
    if (!counted.ok) throw refuseWith(429, 'problem.too-many')
    const { rows } = await checkReports.list(db, { limit: 1, offset: 0, ticket })
    if (!rows[0]) throw notFound()
    await forgive(db, look)
    return reply.page('diagnosis/sent', {
      ticket,
      result: addressOfSeen('/diagnosis/result', readSeen(rows[0].fields)),
    })
  }

  return { send, show }
}
