import { createHash } from 'node:crypto'
import * as der from '../../../../server/simulators/cards/der.ts'
import { ocspAnswer } from '../../../../server/simulators/cards/ocsp-answer.ts'
import { issuerAndSerialOf, serialOf } from '../../../../server/simulators/cards/read.ts'
import { attribute, type Attributes } from '../../../../server/simulators/cards/signed-data.ts'
import { content, lin, wang, type CardWorld } from '../world.ts'
import type { Add } from './add.ts'

export async function structure({ ca, lin: card, sign }: CardWorld, add: Add) {
  const odd = (tricks: Parameters<typeof sign>[1]) => sign(undefined, tricks)
  const segmented = der.element(0x24, der.octets(content.subarray(0, 9)), der.octets(content.subarray(9)))
  add('message', 'content in pieces', odd({ eContent: der.tagged(0, segmented) }))
  add('message', 'content that is no OCTET STRING', odd({ eContent: der.tagged(0, der.utf8('hello')) }))
  add('message', 'content twice', odd({ eContent: der.tagged(0, der.octets(content), der.octets(content)) }))
  add('message-kind', 'said to be plain data', odd({ contentType: '1.2.840.113549.1.7.1' }))
  add('message-kind', 'said to be enveloped data', odd({ contentType: '1.2.840.113549.1.7.3' }))
  const wrapping = der.element(6, Buffer.from('2a864886f70d01079080808002', 'hex'))
  add(
    'message-kind',
    'an identifier that wraps at 2^32',
    odd({ message: defaults => der.sequence(wrapping, defaults.subarray(15)) }),
  )
  add('message-kind', 'version 0', odd({ version: 0 }))
  add('message-kind', 'version 9', odd({ version: 9 }))

  const timeStamp = '1.2.840.113549.1.9.16.1.4'
  const plain = attribute('1.2.840.113549.1.9.3', der.objectId('1.2.840.113549.1.7.1'))
  const asPlain = { attributes: (defaults: Attributes) => Object.values({ ...defaults, contentType: plain }) }
  add('content-kind', 'a time stamp', odd({ eContentType: timeStamp }))
  add('content-kind', 'a time stamp that signs as plain data', odd({ eContentType: timeStamp, signer: asPlain }))

  add('content', 'another text beside the signed one', odd({ attached: Buffer.from('pay 100') }))
  const others = {
    'another site': content.toString().replace('localhost', 'localhose'),
    'a line end': `${content}\n`,
    'a byte order mark': `\ufeff${content}`,
    nothing: '',
    'base64 of the text': content.toString('base64'),
  }
  for (const [title, other] of Object.entries(others)) add('content', `signed ${title}`, card.sign(other))
  add('content', 'signed in UTF-16', card.sign(Buffer.from(content.toString(), 'utf16le')))

  const own = card.signing.certificate
  const six = Array.from({ length: 6 }, () => card.issuer)
  add('certificates', 'seven certificates', odd({ certificates: [own, ...six] }))
  add('certificates', 'an attribute certificate', odd({ certificates: [own, der.tagged(2, der.sequence())] }))
  add('extras', 'an enclosed list', odd({ lists: [await ca.list('moica3')] }))
  const { serial, issuer } = { serial: serialOf(card.signing.certificate), issuer: await ca.issuer('moica3') }
  const answer = ocspAnswer({ serial, issuer, status: 'good', from: new Date(), responder: issuer })
  const revocationInfo = der.tagged(1, der.objectId('1.3.6.1.5.5.7.16.2'), answer)
  add('extras', 'an enclosed answer that the card is good', odd({ lists: [revocationInfo] }))
  const saysGood = attribute('1.3.6.1.5.5.7.48.1.1', der.octets(answer))
  add('extras', 'the same as an unsigned attribute', odd({ signer: { unsignedAttributes: [saysGood] } }))
  add('extras', 'an unsigned attribute', odd({ signer: { unsignedAttributes: [attribute('1.2.3', der.empty)] } }))

  const bad = (defaults: Buffer) => Buffer.concat([defaults.subarray(0, -1), Buffer.of((defaults.at(-1) ?? 0) ^ 1)])
  const keyed = der.element(0x80, createHash('sha1').update(own).digest())
  add('signers', 'no signer', odd({ signers: () => [] }))
  add('signers', 'one signer twice', odd({ signers: defaults => [defaults, defaults] }))
  add('signers', 'a good signer, then a bad one', odd({ signers: defaults => [defaults, bad(defaults)] }))
  add('signers', 'a bad signer, then a good one', odd({ signers: defaults => [bad(defaults), defaults] }))
  add('signers', 'version 3', odd({ signer: { version: 3 } }))
  add('signers', 'named by key id', odd({ signer: { version: 3, sid: keyed } }))
  add('signers', 'named by key id in version 1', odd({ signer: { sid: keyed } }))

  const other = (await ca.card(wang)).signing.certificate
  const fake = (await ca.oddCard(lin, { by: await ca.impostor('moica3'), tricks: { serial: serialOf(own) } })).signing
  add('signer-certificate', 'no certificate', odd({ certificates: [] }))
  add('signer-certificate', 'the certificate of another', odd({ certificates: [other] }))
  add('signer-certificate', 'the certificate twice', odd({ certificates: [own, own] }))
  add('signer-certificate', 'a false one of the same number after it', odd({ certificates: [own, fake.certificate] }))
  add('signer-certificate', 'a false one of the same number before it', odd({ certificates: [fake.certificate, own] }))
  add('issuer', 'a false one of the same number alone', odd({ certificates: [fake.certificate] }))
  const named = issuerAndSerialOf(other)
  add('signer-certificate', 'another is said to have signed', odd({ signer: { sid: named } }))
  add(
    'signature',
    'another is said to have signed, and is there',
    odd({ signer: { sid: named }, certificates: [other] }),
  )
}
