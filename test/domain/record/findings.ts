import t from 'tap'
import { addDays } from '../../../server/domain/clock.ts'
import type { Row } from '../../../server/domain/record/field.ts'
import { changesOn } from '../../../server/domain/record/rules/findings-in-time.ts'
import { complaintsAcross, findings } from '../../../server/domain/record/findings.ts'
import { findRule, rules, type AnyRule } from '../../../server/domain/record/rules.ts'
import type { RecordRow, WholeRecord } from '../../../server/domain/record/rules/across.ts'
import { kindRules } from '../../../server/domain/record/rules/of-kinds.ts'
import { recordRules } from '../../../server/domain/record/rules/of-records.ts'
import { sections, sectionOf } from '../../../server/domain/record/sections.ts'
import { recordWarnings, ruleRefusals } from '../../../server/domain/record/validate.ts'
import { goodRow, rowsDay } from '../../support/record/rows.ts'

const good = (section: string, change: Row = {}): Row => ({
  ...goodRow(sectionOf(section), 1, { filled: true }),
  ...change,
})
const basic = good('basic', {
  id_type: 'national',
  id_no: 'A223456781',
  sex: '2',
  name_zh: '羣美華',
  birth_date: '1980-05-01',
  first_civil_date: '2006-01-01',
  first_teach_date: '2006-01-01',
  arrive_date: '2006-01-01',
  dom_addr: null,
  cur_addr: null,
})
const open = { end: null, end_order_date: null, end_order_no: null, leave_reason: null }
const left = { end_order_date: '2010-07-01', end_order_no: '示字第1號', leave_reason: '調任' }
const post = (change: Row) =>
  good('post', {
    post_kind: 'full',
    staff_kind: 'civil',
    rank_from: '03',
    rank_to: '05',
    cont_from: '2020-08-01',
    cont_to: '2021-07-31',
    ...open,
    ...change,
  })
const degree = (change: Row) =>
  good('education', {
    country: 'TW',
    result: 'graduated',
    start_ym: '1998-09',
    end_ym: '2002-06',
    cert_date: '2002-06-20',
    ...change,
  })
const change = (new_value: string, effective: string) =>
  good('former_identity', { kind: 'name', old_value: '王大明', new_value, effective })
const qualified = (rank: string, effective: string) => good('qualification', { rank, effective })

const teaching = (change: Row) => post({ staff_kind: 'teacher', start: '2020-08-01', ...change })
const reviewed = ['qualification', qualified('04', '2021-01-01')] as [string, Row]
const paid = ['teacher_salary', good('teacher_salary', { effective: '2021-01-01' })] as [string, Row]

type Case = [
  what: string,
  rule: string,
  rows: [section: string, data: Row][],
  at: [row: number, field: string][],
  beside?: Pick<WholeRecord, 'assignments' | 'shownNames'>,
]
const assigned = (staffKind: string, from = '2020-08-01', until: string | null = null) => ({
  assignments: [{ staffKind, from, until }],
})
const leave = (change: Row): [string, Row] => [
  'leave_status',
  good('leave_status', { kind: 'unpaid_leave', reason: '侍親', returned_on: null, ...change }),
]
const child = (birth: string, relation = 'son'): [string, Row] => ['family', good('family', { relation, birth })]
const judged = (regime: string, year: number): [string, Row] => ['appraisal', good('appraisal', { regime, year })]
const dates = (change: Row): [string, Row] => ['basic', { ...basic, ...change }]

/** Each row of the table is a record beside the basic data; `at` tells the rows the rule speaks of. */
const cases: Case[] = [
  ['a number of the old kind today', 'basic.old-number-ended', [['basic', { ...basic, id_type: 'ui_old' }]], []],
  ['a highest degree', 'education.highest', [['education', degree({ is_highest: true })]], []],
  ['no highest degree', 'education.highest', [['education', degree({ is_highest: false })]], [[0, 'is_highest']]],
  [
    'a highest degree that was not finished',
    'education.highest',
    [
      ['education', degree({ is_highest: false })],
      ['education', degree({ result: 'left', is_highest: true })],
    ],
    [[0, 'is_highest']],
  ],
  ['nobody graduated', 'education.highest', [['education', degree({ result: 'left', is_highest: false })]], []],
  [
    'studies before birth',
    'education.after-birth',
    [['education', degree({ start_ym: '1980-04' })]],
    [[0, 'start_ym']],
  ],
  ['studies in the month of birth', 'education.after-birth', [['education', degree({ start_ym: '1980-05' })]], []],
  [
    'no studies before the first day as teacher',
    'education.before-teaching',
    [
      ['education', degree({ end_ym: '2008-06', cert_date: '2008-06-20' })],
      ['education', degree({ end_ym: '2006-02', cert_date: '2006-02-20' })],
      ['education', degree({ result: 'left', end_ym: '2002-06' })],
    ],
    [[1, 'end_ym']],
  ],
  [
    'studies in the month in which teaching began, and later ones',
    'education.before-teaching',
    [
      ['education', degree({ end_ym: '2006-01', cert_date: '2006-01-20' })],
      ['education', degree({ end_ym: '2012-06', cert_date: '2012-06-20' })],
    ],
    [],
  ],
  [
    'a certificate before the studies',
    'education.certificate-order',
    [['education', degree({ cert_date: '1998-08-31' })]],
    [[0, 'cert_date']],
  ],
  [
    'a certificate in the first month',
    'education.certificate-order',
    [['education', degree({ cert_date: '1998-09-01' })]],
    [],
  ],
  [
    'an examination after its certificate',
    'exam.year-order',
    [['exam', good('exam', { year: 110, effective: '2020-12-31' })]],
    [[0, 'effective']],
  ],
  [
    'a certificate of the year',
    'exam.year-order',
    [['exam', good('exam', { year: 110, effective: '2021-01-01' })]],
    [],
  ],
  [
    'an appraisal decided before its year',
    'appraisal.year-order',
    [['appraisal', good('appraisal', { year: 114, decide_date: '2024-12-31' })]],
    [[0, 'decide_date']],
  ],
  ['a post before birth', 'post.after-birth', [['post', post({ start: '1980-04-30' })]], [[0, 'start']]],
  ['a post before civil service', 'post.first-civil', [['post', post({ start: '2005-12-31' })]], [[0, 'start']]],
  [
    'another kind of post before civil service',
    'post.first-civil',
    [['post', post({ start: '2005-12-31', staff_kind: 'contract' })]],
    [],
  ],
  [
    'a teacher before the first day as one',
    'post.first-teach',
    [['post', post({ start: '2005-12-31', staff_kind: 'teacher' })]],
    [[0, 'start']],
  ],
  [
    'two full-time posts that overlap by a day',
    'post.apart',
    [
      ['post', post({ start: '2006-01-01', end: '2010-07-31', ...left })],
      ['post', post({ start: '2010-07-30' })],
    ],
    [[1, 'start']],
  ],
  [
    'left and started on one day',
    'post.apart',
    [
      ['post', post({ start: '2006-01-01', end: '2010-07-31', ...left })],
      ['post', post({ start: '2010-07-31' })],
    ],
    [],
  ],
  [
    'a post that serves beside the full one',
    'post.apart',
    [
      ['post', post({ start: '2006-01-01', end: '2010-07-31', ...left })],
      ['post', post({ start: '2010-01-01', post_kind: 'serving' })],
    ],
    [],
  ],
  [
    'two open posts, which one rule tells and not two',
    'post.apart',
    [
      ['post', post({ start: '2006-01-01' })],
      ['post', post({ start: '2010-07-30' })],
    ],
    [],
  ],
  [
    'two open posts',
    'post.one-open',
    [
      ['post', post({ start: '2006-01-01' })],
      ['post', post({ start: '2010-07-30' })],
    ],
    [
      [0, 'end'],
      [1, 'end'],
    ],
  ],
  [
    'a gap of more than a month',
    'post.gap',
    [
      ['post', post({ start: '2006-01-01', end: '2010-07-31', ...left })],
      ['post', post({ start: '2010-09-02' })],
    ],
    [[1, 'start']],
  ],
  [
    'a gap of a month',
    'post.gap',
    [
      ['post', post({ start: '2006-01-01', end: '2010-07-31', ...left })],
      ['post', post({ start: '2010-09-01' })],
    ],
    [],
  ],
  [
    'a review that no post covers',
    'qualification.post',
    [
      ['post', post({ start: '2006-01-01', end: '2010-07-31', ...left })],
      ['qualification', qualified('04', '2010-08-01')],
    ],
    [[1, 'effective']],
  ],
  [
    'a review on the last day of a post',
    'qualification.post',
    [
      ['post', post({ start: '2006-01-01', end: '2010-07-31', ...left })],
      ['qualification', qualified('04', '2010-07-31')],
    ],
    [],
  ],
  [
    'a rank above its post',
    'qualification.rank',
    [
      ['post', post({ start: '2006-01-01' })],
      ['qualification', qualified('06', '2010-07-31')],
    ],
    [[1, 'rank']],
  ],
  [
    'the highest rank of its post',
    'qualification.rank',
    [
      ['post', post({ start: '2006-01-01' })],
      ['qualification', qualified('05', '2010-07-31')],
    ],
    [],
  ],
  [
    'one rank only',
    'qualification.rank',
    [
      ['post', post({ start: '2006-01-01', rank_to: null })],
      ['qualification', qualified('04', '2010-07-31')],
    ],
    [[1, 'rank']],
  ],
  ['a salary without a post', 'teacher_salary.post', [['teacher_salary', good('teacher_salary')]], [[0, 'effective']]],
  ['leave without a post', 'leave_status.post', [['leave_status', good('leave_status')]], [[0, 'from']]],
  [
    'a name that was changed to another',
    'former_identity.present-name',
    [['former_identity', change('林美花', '2001-01-01')]],
    [[0, 'new_value']],
  ],
  ['a name in a variant', 'former_identity.present-name', [['former_identity', change('群美華', '2001-01-01')]], []],
  [
    'only the newest change counts',
    'former_identity.present-name',
    [
      ['former_identity', change('林美花', '2001-01-01')],
      ['former_identity', change('群美華', '2002-01-01')],
    ],
    [],
  ],
  ['a teacher without salary', 'teacher_salary.missing', [['post', teaching({})]], [[0, 'staff_kind']]],
  ['a teacher without certificate', 'teacher_cert.missing', [['post', teaching({})]], [[0, 'staff_kind']]],
  [
    'one with it',
    'teacher_cert.missing',
    [
      ['post', teaching({})],
      ['teacher_cert', good('teacher_cert')],
    ],
    [],
  ],
  ['a teacher of the past', 'teacher_cert.missing', [['post', teaching({ end: '2021-07-31' })]], []],
  ['a civil servant', 'teacher_cert.missing', [['post', post({})]], []],
  ['a review of a teacher', 'qualification.kind', [['post', teaching({})], reviewed], [[1, 'effective']]],
  ['a review of a civil servant', 'qualification.kind', [['post', post({ start: '2020-08-01' })], reviewed], []],
  [
    'a teacher who was a civil servant then',
    'qualification.kind',
    [['post', teaching({ start: '2022-08-01' })], ['post', post({ start: '2020-08-01', end: '2022-07-31' })], reviewed],
    [],
  ],
  [
    'a salary of a civil servant',
    'teacher_salary.kind',
    [['post', post({ start: '2020-08-01' })], paid],
    [[1, 'effective']],
  ],
  ['a salary of a day without post', 'teacher_salary.kind', [paid], []],
  [
    'a civil servant without review',
    'qualification.missing',
    [['post', post({ no_qual: false })]],
    [[0, 'staff_kind']],
  ],
  ['one who needs none', 'qualification.missing', [['post', post({ no_qual: true })]], []],
  ['one reviewed', 'qualification.missing', [['post', post({ no_qual: null })], reviewed], []],
  ['a worker', 'qualification.missing', [['post', post({ staff_kind: 'worker' })]], []],

  ['a teacher here with no education', 'education.missing', [dates({})], [[0, 'arrive_date']], assigned('teacher')],
  ['a worker here with some', 'education.missing', [dates({}), ['education', degree({})]], [], assigned('worker')],
  ['one who comes tomorrow', 'education.missing', [dates({})], [], assigned('teacher', addDays(rowsDay, 1))],
  ['one who comes today', 'education.missing', [dates({})], [[0, 'arrive_date']], assigned('teacher', rowsDay)],
  [
    'one whose last day is today',
    'post.missing',
    [dates({})],
    [[0, 'arrive_date']],
    assigned('civil', '2020-01-01', rowsDay),
  ],
  ['one who left', 'post.missing', [dates({})], [], assigned('civil', '2020-01-01', addDays(rowsDay, -1))],
  ['somebody of no kind that is asked', 'post.missing', [dates({})], [], assigned('other')],
  ['somebody assigned nowhere', 'post.missing', [dates({})], []],

  [
    'a certificate of another name',
    'basic.certificate-name',
    [dates({})],
    [[0, 'name_zh']],
    { shownNames: ['林美花'] },
  ],
  ['a certificate in a variant', 'basic.certificate-name', [dates({})], [], { shownNames: ['群美華'] }],

  [
    'a civil servant without first day',
    'basic.first-civil-missing',
    [dates({ first_civil_date: null }), ['post', post({})]],
    [[0, 'first_civil_date']],
  ],
  ['a civil servant with it', 'basic.first-civil-missing', [dates({}), ['post', post({})]], []],
  [
    'a civil servant from tomorrow on',
    'basic.first-civil-missing',
    [dates({ first_civil_date: null }), ['post', post({ start: addDays(rowsDay, 1) })]],
    [],
  ],
  [
    'contract staff',
    'basic.first-civil-missing',
    [dates({ first_civil_date: null }), ['post', post({ staff_kind: 'contract' })]],
    [],
  ],
  [
    'a principal without first day',
    'basic.first-teach-missing',
    [dates({ first_teach_date: null }), ['post', post({ staff_kind: 'principal' })]],
    [[0, 'first_teach_date']],
  ],
  [
    'a substitute',
    'basic.first-teach-missing',
    [dates({ first_teach_date: null }), ['post', post({ staff_kind: 'acting_teacher' })]],
    [],
  ],
  [
    'arrived after the present post began',
    'basic.arrival-post',
    [dates({ arrive_date: '2020-08-02' }), ['post', teaching({})]],
    [[0, 'arrive_date']],
  ],
  ['arrived with it', 'basic.arrival-post', [dates({ arrive_date: '2020-08-01' }), ['post', teaching({})]], []],
  [
    'arrived after a post elsewhere that is over',
    'basic.arrival-post',
    [
      dates({ arrive_date: '2022-08-01' }),
      ['post', teaching({ end: '2022-07-31' })],
      ['post', teaching({ start: '2022-08-01' })],
    ],
    [],
  ],
  [
    'arrived after a post beside the full one',
    'basic.arrival-post',
    [dates({ arrive_date: '2022-08-01' }), ['post', teaching({ post_kind: 'concurrent' })]],
    [],
  ],

  [
    'no studies before civil service',
    'education.before-civil',
    [['education', degree({ end_ym: '2006-02', cert_date: '2006-02-20' })]],
    [[0, 'end_ym']],
  ],
  [
    'studies in the month in which it began',
    'education.before-civil',
    [['education', degree({ end_ym: '2006-01' })]],
    [],
  ],

  [
    'a teacher with civil appraisal',
    'appraisal.civil-year',
    [judged('civil', 110), ['post', teaching({})]],
    [[0, 'year']],
  ],
  [
    'who was a civil servant until some day of that year',
    'appraisal.civil-year',
    [
      judged('civil', 110),
      ['post', teaching({ start: '2021-08-01' })],
      ['post', post({ start: '2010-01-01', end: '2021-01-01' })],
    ],
    [],
  ],
  [
    'who was one until the last day of the year before',
    'appraisal.civil-year',
    [
      judged('civil', 110),
      ['post', teaching({ start: '2021-01-01' })],
      ['post', post({ start: '2010-01-01', end: '2020-12-31' })],
    ],
    [[0, 'year']],
  ],
  ['a year of which no post is known', 'appraisal.civil-year', [judged('civil', 100), ['post', teaching({})]], []],
  [
    'a clerk with a teacher’s appraisal',
    'appraisal.teacher-year',
    [judged('teacher', 110), ['post', post({ start: '2010-01-01' })]],
    [[0, 'year']],
  ],
  [
    'a teacher until the first day of the school year',
    'appraisal.teacher-year',
    [judged('teacher', 110), ['post', post({ start: '2021-08-01' })], ['post', teaching({ end: '2021-08-01' })]],
    [],
  ],
  [
    'a teacher of the school year before',
    'appraisal.teacher-year',
    [judged('teacher', 110), ['post', post({ start: '2021-08-01' })], ['post', teaching({ end: '2021-07-31' })]],
    [[0, 'year']],
  ],

  [
    'an order of more than a year before',
    'post.old-order',
    [['post', teaching({ order_date: '2019-07-31' })]],
    [[0, 'order_date']],
  ],
  ['an order of a year before', 'post.old-order', [['post', teaching({ order_date: '2019-08-01' })]], []],
  ['an order of after the first day', 'post.old-order', [['post', teaching({ order_date: '2020-09-01' })]], []],
  [
    'a leaving order of years before',
    'post.old-leaving-order',
    [['post', teaching({ end: '2022-07-31', ...left })]],
    [[0, 'end_order_date']],
  ],
  [
    'a review long before it takes effect',
    'qualification.old-decision',
    [['qualification', { ...qualified('04', '2021-01-01'), decide_date: '2019-12-31' }]],
    [[0, 'decide_date']],
  ],
  [
    'a salary notice long before it takes effect',
    'teacher_salary.old-notice',
    [['teacher_salary', { ...paid[1], notice_date: '2019-12-31' }]],
    [[0, 'notice_date']],
  ],

  ['two years of leave', 'leave_status.term', [leave({ from: '2020-08-01', until: '2022-07-31' })], []],
  ['a day more', 'leave_status.term', [leave({ from: '2020-08-01', until: '2022-08-01' })], [[0, 'until']]],
  ['leave from a 29 February', 'leave_status.term', [leave({ from: '2024-02-29', until: '2026-02-27' })], []],
  [
    'three years for a child',
    'leave_status.term',
    [leave({ reason: '育嬰', from: '2020-08-01', until: '2023-07-31' })],
    [],
  ],
  [
    'three years in the army',
    'leave_status.term',
    [leave({ reason: '服兵役', from: '2020-08-01', until: '2023-07-31' })],
    [],
  ],
  [
    'three years suspended',
    'leave_status.term',
    [leave({ kind: 'suspended', from: '2020-08-01', until: '2023-07-31' })],
    [],
  ],
  [
    'three years for a child',
    'leave_status.childcare-term',
    [leave({ reason: '育嬰', from: '2020-08-01', until: '2023-07-31' })],
    [],
  ],
  [
    'and a day',
    'leave_status.childcare-term',
    [leave({ reason: '育嬰假', from: '2020-08-01', until: '2023-08-01' })],
    [[0, 'until']],
  ],
  [
    'leave for a child of three',
    'family.childcare',
    [child('2020-05-01'), child('2019-05-01', 'daughter'), leave({ reason: '育嬰', until: '2023-05-02' })],
    [[0, 'birth']],
  ],
  [
    'until the third birthday',
    'family.childcare',
    [child('2020-05-01'), leave({ reason: '育嬰', until: '2023-05-01' })],
    [],
  ],
  [
    'with a younger one',
    'family.childcare',
    [child('2020-05-01'), child('2022-05-01'), leave({ reason: '育嬰', until: '2023-05-02' })],
    [],
  ],
  ['of a nephew nothing is asked', 'family.childcare', [child('2000-05-01', 'other'), leave({ reason: '育嬰' })], []],
  ['for a parent', 'family.childcare', [child('2000-05-01'), leave({ reason: '侍親' })], []],

  [
    'a teacher whose leave ends within a semester',
    'leave_status.semester',
    [['post', teaching({})], leave({ from: '2026-08-01', until: '2026-12-31' })],
    [[1, 'until']],
  ],
  [
    'one whose leave ends with it',
    'leave_status.semester',
    [['post', teaching({})], leave({ from: '2026-08-01', until: '2027-01-31' })],
    [],
  ],
  ['a clerk', 'leave_status.semester', [['post', post({})], leave({ from: '2026-08-01', until: '2026-12-31' })], []],
  [
    'a leave that is over',
    'leave_status.semester',
    [['post', teaching({})], leave({ from: '2025-08-01', until: '2025-12-31' })],
    [],
  ],
  [
    'in the army',
    'leave_status.semester',
    [['post', teaching({})], leave({ reason: '服兵役', from: '2026-08-01', until: '2026-12-31' })],
    [],
  ],
]
for (const [what, rule, rows, at, beside] of cases) {
  t.test(`${what}: ${rule} ${at.length > 0 ? 'is told' : 'is not'}`, async t => {
    const all = [...(rows[0]?.[0] === 'basic' ? [] : [['basic', basic] as const]), ...rows]
    const record = {
      ...beside,
      today: rowsDay,
      rows: all.map(([section, data], i) => ({ id: `row ${i}`, section, data })),
    }
    const offset = all.length - rows.length
    t.same(
      findings(record).flatMap(found => (found.rule === rule ? [[found.rowId, found.field]] : [])),
      at.map(([row, field]) => [`row ${row + offset}`, field]),
    )
  })
}

t.test('each rule of whole records stands in the table above, or below', async t => {
  const told = new Set([...cases.map(([, rule]) => rule), 'basic.contact-age'])
  t.same(
    [...recordRules, ...kindRules].filter(({ id }) => !told.has(id)),
    [],
  )
})

const found = (rows: RecordRow[], today = rowsDay, table?: readonly AnyRule[]) =>
  findings({ today, rows }, table).map(({ rule }) => rule)
const complete = { dom_addr: basic['cur_addr'], cur_addr: basic['cur_addr'] }

t.test('time alone makes findings: an old number ends, contact details age, codes do not', async t => {
  const old = { id: 'b', section: 'basic', data: { ...basic, ...complete, id_type: 'ui_old', id_no: 'AC01234567' } }
  t.notOk(found([old], '2030-12-31').includes('basic.old-number-ended'))
  t.ok(found([old], '2031-01-01').includes('basic.old-number-ended'))
  const confirmed = { ...old, confirmedOn: '2025-11-23' }
  t.notOk(found([confirmed], '2026-11-23').includes('basic.contact-age'))
  t.ok(found([confirmed], '2026-11-24').includes('basic.contact-age'))
})

t.test('until the day on which time changes something, the findings stay as they are', async t => {
  const rows = [
    {
      id: 'b',
      section: 'basic',
      data: { ...basic, birth_date: '2026-12-03', id_type: 'ui_old' },
      confirmedOn: '2026-11-20',
    },
    { id: 'e', section: 'education', data: degree({ start_ym: '2027-02', end_ym: '2027-03' }) },
    { id: 'x', section: 'exam', data: good('exam', { year: 117 }) },
  ]
  const turns: string[] = []
  for (let today = rowsDay; turns.length < 8; today = addDays(today, 1)) {
    const next = changesOn({ today, rows })
    if (next === null) break
    // days between are as their first one, and so is the last of them
    t.same(findings({ today: addDays(next, -1), rows }), findings({ today, rows }), `${today} to ${next}`)
    turns.push(next)
    today = addDays(next, -1)
  }
  t.same(turns, ['2026-12-03', '2027-02-01', '2027-11-21', '2028-01-01', '2031-01-01', '2041-12-03', '2126-12-04'])
  t.equal(changesOn({ today: rowsDay, rows: [{ id: 'f', section: 'family', data: good('family') }] }), null)
  const begins = [{ staffKind: 'teacher', from: '2027-01-01', until: '2027-01-31' }]
  t.equal(changesOn({ today: rowsDay, rows: [], assignments: begins }), '2027-01-01')
  t.equal(changesOn({ today: '2027-01-01', rows: [], assignments: begins }), '2027-02-01')
  const [kind, away] = leave({ from: '2026-08-01', until: '2026-12-31' })
  t.equal(changesOn({ today: rowsDay, rows: [{ id: 'l', section: kind, data: away }] }), '2027-01-01')
})

t.test('who has no national number needs no registered address, and an order is not dated ahead', async t => {
  const required = (id_type: string) =>
    findings({ today: rowsDay, rows: [{ id: 'b', section: 'basic', data: { ...basic, id_type } }] }).some(
      ({ rule, field }) => rule === 'field.required' && field === 'dom_addr',
    )
  t.same(['national', 'ui_new', 'ui_old', 'passport'].map(required), [true, false, false, false])
  const ahead = [{ id: 'p', section: 'post', data: post({ start: '2006-01-01', order_date: addDays(rowsDay, 1) }) }]
  t.match(
    findings({ today: rowsDay, rows: ahead }).filter(({ rule }) => rule === 'field.future'),
    [{ field: 'order_date' }],
  )
})

t.test('of many rows each that is alike another is told, and no other', async t => {
  const reward = good('reward')
  const rows = Array.from({ length: 3000 }, (_, i) => ({
    id: `r${i}`,
    section: 'reward',
    data: { ...reward, reason: i < 3 ? '同一事由' : `事由 ${i}` },
  }))
  const twice = findings({ today: rowsDay, rows }).filter(({ rule }) => /duplicate|once|unique|twice/.test(rule))
  t.same(
    twice.map(({ rowId }) => rowId),
    ['r0', 'r1', 'r2'],
  )
})

t.test('a rule is added by one more line of the table, and gone with it', async t => {
  const club: AnyRule = {
    id: 'training.before-post',
    severity: 'warning',
    zh: '研習早於到校日期',
    en: 'Training before arrival',
    of: 'record',
    section: 'training',
    at: 'start',
    rule: 'not-before',
    than: { section: 'basic', field: 'arrive_date' },
  }
  const rows = [
    { id: 'b', section: 'basic', data: basic },
    { id: 't', section: 'training', data: good('training', { start: '2005-01-01', end: '2005-01-02' }) },
  ]
  t.notOk(found(rows).includes(club.id))
  t.ok(found(rows, rowsDay, [...rules, club]).includes(club.id))
  t.same(findings({ today: rowsDay, rows }, [club]), [
    { rule: club.id, severity: 'warning', section: 'training', rowId: 't', field: 'start' },
  ])
})

t.test('a rule has one id, a sentence in both languages, and fields that the dictionary knows', async t => {
  const ids = rules.map(({ id }) => id)
  t.equal(new Set(ids).size, ids.length)
  for (const rule of rules) {
    t.match(rule.id, /^[a-z_]+\.[a-z-]+$/)
    t.notMatch(rule.zh + rule.en, /[{}]/, `${rule.id} says no value`)
    t.equal(findRule(rule.id), rule)
    if (rule.of === 'record')
      t.ok(
        sectionOf(rule.section).fields.some(({ id }) => id === rule.at),
        rule.id,
      )
  }
})

t.test('whatever a form may say of a row, the table has a rule for', async t => {
  const whys = new Set(rules.flatMap(rule => (rule.of === 'field' ? rule.whys : [])))
  const kinds = ['duplicate', 'not-after', 'one-only', 'score', 'sex', 'age', 'across']
  const told = [...ruleRefusals, ...recordWarnings].filter(why => !kinds.includes(why.replace(/^.*\./, '')))
  t.same(
    told.filter(why => !whys.has(why)),
    [],
  )
})

t.test('good rows of every section break no rule of fields and rows', async t => {
  for (const section of sections) {
    const rows = [{ id: 'r', section: section.id, data: good(section.id) }]
    const broken = findings({ today: rowsDay, rows }).filter(({ rule }) => !recordRules.some(({ id }) => id === rule))
    t.same(
      broken.filter(({ severity }) => severity === 'error'),
      [],
      section.id,
    )
  }
})

t.test('a code that no table has is told, whatever the day of the row', async t => {
  const data = good('post', { start: '2006-01-01' })
  t.notOk(found([{ id: 'p', section: 'post', data }]).includes('field.code'))
  t.ok(found([{ id: 'p', section: 'post', data: { ...data, chief_level: 'gone' } }]).includes('field.code'))
})

t.test('forms tell what a row does to the record, in the words of the rule', async t => {
  const rows = [
    { id: 'b', section: 'basic', data: basic },
    { id: 'new', section: 'qualification', data: qualified('04', '2010-08-01') },
  ]
  t.match(complaintsAcross({ today: rowsDay, rows }, 'new'), [
    { input: 'effective', isWarning: true, rule: { id: 'qualification.post' } },
  ])
  t.same(complaintsAcross({ today: rowsDay, rows }, 'b'), [])
})
