import { constants, privateEncrypt, sign as signWith } from 'node:crypto'
import type { Answer } from '../../../../server/domain/card/answer.ts'
import * as der from '../../../../server/simulators/cards/der.ts'
import { serialOf } from '../../../../server/simulators/cards/read.ts'
import { attribute } from '../../../../server/simulators/cards/signed-data.ts'
import { content, lin, wang, type CardWorld } from '../world.ts'
import type { Add } from './add.ts'
import { changed } from './changes.ts'
import { blocks } from './signatures.ts'

/** Raw signatures with a certificate beside them. */
export async function bare(world: CardWorld, add: Add) {
  const { ca, lin: card, sign, trust, now, withList } = world
  const { key, certificate } = card.signing
  const honest = card.signPkcs1(content)
  const of = (signature: Buffer, beside = certificate, hash = 'sha256'): Answer => ({
    pkcs1: signature.toString('base64'),
    certificate: beside.toString('base64'),
    hash,
  })
  const wangs = await ca.card(wang)
  const fake = (await ca.oddCard(lin, { by: await ca.impostor('moica3'), key })).signing.certificate
  const serial = serialOf(certificate)
  const attributesBlock = der.set(attribute('1.2.840.113549.1.9.3', der.objectId('1.2.840.113549.1.7.1')))
  add('algorithm', 'bare, SHA-1', of(card.signPkcs1(content, 'SHA1'), certificate, 'sha1'))
  add('algorithm', 'bare, a hash of no name', of(honest, certificate, ''))
  add('algorithm', 'bare, a hash named like a part of every object', of(honest, certificate, 'constructor'))
  add('signature', 'bare, SHA-1 under the name of SHA-256', of(card.signPkcs1(content, 'SHA1')))
  add('signature', 'bare, SHA-512 under the name of SHA-256', of(card.signPkcs1(content, 'SHA512')))
  add('signature', 'bare, by another card', of(wangs.signPkcs1(content)))
  add('signature', 'bare, of other content', of(card.signPkcs1('other')))
  add('revoked', 'bare, revoked', of(honest), {
    trust: await withList(await ca.list('moica3', { revoked: [{ serial, at: now }] }), 'moica3'),
  })
  const { encryption } = card
  add(
    'key-usage',
    'bare, the certificate for encryption',
    of(signWith('SHA256', content, encryption.key), encryption.certificate),
  )
  add('issuer', 'bare, a false authority', of(honest, fake))
  add('no-list', 'bare, no list', of(honest), { trust: { ...trust, lists: new Map() } })
  add('signature', 'bare, one bit', of(changed(honest, honest.subarray(100, 101), 0)))
  add('signature', 'bare, a zero in front', of(Buffer.concat([Buffer.of(0), honest])))
  const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING }
  add('signature', 'bare, PSS', of(signWith('SHA256', content, pss)))
  add('signature', 'bare, the signature of a message with attributes', of(sign().subarray(-256)))
  add('bare-content', 'bare, attributes signed as content', of(card.signPkcs1(attributesBlock)), {
    asked: { content: attributesBlock },
  })
  const nothing = der.set()
  add('bare-content', 'bare, no attributes signed as content', of(card.signPkcs1(nothing)), {
    asked: { content: nothing },
  })
  add('signature', 'bare, an empty signature', of(Buffer.alloc(0)))
  add('der', 'bare, no certificate', of(honest, Buffer.alloc(0)))
  add('too-long', 'bare, a signature of 20 KB', of(Buffer.alloc(20_000)))
  add('der', 'bare, a certificate with trailing bytes', of(honest, Buffer.concat([certificate, Buffer.of(0)])))
  add('signer-certificate', 'bare, something that is no certificate', of(honest, der.sequence(der.empty)))
  add('certificates', 'bare, an attribute certificate', of(honest, der.tagged(2, der.sequence())))
  add('signer-certificate', 'bare, a message in the place of the certificate', of(honest, sign()))
  for (const [title, block] of blocks(content)) {
    add('signature', `bare, ${title}`, of(privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, block)))
  }
}
