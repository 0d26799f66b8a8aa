import type { KeyObject } from 'node:crypto'
import type { CardKind } from './profile.ts'

export type { CardKind }

/** An authority whose key we hold: an anchor, or an issuer of cards that an anchor signed. */
export type Authority = {
  /** Hex of the subject key identifier: the only thing that tells the generations of one name apart. */
  keyId: string
  /** DER of the subject. */
  name: Buffer
  publicKey: KeyObject
  from: Date
  until: Date
  serial: Buffer
  /** DER. */
  certificate: Buffer
}

export type Issuer = Authority & {
  kind: CardKind
  /** OU of the authority: the same for all its generations. */
  family: string
  anchorKeyId: string
}

/** A complete list, verified with the key it is kept under. */
export type RevocationList = {
  issuerKeyId: string
  number: bigint
  from: Date
  until: Date
  /** Of the list as it was published; hex. */
  sha256: string
  /** Whether a serial number (content bytes of the INTEGER) is on it. */
  has(serial: Buffer): boolean
}

export type Trust = {
  /** Some authority in here is a test authority. */
  isTest: boolean
  issuers: readonly Issuer[]
  /** By the key id of the authority that signed it, anchors as well as issuers. */
  lists: ReadonlyMap<string, RevocationList>
}
