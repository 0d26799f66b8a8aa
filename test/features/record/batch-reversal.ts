import { randomUUID } from 'node:crypto'
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import * as fc from 'fast-check'
import t from 'tap'
import type { Row } from '../../../server/domain/record/field.ts'
import { batchVerbs, mayBatch } from '../../../server/domain/record/batch.ts'
import { sections } from '../../../server/domain/record/sections.ts'
import { typedOf } from '../../../server/domain/record/value.ts'
import * as records from '../../../server/store/record/records.ts'
import { batches, batchRows, deputies, recordRows, recordVersions } from '../../../server/store/schema.ts'
import { formIn } from '../../support/app/pages.ts'
import { addRow } from '../../support/correction/corrections.ts'
import { goodRows } from '../../support/record/rows.ts'
import { award, common, decision, office, purpose, tick } from '../../support/record/batches.ts'

/** What is done, to which rows that are there, with which fields typed. */
const doings = fc.constantFrom(...sections.filter(one => mayBatch('change', one))).chain(section =>
  fc.record({
    section: fc.constant(section),
    verb: fc.constantFrom(...batchVerbs.filter(verb => mayBatch(verb, section))),
    which: fc.constantFrom('newest', 'all'),
    rows: fc.array(fc.array(goodRows(section), { maxLength: section.form === 'single' ? 0 : 3 }), {
      minLength: 2,
      maxLength: 2,
    }),
    typed: goodRows(section, { filled: true }),
    fields: fc.subarray(section.fields.map(({ id }) => id)),
  }),
)

t.test('whatever a batch does, reversed it has left every record as it was', async t => {
  const { deps, chen, lin, wang } = await office(t)
  const record = async () => {
    const all = sections.map(({ id }) => id)
    const rows = await records.ofPeople(deps.db, deps.ring, [lin.personId, wang.personId], all)
    return [...rows.values()]
      .flat()
      .map(({ id, data }) => ({ id, data }))
      .toSorted((x, y) => (x.id < y.id ? -1 : 1))
  }
  const seen = { written: 0, results: {} as Record<string, number> }
  await fc.assert(
    fc.asyncProperty(doings, async ({ section, verb, which, rows, typed, fields }) => {
      await deps.db
        .update(recordRows)
        .set({ deleted: true })
        .where(and(eq(recordRows.section, section.id), sql`${recordRows.section} <> 'basic'`))
      for (const [i, one] of [lin, wang].entries()) {
        for (const row of rows[i] ?? []) await addRow(deps, one.personId, section.id, row)
      }
      const before = await record()
      const people = { [tick(lin)]: 'yes', [tick(wang)]: 'yes' }
      const begun = await chen.post('/batches/new', { verb, section: section.id, purpose, ...people })
      const url = String(begun.headers.location).replace('/values', '')
      const values = section.fields
        .filter(({ id }) => verb === 'add' || fields.includes(id))
        .flatMap(field => Object.entries(typedOf(field, typed[field.id] ?? null)))
        .map(([input, text]) => [`row_${input}`, text])
      const form = { ...Object.fromEntries(values), ...decision, which, reason: '依令辦理' }
      const checked = await chen.post(`${url}/values`, form)
      if (checked.statusCode !== 303) throw new Error(`${verb} ${section.id}: ${checked.statusCode}`)
      const offered = formIn(await chen.get(url), `${url}/application`)
      if (offered) await chen.post(`${url}/application`, { ...offered, warnings: 'yes' })
      const results = await deps.db
        .select()
        .from(batchRows)
        .where(eq(batchRows.batchId, url.slice(9)))
      for (const { result } of results) seen.results[result] = (seen.results[result] ?? 0) + 1
      const written = results.filter(({ result }) => result === 'applied').length
      seen.written += written
      const after = await record()
      if (written > 0 === (JSON.stringify(after) === JSON.stringify(before))) throw new Error('written, or not')
      if (written > 0) await chen.post(`${url}/reversal`, { reason: '撤銷' })
      t.strictSame(await record(), before)
    }),
    { numRuns: 40 },
  )
  t.ok(seen.written > 0)
  t.comment(`measured: ${JSON.stringify(seen)}`)
})

t.test('rows of one batch are judged by one another, as they will be written', async t => {
  const { deps, lin, tried, apply, resultOf, awards } = await office(t)
  const other = { ...award, decide_date: '2025-07-31' }
  for (const row of [award, other]) await addRow(deps, lin.personId, 'reward', row)
  const alike = await tried('copy', [lin], { which: 'all', row_decide_date: '115/8/31' })
  t.same(await resultOf(lin), ['clean', 'duplicate'], 'two that would become alike')
  await apply(alike)
  t.equal((await awards(lin.personId)).length, 3)
})

t.test('neither a deputy nor those of whom they are one are written by either’s batch', async t => {
  const { deps, agencyId, chen, huang, lin, tried, apply, open, awards, begin } = await office(t)
  const dates = { from: '2026-11-01', until: '2026-12-31' }
  const url = await tried('add', [lin, huang], { ...common, row_result: '嘉獎一次' })
  await deps.db.insert(deputies).values({
    ...dates,
    representedId: huang.accountId,
    deputyId: chen.accountId,
    agencyId,
    reason: '公假',
    namedBy: huang.accountId,
    namedAt: deps.clock(),
    agreedBy: chen.accountId,
    agreedAt: deps.clock(),
  })
  await apply(url)
  t.same(await awards(huang.personId), [], 'named in between')
  t.equal((await awards(lin.personId)).length, 1)
  const later = await begin('add', [huang])
  t.match(later, /undefined|\/batches\/new/, 'nor chosen')
  await open(huang, url)
  const rows = (await huang.get(url)).body.split('<tbody>')[1] ?? ''
  t.match(/林美華.*?<\/tr>/s.exec(rows)?.[0], '嘉獎一次')
  t.notMatch(/黃主任.*?<\/tr>/s.exec(rows)?.[0], '嘉獎一次')
})

t.test('rare characters stand in a batch as they were typed', async t => {
  const { chen, lin, wang, begin, apply, awards } = await office(t)
  const url = await begin('add', [lin, wang], { differs_reason: 'yes' })
  const form = formIn(await chen.get(`${url}/values`), `${url}/values`)
  const reason = '指導𡍼‧小明等𠮷人參賽'
  const each = { [`each_${lin.personId}_reason`]: reason, [`each_${wang.personId}_reason`]: '\u{E000}字' }
  await chen.post(`${url}/values`, { ...form, ...common, ...each, row_result: '嘉獎一次', reason: '依令' })
  await apply(url)
  t.match(await awards(lin.personId), [{ data: { reason } }])
  t.same(await awards(wang.personId), [], 'a character that only one computer knows is an error of its row')
})

t.test('many who are locked hold up nobody behind them', async t => {
  const { deps, agencyId, chen, huang, lin } = await office(t)
  const [row, id] = [await addRow(deps, lin.personId, 'reward', award), randomUUID()]
  const facts = { agencyId, verb: 'add', section: 'reward', state: 'applied', purpose } as const
  const more = { differing: [], form: {}, which: { rows: 'newest' as const }, byAccountId: chen.accountId }
  await deps.db.insert(batches).values({ ...facts, ...more, id, people: [lin.personId], reason: '', at: deps.clock() })
  // 501 people before lin, each with an award that is locked
  await deps.db.execute(sql`with made as (
      insert into people (name, id_number_index, created_at)
      select '教師' || n, 'index ' || n, now() from generate_series(1, 501) n returning id, name),
    here as (
      insert into assignments (person_id, name, agency_id, kind, staff_kind, title, from_day)
      select id, name, ${agencyId}, 'main', 'teacher', '', '2020-08-01'::date from made returning person_id),
    written as (
      insert into record_rows (id, person_id, section, data, version, updated_at)
      select gen_random_uuid(), id, 'reward', ${JSON.stringify(award)}::jsonb, 1, now() from made returning id, person_id)
    insert into batch_rows (batch_id, row_id, place, person_id, operation, before, data, result, complaints, version)
    select ${id}::uuid, id, row_number() over (), person_id, 'add', null, ${JSON.stringify(award)}::jsonb, 'applied',
      '[]'::jsonb, 1 from written`)
  await deps.db.execute(sql`insert into locks (person_id, kind, reason, until_day, set_by, agency_id, set_at)
    select person_id, 'case', '申訴審議中', '2026-12-31', ${huang.accountId}, ${agencyId}, now() from batch_rows`)
  await deps.db.insert(batchRows).values({
    batchId: id,
    rowId: row,
    place: 502,
    personId: lin.personId,
    operation: 'add',
    before: null,
    data: award as Row,
    result: 'applied',
    complaints: [],
    version: 1,
  })
  const url = `/batches/${id}`
  await chen.post(`${url}/opening`, { purpose })
  await chen.post(`${url}/reversal`, { reason: '獎懲令撤銷' })
  const counts = async () => ({
    held: await deps.db.$count(batchRows, eq(batchRows.result, 'held')),
    reversed: await deps.db.$count(batchRows, eq(batchRows.result, 'reversed')),
  })
  t.same(await counts(), { held: 501, reversed: 1 })
  t.same(
    (await records.ofPerson(deps.db, deps.ring, lin.personId)).map(one => one.section),
    ['basic'],
  )
  t.equal(await deps.db.$count(recordVersions, isNotNull(recordVersions.batchId)), 1)
})
