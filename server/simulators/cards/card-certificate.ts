import { randomBytes, type KeyObject } from 'node:crypto'
import { certificate, keyId, name, publicOf, type CertificateTricks, type NamePart } from './certificate.ts'
import { objectId, utf8 } from './der.ts'
import * as extensions from './extensions.ts'
import type { Issuer, IssuerName } from './issuers.ts'
import { gpki } from './oids.ts'

export type CardKind = 'citizen' | 'agency' | 'school'

export type Holder = {
  kind: CardKind
  /** A person's name, or the agency's. */
  name: string
  /** 16 digits of the subject; not the national ID number. */
  serialNumber: string
  /** Last four characters of the national ID number; citizens only. */
  lastFour?: string
  /** OID of the organisation; agencies and schools only. */
  organisation?: string
  /** Two letters and fourteen digits. */
  cardNumber: string
}

export const issuerOf: Record<CardKind, IssuerName> = { citizen: 'moica3', agency: 'gca', school: 'xca' }

const subjectTypes: Record<CardKind, string> = {
  citizen: gpki.naturalPerson,
  agency: gpki.agency,
  school: gpki.school,
}

/** The extensions of an honest card certificate, in their order. */
export type CardExtensions = {
  authorityKey: Buffer
  subjectKey: Buffer
  keyUsage: Buffer
  policies: Buffer
  directoryAttributes: Buffer
  listPoints: Buffer
  authorityInfo: Buffer
}

/** Whatever is given here replaces a part of an honest card certificate. */
export type CardTricks = CertificateTricks & {
  serial?: Buffer
  from?: Date
  until?: Date
  /** DER names. */
  issuerName?: Buffer
  subject?: Buffer
  usage?: readonly extensions.Usage[]
  policies?: readonly string[]
  /** Pairs of attribute type and DER value. */
  directoryAttributes?: readonly (readonly [string, Buffer])[]
  extensions?: (defaults: CardExtensions) => readonly Buffer[]
}

const usages = {
  signing: ['digitalSignature'],
  encryption: ['keyEncipherment', 'dataEncipherment'],
} as const satisfies Record<string, readonly extensions.Usage[]>

/** A certificate in the GPKI card profile: DER, five years from a month ago, to midnight in Taiwan. */
export function cardCertificate(
  holder: Holder,
  use: keyof typeof usages,
  by: Issuer,
  key: KeyObject,
  tricks: CardTricks = {},
): Buffer {
  const from = tricks.from ?? monthAgo(new Date())
  const defaults: CardExtensions = {
    authorityKey: extensions.authorityKey(by.keyId),
    subjectKey: extensions.subjectKey(keyId(key)),
    keyUsage: extensions.keyUsage(tricks.usage ?? usages[use]),
    policies: extensions.policies(tricks.policies ?? [gpki.levelThree]),
    directoryAttributes: extensions.directoryAttributes(tricks.directoryAttributes ?? attributesOf(holder)),
    listPoints: extensions.listPoints(listsOf(issuerOf[holder.kind])),
    authorityInfo: extensions.authorityInfo(
      'http://repository.card.test/IssuedToThisCA.p7b',
      'http://ocsp.card.test/OCSP/ocsp',
    ),
  }
  const parts = {
    serial: tricks.serial ?? randomBytes(16),
    issuer: tricks.issuerName ?? by.subject,
    subject: tricks.subject ?? name(subjectOf(holder)),
    from,
    until: tricks.until ?? midnightAfterYears(from, 5),
    publicKey: publicOf(key),
    extensions: tricks.extensions?.(defaults) ?? Object.values(defaults),
  }
  return certificate(parts, by.key, tricks)
}

/** C, CN, serialNumber for a person; C, O, serialNumber for an organisation. */
export const subjectOf = (holder: Holder): readonly NamePart[] => [
  ['country', 'TW'],
  [holder.kind === 'citizen' ? 'common' : 'organisation', holder.name],
  ['serial', holder.serialNumber],
]

/** Subject type and last four, or subject type and organisation. */
export const attributesOf = (holder: Holder): readonly (readonly [string, Buffer])[] => [
  [gpki.subjectType, objectId(subjectTypes[holder.kind])],
  ...(holder.lastFour ? [[gpki.lastFour, utf8(holder.lastFour)] as const] : []),
  ...(holder.organisation ? [[gpki.organisationId, objectId(holder.organisation)] as const] : []),
]

const listsOf = (issuer: IssuerName) => [
  `http://lists.card.test/${issuer}-10-8.crl`,
  `http://lists.card.test/${issuer}-complete.crl`,
]

const monthAgo = (now: Date) => new Date(now.getTime() - 30 * 86_400_000)

function midnightAfterYears(from: Date, years: number) {
  return new Date(Date.UTC(from.getUTCFullYear() + years, from.getUTCMonth(), from.getUTCDate(), 15, 59, 59))
}
