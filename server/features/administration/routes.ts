import type { FastifyInstance } from 'fastify'
import { allowOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { componentPages } from './component.ts'
import { failurePages } from './failures.ts'
import { outagePages } from './outages.ts'
import { reportPages } from './reports.ts'
import { wayPages } from './ways.ts'

/** What an administrator sees of the help desk: failures by cause, reports, notices, the component. */
export default async function administration(app: FastifyInstance, deps: Deps) {
  allowOnly(app, 'administer')

  app.get('/administration/failures', failurePages(deps).list)

  const component = componentPages(deps)
  app.get('/administration/component', component.show)
  app.post('/administration/component', component.save)

  const outages = outagePages(deps)
  app.get('/administration/outages', outages.show)
  app.post('/administration/outages', outages.save)

  app.get('/administration/reports', reportPages(deps).list)
  app.get('/administration/ways', wayPages(deps).list)
}
