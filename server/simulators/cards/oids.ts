export const name = {
  country: '2.5.4.6',
  organisation: '2.5.4.10',
  unit: '2.5.4.11',
  common: '2.5.4.3',
  serial: '2.5.4.5',
}

export const extension = {
  directoryAttributes: '2.5.29.9',
  subjectKey: '2.5.29.14',
  keyUsage: '2.5.29.15',
  serverNames: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  listNumber: '2.5.29.20',
  reason: '2.5.29.21',
  listPoints: '2.5.29.31',
  policies: '2.5.29.32',
  authorityKey: '2.5.29.35',
  extendedUsage: '2.5.29.37',
  authorityInfo: '1.3.6.1.5.5.7.1.1',
}

export const access = { ocsp: '1.3.6.1.5.5.7.48.1', issuers: '1.3.6.1.5.5.7.48.2' }

/** Taiwan GPKI: subject directory attributes, subject types, and the assurance level of the card certificates. */
export const gpki = {
  subjectType: '2.16.886.1.100.2.1',
  holderRank: '2.16.886.1.100.2.2',
  lastFour: '2.16.886.1.100.2.51',
  organisationId: '2.16.886.1.100.2.102',
  cardNumber: '2.16.886.1.100.2.204',
  naturalPerson: '2.16.886.1.100.3.1.1',
  agency: '2.16.886.1.100.3.2.1.1',
  school: '2.16.886.1.100.3.2.11',
  levelThree: '2.16.886.101.0.3.3',
}

export const cms = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  nonce: '1.2.840.113549.1.9.25.3',
}

export const rsa = '1.2.840.113549.1.1.1'

export type Hash = 'SHA1' | 'SHA256' | 'SHA384' | 'SHA512'

export const hashes: Record<Hash, { digest: string; withRsa: string }> = {
  SHA1: { digest: '1.3.14.3.2.26', withRsa: '1.2.840.113549.1.1.5' },
  SHA256: { digest: '2.16.840.1.101.3.4.2.1', withRsa: '1.2.840.113549.1.1.11' },
  SHA384: { digest: '2.16.840.1.101.3.4.2.2', withRsa: '1.2.840.113549.1.1.12' },
  SHA512: { digest: '2.16.840.1.101.3.4.2.3', withRsa: '1.2.840.113549.1.1.13' },
}
