import type { FastifyInstance } from 'fastify'
import { allowOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { listViewPages } from '../../web/list/views.ts'
import { exemptionPages } from './exemption.ts'
import { findingsPages } from './list.ts'
import { findingsList } from './query.ts'

/** 檢誤: where the records of an agency do not hold to the rules. */
export default async function findings(app: FastifyInstance, deps: Deps) {
  allowOnly(app, 'keepPeople')

  const pages = findingsPages(deps)
  app.get('/findings', pages.list)
  app.post('/findings/search', pages.search)
  app.post('/findings/opening', pages.open)
  app.get('/findings/file', { config: { proof: 'fresh', strong: 'agency', fetchedAt: '/findings' } }, pages.file)

  const views = listViewPages(deps, findingsList)
  app.get('/findings/views', views.show)
  app.post('/findings/views', views.save)
  app.post('/findings/views/columns', views.chooseColumns)
  app.post('/findings/views/:view', { config: { only: 'owner' } }, views.rename)
  app.post('/findings/views/:view/removal', { config: { only: 'owner' } }, views.remove)

  const exemption = exemptionPages(deps)
  const deciding = { config: { strong: 'agency', pressed: 'proof.pressed.exemption' } } as const
  app.get('/findings/exemption', exemption.show)
  app.post('/findings/exemption', deciding, exemption.exempt)
  app.post('/findings/exemption/removal', deciding, exemption.end)
  app.get('/findings/agencies', pages.below)
}
