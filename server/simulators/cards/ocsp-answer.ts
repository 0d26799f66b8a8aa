import { createHash, createPublicKey, sign, type KeyObject } from 'node:crypto'
import { algorithm, bits, element, integer, objectId, octets, sequence, tagged } from './der.ts'
import { extension } from './extensions.ts'
import { hashes, type Hash } from './oids.ts'

export type Status = 'good' | 'revoked' | 'unknown'

export type OcspParts = {
  /** Of the certificate asked about. */
  serial: Buffer
  /** The authority that the certificate is said to be of. */
  issuer: { subject: Buffer; key: KeyObject }
  status: Status
  from: Date
  until?: Date
  nonce?: Buffer
  /** Named by its key or its name, and with its certificate when it is not the authority itself. */
  responder: { subject: Buffer; key: KeyObject; certificate?: Buffer }
}

/** Whatever is given here replaces a part of an honest answer. */
export type OcspTricks = {
  /** Of the whole answer; 0 is successful. */
  responseStatus?: number
  type?: string
  hash?: Hash
  algorithm?: Buffer
  identifierHash?: Hash
  byName?: boolean
  answers?: (defaults: Buffer) => readonly Buffer[]
  extensions?: readonly Buffer[]
  /** The certificates that are enclosed. */
  enclosed?: (defaults: readonly Buffer[]) => readonly Buffer[]
  signature?: (defaults: Buffer) => Buffer
}

const ocsp = { basic: '1.3.6.1.5.5.7.48.1.1', nonce: '1.3.6.1.5.5.7.48.1.2' }
const statuses: Record<Status, (from: Date) => Buffer> = {
  good: () => element(0x80),
  revoked: from => element(0xa1, generalTime(from)),
  unknown: () => element(0x82),
}

/** An OCSP response (RFC 6960 4.2) about one certificate; DER. */
export function ocspAnswer(parts: OcspParts, tricks: OcspTricks = {}): Buffer {
  const { hash = 'SHA256', responseStatus = 0 } = tricks
  const { responder, nonce } = parts
  const defaults = singleAnswer(parts, tricks.identifierHash)
  const extensions = tricks.extensions ?? (nonce ? [extension(ocsp.nonce, octets(nonce))] : [])
  const inner = sequence(
    tricks.byName
      ? element(0xa1, responder.subject)
      : element(0xa2, octets(createHash('sha1').update(keyBits(responder.key)).digest())),
    generalTime(parts.from),
    sequence(...(tricks.answers ? tricks.answers(defaults) : [defaults])),
    ...(extensions.length > 0 ? [tagged(1, sequence(...extensions))] : []),
  )
  const signature = sign(hash, inner, responder.key)
  const own = responder.certificate ? [responder.certificate] : []
  const enclosed = tricks.enclosed?.(own) ?? own
  const basic = sequence(
    inner,
    tricks.algorithm ?? algorithm(hashes[hash].withRsa),
    bits(tricks.signature ? tricks.signature(signature) : signature),
    ...(enclosed.length > 0 ? [tagged(0, sequence(...enclosed))] : []),
  )
  const body = tagged(0, sequence(objectId(tricks.type ?? ocsp.basic), octets(basic)))
  return sequence(element(10, Buffer.of(responseStatus)), body)
}

/** What an answer says about one certificate (SingleResponse). */
export function singleAnswer(
  { serial, issuer, status, from, until }: Pick<OcspParts, 'serial' | 'issuer' | 'status' | 'from' | 'until'>,
  hash: Hash = 'SHA1',
): Buffer {
  const digest = (bytes: Buffer) => octets(createHash(hash).update(bytes).digest())
  return sequence(
    sequence(algorithm(hashes[hash].digest), digest(issuer.subject), digest(keyBits(issuer.key)), integer(serial)),
    statuses[status](from),
    generalTime(from),
    ...(until ? [tagged(0, generalTime(until))] : []),
  )
}

const generalTime = (date: Date) => element(24, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')))

/** The bits of a public key, without its algorithm: an RSA key is a SEQUENCE at a fixed place. */
const keyBits = (key: KeyObject) => createPublicKey(key as never).export({ type: 'pkcs1', format: 'der' })
