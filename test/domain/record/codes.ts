import t from 'tap'
import { codesOf, useTables } from '../../../server/domain/record/code-book.ts'
import { codesLike } from '../../../server/domain/record/code/typed.ts'
import { askedIn } from '../../../server/domain/record/code/asked.ts'
import { planLoad } from '../../../server/domain/record/code/load.ts'
import { officialCodes } from '../../../server/domain/record/code/outgoing.ts'
import { shippedTables, type CodeTable } from '../../../server/domain/record/code-tables.ts'
import type { CodeValue, Condition } from '../../../server/domain/record/field.ts'
import { rules } from '../../../server/domain/record/rules.ts'
import { fieldOf, sectionOf, sections } from '../../../server/domain/record/sections.ts'
import { readValue } from '../../../server/domain/record/value.ts'

const tableOf = (id: string) => shippedTables.find(table => table.id === id) as CodeTable

/** The conditions anywhere in something, by the fields that they name. */
function conditionsIn(thing: unknown): Extract<Condition, { field: string }>[] {
  if (typeof thing !== 'object' || thing === null) return []
  const own =
    'field' in thing && ('is' in thing || 'isNot' in thing) ? [thing as Extract<Condition, { field: string }>] : []
  return [...own, ...Object.values(thing).flatMap(conditionsIn)]
}

t.test('every code that a section or a rule asks for can be neither ended nor taken away', async t => {
  const asked = sections.flatMap(section => {
    const ofRules = rules.filter(rule => 'section' in rule && rule.section === section.id)
    return conditionsIn([section, ofRules]).flatMap(condition => {
      const field = section.fields.find(({ id }) => id === condition.field)
      const codes = 'is' in condition ? condition.is : condition.isNot
      return field?.codes ? [codes].flat().map(code => ({ table: field.codes ?? '', code: String(code) })) : []
    })
  })
  const begun = sections.flatMap(({ fields }) =>
    fields.flatMap(({ codes, initial }) => (codes && initial ? [{ table: codes, code: String(initial) }] : [])),
  )
  t.ok(asked.length > 20)
  t.same(
    [...asked, ...begun].filter(({ table, code }) => !askedIn(table).includes(code)),
    [],
  )
  const known = ({ id, values }: CodeTable) => askedIn(id).every(code => values.some(one => one.code === code))
  t.same(
    shippedTables.filter(table => !known(table)),
    [],
    'and each of them is there',
  )
})

t.test('the tables of the program are fit to be loaded as they are', async t => {
  const head = ['code', 'zh', 'en', 'local', 'maps_to']
  for (const table of shippedTables) {
    const lines = table.values.map(({ code, zh, en, mapsTo }, i) => ({
      at: i + 2,
      cells: [code, zh, en, '0', mapsTo ?? ''],
    }))
    const empty = { ...table, isClosed: false, values: [] }
    t.same(planLoad(empty, [{ at: 1, cells: head }, ...lines]).problems, [], table.id)
  }
})

t.test(
  'while a code is typed the nearest values come first, in whichever width and with whichever variant',
  async t => {
    const like = (table: string, typed: string) => codesLike(codesOf(table), typed).map(({ code }) => code)
    t.same(like('countries', 'JP'), ['JP'])
    t.equal(like('countries', 'ｊｐ')[0], 'JP', 'in full width')
    t.equal(like('countries', '日')[0], 'JP', 'by the beginning of a name')
    t.same(like('countries', '剛果').toSorted(), ['CD', 'CG'])
    t.equal(like('countries', 'japan')[0], 'JP')
    t.equal(like('job_series', 'a10')[0], 'A101', 'by the beginning of a code')
    t.ok(like('job_series', '行政').length > 5, 'by a part of a name')
    t.same(like('languages', '台語'), ['nan'], '臺灣台語')
    t.equal(like('languages', '台灣').includes('nan'), true, 'by a variant of a character')
    t.equal(like('countries', '').length, codesOf('countries').length)
    t.same(like('countries', '亞特蘭提斯'), [])
  },
)

const line = (...cells: string[]) => ({ at: 2, cells })
const head = { at: 1, cells: ['code', 'zh', 'en', 'valid_to', 'local', 'maps_to'] }
const problems = (table: string, cells: string[]) =>
  planLoad(tableOf(table), [head, line(...cells)]).problems.map(({ column, why }) => [column, why])

t.test('official values are added, renamed and ended, except those that the program asks for', async t => {
  const cases: [string, string[], unknown[]][] = [
    ['countries', ['XK', '科索沃', 'Kosovo', '', '0', ''], []],
    ['countries', ['JP', '日本國', 'Japan', '', '0', ''], []],
    ['countries', ['JP', '日本', 'Japan', '115/12/31', '0', ''], []],
    ['countries', ['TW', '臺灣', 'Taiwan', '', '0', ''], []],
    ['countries', ['TW', '臺灣', 'Taiwan', '115/12/31', '0', ''], [['valid_to', 'code-table.refused.asked']]],
    ['former_kinds', ['id_no', '證號', 'ID number', '115/12/31', '0', ''], [['valid_to', 'code-table.refused.asked']]],
    ['id_types', ['card', '居留證', 'Residence card', '', '0', ''], [['code', 'code-table.refused.closed']]],
    ['id_types', ['passport', '外國護照', 'Foreign passport', '', '0', ''], []],
    ['sexes', ['1', '男性', 'Male', '', '0', '01'], [['maps_to', 'code-table.refused.maps-to']]],
    ['relations', ['spouse', '配偶', 'Spouse', '', '0', '01'], []],
    ['relations', ['spouse', '配偶', 'Spouse', '', '0', 'partner'], [['maps_to', 'code-table.refused.maps-to']]],
    ['relations', ['spouse', '伴侶', 'Spouse', '', '0', ''], [['zh', 'code-table.refused.name']]],
    ['relations', ['spouse', '配偶', 'Spouse', '', '1', ''], [['local', 'code-load.refused.local']]],
  ]
  for (const [table, cells, expected] of cases) t.same(problems(table, cells), expected, cells.join(' '))
})

t.test('a value leaves as the code of its owner, and one that nobody has mapped does not', async t => {
  const local = (code: string, zh: string, mapsTo?: string): CodeValue => ({
    code,
    zh,
    en: zh,
    isLocal: true,
    ...(mapsTo !== undefined && { mapsTo }),
  })
  const more: Record<string, CodeValue[]> = {
    job_series: [local('L01', '校園防護', 'A401'), local('L02', '無對應')],
    relations: [local('step', '繼父母', 'spouse'), local('twice', '再對應', 'step')],
    staff_kinds: [local('guard', '警衛', 'contract')],
    reward_results: [local('9001', '榮譽獎', '4001')],
  }
  useTables(shippedTables.map(table => ({ ...table, values: [...table.values, ...(more[table.id] ?? [])] })))
  t.teardown(() => useTables(shippedTables))
  const told = (section: string, field: string, value: unknown) =>
    officialCodes(fieldOf(sectionOf(section), field), value).map(one => (one.ok ? one.code : one.why))
  const cases: [string, string, unknown, string[]][] = [
    ['post', 'series', '人事行政', ['A107']],
    ['post', 'series', '校園防護', ['A401']],
    ['post', 'series', '無對應', ['unmapped']],
    ['post', 'series', '沒有的職系', ['unknown']],
    ['post', 'staff_kind', 'contract', ['12']],
    ['post', 'staff_kind', 'guard', ['12']],
    ['post', 'staff_kind', 'teacher', ['unmapped']],
    ['post', 'title', '教師', ['unmapped']],
    ['post', 'title', '沒有的職稱', ['unknown']],
    ['post', 'position_no', 'A01', []],
    ['family', 'relation', 'step', ['unmapped']],
    ['family', 'relation', 'twice', ['unmapped']],
    ['reward', 'result', '嘉獎一次', ['4001']],
    ['reward', 'result', '榮譽獎', ['4001']],
    ['reward', 'result', '記大過一次', ['unmapped']],
    ['reward', 'category', '服務績優', ['A10']],
    ['reward', 'law_code', 'CA', ['CA']],
    ['reward', 'law_name', '公立高級中等以下學校教師成績考核辦法', ['CA']],
    ['reward', 'remedy', '2', ['2']],
    ['reward', 'remedy', null, []],
    ['teacher_cert', 'stage', 'secondary', ['W']],
    ['teacher_cert', 'stage', 'X', ['X']],
    ['teacher_cert', 'subject', '自然專長', ['5052']],
    ['basic', 'foreign_nat', ['JP', 'VN'], ['JP', 'VN']],
    ['basic', 'id_no', 'A123456789', []],
  ]
  for (const [section, field, value, expected] of cases) {
    t.same(told(section, field, value), expected, `${section}.${field} ${String(value)}`)
  }
})

t.test(
  'of a table that is incomplete a code is kept as its name or the other way round, and any text as it is',
  async t => {
    const cases: [string, string, string][] = [
      ['result', '4001', '嘉獎一次'],
      ['result', '嘉獎一次', '嘉獎一次'],
      ['result', '記過二次', '記過二次'],
      ['category', 'a03', '操守廉潔'],
      ['law_code', 'ca', 'CA'],
      ['law_code', 'CA 公立高級中等以下學校教師成績考核辦法', 'CA'],
      ['law_code', 'ｚ９', 'z9'],
      ['law_name', 'CA', '公立高級中等以下學校教師成績考核辦法'],
    ]
    for (const [field, typed, kept] of cases) {
      t.same(readValue(fieldOf(sectionOf('reward'), field), { [field]: typed }), { ok: true, value: kept }, typed)
    }
    t.equal(codesOf('work_places').length, 23)
  },
)
