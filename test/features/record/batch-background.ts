import { and, eq, sql } from 'drizzle-orm'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import type { KeyRing } from '../../../server/store/database/sealing.ts'
import { carryBatches } from '../../../server/jobs/batches.ts'
import { peopleWith } from '../../../server/store/record/batches.ts'
import {
  accounts,
  batches,
  batchRows,
  deputies,
  events,
  notices,
  recordRows,
  recordVersions,
  roleGrants,
} from '../../../server/store/schema.ts'
import { words } from '../../support/app/pages.ts'
import { addColleagues, award, common, office, purpose } from '../../support/record/batches.ts'

const values = { ...common, row_result: '嘉獎一次' }

/** A batch of which one form did a part, since each look at the clock takes so long. */
async function begun(t: Parameters<typeof office>[0], colleagues = 450) {
  const school = await office(t)
  const { deps, setClock, tried, apply } = school
  await addColleagues(school, colleagues)
  const url = await tried('add', 'all', values)
  const id = url.slice('/batches/'.length)
  const slowly = async <T>(doing: () => Promise<T>): Promise<T> => {
    let now = deps.clock().getTime()
    setClock(() => new Date((now += 3000)))
    const done = await doing()
    setClock(new Date(now))
    return done
  }
  const answer = await slowly(() => apply(url))
  const count = (result: 'applied' | 'clean' | 'reversed') =>
    deps.db.$count(batchRows, and(eq(batchRows.batchId, id), eq(batchRows.result, result)))
  const batch = async () => (await deps.db.select().from(batches).where(eq(batches.id, id)))[0]
  const told = async (accountId: string) =>
    (await deps.db.select().from(notices).where(eq(notices.accountId, accountId))).map(({ text }) => text)
  return { ...school, slowly, database: school.url, url, id, answer, count, batch, told }
}

/** Another process of the jobs, on the same database. */
function carryElsewhere(database: string, { dataKeys, indexKey }: KeyRing, now: Date) {
  const at = (file: string) => new URL(`../../../server/${file}`, import.meta.url).href
  const bytes = (key: Buffer) => `Buffer.from('${key.toString('hex')}', 'hex')`
  const keys = dataKeys.map(({ id, key }) => `{ id: '${id}', key: ${bytes(key)} }`).join()
  const program = `import { carryBatches } from '${at('jobs/batches.js')}'
    import { openDatabase } from '${at('store/database/database.js')}'
    const ring = { dataKeys: [${keys}], indexKey: ${bytes(indexKey)} }
    const { db } = openDatabase('${database}')
    await carryBatches({ db, ring, clock: () => new Date('${now.toISOString()}') })`
  return spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'inherit' })
}

t.test('what one form does not finish goes on by itself, whoever is signed in, and its doer is told', async t => {
  const { deps, chen, url, answer, count, batch, told } = await begun(t)
  t.match(words((await chen.get(String(answer.headers.location))).body), '正在背景處理')
  const first = await count('applied')
  t.ok(first > 0 && (await count('clean')) > 0, `${first} by the form`)
  t.match(words((await chen.get(url)).body), new RegExp(`已處理 ${first} ／ 453。可以離開這一頁，也可以登出`))
  t.equal((await chen.get(`${url}/progress`)).statusCode, 200)
  await chen.post('/sign-out')
  await carryBatches(deps)
  t.match(await batch(), { state: 'applied', doing: null, claimedUntil: null })
  t.equal(await count('applied'), 453)
  const versions = await deps.db
    .select()
    .from(recordVersions)
    .where(eq(recordVersions.batchId, String((await batch())?.id)))
  t.same([...new Set(versions.map(one => `${one.byAccountId} ${one.version}`))], [`${chen.accountId} 1`], 'in one name')
  t.ok((await told(chen.accountId)).includes('notice.batch-done'))
  await carryBatches(deps)
  t.equal((await told(chen.accountId)).filter(text => text === 'notice.batch-done').length, 1)
})

t.test('a reversal goes on by itself, for the reason that was given', async t => {
  const { deps, slowly, chen, url, id, count, batch } = await begun(t)
  await carryBatches(deps)
  await slowly(() => chen.post(`${url}/reversal`, { reason: '獎懲令撤銷' }))
  t.equal((await batch())?.state, 'reversing')
  await carryBatches(deps)
  t.equal((await batch())?.state, 'reversed')
  t.equal(await count('reversed'), 453)
  const back = await deps.db
    .select({ reason: recordVersions.reason })
    .from(recordVersions)
    .where(and(eq(recordVersions.batchId, id), eq(recordVersions.operation, 'delete')))
  t.equal(back.length, 453)
  t.same([...new Set(back.map(({ reason }) => reason))], ['獎懲令撤銷'])
})

t.test('whoever may no longer enter the rows writes none of them, HR is told, and a colleague goes on', async t => {
  const losses = {
    'the account is closed': ({ deps, chen }) =>
      deps.db.update(accounts).set({ state: 'closed' }).where(eq(accounts.id, chen.accountId)),
    'the account is suspended': ({ deps, chen }) =>
      deps.db.update(accounts).set({ state: 'suspended' }).where(eq(accounts.id, chen.accountId)),
    'the role has ended': ({ deps, chen }) =>
      deps.db.update(roleGrants).set({ until: '2026-11-22' }).where(eq(roleGrants.accountId, chen.accountId)),
  } satisfies Record<string, (of: Awaited<ReturnType<typeof begun>>) => PromiseLike<unknown>>
  const school = await begun(t)
  const { deps, huang, url, count, batch, told, open } = school
  const first = await count('applied')
  const doing = (await batch())?.doing ?? null
  const [kept] = await deps.db.select().from(roleGrants).where(eq(roleGrants.accountId, school.chen.accountId))
  for (const [why, lose] of Object.entries(losses)) {
    await deps.db.update(batches).set({ doing })
    await lose(school)
    await carryBatches(deps)
    t.match(await batch(), { state: 'applying', doing: null }, why)
    t.equal(await count('applied'), first, why)
    await deps.db.update(accounts).set({ state: 'active' }).where(eq(accounts.id, school.chen.accountId))
    await deps.db
      .update(roleGrants)
      .set({ until: kept?.until ?? null })
      .where(eq(roleGrants.id, kept?.id ?? ''))
  }
  t.equal((await told(huang.accountId)).filter(text => text === 'notice.batch-stopped').length, 3)
  t.equal(await deps.db.$count(events, eq(events.what, 'batch.stopped')), 3)
  await open(huang, url)
  const page = words((await huang.get(url)).body)
  t.match(page, '尚未處理')
  t.notMatch(page, '系統會繼續處理')
  await huang.post(`${url}/application`, {})
  t.equal((await batch())?.state, 'applied')
  t.equal(await count('clean'), 0)
  t.ok((await count('applied')) >= 452, 'all but what is her own')
})

t.test(
  'a colleague who helps on what goes on writes in the name of its doer, who is told, and writes her own',
  async t => {
    const { deps, slowly, chen, huang, url, open, batch, count, told } = await begun(t, 650)
    await open(huang, url)
    t.equal((await slowly(() => huang.post(`${url}/application`, {}))).statusCode, 303)
    t.ok((await count('clean')) > 0)
    t.equal((await batch())?.doing?.by.accountId, chen.accountId)
    await carryBatches(deps)
    t.equal(await count('applied'), 653, 'what the helper may not write of herself is written')
    t.ok((await told(chen.accountId)).includes('notice.batch-done'))
    t.notOk((await told(huang.accountId)).includes('notice.batch-done'))

    await slowly(() => chen.post(`${url}/reversal`, { reason: '獎懲令撤銷' }))
    await open(huang, url)
    t.notMatch((await huang.get(url)).body, '/reversal"', 'a second reason is not asked for')
    await slowly(() => huang.post(`${url}/reversal`, { reason: '誤植' }))
    t.match((await batch())?.doing, { by: { accountId: chen.accountId }, reason: '獎懲令撤銷' })
    await carryBatches(deps)
    t.equal((await batch())?.state, 'reversed')
    const versions = await deps.db.select().from(recordVersions).where(eq(recordVersions.byAccountId, huang.accountId))
    t.same(versions, [])
  },
)

t.test('what has stopped on its way is taken back as it stands, and not while somebody does it', async t => {
  const { deps, chen, huang, url, count, batch, open } = await begun(t)
  await open(huang, url)
  t.notMatch((await huang.get(url)).body, '/reversal"')
  t.equal((await huang.post(`${url}/reversal`, { reason: '誤植' })).statusCode, 409)
  await deps.db.update(accounts).set({ state: 'suspended' }).where(eq(accounts.id, chen.accountId))
  await carryBatches(deps)
  const [written, left] = [await count('applied'), await count('clean')]
  t.match((await huang.get(url)).body, '/reversal"')
  await huang.post(`${url}/reversal`, { reason: '誤植' })
  await carryBatches(deps)
  t.equal((await batch())?.state, 'reversed')
  const held = await deps.db.$count(batchRows, eq(batchRows.result, 'held'))
  t.equal((await count('reversed')) + held, written)
  t.ok(held <= 1, 'but what is her own')
  t.equal(await count('clean'), left, 'of the rest nothing is written')
})

t.test('a deputy goes on while they are one, and in the name of the one they stood in for', async t => {
  const { deps, agencyId, chen, huang, lin, batch, count } = await begun(t)
  const first = await count('applied')
  const [deputy] = await deps.db
    .insert(deputies)
    .values({
      from: '2026-11-01',
      until: '2026-12-31',
      representedId: chen.accountId,
      deputyId: lin.accountId,
      agencyId,
      reason: '公假',
      namedBy: huang.accountId,
      namedAt: deps.clock(),
      agreedBy: lin.accountId,
      agreedAt: deps.clock(),
    })
    .returning()
  const by = { accountId: lin.accountId, role: 'hr_officer', agencyId, requestId: null, actingFor: chen.accountId }
  const doing = { by }
  await deps.db.update(deputies).set({ endedAt: deps.clock() })
  await deps.db.update(batches).set({ doing })
  await carryBatches(deps)
  t.equal(await count('applied'), first, 'whose deputyship is over writes nothing')
  await deps.db
    .update(deputies)
    .set({ endedAt: null })
    .where(eq(deputies.id, deputy?.id ?? ''))
  await deps.db.update(batches).set({ doing })
  await carryBatches(deps)
  t.equal((await batch())?.state, 'applied')
  const rows = await deps.db.select().from(batchRows)
  const own = rows.filter(({ personId }) => [lin.personId, chen.personId].includes(personId))
  t.ok(
    own.every(({ result }) => result === 'own' || result === 'applied'),
    'what was written before they came stays',
  )
  const written = await deps.db.select().from(recordVersions).where(eq(recordVersions.actingFor, chen.accountId))
  t.equal(written.length, (await count('applied')) - first)
  t.notOk(written.some(({ byAccountId }) => byAccountId !== lin.accountId))
})

t.test('of more rows than one transaction bears all or none cannot be chosen, and the page says so', async t => {
  const { deps, agencyId, chen, lin, wang } = await office(t)
  const id = randomUUID()
  const facts = { agencyId, verb: 'add', section: 'reward', state: 'checked', purpose, people: [lin.personId] } as const
  const more = { differing: [], form: {}, which: { rows: 'newest' as const }, byAccountId: chen.accountId }
  const made = {
    ...facts,
    ...more,
    people: [...facts.people],
    id,
    importId: randomUUID(),
    reason: '',
    at: deps.clock(),
  }
  await deps.db.insert(batches).values(made)
  const rows = (from: number, to: number) =>
    deps.db.execute(sql`insert into batch_rows (batch_id, row_id, place, person_id, operation, data, result, complaints)
      select ${id}::uuid, gen_random_uuid(), n, ${lin.personId}::uuid, 'add', ${JSON.stringify(award)}::jsonb, 'clean',
        '[]'::jsonb from generate_series(${from}::int, ${to}::int) n`)
  await rows(1, 5000)
  const url = `/batches/${id}`
  await chen.post(`${url}/opening`, { purpose })
  t.match((await chen.get(url)).body, 'name="whole"')
  await rows(5001, 5001)
  const page = await chen.get(url)
  t.notMatch(page.body, 'name="whole"')
  t.match(words(page.body), '超過 5000 筆，不能選擇全部寫入')
  t.equal((await chen.post(`${url}/application`, { whole: 'yes', run: '0' })).statusCode, 409)
  t.equal(await deps.db.$count(recordVersions, eq(recordVersions.batchId, id)), 0)

  const others = { batchId: id, personId: wang.personId, operation: 'add', data: award, result: 'clean' } as const
  await deps.db.insert(batchRows).values({ ...others, rowId: randomUUID(), place: 2, complaints: [] })
  t.same(await peopleWith(deps.db, id, ['clean'], 200), [lin.personId], 'who has so many rows is seen to alone')
  t.same(await peopleWith(deps.db, id, ['clean', 'warning'], 5002), [lin.personId, wang.personId])
})

t.test('two officers with the same people in two batches do not wait for each other in a ring', async t => {
  const school = await office(t)
  const { deps, chen, huang, tried, apply } = school
  await addColleagues(school, 300)
  const urls = [await tried('add', 'all', values), await tried('add', 'all', { ...values, row_reason: '指導學生參賽' })]
  const [first = '', second = ''] = urls.map(url => url.slice('/batches/'.length))
  await deps.db
    .update(batchRows)
    .set({ place: sql`1000 - ${batchRows.place}` })
    .where(eq(batchRows.batchId, second))
  // each of them holds some before it asks for the next
  await deps.db.execute(sql`create function slow() returns trigger language plpgsql as $$ begin
    perform pg_sleep(0.1); return null; end $$`)
  await deps.db.execute(sql`create trigger slow after insert on record_rows for each statement execute function slow()`)
  const both = await Promise.all([apply(`/batches/${first}`, chen), apply(`/batches/${second}`, huang)])
  t.same(
    both.map(({ statusCode }) => statusCode),
    [303, 303],
  )
  const written = await deps.db.$count(batchRows, eq(batchRows.result, 'applied'))
  t.ok(written >= 605, `${written} of 606, of whom one is her own`)
  t.equal(await deps.db.$count(batchRows, eq(batchRows.result, 'failed')), 0)
})

t.test('killed while it writes it is gone on with, and each row is written once', async t => {
  const { deps, database, id, count, batch } = await begun(t, 900)
  await deps.db.execute(sql`create function slow() returns trigger language plpgsql as $$ begin
    perform pg_sleep(0.2); return null; end $$`)
  await deps.db.execute(sql`create trigger slow after insert on record_rows for each statement execute function slow()`)
  const before = await count('applied')
  const other = carryElsewhere(database, deps.ring, deps.clock())
  const over = once(other, 'exit')
  while (other.exitCode === null && (await count('applied')) === before) await pause(20)
  other.kill('SIGKILL')
  t.same(await over, [null, 'SIGKILL'])
  await deps.db.execute(sql`drop trigger slow on record_rows`)
  const left = await count('clean')
  t.ok(left > 0, `${left} are left`)
  t.match(await batch(), { state: 'applying' })

  await carryBatches(deps)
  t.equal(await count('clean'), left, 'whoever was killed has a while in which they might come back')
  const later = new Date(deps.clock().getTime() + 61_000)
  await carryBatches({ ...deps, clock: () => later })
  t.equal((await batch())?.state, 'applied')
  t.equal(await count('applied'), 903)
  const versions = await deps.db.select().from(recordVersions).where(eq(recordVersions.batchId, id))
  t.equal(versions.length, 903)
  t.equal(new Set(versions.map(({ rowId }) => rowId)).size, 903)
  t.equal(await deps.db.$count(recordRows, eq(recordRows.section, 'reward')), 903)
})
