import type { FastifyInstance } from 'fastify'
import { allowOnly, nameOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { takeUploads } from '../../web/transport/uploads.ts'
import { beginning, maxSheet } from './beginning.ts'
import { importPages, ofImport } from './import.ts'
import { returnedSheet } from './returned.ts'

/** 匯入: a sheet of another system becomes a batch, whose rows are tried and applied as those of any other. */
export default async function imports(app: FastifyInstance, deps: Deps) {
  allowOnly(app, 'keepPeople')
  nameOnly(app, 'hrOfAgency')

  const pages = beginning(deps)
  app.get('/imports', pages.form)
  app.register(async uploading => {
    await takeUploads(uploading, maxSheet)
    uploading.post('/imports', pages.begin)
  })

  app.register(async one => {
    ofImport(one, deps)
    const sheet = importPages(deps)
    one.get('/imports/:id', sheet.show)
    one.get('/imports/:id/progress', { config: { isNoUse: true } }, sheet.progress)
    one.post('/imports/:id/columns', sheet.setColumns)
    one.post('/imports/:id/people', sheet.setPeople)
    one.post('/imports/:id/new-people', sheet.setNewPeople)
    one.get(
      '/imports/:id/file',
      { config: { proof: 'fresh', strong: 'agency', fetchedAt: '/imports/:id' } },
      returnedSheet(deps),
    )
  })
}
