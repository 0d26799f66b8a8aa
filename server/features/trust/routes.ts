import type { FastifyInstance } from 'fastify'
import { maxCertificateFile } from '../../domain/card/profile.ts'
import { allowOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { takeUploads } from '../../web/transport/uploads.ts'
import { trustPages } from './trust.ts'

/** Which authorities' cards are taken. For administrators only. */
export default async function trust(app: FastifyInstance, deps: Deps) {
  allowOnly(app, 'administer')

  const pages = trustPages(deps)
  app.get('/trust', pages.list)
  app.post('/trust/lists', pages.askForLists)
  app.get('/trust/new', { config: { proof: 'fresh', strong: 'agency' } }, pages.newForm)
  app.register(async uploading => {
    await takeUploads(uploading, maxCertificateFile)
    uploading.post('/trust/new', pages.compare)
  })
  app.post('/trust', { config: { proof: 'fresh-at-page', page: '/trust/new', ...ofTrust } }, pages.add)
  app.get('/trust/:fingerprint/removal', { ...ofOne, config: { proof: 'fresh', strong: 'agency' } }, pages.removal)
  app.post('/trust/:fingerprint/removal', { ...ofOne, config: { proof: 'fresh-at-page', ...ofTrust } }, pages.remove)
}

const ofTrust = { strong: 'agency', pressed: 'proof.pressed.trust' } as const

const ofOne = {
  schema: {
    params: { type: 'object', properties: { fingerprint: { type: 'string', pattern: '^[0-9a-f]{64}$' } } },
  },
} as const
