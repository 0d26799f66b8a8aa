import t from 'tap'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { holderOf } from '../../../server/domain/card/holder.ts'
import type { CheckName } from '../../../server/domain/card/refusal.ts'
import * as der from '../../../server/simulators/cards/der.ts'
import { badAnswers } from '../../support/card/bad-answers.ts'
import { hasOpenssl, openssl } from '../../support/card/openssl.ts'
import { cardWorld, content, nonce, office } from '../../support/card/world.ts'

/** What OpenSSL lets pass because it is not asked for it, or reads it in a wider way. */
const differences: Partial<Record<CheckName, string>> = {
  base64: 'it is given the bytes',
  der: 'it reads BER, and what follows a message is none of its business',
  message: 'it reads content in pieces',
  'message-kind': 'it does not look at the version',
  'content-kind': 'it verifies any kind of content',
  content: 'it does not know what was to be signed when content is attached',
  certificates: 'it takes as many as there are',
  extras: 'it takes lists and unsigned attributes along',
  signers: 'it takes signers named by key id, and several of them',
  algorithm: 'it takes old digests and parameters',
  'signer-certificate': 'it takes the certificate it finds first',
  certificate: 'it takes old forms',
  key: 'it takes small keys, exponent 3 and elliptic curves',
  issuer: 'it builds a path, and reads a missing key id as any',
  policy: 'it is not asked for one',
  'key-usage': 'it is asked for any purpose',
  purpose: 'it is asked for any purpose',
  'subject-type': 'Taiwan alone has these',
  subject: 'it takes any name',
  'last-four': 'Taiwan alone has these',
  attributes: 'it takes the first of two',
  'attribute-kind': 'it does not hold the kind that was signed against that of the content',
  nonce: 'it does not know what was asked for',
}

t.test('OpenSSL as a second opinion', { skip: !hasOpenssl && 'no OpenSSL' }, async t => {
  const world = await cardWorld(t)
  const { ca, sign, odd, trust, now } = world
  const folder = t.testdir()
  const file = (name: string, bytes: Buffer | string) => {
    writeFileSync(path.join(folder, name), bytes)
    return path.join(folder, name)
  }
  const pem = (bytes: Buffer) =>
    `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`
  const authorities = await Promise.all(
    (['grca2', 'grca3', 'moica2', 'moica3', 'gca', 'xca'] as const).map(name => ca.issuer(name)),
  )
  const trusted = file('trusted.pem', authorities.map(({ certificate }) => pem(certificate)).join(''))
  const words = file('content.bin', content)
  const asks = (cms: Buffer) =>
    openssl(
      [
        'cms',
        '-verify',
        '-binary',
        '-inform',
        'DER',
        '-CAfile',
        trusted,
        '-purpose',
        'any',
        '-out',
        '/dev/null',
        '-content',
        words,
      ],
      cms,
    )

  t.test('takes every good shape that we take', async t => {
    const shapes = {
      attached: sign(),
      'nothing asked for': sign({}),
      detached: sign({}, { attached: null }),
      'without attributes': sign({}, { signer: { attributes: null } }),
      'SHA-384': sign({ hash: 'SHA384' }),
      'SHA-512': sign({ hash: 'SHA512' }),
      sha256WithRSAEncryption: sign({}, { signer: { signatureAlgorithm: der.algorithm('1.2.840.113549.1.1.11') } }),
      'an older generation': await odd({}, 'moica2'),
      'an agency': (await ca.card(office)).sign(content),
    }
    for (const [shape, cms] of Object.entries(shapes)) {
      const said = asks(cms)
      t.equal(said.status, 0, `${shape}: ${said.text}`)
      const asked = { content, nonce, kinds: ['citizen', 'agency'] as const }
      t.equal(holderOf({ cms: cms.toString('base64') }, asked, trust, now).ok, true, shape)
    }
  })

  t.test('refuses every bad one that it can know of, and the others for reasons that we know', async t => {
    const bad = (await badAnswers(world)).flatMap(({ answer, asked, trust, now, why, title }) =>
      'cms' in answer && !asked && !trust && !now ? [{ cms: Buffer.from(answer.cms, 'base64'), why, title }] : [],
    )
    const taken = bad.filter(({ cms }) => asks(cms).status === 0)
    t.comment(`${bad.length - taken.length} of ${bad.length} are refused by both`)
    t.same(
      taken.filter(({ why }) => !differences[why]).map(({ why, title }) => `${why}: ${title}`),
      [],
    )
    const idle = Object.keys(differences).filter(why => !taken.some(one => one.why === why))
    t.same(idle, [], 'no difference is named in vain')
  })
})
