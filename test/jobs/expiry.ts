import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from 'pg'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { randomUUID } from 'node:crypto'
import { addDays, legalDay } from '../../server/domain/clock.ts'
import type { KeepYears, Retained } from '../../server/domain/retention.ts'
import { endLocks, forgetEnded } from '../../server/jobs/expiry.ts'
import { prepareYears, removeKept } from '../../server/jobs/retention.ts'
import { startJobs } from '../../server/jobs/start.ts'
import * as corrections from '../../server/store/correction/corrections.ts'
import { writeBack } from '../../server/store/correction/write-back.ts'
import type { Db } from '../../server/store/database/database.ts'
import { bySystem } from '../../server/store/database/events.ts'
import { byYear } from '../../server/store/database/years.ts'
import * as locks from '../../server/store/record/locks.ts'
import * as records from '../../server/store/record/records.ts'
import { listFiles, notices, savedForms, sentForms, signatures, spentNonces } from '../../server/store/schema.ts'
import { inDatabase, startApp, testRing } from '../support/app/app.ts'
import { testCa, trustCa } from '../support/card/cards.ts'
import { sendCorrection } from '../support/correction/corrections.ts'
import { silent } from '../support/database/cluster.ts'
import { testDatabase } from '../support/database/database.ts'
import { listen, indexesOf, planOf } from '../support/database/statements.ts'
import { addAgency, addPerson } from '../support/person/people.ts'

t.test('what served its time is forgotten, what still serves is kept', async t => {
  const { deps } = await startApp(t)
  const { accountId } = await addPerson(deps, await addAgency(deps))
  const at = (minutes: number) => new Date(deps.clock().getTime() + minutes * 60_000)
  await deps.db.insert(spentNonces).values([
    { nonce: 'late', expiresAt: at(-1) },
    { nonce: 'in time', expiresAt: at(1) },
  ])
  const form = { accountId, path: '/', sealedBody: 'sealed' }
  await deps.db.insert(savedForms).values([
    { ...form, expiresAt: at(-1) },
    { ...form, expiresAt: at(1) },
  ])
  const sent = { accountId, content: 'hash', url: '/' }
  await deps.db.insert(sentForms).values([
    { ...sent, id: 'of yesterday', at: at(-24 * 60 - 1) },
    { ...sent, id: 'of today', at: at(-23 * 60) },
  ])
  await forgetEnded(deps)
  t.match(await deps.db.select().from(sentForms), [{ id: 'of today' }])
  t.same(await deps.db.select({ nonce: spentNonces.nonce }).from(spentNonces), [{ nonce: 'in time' }])
  t.match(await deps.db.select().from(savedForms), [{ expiresAt: at(1) }])
})

t.test('seven years by the clock: nothing goes before its time, and nothing stays a year longer', async t => {
  const { deps } = await startApp(t)
  const { personId, accountId } = await addPerson(deps, await addAgency(deps))
  const keepYears = { access_log: 2, sign_ins: 1, events: 3, notices: 1, unread_notices: 4, codes: 1 }
  // what a month brings, and since when it is kept
  const growing: { kept: Retained; rows: string; since: string; monthly: string }[] = [
    {
      kept: 'access_log',
      rows: 'access_log',
      since: 'at',
      monthly: `insert into access_log (person_id, account_id, viewer_name, viewer_role, action, purpose, address, request_id, at)
        values ('${personId}', '${accountId}', '', '', 'open', '', '', '', $1)`,
    },
    {
      kept: 'access_log',
      rows: 'disclosures',
      since: 'made_at',
      monthly: `insert into disclosures (id, kind, account_id, by_name, by_role, purpose, recipients, verb, fields, count, made_at, left_at)
        values (gen_random_uuid(), 'copy', '${accountId}', '', '', '', '', 'see', '[]', 0, $1, $1)`,
    },
    {
      kept: 'sign_ins',
      rows: 'sign_ins',
      since: 'at',
      monthly: `insert into sign_ins (account_id, way, outcome, address, at) values ('${accountId}', 'card', 'ok', '', $1)`,
    },
    {
      kept: 'events',
      rows: `events where what = 'guide.written'`,
      since: 'at',
      monthly: `insert into events (what, about, details, at) values ('guide.written', '', '{}', $1)`,
    },
    {
      kept: 'notices',
      rows: 'notices where read_at is not null',
      since: 'read_at',
      monthly: `insert into notices (account_id, text, holes, url, at, read_at) values ('${accountId}', '', '{}', '', $1::timestamptz - interval '30 days', $1)`,
    },
    {
      kept: 'unread_notices',
      rows: 'notices where read_at is null',
      since: 'at',
      monthly: `insert into notices (account_id, text, holes, url, at) values ('${accountId}', '', '{}', '', $1)`,
    },
    {
      kept: 'codes',
      rows: 'activations',
      since: 'created_at',
      monthly: `insert into activations (account_id, code_hash, created_at, expires_at) values ('${accountId}', gen_random_uuid(), $1, $1)`,
    },
    {
      kept: 'codes',
      rows: 'recoveries',
      since: 'created_at',
      monthly: `insert into recoveries (account_id, kind, created_at, expires_at) values ('${accountId}', 'mail', $1, $1)`,
    },
  ]
  const { $client: pool } = deps.db as Db & { $client: Pool }
  const began = new Date().getUTCFullYear()
  const months = Array.from({ length: 7 * 12 }, (_, month) => new Date(Date.UTC(began, month, 23)))
  for (const [month, now] of months.entries()) {
    for (const { monthly } of growing) await pool.query(monthly, [now])
    const then = { ...deps, clock: () => now, keepYears }
    await prepareYears(then)
    await removeKept(then)
    if (month % 12 !== 6) continue
    for (const { kept, rows, since } of growing) {
      const found = await pool.query<{ at: Date }>(`select ${since} as at from ${rows} order by 1`)
      const left = found.rows.map(({ at }) => at.getTime())
      const ago = (years: number) => Date.UTC(now.getUTCFullYear() - years, now.getUTCMonth(), now.getUTCDate())
      const due = months.slice(0, month + 1).filter(at => at.getTime() >= ago(keepYears[kept]))
      t.same(left.slice(-due.length), due.map(Number), `${rows} of the last ${keepYears[kept]} years`)
      const isByYear = byYear.some(table => table === kept)
      t.ok((left[0] ?? 0) >= ago(keepYears[kept] + (isByYear ? 1 : 0)), `${rows}: what is left is not older`)
    }
  }
  const { rows } = await pool.query(`select distinct about from events where what = 'retention.removed' order by about`)
  t.same(
    rows.map(({ about }) => about),
    Object.keys(keepYears).toSorted(),
    'each kind is told of',
  )
})

t.test('a clock that is years ahead for some nights costs no log its rows', async t => {
  const { deps } = await startApp(t)
  const { accountId } = await addPerson(deps, await addAgency(deps))
  const { $client: pool } = deps.db as Db & { $client: Pool }
  await pool.query(
    `insert into sign_ins (account_id, way, outcome, address, at) values ('${accountId}', 'card', 'ok', '', now())`,
  )
  for (const days of [0, 1, 2]) {
    const then = new Date(Date.now() + days * 86_400_000)
    then.setUTCFullYear(then.getUTCFullYear() + 8)
    await pool.query(`insert into events (what, about, details, at) values ('guide.written', '', '{}', $1)`, [then])
    const night = { ...deps, clock: () => then, keepYears: deps.config.keepYears }
    await prepareYears(night)
    await removeKept(night)
  }
  t.equal((await pool.query('select from sign_ins')).rowCount, 1)
})

t.test('ten thousand go at a time, by an index, and each time is told of', async t => {
  const { deps } = await startApp(t)
  const { accountId } = await addPerson(deps, await addAgency(deps))
  const { $client: pool } = deps.db as Db & { $client: Pool }
  const rows = (count: number, at: string, read = at) =>
    pool.query(`insert into notices (account_id, text, holes, url, at, read_at)
      select '${accountId}', '', '{}', '', ${at}, ${read} from generate_series(1, ${count})`)
  await rows(10_500, `timestamptz '2020-01-01'`)
  await rows(5000, `timestamptz '2026-11-01'`)
  await rows(5000, `timestamptz '2026-11-01'`, 'null::timestamptz')
  await pool.query(`insert into activations (account_id, code_hash, expires_at)
    select '${accountId}', i, timestamptz '2026-11-01' from generate_series(1, 5000) i`)
  await pool.query(`insert into recoveries (account_id, kind, created_at, expires_at)
    select '${accountId}', 'mail', timestamptz '2026-11-01', now() from generate_series(1, 5000) i`)
  await pool.query(`insert into disclosures (id, kind, account_id, by_name, by_role, purpose, recipients, verb, fields,
      count, made_at) select gen_random_uuid(), 'copy', '${accountId}', '', '', '', '', 'see', '[]', 0,
      timestamptz '2026-11-01' from generate_series(1, 5000) i`)
  const kept = { ...deps, keepYears: deps.config.keepYears }
  await removeKept(kept)
  t.equal((await pool.query('select from notices')).rowCount, 20_500, 'nothing where the clock may be wrong')
  await pool.query(`insert into events (what, about, details, at) values ('guide.written', '', '{}', $1)`, [
    new Date(deps.clock().getTime() - 2 * 86_400_000),
  ])
  await pool.query('analyze')
  const heard = listen(pool)
  await removeKept(kept)
  const deletions = heard.filter(({ text }) => text.startsWith('delete'))
  t.equal(deletions.length, 6)
  const told = await pool.query(
    `select about, details ->> 'count' as count from events where what = 'retention.removed' order by id`,
  )
  t.same(told.rows, [
    { about: 'notices', count: '10000' },
    { about: 'notices', count: '500' },
  ])
  await pool.query('analyze')
  const indexes = await indexesOf(pool)
  for (const statement of deletions) t.same((await planOf(pool, statement, indexes)).whole, [], statement.text)
})

t.test('a list that is in use no more is forgotten, unless a signature rests on it', async t => {
  const { deps } = await startApp(t)
  const { db, clock } = deps
  await trustCa(deps, await testCa(t))
  const kept = async () => (await db.select({ sha256: listFiles.sha256 }).from(listFiles)).map(({ sha256 }) => sha256)
  const inUse = await kept()
  t.not(inUse.length, 0)
  const agencyId = await addAgency(deps)
  const person = await addPerson(deps, agencyId)
  const correctionId = await sendCorrection(deps, person, agencyId, {
    section: 'autobiography',
    to: { text: '喜歡登山' },
  })
  const day = (days: number) => new Date(clock().getTime() + days * 86_400_000)
  const list = (sha256: string, keptAt: Date) => ({ sha256, packed: Buffer.alloc(0), keptAt })
  await db.insert(listFiles).values([list('unused', day(-3)), list('signed', day(-3)), list('young', day(-1))])
  const proof = { report: { list: { sha256: 'signed' } } }
  const signed = { way: 'card', sealedText: Buffer.alloc(0), textSha256: '', line: '', proof } as const
  const { accountId: byAccountId } = person
  await db.insert(signatures).values({ ...signed, correctionId, round: 2, byAccountId, at: clock() })
  await forgetEnded(deps)
  t.same((await kept()).toSorted(), [...inUse, 'signed', 'young'].toSorted())
  await forgetEnded({ ...deps, clock: () => day(30) })
  t.same((await kept()).toSorted(), [...inUse, 'signed'].toSorted())
})

t.test(
  'a lock ends after its last day: the person hears of it, and what was accepted meanwhile is written',
  async t => {
    const { deps, setClock } = await startApp(t)
    const { db, ring, clock } = deps
    const agencyId = await addAgency(deps)
    const { personId, accountId } = await addPerson(deps, agencyId)
    const until = legalDay(clock())
    const chief = { accountId, role: 'hr_chief', agencyId, requestId: null }
    const lock = { personId, kind: 'case' as const, section: null, reason: '調查中', docNumber: null, until, agencyId }
    await locks.set(db, lock, chief, clock())

    const rowId = randomUUID()
    const draft = { personId, section: 'autobiography', operation: 'add', rowId, baseVersion: null } as const
    const id = (await corrections.start(db, draft, clock())) ?? ''
    const found = async (on = db) => (await corrections.find(on, ring, id)) as corrections.Correction
    await corrections.save(
      db,
      ring,
      await found(),
      {
        items: [{ field: 'text', old: null, new: '喜歡登山' }],
        reason: '補填',
        effective: null,
      },
      clock(),
    )
    await db.transaction(async tx => {
      const accept = { action: 'accept' as const, to: 'accepted' as const, by: bySystem, at: clock() }
      await corrections.move(tx, ring, await found(tx), accept)
      await writeBack(tx, ring, await found(tx), null, bySystem, clock())
    })
    const state = async () => (await corrections.find(db, ring, id))?.state

    await endLocks(deps)
    t.equal(await state(), 'accepted', 'on its last day the lock still holds')
    setClock(new Date(`${addDays(until, 1)}T00:00:00+08:00`))
    await endLocks(deps)
    t.equal(await state(), 'applied')
    t.match(await records.row(db, ring, personId, rowId), { data: { text: '喜歡登山' } })
    t.match(await locks.ofPerson(db, personId), [{ lock: { endReason: null, endedBy: null }, setByName: '林美華' }])
    const texts = (await db.select({ text: notices.text }).from(notices)).map(({ text }) => text)
    t.ok(texts.includes('notice.lock-ended'))

    await endLocks(deps)
    t.equal((await db.select().from(notices)).length, texts.length, 'it is told once')
  },
)

t.test('a job that falls due is done once, by whichever instance, and its failure is told without values', async t => {
  const { db, url } = await testDatabase(t)
  const told: string[] = []
  const log = { ...silent, error: (facts: object, text: string) => told.push(`${text} ${Object.keys(facts)}`) }
  let asked = 0
  const deps = {
    db,
    ring: testRing(),
    clock: () => new Date(),
    idleDays: 0,
    dryRunDays: 30,
    // no other job looks at these, whatever else is due meanwhile
    get keepYears(): KeepYears {
      asked += 1
      if (asked === 1) throw new Error('A123456789 is no number of years')
      return { access_log: 5, sign_ins: 5, events: 10, notices: 2, unread_notices: 10, codes: 1 }
    },
    offeredWays: async () => [],
    sendMail: null,
    evidenceHomes: inDatabase,
    scan: null,
    baseUrl: 'http://localhost:3000',
    sources: { crlUrls: [] },
  }
  const ends = [await startJobs(url, deps, log), await startJobs(url, deps, log)]
  const { rows } = await db.execute('select name from jobs.schedule order by name')
  t.same(
    rows.map(({ name }) => name),
    [
      'asked-lists',
      'carry-batches',
      'close-left',
      'count-codes',
      'end-locks',
      'forget-ended',
      'keep-former-identities',
      'make-files',
      'prepare-years',
      'read-sheets',
      'reckon-findings',
      'remind-of-cards',
      'remind-of-passwords',
      'remove-dry-runs',
      'remove-kept',
      'revocation-refresh',
      'scan-evidence',
      'send-letters',
      'suspend-idle',
      'sweep-evidence',
      'sweep-files',
      'turn-deputies',
    ],
  )

  await db.execute(`insert into jobs.job (name, policy, retry_limit) values ('remove-kept', 'short', 0)`)
  const state = async () =>
    (await db.execute(`select state, output::text from jobs.job where name = 'remove-kept'`)).rows[0]
  while (!/failed/.test(String((await state())?.['state']))) await pause(200)
  t.equal(asked, 1)
  t.match(told, [/A job failed.+ err,job/])
  t.notMatch((await state())?.['output'], /A123456789/)
  await Promise.all(ends.map(end => end()))
})

t.test('jobs that are ended while the database lets them wait keep no process', async t => {
  const { db, url } = await testDatabase(t)
  const start = new URL('../../server/jobs/start.js', import.meta.url)
  const program = `import { startJobs } from '${start.href}'
    const end = await startJobs('${url}', {}, { warn: console.error, error: console.error })
    process.once('SIGTERM', end)
    console.log('begun')`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program])
  t.teardown(() => child.kill('SIGKILL'))
  const [words, over] = [text(child.stderr), once(child, 'exit')]
  await once(child.stdout, 'data')
  await db.transaction(async tx => {
    await tx.execute('lock table jobs.job')
    // each job asks within five seconds, two at once, and the others wait for a connection
    await pause(6000)
    child.kill('SIGTERM')
  })
  t.same(await over, [0, null])
  t.equal(await words, '')
})
