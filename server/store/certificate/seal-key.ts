import { createHash, createPrivateKey, createPublicKey, hkdfSync, sign } from 'node:crypto'
import type { KeyRing } from '../database/sealing.ts'

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const head = Buffer.from('302e020100300506032b657004220420', 'hex')

const use = 'personnel-desk certificate seal 1'

/**
 * The key by which this installation seals certificates: made from the index key, so that it lives where the other keys
 * do, is there from the first start on and in every instance, and never stands in the database.
 */
export function sealKeyOf({ indexKey }: Pick<KeyRing, 'indexKey'>) {
  const seed = Buffer.from(hkdfSync('sha256', indexKey, Buffer.alloc(0), use, 32))
  const key = createPrivateKey({ key: Buffer.concat([head, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key)
  const der = publicKey.export({ format: 'der', type: 'spki' })
  return {
    publicPem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    /** SHA-256 of the public key as DER, by which people compare it. */
    fingerprint: createHash('sha256').update(der).digest('hex'),
    sign: (text: string) => sign(null, Buffer.from(text), key),
  }
}
