import type { Language } from '../language.ts'
import { withNameDots } from '../name-text.ts'
import type { IdRefusal } from '../national-id.ts'
import { maskId, normaliseId } from '../national-id.ts'
import type { RocDateRefusal, UnreadDate } from '../roc-date.ts'
import { dateText, monthText, readRocDate, readRocMonth, readRocYear, shortDate, yearText } from '../roc-date.ts'
import { halfWidth, tidy } from '../typed-text.ts'
import { readCode } from './code/typed.ts'
import { codesOf } from './code-book.ts'
import { codeLabel } from './codes.ts'
import { counties } from './counties.ts'
import type { Address, CodeValue, Field, Value } from './field.ts'
import { addressParts } from './field.ts'

export const valueRefusals = [
  'record.refused.address-part',
  'record.refused.code',
  'record.refused.code-unclear',
  'record.refused.email',
  'record.refused.flag',
  'record.refused.forbidden-sign',
  'record.refused.future',
  'record.refused.latin-only',
  'record.refused.long',
  'record.refused.lost-sign',
  'record.refused.mobile',
  'record.refused.number',
  'record.refused.phone',
  'record.refused.private-use',
  'record.refused.private-use-known',
  'record.refused.range',
  'record.refused.required',
  'record.refused.roman-only',
  'record.refused.zip',
] as const
export type ValueRefusal = (typeof valueRefusals)[number] | IdRefusal | RocDateRefusal

/** The texts of a form by the name of their input: the field's id, for some types with a part behind it. */
export type Typed = Record<string, string>

/** How many values of a list of codes a form offers. */
export const codesOffered = 3

/** Names of the inputs of a field, the one that carries its label first. */
export function inputsOf(field: Field): string[] {
  if (field.type === 'address') return addressParts.map(part => `${field.id}_${part}`)
  if (field.type !== 'codes') return [field.id]
  return Array.from({ length: codesOffered }, (_, i) => `${field.id}_${i + 1}`)
}

/** The input by which one says which of several codes a text means. */
export const choiceOf = (input: string): string => `${input}_choice`

export type ReadValue =
  | { ok: true; value: Value }
  /** `proposal` is what was probably typed, to be confirmed; `choices` are the codes it may be. */
  | { ok: false; why: ValueRefusal; input: string; proposal?: string; choices?: readonly string[] }

/** What was typed as the value to keep; nothing typed is null. Whether the value fits the rules is `checkValue`'s. */
export function readValue(field: Field, typed: Typed): ReadValue {
  const text = plain(typed[field.id] ?? '')
  const kept = (value: Value): ReadValue => ({ ok: true, value })
  const refuse = (why: ValueRefusal, input = field.id): ReadValue => ({ ok: false, why, input })
  const rocDate = (read: { ok: true; value: Value } | UnreadDate): ReadValue =>
    read.ok ? kept(read.value) : { ...read, input: field.id }

  if (field.type === 'address') return kept(readAddress(field, typed))
  if (field.type === 'codes') {
    const read = inputsOf(field).map(input => codeOf(field, typed, input))
    const unclear = read.find(one => !one.ok)
    if (unclear) return unclear
    const codes = [...new Set(read.flatMap(one => (one.ok && one.value ? [one.value as string] : [])))]
    return kept(codes.length > 0 ? codes : null)
  }
  if (text === '') return kept(null)
  if (field.type === 'code') return codeOf(field, typed, field.id)
  if (field.type === 'lines') return kept(tidyLines(typed[field.id] ?? ''))
  if (field.type === 'date') return rocDate(readRocDate(text))
  if (field.type === 'month') return rocDate(readRocMonth(text))
  if (field.type === 'year') return rocDate(readRocYear(text))
  if (field.type === 'id-number') return kept(normaliseId(text))
  if (field.type === 'phone') return kept(readPhone(text))
  if (field.type === 'flag') {
    return text === 'yes' ? kept(true) : text === 'no' ? kept(false) : refuse('record.refused.flag')
  }
  if (field.suggestedBy) return kept(suggested(field, codesOf(field.suggestedBy), text))
  if (field.type === 'email' || field.half || field.only === 'latin') return kept(halfWidth(text))
  if (field.type === 'number') {
    const digits = halfWidth(text).replaceAll(',', '')
    return /^-?\d{1,9}$/.test(digits) ? kept(Number(digits)) : refuse('record.refused.number')
  }
  return kept(field.name ? withNameDots(text) : text)
}

/** The code or the name of a table that only suggests, as the field keeps it, whichever of the two was typed. */
function suggested({ suggestedAs }: Field, values: readonly CodeValue[], text: string): string {
  if (suggestedAs === 'code') {
    const read = readCode(values, text)
    return read.ok ? read.code : halfWidth(text)
  }
  const known = values.find(({ code }) => code === halfWidth(text).toUpperCase())
  return known?.zh ?? text
}

/**
 * A code as it was typed; what no value of the table has in it stays as it is, for the rules to refuse. A choice counts
 * for the text that it was offered for: whoever then types something else means that.
 */
function codeOf(field: Field, typed: Typed, input: string): ReadValue {
  const text = plain(typed[input] ?? '')
  const read = readCode(codesOf(field.codes), text)
  if (read.ok) return { ok: true, value: read.code }
  if (read.choices.length === 0) return { ok: true, value: text || null }
  const chosen = read.choices.find(code => code === typed[choiceOf(input)])
  if (chosen !== undefined) return { ok: true, value: chosen }
  return { ok: false, why: 'record.refused.code-unclear', input, choices: read.choices }
}

/** A kept value as the texts that fill its inputs again; `readValue` reads them back. */
export function typedOf(field: Field, value: unknown): Typed {
  if (field.type === 'address') {
    const address = value as Address | null
    return Object.fromEntries(addressParts.map(part => [`${field.id}_${part}`, address?.[part] ?? '']))
  }
  if (field.type === 'codes') {
    const codes = (value ?? []) as string[]
    return Object.fromEntries(inputsOf(field).map((input, i) => [input, codes[i] ?? '']))
  }
  if (value === null || value === undefined) return { [field.id]: '' }
  if (field.type === 'date' || field.type === 'month') return { [field.id]: shortDate(String(value)) }
  if (field.type === 'flag') return { [field.id]: value === true ? 'yes' : 'no' }
  return { [field.id]: field.type === 'phone' ? phoneText(String(value)) : String(value) }
}

/**
 * A value for people. `masked` hides the last four of numbers and most of other masked texts. '' when there is none.
 */
export function showValue(field: Field, value: unknown, language: Language, { masked = false } = {}): string {
  if (value === null || value === undefined) return ''
  if (isKept(value)) return kept[language]
  if (masked && field.masked) return maskText(field, String(value))
  switch (field.type) {
    case 'date':
      return dateText(String(value), language)
    case 'month':
      return monthText(String(value), language)
    case 'year':
      return yearText(Number(value), language)
    case 'flag':
      return yesNo[language][value === true ? 0 : 1]
    case 'code':
      return codeLabel(codesOf(field.codes), String(value), language)
    case 'codes':
      return (value as string[]).map(code => codeLabel(codesOf(field.codes), code, language)).join('、')
    case 'address':
      return addressText(value as Address)
    case 'phone':
      return phoneText(String(value))
    default:
      return String(value)
  }
}

/** Equal as values, whatever the order of an address's parts. Null, absent and blank are the same. */
export function sameValue(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other)
}

/** The same for values that are equal, so that many can be compared at once. */
export const keyOfValues = (values: readonly unknown[]): string => JSON.stringify(values.map(canonical))

const yesNo = { 'zh-TW': ['是', '否'], en: ['Yes', 'No'] } as const

function canonical(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'null'
  if (typeof value !== 'object' || Array.isArray(value)) return JSON.stringify(value)
  return JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** On one line; control characters, which nobody sees and the database cannot all keep, count as blanks. */
const plain = (typed: string) =>
  tidy(typed)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()

const tidyLines = (typed: string) =>
  tidy(typed)
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/[^\S\n]+$/gm, '')
    .trim()

function readAddress(field: Field, typed: Typed): Address | null {
  const read = (part: string, text: string) => (part === 'zip' ? readPostalCode(text) : plain(text))
  const parts = addressParts.map(part => [part, read(part, typed[`${field.id}_${part}`] ?? '')] as const)
  return parts.every(([, text]) => text === '') ? null : (Object.fromEntries(parts) as Address)
}

/** Digits without the blanks between them; a code of another country keeps its own. */
function readPostalCode(typed: string): string {
  const text = halfWidth(typed)
  return /^[\d\s]+$/.test(text) ? text.replace(/\s/g, '') : text.replace(/\s+/g, ' ')
}

/** What `access.ts` puts in the place of an address that may not be seen. */
const isKept = (value: unknown) => typeof value === 'object' && value !== null && 'isKept' in value
const kept = { 'zh-TW': '地址受保護', en: 'The address is protected' } as const

function addressText({ zip, county, town, village, nbhd, rest }: Address): string {
  const neighbourhood = nbhd && !nbhd.endsWith('鄰') ? `${nbhd}鄰` : nbhd
  const place = [codeLabel(counties, county, 'zh-TW'), town, village, neighbourhood, rest]
  return [zip && `${zip} `, ...place].filter(Boolean).join('')
}

/** Digits as dialled, `+` only for other countries, an extension behind `#`. */
function readPhone(text: string): string {
  const dialled = halfWidth(text)
    .replace(/[,，;]?\s*(分機|ext\.?|轉|#)\s*:?/i, '#')
    .replace(/[\s().\-‐–—]/g, '')
  return dialled.replace(/^\+8860?/, '0')
}

const areaCodes = ['0836', '0826', '082', '089', '049', '037', '02', '03', '04', '05', '06', '07', '08']

function phoneText(dialled: string): string {
  if (/^09\d{8}$/.test(dialled)) return dialled.replace(/(\d{4})(\d{3})(\d{3})/, '$1-$2-$3')
  const area = areaCodes.find(code => dialled.startsWith(code))
  return area ? `${area}-${dialled.slice(area.length)}` : dialled
}

function maskText(field: Field, value: string): string {
  if (field.type === 'id-number' || /^[A-Z0-9]{5,20}$/.test(value)) return maskId(value)
  const [first = '', ...rest] = value
  return rest.length > 0 ? `${first}${'*'.repeat(Math.min(6, rest.length))}` : '*'
}
