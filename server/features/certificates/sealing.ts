import type { FastifyRequest } from 'fastify'
import {
  certifiedSections,
  certifiedValues,
  maskedName,
  officeAsker,
  type CertificateField,
  type CertificateKind,
  type CertificateRefusal,
} from '../../domain/certificate/certificate.ts'
import { legalDay } from '../../domain/clock.ts'
import { blockingLock, disputedFields } from '../../domain/record/lock.ts'
import { dateText, rocYearOf } from '../../domain/roc-date.ts'
import * as agencies from '../../store/agency/agencies.ts'
import * as certificates from '../../store/certificate/certificates.ts'
import type { Db } from '../../store/database/database.ts'
import * as notices from '../../store/notice/notices.ts'
import * as people from '../../store/person/people.ts'
import * as locks from '../../store/record/locks.ts'
import { speak } from '../../text/speak.ts'
import { once } from '../../web/access/once.ts'
import { readerOf } from '../../web/access/record-reader.ts'
import { byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import { verifyAddress } from './paper.ts'
import { templateOf, textsOf } from './texts.ts'

export type Done = { ok: true } | { ok: false; why: CertificateRefusal; blank?: readonly CertificateField[] }

type Asked = { personId: string; agencyId: string; kind: CertificateKind; purpose: string }

/**
 * What a certificate would say now, as HR of its agency knows it, unless the record is locked or disputed; in the
 * transaction that holds the person.
 */
export async function textsNow(tx: Db, { ring, clock }: Deps, { personId, agencyId, kind, purpose }: Asked) {
  const today = legalDay(clock())
  const held = await locks.active(tx, personId, today)
  if (certifiedSections.some(section => blockingLock(held, section, today))) {
    return { ok: false, why: 'certificate.refused.locked' } as const
  }
  const [agency, person] = [await agencies.find(tx, agencyId), await people.find(tx, personId, today)]
  if (!agency || !person) throw notFound()
  const { version, body } = await templateOf(tx, agency.id, kind)
  const rows = await readerOf(officeAsker(agencyId), person, { db: tx, ring }).rows()
  const disputed = disputedFields(held, today)
  const isDisputed = ({ id, section }: (typeof rows)[number]) =>
    [...(disputed.get(id) ?? [])].some(field => certifiedValues.some(one => one === `${section}.${field}`))
  if (rows.some(isDisputed)) return { ok: false, why: 'certificate.refused.disputed' } as const
  const lastDay = await certificates.lastDayAt(tx, personId, agencyId, today)
  if (kind === 'departure' && person.agencyIds.includes(agencyId)) {
    return { ok: false, why: 'certificate.refused.still-here' } as const
  }
  const formerNames = await agencies.ownFormerNames(tx, agency)
  const texts = textsOf(kind, body, { rows, agency, formerNames, purpose, today, lastDay })
  if (!texts) {
    const why = kind === 'departure' ? 'certificate.refused.not-left' : 'certificate.refused.not-here'
    return { ok: false, why } as const
  }
  return { ok: true, ...texts, templateVersion: version, agency, name: person.name } as const
}

/** Seals the certificate of the address, once, and tells whom it is about; `to` is where that is seen. */
export async function sealOnce(request: FastifyRequest, deps: Deps, to: string): Promise<Done> {
  const { certificate } = request
  const { personId, agencyId, kind, purpose } = certificate
  const now = deps.clock()
  const today = legalDay(now)
  const t = speak('zh-TW')
  return once(
    request,
    deps,
    async (tx): Promise<Done> => {
      await locks.holdPerson(tx, personId)
      const texts = await textsNow(tx, deps, { personId, agencyId, kind, purpose })
      if (!texts.ok) return texts
      const { agency = texts.agency.name } = certificate
      if (texts.body !== certificate.body || texts.agency.name !== agency)
        return { ok: false, why: 'certificate.refused.changed' }
      const text = (given: { number: string; token: string }) =>
        signedText(certificate.body, {
          kind: t(`certificate.kind.${kind}`),
          number: given.number,
          code: texts.agency.code,
          agency: texts.agency.name,
          day: dateText(today, 'zh-TW'),
          address: verifyAddress(deps.config, given.token),
        })
      const sealing = { rocYear: rocYearOf(today), issuedDay: today, maskedName: maskedName(texts.name), text }
      const number = await certificates.seal(tx, deps.ring, certificate.id, sealing, byOf(request, 'hr_chief'), now)
      if (number === undefined) return { ok: false, why: 'certificate.refused.over' }
      await notices.tellPerson(tx, personId, { text: 'notice.certificate-sealed', url: '/certificates' }, now)
      return { ok: true }
    },
    answer => (answer.ok ? to : null),
  )
}

/** What is signed: what certificate it is, and below a blank line what it says. */
const signedText = (body: string, head: Record<'kind' | 'number' | 'code' | 'agency' | 'day' | 'address', string>) =>
  [speak('zh-TW')('certificate.signed', head), '', body, ''].join('\n')
