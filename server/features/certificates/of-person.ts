import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { writePaper, paperMedias } from '../../documents/paper/write.ts'
import { certificateKinds, certifiedValues, mayPrepare, maySeal } from '../../domain/certificate/certificate.ts'
import { legalDay } from '../../domain/clock.ts'
import * as agencies from '../../store/agency/agencies.ts'
import * as roleGrants from '../../store/agency/role-grants.ts'
import * as certificates from '../../store/certificate/certificates.ts'
import { sealKeyOf } from '../../store/certificate/seal-key.ts'
import type { Db } from '../../store/database/database.ts'
import * as notices from '../../store/notice/notices.ts'
import * as disclosures from '../../store/outgoing/disclosures.ts'
import * as people from '../../store/person/people.ts'
import * as locks from '../../store/record/locks.ts'
import * as accessLog from '../../store/record/access-log.ts'
import { speak } from '../../text/speak.ts'
import { once } from '../../web/access/once.ts'
import { purposeOf } from '../../web/access/person-door.ts'
import { actorOf, agencyOf, byOf, hrRoleOf, viewerOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound, refuseWith } from '../../web/errors.ts'
import { rawForm, readShortReason, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { scope } from '../../web/scope.ts'
import { sendFile } from '../../web/transport/send-file.ts'
import { certificatePaper, isSealed } from './paper.ts'
import { revokeOnce } from './revoking.ts'
import { sealOnce, textsNow, type Done } from './sealing.ts'

declare module 'fastify' {
  interface FastifyRequest {
    person: people.Person
    certificate: certificates.Certificate
  }
}

type OfCertificate = { Params: { id: string; certificate: string } }

/** All addresses of this part name somebody whose certificates the actor prepares. */
export const ofPerson = (app: FastifyInstance, { db, clock }: Deps): void =>
  scope(app, 'person', async request => {
    const person = await people.find(db, (request.params as { id: string }).id, legalDay(clock()))
    return person && mayPrepare(actorOf(request), person) ? person : undefined
  })

/** And here a certificate of this person and this agency. */
export const ofCertificate = (app: FastifyInstance, { db, ring }: Deps): void =>
  scope(app, 'certificate', async request => {
    const found = await certificates.find(db, ring, (request.params as OfCertificate['Params']).certificate)
    const isTheirs = found?.personId === request.person.id && found.agencyId === actorOf(request).agencyId
    return isTheirs ? found : undefined
  })

/** Here the certificates are of the agency that the actor works for. */
const nobodyAbove = { hasOtherChief: true, hrParentId: null }

/** HR prepares certificates of a colleague, or of somebody who left; the chief seals and revokes them. */
export function certificatesOfPerson(deps: Deps) {
  const { db, ring, clock } = deps

  const show: Handler = async (request, reply) => page(request, reply)

  const prepare: Handler = async (request, reply) => {
    const { person } = request
    const form = rawForm(request.body)
    const now = clock()
    const agencyId = agencyOf(request)
    const kind = certificateKinds.find(one => one === form['kind']) ?? 'employment'
    const purpose = readShortReason(form['for']?.replace(/\s+/g, ' '))
    if (purpose === undefined || [...purpose].length > 40) {
      return page(request, reply.code(422), { form, errors: [{ field: 'for', text: 'certificate.refused.purpose' }] })
    }
    const by = byOf(request, hrRoleOf(request))
    const to = `/people/${person.id}/certificates`
    const done = await once(
      request,
      deps,
      async (tx): Promise<Done> => {
        await locks.holdPerson(tx, person.id)
        const texts = await textsNow(tx, deps, { personId: person.id, agencyId, kind, purpose })
        if (!texts.ok) return texts
        const { body, shown, blank, templateVersion } = texts
        if (blank.length > 0 && form['blank_ok'] !== 'yes')
          return { ok: false, why: 'certificate.refused.blank-field', blank }
        const kept = { body, shown, agency: texts.agency.name }
        const certificate = { personId: person.id, agencyId, kind, purpose, templateVersion }
        const id = await certificates.prepare(tx, ring, { ...certificate, texts: kept }, by, now)
        if (id === undefined) return { ok: false, why: 'certificate.refused.waits' }
        await tellWhoSeals(tx, { id, personId: person.id, agencyId })
        return { ok: true }
      },
      answer => (answer.ok ? to : null),
    )
    if (done.ok) return reply.seeOther(to, 'said.certificate-prepared')
    if (!done.blank) return page(request, reply.code(409), { form, errors: [{ field: 'kind', text: done.why }] })
    const say = speak(reply.language())
    const fields = done.blank.map(field => say(`certificate.field.${field}`)).join(say('form.list-comma'))
    const hole = { field: 'blank_ok', text: done.why, holes: { fields } } satisfies FieldError
    return page(request, reply.code(422), { form, errors: [hole], hasHole: true })
  }

  /** HR of the agency, or the chiefs of the one above where nobody else seals here. */
  async function tellWhoSeals(tx: Db, certificate: { id: string; personId: string; agencyId: string }) {
    const { id, personId, agencyId } = certificate
    const now = clock()
    const today = legalDay(now)
    const url = `/people/${personId}/certificates` as const
    await notices.tellHr(tx, agencyId, { text: 'notice.certificate-prepared', url }, now, personId)
    const { hasOtherChief, hrParentId } = await certificates.officeOf(tx, certificate, today)
    if (hasOtherChief || !hrParentId) return
    const holders = await roleGrants.ofAgency(tx, hrParentId, today)
    const chiefs = holders.filter(({ roles }) => roles.includes('hr_chief'))
    const notice = { text: 'notice.certificate-below', url: `/certificates/issued/${id}` } as const
    await notices.tellOffice(tx, hrParentId, chiefs, notice, now, personId)
  }

  const seal: Handler<OfCertificate> = async (request, reply) => {
    const { person, certificate } = request
    if (!maySeal(actorOf(request), certificate, nobodyAbove)) throw refuseWith(409, 'certificate.refused.chief-only')
    const to = `/people/${person.id}/certificates`
    const done = await sealOnce(request, deps, to)
    if (!done.ok) return page(request, reply.code(409), { errors: [{ field: 'main', text: done.why }] })
    return reply.seeOther(to, 'said.certificate-sealed')
  }

  const revoke: Handler<OfCertificate> = async (request, reply) => {
    const { person, certificate } = request
    if (!maySeal(actorOf(request), certificate, nobodyAbove)) throw refuseWith(409, 'certificate.refused.chief-only')
    const form = rawForm(request.body)
    const field = reasonField(certificate.id)
    const reason = readShortReason(form[field])
    if (reason === undefined) {
      return page(request, reply.code(422), { form, errors: [{ field, text: 'certificate.refused.reason' }] })
    }
    if (!(await revokeOnce(request, deps, reason, `/people/${person.id}/certificates`))) {
      return page(request, reply.code(409), { errors: [{ field: 'main', text: 'certificate.refused.over' }] })
    }
    return reply.seeOther(`/people/${person.id}/certificates`, 'said.certificate-revoked')
  }

  const file: Handler<OfCertificate> = async (request, reply) => {
    const { person } = request
    const certificate = sealedIn(request)
    const viewed = viewerOf(request, hrRoleOf(request))
    const look = {
      personId: person.id,
      section: 'page.certificates',
      action: 'print',
      purpose: purposeOf(request),
    } as const
    await accessLog.add(db, { ...viewed, ...look, at: clock() })
    await noteLeft(db, certificate, viewed, clock())
    return sendCertificate(reply, certificate, deps)
  }

  async function page(
    request: FastifyRequest,
    reply: FastifyReply,
    { hasHole = false, ...shown }: { form?: Raw; errors?: FieldError[]; hasHole?: boolean } = {},
  ) {
    const { person } = request
    const all = await certificates.ofPerson(db, ring, person.id, agencyOf(request))
    return reply.page('certificates/of-person', {
      person,
      certificates: all.map(one => ({ ...one, reasonField: reasonField(one.id) })),
      maySeal: maySeal(actorOf(request), { personId: person.id, agencyId: agencyOf(request) }, nobodyAbove),
      kinds: certificateKinds,
      usual: person.agencyIds.length > 0 ? 'employment' : 'departure',
      hasHole,
      dense: true,
      ...shown,
    })
  }

  return { show, prepare, seal, revoke, file }
}

/** Each certificate on the page has a form of its own, so each reason has a name of its own. */
const reasonField = (id: string) => `reason_${id}`

/** The certificate of the address; one without a seal is none to fetch. */
export function sealedIn({ certificate }: FastifyRequest) {
  if (!isSealed(certificate)) throw notFound()
  return certificate
}

/** A certificate goes to whom it is about. */
export const noteLeft = (
  db: Deps['db'],
  { personId, purpose }: Pick<certificates.Certificate, 'personId' | 'purpose'>,
  by: ReturnType<typeof viewerOf>,
  now: Date,
): Promise<void> =>
  disclosures.addPaper(
    db,
    {
      kind: 'certificate',
      personIds: [personId],
      fields: certifiedValues,
      purpose,
      recipients: speak('zh-TW')('copy.recipients'),
      by,
    },
    now,
  )

/** The PDF of a sealed certificate; of one that was revoked, too, since it says so to whoever verifies it. */
export async function sendCertificate(
  reply: FastifyReply,
  one: Parameters<typeof certificatePaper>[0],
  deps: Deps,
): Promise<FastifyReply> {
  const agency = await agencies.find(deps.db, one.agencyId)
  if (!agency) throw notFound()
  const paper = certificatePaper(one, agency, sealKeyOf(deps.ring), deps)
  const written = await writePaper('pdf', paper)
  if (!written.ok) throw refuseWith(503, written.why)
  return sendFile(reply, { name: `${paper.title}.pdf`, media: paperMedias.pdf, bytes: written.bytes })
}
