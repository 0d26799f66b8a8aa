import type { FastifyInstance } from 'fastify'
import { nameOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { ownFieldPages } from './own-fields.ts'
import { readers } from './readers.ts'
import { ofMasked, readingPages } from './reading.ts'

/** One's own record: everything in it, one row, what it was before, and the fields a person changes without asking. */
export default async function record(app: FastifyInstance, deps: Deps) {
  nameOnly(app, 'owner')

  const reading = readingPages(deps)
  app.get('/record', reading.show)
  app.get('/record/past', reading.past)
  app.get('/record/derived', reading.derived)
  app.get('/record/rows/:row', reading.row)
  app.get('/record/rows/:row/history', reading.history)
  app.get('/record/rows/:row/evidence/:file', reading.evidence)
  app.get('/record/photo/:photo', reading.photo)
  app.register(async field => {
    ofMasked(field, deps)
    field.get('/record/rows/:row/revealed/:field', { config: { proof: 'fresh', strong: 'own' } }, reading.reveal)
  })

  app.get('/record/:section/readers', readers)

  const own = ownFieldPages(deps)
  app.get('/record/:section/own', own.form)
  app.post('/record/:section/own', own.save)
  app.post('/record/:section/own/confirmation', own.confirm)
}
