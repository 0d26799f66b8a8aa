import type { FastifyInstance } from 'fastify'
import { allowOnly, nameOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { recipientPages } from './recipients.ts'

/** Whoever received a value that was corrected afterwards is told. */
export default async function recipients(app: FastifyInstance, deps: Deps) {
  allowOnly(app, 'keepPeople')
  nameOnly(app, 'hrOfAgency')

  const pages = recipientPages(deps)
  app.get('/recipients', pages.list)
  app.get('/recipients/:id', pages.show)
  app.post('/recipients/:id', pages.save)
}
