import { createHash, sign, type KeyObject } from 'node:crypto'
import { algorithm, element, integer, objectId, octets, printable, sequence, set, tagged, time } from './der.ts'
import { cms, gpki, hashes, rsa, type Hash } from './oids.ts'
import { issuerAndSerialOf } from './read.ts'

export type Attributes = {
  contentType: Buffer
  signingTime: Buffer
  messageDigest: Buffer
  cardNumber?: Buffer
  nonce?: Buffer
}

/** What the component is asked for. */
export type Wish = { hash?: Hash; cardNumber?: string; nonce?: string; at?: Date }

/** Whatever is given here replaces a part of an honest SignerInfo; all Buffers are DER unless said. */
export type SignerTricks = {
  version?: number
  sid?: Buffer
  digestAlgorithm?: Buffer
  signatureAlgorithm?: Buffer
  /** The list to send and sign, in this order; null sends none and signs the content itself. */
  attributes?: null | ((defaults: Attributes) => readonly Buffer[])
  /** The bytes that go through the signature, raw. */
  signedBytes?: (defaults: Buffer) => Buffer
  /** The signature value, raw. */
  signature?: (defaults: Buffer, signed: Buffer) => Buffer
  unsignedAttributes?: readonly Buffer[]
}

/** Whatever is given here replaces a part of an honest SignedData; all Buffers are DER unless said. */
export type MessageTricks = {
  contentType?: string
  version?: number
  digestAlgorithms?: readonly Buffer[]
  eContentType?: string
  /** The content as sent: raw bytes in an OCTET STRING, or null for a detached message. */
  attached?: Buffer | null
  /** Takes the place of the whole [0] { OCTET STRING }. */
  eContent?: Buffer
  certificates?: readonly Buffer[]
  lists?: readonly Buffer[]
  signers?: (defaults: Buffer) => readonly Buffer[]
  signer?: SignerTricks
  /** The last word: the whole DER message. */
  message?: (defaults: Buffer) => Buffer
}

export type Credential = { certificate: Buffer; key: KeyObject }

/** SignedData as HiPKI makes it (attached, leaf only, rsaEncryption, UTCTime); DER. */
export function signedData(content: Buffer, by: Credential, wish: Wish = {}, tricks: MessageTricks = {}): Buffer {
  const hash = algorithm(hashes[wish.hash ?? 'SHA256'].digest)
  const own = signerInfo(content, by, wish, { ...tricks.signer }, tricks.eContentType)
  const certificates = tricks.certificates ?? [by.certificate]
  const attached = tricks.attached === undefined ? content : tricks.attached
  const message = sequence(
    objectId(tricks.contentType ?? cms.signedData),
    tagged(
      0,
      sequence(
        integer(tricks.version ?? 1),
        set(...(tricks.digestAlgorithms ?? [hash])),
        sequence(
          objectId(tricks.eContentType ?? cms.data),
          tricks.eContent ?? (attached ? tagged(0, octets(attached)) : Buffer.alloc(0)),
        ),
        ...(certificates.length > 0 ? [tagged(0, ...certificates)] : []),
        ...(tricks.lists ? [tagged(1, ...tricks.lists)] : []),
        set(...(tricks.signers ? tricks.signers(own) : [own])),
      ),
    ),
  )
  return tricks.message ? tricks.message(message) : message
}

/** One SignerInfo over the content; DER. */
export function signerInfo(
  content: Buffer,
  by: Credential,
  wish: Wish = {},
  tricks: SignerTricks = {},
  eContentType = cms.data,
): Buffer {
  const hash = wish.hash ?? 'SHA256'
  const defaults = attributesOf(content, wish, eContentType)
  const attributes = tricks.attributes === null ? null : (tricks.attributes?.(defaults) ?? Object.values(defaults))
  // signed as SET, sent as [0]: RFC 5652 5.4
  const defaultBytes = attributes ? set(...attributes) : content
  const bytes = tricks.signedBytes ? tricks.signedBytes(defaultBytes) : defaultBytes
  const signature = sign(hash, bytes, by.key)
  return sequence(
    integer(tricks.version ?? 1),
    tricks.sid ?? issuerAndSerialOf(by.certificate),
    tricks.digestAlgorithm ?? algorithm(hashes[hash].digest),
    ...(attributes ? [tagged(0, ...attributes)] : []),
    tricks.signatureAlgorithm ?? algorithm(rsa),
    octets(tricks.signature ? tricks.signature(signature, bytes) : signature),
    ...(tricks.unsignedAttributes ? [tagged(1, ...tricks.unsignedAttributes)] : []),
  )
}

/** One attribute with these DER values. */
export const attribute = (id: string, ...values: Buffer[]) => sequence(objectId(id), set(...values))

function attributesOf(content: Buffer, { hash = 'SHA256', cardNumber, nonce, at }: Wish, type: string): Attributes {
  return {
    contentType: attribute(cms.contentType, objectId(type)),
    signingTime: attribute(cms.signingTime, time(at ?? new Date())),
    messageDigest: attribute(cms.messageDigest, octets(createHash(hash).update(content).digest())),
    ...(cardNumber ? { cardNumber: attribute(gpki.cardNumber, printable(cardNumber)) } : {}),
    ...(nonce ? { nonce: attribute(cms.nonce, element(4, Buffer.from(nonce))) } : {}),
  }
}
