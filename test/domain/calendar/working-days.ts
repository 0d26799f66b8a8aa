import * as fc from 'fast-check'
import t from 'tap'
import {
  addWorkingDays,
  isWeekend,
  isWorkingDay,
  knownYears,
  specialDays,
  useCalendar,
  workingDayFrom,
  workingDaysBetween,
} from '../../../server/domain/calendar/working-days.ts'
import { addDays } from '../../../server/domain/clock.ts'

const years = [2025, 2026, 2027]
const day = fc.integer({ min: 0, max: 3 * 365 - 1 }).map(count => addDays('2025-01-01', count))

t.test('offices work on weekdays but for the holidays, and on a Saturday that makes one good', async t => {
  for (const [one, works] of [
    ['2026-11-30', true],
    ['2026-11-28', false],
    ['2026-02-20', false],
    ['2026-02-23', true],
    ['2025-02-08', true],
    ['2025-05-01', true],
    ['2026-05-01', false],
    ['2027-12-31', false],
    ['2031-01-01', true],
  ] as const) {
    t.equal(isWorkingDay(one), works, one)
  }
  t.same(knownYears(), years)
})

t.test('each special day that comes with the program is other than its weekday', async t => {
  for (const year of years) {
    const days = specialDays(year)
    t.ok(days.length >= 15, String(year))
    t.same(
      days.filter(one => one.isOff === isWeekend(one.day)),
      [],
    )
    t.equal(new Set(days.map(one => one.day)).size, days.length, 'each once')
  }
})

t.test('a term ends on the first day that is worked, and working days are counted both ways', async () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 40 }), (from, count) => {
      const first = workingDayFrom(from)
      if (!isWorkingDay(first) || first < from) return false
      for (let between = from; between < first; between = addDays(between, 1)) if (isWorkingDay(between)) return false
      const later = addWorkingDays(from, count)
      const back = addWorkingDays(addDays(later, 1), -count)
      return (
        isWorkingDay(later) &&
        workingDaysBetween(from, later) === count &&
        workingDaysBetween(from, addDays(later, -1)) === count - 1 &&
        workingDaysBetween(later, from) === 0 &&
        workingDaysBetween(addDays(back, -1), later) === count
      )
    }),
  )
})

t.test('a year that an administrator keeps is theirs alone, others stay', async t => {
  t.teardown(() => useCalendar(new Set(), []))
  const typhoon = { day: '2026-11-30', isOff: true, name: '颱風停止上班' }
  useCalendar(new Set([2026, 2030]), [typhoon])
  t.same(specialDays(2026), [typhoon])
  t.notOk(isWorkingDay('2026-11-30'))
  t.ok(isWorkingDay('2026-12-25'), 'which is no longer off')
  t.notOk(isWorkingDay('2027-01-01'))
  t.same(knownYears(), [...years, 2030], 'also one without any special day')
})
