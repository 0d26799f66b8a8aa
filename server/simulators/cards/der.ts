import forge from 'node-forge'

// Written on bytes, not on a tree, so that a test may put any bytes in the place of any part.

/** One DER element: tag byte, length, and the parts one after the other. */
export function element(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag]), length(content.length), content])
}

export const sequence = (...parts: Buffer[]) => element(0x30, ...parts)
export const set = (...parts: Buffer[]) => element(0x31, ...parts)

/** Context tag [number], constructed. */
export const tagged = (number: number, ...parts: Buffer[]) => element(0xa0 + number, ...parts)

/** An INTEGER; bytes are taken as an unsigned number. */
export function integer(value: number | Buffer): Buffer {
  const bytes = typeof value === 'number' ? Buffer.from(evenHex(value), 'hex') : shortest(value)
  const isHigh = (bytes[0] ?? 0) >= 0x80
  return element(2, ...(isHigh ? [Buffer.of(0)] : []), bytes)
}

export const objectId = (oid: string) => element(6, Buffer.from(forge.asn1.oidToDer(oid).getBytes(), 'latin1'))
export const octets = (bytes: Buffer) => element(4, bytes)
export const bits = (bytes: Buffer, unused = 0) => element(3, Buffer.of(unused), bytes)
export const boolean = (value: boolean) => element(1, Buffer.of(value ? 0xff : 0))
export const utf8 = (text: string) => element(12, Buffer.from(text))
export const printable = (text: string) => element(19, Buffer.from(text, 'latin1'))
export const empty = element(5)

/** UTCTime until 2049, GeneralizedTime from 2050 on (RFC 5280 4.1.2.5). */
export function time(date: Date): Buffer {
  return date.getUTCFullYear() < 2050
    ? element(23, Buffer.from(forge.asn1.dateToUtcTime(date)))
    : element(24, Buffer.from(forge.asn1.dateToGeneralizedTime(date)))
}

/** AlgorithmIdentifier; RSA and the hashes carry NULL as parameters. */
export const algorithm = (oid: string, parameters: Buffer | null = empty) =>
  sequence(objectId(oid), ...(parameters ? [parameters] : []))

function length(size: number): Buffer {
  if (size < 0x80) return Buffer.of(size)
  const bytes = Buffer.from(evenHex(size), 'hex')
  return Buffer.concat([Buffer.of(0x80 + bytes.length), bytes])
}

function evenHex(value: number) {
  const hex = value.toString(16)
  return hex.length % 2 === 0 ? hex : `0${hex}`
}

function shortest(bytes: Buffer) {
  const start = bytes.findIndex(byte => byte !== 0)
  return start < 0 ? Buffer.of(0) : bytes.subarray(start)
}
