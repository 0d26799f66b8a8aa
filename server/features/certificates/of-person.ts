import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { writePaper, paperMedias } from '../../documents/paper/write.ts'
import {
  certificateKinds,
  certifiedSections,
  certifiedValues,
  maskedName,
  mayPrepare,
  maySeal,
  type CertificateRefusal,
} from '../../domain/certificate/certificate.ts'
import { legalDay } from '../../domain/clock.ts'
import { blockingLock, disputedFields } from '../../domain/record/lock.ts'
import { dateText, rocYearOf } from '../../domain/roc-date.ts'
import * as agencies from '../../store/agency/agencies.ts'
import * as certificates from '../../store/certificate/certificates.ts'
import { sealKeyOf } from '../../store/certificate/seal-key.ts'
import * as notices from '../../store/notice/notices.ts'
import * as disclosures from '../../store/outgoing/disclosures.ts'
import * as people from '../../store/person/people.ts'
import * as locks from '../../store/record/locks.ts'
import * as accessLog from '../../store/record/access-log.ts'
import { speak } from '../../text/speak.ts'
import { once } from '../../web/access/once.ts'
import { purposeOf } from '../../web/access/person-door.ts'
import { readerOf } from '../../web/access/record-reader.ts'
import { actorOf, agencyOf, byOf, hrRoleOf, viewerOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound, refuseWith } from '../../web/errors.ts'
import { rawForm, readShortReason, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { scope } from '../../web/scope.ts'
import { sendFile } from '../../web/transport/send-file.ts'
import { certificatePaper, isSealed, verifyAddress } from './paper.ts'
import { revokeOnce } from './revoking.ts'
import { templateOf, textsOf } from './texts.ts'

declare module 'fastify' {
  interface FastifyRequest {
    person: people.Person
    certificate: certificates.Certificate
  }
}

type Done = { ok: true } | { ok: false; why: CertificateRefusal }
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

/** HR prepares certificates of a colleague; the chief seals and revokes them. */
export function certificatesOfPerson(deps: Deps) {
  const { db, ring, clock, config } = deps

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
    const done = await once(
      request,
      deps,
      async (tx): Promise<Done> => {
        await locks.holdPerson(tx, person.id)
        const texts = await textsNow(tx, request, { kind, purpose })
        if (!texts.ok) return texts
        const { body, shown, templateVersion } = texts
        const kept = { body, shown, agency: texts.agency.name }
        const certificate = { personId: person.id, agencyId, kind, purpose, templateVersion }
        const isKept = await certificates.prepare(tx, ring, { ...certificate, texts: kept }, by, now)
        if (!isKept) return { ok: false, why: 'certificate.refused.waits' }
        const notice = { text: 'notice.certificate-prepared', url: `/people/${person.id}/certificates` } as const
        await notices.tellHr(tx, agencyId, notice, now)
        return { ok: true }
      },
      answer => (answer.ok ? `/people/${person.id}/certificates` : null),
    )
    if (!done.ok) return page(request, reply.code(409), { form, errors: [{ field: 'kind', text: done.why }] })
    return reply.seeOther(`/people/${person.id}/certificates`, 'said.certificate-prepared')
  }

  const seal: Handler<OfCertificate> = async (request, reply) => {
    const { person, certificate } = request
    if (!maySeal(actorOf(request), person)) throw refuseWith(409, 'certificate.refused.chief-only')
    const now = clock()
    const today = legalDay(now)
    const by = byOf(request, 'hr_chief')
    const t = speak('zh-TW')
    const { kind, purpose } = certificate
    const done = await once(
      request,
      deps,
      async (tx): Promise<Done> => {
        await locks.holdPerson(tx, person.id)
        const texts = await textsNow(tx, request, { kind, purpose })
        if (!texts.ok) return texts
        const { agency = texts.agency.name } = certificate
        if (texts.body !== certificate.body || texts.agency.name !== agency)
          return { ok: false, why: 'certificate.refused.changed' }
        const number = await certificates.seal(
          tx,
          ring,
          certificate.id,
          {
            rocYear: rocYearOf(today),
            issuedDay: today,
            maskedName: maskedName(person.name),
            text: given =>
              signedText(certificate.body, {
                kind: t(`certificate.kind.${kind}`),
                number: given.number,
                code: texts.agency.code,
                agency: texts.agency.name,
                day: dateText(today, 'zh-TW'),
                address: verifyAddress(config, given.token),
              }),
          },
          by,
          now,
        )
        if (number === undefined) return { ok: false, why: 'certificate.refused.over' }
        await notices.tellPerson(tx, person.id, { text: 'notice.certificate-sealed', url: '/certificates' }, now)
        return { ok: true }
      },
      answer => (answer.ok ? `/people/${person.id}/certificates` : null),
    )
    if (!done.ok) return page(request, reply.code(409), { errors: [{ field: 'main', text: done.why }] })
    return reply.seeOther(`/people/${person.id}/certificates`, 'said.certificate-sealed')
  }

  const revoke: Handler<OfCertificate> = async (request, reply) => {
    const { person, certificate } = request
    if (!maySeal(actorOf(request), person)) throw refuseWith(409, 'certificate.refused.chief-only')
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

  /** What a certificate would say now, unless the record is locked; in the transaction that holds the person. */
  async function textsNow(
    tx: Deps['db'],
    request: FastifyRequest,
    { kind, purpose }: Pick<certificates.Certificate, 'kind' | 'purpose'>,
  ) {
    const { person } = request
    const today = legalDay(clock())
    const held = await locks.active(tx, person.id, today)
    if (certifiedSections.some(section => blockingLock(held, section, today))) {
      return { ok: false, why: 'certificate.refused.locked' } as const
    }
    const agency = await agencies.find(tx, agencyOf(request))
    if (!agency) throw notFound()
    const { version, body } = await templateOf(tx, agency.id, kind)
    const rows = await readerOf(actorOf(request), person, { db: tx, ring }).printed()
    const disputed = disputedFields(held, today)
    const isDisputed = ({ id, section }: (typeof rows)[number]) =>
      [...(disputed.get(id) ?? [])].some(field => certifiedValues.some(one => one === `${section}.${field}`))
    if (rows.some(isDisputed)) return { ok: false, why: 'certificate.refused.disputed' } as const
    const texts = textsOf(kind, body, { rows, agency, purpose, today })
    if (!texts) return { ok: false, why: 'certificate.refused.not-here' } as const
    return { ok: true, ...texts, templateVersion: version, agency } as const
  }

  async function page(request: FastifyRequest, reply: FastifyReply, shown: { form?: Raw; errors?: FieldError[] } = {}) {
    const { person } = request
    const all = await certificates.ofPerson(db, ring, person.id, agencyOf(request))
    return reply.page('certificates/of-person', {
      person,
      certificates: all.map(one => ({ ...one, reasonField: reasonField(one.id) })),
      maySeal: maySeal(actorOf(request), person),
      dense: true,
      ...shown,
    })
  }

  return { show, prepare, seal, revoke, file }
}

/** What is signed: what certificate it is, and below a blank line what it says. */
const signedText = (body: string, head: Record<'kind' | 'number' | 'code' | 'agency' | 'day' | 'address', string>) =>
  [speak('zh-TW')('certificate.signed', head), '', body, ''].join('\n')

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
