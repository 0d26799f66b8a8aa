import { eq, sql } from 'drizzle-orm'
import t from 'tap'
import { createHash, randomBytes, randomUUID, X509Certificate } from 'node:crypto'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { holderOf } from '../../../server/domain/card/holder.ts'
import * as der from '../../../server/simulators/cards/der.ts'
import { authorityKey, extension } from '../../../server/simulators/cards/extensions.ts'
import { serialOf } from '../../../server/simulators/cards/read.ts'
import { listFiles as files, trustAnchors } from '../../../server/store/schema.ts'
import * as authorities from '../../../server/store/trust/authorities.ts'
import * as listFiles from '../../../server/store/trust/list-files.ts'
import { addAuthority, addList, fingerprintOf, importTrust, trustOf } from '../../../server/store/trust/trust.ts'
import { cardWorld, content, nonce } from '../../support/card/world.ts'
import { testDatabase } from '../../support/database/database.ts'

t.test('the trust store', async t => {
  const { ca, lin, sign, now: at } = await cardWorld(t)
  const check = async (db: Awaited<ReturnType<typeof testDatabase>>['db']) =>
    holderOf({ cms: sign().toString('base64') }, { content, nonce, kinds: ['citizen'] }, await trustOf(db), at)
  const list3 = path.join(ca.trust, 'lists', 'moica3.crl')

  t.test('takes a folder in, and cards are checked by it', async t => {
    const { db } = await testDatabase(t)
    t.match(await check(db), { why: 'card.refused.issuer' })
    const taken = { anchors: 2, issuers: 4, lists: 6, refused: [] }
    t.same(await importTrust(db, ca.trust, { test: true, at }), taken)
    const trust = await trustOf(db)
    t.equal(trust.isTest, true)
    t.equal(await trustOf(db), trust, 'without reading it again')
    t.match(await check(db), { ok: true })
    t.same(await importTrust(db, ca.trust, { test: true, at }), taken, 'and once more')
    t.equal(await trustOf(db), trust)
  })

  t.test('takes one that was removed as what it is added as now, by whom and when', async t => {
    const { db } = await testDatabase(t)
    await importTrust(db, ca.trust, { test: true, at })
    const der = (await ca.issuer('moica3')).certificate
    const kept = async () => (await authorities.all(db)).find(({ fingerprint }) => fingerprint === fingerprintOf(der))
    const row = async () =>
      (
        await db
          .select()
          .from(trustAnchors)
          .where(eq(trustAnchors.fingerprint, fingerprintOf(der)))
      )[0]
    const kinds = async () => (await trustOf(db)).issuers.map(({ kind }) => kind).sort()
    t.same(await kinds(), ['agency', 'agency', 'citizen', 'citizen'])

    const by = randomUUID()
    const later = new Date(at.getTime() + 60_000)
    t.equal(await addAuthority(db, der, 'citizen', { test: true, at: later, by }), undefined)
    t.match(await row(), { addedAt: at, addedBy: null }, 'it was there already')
    await authorities.remove(db, fingerprintOf(der), later)
    t.equal(await addAuthority(db, der, 'agency', { test: true, at: later, by }), undefined)
    t.match(await row(), { addedAt: later, addedBy: by, removedAt: null })
    t.match(await kept(), { role: 'agency' })
    t.same(await kinds(), ['agency', 'agency', 'agency', 'citizen'])
    await addAuthority(db, der, 'citizen', { test: true, at: later, by })
    t.same(await kinds(), ['agency', 'agency', 'citizen', 'citizen'], 'and corrected without being removed')
  })

  t.test('keeps every list as it was published, once', async t => {
    const { db } = await testDatabase(t)
    await importTrust(db, ca.trust, { test: true, at })
    const kept = async () => (await db.select({ sha256: files.sha256 }).from(files)).map(({ sha256 }) => sha256)
    t.equal((await kept()).length, 6)
    const own = await readFile(list3)
    const sha256 = createHash('sha256').update(own).digest('hex')
    t.same(await listFiles.find(db, sha256), own)
    t.equal(await listFiles.find(db, 'unknown'), undefined)
    const text = `${own.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END X509 CRL-----\n`
    t.match(await addList(db, Buffer.from(`-----BEGIN X509 CRL-----\n${text}`), at), { ok: true, isNews: false })
    t.equal((await kept()).length, 6, 'also when it comes as PEM')
    t.same(await addList(db, await ca.list('moica3', { number: 0 }), at), {
      ok: false,
      why: 'trust.refused.list-number',
    })
  })

  t.test('keeps a list for a while after it was replaced, however long it was in use', async t => {
    const { db } = await testDatabase(t)
    await importTrust(db, ca.trust, { test: true, at })
    const sha256 = createHash('sha256')
      .update(await readFile(list3))
      .digest('hex')
    const inMonth = new Date(at.getTime() + 30 * 86_400_000)
    const next = await ca.list('moica3', { number: 9, from: inMonth })
    t.match(await addList(db, next, inMonth), { ok: true, isNews: true })
    await listFiles.forgetUnused(db, inMonth)
    t.ok(await listFiles.find(db, sha256), 'somebody may have signed with it a moment ago')
    await listFiles.forgetUnused(db, new Date(inMonth.getTime() + 3 * 86_400_000))
    t.equal(await listFiles.find(db, sha256), undefined)
  })

  t.test('gives the certificate by which a key was valid at the time', async t => {
    const { db } = await testDatabase(t)
    await importTrust(db, ca.trust, { test: true, at })
    const own = await ca.issuer('moica3')
    const root = await ca.issuer('grca3')
    const from = new Date(at.getTime() + 86_400_000)
    const { certificate } = await ca.oddIssuer('moica3', root, own.key, { from })
    t.equal(await addAuthority(db, certificate, 'citizen', { test: true, at: from }), undefined)
    const keyId = own.keyId.toString('hex')
    const then = async (when: Date) =>
      new X509Certificate((await authorities.certificateThen(db, keyId, when))?.pem ?? '')
    t.same((await then(at)).raw, own.certificate, 'though it was certified again since')
    const inTwoDays = new Date(at.getTime() + 2 * 86_400_000)
    t.same((await then(inTwoDays)).raw, certificate, 'the newer one where both are valid')
    t.equal(await authorities.certificateThen(db, 'unknown', at), undefined)
  })

  t.test('never goes back to an older list', async t => {
    const { db } = await testDatabase(t)
    const older = t.testdir()
    await cp(ca.trust, older, { recursive: true })
    await ca.revoke('moica3', serialOf(lin.signing.certificate))
    await ca.publish()
    t.match(await importTrust(db, ca.trust, { test: true, at }), { lists: 6, refused: [] })
    t.match(await check(db), { why: 'card.refused.revoked' })
    const again = await importTrust(db, older, { test: true, at })
    t.equal(again.lists, 0)
    t.same(
      again.refused.map(({ why }) => why),
      Array.from({ length: 6 }, () => 'trust.refused.list-number'),
    )
    t.match(await check(db), { why: 'card.refused.revoked' })
    await ca.release('moica3', serialOf(lin.signing.certificate))
    await ca.publish()
    await importTrust(db, ca.trust, { test: true, at })
    t.match(await check(db), { ok: true }, 'a newer one counts at once')
  })

  t.test('knows the order of numbers that no machine word holds', async t => {
    const { db } = await testDatabase(t)
    await importTrust(db, ca.trust, { test: true, at })
    const keyId = (await ca.issuer('moica3')).keyId
    const highest = Buffer.alloc(20, 0xff)
    const list = (number: Buffer) =>
      ca.list('moica3', {}, { extensions: () => [authorityKey(keyId), extension('2.5.29.20', der.integer(number))] })
    const number = async () => (await trustOf(db)).lists.get(keyId.toString('hex'))?.number
    t.match(await addList(db, await list(Buffer.alloc(19, 0xff)), at), { ok: true, isNews: true })
    t.match(await addList(db, await list(highest), at), { ok: true, isNews: true })
    t.equal(await number(), 2n ** 160n - 1n)
    t.match(await addList(db, await list(Buffer.alloc(20, 0x99)), at), { why: 'trust.refused.list-number' })
    t.equal(await number(), 2n ** 160n - 1n)
  })

  t.test('takes the same list twice at once as one', async t => {
    const { db } = await testDatabase(t)
    await importTrust(db, ca.trust, { test: true, at })
    const list = await ca.list('moica3', { number: 77 })
    const waits = sql`select 1 from pg_locks where not granted`
    const second = await db.transaction(async tx => {
      t.match(await addList(tx, list, at), { ok: true, isNews: true })
      const other = addList(db, list, at)
      while ((await tx.execute(waits)).rows.length === 0) await pause(20)
      return { other }
    })
    t.match(await second.other, { ok: true, isNews: false })
  })

  t.test('keeps what it has when a file is damaged, and takes the others', async t => {
    const { db } = await testDatabase(t)
    await importTrust(db, ca.trust, { test: true, at })
    const folder = t.testdir()
    await cp(ca.trust, folder, { recursive: true })
    const list = await readFile(list3)
    await writeFile(path.join(folder, 'lists', 'moica3.crl'), list.subarray(0, 200))
    await writeFile(path.join(folder, 'lists', 'page.crl'), '<html>')
    await writeFile(path.join(folder, 'citizen', 'forged.cer'), (await ca.impostor('moica3')).certificate)
    t.same(await importTrust(db, folder, { test: true, at }), {
      anchors: 2,
      issuers: 4,
      lists: 5,
      refused: [
        { file: 'citizen/forged.cer', why: 'trust.refused.unknown-anchor' },
        { file: 'lists/moica3.crl', why: 'trust.refused.unreadable' },
        { file: 'lists/page.crl', why: 'trust.refused.unreadable' },
      ],
    })
    t.match(await check(db), { ok: true })
  })

  t.test('takes a list of 412,000 cards while visitors are served', async t => {
    const { db } = await testDatabase(t)
    await importTrust(db, ca.trust, { test: true, at })
    const chance = randomBytes(16 * 412_000)
    const revoked = Array.from({ length: 412_000 }, (_, i) => ({ serial: chance.subarray(16 * i, 16 * i + 16), at }))
    const folder = t.testdir({ lists: {} })
    await writeFile(path.join(folder, 'lists', 'long.crl'), await ca.list('moica3', { revoked, number: 1000 }))

    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const from = performance.now()
    t.match(await importTrust(db, folder, { test: true, at }), { lists: 1, refused: [] })
    const trust = await trustOf(db)
    delay.disable()
    t.comment(`imported and read in ${Math.round(performance.now() - from)} ms`)
    t.comment(`nobody waited longer than ${Math.round(delay.max / 1e6)} ms`)
    const list = trust.lists.get((await ca.issuer('moica3')).keyId.toString('hex'))
    t.equal(list?.number, 1000n)
    t.equal(revoked.filter(({ serial }) => list?.has(serial)).length, 412_000)
    t.equal(list?.has(randomBytes(16)), false)

    const long = await readFile(path.join(folder, 'lists', 'long.crl'))
    await writeFile(path.join(folder, 'lists', 'long.crl'), long.subarray(0, 10_000_000))
    t.match(await importTrust(db, folder, { test: true, at }), { refused: [{ why: 'trust.refused.unreadable' }] })
    const next = (await ca.list('moica3', { number: 1001 })).toString('base64').replace(/.{64}/g, '$&\n')
    const pem = `-----BEGIN X509 CRL-----\n${next}\n-----END X509 CRL-----\n`
    await writeFile(path.join(folder, 'lists', 'long.crl'), pem)
    t.match(await importTrust(db, folder, { test: true, at }), { lists: 1, refused: [] }, 'a newer one as PEM')
  })

  t.test('takes no test authority into a real installation', async t => {
    const { db } = await testDatabase(t)
    const said = await importTrust(db, ca.trust, { test: false, at })
    t.match(said, { anchors: 0, issuers: 0, lists: 0 })
    t.equal(said.refused[0]?.why, 'trust.refused.test-authority')
    t.same(await db.select().from(trustAnchors), [])
    t.equal((await trustOf(db)).isTest, false)
  })

  t.test('takes nothing from a folder that holds nothing', async t => {
    const { db } = await testDatabase(t)
    const folder = t.testdir()
    await mkdir(path.join(folder, 'anchors'), { recursive: true })
    t.same(await importTrust(db, folder, { test: true, at }), { anchors: 0, issuers: 0, lists: 0, refused: [] })
  })

  t.test('refuses a card once its list is out of date', async t => {
    const { db } = await testDatabase(t)
    await importTrust(db, ca.trust, { test: true, at })
    const cms = sign().toString('base64')
    const later = new Date(at.getTime() + 8 * 86_400_000)
    const said = holderOf({ cms }, { content, nonce, kinds: ['citizen'] }, await trustOf(db), later)
    t.match(said, { why: 'card.refused.list-expired' })
  })
})
