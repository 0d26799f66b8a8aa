import { constants, createHash, privateDecrypt, sign } from 'node:crypto'
import type { Holder } from './card-certificate.ts'
import type { Hash } from './oids.ts'
import { signedData, type Credential, type MessageTricks, type Wish } from './signed-data.ts'

export type Card = {
  holder: Holder
  /** The certificate with digitalSignature, and its key. */
  signing: Credential
  /** The certificate for encryption, and its key. */
  encryption: Credential
  /** The issuing authority's certificate. */
  issuer: Buffer
  /** PKCS#7 (CMS) over the content, DER. */
  sign(content: Buffer | string, wish?: Wish, tricks?: MessageTricks): Buffer
  /** PKCS#1 v1.5 over the content. */
  signPkcs1(content: Buffer | string, hash?: Hash): Buffer
  /** Opens PKCS#1 v1.5 encryption to the card's encryption key; null when it cannot. */
  decrypt(cipher: Buffer): Buffer | null
}

export const card = (holder: Holder, signing: Credential, encryption: Credential, issuer: Buffer): Card => ({
  holder,
  signing,
  encryption,
  issuer,
  sign: (content, wish, tricks) => signedData(Buffer.from(content), signing, wish, tricks),
  signPkcs1: (content, hash = 'SHA256') => sign(hash, Buffer.from(content), signing.key),
  decrypt: cipher => decrypted(cipher, encryption),
})

/** The same card with another signing certificate over the same key: expired, revoked, look-alike. */
export const withCertificate = ({ holder, signing, encryption, issuer }: Card, certificate: Buffer): Card =>
  card(holder, { ...signing, certificate }, encryption, issuer)

/** A serial number that can be put on a list before the card exists. */
export const foreseenSerial = (cardNumber: string, what: string) =>
  createHash('sha256').update(`${what} ${cardNumber}`).digest().subarray(0, 16)

// unpadded by hand: newer runtimes refuse PKCS#1 v1.5 decryption, and a stand-in guards no secret
function decrypted(cipher: Buffer, { key }: Credential): Buffer | null {
  try {
    const block = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, cipher)
    const end = block.indexOf(0, 2)
    return block[0] === 0 && block[1] === 2 && end >= 10 ? block.subarray(end + 1) : null
  } catch {
    return null
  }
}
