import { createHash } from 'node:crypto'
import { authorityKeyOf, extensionsOf, isSignedBy, isSoundAlgorithm, valueOf, type Extension } from './certificate.ts'
import { algorithmOf, reader, tags, unsigned, type Element } from './der.ts'
import { clockSkewMs, oids } from './profile.ts'
import { Refused, type TrustRefusal } from './refusal.ts'
import type { Authority, RevocationList } from './trust.ts'

/** What is kept of a list beside its serials. */
export type ListFacts = Omit<RevocationList, 'has'>

/** Serials of a list, each 20 bytes wide, sorted: one block of bytes to keep and to search. */
export type ReadList =
  { ok: true; list: RevocationList; serials: Buffer; entries: number } | { ok: false; why: TrustRefusal }

const width = 20

/**
 * A complete list signed by this authority's key (RFC 5280 5); DER. Scanned once, without a tree: real lists hold
 * 400,000 entries in 20 MB. An expired list is taken, since it is still the newest that is known; the checks judge it.
 * Without `now` they judge one from the future as well.
 */
export function readRevocationList(der: Buffer, authority: Authority, now?: Date): ReadList {
  try {
    return scan(der, authority, now)
  } catch (error) {
    if (error instanceof Refused) return { ok: false, why: error.why as TrustRefusal }
    throw error
  }
}

function scan(der: Buffer, authority: Authority, now: Date | undefined): ReadList {
  const read = reader('trust.refused.unreadable')
  const whole = read.at(der, 0)
  if (whole.whole.length !== der.length) read.refuse()
  const [inner, outerAlgorithm, signature, ...beyond] = read.children(whole, tags.sequence)
  if (!inner || !outerAlgorithm || beyond.length > 0) return read.refuse()

  const fields = read.children(inner, tags.sequence)
  const [version, innerAlgorithm, issuer, from, until] = fields.splice(0, 5)
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
  const dates = { from: read.time(from), until: read.time(until) }
  if (!isSoundAlgorithm(shell)) return refuse('trust.refused.algorithm')
  if (!isComplete(extensions)) return refuse('trust.refused.list-scope')
  const number = numberOf(extensions)
  if (number === undefined) return refuse('trust.refused.list-number')
  const isOwn =
    issuer.whole.equals(authority.name) &&
    authorityKeyOf(valueOf(extensions, oids.authorityKey), read) === authority.keyId
  if (!isOwn) return refuse('trust.refused.list-issuer')
  if (now && dates.from.getTime() > now.getTime() + clockSkewMs) return refuse('trust.refused.list-early')
  if (!isSignedBy(shell, authority.publicKey)) return refuse('trust.refused.signature')

  const serials = entries ? serialsOf(entries) : Buffer.alloc(0)
  const sha256 = createHash('sha256').update(der).digest('hex')
  const list = listOf({ issuerKeyId: authority.keyId, number, ...dates, sha256 }, serials)
  return { ok: true, list, serials, entries: serials.length / width }
}

const refuse = (why: TrustRefusal): ReadList => ({ ok: false, why })

/** No delta, no part, no other scope, nothing critical that is not understood, and no extension twice. */
const isComplete = (extensions: Extension[]): boolean =>
  extensions.every(({ id, isCritical }) => !isCritical && id !== oids.deltaList && id !== oids.listScope) &&
  new Set(extensions.map(({ id }) => id)).size === extensions.length

function numberOf(extensions: Extension[]): bigint | undefined {
  const read = reader('trust.refused.list-number')
  const value = valueOf(extensions, oids.listNumber)
  const bytes = value && read.content(read.inner(value), tags.integer)
  // what the database keeps: 63 bits
  return bytes && bytes.length > 0 && bytes.length <= 8 && (bytes[0] ?? 0) < 0x80
    ? BigInt(`0x${bytes.toString('hex')}`)
    : undefined
}

function serialsOf(entries: Element): Buffer {
  const read = reader('trust.refused.unreadable')
  const scope = reader('trust.refused.list-scope')
  const found: Buffer[] = []
  for (const entry of read.each(entries.content)) {
    const [serial, at, extensions, ...more] = read.children(entry, tags.sequence)
    if (!at || more.length > 0) read.refuse()
    // a critical one says that the entry belongs to another issuer
    if (extensions && extensionsOf(extensions, read).some(({ isCritical }) => isCritical)) scope.refuse()
    found.push(wide(read.content(serial, tags.integer)) ?? read.refuse())
  }
  return found.length > 0 ? Buffer.concat(found.sort(Buffer.compare)) : read.refuse()
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
