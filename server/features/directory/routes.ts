import type { FastifyInstance } from 'fastify'
import { allowOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { choicePages } from './choice.ts'
import { directoryPages } from './list.ts'

/** Who is at the agencies below: names and posts for the HR of a parent agency, and nothing of a record. */
export default async function directory(app: FastifyInstance, deps: Deps) {
  allowOnly(app, 'readDirectory')

  const pages = directoryPages(deps)
  app.get('/people/directory', pages.list)
  app.post('/people/directory/search', pages.search)
  const choice = choicePages(deps)
  app.get('/people/directory/agencies', choice.form)
  app.post('/people/directory/agencies', choice.choose)
}
