import t from 'tap'
import { contentOf } from '../../../server/domain/card/answer.ts'
import { holderOf } from '../../../server/domain/card/holder.ts'
import { name } from '../../../server/simulators/cards/certificate.ts'
import * as der from '../../../server/simulators/cards/der.ts'
import { cardWorld, content, lin, nonce, office, school } from '../../support/card/world.ts'

t.test('the holder of a card', async t => {
  const world = await cardWorld(t)
  const { ca, sign, trust, now } = world
  const asked = { content, nonce, kinds: ['citizen', 'agency'] as const }
  const verified = (cms: Buffer, wanted = asked) =>
    holderOf({ cms: cms.toString('base64') }, { ...wanted, kinds: [...wanted.kinds] }, trust, now)

  t.test('is told with what the certificate and the component say', async t => {
    const at = new Date('2026-01-02T03:04:05Z')
    const said = verified(sign({ cardNumber: lin.cardNumber, nonce, at }))
    t.match(said, {
      ok: true,
      holder: {
        kind: 'citizen',
        issuerFamily: '(測試用)內政部憑證管理中心',
        issuerKeyId: (await ca.issuer('moica3')).keyId.toString('hex'),
        subjectSerial: lin.serialNumber,
        subjectName: lin.name,
        lastFour: lin.lastFour,
        cardNumber: lin.cardNumber,
        signedAt: at,
      },
    })
    t.ok(said.ok && said.holder.certificate.equals(world.lin.signing.certificate))
    t.ok(said.ok && said.holder.notAfter > now)
  })

  t.test('is told for a school and an agency, which have no last four', async t => {
    for (const holder of [school, office]) {
      const said = verified((await ca.card(holder)).sign(content, { nonce }))
      const facts = { kind: 'agency', subjectName: holder.name, lastFour: null, cardNumber: null }
      t.match(said, { ok: true, holder: facts })
    }
  })

  t.test('is told with its unit when the card is that of a unit', async t => {
    const parts = [
      ['country', 'TW'],
      ['organisation', '示範市政府'],
      ['unit', '教育局'],
      ['common', '人事室'],
      ['serial', office.serialNumber],
    ] as const
    const { key } = world.lin.signing
    const unit = await ca.oddCard(office, { key, tricks: { subject: name(parts) } })
    t.match(verified(unit.sign(content)), { ok: true, holder: { subjectName: '示範市政府教育局人事室' } })
    const blank = await ca.oddCard(office, { key, tricks: { subject: name([parts[0], parts[4]]) } })
    t.match(verified(blank.sign(content)), { why: 'card.refused.subject' }, 'but nobody is nobody')
  })

  t.test('is the same however the component writes the signature', async t => {
    const sorted = (usual: Buffer) => der.set(...pieces(usual).sort(Buffer.compare))
    const shapes = {
      'with nothing asked for': sign({}),
      'with the nonce as bytes': sign(
        {},
        { signer: { attributes: usual => [...Object.values(usual), nonceOf(Buffer.from(nonce, 'hex'))] } },
      ),
      detached: sign({}, { attached: null }),
      'without attributes': sign({}, { signer: { attributes: null } }),
      'SHA-384': sign({ hash: 'SHA384' }),
      'SHA-512': sign({ hash: 'SHA512' }),
      sha256WithRSAEncryption: sign({}, { signer: { signatureAlgorithm: der.algorithm('1.2.840.113549.1.1.11') } }),
      'sha256WithRSAEncryption without NULL': sign({}, { signer: { signatureAlgorithm: withoutNull } }),
      'rsaEncryption without NULL': sign(
        {},
        { signer: { signatureAlgorithm: der.algorithm('1.2.840.113549.1.1.1', null) } },
      ),
      'a certificate without NULL': await world.odd({ innerAlgorithm: withoutNull, outerAlgorithm: withoutNull }),
      'digest algorithm without NULL': sign(
        {},
        {
          digestAlgorithms: [der.algorithm('2.16.840.1.101.3.4.2.1', null)],
          signer: { digestAlgorithm: der.algorithm('2.16.840.1.101.3.4.2.1', null) },
        },
      ),
      'attributes signed in sorted form': sign(undefined, { signer: { signedBytes: sorted } }),
      'with the issuer enclosed': sign({}, { certificates: [world.lin.issuer, world.lin.signing.certificate] }),
      'a clock that is a day late': sign({ at: new Date(now.getTime() - 86_400_000) }),
      'an older generation': await world.odd({}, 'moica2'),
      'a serial number with the highest bit': await world.odd({ serial: Buffer.alloc(16, 0xff) }),
      'a rare character in the name': await world.odd({
        subject: name([
          ['country', 'TW'],
          ['common', '林\u{2000b}\ue123'],
          ['serial', lin.serialNumber],
        ]),
      }),
    }
    for (const [shape, cms] of Object.entries(shapes)) t.match(verified(cms), { ok: true }, shape)
  })

  t.test('is the same when only a signature and a certificate come', async t => {
    const certificate = world.lin.signing.certificate.toString('base64')
    for (const hash of ['sha256', 'SHA-256', 'sha-256', 'SHA2-256']) {
      const pkcs1 = world.lin.signPkcs1(content).toString('base64')
      t.match(holderOf({ pkcs1, certificate, hash }, asked, trust, now), { ok: true }, hash)
    }
    for (const text of ['1', '11', '1. 我同意', '1\u00000', '1'.repeat(51), `1${'0'.repeat(49)}`]) {
      const said = Buffer.from(text)
      const pkcs1 = world.lin.signPkcs1(said).toString('base64')
      const verdict = holderOf({ pkcs1, certificate, hash: 'sha256' }, { ...asked, content: said }, trust, now)
      t.match(verdict, { ok: true }, `a text that begins with the digit 1: ${JSON.stringify(text)}`)
    }
    for (const hash of ['SHA256', 'SHA384', 'SHA512'] as const) {
      const pkcs1 = world.lin.signPkcs1(content, hash).toString('base64')
      const said = holderOf({ pkcs1, certificate, hash: hash.toLowerCase() }, asked, trust, now)
      t.match(said, { ok: true, holder: { subjectName: lin.name, cardNumber: null, signedAt: null } }, hash)
    }
  })

  t.test('is the same when the key of the issuer was certified again', async t => {
    const ended = trust.issuers.map(issuer => ({ ...issuer, until: new Date(now.getTime() - 1000) }))
    for (const issuers of [
      [...ended, ...trust.issuers],
      [...trust.issuers, ...ended],
    ]) {
      const said = holderOf({ cms: sign().toString('base64') }, asked, { ...trust, issuers }, now)
      t.match(said, { ok: true })
    }
  })

  t.test('is told, with one check undecided, when nobody knows the nonce any more', async t => {
    const { nonce: _, ...unknown } = asked
    const said = holderOf({ cms: sign().toString('base64') }, unknown, trust, now)
    t.equal(said.ok, true)
    const open = said.report.checks.filter(({ outcome }) => outcome === 'undecided')
    t.same(open, [{ key: 'card.check.nonce', outcome: 'undecided' }])
  })

  t.test('comes with a report that says every check and the list', async t => {
    const { report } = verified(sign())
    t.equal(
      report.checks.every(({ outcome }) => outcome === 'passed'),
      true,
    )
    t.equal(report.checks.length, 38)
    t.match(report.list, { number: /^\d+$/, sha256: /^[0-9a-f]{64}$/ })
    t.same(JSON.parse(JSON.stringify(report)), report)
  })

  t.test('is told, with one check undecided, where no list of authorities is given', async t => {
    const anchor = (await ca.issuer('grca3')).keyId.toString('hex')
    const lists = new Map([...trust.lists].filter(([keyId]) => keyId !== anchor))
    const said = holderOf({ cms: sign().toString('base64') }, asked, { ...trust, lists }, now)
    t.equal(said.ok, true)
    const open = said.report.checks.filter(({ outcome }) => outcome === 'undecided')
    t.same(open, [{ key: 'card.check.issuer-revoked', outcome: 'undecided' }])
  })

  t.test('is told, with one check undecided, for as long as there is grace for a list that ended', async t => {
    const until = trust.lists.get((await ca.issuer('moica3')).keyId.toString('hex'))?.until.getTime() ?? 0
    const cms = sign().toString('base64')
    const check = (afterMs: number, graceMs = 0) =>
      holderOf({ cms }, { ...asked, graceMs }, trust, new Date(until + afterMs))
    const outcomeOf = ({ report }: ReturnType<typeof check>) =>
      report.checks.find(({ key }) => key === 'card.check.list-expired')?.outcome
    const hour = 3_600_000
    t.equal(check(hour, hour).ok, true)
    t.equal(outcomeOf(check(hour, hour)), 'undecided')
    t.equal(outcomeOf(check(0, hour)), 'passed')
    t.match(check(hour + 1, hour), { why: 'card.refused.list-expired' })
    t.match(check(1), { why: 'card.refused.list-expired' })
  })

  t.test('is refused with a report that ends at the failed check', async t => {
    const said = verified(sign({}, { version: 9 }))
    t.same(said.report.checks.at(-1), { key: 'card.check.message-kind', outcome: 'failed' })
    t.same(said.report.checks[0], { key: 'card.check.too-long', outcome: 'passed' })
    t.same(JSON.stringify(said).includes(lin.name), false)
  })

  t.test('can be asked for the attached content before anything is verified', async t => {
    t.same(contentOf(sign().toString('base64')), content)
    t.equal(contentOf(sign({}, { attached: null }).toString('base64')), undefined)
    t.equal(contentOf('nonsense'), undefined)
  })
})

const withoutNull = der.algorithm('1.2.840.113549.1.1.11', null)
const nonceOf = (bytes: Buffer) => der.sequence(der.objectId('1.2.840.113549.1.9.25.3'), der.set(der.octets(bytes)))

/** The elements of a short SET, each shorter than 128 bytes. */
function pieces(set: Buffer): Buffer[] {
  const found: Buffer[] = []
  for (let at = (set[1] ?? 0) < 0x80 ? 2 : 2 + ((set[1] ?? 0) & 0x7f); at < set.length;) {
    const size = 2 + (set[at + 1] ?? 0)
    found.push(set.subarray(at, at + size))
    at += size
  }
  return found
}
