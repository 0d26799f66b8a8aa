import type { FastifyInstance } from 'fastify'
import { allowOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { listViewPages } from '../../web/list/views.ts'
import { choicePages } from './choice.ts'
import { directoryList } from './columns.ts'
import { directoryPages } from './list.ts'

/** Who is at the agencies below: names and posts for the HR of a parent agency, and nothing of a record. */
export default async function directory(app: FastifyInstance, deps: Deps) {
  allowOnly(app, 'readDirectory')

  const pages = directoryPages(deps)
  app.get('/people/directory', pages.list)
  app.post('/people/directory/search', pages.search)

  const views = listViewPages(deps, directoryList)
  app.get('/people/directory/views', views.show)
  app.post('/people/directory/views', views.save)
  app.post('/people/directory/views/columns', views.chooseColumns)
  app.post('/people/directory/views/:view', { config: { only: 'owner' } }, views.rename)
  app.post('/people/directory/views/:view/removal', { config: { only: 'owner' } }, views.remove)

  const choice = choicePages(deps)
  app.get('/people/directory/agencies', choice.form)
  app.post('/people/directory/agencies', choice.choose)
}
