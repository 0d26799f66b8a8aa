import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import * as der from '../../../../server/simulators/cards/der.ts'
import * as extensions from '../../../../server/simulators/cards/extensions.ts'
import { rsaKey } from '../../../../server/simulators/cards/keys.ts'
import { content, lin, type CardWorld } from '../world.ts'
import type { Add } from './add.ts'
import { replaced } from './changes.ts'

export async function certificates({ odd, now }: CardWorld, add: Add) {
  const sha512 = der.algorithm('1.2.840.113549.1.1.13')
  const extra = (more: Buffer) => ({ extensions: (defaults: object) => [...Object.values(defaults), more] })
  add('certificate', 'version 1', await odd({ version: null }))
  add('certificate', 'version 2', await odd({ version: 1 }))
  add('certificate', 'SHA-1', await odd({ hash: 'SHA1' }))
  const sha256 = (parameters: Buffer | null) => der.algorithm('1.2.840.113549.1.1.11', parameters)
  const named = (inner: Buffer | null, outer: Buffer | null) =>
    odd({ innerAlgorithm: sha256(inner), outerAlgorithm: sha256(outer) })
  add('certificate', 'NULL inside, nothing outside', await named(der.empty, null))
  add('certificate', 'nothing inside, NULL outside', await named(null, der.empty))
  add('certificate', 'parameters of the algorithm', await named(der.integer(1), der.integer(1)))
  add('certificate', 'another algorithm inside', await odd({ innerAlgorithm: sha512 }))
  add('certificate', 'another algorithm outside', await odd({ outerAlgorithm: sha512 }))
  add('certificate', 'number 0', await odd({ serial: Buffer.of(0) }))
  add('certificate', 'a number of 21 bytes', await odd({ serial: Buffer.alloc(21, 9) }))
  add('certificate', 'an extension that is no DER', await odd(replaced('keyUsage', '2.5.29.15', Buffer.of(3, 9))))
  add('certificate', 'a key usage that is a text', await odd(replaced('keyUsage', '2.5.29.15', der.utf8('all'))))
  add('extensions', 'a critical one nobody knows', await odd(extra(extensions.extension('1.2.3.4', der.empty, true))))
  const notCritical = der.sequence(der.objectId('1.2.3.4'), der.boolean(false), der.octets(der.empty))
  add('certificate', 'an extension that says in so many words that it is not critical', await odd(extra(notCritical)))
  add('extensions', 'key usage twice', await odd(extra(extensions.keyUsage(['digitalSignature']))))
  add('early', 'valid from tomorrow', await odd({ from: new Date(now.getTime() + 86_400_000) }))
  const month = { from: new Date(now.getTime() - 30 * 86_400_000), until: new Date(now.getTime() - 86_400_000) }
  add('expired', 'valid until yesterday', await odd(month))
}

export async function keys({ ca, lin: card, odd }: CardWorld, add: Add) {
  const of = async (key: KeyObject) => (await ca.oddCard(lin, { key })).sign(content)
  add('key', 'RSA of 1,024 bits', await of(await rsaKey(1024)))
  add('key', 'RSA with exponent 3', await of(await rsaKey(2048, 3)))
  add('key', 'an elliptic curve', await of(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey))
  add('key', 'an unknown curve', await of(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey))
  add(
    'key',
    'Ed25519',
    await odd({ subjectPublicKey: generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }) }),
  )
  const { n = '' } = createPublicKey(card.signing.key.export({ type: 'pkcs8', format: 'pem' })).export({
    format: 'jwk',
  })
  for (const [title, subjectPublicKey] of spellings(Buffer.from(n, 'base64url'))) {
    add('key', title, await odd({ subjectPublicKey }))
  }
}

/** The very key of the card, in no way that RFC 3279 2.3.1 and DER allow. */
function spellings(modulus: Buffer): [title: string, subjectPublicKey: Buffer][] {
  const rsa = der.algorithm('1.2.840.113549.1.1.1')
  const [number, exponent] = [der.integer(modulus), der.integer(65537)]
  const numbers = der.sequence(number, exponent)
  return [
    ['no key', der.sequence()],
    // other than in a signature
    ['a key without NULL', der.sequence(der.algorithm('1.2.840.113549.1.1.1', null), der.bits(numbers))],
    ['a key with something beside it', der.sequence(rsa, der.bits(numbers), der.empty)],
    ['a key that ends within a byte', der.sequence(rsa, der.bits(numbers, 1))],
    ['a key with a byte behind its numbers', der.sequence(rsa, der.bits(Buffer.concat([numbers, Buffer.of(0)])))],
    ['a key of three numbers', der.sequence(rsa, der.bits(der.sequence(number, exponent, exponent)))],
    ['a key of one number', der.sequence(rsa, der.bits(der.sequence(number)))],
    ['a key below zero', der.sequence(rsa, der.bits(der.sequence(der.element(2, modulus), exponent)))],
    [
      'a key with a zero too many',
      der.sequence(rsa, der.bits(der.sequence(der.element(2, Buffer.of(0, 0), modulus), exponent))),
    ],
    [
      'a key with a longer length than it needs',
      der.sequence(rsa, der.bits(der.sequence(number, Buffer.from('028103010001', 'hex')))),
    ],
  ]
}
