import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

/** The first data key seals, all of them open; the index key makes blind indexes and keyed hashes. */
export type KeyRing = { dataKeys: { id: string; key: Buffer }[]; indexKey: Buffer }

const mark = 'sealed:'

/**
 * AES-256-GCM. `context` is authenticated with the value (person/section/row/field), so that a sealed value
 * moved to another place does not open. Shape: key id length, key id, 12 byte nonce, 16 byte tag, ciphertext.
 */
export function sealBytes(ring: KeyRing, plain: Buffer, context: string): Buffer {
  const [first] = ring.dataKeys
  if (!first) throw new Error('the key ring is empty')
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', first.key, nonce).setAAD(Buffer.from(context))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  const id = Buffer.from(first.id)
  return Buffer.concat([Buffer.from([id.length]), id, nonce, cipher.getAuthTag(), sealed])
}

/** Throws when the key is not in the ring or the bytes or the context were changed. */
export function openBytes(ring: KeyRing, bytes: Buffer, context: string): Buffer {
  const start = 1 + (bytes[0] ?? 0)
  const id = bytes.subarray(1, start).toString()
  const key = ring.dataKeys.find(candidate => candidate.id === id)?.key
  if (!key) throw new Error(`no data key ${id} in the key ring`)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(start, start + 12))
  decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(start + 12, start + 28))
  return Buffer.concat([decipher.update(bytes.subarray(start + 28)), decipher.final()])
}

/** Any JSON value as a string that may stand in jsonb. */
export function seal(ring: KeyRing, value: unknown, context: string): string {
  return mark + sealBytes(ring, Buffer.from(JSON.stringify(value)), context).toString('base64url')
}

export function isSealed(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith(mark)
}

export function openSealed(ring: KeyRing, sealed: string, context: string): unknown {
  return JSON.parse(openBytes(ring, Buffer.from(sealed.slice(mark.length), 'base64url'), context).toString())
}

/** Equal for equal input, useless without the key: to find a person by ID number, to count tries by account name. */
export function keyedHash(ring: KeyRing, purpose: string, text: string): string {
  return createHmac('sha256', ring.indexKey).update(`${purpose}\n${text}`).digest('hex')
}
