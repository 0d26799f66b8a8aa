import t from 'tap'
import { agencyDrawer } from '../../server/demo/agency-cards.ts'
import { cast } from '../../server/demo/district/cast.ts'
import { crowdOf } from '../../server/demo/district/crowd.ts'
import { rowsOf } from '../../server/demo/district/rows.ts'
import { drawerOf } from '../../server/demo/drawer.ts'
import { healthPasswordOf } from '../../server/demo/secrets.ts'
import { beginningOf } from '../../server/demo/seed.ts'
import { legalDay } from '../../server/domain/clock.ts'
import { readId } from '../../server/domain/national-id.ts'
import { sectionOf } from '../../server/domain/record/sections.ts'
import { checkRow } from '../../server/domain/record/validate.ts'

const days = ['2026-11-24', '2027-01-02', '2030-07-31']

for (const today of days) {
  t.test(`on ${today} every row of the invented people may be kept, and none is odd`, async t => {
    const crowd = crowdOf(today)
    t.equal(crowd.length, 300)
    const complaints = crowd.flatMap(soul => {
      const rows = rowsOf(soul, legalDay(beginningOf(new Date(`${today}T04:00:00Z`))))
      const basic = rows.find(({ section }) => section === 'basic')?.data
      return rows.flatMap(row => {
        const others = rows.filter(other => other !== row && other.section === row.section).map(({ data }) => data)
        return checkRow(sectionOf(row.section), row.data, { today, others, basic }).map(
          ({ field, why }) => `${soul.name.zh} ${row.section}.${field} ${why} ${JSON.stringify(row.data[field])}`,
        )
      })
    })
    t.same(complaints.slice(0, 20), [])
  })
}

t.test('no field is named that the dictionary does not know', async t => {
  const today = '2026-11-24'
  const unknown = crowdOf(today).flatMap(soul =>
    rowsOf(soul, today).flatMap(({ section, data }) => {
      const known = sectionOf(section).fields.map(({ id }) => id)
      return Object.keys(data).flatMap(field => (known.includes(field) ? [] : [`${section}.${field}`]))
    }),
  )
  t.same([...new Set(unknown)], [])
})

t.test('the crowd is as mixed as a real district', async t => {
  const crowd = crowdOf('2026-11-24')
  const count = (holds: (soul: (typeof crowd)[number]) => boolean) => crowd.filter(holds).length
  t.equal(new Set(crowd.map(({ idNumber }) => idNumber)).size, 300)
  t.ok(crowd.every(({ idNumber, idKind }) => readId(idNumber, idKind).ok))
  t.ok(count(({ name }) => /[\u{20000}-\u{3ffff}]/u.test(name.zh)) >= 5, 'characters outside the basic plane')
  t.ok(count(({ name }) => name.zh.includes('‧') && Boolean(name.roman)) >= 5, 'indigenous names')
  t.ok(
    count(({ idKind }) => idKind === 'ui_new') >= 2 && count(({ idKind }) => idKind === 'ui_old') >= 2,
    'from abroad',
  )
  const kinds = ['principal', 'teacher', 'acting_teacher', 'hourly_teacher', 'civil', 'contract', 'temporary', 'worker']
  t.same([...new Set(crowd.map(({ job }) => job.staffKind))].toSorted(), kinds.toSorted())
})

t.test('no two cards have the same PIN, and no two health cards the same password', async t => {
  const crowd = crowdOf('2026-11-24')
  const pins = [...drawerOf(crowd), ...agencyDrawer].map(({ pin }) => pin)
  t.equal(new Set(pins).size, pins.length)
  t.ok(pins.every(pin => /^\d{6}$/.test(pin)))
  const passwords = cast.map(({ id }) => healthPasswordOf(id))
  t.equal(new Set(passwords).size, passwords.length)
})

t.test('it is the same crowd every time', async t => {
  const names = () => crowdOf('2026-11-24').map(({ name, idNumber }) => [name.zh, idNumber])
  t.same(names(), names())
})
