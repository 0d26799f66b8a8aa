import { createHash, createPublicKey, sign, type KeyObject } from 'node:crypto'
import { algorithm, bits, integer, objectId, printable, sequence, set, tagged, time, utf8 } from './der.ts'
import { hashes, name as nameOid, type Hash } from './oids.ts'

export type NamePart = readonly [keyof typeof nameOid, string]

/**
 * A distinguished name, one attribute per RDN, in the order given; C and serialNumber are PrintableString as on real
 * cards.
 */
export const name = (parts: readonly NamePart[]) =>
  sequence(
    ...parts.map(([part, text]) =>
      set(sequence(objectId(nameOid[part]), part === 'country' || part === 'serial' ? printable(text) : utf8(text))),
    ),
  )

export type CertificateParts = {
  serial: Buffer
  issuer: Buffer
  subject: Buffer
  from: Date
  until: Date
  publicKey: KeyObject
  extensions: readonly Buffer[]
}

/** Whatever is given here replaces a part of an honest certificate; all Buffers are DER. */
export type CertificateTricks = {
  /** 2 is v3; null leaves the field out (v1). */
  version?: number | null
  hash?: Hash
  innerAlgorithm?: Buffer
  outerAlgorithm?: Buffer
  subjectPublicKey?: Buffer
  signature?: (defaults: Buffer, signed: Buffer) => Buffer
}

/** A certificate over these parts, signed with the key; DER. */
export function certificate(parts: CertificateParts, key: KeyObject, tricks: CertificateTricks = {}): Buffer {
  const hash = tricks.hash ?? 'SHA256'
  const defaults = algorithm(hashes[hash].withRsa)
  const version = tricks.version === undefined ? 2 : tricks.version
  const inner = sequence(
    ...(version === null ? [] : [tagged(0, integer(version))]),
    integer(parts.serial),
    tricks.innerAlgorithm ?? defaults,
    parts.issuer,
    sequence(time(parts.from), time(parts.until)),
    parts.subject,
    tricks.subjectPublicKey ?? parts.publicKey.export({ type: 'spki', format: 'der' }),
    ...(parts.extensions.length > 0 ? [tagged(3, sequence(...parts.extensions))] : []),
  )
  return signed(inner, tricks.outerAlgorithm ?? defaults, key, hash, tricks.signature)
}

/** The outer shell that certificates and lists share: what is signed, how, and the signature. */
export function signed(
  inner: Buffer,
  outerAlgorithm: Buffer,
  key: KeyObject,
  hash: Hash,
  change?: (defaults: Buffer, signed: Buffer) => Buffer,
) {
  const defaults = sign(hash, inner, key)
  return sequence(inner, outerAlgorithm, bits(change ? change(defaults, inner) : defaults))
}

/** SHA-1 of the public key, RFC 5280 4.2.1.2 (1); takes a private key as well. */
export function keyId(key: KeyObject): Buffer {
  const spki = publicOf(key).export({ type: 'spki', format: 'der' })
  const isRsa = key.asymmetricKeyType === 'rsa'
  const bytes = isRsa ? publicOf(key).export({ type: 'pkcs1', format: 'der' }) : spki
  return createHash('sha1').update(bytes).digest()
}

export const publicOf = (key: KeyObject) => (key.type === 'private' ? createPublicKey(key) : key)
