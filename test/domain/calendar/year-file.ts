import * as fc from 'fast-check'
import t from 'tap'
import type { SpecialDay } from '../../../server/domain/calendar/day.ts'
import { isWeekend, specialDays } from '../../../server/domain/calendar/working-days.ts'
import {
  calendarChanges,
  calendarColumns,
  calendarLines,
  readCalendar,
} from '../../../server/domain/calendar/year-file.ts'
import { addDays } from '../../../server/domain/clock.ts'

const asLines = (cells: readonly (readonly string[])[]) => cells.map((one, i) => ({ at: i + 1, cells: [...one] }))
const file = (year: number, days = specialDays(year)) => asLines([calendarColumns, ...calendarLines(year, days)])

t.test('the published calendar of a year is read as it is written', async t => {
  const lines = file(2026)
  t.equal(lines.length, 366)
  t.same(lines[1]?.cells, ['20260101', '四', '2', '開國紀念日'])
  t.same(lines[3]?.cells, ['20260103', '六', '2', ''])
  t.same(readCalendar(lines), { ok: true, year: 2026, days: specialDays(2026) })
  t.equal(file(2028, []).length, 367, 'a leap year has a day more')
})

t.test('any calendar comes back from its own file, whatever the order of its lines and columns', async () => {
  const any = fc.uniqueArray(fc.integer({ min: 0, max: 364 }), { maxLength: 30 })
  fc.assert(
    fc.property(any, fc.boolean(), (places, isTurned) => {
      const days: SpecialDay[] = places
        .toSorted((a, b) => a - b)
        .map(place => addDays('2027-01-01', place))
        .map(day => ({ day, isOff: !isWeekend(day), name: `第 ${day} 日` }))
      const [head, ...rest] = [calendarColumns, ...calendarLines(2027, days)].map(cells =>
        isTurned ? cells.toReversed() : [...cells],
      )
      const read = readCalendar(asLines([head ?? [], ...(isTurned ? rest.toReversed() : rest)]))
      return read.ok && calendarChanges(days, read.days).length === 0
    }),
  )
})

const changed = (at: number, cells: readonly string[]) =>
  file(2026).map(one => (one.at === at ? { at, cells: [...cells] } : one))
const cases: [string, ReturnType<typeof file>, string, number][] = [
  ['other columns', changed(1, ['日期', '星期', '放假', '備註']), 'calendar.refused.columns', 1],
  ['nothing below its first line', file(2026).slice(0, 1), 'calendar.refused.incomplete', 1],
  ['a month alone', file(2026).slice(0, 32), 'calendar.refused.incomplete', 32],
  ['a day that is none', changed(5, ['20260231', '二', '0', '']), 'calendar.refused.day', 5],
  ['the same day again', changed(6, ['20260101', '四', '2', '']), 'calendar.refused.twice', 6],
  ['another mark', changed(7, ['20260106', '二', '1', '']), 'calendar.refused.mark', 7],
  ['a day of another year', changed(8, ['20270107', '四', '0', '']), 'calendar.refused.year', 8],
  ['a note without an end', changed(9, ['20260108', '四', '0', '長'.repeat(41)]), 'calendar.refused.name', 9],
]
for (const [what, lines, why, at] of cases) {
  t.test(`a file with ${what} is refused by line ${at}`, async t => {
    t.match(readCalendar(lines), { ok: false, why, at })
  })
}
