import type { FastifyInstance } from 'fastify'
import * as certificates from '../../store/certificate/certificates.ts'
import { actorOf, viewerOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { Handler } from '../../web/handler.ts'
import { scope } from '../../web/scope.ts'
import { noteLeft, sealedIn, sendCertificate } from './of-person.ts'
import { isSealed } from './paper.ts'

/** The addresses of this part name a certificate that somebody was given themselves. */
export const ofOwn = (app: FastifyInstance, { db, ring }: Deps): void =>
  scope(app, 'certificate', async request => {
    const found = await certificates.find(db, ring, (request.params as { certificate: string }).certificate)
    return found?.personId === actorOf(request).personId && isSealed(found) ? found : undefined
  })

/** The certificates that somebody was given. */
export function ownCertificates(deps: Deps) {
  const { db, ring } = deps

  const list: Handler = async (request, reply) => {
    const all = await certificates.ofPerson(db, ring, actorOf(request).personId)
    return reply.page('certificates/own', { certificates: all.filter(isSealed) })
  }

  const file: Handler = async (request, reply) => {
    const certificate = sealedIn(request)
    await noteLeft(db, certificate, viewerOf(request, 'employee'), deps.clock())
    return sendCertificate(reply, certificate, deps)
  }

  return { list, file }
}
