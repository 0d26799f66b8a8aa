import type { CardRefusal } from './refusal.ts'
import type { CardKind } from './profile.ts'

/** What the component gave back, as posted. */
export type Answer = {
  /** PKCS#7 in base64. */
  cms: string
}

export type Asked = {
  /** The exact bytes that were to be signed. */
  content: Buffer
  /** Hex; a nonce among the signed attributes must be this one. */
  nonce?: string
  kinds: readonly CardKind[]
}

export type Holder = {
  kind: CardKind
  /** OU of the issuing authority. */
  issuerFamily: string
  issuerKeyId: string
  /** 16 digits; with the family it is what an account is bound to. */
  subjectSerial: string
  /** NFC. */
  subjectName: string
  /** Last four of the national ID number, if the certificate says them. */
  lastFour: string | null
  cardNumber: string | null
  /** DER. */
  certificate: Buffer
  notAfter: Date
  /** By the clock of the person's computer: kept, never judged. */
  signedAt: Date | null
}

/** Plain JSON, kept with a signature. Checks stand in the order in which they were made; a failed one is the last. */
export type Report = {
  checks: { key: `card.check.${string}`; outcome: 'passed' | 'failed' | 'undecided' }[]
  /** The revocation list that was looked at. */
  list: { number: string; sha256: string; from: string } | null
  issuerKeyId: string | null
  profile: string
}

export type Verified = { ok: true; holder: Holder; report: Report } | { ok: false; why: CardRefusal; report: Report }
