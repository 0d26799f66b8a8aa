import { sequence } from './der.ts'

// Just enough reading for our own certificates: the first fields, at their places.

type Element = { whole: Buffer; content: Buffer }

/** The sid of a CMS signer for this certificate (RFC 5652 10.2.4); DER. */
export function issuerAndSerialOf(certificate: Buffer): Buffer {
  const [first, second, third, fourth] = fieldsOf(certificate)
  const isVersioned = first?.whole[0] === 0xa0
  const [serial, issuer] = isVersioned ? [second, fourth] : [first, third]
  if (!serial || !issuer) throw new Error('not a certificate')
  return sequence(issuer.whole, serial.whole)
}

/** The serial number as unsigned bytes without leading zero. */
export function serialOf(certificate: Buffer): Buffer {
  const [first, second] = fieldsOf(certificate)
  const serial = first?.whole[0] === 0xa0 ? second : first
  if (!serial) throw new Error('not a certificate')
  return serial.content[0] === 0 ? serial.content.subarray(1) : serial.content
}

function fieldsOf(certificate: Buffer): Element[] {
  const [inner] = elements(elements(certificate)[0]?.content ?? Buffer.alloc(0))
  return inner ? elements(inner.content) : []
}

function elements(bytes: Buffer): Element[] {
  const found: Element[] = []
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at + 1] ?? 0
    const extra = first < 0x80 ? 0 : first - 0x80
    const size = extra === 0 ? first : bytes.readUIntBE(at + 2, extra)
    const start = at + 2 + extra
    found.push({ whole: bytes.subarray(at, start + size), content: bytes.subarray(start, start + size) })
    at = start + size
  }
  return found
}
