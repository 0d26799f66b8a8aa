import * as certificates from '../../store/certificate/certificates.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import type { Handler } from '../../web/handler.ts'
import { sendCertificate } from './of-person.ts'
import { isSealed } from './paper.ts'

/** The certificates that somebody was given. */
export function ownCertificates(deps: Deps) {
  const { db, ring } = deps

  const list: Handler = async (request, reply) => {
    const all = await certificates.ofPerson(db, ring, actorOf(request).personId)
    return reply.page('certificates/own', { certificates: all.filter(isSealed) })
  }

  const file: Handler<{ Params: { certificate: string } }> = async (request, reply) => {
    const found = await certificates.find(db, ring, request.params.certificate)
    if (!found || found.personId !== actorOf(request).personId || !isSealed(found)) throw notFound()
    return sendCertificate(reply, found, deps)
  }

  return { list, file }
}
