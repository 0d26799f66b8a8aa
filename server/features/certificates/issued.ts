import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { mayRevoke } from '../../domain/certificate/certificate.ts'
import { isTheirOwn } from '../../domain/agency/actor.ts'
import * as certificates from '../../store/certificate/certificates.ts'
import * as people from '../../store/person/people.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { rawForm, readShortReason, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { scope } from '../../web/scope.ts'
import { revokeOnce } from './revoking.ts'

/** The addresses of this part name a certificate of the agency, and nobody's own. */
export const ofAgency = (app: FastifyInstance, { db, ring }: Deps): void =>
  scope(app, 'certificate', async request => {
    const actor = actorOf(request)
    const found = await certificates.find(db, ring, (request.params as { certificate: string }).certificate)
    return found?.agencyId === actor.agencyId && !isTheirOwn(actor, found.personId) ? found : undefined
  })

/** One that the agency made, by whom it is revoked wherever the person works by now; nothing of what it says. */
export function issuedCertificates(deps: Deps) {
  const show: Handler = async (request, reply) => page(request, reply)

  const revoke: Handler = async (request, reply) => {
    const { certificate } = request
    if (!mayRevoke(actorOf(request), certificate)) throw refuseWith(409, 'certificate.refused.chief-only')
    const form = rawForm(request.body)
    const reason = readShortReason(form['reason'])
    if (reason === undefined) {
      const errors = [{ field: 'reason', text: 'certificate.refused.reason' }] satisfies FieldError[]
      return page(request, reply.code(422), { form, errors })
    }
    const to = `/certificates/issued/${certificate.id}`
    if (await revokeOnce(request, deps, reason, to)) return reply.seeOther(to, 'said.certificate-revoked')
    const errors = [{ field: 'main', text: 'certificate.refused.over' }] satisfies FieldError[]
    return page(request, reply.code(409), { errors })
  }

  async function page(request: FastifyRequest, reply: FastifyReply, shown: { form?: Raw; errors?: FieldError[] } = {}) {
    const { id, personId } = request.certificate
    const certificate = (await certificates.find(deps.db, deps.ring, id)) ?? request.certificate
    return reply.page('certificates/issued', {
      certificate,
      name: (await people.namesOf(deps.db, [personId])).get(personId) ?? '',
      mayRevoke: mayRevoke(actorOf(request), certificate) && certificate.state !== 'revoked',
      dense: true,
      ...shown,
    })
  }

  return { show, revoke }
}
