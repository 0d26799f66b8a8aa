import t from 'tap'
import { useTables } from '../../../server/domain/record/code-book.ts'
import { shippedTables, type CodeTable } from '../../../server/domain/record/code-tables.ts'
import { changesOn } from '../../../server/domain/record/rules/findings-in-time.ts'
import { idRefusals } from '../../../server/domain/national-id.ts'
import type { Row, Section } from '../../../server/domain/record/field.ts'
import { fieldOf, sectionOf } from '../../../server/domain/record/sections.ts'
import type { Around } from '../../../server/domain/record/validate.ts'
import {
  checkFields,
  checkRow,
  holds,
  isRequired,
  readRow,
  recordWarnings,
  ruleRefusals,
} from '../../../server/domain/record/validate.ts'
import { valueRefusals } from '../../../server/domain/record/value.ts'
import { goodRow, rowsDay } from '../../support/record/rows.ts'

const home = { zip: '261', county: '10002', town: '頭城鎮', village: '', nbhd: '', rest: '和平街1號' }
const basic: Row = {
  ...goodRow(sectionOf('basic'), 1, { filled: true }),
  id_type: 'national',
  id_no: 'A223456781',
  sex: '2',
  birth_date: '1980-05-01',
  dom_addr: home,
}
const education: Row = {
  ...goodRow(sectionOf('education'), 1, { filled: true }),
  country: 'TW',
  result: 'graduated',
  start_ym: '2019-09',
  end_ym: '2023-06',
  is_highest: true,
}
const appraisal: Row = {
  ...goodRow(sectionOf('appraisal'), 1, { filled: true }),
  regime: 'civil',
  grade: '1',
  score: 85,
}
const training: Row = {
  ...goodRow(sectionOf('training'), 1, { filled: true }),
  kind: 'training',
  start: '2026-05-01',
  end: '2026-05-02',
}
const exam: Row = { ...goodRow(sectionOf('exam'), 1, { filled: true }), kind: 'professional', year: 110 }
const post: Row = {
  ...goodRow(sectionOf('post'), 1, { filled: true }),
  post_kind: 'full',
  staff_kind: 'civil',
  rank_from: '03',
  rank_to: '05',
  start: '2020-08-01',
  end: null,
  end_order_date: null,
  end_order_no: null,
  leave_reason: null,
  cont_from: '2020-08-01',
  cont_to: '2021-07-31',
}
const ofTeacher = { staff_kind: 'teacher', rank_from: null, rank_to: null, position_no: null, no_qual: null }
const family = goodRow(sectionOf('family'), 1, { filled: true })
const certificate = goodRow(sectionOf('teacher_cert'), 1, { filled: true })
const reward = goodRow(sectionOf('reward'), 1, { filled: true })
const base: Record<string, Row> = { basic, education, appraisal, training, exam, post, family, reward }
base['teacher_cert'] = certificate

type Case = [what: string, section: string, change: Row, told: [input: string, why: string][], around?: Partial<Around>]

const cases: Case[] = [
  ['as they stand, rows are good', 'basic', {}, []],
  ['as they stand, rows are good', 'education', {}, []],
  ['as they stand, rows are good', 'appraisal', {}, []],
  ['as they stand, rows are good', 'post', {}, []],
  ['what must be there is missing', 'basic', { name_zh: null }, [['name_zh', 'record.refused.required']]],
  ['a blank is no value', 'basic', { name_zh: '' }, [['name_zh', 'record.refused.required']]],
  [
    'an address that must be there is missing',
    'basic',
    { dom_addr: null },
    [['dom_addr_zip', 'record.refused.required']],
  ],
  [
    'neither telephone of the contact',
    'basic',
    { ec_tel: null, ec_mobile: null },
    [
      ['ec_tel', 'record.refused.required'],
      ['ec_mobile', 'record.refused.required'],
    ],
  ],
  ['one telephone of the contact is enough', 'basic', { ec_tel: null }, []],
  ['one telephone of the contact is enough', 'basic', { ec_mobile: null }, []],
  ['a sign that was lost on the way', 'basic', { name_zh: '林\ufffd華' }, [['name_zh', 'record.refused.lost-sign']]],
  ['a privately drawn character', 'basic', { name_zh: '林\ue000華' }, [['name_zh', 'record.refused.private-use']]],
  ['one that is known', 'basic', { name_zh: '林\uf6f0華' }, [['name_zh', 'record.refused.private-use-known']]],
  [
    'a privately drawn character in an address',
    'basic',
    { dom_addr: { ...home, rest: '\u{f0001}街' } },
    [['dom_addr_rest', 'record.refused.private-use']],
  ],
  ['too long by one', 'basic', { name_zh: '林'.repeat(51) }, [['name_zh', 'record.refused.long']]],
  ['as long as may be, in rare characters', 'basic', { name_zh: '𠮷'.repeat(50) }, []],
  ['not Latin', 'basic', { name_en: '林 Meihua' }, [['name_en', 'record.refused.latin-only']]],
  ['romanised in Chinese', 'basic', { name_roman: '馬耀' }, [['name_roman', 'record.refused.roman-only']]],
  ['romanised in signs', 'basic', { name_roman: "-' " }, [['name_roman', 'record.refused.roman-only']]],
  ['a digit in a romanised name', 'basic', { name_roman: 'Mayaw 2' }, [['name_roman', 'record.refused.roman-only']]],
  ['names as Formosan languages write them', 'basic', { name_roman: "Sʉ:ra‧Nga'ay lo^oh n_gayaw ʼatay" }, []],
  ['Latin with accents', 'basic', { name_en: "Zoë O'Neill-Ñuñez, Jr." }, []],
  [
    'a land line where a mobile is asked',
    'basic',
    { tel_mobile: '0223456789' },
    [['tel_mobile', 'record.refused.mobile']],
  ],
  ['a number of another country', 'basic', { tel_mobile: '+819012345678' }, []],
  ['a number without area code', 'basic', { tel_home: '23456789' }, [['tel_home', 'record.refused.phone']]],
  ['letters in a number', 'basic', { tel_home: '02CALLME12' }, [['tel_home', 'record.refused.phone']]],
  [
    'an extension that is too long',
    'basic',
    { tel_home: '0223456789#1234567' },
    [['tel_home', 'record.refused.phone']],
  ],
  ['no e-mail', 'basic', { email_work: 'mei.example.tw' }, [['email_work', 'record.refused.email']]],
  [
    'an e-mail that is too long',
    'basic',
    { email_work: `${'m'.repeat(250)}@a.tw` },
    [['email_work', 'record.refused.email']],
  ],
  ['a code the table does not have', 'basic', { ec_relation: 'neighbour' }, [['ec_relation', 'record.refused.code']]],
  [
    'a country that is none, second in the list',
    'basic',
    { foreign_nat: ['JP', 'QQ'] },
    [['foreign_nat_2', 'record.refused.code']],
  ],
  [
    'a birth to come',
    'basic',
    { birth_date: '2026-11-24' },
    [
      ['birth_date', 'record.refused.future'],
      ['birth_date', 'record.warning.age'],
      ['first_civil_date', 'record.warning.age'],
      ['first_civil_date', 'record.refused.not-after'],
      ['first_teach_date', 'record.warning.age'],
      ['first_teach_date', 'record.refused.not-after'],
      ['arrive_date', 'record.refused.not-after'],
    ],
  ],
  ['more than a hundred years', 'basic', { birth_date: '1926-01-01' }, [['birth_date', 'record.warning.age']]],
  ['a teacher of seventeen', 'basic', { first_teach_date: '1998-04-30' }, [['first_teach_date', 'record.warning.age']]],
  [
    'a first day that is the day of birth',
    'basic',
    { arrive_date: '1980-05-01' },
    [['arrive_date', 'record.refused.not-after']],
  ],
  ['a wrong check digit', 'basic', { id_no: 'A223456782' }, [['id_no', 'national-id.refused.check-digit']]],
  ['a number of another kind', 'basic', { id_type: 'ui_new' }, [['id_no', 'national-id.refused.other-kind']]],
  ['a number that is too short', 'basic', { id_no: 'A12345' }, [['id_no', 'national-id.refused.length']]],
  ['a number of no shape', 'basic', { id_no: '1223456781' }, [['id_no', 'national-id.refused.shape']]],
  [
    'the number of a residence permit',
    'basic',
    { id_no: '123456789012' },
    [['id_no', 'national-id.refused.residence-permit']],
  ],
  [
    'a passport with signs',
    'basic',
    { id_type: 'passport', id_no: 'P-1' },
    [['id_no', 'national-id.refused.passport-shape']],
  ],
  ['another sex than the number says', 'basic', { sex: '1' }, [['sex', 'record.warning.sex']]],
  ['a passport says nothing of sex', 'basic', { id_type: 'passport', id_no: 'A223456781', sex: '1' }, []],
  [
    'an address without town',
    'basic',
    { dom_addr: { ...home, town: '' } },
    [['dom_addr_town', 'record.refused.address-part']],
  ],
  [
    'an address without county',
    'basic',
    { dom_addr: { ...home, county: '' } },
    [['dom_addr_county', 'record.refused.address-part']],
  ],
  [
    'an address without street',
    'basic',
    { dom_addr: { ...home, rest: '' } },
    [['dom_addr_rest', 'record.refused.address-part']],
  ],
  [
    'a county that is none',
    'basic',
    { dom_addr: { ...home, county: '1' } },
    [['dom_addr_county', 'record.refused.code']],
  ],
  [
    'an address that is too long',
    'basic',
    { dom_addr: { ...home, rest: '街'.repeat(61) } },
    [['dom_addr_rest', 'record.refused.long']],
  ],
  ['abroad the street is enough', 'basic', { dom_addr: { ...home, county: 'abroad', town: '', zip: 'SW1A' } }, []],
  [
    'abroad without street',
    'basic',
    { dom_addr: { ...home, county: 'abroad', rest: '' } },
    [['dom_addr_rest', 'record.refused.address-part']],
  ],
  [
    'four digits of a postal code',
    'basic',
    { dom_addr: { ...home, zip: '2610' } },
    [['dom_addr_zip', 'record.refused.zip']],
  ],
  [
    'an old postal code',
    'basic',
    { dom_addr: { ...home, zip: '26101' } },
    [['dom_addr_zip', 'record.warning.zip-old']],
  ],
  [
    'the postal code of another county',
    'basic',
    { dom_addr: { ...home, zip: '100' } },
    [['dom_addr_zip', 'record.warning.zip-county']],
  ],
  ['a new postal code', 'basic', { dom_addr: { ...home, zip: '261001' } }, []],
  [
    'the postal code of the next town',
    'basic',
    { dom_addr: { ...home, zip: '262' } },
    [['dom_addr_zip', 'record.warning.zip-town']],
  ],
  ['a town by another spelling', 'basic', { dom_addr: { ...home, zip: '636', county: '10009', town: '台西鄉' } }, []],
  ['two districts under one code', 'basic', { dom_addr: { ...home, zip: '300', county: '10018', town: '香山區' } }, []],
  ['a code that no town has', 'basic', { dom_addr: { ...home, zip: '290', town: '釣魚臺' } }, []],

  ['a month to come', 'education', { start_ym: '2026-12', end_ym: '2027-06' }, [['start_ym', 'record.refused.future']]],
  ['the month it is', 'education', { start_ym: '2026-11', end_ym: '2027-06' }, []],
  ['the end before the beginning', 'education', { end_ym: '2019-08' }, [['end_ym', 'record.refused.not-after']]],
  ['beginning and end in one month', 'education', { end_ym: '2019-09' }, []],
  ['done, but without an end', 'education', { end_ym: null }, [['end_ym', 'record.refused.required']]],
  ['still studying', 'education', { result: 'studying', end_ym: null, cert_no: null }, []],
  [
    'an outcome nobody gave asks for nothing more',
    'education',
    { result: null, end_ym: null, cert_no: null },
    [['result', 'record.refused.required']],
  ],
  ['a graduate without certificate', 'education', { cert_no: null }, [['cert_no', 'record.refused.required']]],
  [
    'a foreign degree nobody looked into',
    'education',
    { country: 'JP', verified_abroad: null },
    [['verified_abroad', 'record.refused.required']],
  ],
  ['a foreign degree looked into without result', 'education', { country: 'JP', verified_abroad: false }, []],
  [
    'a number that is no document number',
    'education',
    { cert_no: '12345' },
    [['cert_no', 'record.warning.document-number']],
  ],
  [
    'two highest degrees',
    'education',
    {},
    [['is_highest', 'record.warning.one-only']],
    { others: [{ is_highest: true }] },
  ],
  ['a lower degree beside the highest', 'education', { is_highest: false }, [], { others: [{ is_highest: true }] }],

  ['a year to come', 'exam', { year: 116 }, [['year', 'record.refused.future']]],
  [
    'a licence without the day',
    'exam',
    { effective: null, issuer: null },
    [
      ['effective', 'record.refused.required'],
      ['issuer', 'record.refused.required'],
    ],
  ],
  [
    'the same examination again',
    'exam',
    {},
    [['kind', 'record.refused.duplicate']],
    { others: [{ ...exam, cert_no: 'x' }] },
  ],
  ['the same examination in another year', 'exam', {}, [], { others: [{ ...exam, year: 109 }] }],

  ['hours below nothing', 'training', { hours: -1 }, [['hours', 'record.refused.range']]],
  ['too many hours', 'training', { hours: 10_000 }, [['hours', 'record.refused.range']]],
  ['training without hours', 'training', { hours: null }, [['hours', 'record.refused.required']]],
  ['study needs credits, not hours', 'training', { kind: 'study', hours: null }, []],

  ['a score below its grade', 'appraisal', { score: 79 }, [['grade', 'record.refused.score']]],
  ['a score above its grade', 'appraisal', { grade: '2' }, [['grade', 'record.refused.score']]],
  ['the least score of a grade', 'appraisal', { score: 80 }, []],
  [
    'a score of more than a hundred',
    'appraisal',
    { score: 101 },
    [
      ['score', 'record.refused.range'],
      ['grade', 'record.refused.score'],
    ],
  ],
  ['teachers have a clause, no score', 'appraisal', { regime: 'teacher', score: null, grade: null }, []],
  [
    'a teacher without clause',
    'appraisal',
    { regime: 'teacher', clause: null },
    [['clause', 'record.refused.required']],
  ],

  ['ranks the wrong way round', 'post', { rank_to: '02' }, [['rank_to', 'record.refused.not-after']]],
  ['a contract of no day', 'post', { cont_to: '2020-08-01' }, [['cont_to', 'record.refused.not-after']]],
  [
    'left before having come',
    'post',
    { end: '2020-07-31', end_order_date: '2020-07-01', end_order_no: 'x字第1號', leave_reason: '調任' },
    [['end', 'record.refused.not-after']],
  ],
  [
    'one word about leaving asks for all',
    'post',
    { leave_reason: '調任' },
    [
      ['end_order_date', 'record.refused.required'],
      ['end_order_no', 'record.refused.required'],
      ['end', 'record.refused.required'],
    ],
  ],
  [
    'two full-time posts at once',
    'post',
    {},
    [['end', 'record.refused.one-only']],
    { others: [{ post_kind: 'full' }] },
  ],
  ['a full-time post after one that ended', 'post', {}, [], { others: [{ post_kind: 'full', end: '2020-07-31' }] }],
  ['a post at fourteen', 'post', {}, [['start', 'record.warning.age']], { basic: { birth_date: '2006-01-01' } }],
  [
    'a civil servant without rank',
    'post',
    { staff_kind: 'civil', rank_from: null },
    [['rank_from', 'record.refused.required']],
  ],
  ['a teacher without rank', 'post', { ...ofTeacher, series: null }, []],
  ['a teacher with a job series', 'post', ofTeacher, [['series', 'record.warning.kind']]],

  ['nothing is known of the person', 'teacher_cert', { nationality: null }, [], { basic: undefined }],
  ['a citizen', 'teacher_cert', { nationality: null }, [], { basic: { id_type: 'national' } }],
  [
    'somebody from abroad',
    'teacher_cert',
    { nationality: null },
    [['nationality', 'record.refused.required']],
    { basic: { id_type: 'ui_old' } },
  ],
  [
    'a quotation mark where none may be',
    'reward',
    { reason: `辦理"校慶"` },
    [['reason', 'record.refused.forbidden-sign']],
  ],
  ['a relative without number', 'family', { id_no: null }, []],
  ['a relative with a number that is none', 'family', { id_no: 'A123' }, [['id_no', 'national-id.refused.length']]],
  [
    'the same relative again',
    'family',
    {},
    [['relation', 'record.refused.duplicate']],
    { others: [{ ...family, job: '退休' }] },
  ],
]
for (const [what, section, change, told, around] of cases) {
  t.test(`${section}: ${what}${told.length > 0 ? `: ${told.map(([, why]) => why).join(', ')}` : ''}`, async t => {
    const found = checkRow(
      sectionOf(section),
      { ...base[section], ...change },
      { today: rowsDay, others: [], basic, ...around },
    )
    t.same(
      found.map(({ input, why }) => [input, why]),
      told,
    )
    t.ok(found.every(({ why, isWarning }) => isWarning === why.includes('.warning.')))
  })
}

t.test('every refusal and every warning of the dictionary has a case here', async t => {
  const told = new Set(cases.flatMap(([, , , told]) => told.map(([, why]) => why)))
  // told while reading: test/domain/record/value.ts, or of a whole record: findings.ts; a blank number is no number; what ends, below
  const read = [
    'record.warning.code-ended',
    'record.refused.code-unclear',
    'record.refused.flag',
    'record.refused.number',
    'national-id.refused.blank',
    'record.warning.across',
  ]
  const all: string[] = [...valueRefusals, ...ruleRefusals, ...recordWarnings, ...idRefusals]
  t.same(
    all.filter(why => !told.has(why) && !read.includes(why)),
    [],
  )
})

t.test('sentences get the numbers and words they speak of', async t => {
  const check = (section: string, change: Row, around = {}) =>
    checkRow(sectionOf(section), { ...base[section], ...change }, { today: rowsDay, others: [], basic, ...around })[0]
  t.match(check('training', { hours: -1 }), { holes: { min: 0, max: 9999 } })
  t.match(check('basic', { name_zh: '林'.repeat(60) }), { holes: { max: 50, now: 60 } })
  t.match(check('basic', { name_zh: '\ue000\ue001\ue000' }), { holes: { signs: 'U+E000、U+E001' } })
  t.match(check('basic', { name_zh: '林\uf6f0' }), { holes: { signs: 'U+F6F0→々' }, proposal: '林々' })
  t.match(check('appraisal', { score: 60 }), { holes: { from: 80, to: 100 } })
  t.match(check('basic', { birth_date: '1920-11-23' }), { holes: { years: 106 } })
  t.match(check('education', { end_ym: '2019-08' }), { other: 'start_ym' })
})

t.test('complaints come in the order of the fields', async t => {
  const found = checkRow(sectionOf('education'), {}, { today: rowsDay, others: [], basic })
  const order = sectionOf('education').fields.map(({ id }) => id)
  t.same(
    found.map(({ field }) => order.indexOf(field)),
    found.map(({ field }) => order.indexOf(field)).toSorted((a, b) => a - b),
  )
})

t.test('a field that was not in the form is not read; what cannot be read is told and left out', async t => {
  t.same(readRow(sectionOf('training'), { course: '研習', start: '明天', hours: 'many' }), {
    row: { course: '研習' },
    unread: [
      { field: 'start', input: 'start', why: 'roc-date.refused.unreadable', isWarning: false, holes: {} },
      { field: 'hours', input: 'hours', why: 'record.refused.number', isWarning: false, holes: {} },
    ],
  })
})

t.test('a date to be confirmed is told with what was typed, and what fills the field', async t => {
  t.match(readRow(sectionOf('training'), { start: '民國2024年8月1日' }).unread, [
    {
      why: 'roc-date.refused.confirm',
      holes: { typed: '民國2024年8月1日', proposal: '113/08/01' },
      proposal: '113/08/01',
    },
  ])
})

const conditions: [
  what: string,
  condition: Parameters<typeof holds>[0],
  row: Row,
  basic: Row | undefined,
  is: boolean,
][] = [
  ['is, the one', { field: 'kind', is: ['a', 'b'] }, { kind: 'b' }, undefined, true],
  ['is, another', { field: 'kind', is: ['a', 'b'] }, { kind: 'c' }, undefined, false],
  ['is, a flag', { field: 'has', is: [true] }, { has: true }, undefined, true],
  ['is, a blank', { field: 'kind', is: ['a'] }, {}, undefined, false],
  ['is not, another', { field: 'kind', isNot: ['a'] }, { kind: 'b' }, undefined, true],
  ['is not, the one', { field: 'kind', isNot: ['a', 'b'] }, { kind: 'b' }, undefined, false],
  ['is not, a blank', { field: 'kind', isNot: ['a'] }, { kind: null }, undefined, false],
  ['blank', { blank: 'end' }, { end: '' }, undefined, true],
  ['not blank', { blank: 'end' }, { end: '2020-01-01' }, undefined, false],
  ['false is not blank', { blank: 'has' }, { has: false }, undefined, false],
  ['any filled', { anyFilled: ['a', 'b'] }, { b: 0 }, undefined, true],
  ['none filled', { anyFilled: ['a', 'b'] }, { a: null, b: '' }, undefined, false],
  ['from abroad', { person: 'foreign' }, {}, { id_type: 'passport' }, true],
  ['from here', { person: 'foreign' }, {}, { id_type: 'national' }, false],
  ['from nobody knows where', { person: 'foreign' }, {}, undefined, false],
]
for (const [what, condition, row, basic, is] of conditions) {
  t.test(`a condition holds or not: ${what}`, async t => t.equal(holds(condition, row, basic), is))
}

t.test('a field is asked for always, never, or upon its condition', async t => {
  const always = fieldOf(sectionOf('education'), 'school')
  const never = { ...always, required: 'never' as const }
  t.ok(isRequired(always, {}, undefined))
  t.notOk(isRequired(never, {}, undefined))
  t.ok(isRequired({ ...never, required: { blank: 'x' } }, {}, undefined))
})

t.test('a row that goes on after the last day of its code is odd, and one that ended before is not', async t => {
  const ended = (id: string, code: string) => (table: CodeTable) =>
    table.id === id
      ? { ...table, values: table.values.map(one => (one.code === code ? { ...one, validTo: '2026-12-31' } : one)) }
      : table
  useTables(shippedTables.map(ended('job_series', 'A105')).map(ended('chief_levels', 'none')))
  t.teardown(() => useTables(shippedTables))
  const oddIn = (row: Row, today = rowsDay) =>
    checkFields(sectionOf('post'), { chief_level: 'none', series: '新聞傳播', ...row }, { today, others: [], basic })
      .filter(({ field }) => ['series', 'chief_level'].includes(field))
      .map(({ field, why }) => `${field} ${why}`)
  const both = ['series record.warning.code-ended', 'chief_level record.warning.code-ended']
  t.same(oddIn({ start: '2020-08-01' }), both, 'nobody knows when it ends')
  t.same(oddIn({ start: '2020-08-01', end: '2027-07-31' }), both)
  t.same(oddIn({ start: '2020-08-01', end: '2026-12-31' }), [])
  t.same(oddIn({ start: '2020-08-01', series: '人事行政' }), both.slice(1))
  t.same(oddIn({ start: '2020-08-01', series: '什麼都行' }), both.slice(1), 'a text that is no name has no last day')
  t.same(
    oddIn({ start: '2027-01-01' }, '2027-02-01'),
    ['series record.warning.code-ended', 'chief_level record.refused.code'],
    'a text is never refused',
  )
  const record = { today: rowsDay, rows: [{ id: 'p', section: 'post', data: { series: '人事行政' } }] }
  t.equal(changesOn(record), '2027-01-01', 'and looked at again on the day after')
})

t.test('a code counts from its first day to its last', async t => {
  const values = [
    { code: 'old', zh: '舊', en: 'Old', validTo: '2026-11-22' },
    { code: 'last', zh: '末', en: 'Last', validTo: '2026-11-23' },
    { code: 'first', zh: '始', en: 'First', validFrom: '2026-11-23' },
    { code: 'new', zh: '新', en: 'New', validFrom: '2026-11-24' },
  ]
  useTables([{ id: 'days', zh: '日', en: 'Days', isClosed: true, values }])
  t.teardown(() => useTables(shippedTables))
  const section: Section = {
    ...sectionOf('housing_loan'),
    fields: [{ ...fieldOf(sectionOf('housing_loan'), 'value'), codes: 'days' }],
    rules: [],
  }
  const bad = values.filter(
    ({ code }) => checkRow(section, { value: code }, { today: rowsDay, others: [], basic }).length,
  )
  t.same(
    bad.map(({ code }) => code),
    ['old', 'new'],
  )

  const dated: Section = {
    ...section,
    newestFirst: 'on',
    fields: [...section.fields, { ...fieldOf(sectionOf('oath'), 'date'), id: 'on', required: 'never' }],
  }
  const wrongOn = (on: string) =>
    values
      .filter(({ code }) => checkRow(dated, { value: code, on }, { today: rowsDay, others: [], basic }).length > 0)
      .map(({ code }) => code)
  t.same(wrongOn('2026-11-22'), ['new'], 'a row tells what was true on its day, by codes that had not ended')
  t.same(wrongOn('2026-11-23'), ['old', 'new'])
  t.same(wrongOn(''), ['old', 'new'])
  t.same(
    checkRow(dated, { value: 'last', on: '2026-11-24' }, { today: rowsDay, others: [], basic }).map(({ why }) => why),
    ['record.refused.code', 'record.refused.future'],
    'and none that will have ended by then',
  )
})
