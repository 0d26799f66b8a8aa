import * as fc from 'fast-check'
import t from 'tap'
import {
  dateText,
  instantText,
  monthText,
  readRocDate,
  readRocMonth,
  readRocYear,
  rocYearOf,
  shortDate,
  yearText,
} from '../../server/domain/roc-date.ts'

const days: [string, string][] = [
  ['115/11/30', '2026-11-30'],
  ['115.11.30', '2026-11-30'],
  ['115-11-30', '2026-11-30'],
  ['民國115年11月30日', '2026-11-30'],
  ['中華民國 115 年 11 月 30 日', '2026-11-30'],
  ['1151130', '2026-11-30'],
  ['１１５／１１／３０', '2026-11-30'],
  ['１１５１１３０', '2026-11-30'],
  [' 115 / 1 / 3 ', '2026-01-03'],
  ['0890229', '2000-02-29'],
  ['1130229', '2024-02-29'],
  ['1/1/1', '1912-01-01'],
  ['前3/5/1', '1909-05-01'],
  ['民國前3年5月1日', '1909-05-01'],
  ['113/8/1', '2024-08-01'],
  ['113.8.1', '2024-08-01'],
  ['1130801', '2024-08-01'],
  ['民國113年8月1日', '2024-08-01'],
  ['2024-08-01', '2024-08-01'],
  ['2024/8/1', '2024-08-01'],
  ['2024.8.1', '2024-08-01'],
  ['20240801', '2024-08-01'],
  ['２０２４０８０１', '2024-08-01'],
  ['2024年8月1日', '2024-08-01'],
  ['西元2024年8月1日', '2024-08-01'],
  ['西元 2024/8/1', '2024-08-01'],
  ['1850/1/1', '1850-01-01'],
  ['2100/12/31', '2100-12-31'],
]
for (const [typed, day] of days) {
  t.test(`${typed} is the day ${day}`, async t => t.same(readRocDate(typed), { ok: true, value: day }))
}

const refused: [string, string][] = [
  ['', 'blank'],
  ['　', 'blank'],
  ['明天', 'unreadable'],
  ['115/11', 'unreadable'],
  ['115/11.30', 'unreadable'],
  ['1151', 'unreadable'],
  ['99991130', 'ambiguous'],
  ['01131301', 'ambiguous'],
  ['991330', 'six-digits'],
  ['000101', 'six-digits'],
  ['1849/12/31', 'western-year'],
  ['2101/1/1', 'western-year'],
  ['2021101', 'far-future'],
  ['1991201', 'far-future'],
  ['999/1/1', 'far-future'],
  ['民國190年1月1日', 'far-future'],
  ['20240230', 'no-such-day'],
  ['2023/2/29', 'no-such-day'],
  ['2024/13/1', 'no-such-month'],
  ['32/13/2024', 'unreadable'],
  ['前2024/1/1', 'western-year'],
  ['1140229', 'no-such-day'],
  ['115/11/31', 'no-such-day'],
  ['115/11/0', 'no-such-day'],
  ['115/13/1', 'no-such-month'],
  ['115/0/1', 'no-such-month'],
  ['0000101', 'no-such-year'],
  ['0/1/1', 'no-such-year'],
]
for (const [typed, why] of refused) {
  t.test(`"${typed}" is refused: ${why}`, async t => {
    t.same(readRocDate(typed), { ok: false, why: `roc-date.refused.${why}` })
  })
}

const proposed: [typed: string, proposal: string][] = [
  ['民國2024年8月1日', '113/08/01'],
  ['民國 2024/8/1', '113/08/01'],
  ['民國20240801', '113/08/01'],
  ['西元113/8/1', '113/08/01'],
  ['0113/8/1', '113/08/01'],
  ['01130801', '113/08/01'],
  ['810102', '81/01/02'],
  ['991130', '99/11/30'],
  ['1/8/2024', '113/08/01'],
  ['8-25-2024', '113/08/25'],
]
for (const [typed, proposal] of proposed) {
  t.test(`${typed} may be ${proposal}, to be confirmed`, async t => {
    t.same(readRocDate(typed), { ok: false, why: 'roc-date.refused.confirm', proposal })
    t.ok(readRocDate(proposal).ok, 'which then can only be one day')
  })
}

t.test('a month and a year are typed the same ways', async t => {
  for (const typed of [
    '115/9',
    '115.09',
    '民國115年9月',
    '11509',
    '１１５０９',
    '2026/9',
    '2026-09',
    '202609',
    '2026年9月',
  ]) {
    t.same(readRocMonth(typed), { ok: true, value: '2026-09' }, typed)
  }
  t.same(readRocMonth('11513'), { ok: false, why: 'roc-date.refused.no-such-month' })
  t.same(readRocMonth('999909'), { ok: false, why: 'roc-date.refused.ambiguous' })
  t.same(readRocMonth('3026/9'), { ok: false, why: 'roc-date.refused.western-year' })
  t.same(readRocMonth('民國2026/9'), { ok: false, why: 'roc-date.refused.confirm', proposal: '115/09' })
  t.same(readRocMonth(''), { ok: false, why: 'roc-date.refused.blank' })
  t.same(readRocMonth('九月'), { ok: false, why: 'roc-date.refused.unreadable' })
  for (const typed of ['115', '民國115年', '115學年度', '１１５', '2026', '西元2026年']) {
    t.same(readRocYear(typed), { ok: true, value: 115 }, typed)
  }
  t.same(readRocYear('3026'), { ok: false, why: 'roc-date.refused.western-year' })
  t.same(readRocYear('民國2026'), { ok: false, why: 'roc-date.refused.confirm', proposal: '115' })
  t.same(readRocMonth('20211'), { ok: false, why: 'roc-date.refused.far-future' })
  for (const typed of ['1850', '1911', '西元1900年']) {
    t.same(readRocYear(typed), { ok: false, why: 'roc-date.refused.no-such-year' }, typed)
  }
  t.same(readRocYear('0'), { ok: false, why: 'roc-date.refused.no-such-year' })
  t.same(readRocYear('年'), { ok: false, why: 'roc-date.refused.blank' })
  t.same(readRocYear('今年'), { ok: false, why: 'roc-date.refused.unreadable' })
})

t.test('dates are written as people read them', async t => {
  t.equal(dateText('2026-11-30', 'zh-TW'), '民國 115 年 11 月 30 日')
  t.equal(dateText('2026-11-30', 'en'), '30 November 2026 (ROC 115)')
  t.equal(dateText('1911-12-31', 'zh-TW'), '民國前 1 年 12 月 31 日')
  t.equal(dateText('1909-05-01', 'en'), '1 May 1909 (3 before ROC)')
  t.equal(monthText('2026-09', 'zh-TW'), '民國 115 年 9 月')
  t.equal(monthText('2026-09', 'en'), 'September 2026 (ROC 115)')
  t.equal(yearText(115, 'zh-TW'), '民國 115 年')
  t.equal(yearText(115, 'en'), '2026 (ROC 115)')
  t.equal(shortDate('2026-11-30'), '115/11/30')
  t.equal(shortDate('2026-09'), '115/09')
  t.same(['1911-12-31', '1912-01-01', '2026-11-30'].map(rocYearOf), [0, 1, 115])
})

t.test('an instant is told on the clock of Taipei, wherever the machine stands', async t => {
  for (const zone of ['UTC', 'America/New_York', 'Asia/Taipei']) {
    process.env['TZ'] = zone
    t.equal(instantText(new Date('2026-11-30T16:05:00Z'), 'zh-TW'), '民國 115 年 12 月 1 日 00:05', zone)
    t.equal(instantText(new Date('2026-11-30T15:59:59Z'), 'en'), '30 November 2026 (ROC 115), 23:59', zone)
    t.same(readRocDate('115/3/8'), { ok: true, value: '2026-03-08' }, zone)
  }
})

t.test('every day written can be read again, in all forms, and as it is kept', async t => {
  const day = fc
    .date({ min: new Date('1850-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
    .map(date => date.toISOString().slice(0, 10))
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(day, day => {
        const forms = [
          shortDate(day),
          dateText(day, 'zh-TW'),
          shortDate(day).replaceAll('/', '.'),
          day,
          day.replaceAll('-', ''),
        ]
        return forms.every(form => {
          const read = readRocDate(form)
          return read.ok && read.value === day
        })
      }),
    ),
  )
})

t.test('whatever is typed, the answer is a real day or a refusal', async t => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789/.-年月日民國前 ') }), typed => {
        const read = readRocDate(typed)
        const isDay = (day: string) => new Date(day).toISOString().slice(0, 10) === day
        if (read.ok) return isDay(read.value)
        // what is proposed is read without a doubt
        return read.proposal === undefined || readRocDate(read.proposal).ok
      }),
    ),
  )
})
