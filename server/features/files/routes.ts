import type { FastifyInstance } from 'fastify'
import { nameOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { copyPages } from './copy.ts'
import { filePages, ofFile } from './file.ts'

/** The files that somebody asked for: how far they are, and fetching them. */
export default async function files(app: FastifyInstance, deps: Deps) {
  nameOnly(app, 'owner')

  const copy = copyPages(deps)
  app.get('/files', copy.list)
  const copying = { proof: 'fresh', strong: 'own', page: '/files', pressed: 'proof.pressed.copy' } as const
  app.post('/files/copy', { config: copying }, copy.ask)

  app.register(async one => {
    ofFile(one, deps)
    const file = filePages(deps)
    one.get('/files/:file', file.show)
    one.get('/files/:file/state', { config: { isNoUse: true } }, file.state)
    one.get(
      '/files/:file/content',
      { config: { proof: 'fresh', strong: 'agency', fetchedAt: '/files/:file' } },
      file.fetch,
    )
    one.get(
      '/files/:file/copy',
      { config: { proof: 'fresh', strong: 'own', fetchedAt: '/files/:file' } },
      file.fetchOwn,
    )
  })
}
