import { randomBytes, type KeyObject } from 'node:crypto'
import { certificate, keyId, name, publicOf, type CertificateTricks, type NamePart } from './certificate.ts'
import { authorityKey, basicConstraints, keyUsage, policies, subjectKey } from './extensions.ts'
import { gpki } from './oids.ts'

export type IssuerName = 'grca2' | 'grca3' | 'moica2' | 'moica3' | 'gca' | 'xca'

export type Profile = {
  subject: readonly NamePart[]
  parent: IssuerName
  bits: number
  from: string
  until: string
  /** The folder of the trust store it belongs in. */
  role: 'anchors' | 'citizen' | 'agency'
}

export type Issuer = { certificate: Buffer; subject: Buffer; keyId: Buffer; key: KeyObject }

const moica: readonly NamePart[] = [
  ['country', 'TW'],
  ['organisation', '行政院'],
  ['unit', '(測試用)內政部憑證管理中心'],
]

/** The look of the real tree; real test authorities carry (測試用) as well. The two MOICA share one name on purpose. */
export const profiles: Record<IssuerName, Profile> = {
  grca2: {
    subject: [
      ['country', 'TW'],
      ['organisation', '(測試用) Government Root Certification Authority'],
    ],
    parent: 'grca2',
    bits: 4096,
    from: '2012-09-28T00:00:00Z',
    until: '2037-12-31T15:59:59Z',
    role: 'anchors',
  },
  grca3: {
    subject: [
      ['country', 'TW'],
      ['organisation', '行政院'],
      ['common', '(測試用) Government Root Certification Authority - G3'],
    ],
    parent: 'grca3',
    bits: 4096,
    from: '2022-06-07T00:00:00Z',
    until: '2049-12-31T15:59:59Z',
    role: 'anchors',
  },
  moica2: {
    subject: moica,
    parent: 'grca2',
    bits: 2048,
    from: '2014-01-02T00:00:00Z',
    until: '2034-01-02T15:59:59Z',
    role: 'citizen',
  },
  moica3: {
    subject: moica,
    parent: 'grca3',
    bits: 4096,
    from: '2024-01-23T00:00:00Z',
    until: '2044-01-23T15:59:59Z',
    role: 'citizen',
  },
  gca: {
    subject: [
      ['country', 'TW'],
      ['organisation', '行政院'],
      ['unit', '(測試用)政府憑證管理中心'],
    ],
    parent: 'grca3',
    bits: 2048,
    from: '2024-01-23T00:00:00Z',
    until: '2044-01-23T15:59:59Z',
    role: 'agency',
  },
  xca: {
    subject: [
      ['country', 'TW'],
      ['organisation', '行政院'],
      ['unit', '(測試用)組織及團體憑證管理中心'],
    ],
    parent: 'grca3',
    bits: 2048,
    from: '2024-01-23T00:00:00Z',
    until: '2044-01-23T15:59:59Z',
    role: 'agency',
  },
}

/** What a test may change about an authority. */
export type IssuerTricks = CertificateTricks & {
  serial?: Buffer
  pathLength?: number | null
  from?: Date
  until?: Date
  extensions?: (defaults: Record<string, Buffer>) => readonly Buffer[]
}

/** An authority under its parent; without a parent it signs itself. */
export function issuer(profile: Profile, key: KeyObject, parent: Issuer | null, tricks: IssuerTricks = {}): Issuer {
  const subject = name(profile.subject)
  const own = keyId(key)
  const pathLength = tricks.pathLength === undefined && parent ? 0 : (tricks.pathLength ?? undefined)
  const defaults = {
    ...(parent ? { authorityKey: authorityKey(parent.keyId) } : {}),
    subjectKey: subjectKey(own),
    keyUsage: keyUsage(['keyCertSign', 'cRLSign']),
    ...(parent ? { policies: policies([gpki.levelThree]) } : {}),
    basicConstraints: basicConstraints(true, pathLength),
  }
  const parts = {
    serial: tricks.serial ?? randomBytes(16),
    issuer: parent?.subject ?? subject,
    subject,
    from: tricks.from ?? new Date(profile.from),
    until: tricks.until ?? new Date(profile.until),
    publicKey: publicOf(key),
    extensions: tricks.extensions?.(defaults) ?? Object.values(defaults),
  }
  return { certificate: certificate(parts, parent?.key ?? key, tricks), subject, keyId: own, key }
}
