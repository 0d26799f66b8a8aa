import { sql } from 'drizzle-orm'
import t from 'tap'
import { crowdOf } from '../../server/demo/district/crowd.ts'
import { rowsOf } from '../../server/demo/district/rows.ts'
import { beginningOf, seed } from '../../server/demo/seed.ts'
import { legalDay } from '../../server/domain/clock.ts'
import { applied } from '../../server/domain/record/difference.ts'
import { sectionOf } from '../../server/domain/record/sections.ts'
import { checkRow } from '../../server/domain/record/validate.ts'
import * as corrections from '../../server/store/correction/corrections.ts'
import * as records from '../../server/store/record/records.ts'
import { testRing } from '../support/app/app.ts'
import { testDatabase } from '../support/database/database.ts'

t.test('the district fills an empty database, record by record through the one gate', async t => {
  const { db } = await testDatabase(t)
  const ring = testRing()
  const now = new Date()
  await db.transaction(tx => seed(tx, ring, now))

  const crowd = crowdOf(legalDay(now))
  for (const soul of [crowd[0], crowd.at(-1)]) {
    if (!soul) throw new Error('nobody lives here')
    const kept = await records.ofPerson(db, ring, soul.personId)
    const same = crowdOf(legalDay(now)).find(one => one.personId === soul.personId) ?? soul
    const made = rowsOf(same, legalDay(beginningOf(now)))
    t.equal(kept.length, made.length)
    t.match(kept.find(({ section }) => section === 'basic')?.data, { id_no: soul.idNumber, name_zh: soul.name.zh })
  }
  const { rows } = await db.execute('select count(distinct person_id)::int as people from record_rows')
  t.same(rows, [{ people: 300 }])

  await t.test('with corrections in every state, and one that waits for a lock', async t => {
    const counts = await db.execute<{ state: string; count: number }>(
      'select state, count(*)::int as count from corrections group by state',
    )
    const ends = ['draft', 'submitted', 'in_review', 'returned', 'waiting_authority', 'waiting_chief']
    ends.push('accepted', 'applied', 'rejected', 'withdrawn')
    t.same(counts.rows.map(({ state }) => state).toSorted(), ends.toSorted())
    t.ok((counts.rows.find(({ state }) => state === 'submitted')?.count ?? 0) > 20, 'a queue of more than one page')
    const waiting = await db.execute(`select state from corrections where waits_for_lock`)
    t.same(waiting.rows, [{ state: 'accepted' }])
    const unsigned = await db.execute(`select 1 from corrections c where number is not null
      and not exists (select 1 from signatures where correction_id = c.id)`)
    t.equal(unsigned.rows.length, 0)
  })

  await t.test('and everything is later than what it needs', async t => {
    const unordered: Record<string, string> = {
      'a version before the one it follows': `select 1 from record_versions later join record_versions earlier
        on earlier.row_id = later.row_id and earlier.version < later.version and earlier.at >= later.at`,
      'a correction before the row it corrects': `select 1 from corrections c join record_versions v
        on v.row_id = c.row_id and v.version <= c.base_version and v.at >= c.created_at`,
      'a row written before it was accepted': `select 1 from record_versions v join corrections c
        on c.id = v.correction_id and v.at < c.decided_at`,
      'a step before the one it follows': `select 1 from correction_events later join correction_events earlier
        on earlier.correction_id = later.correction_id and earlier.id < later.id and earlier.at > later.at`,
      'a correction sent before its draft, or decided before it was sent': `select 1 from corrections
        where submitted_at < created_at or decided_at < submitted_at`,
      'evidence or a signature before the draft': `select 1 from corrections c
        where exists (select 1 from signatures s where s.correction_id = c.id and s.at < c.created_at)
        or exists (select 1 from evidence e where e.correction_id = c.id and e.added_at < c.created_at)`,
      'a correction of an account that was not there': `select 1 from corrections c join accounts a
        on a.person_id = c.person_id and (a.activated_at >= c.created_at or a.created_at >= c.created_at)`,
      'a step of somebody who had no role yet': `select 1 from correction_events e
        where e.by_role like 'hr%' and not exists (select 1 from role_grants g
          where g.account_id = e.by_account_id and g.from_day <= e.at::date)`,
      'a look at a record that was not there': `select 1 from access_log l join people p
        on p.id = l.person_id and p.created_at >= l.at`,
      'a row before its agency': `select 1 from record_versions v join agencies a
        on a.id = v.by_agency_id and a.created_at > v.at`,
      'anything in the future': `select 1 from record_versions where at > now()
        union all select 1 from correction_events where at > now()`,
    }
    for (const [what, query] of Object.entries(unordered)) {
      t.same((await db.execute(query)).rows, [], what)
    }
  })

  await t.test('and what they ask for may be written', async t => {
    const today = legalDay(now)
    const { rows } = await db.execute<{ id: string }>('select id from corrections')
    for (const { id } of rows) {
      const correction = await corrections.find(db, ring, id)
      if (!correction) throw new Error('gone')
      t.not(correction.items.length, 0)
      const kept = await records.ofPerson(db, ring, correction.personId)
      const row = kept.find(one => one.id === correction.rowId)?.data ?? {}
      const around = {
        today,
        others: kept
          .filter(one => one.section === correction.section && one.id !== correction.rowId)
          .map(one => one.data),
        basic: kept.find(({ section }) => section === 'basic')?.data,
      }
      t.same(checkRow(sectionOf(correction.section), applied(row, correction.items), around), [], correction.reason)
    }
  })
})

t.test('a filling that was interrupted leaves nothing behind', async t => {
  const { db } = await testDatabase(t)
  const filling = db.transaction(async tx => {
    const { rows } = await tx.execute<{ pid: number }>('select pg_backend_pid() as pid')
    setTimeout(async () => db.execute(sql`select pg_terminate_backend(${rows[0]?.pid})`), 1000)
    await seed(tx, testRing(), new Date())
  })
  await t.rejects(filling, /Failed query|terminat/)
  const { rows } = await db.execute('select count(*)::int as agencies from agencies')
  t.same(rows, [{ agencies: 0 }])
})
