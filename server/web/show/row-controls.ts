import type { Language } from '../../domain/language.ts'
import { codesOf } from '../../domain/record/code-book.ts'
import { pickText } from '../../domain/record/code/typed.ts'
import { codeLabel, codesOn, nameOf } from '../../domain/record/codes.ts'
import { counties } from '../../domain/record/counties.ts'
import type { CodeValue, Condition, Field, Row, Section } from '../../domain/record/field.ts'
import { fieldOf } from '../../domain/record/sections.ts'
import { isBlank } from '../../domain/record/validate.ts'
import { inputsOf, showValue } from '../../domain/record/value.ts'
import type { TextKey } from '../../text/speak.ts'
import { speak } from '../../text/speak.ts'
import { prefix } from './row-form.ts'
import { labelOf } from './row.ts'

/** What `parts/field/row` draws: one control, or a group of them. */
export type Control = {
  kind: 'text' | 'lines' | 'date' | 'select' | 'choices' | 'group'
  name: string
  label: string
  hint?: string
  value: string
  optional: boolean
  options?: readonly { value: string; text: string; group?: string }[]
  blank?: string
  suggestions?: readonly string[] | undefined
  /** Where what is typed is looked up, of a table that is too long to come with the page. */
  pick?: string
  /** What the input shows for a value that is kept; what was typed stays as it is. */
  shownAs?: (value: string) => string
  maxlength?: number
  inputmode?: string
  type?: 'email' | 'tel'
  autocomplete?: string
  narrow?: boolean
  /** What the record has, said beside the input for what is right; a masked field says it in its hint. */
  inRecord?: string
  /** The box by which a masked value is taken away. */
  clear?: { name: string; label: string }
  controls?: Control[]
}

type Asked = {
  language: Language
  today: string
  only?: readonly string[]
  isOwn: boolean
  present?: Row
  /** What is left blank stays as it is, so that no field is told to be needed or not. */
  keepsBlank?: boolean
}

/**
 * The controls for a row of a section; `row` is what is kept now, for the hints of masked fields; `present` is what the
 * record has, where that is to stand beside what is typed. Only where `isOwn` do they tell browsers what they are,
 * which would fill in HR's own data for somebody else.
 */
export function rowControls(
  section: Section,
  row: Row,
  { language, today, only, isOwn, present, keepsBlank }: Asked,
): Control[] {
  const fields = only ? section.fields.filter(field => only.includes(field.id)) : section.fields
  return fields.map(({ token, ...field }) => ({
    ...control(
      section,
      { ...field, ...(keepsBlank && { required: 'always' }), ...(isOwn && token && { token }) },
      row,
      language,
      today,
    ),
    ...(present && !field.masked
      ? { inRecord: showValue(field, present[field.id], language) || speak(language)('form.none') }
      : {}),
  }))
}

function control(section: Section, field: Field, row: Row, language: Language, today: string): Control {
  const t = speak(language)
  const isTyped = isCode(field) && codesOf(field.codes).length > mostInMenu
  const shape = field.shape ? 'row.document-hint' : isTyped ? 'row.pick-hint' : hints[field.type]
  const told = [
    ...(shape ? [t(shape)] : []),
    ...(typeof field.required === 'object' ? [whenNeeded(section, field.required, language)] : []),
  ]
  const base = {
    name: prefix + field.id,
    label: labelOf(field, language),
    value: '',
    optional: field.required === 'never',
    ...(field.token ? { autocomplete: field.token } : {}),
    ...(told.length > 0 ? { hint: told.join(t('row.hint-between')) } : {}),
  }
  if (field.masked) {
    const now = showValue(field, row[field.id], language, { masked: true })
    return {
      ...base,
      kind: 'text',
      ...(now ? { hint: t('row.masked-hint', { now }) } : {}),
      ...(now && field.required !== 'always'
        ? { clear: { name: `${prefix}${field.id}_clear`, label: t('row.clear') } }
        : {}),
    }
  }
  switch (field.type) {
    case 'date':
      return { ...base, kind: 'date' }
    case 'lines':
      return { ...base, kind: 'lines', hint: t('row.lines-hint', { max: field.maxLength ?? 0 }) }
    case 'flag':
      return {
        ...base,
        kind: 'choices',
        options: [
          { value: 'yes', text: t('row.yes') },
          { value: 'no', text: t('row.no') },
        ],
      }
    case 'code':
      return { ...base, ...codeControl(section, field, row[field.id], language, today) }
    case 'codes': {
      const one = codeControl(section, field, row[field.id], language, today)
      const inputs = inputsOf(field).map((input, i): Control => ({
        ...base,
        ...one,
        name: prefix + input,
        label: t('row.nth', { label: base.label, nth: i + 1 }),
        ...(one.kind === 'select' && { blank: t('form.none') }),
      }))
      return { ...base, kind: 'group', controls: inputs }
    }
    case 'address':
      return { ...base, kind: 'group', controls: addressControls(field, language, today) }
    case 'year':
    case 'month':
    case 'number':
      return {
        ...base,
        kind: 'text',
        narrow: true,
        ...(field.type === 'month' ? {} : { inputmode: 'numeric' }),
      }
    case 'phone':
      return {
        ...base,
        kind: 'text',
        narrow: true,
        type: 'tel',
        inputmode: 'tel',
        ...(field.only === 'mobile' ? { hint: t('row.mobile-hint') } : {}),
      }
    case 'email':
      return { ...base, kind: 'text', type: 'email', inputmode: 'email' }
    default:
      return {
        ...base,
        kind: 'text',
        ...suggestedControl(section, field, today, language),
      }
  }
}

/** What a text is offered while it is typed: what its table has today. */
function suggestedControl(section: Section, field: Field, today: string, language: Language) {
  const { suggestedBy, suggestedAs } = field
  if (suggestedBy === undefined) return {}
  const codes = codesOf(suggestedBy)
  if (codes.length > mostInMenu) return { pick: pickPath(section, field) }
  const values = codesOn(codes, today)
  return { suggestions: values.map(value => (suggestedAs === 'code' ? pickText(value, language) : value.zh)) }
}

/**
 * Where there are more values, a code is typed and looked up: a longer menu takes longer to go through. A shorter one
 * is a menu of names, in which one types as well, and has no codes in it: most of them are words of ours.
 */
const mostInMenu = 15

/** Of a row from before its last day a code may still be chosen; the rules look at the day. */
const hasDay = (section: Section) => section.newestFirst !== undefined

/** Where the values of the table of a field are looked up. */
function pickPath(section: Section, { codes, suggestedBy, suggestedAs }: Field): string {
  const asked = new URLSearchParams({ table: codes ?? suggestedBy ?? '' })
  if (suggestedBy !== undefined) asked.set('as', suggestedAs ?? 'name')
  if (hasDay(section)) asked.set('ended', 'yes')
  return `/code-values?${asked}`
}

/** The script of a page with these controls; none where nothing is looked up. */
export function scriptOf(controls: readonly Control[]): 'picker.js' | undefined {
  const isLookedUp = (one: Control): boolean => one.pick !== undefined || (one.controls ?? []).some(isLookedUp)
  return controls.some(isLookedUp) ? 'picker.js' : undefined
}

type CodeControl = Pick<Control, 'kind' | 'options' | 'blank' | 'pick' | 'shownAs'>

function codeControl(section: Section, field: Field, kept: unknown, language: Language, today: string): CodeControl {
  const t = speak(language)
  const codes = codesOf(field.codes)
  if (codes.length <= mostInMenu) {
    const options = optionsWith(field, kept, language, today, hasDay(section))
    return { kind: 'select', blank: t('row.choose'), options }
  }
  return {
    kind: 'text',
    pick: pickPath(section, field),
    shownAs: value => {
      const known = codes.find(({ code }) => code === value)
      return known ? pickText(known, language) : value
    },
  }
}

const isCode = ({ type }: Field) => type === 'code' || type === 'codes'

/** The rule of the dictionary in words: when a field has to be filled in. */
function whenNeeded(section: Section, when: Condition, language: Language): string {
  const t = speak(language)
  const name = (id: string) => t('row.named', { name: labelOf(fieldOf(section, id), language) })
  if ('person' in when) return t('row.needed-foreign')
  if ('blank' in when) return t('row.needed-blank', { other: name(when.blank) })
  if ('anyFilled' in when) return t('row.needed-any', { others: when.anyFilled.map(name).join(t('row.or')) })
  const other = fieldOf(section, when.field)
  const values = 'is' in when ? when.is : when.isNot
  const said = values.map(value => showValue(other, value, language)).join(t('row.or'))
  return t('is' in when ? 'row.needed-is' : 'row.needed-is-not', { other: name(when.field), values: said })
}

const hints: Partial<Record<Field['type'], TextKey>> = {
  date: 'form.date-hint',
  month: 'row.month-hint',
  year: 'row.year-hint',
  phone: 'row.phone-hint',
}

type Options = NonNullable<Control['options']>
type Offered = { day: string; options: Options; withEnded: Options }

const offeredOf: Record<Language, WeakMap<readonly CodeValue[], Offered>> = {
  'zh-TW': new WeakMap(),
  en: new WeakMap(),
}

/** The same lists all day, so that each is written once (see option-list.ts). */
function offered(codes: readonly CodeValue[], language: Language, today: string): Offered {
  const kept = offeredOf[language].get(codes)
  if (kept?.day === today) return kept
  const current = codesOn(codes, today)
  const listed = current.map(({ group, ...value }) => ({
    value: value.code,
    text: nameOf(value, language),
    ...(group ? { group: labelOf(group, language) } : {}),
  }))
  const options = listed.some(({ group }) => group) ? listed.toSorted(byNameWithin(listed, language)) : listed
  const ended = codes
    .filter(({ validTo }) => validTo !== undefined && validTo < today)
    .map(value => ({
      value: value.code,
      text: nameOf(value, language),
      group: speak(language)('row.codes-ended'),
    }))
  const made = {
    day: today,
    options,
    withEnded: ended.length > 0 ? [...options, ...ended] : options,
  }
  offeredOf[language].set(codes, made)
  return made
}

const optionsOf = (codes: readonly CodeValue[], language: Language, today: string) =>
  offered(codes, language, today).options

/** With what the row has, which may have ended since: a form that did not offer it would take it away. */
function optionsWith(field: Field, kept: unknown, language: Language, today: string, hasEnded: boolean): Options {
  const codes = codesOf(field.codes)
  const { options, withEnded } = offered(codes, language, today)
  const all = hasEnded ? withEnded : options
  const missing = [kept].flat().filter(code => !isBlank(code) && all.every(({ value }) => value !== code))
  if (missing.length === 0) return all
  const own = missing.map(code => ({ value: String(code), text: codeLabel(codes, String(code), language) }))
  return [...own, ...all]
}

/** By their names, in the order of the language (strokes, letters), each group where it stood. */
function byNameWithin(options: Options, language: Language) {
  const groups = [...new Set(options.map(({ group }) => group))]
  const { compare } = new Intl.Collator(language)
  return (a: Options[number], b: Options[number]) =>
    groups.indexOf(a.group) - groups.indexOf(b.group) || compare(a.text, b.text)
}

const addressWords = {
  zip: 'address.zip',
  county: 'address.county',
  town: 'address.town',
  village: 'address.village',
  nbhd: 'address.nbhd',
  rest: 'address.rest',
} as const satisfies Record<string, TextKey>

const addressTokens = {
  zip: 'postal-code',
  county: 'address-level1',
  town: 'address-level2',
  village: 'address-level3',
  nbhd: '',
  rest: 'address-line1',
} as const satisfies Record<keyof typeof addressWords, string>

function addressControls(field: Field, language: Language, today: string): Control[] {
  const t = speak(language)
  return inputsOf(field).map((input): Control => {
    const part = input.slice(field.id.length + 1) as keyof typeof addressWords
    const autocomplete = field.token && addressTokens[part] && `${field.token} ${addressTokens[part]}`
    const base = {
      name: prefix + input,
      label: t(addressWords[part]),
      value: '',
      ...(autocomplete ? { autocomplete } : {}),
    }
    const optional = part === 'zip' || part === 'village' || part === 'nbhd'
    if (part === 'county') {
      const options = optionsOf(counties, language, today)
      return { ...base, kind: 'select', optional, blank: t('row.choose'), options }
    }
    return { ...base, kind: 'text', optional, narrow: part !== 'rest' }
  })
}
