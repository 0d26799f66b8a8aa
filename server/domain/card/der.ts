import forge from 'node-forge'
import { attempt, Refused, type Refusal } from './refusal.ts'

/** One element as received: `whole` with tag and length, `content` without. Both are views of the same bytes. */
export type Element = { tag: number; whole: Buffer; content: Buffer }

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  printable: 0x13,
  utcTime: 0x17,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

const constructed = 0x20
const maxDepth = 40
/** Lists of entries are longer, but these are read one by one, with `each`. */
const maxChildren = 100
/** Of so much forge makes its tree within some milliseconds; a message with six certificates has half of it. */
export const maxTreeBytes = 16 * 1024
const maxElements = 2000

/** Hex of the DER content of an object identifier. */
export const oid = (dotted: string): string => forge.asn1.oidToDer(dotted).toHex()

/**
 * Whether the bytes are one DER element to the last byte: forge reads them, and what it writes must be the same. More
 * than 16 KB or 2,000 elements are none.
 */
export function isDer(bytes: Buffer): boolean {
  try {
    if (bytes.length > maxTreeBytes || isCrowded(bytes)) return false
    const text = bytes.toString('latin1')
    const options = { strict: true, parseAllBytes: true, decodeBitStrings: false, maxDepth: maxDepth }
    const tree = forge.asn1.fromDer(text, options as unknown as boolean)
    return forge.asn1.toDer(tree).getBytes() === text
  } catch {
    return false
  }
}

/** Counts without making a tree: what stands inside an element follows its tag and length. */
function isCrowded(bytes: Buffer): boolean {
  const { at } = reader('card.refused.der')
  let count = 0
  for (let place = 0; place < bytes.length && count <= maxElements; count += 1) {
    const { tag, whole, content } = at(bytes, place)
    place += whole.length - (tag & constructed ? content.length : 0)
  }
  return count > maxElements
}

/** How blocks of PEM begin (RFC 7468 5, 6), also as older programs write it. */
const blocks = {
  certificate: /-----BEGIN (?:X509 )?CERTIFICATE-----\s/,
  list: /-----BEGIN (?:X509 )?CRL-----\s/,
}
// certutil of Windows names every block a certificate
const anyBlock = /-----BEGIN [A-Z0-9 ]+-----\s/

/**
 * What a file of a certificate or list holds: DER as it is, or the first block of this kind in a PEM text, whatever
 * words and other blocks precede it; without such a block the first one. The text may be the UTF-16 that Windows
 * writes.
 */
export function derOfFile(file: Buffer, kind: keyof typeof blocks): Buffer {
  // a text may begin with the digit that is the tag of a sequence
  if (isOneElement(file)) return file
  const text = textOfFile(file)
  const begin = blocks[kind].exec(text) ?? anyBlock.exec(text)
  if (!begin) return file
  const from = begin.index + begin[0].length
  const end = text.indexOf('-----', from)
  return Buffer.from(text.slice(from, end === -1 ? undefined : end), 'base64')
}

const isOneElement = (file: Buffer): boolean =>
  attempt(
    () => reader('card.refused.der').at(file, 0).whole.length === file.length,
    () => false,
  )

function textOfFile(file: Buffer): string {
  const mark = file.toString('hex', 0, 2)
  if (mark === 'fffe') return file.toString('utf16le')
  if (mark === 'feff' && file.length % 2 === 0) return Buffer.from(file).swap16().toString('utf16le')
  return file.toString('latin1')
}

/** A reader that gives up with one refusal, whatever part of the structure is not as it must be. */
export function reader(why: Refusal) {
  const refuse = (): never => {
    throw new Refused(why)
  }

  /** The element at this place; shortest definite length only. */
  function at(bytes: Buffer, start: number): Element {
    const [tag, first] = [bytes[start], bytes[start + 1]]
    if (tag === undefined || first === undefined) return refuse()
    const extra = first < 0x80 ? 0 : first - 0x80
    if (first === 0x80 || extra > 4 || start + 2 + extra > bytes.length) return refuse()
    const size = extra === 0 ? first : bytes.readUIntBE(start + 2, extra)
    const shortest = size < 0x80 ? 0 : Math.ceil((32 - Math.clz32(size)) / 8)
    const from = start + 2 + extra
    if (extra !== shortest || from + size > bytes.length) return refuse()
    return { tag, whole: bytes.subarray(start, from + size), content: bytes.subarray(from, from + size) }
  }

  function* each(bytes: Buffer): Generator<Element> {
    for (let place = 0; place < bytes.length;) {
      const element = at(bytes, place)
      yield element
      place += element.whole.length
    }
  }

  /** The children of an element that must have this tag. */
  function children(element: Element | undefined, tag: number): Element[] {
    const found: Element[] = []
    for (const child of each(content(element, tag))) {
      if (found.length === maxChildren) return refuse()
      found.push(child)
    }
    return found
  }

  const content = (element: Element | undefined, tag: number): Buffer =>
    element?.tag === tag ? element.content : refuse()

  /** One whole element and nothing after it, gated: what stands inside an OCTET STRING is DER of its own. */
  const inner = (bytes: Buffer): Element => (isDer(bytes) ? at(bytes, 0) : refuse())

  const id = (element: Element | undefined): string => content(element, tags.oid).toString('hex')

  /** A number of at most six bytes that is not negative. */
  function number(element: Element | undefined): number {
    const bytes = content(element, tags.integer)
    return bytes.length >= 1 && bytes.length <= 6 && (bytes[0] ?? 0) < 0x80
      ? bytes.readUIntBE(0, bytes.length)
      : refuse()
  }

  function flag(element: Element | undefined): boolean {
    const [byte, ...more] = content(element, tags.boolean)
    return more.length === 0 && (byte === 0 || byte === 0xff) ? byte === 0xff : refuse()
  }

  /** The bytes of a BIT STRING that ends on a byte. */
  function bits(element: Element | undefined): Buffer {
    const bytes = content(element, tags.bits)
    return bytes[0] === 0 ? bytes.subarray(1) : refuse()
  }

  /** UTCTime or GeneralizedTime, to the second and in UTC (RFC 5280 4.1.2.5). */
  const time = (element: Element | undefined): Date => (element && timeOf(element)) ?? refuse()

  return { refuse, at, each, children, content, inner, id, number, flag, bits, time }
}

/** The instant that a time element says, or undefined. */
export function timeOf({ tag, content }: Element): Date | undefined {
  const said = content.toString('latin1')
  const full = tag === tags.time ? said : tag === tags.utcTime ? `${said < '50' ? '20' : '19'}${said}` : ''
  const iso = /^\d{14}Z$/.test(full) ? full.replace(/(....)(..)(..)(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6.000Z') : ''
  const date = new Date(iso)
  // 31 February would roll over
  return !Number.isNaN(date.getTime()) && date.toISOString() === iso ? date : undefined
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text of a UTF8String or PrintableString; undefined for other types and for bytes that are no such text. */
export function textOf({ tag, content }: Element): string | undefined {
  if (tag === tags.printable) {
    const text = content.toString('latin1')
    return /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(text) ? text : undefined
  }
  if (tag !== tags.utf8) return undefined
  try {
    return utf8.decode(content)
  } catch {
    return undefined
  }
}

/** Unsigned bytes of an INTEGER's content, without its leading zero: serial numbers compare as numbers. */
export const unsigned = (content: Buffer): Buffer => (content[0] === 0 ? content.subarray(1) : content)

export type Algorithm = { id: string; parameters: 'none' | 'null' | 'other' }

/** An AlgorithmIdentifier; parameters that are neither absent nor NULL are `other`. */
export function algorithmOf(element: Element, read: ReturnType<typeof reader>): Algorithm {
  const [id, parameters, ...more] = read.children(element, tags.sequence)
  const said = parameters?.whole.toString('hex')
  const isPlain = more.length === 0 && (said === undefined || said === '0500')
  return { id: read.id(id), parameters: isPlain ? (said ? 'null' : 'none') : 'other' }
}
