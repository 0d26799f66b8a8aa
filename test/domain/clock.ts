import * as fc from 'fast-check'
import t from 'tap'
import {
  addDays,
  addYears,
  daysBetween,
  daysLeft,
  endOfLegalDay,
  inTaipei,
  legalDay,
} from '../../server/domain/clock.ts'

for (const zone of ['UTC', 'America/New_York', 'Asia/Taipei']) {
  t.test(`with the machine in ${zone} a legal day begins and ends at midnight in Taipei`, async t => {
    process.env['TZ'] = zone
    t.equal(legalDay(new Date('2026-11-30T15:59:59.999Z')), '2026-11-30')
    t.equal(legalDay(new Date('2026-11-30T16:00:00Z')), '2026-12-01')
    t.same(inTaipei(new Date('2026-11-30T16:00:09Z')), { day: '2026-12-01', time: '00:00:09' })
    t.equal(endOfLegalDay('2026-11-30').toISOString(), '2026-11-30T16:00:00.000Z')
    t.equal(legalDay(new Date(endOfLegalDay('2026-12-31').getTime() - 1)), '2026-12-31')
  })

  t.test(`with the machine in ${zone} days are counted over the end of months and summer time`, async t => {
    process.env['TZ'] = zone
    t.equal(addDays('2026-03-07', 2), '2026-03-09')
    t.equal(addDays('2028-02-28', 1), '2028-02-29')
    t.equal(addDays('2026-01-01', -1), '2025-12-31')
    t.equal(addYears('2026-03-07', 2), '2028-03-07')
    t.equal(addYears('2024-02-29', 2), '2026-02-28')
    t.equal(addYears('2024-02-29', 4), '2028-02-29')
    t.equal(daysBetween('2026-03-01', '2026-12-01'), 275)
  })
}

t.test('the day itself is the last on which something is due', async t => {
  t.equal(daysLeft('2026-12-30', '2026-11-30'), 30)
  t.equal(daysLeft('2026-12-30', '2026-12-30'), 0)
  t.equal(daysLeft('2026-12-30', '2027-01-02'), -3)
})

t.test('the wall clock of Taipei agrees with the zone database, in summers before 1980 as well', async () => {
  const asked = { timeZone: 'Asia/Taipei', hourCycle: 'h23', dateStyle: 'short', timeStyle: 'medium' } as const
  const zone = new Intl.DateTimeFormat('sv-SE', asked)
  const instants = fc.date({
    min: new Date('1946-01-01T00:00:00Z'),
    max: new Date('2099-12-31T00:00:00Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(instants, at => {
      const { day, time } = inTaipei(at)
      return zone.format(at) === `${day} ${time}`
    }),
  )
})
