import * as checkReports from '../../store/help-desk/check-reports.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { pager, readPage } from '../../web/paging.ts'

/** The card checks that people sent; each leads to the same result they saw. */
export function reportPages({ db }: Deps) {
  const list: Handler = async (request, reply) => {
    const { q = '' } = rawForm(request.query)
    const ticket = checkReports.ticketOf(q)
    const asked = readPage(request.query, 50)
    const { rows, count } = await checkReports.list(db, { ...asked, ticket })
    return reply.page('administration/reports', {
      form: { q },
      rows: rows.map(row => ({ ...row, href: `/diagnosis/result?${new URLSearchParams(row.fields)}` })),
      isAsked: ticket !== '',
      pager: pager('/administration/reports', asked, count),
      dense: true,
    })
  }

  return { list }
}
