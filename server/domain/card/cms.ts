import { attributesOf, identityOf, type Attribute } from './certificate.ts'
import { algorithmOf, reader, tags, type Algorithm, type Element } from './der.ts'
import { digests, hashNamed, oids, rsaEncryption } from './profile.ts'
import { attempt } from './refusal.ts'

export type Signer = {
  version: number
  /** Issuer and serial number; undefined when the signer is named in another way. */
  sid: { issuer: Buffer; serial: Buffer } | undefined
  digestAlgorithm: Algorithm
  /** Null: the content itself was signed. */
  attributes: { list: Attribute[]; whole: Buffer; parts: Buffer[] } | null
  signatureAlgorithm: Algorithm
  signature: Buffer
  hasUnsigned: boolean
}

/** What a message says, read but not checked. Buffers are views of the bytes as received. */
export type Message = {
  contentType: string
  version: number
  digestAlgorithms: Algorithm[]
  eContentType: string
  /** Null: detached. */
  content: Buffer | null
  certificates: Element[]
  hasLists: boolean
  signers: Signer[]
}

/** Reads SignedData (RFC 5652 3, 5.1), one DER element; throws `Refused` where it has another structure. */
export function readMessage(der: Buffer): Message {
  const read = reader('card.refused.message')
  const [contentType, wrapped, ...beyond] = read.children(read.at(der, 0), tags.sequence)
  const [data, ...others] = read.children(wrapped, 0xa0)
  if (beyond.length > 0 || others.length > 0) return read.refuse()

  const fields = read.children(data, tags.sequence)
  const [version, digests, encapsulated] = fields.splice(0, 3)
  const certificates = fields[0]?.tag === 0xa0 ? read.children(fields.shift(), 0xa0) : []
  const hasLists = fields[0]?.tag === 0xa1 && fields.shift() !== undefined
  const [signers, ...more] = fields
  if (more.length > 0) return read.refuse()
  const [eContentType, eContent, ...extra] = read.children(encapsulated, tags.sequence)
  if (extra.length > 0) return read.refuse()

  return {
    contentType: read.id(contentType),
    version: read.number(version),
    digestAlgorithms: read.children(digests, tags.set).map(algorithm => algorithmOf(algorithm, read)),
    eContentType: read.id(eContentType),
    content: eContent ? contentOf(eContent, read) : null,
    certificates,
    hasLists,
    signers: read.children(signers, tags.set).map(signer => readSigner(signer, read)),
  }
}

/** A bare signature with its certificate (DER): it says what a detached message without attributes says. */
export function bareMessage(signature: Buffer, certificate: Buffer, hash: string): Message {
  const nobody = { issuer: Buffer.alloc(0), serial: Buffer.alloc(0) }
  const [digest = ''] = Object.keys(digests).filter(id => digests[id] === hashNamed(hash))
  const digestAlgorithm: Algorithm = { id: digest, parameters: 'null' }
  const signer: Signer = {
    version: 1,
    sid: identityOf(certificate) ?? nobody,
    digestAlgorithm,
    attributes: null,
    signatureAlgorithm: { id: rsaEncryption, parameters: 'null' },
    signature,
    hasUnsigned: false,
  }
  return {
    contentType: oids.signedData,
    version: 1,
    digestAlgorithms: [digestAlgorithm],
    eContentType: oids.data,
    content: null,
    certificates: [reader('card.refused.message').at(certificate, 0)],
    hasLists: false,
    signers: [signer],
  }
}

type Reader = ReturnType<typeof reader>

function contentOf(eContent: Element, read: Reader): Buffer {
  const [octets, ...more] = read.children(eContent, 0xa0)
  return more.length > 0 ? read.refuse() : read.content(octets, tags.octets)
}

/** SignerInfo (RFC 5652 5.3). */
function readSigner(signer: Element, read: Reader): Signer {
  const fields = read.children(signer, tags.sequence)
  const [version, sid, digestAlgorithm] = fields.splice(0, 3)
  const attributes = fields[0]?.tag === 0xa0 ? fields.shift() : undefined
  const [signatureAlgorithm, signature, unsigned, ...more] = fields
  const hasOther = unsigned !== undefined && unsigned.tag !== 0xa1
  if (!sid || !digestAlgorithm || !signatureAlgorithm || hasOther || more.length > 0) return read.refuse()
  return {
    version: read.number(version),
    sid: sid.tag === tags.sequence ? issuerAndSerial(sid, read) : undefined,
    digestAlgorithm: algorithmOf(digestAlgorithm, read),
    attributes: attributes
      ? {
          list: attributesOf(attributes.content, read),
          whole: attributes.whole,
          parts: [...read.each(attributes.content)].map(({ whole }) => whole),
        }
      : null,
    signatureAlgorithm: algorithmOf(signatureAlgorithm, read),
    signature: read.content(signature, tags.octets),
    hasUnsigned: unsigned !== undefined,
  }
}

function issuerAndSerial(sid: Element, read: Reader) {
  const [issuer, serial, ...more] = read.children(sid, tags.sequence)
  if (!issuer || more.length > 0) return read.refuse()
  return { issuer: issuer.whole, serial: read.content(serial, tags.integer) }
}

/** Whether these bytes, to the last one, read as a SET OF Attribute: what is signed where a message has attributes. */
export const areAttributes = (bytes: Buffer): boolean =>
  attempt(
    () => {
      const { at, each } = reader('card.refused.bare-content')
      const block = at(bytes, 0)
      if (block.tag !== tags.set || block.whole.length !== bytes.length) return false
      for (const { tag, content } of each(block.content)) {
        const [type, values, ...more] = tag === tags.sequence ? [...each(content)] : []
        if (type?.tag !== tags.oid || values?.tag !== tags.set || more.length > 0) return false
      }
      return true
    },
    () => false,
  )

/**
 * The bytes that the signer may have signed for these attributes (RFC 5652 5.4): as received with the tag of a SET,
 * and, if they were not sorted, sorted as DER wants a SET to be. Either way the same attributes were read.
 */
export function signedForms({ whole, parts }: { whole: Buffer; parts: Buffer[] }): Buffer[] {
  const received = Buffer.concat([Buffer.of(tags.set), whole.subarray(1)])
  const header = received.subarray(0, received.length - parts.reduce((sum, part) => sum + part.length, 0))
  const sorted = Buffer.concat([header, ...parts.toSorted(Buffer.compare)])
  return sorted.equals(received) ? [received] : [received, sorted]
}
