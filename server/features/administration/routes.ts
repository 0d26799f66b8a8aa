import type { FastifyInstance } from 'fastify'
import { addDays, legalDay } from '../../domain/clock.ts'
import * as failures from '../../store/help-desk/failures.ts'
import { allowOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { chartOf, chartsByCause } from './chart.ts'
import { componentPages } from './component.ts'
import { outagePages } from './outages.ts'
import { reportPages } from './reports.ts'
import { wayPages } from './ways.ts'

const days = 30

/** What an administrator sees of the help desk: failures by cause, reports, notices, the component. */
export default async function administration(app: FastifyInstance, deps: Deps) {
  const { db, clock } = deps

  allowOnly(app, 'administer')

  app.get('/administration/failures', async (_request, reply) => {
    const today = legalDay(clock())
    const since = addDays(today, 1 - days)
    const [counted, causes] = await Promise.all([failures.perDay(db, since), failures.byCause(db, since, 100)])
    return reply.page('administration/failures', {
      causes,
      days,
      chart: chartOf(counted, today, days),
      charts: chartsByCause(counted, today, days, 5),
      dense: true,
    })
  })

  const component = componentPages(deps)
  app.get('/administration/component', component.show)
  app.post('/administration/component', component.save)

  const outages = outagePages(deps)
  app.get('/administration/outages', outages.show)
  app.post('/administration/outages', outages.save)

  app.get('/administration/reports', reportPages(deps).list)
  app.get('/administration/ways', wayPages(deps).list)
}
