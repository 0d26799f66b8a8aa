import type { Pool } from 'pg'
import t from 'tap'
import * as accessLog from '../../../server/store/record/access-log.ts'
import { indexesOf, listen, planOf } from '../../support/database/statements.ts'
import { testDatabase } from '../../support/database/database.ts'

t.test('who looked is told without reading the agencies, however low the ids of those are that did', async t => {
  const { db } = await testDatabase(t)
  const { $client: pool } = db as typeof db & { $client: Pool }
  for (const statement of [
    `insert into agencies (id, code, name, kind) select md5('a' || i)::uuid, '9998' || i, '第 ' || i || ' 所', 'school'
      from generate_series(1, 3000) i`,
    `insert into people (id, name, id_number_index) select md5('p' || i)::uuid, '某人', 'p' || i from generate_series(1, 500) i`,
    `insert into accounts (id, person_id, state) select md5('c' || i)::uuid, md5('p' || i)::uuid, 'active' from generate_series(1, 500) i`,
    `insert into access_log (person_id, account_id, viewer_name, viewer_role, agency_id, action, purpose, address, request_id, at)
      select md5('p' || case when i < 100 then 1 else i end)::uuid, md5('c2')::uuid, '陳', 'hr_officer',
        (select id from agencies order by id limit 1), 'open', '', '', '', '2026-11-23T01:00:00Z'::timestamptz + (i || ' seconds')::interval
      from generate_series(1, 500) i`,
    'vacuum (analyze, index_cleanup on)',
  ])
    await pool.query(statement)

  const { rows } = await pool.query<{ person: string; account: string; agency: string }>(
    `select md5('p1')::uuid as person, md5('c1')::uuid as account, (select name from agencies order by id limit 1) as agency`,
  )
  const [who] = rows
  const heard = listen(pool)
  const whose = { personId: who?.person ?? '', accountId: who?.account ?? '' }
  const first = await accessLog.othersOfPerson(db, whose, { limit: 25 })
  const [begin, last] = [first.rows[0], first.rows.at(-1)]
  t.match(begin, { viewerName: '陳', agencyName: who?.agency, correctionNumber: null })
  t.ok(last)
  const second = await accessLog.othersOfPerson(db, whose, { limit: 25, after: last ? accessLog.placeOf(last) : '' })
  t.equal(second.rows.length, 25)

  const asked = heard.splice(0)
  t.ok(asked.length >= 5)
  const indexes = await indexesOf(pool)
  for (const statement of asked) {
    const { whole } = await planOf(pool, statement, indexes)
    t.notOk(whole.includes('agencies'), statement.text)
  }
})
