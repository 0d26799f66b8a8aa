import type { FastifyInstance } from 'fastify'
import { maxFiles } from '../../domain/correction/evidence-file.ts'
import { allowOnly, nameOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { takeFormsWithFiles } from '../../web/transport/uploads.ts'
import { batchPages, ofBatch } from './batch.ts'
import { beginning } from './beginning.ts'
import { comparison } from './comparison.ts'
import { batchDoor, guardBatch } from './door.ts'
import { batchEvidence } from './evidence.ts'
import { goingOn } from './going-on.ts'

/** What is pasted of 1,000 lines, and the values of 300 people: each Chinese character takes nine bytes in a form. */
const ofMany = { bodyLimit: 1024 * 1024 }

/** 整批作業: the same verb for the records of many people, first tried and then applied. */
export default async function batches(app: FastifyInstance, deps: Deps) {
  allowOnly(app, 'keepPeople')
  nameOnly(app, 'hrOfAgency')

  const compared = comparison(deps)
  const pages = beginning(deps, compared.chosen)
  app.get('/batches', pages.list)
  app.get('/batches/new', pages.newForm)
  app.post('/batches/new', pages.begin)
  app.post('/batches/choice', { config: { page: '/people' } }, pages.choice)

  app.get('/batches/comparison', compared.form)
  app.post('/batches/comparison', ofMany, compared.result)
  const leaving = { proof: 'fresh', strong: 'agency', page: '/batches', pressed: 'proof.pressed.comparison' } as const
  app.post('/batches/comparison/file', { ...ofMany, config: leaving }, compared.file)

  const work = goingOn(app, deps)
  app.register(async one => {
    ofBatch(one, deps)
    guardBatch(one, deps)
    const door = batchDoor(deps)
    one.get('/batches/:id/opening', { config: { asksPurpose: true } }, door.ask)
    one.post('/batches/:id/opening', { config: { asksPurpose: true } }, door.open)
    const batch = batchPages(deps, work)
    one.get('/batches/:id', batch.show)
    one.get('/batches/:id/values', batch.valuesForm)
    one.get('/batches/:id/progress', { config: { isNoUse: true } }, batch.progress)
    one.post('/batches/:id/trial', batch.goOnTrying)
    one.register(async uploading => {
      const { bodyLimit: maxOfFields } = ofMany
      await takeFormsWithFiles(uploading, { maxBytes: deps.config.evidenceMaxBytes, maxFiles, maxOfFields })
      // a form that was kept comes back without files: each character is three times as long there
      uploading.post('/batches/:id/values', { bodyLimit: 4 * maxOfFields }, batch.check)
    })
    one.get('/batches/:id/evidence/:file', batchEvidence(deps).open)
    const deciding = { config: { strong: 'agency', page: '/batches/:id', pressed: 'proof.pressed.batch' } } as const
    one.post('/batches/:id/application', deciding, batch.apply)
    one.post('/batches/:id/reversal', deciding, batch.reverse)
    one.get(
      '/batches/:id/file',
      { config: { proof: 'fresh', strong: 'agency', fetchedAt: '/batches/:id' } },
      batch.file,
    )
  })
}
