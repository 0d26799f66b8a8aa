import { daysBetween } from '../clock.ts'
import { isMailAddress } from '../mail-address.ts'
import { privateUse, privateUseTold, sameName, withoutPrivateUse } from '../name-text.ts'
import { kindOf, readId, sexOf } from '../national-id.ts'
import type { IdKind } from '../national-id.ts'
import { rocYearOf } from '../roc-date.ts'
import { codesOf } from './code-book.ts'
import { townsAt } from './code/districts.ts'
import { knownAs } from './code/outgoing.ts'
import { abroad, counties, zipFits } from './counties.ts'
import type { Address, Condition, Field, NamedRule, Row, Rule, Section } from './field.ts'
import { fieldOf } from './sections.ts'
import type { Typed, ValueRefusal } from './value.ts'
import { inputsOf, readValue, sameValue } from './value.ts'

export const ruleRefusals = [
  'record.refused.duplicate',
  'record.refused.not-after',
  'record.refused.one-only',
  'record.refused.score',
] as const
export const recordWarnings = [
  'record.warning.across',
  'record.warning.age',
  'record.warning.code-ended',
  'record.warning.document-number',
  'record.warning.kind',
  'record.warning.one-only',
  'record.warning.sex',
  'record.warning.zip-county',
  'record.warning.zip-old',
  'record.warning.zip-town',
] as const
export type RecordWarning = (typeof recordWarnings)[number]
export type RowRefusal = ValueRefusal | (typeof ruleRefusals)[number]

/** Something about one input. Errors stop a row from being kept; warnings are told and may be passed over. */
export type Complaint = {
  field: string
  /** Name of the input. */
  input: string
  why: RowRefusal | RecordWarning
  isWarning: boolean
  holes: Record<string, string | number>
  /** Another field that the sentence names as `{other}`. */
  other?: string
  /** What the input is filled with, to be confirmed. */
  proposal?: string
  /** The codes that the input may mean, one of which is to be chosen. */
  choices?: readonly string[]
  /** A rule of the whole record, whose own words are the sentence. */
  rule?: NamedRule
}

/** What a row is checked by besides itself. */
export type Around = {
  /** ISO day in Taipei. */
  today: string
  /** The other rows of the section. */
  others: readonly Row[]
  /** The person's basic data, where known. */
  basic: Row | undefined
}

/** What a row is checked by among all rows of its person; without `id` it is a new one. */
export function aroundOf(
  rows: readonly { id: string; section: string; data: Row }[],
  { section, id }: { section: string; id: string | undefined },
  today: string,
): Around {
  return {
    today,
    others: rows.filter(row => row.section === section && row.id !== id).map(({ data }) => data),
    basic: rows.find(row => row.section === 'basic')?.data,
  }
}

/** The row as typed, and what could not be read. Fields that were not in the form stay out of the row. */
export function readRow(section: Section, typed: Typed): { row: Row; unread: Complaint[] } {
  const row: Row = {}
  const unread: Complaint[] = []
  for (const field of section.fields) {
    if (!inputsOf(field).some(input => input in typed)) continue
    const read = readValue(field, typed)
    if (read.ok) row[field.id] = read.value
    else {
      const { input, why, proposal, choices } = read
      const told = { field: field.id, input, why, isWarning: false }
      const holes = { typed: typed[input] ?? '', ...(proposal !== undefined && { proposal }) }
      if (choices) unread.push({ ...told, holes, choices })
      else unread.push(proposal === undefined ? { ...told, holes: {} } : { ...told, holes, proposal })
    }
  }
  return { row, unread }
}

/** Everything wrong or odd with a row, in the order of its fields; an empty list for a row that may be kept. */
export function checkRow(section: Section, row: Row, around: Around): Complaint[] {
  const broken = (section.rules ?? []).flatMap(rule => checkRule(section, rule, row, around))
  const order = section.fields.map(field => field.id)
  return [...checkFields(section, row, around), ...broken].toSorted(
    (a, b) => order.indexOf(a.field) - order.indexOf(b.field),
  )
}

/** What is wrong or odd with each field of a row by itself. */
export const checkFields = (section: Section, row: Row, around: Around): Complaint[] =>
  section.fields.flatMap(field =>
    checkField(field, row, around, { from: dayOf(section, row), until: lastDayOf(section, row) }),
  )

/**
 * The day from which a row tells what was true; undefined where its section goes by none. Of a month or a year it is
 * the first day.
 */
export function dayOf({ newestFirst, fields }: Section, row: Row): string | undefined {
  const by = fields.find(({ id }) => id === newestFirst)
  const value = by ? row[by.id] : undefined
  if (!by || isBlank(value)) return undefined
  if (by.type === 'year') return `${Number(value) + 1911}-01-01`
  return by.type === 'month' ? `${String(value)}-01` : String(value)
}

type Days = { from: string | undefined; until: string | undefined }

/** The last day of what a row says, `never` of one that is still so; undefined where it tells of one day. */
function lastDayOf({ endsBy }: Section, row: Row): string | undefined {
  if (endsBy === undefined) return undefined
  return isBlank(row[endsBy]) ? never : String(row[endsBy])
}

const never = '9999-12-31'

/**
 * What is wrong or odd with a row after these fields were changed. An old row may lack what is asked for today, and a
 * change of something else does not fail on it; without `before` the whole row is new.
 */
export function checkChange(
  section: Section,
  { before, after, fields }: { before: Row | undefined; after: Row; fields: readonly string[] },
  around: Around,
): Complaint[] {
  const known = before ? checkRow(section, before, around) : []
  const wasSo = ({ input, why }: Complaint) => known.some(old => old.input === input && old.why === why)
  return checkRow(section, after, around).filter(complaint => fields.includes(complaint.field) || !wasSo(complaint))
}

/** Whether a field must be filled in this row. */
export function isRequired(field: Field, row: Row, basic: Row | undefined): boolean {
  if (field.required === 'always') return true
  return field.required !== 'never' && holds(field.required, row, basic)
}

export function holds(condition: Condition, row: Row, basic: Row | undefined): boolean {
  if ('person' in condition) {
    const kind = basic?.['id_type']
    return kind === 'ui_new' || kind === 'ui_old' || kind === 'passport'
  }
  if ('blank' in condition) return isBlank(row[condition.blank])
  if ('anyFilled' in condition) return condition.anyFilled.some(field => !isBlank(row[field]))
  const value = row[condition.field]
  if (isBlank(value)) return false
  return 'is' in condition ? condition.is.some(one => one === value) : condition.isNot.every(one => one !== value)
}

export const isBlank = (value: unknown) => value === null || value === undefined || value === ''

function checkField(field: Field, row: Row, around: Around, days: Days): Complaint[] {
  if (isBlank(row[field.id])) {
    return isRequired(field, row, around.basic) ? [error(field, 'record.refused.required')] : []
  }
  const isOdd = field.absent !== undefined && holds(field.absent, row, around.basic)
  const told = checkFilled(field, row, around, days.from)
  // a row from after the last day of its code has no such code, and is told for that
  const isEnding = told.length === 0 && usesEnding(field, row[field.id], around.today, days)
  return [
    ...told,
    ...(isOdd ? [warning(field, 'record.warning.kind')] : []),
    ...(isEnding ? [warning(field, 'record.warning.code-ended')] : []),
  ]
}

/** Whether what a row says goes on after the last day of a code that it has, or began after that of a name. */
function usesEnding(field: Field, value: unknown, today: string, { from = today, until }: Days): boolean {
  if (field.codes === undefined && field.suggestedBy === undefined) return false
  return [value].flat().some(part => {
    const last = knownAs(field, String(part))?.validTo
    return last !== undefined && ((until !== undefined && until > last) || from > last)
  })
}

function checkFilled(field: Field, row: Row, around: Around, day: string | undefined): Complaint[] {
  const value = row[field.id]
  switch (field.type) {
    case 'date':
      return field.notFuture && String(value) > around.today ? [error(field, 'record.refused.future')] : []
    case 'month':
      return field.notFuture && String(value) > around.today.slice(0, 7) ? [error(field, 'record.refused.future')] : []
    case 'year':
      return field.notFuture && Number(value) > rocYearOf(around.today) ? [error(field, 'record.refused.future')] : []
    case 'number':
      return checkNumber(field, Number(value))
    case 'code':
      return isKnown(field, value, around.today, day) ? [] : [error(field, 'record.refused.code')]
    case 'codes':
      return (value as string[]).flatMap((code, i) =>
        isKnown(field, code, around.today, day) ? [] : [error(field, 'record.refused.code', {}, inputsOf(field)[i])],
      )
    case 'id-number':
      return checkNumberOf(field, String(value), row)
    case 'address':
      return checkAddress(field, value as Address)
    case 'flag':
      return []
    default:
      return checkText(field, String(value))
  }
}

/** Whether a code had not ended on the day of the row, and has begun by then or since; without a day, that of today. */
const isKnown = (field: Field, code: unknown, today: string, day = today) =>
  codesOf(field.codes).some(
    known =>
      known.code === code &&
      (!known.validTo || known.validTo >= day) &&
      (!known.validFrom || known.validFrom <= day || known.validFrom <= today),
  )

function checkNumber(field: Field, value: number): Complaint[] {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = field
  return value >= min && value <= max ? [] : [error(field, 'record.refused.range', { min, max })]
}

function checkNumberOf(field: Field, value: string, row: Row): Complaint[] {
  const asked = field.kindField ? row[field.kindField] : undefined
  const read = readId(value, typeof asked === 'string' ? (asked as IdKind) : undefined)
  return read.ok ? [] : [error(field, read.why)]
}

function privateUseIn(field: Field, value: string, input?: string): Complaint {
  const holes = { signs: privateUseTold(value) }
  const proposal = withoutPrivateUse(value)
  return proposal === undefined
    ? error(field, 'record.refused.private-use', holes, input)
    : { ...error(field, 'record.refused.private-use-known', holes, input), proposal }
}

const phoneShape = /^(0\d{7,9}(#\d{1,6})?|\+\d{7,15})$/
const documentNumber = /字第.+號/

function checkText(field: Field, value: string): Complaint[] {
  if (privateUse(value).length > 0) return [privateUseIn(field, value)]
  // what a file of another encoding could not say
  if (value.includes('\uFFFD')) return [error(field, 'record.refused.lost-sign')]
  const length = [...value].length
  if (field.maxLength !== undefined && length > field.maxLength) {
    return [error(field, 'record.refused.long', { max: field.maxLength, now: length })]
  }
  const forbidden = [...(field.forbidden ?? '')].find(sign => value.includes(sign))
  if (forbidden) return [error(field, 'record.refused.forbidden-sign', { sign: forbidden })]
  if (field.only === 'latin' && !/^[\p{Script=Latin}\p{M} .,'’-]+$/u.test(value)) {
    return [error(field, 'record.refused.latin-only')]
  }
  if (field.only === 'roman' && !/^(?=.*\p{L})[\p{Script=Latin}\p{M}\s.,'’ʼʻˈ‧:^_-]+$/u.test(value)) {
    return [error(field, 'record.refused.roman-only')]
  }
  if (field.type === 'phone' && field.only === 'mobile' && !/^(09\d{8}|\+\d{7,15})$/.test(value)) {
    return [error(field, 'record.refused.mobile')]
  }
  if (field.type === 'phone' && !phoneShape.test(value)) return [error(field, 'record.refused.phone')]
  if (field.type === 'email' && !isMailAddress(value)) {
    return [error(field, 'record.refused.email')]
  }
  if (field.shape === 'document-number' && !documentNumber.test(value)) {
    return [warning(field, 'record.warning.document-number')]
  }
  return []
}

function checkAddress(field: Field, address: Address): Complaint[] {
  const at = (part: string) => `${field.id}_${part}`
  const long = Object.entries(address).find(([, text]) => [...text].length > 60)
  if (long) return [error(field, 'record.refused.long', { max: 60, now: [...long[1]].length }, at(long[0]))]
  const drawn = Object.entries(address).find(([, text]) => privateUse(text).length > 0)
  if (drawn) return [privateUseIn(field, drawn[1], at(drawn[0]))]
  const asked = address.county === abroad ? (['rest'] as const) : (['county', 'town', 'rest'] as const)
  const missing = asked.find(part => address[part] === '')
  if (missing) return [error(field, 'record.refused.address-part', {}, at(missing))]
  if (!counties.some(({ code }) => code === address.county)) {
    return [error(field, 'record.refused.code', {}, at('county'))]
  }
  if (address.zip === '' || address.county === abroad) return []
  if (!/^\d{3}(\d{2,3})?$/.test(address.zip)) return [error(field, 'record.refused.zip', {}, at('zip'))]
  if (address.zip.length === 5) return [warning(field, 'record.warning.zip-old', at('zip'))]
  if (!zipFits(address.zip, address.county)) return [warning(field, 'record.warning.zip-county', at('zip'))]
  const towns = townsAt(address.zip)
  const isThere = towns.length === 0 || towns.some(town => sameName(town, address.town))
  return isThere ? [] : [warning(field, 'record.warning.zip-town', at('zip'))]
}

/** What a rule of a section says of a row. */
export function checkRule(section: Section, rule: Rule, row: Row, around: Around): Complaint[] {
  switch (rule.rule) {
    case 'order': {
      const [from, to] = [row[rule.from], row[rule.to]].map(value => (isBlank(value) ? '' : String(value)))
      if (!from || !to || (rule.strict ? from < to : from <= to)) return []
      const told = error(fieldOf(section, rule.to), 'record.refused.not-after')
      return [{ ...told, other: rule.from, isWarning: rule.severity === 'warning' }]
    }
    case 'unique': {
      const [first] = rule.fields
      const isSame = (other: Row) => rule.fields.every(field => sameValue(other[field], row[field]))
      return first && !isBlank(row[first]) && around.others.some(isSame)
        ? [error(fieldOf(section, first), 'record.refused.duplicate')]
        : []
    }
    case 'one': {
      const counts = (one: Row) => rule.where.every(condition => holds(condition, one, around.basic))
      if (!counts(row) || !around.others.some(counts)) return []
      const field = fieldOf(section, rule.at)
      return [
        rule.severity === 'warning'
          ? warning(field, 'record.warning.one-only')
          : error(field, 'record.refused.one-only'),
      ]
    }
    case 'score': {
      const [score, grade] = [row[rule.score], row[rule.grade]]
      const range = rule.ranges[String(grade)]
      if (isBlank(score) || !range || (Number(score) >= range[0] && Number(score) <= range[1])) return []
      return [error(fieldOf(section, rule.grade), 'record.refused.score', { from: range[0], to: range[1] })]
    }
    case 'sex': {
      const said = sexOf(String(row[rule.number] ?? ''))
      const isNumber = kindOf(String(row[rule.number] ?? '')) !== undefined && row[rule.kind] !== 'passport'
      const sex = row[rule.sex]
      return isNumber && !isBlank(sex) && sex !== said
        ? [warning(fieldOf(section, rule.sex), 'record.warning.sex')]
        : []
    }
    case 'age': {
      const birth = row['birth_date'] ?? around.basic?.['birth_date']
      const day = rule.at === 'today' ? around.today : row[rule.at]
      if (isBlank(birth) || isBlank(day)) return []
      const years = daysBetween(String(birth), String(day)) / 365.2425
      if (years >= rule.min && (rule.max === undefined || years <= rule.max)) return []
      const field = fieldOf(section, rule.at === 'today' ? 'birth_date' : rule.at)
      return [{ ...warning(field, 'record.warning.age'), holes: { years: Math.floor(years) } }]
    }
  }
}

function error(
  field: Field,
  why: RowRefusal,
  holes: Complaint['holes'] = {},
  input: string = inputsOf(field)[0] ?? field.id,
): Complaint {
  return { field: field.id, input, why, isWarning: false, holes }
}

function warning(field: Field, why: RecordWarning, input: string = inputsOf(field)[0] ?? field.id): Complaint {
  return { field: field.id, input, why, isWarning: true, holes: {} }
}
