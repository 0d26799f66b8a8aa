import {
  constants,
  createHash,
  createPublicKey,
  generateKeyPairSync,
  privateEncrypt,
  sign as signWith,
  type KeyObject,
} from 'node:crypto'
import type { Answer, Asked } from '../../../server/domain/card/answer.ts'
import type { CheckName } from '../../../server/domain/card/refusal.ts'
import type { Trust } from '../../../server/domain/card/trust.ts'
import { name as nameOf } from '../../../server/simulators/cards/certificate.ts'
import * as der from '../../../server/simulators/cards/der.ts'
import * as extensions from '../../../server/simulators/cards/extensions.ts'
import type { Issuer } from '../../../server/simulators/cards/issuers.ts'
import { rsaKey } from '../../../server/simulators/cards/keys.ts'
import { ocspAnswer } from '../../../server/simulators/cards/ocsp-answer.ts'
import { gpki } from '../../../server/simulators/cards/oids.ts'
import { issuerAndSerialOf, serialOf } from '../../../server/simulators/cards/read.ts'
import { attribute, signedData, type Attributes } from '../../../server/simulators/cards/signed-data.ts'
import { content, lin, office, school, wang, type CardWorld } from './world.ts'

/** A message that must be refused, the check that must refuse it, and what else is unlike the honest case. */
export type BadAnswer = {
  title: string
  why: CheckName
  answer: Answer
  asked?: Partial<Asked>
  trust?: Trust
  now?: Date
}

type Rest = Pick<BadAnswer, 'asked' | 'trust' | 'now'>

/** Every bad message of the verifier's table; the honest one beside them is Lin's signature over `content`. */
export async function badAnswers(world: CardWorld): Promise<BadAnswer[]> {
  const all: BadAnswer[] = []
  const add: Add = (why, title, said, rest = {}) => all.push({ why, title, answer: answerOf(said), ...rest })

  bytes(world, add)
  await structure(world, add)
  algorithms(world, add)
  await certificates(world, add)
  await keys(world, add)
  await issuers(world, add)
  await profile(world, add)
  await revocation(world, add)
  attributes(world, add)
  await signatures(world, add)
  await bare(world, add)
  return all
}

type Add = (why: CheckName, title: string, said: Buffer | string | Answer, rest?: Rest) => void

/** A message as it stands or in base64, or an answer of another form. */
function answerOf(said: Buffer | string | Answer): Answer {
  if (Buffer.isBuffer(said)) return { cms: said.toString('base64') }
  return typeof said === 'string' ? { cms: said } : said
}

function bytes({ sign }: CardWorld, add: Add) {
  const honest = sign()
  const text = honest.toString('base64')
  add('too-long', '16 KB and one byte', Buffer.alloc(16 * 1024 + 1, 0x30))
  add('too-long', '2 MB', 'A'.repeat(2_000_000))
  add('der', 'nothing', '')
  add('base64', 'a PEM file', `-----BEGIN PKCS7-----\n${text}\n-----END PKCS7-----`)
  add('base64', 'a line break', text.replace(/(.{64})/, '$1\n'))
  add('base64', 'the alphabet of URLs', Buffer.from([0x30, 0x02, 0xfb, 0xff]).toString('base64url'))
  add('base64', 'a page in place of a signature', '<!doctype html>')
  add('der', 'trailing bytes', Buffer.concat([honest, Buffer.of(0)]))
  add('der', 'cut short', honest.subarray(0, -1))
  add('der', 'noise', createHash('sha512').update('noise').digest())
  add('der', 'a length that is not the shortest', Buffer.of(0x30, 0x81, 0x02, 0x05, 0x00))
  add('der', 'an indefinite length', Buffer.of(0x30, 0x80, 0x05, 0x00, 0x00, 0x00))
  add('der', 'a length of 4 GB', Buffer.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x00))
  add('der', '60 levels', nested(60))
  add('der', 'thousands of nothings', der.sequence(Buffer.alloc(16_000).fill(der.empty)))
  add('der', '4,000 levels', nested(4000))
  add('message', 'NULL', der.empty)
  add('message', '30 levels of nothing', nested(30))
  add('message', 'no certificates and no signers field', der.sequence(der.objectId('1.2.840.113549.1.7.2')))
}

function nested(levels: number): Buffer {
  let all = der.sequence()
  for (let level = 1; level < levels; level += 1) all = der.sequence(all)
  return all
}

async function structure({ ca, lin: card, sign }: CardWorld, add: Add) {
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

function algorithms({ sign }: CardWorld, add: Add) {
  const sha256 = '2.16.840.1.101.3.4.2.1'
  const digest = (id: string, parameters?: Buffer) => ({
    digestAlgorithms: [der.algorithm(id, parameters)],
    signer: { digestAlgorithm: der.algorithm(id, parameters) },
  })
  const signature = (algorithm: Buffer) => sign({}, { signer: { signatureAlgorithm: algorithm } })
  add('algorithm', 'SHA-1', sign({ hash: 'SHA1' }))
  add('algorithm', 'said to be MD5', sign({}, digest('1.2.840.113549.2.5')))
  add('algorithm', 'an unknown digest', sign({}, digest('1.2.3.4')))
  add('algorithm', 'parameters of the digest', sign({}, digest(sha256, der.octets(Buffer.of(1)))))
  add('algorithm', 'no digest named above', sign({}, { digestAlgorithms: [] }))
  add(
    'algorithm',
    'another digest named above',
    sign({}, { digestAlgorithms: [der.algorithm('2.16.840.1.101.3.4.2.3')] }),
  )
  add(
    'algorithm',
    'two digests named above',
    sign({}, { digestAlgorithms: [der.algorithm(sha256), der.algorithm(sha256)] }),
  )
  add('algorithm', 'SHA-256 with sha1WithRSA', signature(der.algorithm('1.2.840.113549.1.1.5')))
  add('algorithm', 'SHA-256 with sha512WithRSA', signature(der.algorithm('1.2.840.113549.1.1.13')))
  add('algorithm', 'ECDSA', signature(der.algorithm('1.2.840.10045.4.3.2', null)))
  add('algorithm', 'PSS', signature(der.algorithm('1.2.840.113549.1.1.10', der.sequence())))
  add('algorithm', 'nothing in a SEQUENCE for NULL', signature(der.algorithm('1.2.840.113549.1.1.1', der.sequence())))
  add(
    'algorithm',
    'NULL twice',
    signature(der.algorithm('1.2.840.113549.1.1.11', Buffer.concat([der.empty, der.empty]))),
  )
  add('algorithm', 'parameters of the signature', signature(der.algorithm('1.2.840.113549.1.1.1', der.integer(1))))
  add('digest', 'SHA-1 under the name of SHA-256', sign({ hash: 'SHA1' }, digest(sha256)))
}

async function certificates({ odd, now }: CardWorld, add: Add) {
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

const replaced = (which: string, id: string, value: Buffer) => ({
  extensions: (defaults: object) => Object.values({ ...defaults, [which]: extensions.extension(id, value) }),
})

async function keys({ ca, lin: card, odd }: CardWorld, add: Add) {
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
  // RFC 3279 2.3.1: a key, other than a signature, always says NULL
  const bits = createPublicKey(card.signing.key.export({ type: 'pkcs8', format: 'pem' })).export({
    type: 'pkcs1',
    format: 'der',
  })
  const withoutNull = der.sequence(der.algorithm('1.2.840.113549.1.1.1', null), der.bits(bits))
  add('key', 'a key without NULL', await odd({ subjectPublicKey: withoutNull }))
  add('key', 'no key', await odd({ subjectPublicKey: der.sequence() }))
}

async function issuers({ ca, lin: card, odd, trust, now, sign }: CardWorld, add: Add) {
  const broken = (defaults: Buffer) => Buffer.concat([Buffer.of((defaults[0] ?? 0) ^ 1), defaults.subarray(1)])
  const xca = (await ca.issuer('xca')).subject
  const citizen = {
    certificate: card.signing.certificate,
    subject: xca,
    keyId: Buffer.alloc(20, 1),
    key: card.signing.key,
  }
  add('issuer', 'the name of MOICA, an unknown key', await odd({}, await ca.impostor('moica3')))
  add('issuer', 'no key id of the issuer', await odd({ extensions: defaults => without(defaults, 'authorityKey') }))
  add('issuer', 'the key id of MOICA, another name', await odd({ issuerName: xca }))
  add('issuer', 'issued by the root', await odd({}, 'grca3'))
  add('issuer', 'issued by a card', await odd({}, citizen))
  await chains(ca, card, add)
  add('issuer', 'a generation nobody imported', sign(), {
    trust: { ...trust, issuers: trust.issuers.filter(({ kind }) => kind === 'agency') },
  })
  add(
    'issuer-signature',
    'the key id of MOICA, another key',
    await odd({}, await ca.impostor('moica3', { claimsKeyId: true })),
  )
  add('issuer-signature', 'a bit of the signature', await odd({ signature: broken }))
  const generation = { ...(await ca.issuer('moica2')), keyId: (await ca.issuer('moica3')).keyId }
  add('issuer-signature', 'the key id of one generation, the key of another', await odd({}, generation))
  add('other-kind', 'a school where a person is asked for', (await ca.card(school)).sign(content), {
    asked: { kinds: ['citizen'] },
  })
  add('other-kind', 'a person where an agency is asked for', sign(), { asked: { kinds: ['agency'] } })
  const ended = trust.issuers.map(issuer => ({ ...issuer, until: new Date(now.getTime() - 1000) }))
  add('issuer-expired', 'the issuer ended a second ago', sign(), { trust: { ...trust, issuers: ended } })
  const begun = trust.issuers.map(issuer => ({ ...issuer, from: new Date(now.getTime() + 1000) }))
  add('issuer-expired', 'the issuer begins in a second', sign(), { trust: { ...trust, issuers: begun } })
}

/** Certificates of authorities that the sender brings along to build a path with. */
async function chains(ca: CardWorld['ca'], { signing }: CardWorld['lin'], add: Add) {
  const moica3 = await ca.issuer('moica3')
  const [root, below] = [await ca.impostor('grca3'), await ca.oddIssuer('moica2', moica3)]
  const fake = await ca.oddIssuer('moica3', root)
  // the same two keys, each certified by the other
  const one = await ca.oddIssuer('moica2', fake)
  const other = await ca.oddIssuer('moica3', one, fake.key)
  const bring = async (by: Issuer, ...certificates: Buffer[]) => {
    const odd = await ca.oddCard(lin, { by, key: signing.key })
    return odd.sign(content, {}, { certificates: [odd.signing.certificate, ...certificates] })
  }
  add(
    'issuer',
    'a false authority under a false root, both enclosed',
    await bring(fake, fake.certificate, root.certificate),
  )
  add('issuer', 'an authority below MOICA, enclosed', await bring(below, below.certificate, moica3.certificate))
  add('issuer', 'two authorities that certify each other', await bring(one, one.certificate, other.certificate))
  const key = {
    extensions: (defaults: object) =>
      Object.values({ ...defaults, authorityKey: extensions.authorityKey(below.keyId) }),
  }
  const astray = await ca.oddCard(lin, { key: signing.key, tricks: key })
  add('issuer', 'issued by MOICA, with the key id of another', astray.sign(content))
}

async function profile(world: CardWorld, add: Add) {
  const { ca, lin: card, odd, sign } = world
  const policy = (...policies: string[]) => odd({ policies })
  add('policy', 'none', await odd({ extensions: defaults => without(defaults, 'policies') }))
  add('policy', 'the test policy', await policy('2.16.886.101.0.3.0'))
  add('policy', 'level 1', await policy('2.16.886.101.0.3.1'))
  add('policy', 'any policy', await policy('2.5.29.32.0'))
  add('policy', 'an identifier that begins with it', await policy(`${gpki.levelThree}.1`))
  add('key-usage', 'the certificate for encryption', signedData(content, card.encryption))
  add('key-usage', 'none', await odd({ extensions: defaults => without(defaults, 'keyUsage') }))
  add('key-usage', 'non-repudiation alone', await odd({ usage: ['nonRepudiation'] }))
  const extra = (more: Buffer) => odd({ extensions: defaults => [...Object.values(defaults), more] })
  add('purpose', 'an authority', await extra(extensions.basicConstraints(true)))
  add('purpose', 'a server', await extra(extensions.extendedUsage(['1.3.6.1.5.5.7.3.1'])))
  add('purpose', 'nothing at all', await extra(extensions.extendedUsage([])))
  add('purpose', 'time stamps', await extra(extensions.extendedUsage(['1.3.6.1.5.5.7.3.8'], true)))
  add('purpose', 'answers about revocation', await extra(extensions.extendedUsage(['1.3.6.1.5.5.7.3.9'])))

  const four = [gpki.lastFour, der.utf8('6789')] as const
  const person = [gpki.subjectType, der.objectId(gpki.naturalPerson)] as const
  const type = (...ids: string[]) =>
    odd({ directoryAttributes: [...ids.map(id => [gpki.subjectType, der.objectId(id)] as const), four] })
  add(
    'subject-type',
    'no directory attributes',
    await odd({ extensions: defaults => without(defaults, 'directoryAttributes') }),
  )
  add('subject-type', 'an agency, by the authority for persons', await type(gpki.agency))
  add('subject-type', 'a health professional', await type('2.16.886.1.100.3.1.7'))
  add('subject-type', 'a server', await type('2.16.886.1.100.3.3.1'))
  add('subject-type', 'below a natural person', await type(`${gpki.naturalPerson}.1`))
  add('subject-type', 'two types', await type(gpki.naturalPerson, gpki.naturalPerson))
  add('subject-type', 'a person, by the authority for agencies', await odd({}, 'gca'))
  const company = { ...office, organisation: '2.16.886.101.1' }
  const foreign = { directoryAttributes: [[gpki.subjectType, der.objectId('2.16.886.1.100.3.3.1')] as const] }
  add(
    'subject-type',
    'a server, by the authority for agencies',
    (await ca.oddCard(company, { key: card.signing.key, tricks: foreign })).sign(content),
  )
  const last = (...values: Buffer[]) =>
    odd({ directoryAttributes: [person, ...values.map(value => [gpki.lastFour, value] as const)] })
  add('last-four', 'none', await last())
  add('last-four', 'twice', await last(der.utf8('6789'), der.utf8('6789')))
  add('last-four', 'letters', await last(der.utf8('67B9')))
  add('last-four', 'five', await last(der.utf8('56789')))
  add('last-four', 'of another type', await last(der.octets(Buffer.from('6789'))))
  add('last-four', 'empty', await last(der.utf8('')))

  await subjects(world, add)
  add('signature', 'a card number, changed', changed(sign(), Buffer.from(lin.cardNumber), 3))
}

async function subjects({ odd }: CardWorld, add: Add) {
  const named = (common: string, serial = lin.serialNumber) =>
    odd({
      subject: nameOf([
        ['country', 'TW'],
        ['common', common],
        ['serial', serial],
      ]),
    })
  const part = (id: string, value: Buffer) => der.sequence(der.objectId(id), value)
  const country = der.set(part('2.5.4.6', der.printable('TW')))
  const common = part('2.5.4.3', der.utf8(lin.name))
  const serial = part('2.5.4.5', der.printable(lin.serialNumber))
  const subject = (...sets: Buffer[]) => odd({ subject: der.sequence(country, ...sets) })
  add('subject', 'no number', await subject(der.set(common)))
  add('subject', 'eight digits', await named(lin.name, '12345678'))
  add('subject', 'a letter in the number', await named(lin.name, '000000009990000A'))
  add('subject', 'two names', await subject(der.set(common), der.set(common), der.set(serial)))
  add('subject', 'name and number in one part', await subject(der.set(common, serial)))
  add('subject', 'number before name', await subject(der.set(serial), der.set(common)))
  add(
    'subject',
    'an unknown part',
    await subject(der.set(common), der.set(serial), der.set(part('2.5.4.12', der.utf8('校長')))),
  )
  add('subject', 'a NUL in the name', await named('林測\u0000試'))
  add('subject', 'text turned round', await named('林\u202e測試'))
  add('subject', 'a space that nobody sees', await named('林\u200b測試'))
  add('subject', 'a blank name', await named(' '))
  add('subject', '300 characters', await named('林'.repeat(300)))
  add(
    'subject',
    'no UTF-8',
    await subject(der.set(part('2.5.4.3', der.element(12, Buffer.of(0xe6, 0xb8)))), der.set(serial)),
  )
  add(
    'subject',
    'a name as octets',
    await subject(der.set(part('2.5.4.3', der.octets(Buffer.from('Lin')))), der.set(serial)),
  )
}

async function revocation({ ca, lin: card, odd, sign, trust, now, withList }: CardWorld, add: Add) {
  const serial = serialOf(card.signing.certificate)
  const listed = (reason?: number) => ({ serial, at: now, ...(reason !== undefined && { reason }) })
  const others = Array.from({ length: 300 }, (_, i) => ({
    serial: createHash('sha256')
      .update(String(i))
      .digest()
      .subarray(0, 16 + (i % 3)),
    at: now,
  }))
  const listOf = async (...revoked: Parameters<typeof ca.list>[1][]) =>
    withList(await ca.list('moica3', revoked[0]), 'moica3')
  add('revoked', 'revoked', sign(), { trust: await listOf({ revoked: [listed(1)] }) })
  add('revoked', 'on hold', sign(), { trust: await listOf({ revoked: [...others, listed(6)] }) })
  add('revoked', 'among many', sign(), { trust: await listOf({ revoked: [listed(), ...others] }) })
  const high = Buffer.alloc(16, 0xf0)
  add('revoked', 'a number with the highest bit', await odd({ serial: high }), {
    trust: await listOf({ revoked: [{ serial: high, at: now }] }),
  })
  const older = Buffer.alloc(16, 0x21)
  add('revoked', 'a card of the older generation', await odd({ serial: older }, 'moica2'), {
    trust: await withList(await ca.list('moica2', { revoked: [{ serial: older, at: now }] }), 'moica2'),
  })

  const [moica2, moica3] = [await ca.issuer('moica2'), await ca.issuer('moica3')].map(({ keyId }) =>
    keyId.toString('hex'),
  )
  const unlisted = (keyId: string | undefined) => ({
    ...trust,
    lists: new Map([...trust.lists].filter(([key]) => key !== keyId)),
  })
  add('no-list', 'no list at all', sign(), { trust: { ...trust, lists: new Map() } })
  add('no-list', 'the list of the older generation only', sign(), { trust: unlisted(moica3) })
  add('no-list', 'an older card with the list of the newer generation only', await odd({}, 'moica2'), {
    trust: unlisted(moica2),
  })
  const week = 7 * 86_400_000
  add('list-expired', 'a day after the list ended', sign(), { now: new Date(now.getTime() + week + 86_400_000) })
  add('list-early', 'ten minutes before the list begins', sign(), { now: new Date(now.getTime() - 600_000) })
  const authority = { serial: serialOf(card.issuer), at: now }
  add('issuer-revoked', 'MOICA is on the list of its root', sign(), {
    trust: await withList(await ca.list('grca3', { revoked: [authority] }), 'grca3'),
  })
}

function attributes({ lin: card, sign }: CardWorld, add: Add) {
  const odd = (change: (defaults: Attributes) => readonly Buffer[]) =>
    sign(undefined, { signer: { attributes: change } })
  const kind = (id: string) => attribute('1.2.840.113549.1.9.3', der.objectId(id))
  const digestOf = (bytes: Buffer) => attribute('1.2.840.113549.1.9.4', der.octets(bytes))
  const own = createHash('sha256').update(content).digest()
  const other = createHash('sha256').update('other').digest()
  const number = attribute(gpki.cardNumber, der.printable(lin.cardNumber))
  add(
    'attributes',
    'a good digest, then another',
    odd(defaults => [...Object.values(defaults), digestOf(other)]),
  )
  add(
    'attributes',
    'a good digest twice',
    odd(defaults => [...Object.values(defaults), defaults.messageDigest]),
  )
  add(
    'attributes',
    'two values',
    odd(defaults =>
      Object.values({
        ...defaults,
        messageDigest: attribute('1.2.840.113549.1.9.4', der.octets(own), der.octets(other)),
      }),
    ),
  )
  add(
    'attributes',
    'no value',
    odd(defaults => Object.values({ ...defaults, signingTime: attribute('1.2.840.113549.1.9.5') })),
  )
  add(
    'attributes',
    'two card numbers',
    odd(defaults => [...Object.values(defaults), number]),
  )
  add(
    'attribute-kind',
    'none at all',
    odd(() => []),
  )
  add(
    'attribute-kind',
    'not said',
    odd(defaults => without(defaults, 'contentType')),
  )
  add(
    'attribute-kind',
    'another',
    odd(defaults => Object.values({ ...defaults, contentType: kind('1.2.840.113549.1.9.16.1.4') })),
  )
  add(
    'digest',
    'not said',
    odd(defaults => without(defaults, 'messageDigest')),
  )
  add(
    'digest',
    'of other content',
    odd(defaults => Object.values({ ...defaults, messageDigest: digestOf(other) })),
  )
  add(
    'digest',
    'half of it',
    odd(defaults => Object.values({ ...defaults, messageDigest: digestOf(own.subarray(0, 16)) })),
  )
  add(
    'digest',
    'empty',
    odd(defaults => Object.values({ ...defaults, messageDigest: digestOf(Buffer.alloc(0)) })),
  )
  add('digest', 'detached, of other content', card.sign('other', {}, { attached: null }))
  add(
    'digest',
    'a text',
    odd(defaults =>
      Object.values({ ...defaults, messageDigest: attribute('1.2.840.113549.1.9.4', der.element(12, own)) }),
    ),
  )
  add('nonce', 'of another occasion', sign({ nonce: 'cd'.repeat(32) }))
  add(
    'nonce',
    'empty',
    odd(defaults =>
      Object.values({ ...defaults, nonce: attribute('1.2.840.113549.1.9.25.3', der.octets(Buffer.alloc(0))) }),
    ),
  )

  const block = der.set(kind('1.2.840.113549.1.7.1'), digestOf(own))
  add('bare-content', 'attributes signed as content', card.sign(block, {}, { signer: { attributes: null } }), {
    asked: { content: block },
  })
}

async function signatures({ ca, lin: card, sign, now }: CardWorld, add: Add) {
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

/** Raw signatures with a certificate beside them. */
async function bare(world: CardWorld, add: Add) {
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

/** Blocks of 256 bytes that an honest signer never makes of this content (RFC 8017 9.2), with what is wrong in them. */
function blocks(signed: Buffer): [string, Buffer][] {
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

/** All parts but one. */
export const without = (parts: object, name: string): Buffer[] =>
  Object.entries(parts).flatMap(([key, part]) => (key === name ? [] : [part]))

/** The bytes with one bit changed, at `place` in the first occurrence of `part`. */
export function changed(bytes: Buffer, part: Buffer, place: number): Buffer {
  const at = bytes.indexOf(part) + place
  if (at < place) throw new Error('no such part')
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}
