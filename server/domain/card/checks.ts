import { createHash, verify } from 'node:crypto'
import { clockSkewMs } from '../lifetime.ts'
import type { Asked } from './answer.ts'
import {
  areSound,
  identityOf,
  isSignedBy,
  isSoundAlgorithm,
  isSoundKey,
  isSoundSerial,
  readCertificate,
  subjectTexts,
  usages,
  type Attribute,
  type Certificate,
} from './certificate.ts'
import { areAttributes, signedForms, type Message, type Signer } from './cms.ts'
import { tags, textOf, type Element } from './der.ts'
import * as profile from './profile.ts'
import { oids } from './profile.ts'
import { attempt, type CheckName } from './refusal.ts'
import type { Issuer, RevocationList, Trust } from './trust.ts'

/** Everything the checks look at; what could not be found is undefined, and a check says so. */
export type Case = {
  asked: Asked
  now: Date
  message: Message
  signer: Signer | undefined
  /** Embedded certificates that bear the signer's issuer and serial number; DER. */
  named: Buffer[]
  certificate: Certificate | undefined
  issuer: Issuer | undefined
  /** The list of the issuer's key, and that of the anchor above it. */
  list: RevocationList | undefined
  anchorList: RevocationList | undefined
}

/** Puts a message beside what we hold ourselves. Nothing of it is believed yet, and no key is used. */
export function caseOf(message: Message, asked: Asked, trust: Trust, now: Date): Case {
  const signer = message.signers[0]
  // thousands of tiny ones fit in a message that the checks refuse anyway
  const few = message.certificates.slice(0, profile.maxCertificates + 1).map(({ whole }) => whole)
  const named = few.filter(der => signer && isNamedBy(signer, der))
  const certificate = named[0] && certificateOf(named[0])
  // one key may have been certified again
  const issuers = trust.issuers.filter(({ keyId }) => keyId === certificate?.authorityKeyId)
  const issuer = issuers.find(one => isValid(one, now)) ?? issuers[0]
  const list = trust.lists.get(issuer?.keyId ?? '')
  const anchorList = trust.lists.get(issuer?.anchorKeyId ?? '')
  return { asked, now, message, signer, named, certificate, issuer, list, anchorList }
}

function isNamedBy({ sid }: Signer, der: Buffer): boolean {
  const identity = identityOf(der)
  return Boolean(sid && identity && sid.issuer.equals(identity.issuer) && sid.serial.equals(identity.serial))
}

const certificateOf = (der: Buffer): Certificate | undefined =>
  attempt(
    () => readCertificate(der, 'card.refused.certificate'),
    () => undefined,
  )

/** A case in which the signer's certificate was found, and one in which its issuer was. */
type Named = Case & { signer: Signer; certificate: Certificate }
type Issued = Named & { issuer: Issuer }

const isNamed = (it: Case): it is Named => it.signer !== undefined && it.certificate !== undefined
export const isIssued = (it: Case): it is Issued => isNamed(it) && it.issuer !== undefined

/** `undecided`: we hold nothing that could tell, and the rules let it pass. */
export type Check<Of = Case> = { name: CheckName; holds: (it: Of) => boolean | 'undecided' }

/** Checks of what must be there: where it is not, none of them holds. */
const given = <Of extends Case>(isThere: (it: Case) => it is Of, all: readonly Check<Of>[]): Check[] =>
  all.map(({ name, holds }) => ({ name, holds: it => isThere(it) && holds(it) }))

/**
 * The checks in the order in which they are made: cheap and structural first, the content before any key is used. Each
 * is needed: a test leaves out one after the other. Where one lets a missing list pass, one before it refuses that.
 */
export const checks: readonly Check[] = [
  { name: 'message-kind', holds: ({ message }) => message.contentType === oids.signedData && message.version === 1 },
  { name: 'content-kind', holds: ({ message }) => message.eContentType === oids.data },
  // taking the content from the message would let it bring its own question
  { name: 'content', holds: ({ message, asked }) => message.content === null || message.content.equals(asked.content) },
  {
    name: 'certificates',
    holds: ({ message: { certificates } }) =>
      certificates.length <= profile.maxCertificates && certificates.every(({ tag }) => tag === tags.sequence),
  },
  // lists and answers about revocation that the sender brings along are not believed, so they are not taken
  { name: 'extras', holds: ({ message, signer }) => !message.hasLists && !signer?.hasUnsigned },
  {
    name: 'signers',
    holds: ({ message, signer }) => message.signers.length === 1 && signer?.version === 1 && signer.sid !== undefined,
  },
  { name: 'algorithm', holds: ({ message, signer }) => signer !== undefined && isKnownAlgorithm(message, signer) },
  { name: 'signer-certificate', holds: ({ named }) => named.length === 1 },
  ...given(isNamed, [
    {
      name: 'certificate',
      holds: ({ certificate }) =>
        certificate.version === 3 && isSoundAlgorithm(certificate) && isSoundSerial(certificate.serial),
    },
    { name: 'extensions', holds: ({ certificate }) => areSound(certificate.extensions) },
    { name: 'key', holds: ({ certificate }) => isSoundKey(certificate) },
  ]),
  ...given(isIssued, [
    // chosen by the key id alone: the generations of one authority share their name
    { name: 'issuer', holds: ({ certificate, issuer }) => issuer.name.equals(certificate.issuer) },
    { name: 'issuer-signature', holds: ({ certificate, issuer }) => isSignedBy(certificate, issuer.publicKey) },
    { name: 'other-kind', holds: ({ asked, issuer }) => asked.kinds.includes(issuer.kind) },
    { name: 'early', holds: ({ certificate, now }) => certificate.from <= now },
    { name: 'expired', holds: ({ certificate, now }) => now <= certificate.until },
    { name: 'issuer-expired', holds: ({ issuer, now }) => isValid(issuer, now) },
    { name: 'issuer-revoked', holds: ({ issuer, anchorList, now }) => stillStands(issuer, anchorList, now) },
    { name: 'policy', holds: ({ certificate }) => certificate.policies.includes(profile.policy) },
    { name: 'key-usage', holds: ({ certificate }) => (certificate.usage & usages.digitalSignature) !== 0 },
    {
      name: 'purpose',
      holds: ({ certificate: { isCa, purposes = [oids.clientAuth] } }) =>
        !isCa && purposes.length > 0 && purposes.every(one => one === oids.clientAuth),
    },
    {
      name: 'subject-type',
      holds: ({ certificate, issuer }) => {
        const [type = '', ...more] = directoryValues(certificate, oids.subjectType).map(hexOf)
        return more.length === 0 && profile.subjectTypes[issuer.kind].test(type)
      },
    },
    { name: 'subject', holds: ({ certificate, issuer }) => hasPlainSubject(certificate, issuer) },
    {
      name: 'last-four',
      holds: ({ certificate, issuer }) => {
        const [four = '', ...more] = directoryValues(certificate, oids.lastFour).map(value => textOf(value) ?? '?')
        return more.length === 0 && (profile.lastFour.test(four) || (four === '' && issuer.kind === 'agency'))
      },
    },
    { name: 'no-list', holds: ({ list }) => list !== undefined },
    { name: 'list-early', holds: ({ list, now }) => !list || isBegun(list, now) },
    { name: 'list-expired', holds: ({ list, now, asked }) => !list || isFresh(list, now, asked.graceMs) },
    { name: 'revoked', holds: ({ list, certificate }) => !list?.has(certificate.serial) },
    { name: 'attributes', holds: ({ signer }) => areSingle(signer) },
    {
      name: 'attribute-kind',
      holds: ({ signer }) => !signer.attributes || isId(attribute(signer, oids.contentType), oids.data),
    },
    { name: 'digest', holds: ({ signer, asked }) => !signer.attributes || isDigestOf(asked.content, signer) },
    { name: 'nonce', holds: ({ signer, asked }) => isNonceOf(asked.nonce, signer) },
    // else a block of attributes signed as content could be shown as attributes, and the reverse
    { name: 'bare-content', holds: ({ signer, asked }) => signer.attributes !== null || !areAttributes(asked.content) },
    { name: 'signature', holds: ({ signer, certificate, asked }) => isSigned(asked.content, signer, certificate) },
  ]),
]

const isValid = ({ from, until }: Issuer, now: Date): boolean => from <= now && now <= until

function isKnownAlgorithm({ digestAlgorithms }: Message, { digestAlgorithm, signatureAlgorithm }: Signer): boolean {
  const hash = profile.digests[digestAlgorithm.id]
  const isOne = digestAlgorithms.length === 1 && digestAlgorithms[0]?.id === digestAlgorithm.id
  const all = [digestAlgorithm, ...digestAlgorithms, signatureAlgorithm]
  const fits = signatureAlgorithm.id === profile.rsaEncryption || profile.rsaSignatures[signatureAlgorithm.id] === hash
  const isPlain = all.every(({ parameters }) => parameters !== 'other')
  return hash !== undefined && isOne && fits && isPlain
}

function stillStands(issuer: Issuer, list: RevocationList | undefined, now: Date): boolean | 'undecided' {
  if (list?.has(issuer.serial)) return false
  return list && isBegun(list, now) && now <= list.until ? true : 'undecided'
}

const isBegun = ({ from }: RevocationList, now: Date) => from.getTime() <= now.getTime() + clockSkewMs

function isFresh({ until }: RevocationList, now: Date, graceMs = 0): boolean | 'undecided' {
  if (now <= until) return true
  return now.getTime() <= until.getTime() + graceMs && 'undecided'
}

const valuesOf = (attributes: Attribute[], type: string): Element[] =>
  attributes.filter(({ id }) => id === type).flatMap(({ values }) => values)

/** All values of one type of directory attribute. */
export const directoryValues = ({ directoryAttributes }: Certificate, type: string): Element[] =>
  valuesOf(directoryAttributes, type)

/** The first value of one type of signed attribute. */
export const attribute = ({ attributes }: Signer, type: string): Element | undefined =>
  valuesOf(attributes?.list ?? [], type)[0]

const isId = (element: Element | undefined, id: string): boolean => element?.tag === tags.oid && hexOf(element) === id

const hexOf = ({ content }: Element): string => content.toString('hex')

function hasPlainSubject({ subjectParts }: Certificate, { kind }: Issuer): boolean {
  const parts = subjectParts.flat()
  const order = parts.map(({ id }) => profile.nameParts[id] ?? '?').join(' ')
  const isSpoken = parts.every(({ text = '' }) => text.trim() !== '' && !profile.unspeakable.test(text))
  const [serial = ''] = subjectTexts({ subjectParts }, ['SN'])
  return (
    profile.subjects[kind].test(order) &&
    subjectParts.every(({ length }) => length === 1) &&
    parts.every(({ text = '' }) => text.length <= profile.maxNameLength) &&
    isSpoken &&
    profile.subjectSerial.test(serial)
  )
}

/** Each type of attribute once, with one value. */
const areSingle = ({ attributes }: Signer): boolean =>
  attributes === null ||
  (new Set(attributes.list.map(({ id }) => id)).size === attributes.list.length &&
    attributes.list.every(({ values }) => values.length === 1))

function isDigestOf(content: Buffer, signer: Signer): boolean {
  const hash = profile.digests[signer.digestAlgorithm.id]
  const said = attribute(signer, oids.messageDigest)
  const own = hash && createHash(hash).update(content).digest()
  return own !== undefined && said?.tag === tags.octets && own.equals(said.content)
}

// the component puts in the text it was given; another version may put in what the text stands for
function isNonceOf(nonce: string | undefined, signer: Signer): boolean | 'undecided' {
  const said = attribute(signer, oids.nonce)
  if (said === undefined) return true
  if (nonce === undefined) return 'undecided'
  return (
    said.content.length > 0 && [Buffer.from(nonce), Buffer.from(nonce, 'hex')].some(form => form.equals(said.content))
  )
}

/** RFC 8017 8.2.2: a signature has the length of the modulus. */
function isSigned(content: Buffer, { attributes, digestAlgorithm, signature }: Signer, { publicKey }: Certificate) {
  const hash = profile.digests[digestAlgorithm.id]
  const bits = publicKey?.asymmetricKeyDetails?.modulusLength ?? 0
  if (!publicKey || !hash || bits === 0 || signature.length !== Math.ceil(bits / 8)) return false
  const forms = attributes ? signedForms(attributes) : [content]
  return forms.some(bytes => verify(hash, bytes, publicKey, signature))
}
