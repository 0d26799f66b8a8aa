import * as fc from 'fast-check'
import { withNameDots } from '../../../server/domain/name-text.ts'
import type { IdKind } from '../../../server/domain/national-id.ts'
import { readId, sexOf } from '../../../server/domain/national-id.ts'
import { codesOf as tableOf } from '../../../server/domain/record/code-book.ts'
import { codesOn } from '../../../server/domain/record/codes.ts'
import { townsAt } from '../../../server/domain/record/code/districts.ts'
import { abroad, counties, zipFits } from '../../../server/domain/record/counties.ts'
import type { Address, Field, Row, Rule, Section } from '../../../server/domain/record/field.ts'
import { holds, isRequired } from '../../../server/domain/record/validate.ts'
import { codesOffered } from '../../../server/domain/record/value.ts'
import { rocYearOf } from '../../../server/domain/roc-date.ts'

/** The day on which the made rows are good: a legal day of the tests' clock. */
export const rowsDay = '2026-11-23'

/**
 * Rows of any section that may be kept, made from the dictionary alone: values of each field's type, then what the rules
 * between fields ask. `filled` = every field has a value; otherwise some that are not required are left out.
 */
export function goodRows(section: Section, { filled = false } = {}): fc.Arbitrary<Row> {
  const values = fc.record(Object.fromEntries(section.fields.map(field => [field.id, goodValue(field)])), plainObject)
  const left = filled ? fc.constant([]) : fc.subarray(section.fields.map(({ id }) => id))
  return fc
    .tuple(values, left)
    .map(([row, ids]) => without(section, fitting(section, ruled(section, row), filled), ids))
}

/** Without what does not belong to the kind of the row; where every field is to be filled, of a kind that has them all. */
function fitting(section: Section, row: Row, filled: boolean): Row {
  const odd = section.fields.filter(({ absent }) => absent && holds(absent, row, anybody)).map(({ id }) => id)
  if (odd.length === 0) return row
  if (filled) return { ...row, staff_kind: 'civil' }
  return Object.fromEntries(Object.entries(row).filter(([id]) => !odd.includes(id)))
}

/** One good row, the same for the same seed. */
export function goodRow(section: Section, seed = 1, asked: { filled?: boolean } = {}): Row {
  const [row] = fc.sample(goodRows(section, asked), { seed, numRuns: 1 })
  if (!row) throw new Error(`no row for ${section.id}`)
  return row
}

/** Good values of a field by itself; a number whose kind another field names comes as one of each kind. */
export function goodValue(field: Field): fc.Arbitrary<unknown> {
  switch (field.type) {
    case 'date':
      return isoDay
    case 'month':
      return isoDay.map(day => day.slice(0, 7))
    case 'year':
      return fc.integer({ min: 90, max: rocYearOf(rowsDay) })
    case 'number':
      return fc.integer({ min: field.min ?? 0, max: field.max ?? 9999 })
    case 'flag':
      return fc.boolean()
    case 'code':
      return fc.constantFrom(...codesOf(field))
    case 'codes':
      return fc.uniqueArray(fc.constantFrom(...codesOf(field)), { minLength: 1, maxLength: codesOffered })
    case 'address':
      return goodAddress
    case 'phone':
      return field.only === 'mobile' ? mobile : fc.oneof(mobile, landline)
    case 'email':
      return fc.tuple(word, word).map(([name, host]) => `${name}.t@${host}.example.edu.tw`)
    case 'id-number':
      return field.kindField ? fc.record(numbers) : numbers.national
    case 'lines':
      return fc.array(goodText(field, 40), { minLength: 1, maxLength: 5 }).map(lines => lines.join('\n'))
    case 'text':
    case 'agency':
      return goodText(field)
  }
}

const plainObject = { noNullPrototype: true } as const
const codesOf = (field: Field) => codesOn(tableOf(field.codes), rowsDay).map(({ code }) => code)

const isoDay = fc.integer({ min: Date.parse('2019-01-01'), max: Date.parse('2026-10-31') }).map(isoOf)
const digits = (count: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count })
const word = fc.string({ unit: fc.constantFrom(...'abcdefghijkmnpqrstuvwxyz'), minLength: 2, maxLength: 8 })

const mobile = fc.oneof(
  digits(8).map(rest => `09${rest}`),
  digits(9).map(rest => `+81${rest}`),
)
const landline = fc
  .tuple(
    fc.constantFrom('022', '037', '0836', '0826', '082', '0892', '0492', '042', '077', '087'),
    digits(5),
    fc.constantFrom('', '#1', '#123456'),
  )
  .map(parts => parts.join(''))

// what names and documents really hold: rare and composed characters, Latin with accents, what HTML and CSV must quote
const signs = [...'王林美華示範國小教育部一二三ㄅの𠮷𡈽éÑabcXYZ0189‧、（）-#/&<>+"\'= ']

function goodText(field: Field, max = 20): fc.Arbitrary<string> {
  if (field.shape === 'document-number') {
    return fc.tuple(fc.constantFrom('示教人', '臺教師', '府人任'), digits(10)).map(([who, no]) => `${who}字第${no}號`)
  }
  if (field.only === 'latin' || field.only === 'roman') {
    const names = [
      'Chen',
      'Mei-Hua',
      "O'Neill",
      'Ángel',
      'Panay',
      ...(field.only === 'roman' ? ['lo^oh', 'Sʉ:ra'] : []),
    ]
    return fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }).map(names => names.join(' '))
  }
  const unit = fc.constantFrom(...signs.filter(sign => !field.forbidden?.includes(sign)))
  const written = (text: string) => (field.name ? withNameDots(text) : text)
  return fc.array(unit, { minLength: 1, maxLength: Math.min(max, field.maxLength ?? max) }).map(
    found =>
      written(
        found
          .join('')
          .normalize(field.half ? 'NFKC' : 'NFC')
          .replace(/ +/g, ' ')
          .trim(),
      ) || '甲',
  )
}

const zipsOf = (county: string) =>
  Array.from({ length: 900 }, (_, i) => String(100 + i)).filter(zip => zipFits(zip, county))

const goodAddress: fc.Arbitrary<Address> = fc
  .constantFrom(...counties.map(({ code }) => code))
  .chain(county => fc.tuple(fc.constant(county), fc.constantFrom(...zipsOf(county), '')))
  .chain(([county, three]) => {
    const zip = fc.constantFrom('', '001').map(more => (three ? three + more : ''))
    const towns = townsAt(three)
    const parts = {
      zip: county === abroad ? fc.constantFrom('', 'SW1A 1AA') : zip,
      county: fc.constant(county),
      town: fc.constantFrom(...(towns.length > 0 ? towns : ['中正區', '頭城鎮', '𡒸城鄉'])),
      village: fc.constantFrom('', '文化里'),
      nbhd: fc.constantFrom('', '5鄰'),
      rest: fc.tuple(fc.constantFrom('中山路', '民生東路一段'), digits(2)).map(([road, no]) => `${road}${no}號2樓之1`),
    }
    return fc.record<Address>(parts, plainObject)
  })

const checked = (kind: IdKind, seconds: string) =>
  fc.tuple(fc.constantFrom(...'ABCFHIOZ'), fc.constantFrom(...seconds), digits(7)).map(([place, second, rest]) => {
    const all = Array.from({ length: 10 }, (_, i) => `${place}${second}${rest}${i}`)
    return all.find(number => readId(number, kind).ok) ?? ''
  })
const numbers = {
  national: checked('national', '12'),
  ui_new: checked('ui_new', '89'),
  ui_old: checked('ui_old', 'ABCD'),
  passport: digits(8).map(rest => `P${rest}`),
} satisfies Record<IdKind, fc.Arbitrary<string>>

/** The row with its values brought into line with the rules between fields, and for the person to see. */
function ruled(section: Section, row: Row): Row {
  const kinds = section.fields.filter(field => field.kindField)
  const chosen = kinds.map(({ id, kindField }) => [
    id,
    (row[id] as Record<string, string>)[String(row[kindField ?? ''])] ?? null,
  ])
  const { onlyForHr: only, fields } = section
  const shown = tableOf(fields.find(({ id }) => id === only?.field)?.codes).find(({ code }) => code !== only?.is)?.code
  const seen = only && row[only.field] === only.is ? { [only.field]: shown } : {}
  return (section.rules ?? []).reduce(follow, { ...row, ...Object.fromEntries(chosen), ...seen })
}

function follow(row: Row, rule: Rule): Row {
  switch (rule.rule) {
    case 'order': {
      const [first, last] = [String(row[rule.from]), String(row[rule.to])].sort()
      if (first !== last || !rule.strict) return { ...row, [rule.from]: first, [rule.to]: last }
      return { ...row, [rule.from]: isoOf(Date.parse(String(first)) - 86_400_000) }
    }
    case 'score': {
      const [from, to] = rule.ranges[String(row[rule.grade])] ?? [0, 100]
      return { ...row, [rule.score]: from + (Number(row[rule.score]) % (to - from + 1)) }
    }
    case 'sex':
      return { ...row, [rule.sex]: sexOf(String(row[rule.number])) ?? row[rule.sex] }
    case 'age': {
      if (rule.at !== 'today') return row
      const [year, ...rest] = String(row['birth_date']).split('-')
      const born = isoOf(Date.parse([1950 + (Number(year) % 45), ...rest].join('-')))
      return { ...row, birth_date: born }
    }
    // about other rows of the section
    case 'unique':
    case 'one':
      return row
  }
}

// what is asked of people from abroad only is never left out
const anybody: Row = { id_type: 'passport' }

/** Takes out what may be missing, one field after the other, as long as no other field then asks for it. */
function without(section: Section, row: Row, ids: readonly string[]): Row {
  const lacks = (one: Row) => section.fields.some(field => !(field.id in one) && isRequired(field, one, anybody))
  return ids.reduce((kept, id) => {
    const { [id]: _, ...rest } = kept
    return lacks(rest) ? kept : rest
  }, row)
}

function isoOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
