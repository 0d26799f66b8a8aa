import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { reader, tags, textOf, unsigned, type Algorithm, type Element, algorithmOf } from './der.ts'
import { nameParts, oids, rsaBits, rsaEncryption, rsaExponent, rsaSignatures, understood } from './profile.ts'
import { attempt, type Refusal } from './refusal.ts'

export type NamePart = { id: string; text: string | undefined }
export type Extension = { id: string; isCritical: boolean; value: Buffer }
export type Attribute = { id: string; values: Element[] }

/** What a certificate says, read but not checked. Buffers are views of the bytes as received. */
export type Certificate = {
  /** The whole certificate. */
  der: Buffer
  /** What its issuer signed. */
  signed: Buffer
  /** 3 is the version that has extensions. */
  version: number
  /** Content bytes of the INTEGER. */
  serial: Buffer
  /** DER of the names. */
  issuer: Buffer
  subject: Buffer
  /** One list for each RDN. */
  subjectParts: NamePart[][]
  from: Date
  until: Date
  innerAlgorithm: Buffer
  outerAlgorithm: Buffer
  algorithm: Algorithm
  signature: Buffer
  /** Undefined for other keys than RSA, and for one that is not written the one way DER allows. */
  publicKey: KeyObject | undefined
  extensions: Extension[]
  /** Hex. */
  authorityKeyId: string | undefined
  subjectKeyId: string | undefined
  /** First byte of keyUsage, highest bit first; 0 when the extension is absent. */
  usage: number
  isCa: boolean
  policies: string[]
  /** Undefined when the extension is absent. */
  purposes: string[] | undefined
  directoryAttributes: Attribute[]
}

/** RFC 5280 4.2.1.3 */
export const usages = { digitalSignature: 0x80, keyCertSign: 0x04, cRLSign: 0x02 } as const

/** Reads a certificate (RFC 5280 4.1); throws `Refused(why)` where it has another structure. */
export function readCertificate(der: Buffer, why: Refusal): Certificate {
  const read = reader(why)
  const [inner, outerAlgorithm, signature, ...beyond] = read.children(read.inner(der), tags.sequence)
  if (!inner || !outerAlgorithm || beyond.length > 0) return read.refuse()

  const { version, fields } = fieldsOf(inner, read)
  const [serial, innerAlgorithm, issuer, validity, subject, spki, wrapped, ...more] = fields
  if (!innerAlgorithm || !issuer || !subject || !spki || more.length > 0) return read.refuse()
  const [from, until] = read.children(validity, tags.sequence)
  const extensions = wrapped ? extensionsOf(read.children(wrapped, 0xa3)[0], read) : []

  return {
    der,
    signed: inner.whole,
    version,
    serial: read.content(serial, tags.integer),
    issuer: issuer.whole,
    subject: subject.whole,
    subjectParts: namePartsOf(subject, read),
    from: read.time(from),
    until: read.time(until),
    innerAlgorithm: innerAlgorithm.whole,
    outerAlgorithm: outerAlgorithm.whole,
    algorithm: algorithmOf(outerAlgorithm, read),
    signature: read.bits(signature),
    publicKey: publicKeyOf(spki, read),
    extensions,
    authorityKeyId: authorityKeyOf(valueOf(extensions, oids.authorityKey), read),
    subjectKeyId: subjectKeyOf(valueOf(extensions, oids.subjectKey), read),
    usage: usageOf(valueOf(extensions, oids.keyUsage), read),
    isCa: isCaOf(valueOf(extensions, oids.basicConstraints), read),
    policies: policiesOf(valueOf(extensions, oids.policies), read),
    purposes: purposesOf(valueOf(extensions, oids.extendedUsage), read),
    directoryAttributes: directoryAttributesOf(valueOf(extensions, oids.directoryAttributes), read),
  }
}

type Reader = ReturnType<typeof reader>

function fieldsOf(inner: Element | undefined, read: Reader) {
  const fields = read.children(inner, tags.sequence)
  const version = fields[0]?.tag === 0xa0 ? read.number(read.children(fields.shift(), 0xa0)[0]) + 1 : 1
  return { version, fields }
}

/** Issuer and serial number, by which a message names the certificate; undefined when these cannot be read. */
export function identityOf(der: Buffer): { issuer: Buffer; serial: Buffer } | undefined {
  const read = reader('card.refused.certificate')
  const identity = () => {
    const [inner] = read.children(read.at(der, 0), tags.sequence)
    const [serial, , issuer] = fieldsOf(inner, read).fields
    return issuer && { issuer: issuer.whole, serial: read.content(serial, tags.integer) }
  }
  return attempt(identity, () => undefined)
}

/** Extensions of a certificate, a list or a list's entry. */
export const extensionsOf = (list: Element | undefined, read: Reader): Extension[] =>
  read.children(list, tags.sequence).map(extension => {
    const [id, ...rest] = read.children(extension, tags.sequence)
    const isCritical = rest.length === 2
    // DER leaves out what is FALSE
    if (isCritical && !read.flag(rest.shift())) return read.refuse()
    const [value, ...more] = rest
    return more.length > 0 ? read.refuse() : { id: read.id(id), isCritical, value: read.content(value, tags.octets) }
  })

export const valueOf = (extensions: Extension[], id: string): Buffer | undefined =>
  extensions.find(extension => extension.id === id)?.value

const namePartsOf = (name: Element, read: Reader): NamePart[][] =>
  read.children(name, tags.sequence).map(set =>
    read.children(set, tags.set).map(part => {
      const [id, value, ...more] = read.children(part, tags.sequence)
      return value && more.length === 0 ? { id: read.id(id), text: textOf(value) } : read.refuse()
    }),
  )

/** Attributes of a directory extension or of a signer: a type and its values each. */
export const attributesOf = (list: Buffer, read: Reader): Attribute[] =>
  [...read.each(list)].map(attribute => {
    const [id, values, ...more] = read.children(attribute, tags.sequence)
    return more.length > 0 ? read.refuse() : { id: read.id(id), values: read.children(values, tags.set) }
  })

const directoryAttributesOf = (value: Buffer | undefined, read: Reader) =>
  value ? attributesOf(read.content(read.inner(value), tags.sequence), read) : []

/** Hex of the key id in the value of an authority key identifier (RFC 5280 4.2.1.1). */
export const authorityKeyOf = (value: Buffer | undefined, read: Reader) =>
  value &&
  read
    .children(read.inner(value), tags.sequence)
    .find(part => part.tag === 0x80)
    ?.content.toString('hex')

const subjectKeyOf = (value: Buffer | undefined, read: Reader) =>
  value && read.content(read.inner(value), tags.octets).toString('hex')

const usageOf = (value: Buffer | undefined, read: Reader) =>
  value ? (read.content(read.inner(value), tags.bits)[1] ?? 0) : 0

function isCaOf(value: Buffer | undefined, read: Reader): boolean {
  const [first] = value ? read.children(read.inner(value), tags.sequence) : []
  return first?.tag === tags.boolean && read.flag(first)
}

const policiesOf = (value: Buffer | undefined, read: Reader) =>
  value
    ? read.children(read.inner(value), tags.sequence).map(policy => read.id(read.children(policy, tags.sequence)[0]))
    : []

const purposesOf = (value: Buffer | undefined, read: Reader) =>
  value && read.children(read.inner(value), tags.sequence).map(purpose => read.id(purpose))

/**
 * The key of a SubjectPublicKeyInfo (RFC 3279 2.3.1). OpenSSL would try every kind of key on the whole of it, which
 * costs more than both signatures of an answer, and it would take what DER forbids.
 */
function publicKeyOf(spki: Element, read: Reader): KeyObject | undefined {
  try {
    const [algorithm, bits, ...beyond] = read.children(spki, tags.sequence)
    const key = read.bits(bits)
    const numbers = read.at(key, 0)
    const isPlain =
      algorithm !== undefined &&
      isRsa(algorithmOf(algorithm, read)) &&
      beyond.length === 0 &&
      numbers.whole.length === key.length &&
      read.children(numbers, tags.sequence).every(isShortest)
    return isPlain ? createPublicKey({ key, format: 'der', type: 'pkcs1' }) : undefined
  } catch {
    return undefined
  }
}

const isRsa = ({ id, parameters }: Algorithm) => id === rsaEncryption && parameters === 'null'

/** An INTEGER above zero without a byte that it can do without (ITU-T X.690 8.3.2). */
const isShortest = ({ tag, content: [first = 0x80, second = 0] }: Element) =>
  tag === tags.integer && first < 0x80 && (first > 0 || second >= 0x80)

/** RSA of a size and exponent we take. */
export function isSoundKey({ publicKey }: Pick<Certificate, 'publicKey'>): boolean {
  const { modulusLength = 0, publicExponent } = publicKey?.asymmetricKeyDetails ?? {}
  return modulusLength >= rsaBits.min && modulusLength <= rsaBits.max && publicExponent === rsaExponent
}

/**
 * One algorithm named twice in the same bytes, and one we take: RSA with SHA-256 or better, its parameters NULL or
 * absent (RFC 4055 5).
 */
export const isSoundAlgorithm = ({
  innerAlgorithm,
  outerAlgorithm,
  algorithm,
}: Pick<Certificate, 'innerAlgorithm' | 'outerAlgorithm' | 'algorithm'>): boolean =>
  innerAlgorithm.equals(outerAlgorithm) && algorithm.id in rsaSignatures && algorithm.parameters !== 'other'

/** More than zero, at most 20 bytes (RFC 5280 4.1.2.2). */
export function isSoundSerial(serial: Buffer): boolean {
  const bytes = unsigned(serial)
  return (serial[0] ?? 0x80) < 0x80 && bytes.length <= 20 && bytes.some(byte => byte !== 0)
}

/** No extension twice, and none that is critical and not understood. */
export const areSound = (extensions: Certificate['extensions']): boolean =>
  new Set(extensions.map(({ id }) => id)).size === extensions.length &&
  extensions.every(({ id, isCritical }) => !isCritical || understood.includes(id))

/** Whether this key signed the certificate or list, by the algorithm that it names. */
export function isSignedBy(
  { signed, algorithm, signature }: Pick<Certificate, 'signed' | 'algorithm' | 'signature'>,
  key: KeyObject,
): boolean {
  const hash = rsaSignatures[algorithm.id]
  return hash !== undefined && verify(hash, signed, key, signature)
}

/** The texts of one part of the subject, such as OU. */
export const subjectTexts = ({ subjectParts }: Pick<Certificate, 'subjectParts'>, named: readonly string[]): string[] =>
  subjectParts
    .flat()
    .filter(({ id }) => named.includes(nameParts[id] ?? ''))
    .flatMap(({ text }) => text ?? [])
