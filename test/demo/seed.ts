import t from 'tap'
import { crowdOf } from '../../server/demo/crowd.ts'
import { rowsOf } from '../../server/demo/rows.ts'
import { seed } from '../../server/demo/seed.ts'
import { legalDay } from '../../server/domain/clock.ts'
import * as records from '../../server/store/records.ts'
import { testRing } from '../support/app.ts'
import { testDatabase } from '../support/test-database.ts'

t.setTimeout(120_000)

t.test('the district fills an empty database, record by record through the one gate', async t => {
  const { db } = await testDatabase(t)
  const ring = testRing()
  const now = new Date()
  await db.transaction(tx => seed(tx, ring, now))

  const crowd = crowdOf(legalDay(now))
  for (const soul of [crowd[0], crowd.at(-1)]) {
    if (!soul) throw new Error('nobody lives here')
    const kept = await records.ofPerson(db, ring, soul.personId)
    const made = rowsOf(crowdOf(legalDay(now)).find(one => one.personId === soul.personId) ?? soul, legalDay(now))
    t.equal(kept.length, made.length)
    t.match(kept.find(({ section }) => section === 'basic')?.data, { id_no: soul.idNumber, name_zh: soul.name.zh })
  }
  const { rows } = await db.execute('select count(distinct person_id)::int as people from record_rows')
  t.same(rows, [{ people: 300 }])
})

t.test('a filling that was interrupted leaves nothing behind', async t => {
  const { db } = await testDatabase(t)
  await t.rejects(
    db.transaction(async tx => {
      await seed(tx, testRing(), new Date())
      throw new Error('the power went out')
    }),
    /power/,
  )
  const { rows } = await db.execute('select count(*)::int as agencies from agencies')
  t.same(rows, [{ agencies: 0 }])
})
