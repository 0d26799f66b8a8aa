import { maxTreeBytes, oid } from './der.ts'

export type CardKind = 'citizen' | 'agency'

/** Names the rules below; kept with every verified signature. */
export const profileVersion = 'gpki-1'

/** Object identifiers as hex of their DER content: compared as bytes, never as text. */
export const oids = {
  data: oid('1.2.840.113549.1.7.1'),
  signedData: oid('1.2.840.113549.1.7.2'),
  contentType: oid('1.2.840.113549.1.9.3'),
  messageDigest: oid('1.2.840.113549.1.9.4'),
  signingTime: oid('1.2.840.113549.1.9.5'),
  nonce: oid('1.2.840.113549.1.9.25.3'),
  cardNumber: oid('2.16.886.1.100.2.204'),
  directoryAttributes: oid('2.5.29.9'),
  subjectKey: oid('2.5.29.14'),
  keyUsage: oid('2.5.29.15'),
  alternativeName: oid('2.5.29.17'),
  basicConstraints: oid('2.5.29.19'),
  listNumber: oid('2.5.29.20'),
  deltaList: oid('2.5.29.27'),
  listScope: oid('2.5.29.28'),
  listPoints: oid('2.5.29.31'),
  policies: oid('2.5.29.32'),
  anyPolicy: oid('2.5.29.32.0'),
  authorityKey: oid('2.5.29.35'),
  extendedUsage: oid('2.5.29.37'),
  clientAuth: oid('1.3.6.1.5.5.7.3.2'),
  ocspSigning: oid('1.3.6.1.5.5.7.3.9'),
  basicOcsp: oid('1.3.6.1.5.5.7.48.1.1'),
  ocspNonce: oid('1.3.6.1.5.5.7.48.1.2'),
  subjectType: oid('2.16.886.1.100.2.1'),
  lastFour: oid('2.16.886.1.100.2.51'),
} as const

/** Attribute types of a subject, by the letters that `subjects` below is written in. */
export const nameParts: Record<string, string> = {
  [oid('2.5.4.6')]: 'C',
  [oid('2.5.4.7')]: 'L',
  [oid('2.5.4.10')]: 'O',
  [oid('2.5.4.11')]: 'OU',
  [oid('2.5.4.3')]: 'CN',
  [oid('2.5.4.5')]: 'SN',
}

export type Hash = 'SHA256' | 'SHA384' | 'SHA512'

export const digests: Record<string, Hash> = {
  [oid('2.16.840.1.101.3.4.2.1')]: 'SHA256',
  [oid('2.16.840.1.101.3.4.2.2')]: 'SHA384',
  [oid('2.16.840.1.101.3.4.2.3')]: 'SHA512',
}

/** The name of a hash as it stands above, however it was written: sha256, SHA-256, SHA2-256. */
export const hashNamed = (said: string): string => said.toUpperCase().replace(/^SHA2?[-_]/, 'SHA')

/** Names of certificates in answers about revocation: no signature hangs on them, so SHA-1 may stand here. */
export const identifierHashes: Record<string, string> = { ...digests, [oid('1.3.14.3.2.26')]: 'SHA1' }

export const rsaEncryption = oid('1.2.840.113549.1.1.1')

/** RSA PKCS#1 v1.5 with its hash; certificates and lists name nothing else. */
export const rsaSignatures: Record<string, Hash> = {
  [oid('1.2.840.113549.1.1.11')]: 'SHA256',
  [oid('1.2.840.113549.1.1.12')]: 'SHA384',
  [oid('1.2.840.113549.1.1.13')]: 'SHA512',
}

export const rsaBits = { min: 2048, max: 4096 }
export const rsaExponent = 65537n

/** GPKI assurance level 3. */
export const policy = oid('2.16.886.101.0.3.3')

/** Extensions that are understood; any other one may stand in a certificate only if it is not critical. */
export const understood: readonly string[] = [
  oids.directoryAttributes,
  oids.subjectKey,
  oids.keyUsage,
  oids.alternativeName,
  oids.basicConstraints,
  oids.listPoints,
  oids.policies,
  oids.authorityKey,
  oids.extendedUsage,
]

/** Beginnings of the subject types of each kind: natural person; agencies, units and schools. */
export const subjectTypes: Record<CardKind, RegExp> = {
  citizen: new RegExp(`^${oid('2.16.886.1.100.3.1.1')}$`),
  agency: new RegExp(`^${oid('2.16.886.1.100.3.2')}`),
}

/** The order of the parts of a subject; a unit of an agency has its own OU. */
export const subjects: Record<CardKind, RegExp> = {
  citizen: /^C CN SN$/,
  agency: /^C( L)?(?= O| OU| CN)( O)?( OU)*( CN)? SN$/,
}

/** Parts that make the name; an agency and its unit are said in one breath, as on its letterhead. */
export const namedBy: Record<CardKind, readonly string[]> = { citizen: ['CN'], agency: ['O', 'OU', 'CN'] }

export const subjectSerial = /^\d{16}$/
/** On the card: two letters and digits. Kept only when it is plain. */
export const cardNumber = /^[A-Z0-9]{1,40}$/
export const lastFour = /^\d{4}$/
/** Control, formatting (bidi) and line-breaking characters; private-use ones stand for rare characters of names. */
export const unspeakable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
export const maxNameLength = 200

/** Three times the longest list that was ever seen. */
export const maxListBytes = 64 * 1024 * 1024
/** Of a message, a certificate and an answer about revocation. */
export const maxMessageBytes = maxTreeBytes
/** As PEM, with the words that OpenSSL writes before it. */
export const maxCertificateFile = 4 * maxTreeBytes
export const maxCertificates = 6
/** Authorities whose name begins so are for tests and belong in no real installation. */
export const testAuthority = /^\(測試用\)/
