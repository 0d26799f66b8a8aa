import t from 'tap'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { ocspChecks, readOcsp } from '../../../server/domain/card/ocsp.ts'
import { maxMessageBytes } from '../../../server/domain/card/profile.ts'
import { ocspRefusals } from '../../../server/domain/card/refusal.ts'
import { readAuthority } from '../../../server/domain/card/trust.ts'
import type { CardTricks } from '../../../server/simulators/cards/card-certificate.ts'
import * as der from '../../../server/simulators/cards/der.ts'
import { extendedUsage, extension } from '../../../server/simulators/cards/extensions.ts'
import type { Issuer, IssuerName } from '../../../server/simulators/cards/issuers.ts'
import {
  ocspAnswer,
  singleAnswer,
  type OcspParts,
  type OcspTricks,
} from '../../../server/simulators/cards/ocsp-answer.ts'
import { serialOf } from '../../../server/simulators/cards/read.ts'
import { hasOpenssl, openssl } from '../../support/card/openssl.ts'
import { cardWorld, lin, wang } from '../../support/card/world.ts'

const minute = 60_000

t.test('an answer about revocation', async t => {
  const { ca, lin: card, now } = await cardWorld(t)
  const [moica2, moica3, gca] = [await ca.issuer('moica2'), await ca.issuer('moica3'), await ca.issuer('gca')]
  const authority = readAuthority(moica3.certificate)
  if (!authority.ok) throw new Error(authority.why)
  const { certificate } = card.signing
  const usual: OcspParts = {
    serial: serialOf(certificate),
    issuer: moica3,
    status: 'good',
    from: new Date(now.getTime() - minute),
    until: new Date(now.getTime() + 60 * minute),
    responder: moica3,
  }
  const { until: _, ...endless } = usual
  const answer = (parts: Partial<OcspParts> = {}, tricks?: OcspTricks) => ocspAnswer({ ...usual, ...parts }, tricks)
  const check = (response: Buffer, nonce?: Buffer, about = certificate, made = ocspChecks) =>
    readOcsp(response, { certificate: about, issuer: authority.authority, now, ...(nonce && { nonce }) }, made)

  /** A certificate under an authority as a responder's, with its key. */
  async function responder(
    tricks: CardTricks = {},
    by: IssuerName | Issuer = 'moica3',
    purposes = ['1.3.6.1.5.5.7.3.9'],
  ) {
    const more = purposes.length > 0 ? [extendedUsage(purposes)] : []
    const odd = await ca.oddCard(lin, {
      by,
      key: card.encryption.key,
      tricks: { extensions: own => [...Object.values(own), ...more], ...tricks },
    })
    const { key } = odd.signing
    const subject = der.sequence()
    return { subject, key, certificate: odd.signing.certificate }
  }

  const nonce = randomBytes(16)
  const delegate = await responder()
  const gcas = (await ca.oddCard(wang, { by: 'gca', key: card.encryption.key })).signing.certificate
  /** About a number, by a hash that nobody knows. */
  const strange = (serial: Buffer) => {
    const id = der.sequence(
      der.algorithm('1.2.3.4'),
      der.octets(Buffer.of(1)),
      der.octets(Buffer.of(2)),
      der.integer(serial),
    )
    return der.sequence(id, der.element(0x80), der.element(24, Buffer.from('20260101000000Z')))
  }
  /** About a number, with an extension that is critical and not understood. */
  const critical = (serial: Buffer) => {
    const own = singleAnswer({ ...usual, serial })
    return der.sequence(
      own.subarray(own[1] === 0x81 ? 3 : 2),
      der.tagged(1, der.sequence(extension('1.2.3', der.empty, true))),
    )
  }
  const good: [string, Buffer, Buffer?][] = [
    ['of the authority itself', answer()],
    ['of the authority, named', answer({}, { byName: true })],
    ['with identifiers of SHA-256', answer({}, { identifierHash: 'SHA256' })],
    ['with SHA-512', answer({}, { hash: 'SHA512' })],
    ['of one it lets answer', answer({ responder: await responder() })],
    ['to the nonce that was sent', answer({ nonce }), nonce],
    ['without end, of this minute', ocspAnswer(endless)],
    ['of an algorithm without NULL', answer({}, { algorithm: der.algorithm('1.2.840.113549.1.1.11', null) })],
    [
      'of one it lets answer, beside certificates that are none',
      answer(
        { responder: delegate },
        { enclosed: own => [der.sequence(der.empty), gcas, ...Array.from({ length: 5 }, () => certificate), ...own] },
      ),
    ],
    ['said twice', answer({}, { answers: own => [own, own] })],
    ['said by two hashes', answer({}, { answers: own => [own, singleAnswer(usual, 'SHA512')] })],
    [
      'beside answers about other cards that nobody can read',
      answer({}, { answers: own => [strange(Buffer.of(7)), own, critical(Buffer.of(8)), der.empty] }),
    ],
    [
      'beside one about another card',
      answer({}, { answers: own => [singleAnswer({ ...usual, serial: Buffer.of(7) }), own] }),
    ],
  ]
  for (const [title, response, sent] of good) {
    t.test(`is taken ${title}`, async t => t.match(check(response, sent), { ok: true }))
  }

  const day = 1440 * minute
  const longer = Buffer.alloc(maxMessageBytes)
  const impostor = await ca.impostor('moica3')
  const bad: [string, string, Buffer, (Buffer | undefined)?, Buffer?][] = [
    ['revoked', 'that says revoked', answer({ status: 'revoked' })],
    ['unknown', 'that says unknown', answer({ status: 'unknown' })],
    [
      'signature',
      "of another key under the authority's name",
      answer({ responder: { ...impostor, subject: moica3.subject } }, { byName: true }),
    ],
    ['signer', 'of another key', answer({ responder: impostor })],
    [
      'signature',
      'with a garbled signature',
      answer({}, { signature: own => Buffer.concat([Buffer.of((own[0] ?? 0) ^ 1), own.subarray(1)]) }),
    ],
    ['signature', 'with an empty signature', answer({}, { signature: () => Buffer.alloc(0) })],
    ['signer', 'of a citizen card', answer({ responder: await responder({}, 'moica3', []) })],
    ['signer', 'of a server', answer({ responder: await responder({}, 'moica3', ['1.3.6.1.5.5.7.3.1']) })],
    ['signer', 'of a responder of the other generation', answer({ responder: await responder({}, 'moica2') })],
    [
      'signer',
      'of a responder of a false authority',
      answer({ responder: await responder({}, await ca.impostor('moica3', { claimsKeyId: true })) }),
    ],
    [
      'signer',
      'of a responder that ended',
      answer({
        responder: await responder({ from: new Date(now.getTime() - 9 * day), until: new Date(now.getTime() - day) }),
      }),
    ],
    [
      'signer',
      'of a responder that may not sign',
      answer({
        responder: await responder({ usage: ['keyEncipherment'] }),
      }),
    ],
    [
      'signer',
      'of a responder with a critical extension nobody knows',
      answer({
        responder: await responder({
          extensions: own => [
            ...Object.values(own),
            extendedUsage(['1.3.6.1.5.5.7.3.9']),
            extension('1.2.3', der.empty, true),
          ],
        }),
      }),
    ],
    ['signer', 'of the other generation', answer({ responder: moica2 })],
    ['other-certificate', 'about another number', answer({ serial: Buffer.of(7) })],
    ['other-certificate', 'about the card of another key', answer({ issuer: moica2 })],
    ['other-certificate', 'about the card of another name', answer({ issuer: { ...moica3, subject: gca.subject } })],
    ['other-certificate', 'about nothing', answer({}, { answers: () => [] })],
    [
      'revoked',
      'good and revoked at once',
      answer({}, { answers: own => [own, singleAnswer({ ...usual, status: 'revoked' })] }),
    ],
    [
      'revoked',
      'good and revoked by two hashes',
      answer({}, { answers: own => [own, singleAnswer({ ...usual, status: 'revoked' }, 'SHA512')] }),
    ],
    [
      'revoked',
      'revoked and good at once',
      answer({}, { answers: own => [singleAnswer({ ...usual, status: 'revoked' }), own] }),
    ],
    [
      'unknown',
      'good and unknown at once',
      answer({}, { answers: own => [own, singleAnswer({ ...usual, status: 'unknown' })] }),
    ],
    [
      'stale',
      'good now and good yesterday',
      answer({}, { answers: own => [own, singleAnswer({ ...endless, from: new Date(now.getTime() - day) })] }),
    ],
    [
      'unreadable',
      'beside one about this card that nobody can read',
      answer({}, { answers: own => [own, strange(usual.serial)] }),
    ],
    [
      'unreadable',
      'with a critical extension about this card',
      answer({}, { answers: own => [own, critical(usual.serial)] }),
    ],
    [
      'signer',
      'of another key, beside what cannot be read and a good responder',
      answer({ responder: impostor }, { enclosed: () => [der.sequence(der.empty), delegate.certificate] }),
    ],
    [
      'stale',
      'that ended an hour ago',
      answer({ from: new Date(now.getTime() - day), until: new Date(now.getTime() - 60 * minute) }),
    ],
    ['stale', 'of yesterday, without end', ocspAnswer({ ...endless, from: new Date(now.getTime() - day) })],
    ['early', 'of tomorrow', answer({ from: new Date(now.getTime() + day), until: new Date(now.getTime() + 2 * day) })],
    ['nonce', 'to another nonce', answer({ nonce: randomBytes(16) }), nonce],
    ['nonce', 'to no nonce', answer(), nonce],
    ['no-answer', 'try later', der.sequence(der.element(10, Buffer.of(3)))],
    ['no-answer', 'unauthorized', der.sequence(der.element(10, Buffer.of(6)))],
    ['no-answer', 'of an error, with a good body', answer({}, { responseStatus: 2 })],
    ['no-answer', 'of an unknown type', answer({}, { type: '1.2.3.4' })],
    ['algorithm', 'signed with SHA-1', answer({}, { hash: 'SHA1' })],
    [
      'algorithm',
      'with parameters of the algorithm',
      answer({}, { algorithm: der.algorithm('1.2.840.113549.1.1.11', der.octets(Buffer.of(1))) }),
    ],
    ['unreadable', 'with a critical extension', answer({}, { extensions: [extension('1.2.3', der.empty, true)] })],
    ['unreadable', 'empty', Buffer.alloc(0)],
    ['unreadable', 'longer than any answer is', answer({}, { extensions: [extension('1.2.3', longer)] })],
    [
      'unreadable',
      'about a hundred cards and one',
      answer({}, { answers: own => Array.from({ length: 101 }, () => own) }),
    ],
    ['unreadable', 'that is a page', Buffer.from('<html></html>')],
    ['unreadable', 'cut short', answer().subarray(0, -1)],
    ['unreadable', 'with a byte after it', Buffer.concat([answer(), Buffer.of(0)])],
    ['unreadable', 'successful, without a body', der.sequence(der.element(10, Buffer.of(0)))],
    ['other-certificate', 'when the card is of another authority', answer(), undefined, gcas],
    [
      'other-certificate',
      'about the number of a card of another authority',
      answer({ serial: serialOf(gcas) }),
      undefined,
      gcas,
    ],
  ]
  const lins = async (dates: CardTricks) =>
    (await ca.oddCard(lin, { by: 'moica3', key: card.encryption.key, tricks: dates })).signing.certificate
  for (const [why, dates] of [
    ['card.refused.early', { from: new Date(now.getTime() + minute) }],
    ['card.refused.expired', { from: new Date(now.getTime() - 9 * day), until: new Date(now.getTime() - minute) }],
  ] as const) {
    const about = await lins(dates)
    bad.push([why, 'about a card that is not valid now', answer({ serial: serialOf(about) }), undefined, about])
  }
  const keyOf = (why: string) => (why.includes('.') ? why : `ocsp.refused.${why}`)
  for (const [why, title, response, sent, about] of bad) {
    t.test(`is refused ${title}`, async t => {
      t.same(check(response, sent, about), { ok: false, why: keyOf(why) })
    })
  }

  t.test('would be taken for want of any one check', async t => {
    for (const left of ocspChecks) {
      const others = ocspChecks.filter(one => one !== left)
      const taken = bad.filter(
        ([why, , response, sent, about]) => keyOf(why) === left.why && check(response, sent, about, others).ok,
      )
      t.not(taken.length, 0, `${left.why}: ${String(left.holds)}`)
    }
  })

  t.test('has a case for every refusal', async t => {
    t.same(
      ocspRefusals.filter(key => !bad.some(([why]) => keyOf(why) === key)),
      [],
    )
  })

  t.test('is refused or the same wherever one bit of it was changed', async t => {
    const honest = answer({ responder: await responder() })
    for (let at = 0; at < honest.length; at += 1) {
      const copy = Buffer.from(honest)
      copy[at] = (copy[at] ?? 0) ^ (1 << (at % 8))
      const said = check(copy)
      // what is not signed may name itself in another way, but not say another thing
      if (said.ok) t.same([said.from, said.until].map(seconds), [usual.from, usual.until].map(seconds), `at ${at}`)
    }
  })

  t.test('of OpenSSL is read alike', { skip: !hasOpenssl && 'no OpenSSL' }, async t => {
    const folder = t.testdir()
    const file = (name: string, bytes: Buffer | string) => {
      writeFileSync(path.join(folder, name), bytes)
      return path.join(folder, name)
    }
    const pem = (bytes: Buffer) =>
      `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`
    const issuer = file('ca.pem', pem(moica3.certificate))
    const key = file('ca.key', String(moica3.key.export({ type: 'pkcs8', format: 'pem' })))
    const own = file('lin.pem', pem(certificate))
    const name = serialOf(certificate).toString('hex').toUpperCase()
    for (const [state, expected] of [
      [`V\t360101000000Z\t\t${name}\tunknown\t/C=TW\n`, { ok: true }],
      [`R\t360101000000Z\t260101000000Z\t${name}\tunknown\t/C=TW\n`, { ok: false, why: 'ocsp.refused.revoked' }],
      ['', { ok: false, why: 'ocsp.refused.unknown' }],
    ] as const) {
      const index = file('index.txt', state)
      const out = path.join(folder, 'answer.der')
      const said = openssl([
        'ocsp',
        '-index',
        index,
        '-rsigner',
        issuer,
        '-rkey',
        key,
        '-CA',
        issuer,
        '-issuer',
        issuer,
        '-cert',
        own,
        '-respout',
        out,
        '-ndays',
        '1',
      ])
      t.equal(said.status, 0, said.text)
      const response = spawnSync('cat', [out]).stdout
      const checked = readOcsp(response, { certificate, issuer: authority.authority, now: new Date() })
      t.match(checked, expected)
    }
    const ours = file('ours.der', answer())
    const verified = openssl([
      'ocsp',
      '-respin',
      ours,
      '-issuer',
      issuer,
      '-cert',
      own,
      '-CAfile',
      issuer,
      '-partial_chain',
      '-VAfile',
      issuer,
      '-no_nonce',
    ])
    t.match(verified.text, /Response verify OK/, 'and ours by OpenSSL')
  })
})

const seconds = (date: Date | undefined) => Math.floor((date?.getTime() ?? 0) / 1000)
