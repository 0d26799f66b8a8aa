import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isTheirOwn } from '../../domain/agency/actor.ts'
import { mayPrepare, maySeal, type SealingOffice } from '../../domain/certificate/certificate.ts'
import { legalDay } from '../../domain/clock.ts'
import * as agencies from '../../store/agency/agencies.ts'
import * as certificates from '../../store/certificate/certificates.ts'
import * as people from '../../store/person/people.ts'
import * as accessLog from '../../store/record/access-log.ts'
import { speak } from '../../text/speak.ts'
import { actorOf, viewerOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { rawForm, readShortReason, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { scope } from '../../web/scope.ts'
import { revokeOnce } from './revoking.ts'
import { sealOnce } from './sealing.ts'

declare module 'fastify' {
  interface FastifyRequest {
    sealingOffice: SealingOffice
  }
}

/** The addresses of this part name a certificate of the agency, or one that is sealed from above, and nobody's own. */
export function ofOffice(app: FastifyInstance, { db, ring, clock }: Deps): void {
  app.decorateRequest('sealingOffice' as string)
  scope(app, 'certificate', async request => {
    const actor = actorOf(request)
    const found = await certificates.find(db, ring, (request.params as { certificate: string }).certificate)
    if (!found || isTheirOwn(actor, found.personId)) return undefined
    const office = await certificates.officeOf(db, found, legalDay(clock()))
    request.sealingOffice = office
    return found.agencyId === actor.agencyId || maySeal(actor, found, office) ? found : undefined
  })
}

/**
 * One that the agency made, by whom it is revoked wherever the person works by now, and one of an agency below that has
 * nobody else to seal it. Whoever seals it from above sees what it says.
 */
export function issuedCertificates(deps: Deps) {
  const { db, ring, clock } = deps

  const show: Handler = async (request, reply) => page(request, reply)

  const seal: Handler = async (request, reply) => {
    const { certificate, sealingOffice } = request
    if (!maySeal(actorOf(request), certificate, sealingOffice)) throw refuseWith(409, 'certificate.refused.chief-only')
    const to = `/certificates/issued/${certificate.id}`
    const done = await sealOnce(request, deps, to)
    if (done.ok) return reply.seeOther(to, 'said.certificate-sealed')
    return page(request, reply.code(409), { errors: [{ field: 'main', text: done.why }] })
  }

  const revoke: Handler = async (request, reply) => {
    const { certificate, sealingOffice } = request
    if (!maySeal(actorOf(request), certificate, sealingOffice)) throw refuseWith(409, 'certificate.refused.chief-only')
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
    const actor = actorOf(request)
    const { id, personId, agencyId } = request.certificate
    const certificate = (await certificates.find(db, ring, id)) ?? request.certificate
    const isAbove = agencyId !== actor.agencyId
    const mayDo = maySeal(actor, certificate, request.sealingOffice)
    const isToSeal = isAbove && mayDo && certificate.state === 'prepared'
    if (isToSeal) {
      const look = { personId, section: 'page.certificates', action: 'read', purpose: sealPurpose } as const
      await accessLog.add(db, { ...viewerOf(request, 'hr_chief'), ...look, at: clock() })
    }
    const person = await people.find(db, personId, legalDay(clock()))
    return reply.page('certificates/issued', {
      certificate,
      name: person?.name ?? '',
      // where it is sealed and fetched, unless they work elsewhere by now
      hrefPerson: person && !isAbove && mayPrepare(actor, person) ? `/people/${personId}/certificates` : null,
      agency: isAbove ? (await agencies.find(db, agencyId))?.name : null,
      isToSeal,
      mayRevoke: mayDo && certificate.state !== 'revoked',
      dense: true,
      ...shown,
    })
  }

  return { show, seal, revoke }
}

const sealPurpose = speak('zh-TW')('certificate.seal-purpose')
