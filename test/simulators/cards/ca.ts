import { createHash, X509Certificate, verify } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import forge from 'node-forge'
import t from 'tap'
import { openCa } from '../../../server/simulators/cards/ca.ts'
import type { Holder } from '../../../server/simulators/cards/card-certificate.ts'
import { serialOf } from '../../../server/simulators/cards/read.ts'
import { hasOpenssl, openssl } from '../../support/card/openssl.ts'

const lin: Holder = {
  kind: 'citizen',
  name: '林測試',
  serialNumber: '0000000099900001',
  lastFour: '6789',
  cardNumber: 'TP99000000000001',
}
const school: Holder = {
  kind: 'school',
  name: '臺北市立示範國民小學',
  serialNumber: '0000000099900002',
  organisation: '2.16.886.111.99999.1',
  cardNumber: 'TP99000000000002',
}
const skip = hasOpenssl ? false : 'no openssl here'

t.test('the demo authority', async t => {
  const folder = t.testdir()
  const ca = await openCa(folder, { caBits: 2048, issuers: ['moica3', 'moica2', 'gca', 'xca'] })
  const card = await ca.card(lin)
  const pem = (name: string, der: Buffer) => {
    const file = path.join(folder, `${name}.pem`)
    writeFileSync(file, `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`)
    return file
  }
  const trusted = (file: string) => readFileSync(path.join(ca.trust, file))

  t.test('lays out what an installation imports', async t => {
    const files = readdirSync(ca.trust, { recursive: true, encoding: 'utf8' }).filter(file => /\./.test(file))
    const lists = ['gca', 'grca2', 'grca3', 'moica2', 'moica3', 'xca'].map(name => `lists/${name}.crl`)
    const agencies = ['agency/gca.cer', 'agency/xca.cer']
    const others = ['anchors/grca2.cer', 'anchors/grca3.cer', 'citizen/moica2.cer', 'citizen/moica3.cer']
    t.same(files.sort(), [...agencies, ...others, ...lists])
  })

  t.test('gives the two MOICA generations one name and two keys', async t => {
    const [two, three] = [await ca.issuer('moica2'), await ca.issuer('moica3')]
    t.same(two.subject, three.subject)
    t.notSame(two.keyId, three.keyId)
    t.match(new X509Certificate(three.certificate).subject, 'OU=(測試用)內政部憑證管理中心')
  })

  t.test('issues a citizen certificate in the card profile', { skip }, async t => {
    const { status, text } = openssl(
      ['x509', '-inform', 'DER', '-noout', '-text', '-nameopt', 'utf8,sep_comma_plus'],
      card.signing.certificate,
    )
    t.equal(status, 0)
    t.match(text, 'Version: 3 (0x2)')
    t.match(text, 'Subject: C=TW,CN=林測試,serialNumber=0000000099900001')
    t.match(text, 'Issuer: C=TW,O=行政院,OU=(測試用)內政部憑證管理中心')
    t.match(text, /Not After : .* 15:59:59 \d{4} GMT/)
    t.match(text, /X509v3 Key Usage: critical\s+Digital Signature\n/)
    t.match(text, /Policy: 2\.16\.886\.101\.0\.3\.3/)
    t.match(text, 'Public-Key: (2048 bit)')
    t.match(text, 'sha256WithRSAEncryption')
    t.match(text, 'CA Issuers - URI')
    t.match(text, 'complete.crl')
    t.notMatch(text, 'Basic Constraints')
    t.notMatch(text, 'Extended Key Usage')
  })

  t.test('issues a second certificate for encryption only', { skip }, async t => {
    const { text } = openssl(['x509', '-inform', 'DER', '-noout', '-text'], card.encryption.certificate)
    t.match(text, /X509v3 Key Usage: critical\s+Key Encipherment, Data Encipherment\n/)
  })

  t.test('writes a name as UTF-8 once, and the last four and the type in the directory attributes', async t => {
    const read = forge.pki.certificateFromAsn1(forge.asn1.fromDer(card.signing.certificate.toString('latin1')))
    t.same(
      read.subject.attributes.map(({ type, valueTagClass }) => [type, valueTagClass]),
      [
        ['2.5.4.6', 19],
        ['2.5.4.3', 12],
        ['2.5.4.5', 19],
      ],
    )
    t.equal(forge.util.decodeUtf8(read.subject.getField('CN').value), lin.name)
    const extension = read.extensions.find(({ id }) => id === '2.5.29.9')
    const attributes = forge.asn1.fromDer(extension.value).value as forge.asn1.Asn1[]
    const said = attributes.map(one => {
      const [type, values] = one.value as [forge.asn1.Asn1, forge.asn1.Asn1]
      const [value] = values.value as [forge.asn1.Asn1]
      const text = value.type === forge.asn1.Type.OID ? forge.asn1.derToOid(value.value as string) : value.value
      return [forge.asn1.derToOid(type.value as string), value.type, text]
    })
    t.same(said, [
      ['2.16.886.1.100.2.1', 6, '2.16.886.1.100.3.1.1'],
      ['2.16.886.1.100.2.51', 12, '6789'],
    ])
    t.equal(Buffer.byteLength(serialOf(card.signing.certificate)), 16)
  })

  t.test('has its chains, lists and messages accepted by OpenSSL', { skip }, async t => {
    const root = pem('grca3', trusted('anchors/grca3.cer'))
    const middle = pem('moica3', trusted('citizen/moica3.cer'))
    const xca = pem('xca', trusted('agency/xca.cer'))
    const leaf = pem('leaf', card.signing.certificate)
    const schoolLeaf = pem('school', (await ca.card(school)).signing.certificate)
    const strict = ['verify', '-x509_strict', '-CAfile', root]
    t.match(openssl([...strict, '-untrusted', middle, leaf]), { status: 0 })
    t.match(openssl([...strict, '-untrusted', xca, schoolLeaf]), { status: 0 })
    t.not(openssl([...strict, '-untrusted', xca, leaf]).status, 0)

    for (const name of ['moica3', 'grca3'] as const) {
      const file = path.join(folder, `${name}.pem`)
      const list = path.join(ca.trust, 'lists', `${name}.crl`)
      const { text } = openssl(['crl', '-inform', 'DER', '-in', list, '-noout', '-text', '-CAfile', file])
      t.match(text, 'verify OK')
      t.match(text, 'X509v3 CRL Number')
      t.match(text, 'X509v3 Authority Key Identifier')
    }

    const content = 'personnel-desk-1 purpose:sign-in nonce:00'
    const message = card.sign(content, {
      cardNumber: lin.cardNumber,
      nonce: 'abc',
      at: new Date('2026-01-02T03:04:05Z'),
    })
    const chain = path.join(folder, 'chain.pem')
    writeFileSync(chain, Buffer.concat([readFileSync(root), readFileSync(middle)]))
    const both = ['-CAfile', chain, '-purpose', 'any']
    const verified = openssl(['cms', '-verify', '-inform', 'DER', ...both], message)
    t.match(verified, { status: 0 })
    t.match(verified.out.toString(), content)
  })

  t.test('signs in the shape of the component', { skip }, async t => {
    const message = card.sign('hello', {
      cardNumber: lin.cardNumber,
      nonce: 'abc',
      at: new Date('2026-01-02T03:04:05Z'),
    })
    const { text } = openssl(['cms', '-cmsout', '-print', '-inform', 'DER'], message)
    const order = ['contentType', 'signingTime', 'messageDigest', '2.16.886.1.100.2.204', '1.2.840.113549.1.9.25.3']
    const places = order.map(one => text.search(new RegExp(`object: .*${one.replaceAll('.', '\\.')}`)))
    t.same(
      places,
      [...places].sort((a, b) => a - b),
    )
    t.notOk(places.includes(-1), text)
    t.match(text, 'UTCTIME:Jan  2 03:04:05 2026 GMT')
    t.match(text, /signatureAlgorithm:\s+algorithm: rsaEncryption/)
    t.match(text, 'PRINTABLESTRING:TP99000000000001')
    t.match(text, 'eContentType: pkcs7-data')
    t.equal(text.match(/d\.certificate/g)?.length, 1)
    t.match(text, /issuerAndSerialNumber/)
  })

  t.test('signs PKCS#1 and opens what is encrypted to the card', async t => {
    const key = new X509Certificate(card.signing.certificate).publicKey
    t.ok(verify('SHA256', Buffer.from('hello'), key, card.signPkcs1('hello')))
    const read = forge.pki.certificateFromAsn1(forge.asn1.fromDer(card.encryption.certificate.toString('latin1')))
    const cipher = (read.publicKey as forge.pki.rsa.PublicKey).encrypt('secret')
    t.equal(card.decrypt(Buffer.from(cipher, 'latin1'))?.toString(), 'secret')
    t.equal(card.decrypt(Buffer.alloc(256, 1)), null)
  })

  t.test('puts a revoked card on a list with a higher number, and a released one off it', { skip }, async t => {
    const serial = serialOf(card.signing.certificate)
    const said = () => openssl(['crl', '-inform', 'DER', '-noout', '-text'], trusted('lists/moica3.crl')).text
    const numberOf = (text: string) => Number.parseInt(/CRL Number: \n?\s*(0x)?([0-9A-F]+)/.exec(text)?.[2] ?? '', 16)
    const before = said()
    t.notMatch(before, serial.toString('hex').toUpperCase())
    await ca.revoke('moica3', serial, 6)
    await ca.publish()
    const after = said()
    t.match(after, serial.toString('hex').toUpperCase())
    t.match(after, 'Certificate Hold')
    t.ok(numberOf(after) > numberOf(before))
    await ca.release('moica3', serial)
    await ca.publish()
    t.notMatch(said(), serial.toString('hex').toUpperCase())
  })

  t.test('keeps every key and certificate for the next start', async t => {
    const again = await openCa(folder, { caBits: 2048, issuers: ['moica3', 'moica2', 'gca', 'xca'] })
    t.same((await again.issuer('moica3')).certificate, (await ca.issuer('moica3')).certificate)
    t.same((await again.card(lin)).signing.certificate, card.signing.certificate)
    t.notSame((await again.card({ ...lin, name: '林改名' })).signing.certificate, card.signing.certificate)
  })

  t.test('makes forgers that share a name and a key id with the real one, but not the key', async t => {
    const [real, fake] = [await ca.issuer('moica3'), await ca.impostor('moica3', { claimsKeyId: true })]
    t.same([fake.subject, fake.keyId], [real.subject, real.keyId])
    const forged = await ca.oddCard(lin, { by: fake, key: card.signing.key })
    const leaf = new X509Certificate(forged.signing.certificate)
    t.ok(leaf.verify(new X509Certificate(fake.certificate).publicKey))
    t.notOk(leaf.verify(new X509Certificate(real.certificate).publicKey))
  })

  t.test('lets every part of a certificate and of a message be replaced', async t => {
    const odd = await ca.oddCard(lin, {
      by: 'xca',
      key: card.signing.key,
      tricks: {
        version: null,
        extensions: ({ keyUsage }) => [keyUsage, keyUsage],
        hash: 'SHA1',
        signature: () => Buffer.alloc(3, 7),
      },
    })
    const [tbs] = forge.asn1.fromDer(odd.signing.certificate.toString('latin1')).value as forge.asn1.Asn1[]
    t.equal((tbs as { value: forge.asn1.Asn1[] } | undefined)?.value[0]?.type, forge.asn1.Type.INTEGER, 'no version')
    t.equal(odd.signing.certificate.subarray(-4).toString('hex'), '00070707')

    const honest = card.sign('hello', { at: new Date(0) })
    const tricks = [
      { version: 9 },
      { attached: null },
      { eContentType: '1.2.3' },
      { certificates: [] },
      { signers: (defaults: Buffer) => [defaults, defaults] },
      { signer: { attributes: null } },
      { signer: { attributes: (defaults: { messageDigest: Buffer }) => [defaults.messageDigest] } },
      { signer: { signature: () => Buffer.of(0) } },
      { signer: { version: 3 } },
      { message: (defaults: Buffer) => Buffer.concat([defaults, Buffer.of(0)]) },
    ]
    const made = tricks.map(trick => card.sign('hello', { at: new Date(0) }, trick))
    const digests = [honest, ...made].map(der => createHash('sha256').update(der).digest('hex'))
    t.equal(new Set(digests).size, tricks.length + 1)
  })

  t.test('keeps private keys from other users of the machine', async t => {
    const file = path.join(folder, 'keys', 'moica3.pem')
    t.equal(statSync(file).mode & 0o077, 0)
  })
})
