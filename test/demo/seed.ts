import t from 'tap'
import { seed } from '../../server/demo/seed.ts'
import { testRing } from '../support/app.ts'
import { testDatabase } from '../support/test-database.ts'

t.setTimeout(120_000)

t.test('the district fills an empty database', async t => {
  const { db } = await testDatabase(t)
  const begun = Date.now()
  await db.transaction(tx => seed(tx, testRing(), new Date()))
  const { rows } = await db.execute(`select (select count(*)::int from people) as people,
    (select count(*)::int from record_rows) as rows, (select count(*)::int from role_grants) as roles`)
  t.comment(JSON.stringify(rows), `${Date.now() - begun} ms`)
  t.match(rows, [{ people: 300 }])
})
