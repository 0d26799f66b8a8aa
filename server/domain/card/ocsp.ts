import { createHash, type KeyObject } from 'node:crypto'
import { clockSkewMs } from '../lifetime.ts'
import {
  areSound,
  extensionsOf,
  isSignedBy,
  isSoundAlgorithm,
  isSoundKey,
  readCertificate,
  usages,
  valueOf,
  type Certificate,
  type Extension,
} from './certificate.ts'
import { algorithmOf, reader, tags, unsigned, type Element } from './der.ts'
import { identifierHashes, oids } from './profile.ts'
import { attempt, Refused, type OcspRefusal } from './refusal.ts'
import type { Authority } from './trust.ts'

export type OcspAsked = {
  /** DER of the certificate in question. */
  certificate: Buffer
  issuer: Authority
  now: Date
  /** What was sent along; the answer must bear it. */
  nonce?: Buffer
}

/** Good until then; an answer without end is good for an hour. */
export type OcspSaid = { ok: true; from: Date; until: Date } | { ok: false; why: OcspRefusal }

const hourMs = 3_600_000
const maxResponders = 4

/**
 * What an answer about revocation (RFC 6960, DER) may be relied on for. The authority itself must have signed it, or a
 * responder whose certificate this very authority's key signed for answers; nothing else in the answer is believed.
 * `made` is for tests, which leave a check out.
 */
export const readOcsp = (response: Buffer, asked: OcspAsked, made = ocspChecks): OcspSaid =>
  attempt<OcspSaid, OcspSaid>(
    () => check(caseOf(response, asked), made),
    why => ({ ok: false, why: why as OcspRefusal }),
  )

type OcspCase = OcspAsked & {
  about: Certificate
  shell: Parameters<typeof isSoundAlgorithm>[0] & Parameters<typeof isSignedBy>[0]
  /** Those that may have signed it, by the name it gives. */
  signers: Signer[]
  /** What it says about the certificate: one answer, when all is well, or several that all hold. */
  answers: Answer[]
  echo: Buffer | undefined
}

type OcspCheck = { why: OcspRefusal; holds: (it: OcspCase) => boolean }

/** In the order in which they are made; a test leaves out one after the other. */
export const ocspChecks: readonly OcspCheck[] = [
  { why: 'ocsp.refused.other-certificate', holds: ({ about, issuer }) => isIssuedBy(about, issuer) },
  { why: 'card.refused.early', holds: ({ about, now }) => about.from <= now },
  { why: 'card.refused.expired', holds: ({ about, now }) => now <= about.until },
  { why: 'ocsp.refused.algorithm', holds: ({ shell }) => isSoundAlgorithm(shell) },
  { why: 'ocsp.refused.signer', holds: ({ signers }) => signers.length > 0 },
  {
    why: 'ocsp.refused.signature',
    holds: ({ signers, shell }) =>
      signers.length === 0 || signers.some(({ publicKey }) => publicKey && isSignedBy(shell, publicKey)),
  },
  { why: 'ocsp.refused.other-certificate', holds: ({ answers }) => answers.length > 0 },
  { why: 'ocsp.refused.nonce', holds: ({ nonce, echo }) => !nonce || echo?.equals(nonce) === true },
  {
    why: 'ocsp.refused.early',
    holds: ({ answers, now }) => answers.every(({ from }) => from.getTime() <= now.getTime() + clockSkewMs),
  },
  {
    why: 'ocsp.refused.stale',
    holds: ({ answers, now }) => answers.every(({ until }) => now.getTime() <= until.getTime() + clockSkewMs),
  },
  // whichever of several came first: revoked has the last word
  { why: 'ocsp.refused.revoked', holds: ({ answers }) => !answers.some(({ status }) => status === revoked) },
  {
    why: 'ocsp.refused.unknown',
    holds: ({ answers }) => answers.every(({ status }) => status === good || status === revoked),
  },
]

const [good, revoked] = [0x80, 0xa1]

const read = reader('ocsp.refused.unreadable')

function check(it: OcspCase, made: readonly OcspCheck[]): OcspSaid {
  const failed = made.find(({ holds }) => !holds(it))
  if (failed) return { ok: false, why: failed.why }
  // for as long as all of them hold
  const from = Math.max(...it.answers.map(one => one.from.getTime()))
  const until = Math.min(...it.answers.map(one => one.until.getTime()))
  return { ok: true, from: new Date(from), until: new Date(until) }
}

/** Reads the answer; nothing of it is believed yet. */
function caseOf(response: Buffer, asked: OcspAsked): OcspCase {
  const { issuer, now } = asked
  const about = readCertificate(asked.certificate, 'ocsp.refused.other-certificate')
  const [status, wrapped] = read.children(read.inner(response), tags.sequence)
  if (status?.whole.toString('hex') !== '0a0100') throw new Refused('ocsp.refused.no-answer')
  const [type, basic] = read.children(read.children(wrapped, 0xa0)[0], tags.sequence)
  if (read.id(type) !== oids.basicOcsp) throw new Refused('ocsp.refused.no-answer')
  const whole = read.children(read.inner(read.content(basic, tags.octets)), tags.sequence)
  const [inner, algorithm, signature, enclosed] = whole
  if (!inner || !algorithm) return read.refuse()

  const fields = read.children(inner, tags.sequence)
  if (fields[0]?.tag === 0xa0) fields.shift()
  const [responder, , singles, more] = fields
  const shell = {
    signed: inner.whole,
    innerAlgorithm: algorithm.whole,
    outerAlgorithm: algorithm.whole,
    algorithm: algorithmOf(algorithm, read),
    signature: read.bits(signature),
  }
  const signers = [issuer, ...delegatesOf(enclosed, responder, issuer, now)].filter(one => isNamed(responder, one))
  const answers = read
    .children(singles, tags.sequence)
    .flatMap(single => answerOf(single, about.serial))
    .filter(isAbout(about, issuer))
  return { ...asked, about, shell, signers, answers, echo: nonceOf(plain(more)) }
}

const isIssuedBy = (certificate: Certificate, { keyId, name, publicKey }: Authority): boolean =>
  certificate.authorityKeyId === keyId &&
  certificate.issuer.equals(name) &&
  isSoundAlgorithm(certificate) &&
  isSignedBy(certificate, publicKey)

type Signer = { name: Buffer; publicKey: KeyObject | undefined }

/**
 * Enclosed certificates by which the authority lets another key answer for it (RFC 6960 4.2.2.2). What else is enclosed
 * is left out, whether it can be read or not.
 */
const delegatesOf = (
  enclosed: Element | undefined,
  responder: Element | undefined,
  issuer: Authority,
  now: Date,
): Signer[] =>
  (enclosed ? read.children(read.children(enclosed, 0xa0)[0], tags.sequence) : [])
    .flatMap(({ whole }) => certificateOf(whole))
    .filter(({ subject, publicKey }) => isNamed(responder, { name: subject, publicKey }))
    .slice(0, maxResponders)
    .filter(
      one =>
        isIssuedBy(one, issuer) &&
        isSoundKey(one) &&
        areSound(one.extensions) &&
        one.from <= now &&
        now <= one.until &&
        !one.isCa &&
        maySign(one) &&
        one.purposes?.includes(oids.ocspSigning) === true,
    )
    .map(({ subject, publicKey }) => ({ name: subject, publicKey }))

const certificateOf = (der: Buffer): Certificate[] =>
  attempt(
    () => [readCertificate(der, 'ocsp.refused.signer')],
    () => [],
  )

/** RFC 5280 4.2.1.3: a certificate that names no usage is free in it. */
const maySign = ({ extensions, usage }: Certificate): boolean =>
  valueOf(extensions, oids.keyUsage) === undefined || (usage & usages.digitalSignature) !== 0

/** ResponderID: a name, or the SHA-1 of a key. */
function isNamed(responder: Element | undefined, { name, publicKey }: Signer): boolean {
  if (responder?.tag === 0xa1) return responder.content.equals(name)
  const [hash] = read.children(responder, 0xa2)
  return publicKey !== undefined && read.content(hash, tags.octets).equals(digest('SHA1', keyBits(publicKey)))
}

type Answer = { hash: string; name: Buffer; key: Buffer; serial: Buffer; status: number; from: Date; until: Date }

/** SingleResponse (RFC 6960 4.2.1); none where it cannot be read and names another certificate, or none at all. */
const answerOf = (single: Element, serial: Buffer): Answer[] =>
  attempt(
    () => [readAnswer(single)],
    () => (isNumber(single, serial) ? read.refuse() : []),
  )

const isNumber = (single: Element, serial: Buffer): boolean =>
  attempt(
    () => {
      const [id] = read.children(single, tags.sequence)
      const numbers = read.children(id, tags.sequence).filter(({ tag }) => tag === tags.integer)
      return numbers.some(({ content }) => unsigned(content).equals(unsigned(serial)))
    },
    () => false,
  )

function readAnswer(single: Element): Answer {
  const [id, status, from, ...rest] = read.children(single, tags.sequence)
  const [algorithm, name, key, serial] = read.children(id, tags.sequence)
  const hash = algorithm && identifierHashes[algorithmOf(algorithm, read).id]
  if (!status || !hash) return read.refuse()
  const begin = read.time(from)
  const end = rest[0]?.tag === 0xa0 ? read.time(read.children(rest.shift(), 0xa0)[0]) : undefined
  plain(rest[0])
  return {
    hash,
    name: read.content(name, tags.octets),
    key: read.content(key, tags.octets),
    serial: read.content(serial, tags.integer),
    status: status.tag,
    from: begin,
    until: end ?? new Date(begin.getTime() + hourMs),
  }
}

const isAbout =
  ({ serial }: Certificate, issuer: Authority) =>
  (answer: Answer): boolean =>
    unsigned(answer.serial).equals(unsigned(serial)) &&
    answer.name.equals(digest(answer.hash, issuer.name)) &&
    answer.key.equals(digest(answer.hash, keyBits(issuer.publicKey)))

/** Extensions, none of them critical: which ones are understood would be the question. */
function plain(wrapped: Element | undefined): Extension[] {
  const extensions = wrapped ? extensionsOf(read.children(wrapped, 0xa1)[0], read) : []
  return extensions.some(({ isCritical }) => isCritical) ? read.refuse() : extensions
}

function nonceOf(extensions: Extension[]): Buffer | undefined {
  const value = valueOf(extensions, oids.ocspNonce)
  return value && read.content(read.inner(value), tags.octets)
}

const digest = (hash: string, bytes: Buffer): Buffer => createHash(hash).update(bytes).digest()

/** The key without its algorithm, which is what identifiers are made of. */
const keyBits = (key: KeyObject): Buffer =>
  read.bits(read.children(read.at(key.export({ type: 'spki', format: 'der' }), 0), tags.sequence)[1])
