import * as fc from 'fast-check'
import t from 'tap'
import { addDays, daysBetween } from '../../../server/domain/clock.ts'
import { currentPost, highestDegree } from '../../../server/domain/record/derived/current.ts'
import { lengthOf, merged, sum, without, type Period } from '../../../server/domain/record/derived/period.ts'
import { readResult, rewardYears } from '../../../server/domain/record/derived/rewards.ts'
import type { Input } from '../../../server/domain/record/derived/rows.ts'
import { semesters } from '../../../server/domain/record/derived/semesters.ts'
import { service } from '../../../server/domain/record/derived/service.ts'
import { statusOn } from '../../../server/domain/record/derived/status.ts'

const today = '2026-11-23'
const long = ({ years, months, days }: ReturnType<typeof lengthOf>) => `${years} ${months} ${days}`

const lengths: [from: string, to: string, length: string][] = [
  ['2025-08-01', '2026-07-31', '1 0 0'],
  ['2026-07-31', '2026-07-31', '0 0 1'],
  ['2026-02-01', '2026-02-28', '0 1 0'],
  ['2024-02-01', '2024-02-28', '0 0 28'],
  ['2026-01-31', '2026-02-27', '0 0 28'],
  ['2026-01-31', '2026-02-28', '0 1 0'],
  ['2020-02-29', '2021-02-27', '0 11 30'],
  ['2014-08-30', '2026-11-23', '12 2 25'],
]
for (const [from, to, length] of lengths) {
  t.test(`from ${from} to ${to} are ${length}`, async t => t.equal(long(lengthOf({ from, to })), length))
}

t.test('thirty days are a month and twelve months a year', async t => {
  const parts = [
    { years: 1, months: 11, days: 20 },
    { years: 0, months: 0, days: 10 },
  ]
  t.equal(long(sum(parts)), '2 0 0')
  t.equal(long(sum([])), '0 0 0')
})

const day = fc.integer({ min: 0, max: 400 }).map(count => addDays('2024-01-01', count))
const period = fc.tuple(day, fc.nat(90)).map(([from, count]): Period => ({ from, to: addDays(from, count) }))
const daysIn = (periods: readonly Period[]) =>
  new Set(
    periods.flatMap(({ from, to }) => Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i))),
  )

t.test('periods keep their days when they are merged, and lose those of the holes', async t => {
  fc.assert(
    fc.property(fc.array(period, { maxLength: 6 }), fc.array(period, { maxLength: 4 }), (periods, holes) => {
      t.same(daysIn(merged(periods)), daysIn(periods))
      const left = without(periods, holes)
      const gone = daysIn(holes)
      t.same(daysIn(left), new Set([...daysIn(merged(periods))].filter(one => !gone.has(one))))
      t.ok(left.every(({ from, to }, i) => from <= to && (i === 0 || from > addDays(left[i - 1]?.to ?? '', 1))))
    }),
    { numRuns: 100 },
  )
})

const row = (section: string, id: string, data: Record<string, unknown>): Input => ({ id, section, data })
const post = (id: string, start: string, end?: string, more = {}) =>
  row('post', id, { agency: '示範國小', post_kind: 'full', staff_kind: 'teacher', start, ...(end && { end }), ...more })
const leave = (from: string, until: string, reason = '侍親', more = {}) =>
  row('leave_status', `${from} ${reason}`, { kind: 'unpaid_leave', reason, from, until, ...more })

t.test('the present post is the newest that has begun and not ended, full-time before others', async t => {
  const rows = [
    post('first', '2019-08-01', '2024-07-31'),
    post('now', '2024-08-01'),
    post('beside it', '2025-08-01', undefined, { post_kind: 'concurrent' }),
    post('to come', '2027-08-01'),
  ]
  t.equal(currentPost(rows, today)?.id, 'now')
  t.equal(currentPost(rows, '2024-07-31')?.id, 'first', 'the last day still counts')
  t.equal(currentPost([], today), undefined)
  t.equal(currentPost([post('acting', '2025-08-01', undefined, { post_kind: 'acting' })], today)?.id, 'acting')
})

t.test('the highest degree is one that was completed, and it is said where another is marked', async t => {
  const degree = (id: string, degree: string, end_ym: string, result = 'graduated', is_highest = false) =>
    row('education', id, { degree, end_ym, result, is_highest })
  const rows = [
    degree('bachelor', '50', '2010-06'),
    degree('master', '60', '2014-06'),
    degree('other master', '60', '2012-06'),
    degree('doctor', '70', '2026-06', 'studying'),
  ]
  t.match(highestDegree(rows), { row: { id: 'master' }, differs: false })
  t.match(highestDegree([...rows, degree('college', '40', '2008-06', 'graduated', true)]), { differs: true })
  t.equal(highestDegree([degree('doctor', '70', '2026-06', 'left')]), undefined)
})

t.test('service is what was served: overlaps once, leaves not, a leave until the day one came back', async t => {
  const rows = [
    post('first', '2020-08-01', '2022-07-31', { agency: '海岬國中' }),
    post('second', '2022-07-01'),
    post('beside it', '2010-08-01', undefined, { post_kind: 'substitute' }),
    leave('2023-02-01', '2023-07-31', '進修', { returned_on: '2023-05-01' }),
    leave('2019-02-01', '2019-07-31'),
    row('leave_status', 'back', { kind: 'returned', from: '2023-05-01' }),
  ]
  const { periods, total, inputs } = service(rows, '2024-07-31', { kinds: ['full'] })
  t.same(
    periods.map(({ from, to }) => `${from} ${to}`),
    ['2020-08-01 2023-01-31', '2023-05-01 2024-07-31'],
  )
  t.equal(long(total), '3 9 0')
  t.same(
    inputs.map(({ id }) => id),
    ['first', 'second', '2023-02-01 進修'],
  )
  t.equal(long(service(rows, '2024-07-31', { kinds: ['full'], agency: '海岬國中' }).total), '2 0 0')
  t.equal(long(service([], today, { kinds: ['full'] }).total), '0 0 0')
})

t.test('one comes back from a leave by a row of its own as well, and a leave without an end is told', async t => {
  const served = (...leaves: Input[]) =>
    service([post('a', '2020-08-01'), ...leaves], '2026-07-31', { kinds: ['full'] })
  const back = row('leave_status', 'back', { kind: 'reinstated', from: '2025-02-01', until: '2025-02-01' })
  t.equal(long(served(leave('2024-08-01', '2026-07-31'), back).total), '5 6 0')
  t.equal(long(served(leave('2024-08-01', '2026-07-31')).total), '4 0 0')
  t.same(served(leave('2024-08-01', '')).open.length, 1)
  t.same(served(leave('2024-08-01', ''), back).open, [])
})

t.test(
  'who arrives some days after the contract has begun has served since then, and schools are known by name',
  async t => {
    const late = post('a', '2024-08-05', undefined, { cont_from: '2024-08-01', agency: '台北市立示範國小' })
    const { total } = service([late], '2026-07-31', { kinds: ['full'], agency: '臺北市立示範國小' })
    t.equal(long(total), '2 0 0')
  },
)

const clerk = { staff_kind: 'civil' }
const acting = { staff_kind: 'acting_teacher', post_kind: 'acting' }
const moves: [told: string, rows: Input[], count: number, length: string][] = [
  ['three years are six semesters', [post('a', '2024-08-01')], 6, '3 0 0'],
  ['two weeks less are not', [post('a', '2024-08-15')], 5, '2 11 17'],
  [
    'posts that follow each other are one',
    [post('a', '2024-08-01', '2025-07-31'), post('b', '2025-08-01')],
    6,
    '3 0 0',
  ],
  [
    'years at another school do not count',
    [post('a', '2020-08-01', '2025-07-31', { agency: '海岬國中' }), post('b', '2025-08-01')],
    4,
    '2 0 0',
  ],
  [
    'nor those before one left the school',
    [post('a', '2015-08-01', '2020-07-31'), post('b', '2025-08-01')],
    4,
    '2 0 0',
  ],
  ['nor as a clerk', [post('a', '2015-08-01', '2025-07-31', clerk), post('b', '2025-08-01')], 4, '2 0 0'],
  ['nor as an acting teacher', [post('a', '2020-08-01', '2025-07-31', acting), post('b', '2025-08-01')], 4, '2 0 0'],
  ['a leave is taken off', [post('a', '2024-02-01'), leave('2025-03-01', '2025-08-31')], 6, '3 0 0'],
  ['six weeks of one cost no more', [post('a', '2024-08-01'), leave('2025-03-01', '2025-04-11')], 5, '2 10 20'],
  [
    'childcare counts for two semesters',
    [post('a', '2024-08-01'), leave('2025-08-01', '2026-07-31', '育嬰')],
    6,
    '3 0 0',
  ],
  ['and no more', [post('a', '2024-08-01'), leave('2025-08-01', '2027-07-31', '養育三足歲以下子女')], 4, '2 0 0'],
  [
    'three short ones are added',
    [
      post('a', '2024-08-01'),
      leave('2024-10-01', '2024-12-31', '育嬰'),
      leave('2025-03-01', '2025-05-31', '育嬰'),
      leave('2026-03-01', '2026-04-30', '應徵入伍'),
    ],
    6,
    '3 0 0',
  ],
  [
    'a suspension is none of them',
    [post('a', '2024-08-01'), leave('2025-08-01', '2026-01-31', '服役期間涉案', { kind: 'suspended' })],
    5,
    '2 6 0',
  ],
]
for (const [told, rows, count, length] of moves) {
  t.test(`semesters for a move: ${told}`, async t => {
    const found = semesters(rows, today)
    t.equal(found?.until, '2027-07-31', 'evidence counts to the end of the school year')
    t.equal(found && long(found.total), length)
    t.equal(found?.count, count)
  })
}

t.test('who is on leave, or will be, must be back for a move', async t => {
  const isAway = (...rows: Input[]) => semesters([post('a', '2024-08-01'), ...rows], today)?.isAway
  t.equal(isAway(), false)
  t.equal(isAway(leave('2026-08-01', '2027-07-31', '育嬰')), true)
  t.equal(isAway(leave('2027-02-01', '2027-07-31')), true, 'it is still to begin')
  t.equal(isAway(leave('2026-08-01', '2027-07-31', '侍親', { returned_on: '2026-11-01' })), false, 'back already')
  t.equal(isAway(leave('2026-02-01', addDays(today, -1))), false)
  t.equal(isAway(leave('2026-02-01', today)), true)
})

t.test('semesters for a move are a matter of full-time teachers', async t => {
  for (const more of [clerk, acting, { staff_kind: 'principal' }, { staff_kind: 'acting_teacher' }]) {
    t.equal(semesters([post('a', '2020-08-01', undefined, more)], today), undefined)
  }
})

t.test('who has no post now has no semesters to count', async t =>
  t.equal(semesters([post('a', '2020-08-01', '2026-07-31')], today), undefined),
)

const results: [string, string, number][] = [
  ['嘉獎一次', '嘉獎', 1],
  ['嘉獎二次', '嘉獎', 2],
  ['記功兩次', '記功', 2],
  ['記大功', '記大功', 1],
  ['申誡 2 次', '申誡', 2],
  ['嘉獎２次', '嘉獎', 2],
  ['嘉獎乙次', '嘉獎', 1],
  ['嘉獎貳次', '嘉獎', 2],
  ['嘉獎二次、記功一次', '', 0],
  ['一次記二大功', '', 0],
  ['嘉獎99999次', '', 0],
  ['記過12次', '記過', 12],
  ['獎金新臺幣五千元', '', 0],
  ['', '', 0],
]
for (const [text, kind, times] of results) {
  t.test(`「${text}」 is ${times} ${kind}`, async t => t.same(readResult(text), { kind, times }))
}

t.test('rewards of a school year are added, three of one kind for one of the next, and cancel', async t => {
  const reward = (decide_date: string, result: string) =>
    row('reward', `${decide_date} ${result}`, { decide_date, result })
  const rows = [
    reward('2026-08-01', '嘉獎二次'),
    reward('2026-11-01', '記功一次'),
    reward('2026-11-02', '申誡一次'),
    reward('2026-11-03', '獎狀'),
    reward('2026-07-31', '申誡二次'),
    reward('2026-01-01', '嘉獎一次'),
  ]
  const taught = [post('a', '2020-08-01'), ...rows]
  const [year, before] = rewardYears(taught)
  t.match(year, {
    year: 115,
    net: [
      { kind: '記功', times: 1 },
      { kind: '嘉獎', times: 1 },
    ],
    unread: [{}],
  })
  t.same(year?.counts, [
    { kind: '嘉獎', times: 2 },
    { kind: '記功', times: 1 },
    { kind: '申誡', times: 1 },
  ])
  t.match(before, { year: 114, net: [{ kind: '申誡', times: 1 }], unread: [] })
  t.same(
    rewardYears([post('a', '2020-08-01', undefined, clerk), ...rows]).map(({ year }) => year),
    [115],
    'who is no teacher counts by the calendar',
  )
  t.same(
    rewardYears([post('a', '2020-08-01', '2026-07-31'), ...rows]).map(({ isSchoolYear }) => isSchoolYear),
    [true, true],
    'and who has retired as before',
  )
  t.same(rewardYears([reward('2026-08-01', '嘉獎一次'), reward('2026-08-02', '申誡一次')])[0]?.net, [])
})

const absence = (from: string, until: string, more: Record<string, unknown> = {}) =>
  row('leave_status', from, { kind: 'unpaid_leave', from, until, ...more })
const here = { from: '2020-08-01', until: null }
const statuses: [what: string, assignments: Parameters<typeof statusOn>[0], rows: Input[], status: string][] = [
  ['assigned and no leave', [here], [], 'serving'],
  ['assigned nowhere', [], [], 'left'],
  ['on the last day', [{ ...here, until: today }], [], 'serving'],
  ['on the day after the last', [{ ...here, until: '2026-11-22' }], [], 'left'],
  ['with a second post when the first has ended', [{ ...here, until: '2026-01-31' }, here], [], 'serving'],
  ['before the first day', [{ from: '2026-11-24', until: null }], [], 'to-come'],
  [
    'between two',
    [
      { ...here, until: '2026-07-31' },
      { from: '2027-02-01', until: null },
    ],
    [],
    'left',
  ],
  ['on the first day of a leave', [here], [absence(today, '2027-07-31')], 'on-leave'],
  ['on the last day of a leave', [here], [absence('2026-08-01', today)], 'on-leave'],
  ['on the day after a leave', [here], [absence('2026-08-01', '2026-11-22')], 'serving'],
  ['before a leave', [here], [absence('2026-11-24', '2027-07-31')], 'serving'],
  [
    'back on this day, before it was planned',
    [here],
    [absence('2026-08-01', '2027-07-31', { returned_on: today })],
    'serving',
  ],
  ['back tomorrow', [here], [absence('2026-08-01', '2027-07-31', { returned_on: '2026-11-24' })], 'on-leave'],
  [
    'suspended in a leave',
    [here],
    [absence('2026-08-01', ''), absence('2026-09-01', '', { kind: 'suspended' })],
    'suspended',
  ],
  [
    'here again after a departure in a leave',
    [
      { ...here, until: '2026-10-31' },
      { from: '2026-11-10', until: null },
    ],
    [absence('2026-08-01', '2027-07-31'), row('separation', '2026-11-01', { effective: '2026-11-01' })],
    'serving',
  ],
  [
    'on a leave after a departure',
    [here],
    [absence('2026-11-10', '2027-07-31'), row('separation', '2026-11-01', { effective: '2026-11-01' })],
    'on-leave',
  ],
  ['gone in a leave', [{ ...here, until: '2026-10-31' }], [absence('2026-08-01', '')], 'left'],
]
for (const [what, assignments, rows, status] of statuses) {
  t.test(`${what}: ${status}`, async t => t.equal(statusOn(assignments, rows, today), status))
}

t.test('each day has one status, which does not depend on the order in which things were written', async t => {
  const span = fc.tuple(day, fc.option(fc.nat(90), { nil: null }))
  const assignments = fc.array(
    span.map(([from, count]) => ({ from, until: count === null ? null : addDays(from, count) })),
    { maxLength: 4 },
  )
  const leaves = fc.array(
    fc
      .tuple(span, fc.constantFrom('unpaid_leave', 'suspended', 'reinstated', 'returned'))
      .map(([[from, count], kind]) => absence(from, count === null ? '' : addDays(from, count), { kind })),
    { maxLength: 4 },
  )
  fc.assert(
    fc.property(assignments, leaves, day, (all, rows, on) => {
      const status = statusOn(all, rows, on)
      t.equal(statusOn(all.toReversed(), rows.toReversed(), on), status)
      const isHere = all.some(({ from, until }) => from <= on && (until === null || until >= on))
      t.equal(isHere, !['left', 'to-come'].includes(status))
    }),
    { numRuns: 200 },
  )
})
