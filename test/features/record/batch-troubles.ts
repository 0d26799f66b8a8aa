import { eq } from 'drizzle-orm'
import t from 'tap'
import { carryBatches } from '../../../server/jobs/batches.ts'
import { removeDryRuns } from '../../../server/jobs/retention.ts'
import { accessLog, batches, batchOpenings, batchRows, people, recordRows } from '../../../server/store/schema.ts'
import { newRowId } from '../../../server/store/record/records.ts'
import { formIn, words } from '../../support/app/pages.ts'
import { addRow } from '../../support/correction/corrections.ts'
import { addColleagues, award, common, decision, office, purpose } from '../../support/record/batches.ts'

const values = { ...common, row_result: '嘉獎一次' }

/** Whatever is written to the awards of somebody fails in this way, until it is mended. */
async function breakFor({ deps }: Pick<Awaited<ReturnType<typeof office>>, 'deps'>, personId = '', code = '') {
  await deps.db.execute(`create or replace function broken() returns trigger language plpgsql as $$ begin
    if new.person_id = '${personId}' and new.section = 'reward' then raise 'broken' using errcode = '${code}'; end if;
    return new; end $$`)
  await deps.db.execute(
    `create trigger broken before insert or update on record_rows for each row execute function broken()`,
  )
  return async () => deps.db.execute('drop trigger broken on record_rows')
}

t.test('a batch that was broken off goes on where it stood', async t => {
  const school = await office(t)
  const { deps, chen, tried, all, apply } = school
  await addColleagues(school, 300)
  const url = await tried('add', 'all', values)
  const [late] = await deps.db.select().from(batchRows).where(eq(batchRows.place, 250))
  const mend = await breakFor(school, late?.personId, '57P01')
  t.equal((await apply(url)).statusCode, 503)
  t.match(await all(), ['applied'])
  t.ok((await all()).includes('clean'))
  await mend()
  t.match((await chen.get(url)).body, /還有 \d+ 筆尚未處理/)
  await apply(url)
  t.same(new Set(await all()), new Set(['applied']))
  t.equal(await deps.db.$count(recordRows, eq(recordRows.section, 'reward')), (await all()).length)
})

t.test('whom it fails for holds up nobody else, and is tried again', async t => {
  const school = await office(t, 5)
  const { deps, chen, tried, all, apply } = school
  const [third] = await deps.db.select().from(people).where(eq(people.name, '教師3'))
  const stateOf = async (url: string) =>
    (
      await deps.db
        .select()
        .from(batches)
        .where(eq(batches.id, url.slice('/batches/'.length)))
    )[0]?.state
  // what is wrong, and a row that somebody else holds for too long
  for (const [nth, code] of ['XX001', '55P03'].entries()) {
    await deps.db.delete(batchRows)
    const url = await tried('add', 'all', { ...values, row_decide_date: `115/6/${nth + 1}` })
    const mend = await breakFor(school, third?.id, code)
    t.equal((await apply(url)).statusCode, 303)
    t.equal(await stateOf(url), 'applied', code)
    t.equal((await all()).filter(result => result !== 'applied').join(), 'failed', code)
    await apply(url)
    t.ok((await all()).includes('failed'), 'in vain')
    await mend()
    await apply(url)
    t.same(new Set(await all()), new Set(['applied']), code)
    const isWritten = await deps.db.$count(recordRows, eq(recordRows.section, 'reward'))
    t.equal(isWritten, (await all()).length * (nth + 1), 'each once')
    t.notMatch((await chen.get(url)).body, '再試一次')
    t.equal((await chen.post(`${url}/application`, {})).statusCode, 409)

    const hurt = await breakFor(school, third?.id, code)
    await chen.post(`${url}/reversal`, { reason: '獎懲令撤銷' })
    t.equal(await stateOf(url), 'reversed', code)
    t.equal((await all()).filter(result => result !== 'reversed').join(), 'held', code)
    await hurt()
    await chen.post(`${url}/reversal`, { reason: '獎懲令撤銷' })
    t.same(new Set(await all()), new Set(['reversed']), code)
    await deps.db.update(recordRows).set({ deleted: false }).where(eq(recordRows.section, 'reward'))
  }
})

t.test('a form does not wait for one after the other whose rows somebody else holds', async t => {
  const school = await office(t, 5)
  const { deps, setClock, tried, all, apply } = school
  const [third] = await deps.db.select().from(people).where(eq(people.name, '教師3'))
  const url = await tried('add', 'all', values)
  const mend = await breakFor(school, third?.id, '55P03')
  let now = deps.clock().getTime()
  setClock(() => new Date((now += 3000)))
  t.equal((await apply(url)).statusCode, 303)
  setClock(new Date(now))
  t.ok((await all()).includes('clean'), 'what is left goes on by itself')
  await mend()
  await carryBatches(deps)
  t.equal((await deps.db.select().from(batches))[0]?.state, 'applied')
  t.notOk((await all()).includes('clean'))
})

t.test('a record that cannot be opened fails alone in the dry run', async t => {
  const { deps, lin, wang, tried, resultOf, apply, awards } = await office(t)
  const broken = { data: { id_no: 'sealed:k1:broken', name_zh: '王大明' } }
  await deps.db.update(recordRows).set(broken).where(eq(recordRows.personId, wang.personId))
  const url = await tried('add', [lin, wang], values)
  t.same(await resultOf(lin), ['clean'])
  t.same(await resultOf(wang), ['unread'])
  await apply(url)
  t.equal((await awards(lin.personId)).length, 1)
})

t.test('nothing is copied from a row that cannot be opened', async t => {
  const { deps, lin, wang, tried, resultOf } = await office(t)
  await addRow(deps, wang.personId, 'former_identity', { kind: 'name', old_value: '王小明', new_value: '王大明' })
  const broken = { data: { old_value: 'sealed:k1:broken' } }
  await deps.db.update(recordRows).set(broken).where(eq(recordRows.section, 'former_identity'))
  await tried('copy', [lin], { from: '王大明' }, { section: 'former_identity' })
  t.same(await resultOf(lin), ['unread'])
})

t.test('a field is emptied where the box says so, and never where it must be filled', async t => {
  const { deps, chen, lin, tried, awards, apply } = await office(t)
  await addRow(deps, lin.personId, 'reward', { ...award, art: 6, point: 1 })
  const both = await tried('change', [lin], {})
  const form = { ...formIn(await chen.get(`${both}/values`), `${both}/values`), reason: '更正條款', ...decision }
  t.notMatch(form, { clear_result: 'yes' })
  t.notMatch((await chen.get(`${both}/values`)).body, 'clear_result')
  const refused = await chen.post(`${both}/values`, { ...form, clear_art: 'yes', row_art: '7' })
  t.equal(refused.statusCode, 422)
  t.match(refused.body, 'href="#clear_art"')
  await chen.post(`${both}/values`, { ...form, clear_art: 'yes', clear_result: 'yes' })
  t.match(formIn(await chen.get(`${both}/values`), `${both}/values`), { clear_art: 'yes' })
  await apply(both)
  t.match(await awards(lin.personId), [{ data: { art: null, point: 1, result: '嘉獎一次' } }])
})

t.test('when the purpose has run out it is asked for again, and nothing that was typed is lost', async t => {
  const { deps, setClock, chen, lin, begin, open, awards, apply } = await office(t)
  const url = await begin('add', [lin])
  const form = { ...formIn(await chen.get(`${url}/values`), `${url}/values`), ...values, ...decision }
  const later = async (minutes: number) => {
    for (let left = minutes; left > 0; left -= 15) {
      const now = deps.clock().getTime() + Math.min(left, 15) * 60_000
      setClock(new Date(now))
      await chen.get('/batches')
    }
  }
  await later(16)
  const asked = await chen.get(url)
  t.match(asked.headers.location, `${url}/opening?next=`)
  t.equal((await chen.post(`${url}/opening`, { purpose: '看看' })).statusCode, 422)
  await later(61)
  const each = Array.from({ length: 300 }, (_, nth) => [`each_${nth}_reason`, '指導學生參加全國比賽'.repeat(45)])
  const late = await chen.bring(`${url}/values`, { ...form, reason: '依獎懲令', ...Object.fromEntries(each) }, [])
  const door = String(late.headers.location)
  t.match(door, `${url}/opening?next=%2Fsaved-forms%2F`)
  t.equal(await deps.db.$count(batchRows), 0)
  t.match((await chen.get(door)).body, '剛才送出的內容已經保留')
  const said = formIn(await chen.get(door), `${url}/opening`)
  const back = await chen.post(`${url}/opening`, { ...said, purpose: '補登獎懲令' })
  const kept = String(back.headers.location)
  const offered = formIn(await chen.get(kept), `${url}/values`)
  t.match(offered, { reason: '依獎懲令', row_result: '嘉獎一次', ...Object.fromEntries(each) })
  t.equal((await chen.post(`${url}/values`, offered)).headers.location, url)
  await later(16)
  await open(chen, url)
  await chen.get(url)
  const { length } = await awards(lin.personId)
  t.equal(length, 0)
  await apply(url)
  t.equal((await awards(lin.personId)).length, 1)
  const looks = await deps.db.select().from(accessLog).where(eq(accessLog.personId, lin.personId))
  t.same(new Set(looks.map(look => look.purpose)), new Set(['補登獎懲令', purpose]), 'each reading for what it was')
})

t.test('batches are listed newest first, and no page of them moves when one is begun', async t => {
  const { deps, agencyId, chen, lin, begin } = await office(t)
  const facts = { agencyId, verb: 'add', section: 'reward', state: 'applied', purpose, people: [lin.personId] } as const
  const at = (minute: number) => new Date(deps.clock().getTime() - minute * 60_000)
  const more = { differing: [], form: {}, which: { rows: 'newest' as const }, byAccountId: chen.accountId }
  const rows = Array.from({ length: 120 }, (_, i) => ({
    ...facts,
    ...more,
    people: [...facts.people],
    id: newRowId(),
    reason: '',
    at: at(i),
  }))
  await deps.db.insert(batches).values(rows)
  const shown = (body: string) => [...body.matchAll(/href="\/batches\/([0-9a-f-]{36})"/g)].map(([, id]) => id)
  const step = (body: string, rel: string) =>
    new RegExp(`rel="${rel}" href="([^"]*)"`).exec(body)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const first = (await chen.get('/batches')).body
  const second = (await chen.get(step(first, 'next'))).body
  await begin('add', [lin])
  const third = (await chen.get(step(second, 'next'))).body
  const ids = rows.map(({ id }) => id)
  t.same([first, second, third].flatMap(shown), ids)
  t.equal(step(third, 'next'), '')
  t.same(shown((await chen.get(step(third, 'prev'))).body), shown(second))
  t.match(words(first), '120')
  t.equal((await chen.get(`/batches?after=${newRowId()}`)).headers.location, '/batches')
})

t.test('a dry run of which nothing came goes after its days, and what was applied stays', async t => {
  const { deps, lin, tried, begin, apply } = await office(t)
  const applied = await tried('add', [lin], values)
  await apply(applied)
  await begin('add', [lin])
  await tried('add', [lin], { ...values, row_reason: '指導學生參賽' })
  const after = (days: number) => {
    const now = new Date(deps.clock().getTime() + days * 86_400_000)
    return removeDryRuns({ ...deps, clock: () => now, dryRunDays: 30 })
  }
  await after(29)
  t.equal(await deps.db.$count(batches), 3)
  await deps.db.update(batchOpenings).set({ expiresAt: new Date(deps.clock().getTime() + 2 * 86_400_000) })
  await after(31)
  t.equal(await deps.db.$count(batches), 3, 'whoever opened one since is at work on it')
  await after(33)
  t.same(
    (await deps.db.select().from(batches)).map(({ id }) => `/batches/${id}`),
    [applied],
  )
  t.same(
    (await deps.db.select().from(batchRows)).map(({ result }) => result),
    ['applied'],
  )
})

t.test('a form that takes too long ends, and the next one goes on', async t => {
  const school = await office(t)
  const { deps, setClock, tried, apply, all } = school
  await addColleagues(school, 300)
  const url = await tried('add', 'all', values)
  let now = deps.clock().getTime()
  setClock(() => new Date((now += 12_000)))
  await apply(url)
  const count = (await all()).length
  const first = (await all()).filter(result => result === 'applied').length
  t.ok(first > 0 && first < count, `${first} of ${count}`)
  await apply(url)
  t.same(new Set(await all()), new Set(['applied']))
  t.equal(await deps.db.$count(recordRows, eq(recordRows.section, 'reward')), count, 'each once')
})
