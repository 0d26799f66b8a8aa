import type { FastifyInstance } from 'fastify'
import { allowOnly } from '../../web/access/permitted.ts'
import { requireSignIn } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { editingPages } from './editing.ts'
import { readingPages } from './reading.ts'

/** What helps with cards and readers, step by step. */
export default async function guides(app: FastifyInstance, deps: Deps) {
  const reading = readingPages(deps)
  app.get('/guides', reading.list)
  app.get('/guides/install', reading.own('install'))
  app.get('/guides/health-card', reading.own('health-card'))
  app.get('/guides/popups', reading.own('popups'))
  app.get('/guides/:slug', reading.show)

  app.register(async written => {
    requireSignIn(written, deps)
    allowOnly(written, 'administer')

    const editing = editingPages(deps)
    written.get('/guides/:slug/edit', editing.edit)
    written.post('/guides/:slug/edit', editing.save)
  })
}
