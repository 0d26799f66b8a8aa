import type { FastifyInstance } from 'fastify'
import { allowOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { exemptionPages } from './exemption.ts'
import { findingsPages } from './list.ts'

/** 檢誤: where the records of an agency do not hold to the rules. */
export default async function findings(app: FastifyInstance, deps: Deps) {
  allowOnly(app, 'keepPeople')

  const pages = findingsPages(deps)
  app.get('/findings', pages.list)
  app.post('/findings/search', pages.search)
  app.post('/findings/opening', pages.open)
  app.get('/findings/file', { config: { proof: 'fresh', strong: 'agency' } }, pages.file)
  const exemption = exemptionPages(deps)
  app.get('/findings/exemption', exemption.show)
  app.post('/findings/exemption', exemption.exempt)
  app.post('/findings/exemption/removal', exemption.end)
  app.get('/findings/agencies', pages.below)
}
