import type { FastifyInstance } from 'fastify'
import { allowOnly, nameOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { listViewPages } from '../../web/list/views.ts'
import { ofCorrection } from './correction.ts'
import { decisionPages } from './decision.ts'
import { queueList } from './queue-columns.ts'
import { queuePages } from './queue.ts'
import { readingPages } from './reading.ts'

/** HR's side of a correction: the queue, the correction as it was signed, and the decision. */
export default async function review(app: FastifyInstance, deps: Deps) {
  allowOnly(app, 'reviewQueue')

  const pages = queuePages(deps)
  app.get('/review', pages.list)
  app.post('/review/search', pages.search)

  app.register(async offices => {
    allowOnly(offices, 'readDirectory')
    offices.get('/review/agencies', pages.below)
  })

  const views = listViewPages(deps, queueList)
  app.get('/review/views', views.show)
  app.post('/review/views', views.save)
  app.post('/review/views/columns', views.chooseColumns)
  app.post('/review/views/:view', { config: { only: 'owner' } }, views.rename)
  app.post('/review/views/:view/removal', { config: { only: 'owner' } }, views.remove)

  app.register(async one => {
    nameOnly(one, 'reviewer')
    ofCorrection(one, deps)

    const reading = readingPages(deps)
    one.get('/review/:id', reading.show)
    one.get('/review/:id/revealed', { config: { proof: 'fresh', strong: 'agency' } }, reading.revealed)
    // whoever only asks about a file has not opened it
    one.get('/review/:id/evidence/:file', { exposeHeadRoute: false }, reading.file)
    const inFrame = { exposeHeadRoute: false, config: { framedIn: '/review/:id' } } as const
    one.get('/review/:id/evidence/:file/view', inFrame, reading.view)
    one.get('/review/:id/evidence/:file/opened', reading.isOpened)

    const decision = decisionPages(deps)
    const ofChief = { only: 'chiefOfCorrection' } as const
    const deciding = { strong: 'agency', page: '/review/:id', pressed: 'proof.pressed.decision' } as const
    one.post('/review/:id/taking', decision.take)
    one.post('/review/:id/release', decision.release)
    one.post('/review/:id/return', decision.sendBack)
    one.post('/review/:id/forwarding', decision.forward)
    one.post('/review/:id/extension', { config: ofChief }, decision.extend)
    one.post('/review/:id/confirmation', { config: { ...ofChief, ...deciding } }, decision.confirm)
    one.post('/review/:id/decision', { config: deciding }, decision.decide)
    one.post('/review/:id/authority', { config: deciding }, decision.decideByAuthority)
  })
}
