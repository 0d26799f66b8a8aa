import t from 'tap'
import { randomBytes } from 'node:crypto'
import { listChecks, readRevocationList } from '../../../server/domain/card/crl.ts'
import { readAnchor, readIssuer } from '../../../server/domain/card/trust.ts'
import * as der from '../../../server/simulators/cards/der.ts'
import { extension } from '../../../server/simulators/cards/extensions.ts'
import type { IssuerName } from '../../../server/simulators/cards/issuers.ts'
import type { ListParts, ListTricks } from '../../../server/simulators/cards/revocation-list.ts'
import { without } from '../../support/card/bad-answers/changes.ts'
import { cardWorld } from '../../support/card/world.ts'

t.test('a revocation list', async t => {
  const { ca, trust, now } = await cardWorld(t)
  const hex3 = (await ca.issuer('moica3')).keyId.toString('hex')
  const own = trust.issuers.find(({ keyId }) => keyId === hex3)
  if (!own) throw new Error('no MOICA')
  const uri = 'http://crl.moica.test/complete.crl'
  const read = async (
    parts: Partial<ListParts> = {},
    tricks?: ListTricks,
    by: IssuerName = 'moica3',
    made = listChecks,
  ) => readRevocationList(await ca.list(by, parts, tricks), own, { now, uris: [uri] }, made)

  t.test('says which of 20,000 serial numbers are on it', async t => {
    const revoked = Array.from({ length: 20_000 }, (_, i) => ({ serial: randomBytes(8 + (i % 9)), at: now }))
    const said = await read({ revoked })
    if (!said.ok) throw new Error(said.why)
    t.equal(said.list.issuerKeyId, hex3)
    t.ok(revoked.every(({ serial }) => said.list.has(serial)))
    t.ok(said.list.has(Buffer.concat([Buffer.of(0), revoked[16]?.serial ?? Buffer.alloc(0)])), 'with its leading zero')
    t.notOk(said.list.has(randomBytes(16)))
    t.notOk(said.list.has(Buffer.alloc(0)))
    t.notOk(said.list.has(Buffer.alloc(30, 1)))
    t.equal(said.serials.length, 20 * 20_000)
  })

  t.test('may be empty', async t => {
    const said = await read()
    t.equal(said.ok && said.list.has(randomBytes(16)), false)
    t.equal(said.ok, true)
    t.match(await read({}, { writesNone: true }), { ok: true, entries: 0 }, 'also with an empty list written out')
  })

  t.test('may leave out the NULL of its algorithm, twice', async t => {
    const withoutNull = der.algorithm('1.2.840.113549.1.1.11', null)
    t.match(await read({}, { innerAlgorithm: withoutNull, outerAlgorithm: withoutNull }), { ok: true })
  })

  t.test('may have ended: it is still the newest that is known', async t => {
    const from = new Date(now.getTime() - 30 * 86_400_000)
    t.match(await read({ from, until: new Date(now.getTime() - 86_400_000) }), { ok: true })
  })

  const more = (...all: Buffer[]): ListTricks => ({ extensions: usual => [...Object.values(usual), ...all] })
  const critical = extension('2.5.29.29', der.sequence(), true)
  const entry = { serial: Buffer.of(1), at: now }
  const numbered = (number: Buffer): ListTricks => ({
    extensions: ({ authorityKey }) => [authorityKey, extension('2.5.29.20', number)],
  })

  t.test('may have a number of 20 bytes', async t => {
    for (const byte of [1, 0xff]) {
      const number = Buffer.alloc(20, byte)
      const said = await read({}, numbered(der.integer(number)))
      t.match(said, { ok: true, list: { number: BigInt(`0x${number.toString('hex')}`) } })
    }
  })

  const numbers = der.algorithm('1.2.840.113549.1.1.11', der.integer(1))
  const bad: [string, string, Partial<ListParts>, (ListTricks | undefined)?, IssuerName?][] = [
    ['list-issuer', 'of the other generation', {}, undefined, 'moica2'],
    [
      'signature',
      'of the other generation with the key id of this',
      { keyId: Buffer.from(hex3, 'hex') },
      undefined,
      'moica2',
    ],
    ['list-issuer', 'of another name', { issuer: (await ca.issuer('gca')).subject }],
    ['list-issuer', 'without key id', {}, { extensions: ({ number }) => [number] }],
    [
      'signature',
      'with another signature',
      {},
      { signature: usual => Buffer.concat([Buffer.of((usual[0] ?? 0) ^ 1), usual.subarray(1)]) },
    ],
    ['algorithm', 'signed with SHA-1', {}, { hash: 'SHA1' }],
    ['algorithm', 'with NULL inside only', {}, { outerAlgorithm: der.algorithm('1.2.840.113549.1.1.11', null) }],
    ['algorithm', 'with NULL outside only', {}, { innerAlgorithm: der.algorithm('1.2.840.113549.1.1.11', null) }],
    ['algorithm', 'with a number for NULL', {}, { innerAlgorithm: numbers, outerAlgorithm: numbers }],
    ['algorithm', 'that names two algorithms', {}, { innerAlgorithm: der.algorithm('1.2.840.113549.1.1.13') }],
    ['list-scope', 'of changes only', {}, more(extension('2.5.29.27', der.integer(1), true))],
    ['list-scope', 'of changes only, not said to be critical', {}, more(extension('2.5.29.27', der.integer(1)))],
    [
      'list-scope',
      'of a part',
      {},
      more(extension('2.5.29.28', der.sequence(der.element(0x81, Buffer.of(255))), true)),
    ],
    ['list-scope', 'of a part, not said to be critical', {}, more(extension('2.5.29.28', der.sequence()))],
    ...(
      [
        ['of cards only', 0x81],
        ['of authorities only', 0x82],
        ['of some reasons', 0x83],
        ['for other authorities as well', 0x84],
        ['of attribute certificates', 0x85],
      ] as const
    ).map(([title, tag]): [string, string, Partial<ListParts>, ListTricks] => [
      'list-scope',
      title,
      {},
      more(extension('2.5.29.28', der.sequence(der.element(tag, Buffer.of(255))), true)),
    ]),
    ['list-scope', 'with a critical extension nobody knows', {}, more(extension('1.2.3', der.empty, true))],
    ['list-scope', 'with two numbers', {}, more(extension('2.5.29.20', der.integer(9)))],
    ['list-scope', 'with the entry of another issuer', { revoked: [{ ...entry, extensions: [critical] }] }],
    ['list-number', 'without number', {}, { extensions: ({ authorityKey }) => [authorityKey] }],
    ['list-number', 'with a number of 21 bytes', {}, numbered(der.integer(Buffer.alloc(21, 1)))],
    ['list-number', 'with a number below nothing', {}, numbered(der.element(2, Buffer.of(0x80)))],
    ['list-early', 'from tomorrow', { from: new Date(now.getTime() + 86_400_000) }],
    ['unreadable', 'without an end', {}, { hasNextUpdate: false }],
    ['unreadable', 'of version 1', {}, { version: null }],
    ['unreadable', 'of version 3', {}, { version: 2 }],
    ['unreadable', 'with a serial number of 30 bytes', { revoked: [{ ...entry, serial: Buffer.alloc(30, 1) }] }],
  ]
  const address = (text: string) => der.element(0x86, Buffer.from(text))
  const point = (...names: Buffer[]) => der.element(0xa0, der.element(0xa0, Buffer.concat(names)))
  const of = (...inside: Buffer[]) => more(extension('2.5.29.28', der.sequence(...inside), true))
  const elsewhere = 'http://crl.moica.test/part-8.crl'
  const otherScopes: [string, ListTricks][] = [
    ['of another address', of(point(address(elsewhere)))],
    ['of two other addresses', of(point(address(elsewhere), address(`${elsewhere}?complete`)))],
    ['of this address without its end', of(point(address(uri.replace(/\.crl$/, ''))))],
    ['of this address on another port', of(point(address(uri.replace('.test/', '.test:8080/'))))],
    ['of this address by another scheme', of(point(address(uri.replace('http:', 'https:'))))],
    ['of this address with a line end', of(point(address(`${uri}\n`)))],
    [
      'of this address and another, of some reasons',
      of(point(address(elsewhere), address(uri)), der.element(0x83, Buffer.of(6, 64))),
    ],
    ['of this address in other letters', of(point(address(uri.toUpperCase())))],
    ['of this address, of cards only', of(point(address(uri)), der.element(0x81, Buffer.of(255)))],
    ['of this address, of some reasons', of(point(address(uri)), der.element(0x83, Buffer.of(6, 64)))],
    ['of this address, for other authorities as well', of(point(address(uri)), der.element(0x84, Buffer.of(255)))],
    ['of this address, of attribute certificates', of(point(address(uri)), der.element(0x85, Buffer.of(255)))],
    ['of a name in the place of an address', of(der.element(0xa0, der.element(0xa1, address(uri))))],
    ['of an address that is a mail address', of(point(der.element(0x81, Buffer.from(uri))))],
    ['of nothing', of(point())],
  ]
  bad.push(
    ...otherScopes.map(([title, tricks]): [string, string, object, ListTricks] => ['list-scope', title, {}, tricks]),
  )

  t.test('may say the address it was fetched from, and no other', async t => {
    for (const isCritical of [true, false]) {
      const said = more(extension('2.5.29.28', der.sequence(point(address(uri))), isCritical))
      t.match(await read({}, said), { ok: true })
      const refused = { ok: false, why: 'trust.refused.list-scope' }
      t.match(readRevocationList(await ca.list('moica3', {}, said), own, { now }), refused, 'from a file')
    }
  })

  t.test('may say several addresses, of which this is one, however it is written', async t => {
    const person = der.tagged(4, der.sequence())
    const same = [
      uri.replace('http', 'HTTP'),
      uri.replace('crl.moica', 'CRL.Moica'),
      uri.replace('.test/', '.test:80/'),
      uri.replace('/complete', '/a/../complete'),
      uri.replace('complete', '%63omplete'),
    ]
    const points: Record<string, Buffer> = {
      'before another': point(address(uri), address(elsewhere)),
      'after another': point(address(elsewhere), address(uri)),
      'after a name of another kind': point(person, address(uri)),
      ...Object.fromEntries(same.map(text => [text, point(address(elsewhere), address(text))])),
    }
    for (const [title, one] of Object.entries(points)) t.match(await read({}, of(one)), { ok: true }, title)
    for (const text of same) {
      const list = await ca.list('moica3', {}, of(point(address(uri))))
      t.match(readRevocationList(list, own, { now, uris: [elsewhere, text] }), { ok: true }, `asked for ${text}`)
    }
  })

  t.test('would be taken for want of any one check', async t => {
    for (const check of listChecks) {
      const others = listChecks.filter(one => one !== check)
      const taken: string[] = []
      for (const [why, title, parts, tricks, by] of bad) {
        const isOwn = `trust.refused.${why}` === check.why
        if (isOwn && (await read(parts, tricks, by, others)).ok) taken.push(title)
      }
      t.not(taken.length, 0, `${check.why}: ${String(check.holds)}`)
    }
  })

  for (const [why, title, parts, tricks, by] of bad) {
    t.test(`is refused ${title}`, async t => {
      t.match(await read(parts, tricks, by), { ok: false, why: `trust.refused.${why}` })
    })
  }

  t.test('is refused when it is cut, empty, longer, or a page', async t => {
    const list = await ca.list('moica3', { revoked: [entry] })
    const files = [
      list.subarray(0, -1),
      Buffer.alloc(0),
      Buffer.concat([list, Buffer.of(0)]),
      Buffer.from('<html></html>'),
    ]
    for (const file of files) {
      t.match(readRevocationList(file, own, { now }), { ok: false, why: 'trust.refused.unreadable' })
    }
  })

  t.test('is refused at once when it is millions of nothings', async t => {
    const nothings = Buffer.alloc(48 * 1024 * 1024).fill(der.empty)
    const files = {
      'in place of a list': der.sequence(nothings),
      'in place of its parts': der.sequence(der.sequence(nothings), der.empty),
      'in place of its extensions': await ca.list('moica3', {}, { extensions: () => [nothings] }),
      'in place of an entry': await ca.list('moica3', { revoked: [{ ...entry, extensions: [nothings] }] }),
    }
    for (const [title, file] of Object.entries(files)) {
      const from = performance.now()
      t.match(readRevocationList(file, own, { now }), { ok: false, why: 'trust.refused.unreadable' }, title)
      t.comment(`${title}: ${(performance.now() - from).toFixed(1)} ms`)
    }
  })

  t.test('is refused or the same wherever it is cut or changed', async t => {
    const list = await ca.list('moica3', { revoked: [entry, { ...entry, serial: Buffer.of(7), reason: 6 }] })
    for (let at = 0; at < list.length; at += 1) {
      const copy = Buffer.from(list)
      copy[at] = (copy[at] ?? 0) ^ 0x20
      if (readRevocationList(copy, own, { now }).ok) t.fail(`changed at ${at}`)
      if (readRevocationList(list.subarray(0, at), own, { now }).ok) t.fail(`cut at ${at}`)
    }
  })
})

t.test('an authority', async t => {
  const { ca, now } = await cardWorld(t)
  const root = await ca.issuer('grca3')
  const anchor = readAnchor(root.certificate, now)
  if (!anchor.ok) throw new Error(anchor.why)
  const read = async (...args: Parameters<typeof ca.oddIssuer>) =>
    readIssuer((await ca.oddIssuer(...args)).certificate, 'citizen', [anchor.authority], now)
  const { key } = await ca.issuer('moica3')

  t.test('is taken when an anchor signed it', async t => {
    const said = await read('moica3', root, key)
    t.match(said, { ok: true, authority: { family: '(測試用)內政部憑證管理中心', isTest: true, kind: 'citizen' } })
  })

  t.test('is refused when none did, or it is none', async t => {
    const other = await ca.issuer('grca2')
    t.match(await read('moica3', other, key), { why: 'trust.refused.unknown-anchor' })
    const false3 = { ...(await ca.impostor('grca3')), keyId: root.keyId, subject: root.subject }
    t.match(await read('moica3', false3, key), { why: 'trust.refused.signature' })
    t.match(await read('moica3', root, key, { until: new Date(now.getTime() - 1000) }), { why: 'trust.refused.dates' })
    t.match(await read('moica3', root, key, { hash: 'SHA1' }), { why: 'trust.refused.algorithm' })
    const leaf = { extensions: (usual: object) => without(usual, 'basicConstraints') }
    t.match(await read('moica3', root, key, leaf), { why: 'trust.refused.authority' })
    t.match(readIssuer(Buffer.from('hello'), 'citizen', [anchor.authority], now), { why: 'trust.refused.unreadable' })
    t.match(readAnchor((await ca.issuer('moica3')).certificate, now), { why: 'trust.refused.unknown-anchor' })
  })
})
