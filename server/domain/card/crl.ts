import { createHash } from 'node:crypto'
import { clockSkewMs } from '../lifetime.ts'
import { authorityKeyOf, extensionsOf, isSignedBy, isSoundAlgorithm, valueOf, type Extension } from './certificate.ts'
import { algorithmOf, reader, tags, unsigned, type Element } from './der.ts'
import { oids } from './profile.ts'
import { attempt, type TrustRefusal } from './refusal.ts'
import type { Authority, RevocationList } from './trust.ts'

/** What is kept of a list beside its serials. */
export type ListFacts = Omit<RevocationList, 'has'>

export type ReadList =
  | {
      ok: true
      list: RevocationList
      /** Serials, each 20 bytes wide, sorted: one block of bytes to keep and to search. */
      serials: Buffer
      entries: number
      /** The first plain address that it says it is of; whoever verifies with it has to name one of them. */
      address: string | undefined
    }
  | { ok: false; why: TrustRefusal }

const width = 20

export type ListAsked = {
  /** When it must have begun; left out where the checks of each card ask this. */
  now?: Date | undefined
  /** Addresses of complete lists: that from which it was fetched, or those that the asking person knows. */
  uris?: readonly string[]
}

/**
 * A complete list signed by this authority's key (RFC 5280 5); DER. Scanned once, without a tree: real lists hold
 * 400,000 entries in 20 MB. An expired list is taken, since it is still the newest that is known; the checks
 * of each card refuse by it. `made` is for tests, which leave a check out.
 */
export const readRevocationList = (
  der: Buffer,
  authority: Authority,
  asked: ListAsked = {},
  made = listChecks,
): ReadList =>
  attempt<ReadList, ReadList>(
    () => scan(der, { authority, ...asked }, made),
    why => ({ ok: false, why: why as TrustRefusal }),
  )

type ListCase = ListAsked & {
  authority: Authority
  shell: Parameters<typeof isSoundAlgorithm>[0] & Parameters<typeof isSignedBy>[0]
  issuer: Buffer
  extensions: Extension[]
  number: bigint | undefined
  from: Date
}

/** In the order in which they are made; a test leaves out one after the other. */
export const listChecks: readonly { why: TrustRefusal; holds: (it: ListCase) => boolean }[] = [
  { why: 'trust.refused.algorithm', holds: ({ shell }) => isSoundAlgorithm(shell) },
  { why: 'trust.refused.list-scope', holds: ({ extensions, uris }) => isComplete(extensions, uris) },
  { why: 'trust.refused.list-number', holds: ({ number }) => number !== undefined },
  { why: 'trust.refused.list-issuer', holds: ({ issuer, authority }) => issuer.equals(authority.name) },
  // the generations of one authority share their name
  { why: 'trust.refused.list-issuer', holds: ({ extensions, authority }) => keyOf(extensions) === authority.keyId },
  { why: 'trust.refused.list-early', holds: ({ from, now }) => !now || from.getTime() <= now.getTime() + clockSkewMs },
  { why: 'trust.refused.signature', holds: ({ shell, authority }) => isSignedBy(shell, authority.publicKey) },
]

const read = reader('trust.refused.unreadable')

function scan(der: Buffer, asked: ListAsked & { authority: Authority }, made: typeof listChecks): ReadList {
  const whole = read.at(der, 0)
  if (whole.whole.length !== der.length) read.refuse()
  const [inner, outerAlgorithm, signature, ...beyond] = read.children(whole, tags.sequence)
  if (!inner || !outerAlgorithm || beyond.length > 0) return read.refuse()

  const fields = read.children(inner, tags.sequence)
  const [version, innerAlgorithm, issuer, begin, end] = fields.splice(0, 5)
  const entries = fields[0]?.tag === tags.sequence ? fields.shift() : undefined
  const [wrapped, ...more] = fields
  if (!innerAlgorithm || !issuer || read.number(version) !== 1 || more.length > 0) return read.refuse()
  const extensions = wrapped ? extensionsOf(read.inner(read.content(wrapped, 0xa0)), read) : []

  const shell = {
    signed: inner.whole,
    innerAlgorithm: innerAlgorithm.whole,
    outerAlgorithm: outerAlgorithm.whole,
    algorithm: algorithmOf(outerAlgorithm, read),
    signature: read.bits(signature),
  }
  const [from, until, number] = [read.time(begin), read.time(end), numberOf(extensions)]
  const it = { ...asked, shell, issuer: issuer.whole, extensions, number, from }
  const failed = made.find(({ holds }) => !holds(it))
  if (failed) return { ok: false, why: failed.why }

  const serials = entries ? serialsOf(entries) : Buffer.alloc(0)
  const sha256 = createHash('sha256').update(der).digest('hex')
  const facts = { issuerKeyId: asked.authority.keyId, number: number ?? 0n, from, until, sha256 }
  const scope = valueOf(extensions, oids.listScope)
  const address = scope && addressesOf(scope).find(text => /^[\w:/.?=&%~+,;@-]+$/.test(text))
  return { ok: true, list: listOf(facts, serials), serials, entries: serials.length / width, address }
}

/** No delta, no part, no other scope, nothing critical that is not understood, and no extension twice. */
const isComplete = (extensions: Extension[], uris: readonly string[] = []): boolean =>
  extensions.every(({ id, isCritical, value }) =>
    id === oids.listScope ? isOneOf(uris, addressesOf(value)) : !isCritical && id !== oids.deltaList,
  ) && new Set(extensions.map(({ id }) => id)).size === extensions.length

/** RFC 5280 6.3.3 (b) (2) (i): one of its names is enough. */
function isOneOf(uris: readonly string[], addresses: string[]): boolean {
  const named = addresses.map(plainAddress)
  return uris.some(uri => named.includes(plainAddress(uri)))
}

/** The addresses that a list says it is of, when it says no more about its scope (RFC 5280 5.2.5). */
function addressesOf(value: Buffer): string[] {
  const read = reader('trust.refused.list-scope')
  const only = (element: Element, tag: number): Element => {
    const [one, ...more] = read.children(element, tag)
    return one && more.length === 0 ? one : read.refuse()
  }
  const name = only(only(read.inner(value), tags.sequence), 0xa0)
  return read.children(name, 0xa0).flatMap(({ tag, content }) => (tag === 0x86 ? content.toString('latin1') : []))
}

/** An address in the one form in which RFC 5280 7.4 compares it; what is none stays as it is. */
function plainAddress(text: string): string {
  if (!/^[!-[\]-~]+$/.test(text) || !URL.canParse(text)) return text
  return new URL(text).href.replace(/%[0-9a-f]{2}/gi, code => {
    const sign = String.fromCharCode(Number.parseInt(code.slice(1), 16))
    return /[\w.~-]/.test(sign) ? sign : code.toUpperCase()
  })
}

const keyOf = (extensions: Extension[]) => authorityKeyOf(valueOf(extensions, oids.authorityKey), read)

function numberOf(extensions: Extension[]): bigint | undefined {
  const read = reader('trust.refused.list-number')
  const value = valueOf(extensions, oids.listNumber)
  const bytes = value && read.content(read.inner(value), tags.integer)
  // RFC 5280 5.2.3: of up to 20 bytes
  return bytes && bytes.length > 0 && unsigned(bytes).length <= 20 && (bytes[0] ?? 0) < 0x80
    ? BigInt(`0x${bytes.toString('hex')}`)
    : undefined
}

function serialsOf(entries: Element): Buffer {
  const scope = reader('trust.refused.list-scope')
  // as texts, one letter for each byte: they sort much faster than buffers
  const found: string[] = []
  for (const entry of read.each(entries.content)) {
    const [serial, at, extensions, ...more] = read.children(entry, tags.sequence)
    if (!at || more.length > 0) read.refuse()
    // a critical one says that the entry belongs to another issuer
    if (extensions && extensionsOf(extensions, read).some(({ isCritical }) => isCritical)) scope.refuse()
    found.push((wide(read.content(serial, tags.integer)) ?? read.refuse()).toString('latin1'))
  }
  return Buffer.from(found.sort().join(''), 'latin1')
}

/** A serial number in the width of the block; undefined when it is wider. */
function wide(serial: Buffer): Buffer | undefined {
  const bytes = unsigned(serial)
  return bytes.length > width ? undefined : Buffer.concat([Buffer.alloc(width - bytes.length), bytes])
}

/** A list over the block of serials that `readRevocationList` gave. */
export function listOf(facts: ListFacts, serials: Buffer): RevocationList {
  return { ...facts, has: serial => isAmong(serial, serials) }
}

function isAmong(serial: Buffer, serials: Buffer): boolean {
  const wanted = wide(serial)
  if (!wanted) return false
  let [low, high] = [0, serials.length / width]
  while (low < high) {
    const middle = (low + high) >>> 1
    const order = serials.compare(wanted, 0, width, middle * width, (middle + 1) * width)
    if (order === 0) return true
    if (order < 0) low = middle + 1
    else high = middle
  }
  return false
}
