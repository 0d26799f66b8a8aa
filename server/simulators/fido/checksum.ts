import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

const digest = (fields: readonly string[]) => createHash('sha256').update(fields.join(''), 'utf8').digest('hex')

/** hex(iv, AES-256-GCM of the hex digest, tag). The public samples use an IV of zeros. */
export function seal(key: Buffer, fields: readonly string[], iv = randomBytes(12)): string {
  const gcm = createCipheriv('aes-256-gcm', key, iv)
  return Buffer.concat([iv, gcm.update(digest(fields), 'ascii'), gcm.final(), gcm.getAuthTag()]).toString('hex')
}

export function isSealOf(key: Buffer, fields: readonly string[], said: unknown): boolean {
  if (typeof said !== 'string' || !/^[0-9a-f]{184}$/.test(said)) return false
  const bytes = Buffer.from(said, 'hex')
  const gcm = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAuthTag(bytes.subarray(76))
  try {
    return Buffer.concat([gcm.update(bytes.subarray(12, 76)), gcm.final()]).toString('ascii') === digest(fields)
  } catch {
    return false
  }
}
