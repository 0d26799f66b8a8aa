import { constants, createHash, privateEncrypt, sign as signWith } from 'node:crypto'
import * as der from '../../../../server/simulators/cards/der.ts'
import { attribute } from '../../../../server/simulators/cards/signed-data.ts'
import { content, wang, type CardWorld } from '../world.ts'
import type { Add } from './add.ts'
import { changed } from './changes.ts'

export async function signatures({ ca, lin: card, sign, now }: CardWorld, add: Add) {
  const by = (change: (defaults: Buffer, signed: Buffer) => Buffer) =>
    sign(undefined, { signer: { signature: change } })
  const over = (change: (defaults: Buffer) => Buffer) => sign(undefined, { signer: { signedBytes: change } })
  const { key } = card.signing
  const modulus = Buffer.from(String(key.export({ format: 'jwk' }).n), 'base64url')
  const plus = (a: Buffer, b: Buffer) =>
    Buffer.from(
      (BigInt(`0x${a.toString('hex')}`) + BigInt(`0x${b.toString('hex')}`)).toString(16).padStart(514, '0'),
      'hex',
    )
  add(
    'signature',
    'one bit',
    by(defaults => changed(defaults, defaults.subarray(100, 101), 0)),
  )
  add(
    'signature',
    'empty',
    by(() => Buffer.alloc(0)),
  )
  add(
    'signature',
    'zero',
    by(() => Buffer.alloc(256)),
  )
  add(
    'signature',
    'one',
    by(() => Buffer.concat([Buffer.alloc(255), Buffer.of(1)])),
  )
  add(
    'signature',
    'the modulus',
    by(() => modulus),
  )
  add(
    'signature',
    'the modulus less one',
    by(() => Buffer.concat([modulus.subarray(0, -1), Buffer.of((modulus.at(-1) ?? 1) - 1)])),
  )
  add(
    'signature',
    'the modulus added',
    by(defaults => plus(defaults, modulus)),
  )
  add(
    'signature',
    'a zero in front',
    by(defaults => Buffer.concat([Buffer.of(0), defaults])),
  )
  add(
    'signature',
    'one byte short',
    by(defaults => defaults.subarray(1)),
  )
  add(
    'signature',
    'PSS',
    by((_, signed) => signWith('SHA256', signed, { key, padding: constants.RSA_PKCS1_PSS_PADDING })),
  )
  add(
    'signature',
    'SHA-512 inside',
    by((_, signed) => signWith('SHA512', signed, key)),
  )
  add(
    'signature',
    'SHA-1 inside',
    by((_, signed) => signWith('SHA1', signed, key)),
  )
  const wangs = await ca.card(wang)
  add(
    'signature',
    'by another card',
    by((_, signed) => signWith('SHA256', signed, wangs.signing.key)),
  )
  add(
    'signature',
    'attributes with the tag they are sent with',
    over(defaults => Buffer.concat([Buffer.of(0xa0), defaults.subarray(1)])),
  )
  add(
    'signature',
    'the content, with attributes there',
    over(() => content),
  )
  add(
    'signature',
    'attributes, with none there',
    sign({}, { signer: { attributes: null, signedBytes: () => der.set(attribute('1.2.3', der.empty)) } }),
  )
  add('signature', 'the time, changed', changed(sign({ at: now }), Buffer.from(der.time(now)), 4))
  for (const [title, block] of blocks(content)) {
    const forged = privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, block)
    add('signature', title, sign({}, { signer: { attributes: null, signature: () => forged } }))
  }
}

/** Blocks of 256 bytes that an honest signer never makes of this content (RFC 8017 9.2), with what is wrong in them. */
export function blocks(signed: Buffer): [string, Buffer][] {
  const digest = createHash('sha256').update(signed).digest()
  const sha256 = '2.16.840.1.101.3.4.2.1'
  const info = (algorithm: Buffer, ...more: Buffer[]) => der.sequence(algorithm, der.octets(digest), ...more)
  const defaults = info(der.algorithm(sha256))
  const block = (inside: Buffer, type = 1, fill = 0xff, after = Buffer.alloc(0)) => {
    const padding = Buffer.alloc(256 - 3 - inside.length - after.length, fill)
    return Buffer.concat([Buffer.of(0, type), padding, Buffer.of(0), inside, after])
  }
  const oneOdd = block(defaults)
  oneOdd[40] = 0xfe
  const longForm = Buffer.concat([Buffer.of(0x30, 0x81), defaults.subarray(1)])
  return [
    ['no NULL in the digest', block(info(der.algorithm(sha256, null)))],
    ['a block of type 2', block(defaults, 2)],
    ['a block of type 0', block(defaults, 0, 0)],
    ['a padding byte that differs', oneOdd],
    ['garbage after the digest', block(defaults, 1, 0xff, Buffer.alloc(20, 7))],
    ['garbage in the digest', block(info(der.algorithm(sha256), der.octets(Buffer.alloc(20, 7))))],
    ['a length that is not the shortest', block(longForm)],
    ['another hash named in the digest', block(info(der.algorithm('2.16.840.1.101.3.4.2.2')))],
    ['a bare digest', block(digest)],
    ['parameters in the digest', block(info(der.algorithm(sha256, der.octets(Buffer.of(1)))))],
    [
      'hardly any padding',
      Buffer.concat([
        block(defaults).subarray(0, 6),
        Buffer.of(0),
        defaults,
        Buffer.alloc(256 - 7 - defaults.length, 9),
      ]),
    ],
  ]
}
