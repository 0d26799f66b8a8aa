import { inTaipei } from './clock.ts'
import type { Language } from './language.ts'
import { halfWidth } from './typed-text.ts'

export const rocDateRefusals = [
  'roc-date.refused.ambiguous',
  'roc-date.refused.blank',
  'roc-date.refused.confirm',
  'roc-date.refused.far-future',
  'roc-date.refused.no-such-day',
  'roc-date.refused.no-such-month',
  'roc-date.refused.no-such-year',
  'roc-date.refused.six-digits',
  'roc-date.refused.unreadable',
  'roc-date.refused.western-year',
] as const
export type RocDateRefusal = (typeof rocDateRefusals)[number]

/** `proposal` is what was probably meant, as ROC text that is read without a doubt; it comes with `confirm` alone. */
export type UnreadDate = { ok: false; why: RocDateRefusal; proposal?: string }
type ReadDate<T> = { ok: true; value: T } | UnreadDate

/**
 * A typed date as an ISO day, ROC or Gregorian when it can only be one of them. Reads 115/11/30, 115.11.30, 115-11-30,
 * 民國115年11月30日, 民國前3年5月1日, 1151130, and 2026/11/30, 2026-11-30, 20261130, 2026年11月30日, in half or full
 * width. Never guesses: what may be two days, or contradicts itself, is proposed and refused.
 */
export function readRocDate(typed: string): ReadDate<string> {
  const { text, era } = plain(typed)
  if (text === '') return refuse('roc-date.refused.blank')
  const asWritten = isoDay(text, era)
  if (asWritten.ok || asWritten.why !== 'roc-date.refused.western-year') return asWritten
  // what was probably meant: a padded ROC year, a western one that is called ROC
  return proposed(isoDay(text.replace(/^0+(?=\d{3}\D)/, ''), 'unsaid'), asWritten, shortDate)
}

/** A typed ROC or Gregorian month (115/9, 115.09, 民國115年9月, 11509, 2026/9, 202609) as ISO `YYYY-MM`. */
export function readRocMonth(typed: string): ReadDate<string> {
  const { text, era } = plain(typed)
  if (text === '') return refuse('roc-date.refused.blank')
  const asWritten = isoYearMonth(text, era)
  if (asWritten.ok || asWritten.why !== 'roc-date.refused.western-year') return asWritten
  return proposed(isoYearMonth(text, 'unsaid'), asWritten, shortDate)
}

/** A typed year (115, 民國115年, 115年度, 115學年度, 2026) as the ROC number itself, from 1 on. */
export function readRocYear(typed: string): ReadDate<number> {
  const { text: all, era } = plain(typed)
  const text = all.replace(/(學年度|學年|年度|年)$/, '')
  if (text === '') return refuse('roc-date.refused.blank')
  if (!/^\d{1,4}$/.test(text)) return refuse('roc-date.refused.unreadable')
  const asWritten = rocYear(text, era)
  if (asWritten.ok || asWritten.why !== 'roc-date.refused.western-year') return asWritten
  return proposed(rocYear(text, 'unsaid'), asWritten, String)
}

/** An ISO day as 民國 115 年 11 月 30 日, in English as 30 November 2026 (ROC 115). */
export function dateText(day: string, language: Language): string {
  const { year, month, date } = parts(day)
  return language === 'zh-TW'
    ? `${eraYear(year)} 年 ${month} 月 ${date} 日`
    : `${date} ${months[month - 1]} ${year} (${rocInEnglish(year)})`
}

/** ISO `YYYY-MM` as 民國 115 年 9 月, in English as September 2026 (ROC 115). */
export function monthText(isoMonth: string, language: Language): string {
  const { year, month } = parts(isoMonth)
  return language === 'zh-TW'
    ? `${eraYear(year)} 年 ${month} 月`
    : `${months[month - 1]} ${year} (${rocInEnglish(year)})`
}

/** A ROC year (115) as 民國 115 年, in English as 2026 (ROC 115). */
export function yearText(rocYear: number, language: Language): string {
  return language === 'zh-TW' ? `民國 ${rocYear} 年` : `${rocYear + 1911} (ROC ${rocYear})`
}

/** An instant on Taipei's clock: 民國 115 年 11 月 30 日 14:05, in English 30 November 2026 (ROC 115), 14:05. */
export function instantText(at: Date, language: Language): string {
  const { day, time } = inTaipei(at)
  return `${dateText(day, language)}${language === 'zh-TW' ? '' : ','} ${time.slice(0, 5)}`
}

/** For tables and for fields to be typed again: 115/11/30, 前3/05/01. `readRocDate` and `readRocMonth` read it back. */
export function shortDate(day: string): string {
  const [year = '', ...rest] = day.split('-')
  const roc = Number(year) - 1911
  return [roc > 0 ? String(roc) : `前${1 - roc}`, ...rest].join('/')
}

/** For tables that are only read: in English a ROC date would be taken for some other day. */
export const dayInTable = (day: string, language: Language): string =>
  language === 'zh-TW' ? shortDate(day) : dateText(day, language).replace(/(?<= [A-Z][a-z]{2})[a-z]+/, '')

/** The ROC year of an ISO day; 0 and below lie before 1912. */
export function rocYearOf(day: string): number {
  return parts(day).year - 1911
}

const months = 'January February March April May June July August September October November December'.split(' ')

const refuse = (why: RocDateRefusal): UnreadDate => ({ ok: false, why })

const confirm = (proposal: string): UnreadDate => ({ ok: false, why: 'roc-date.refused.confirm', proposal })

/** A refusal to confirm what was probably meant, or the one as it was where nothing can be proposed. */
function proposed<T>(meant: ReadDate<T>, asWritten: UnreadDate, show: (value: T) => string): UnreadDate {
  return meant.ok ? confirm(show(meant.value)) : asWritten
}

type Era = 'roc' | 'western' | 'unsaid'

function plain(typed: string): { text: string; era: Era } {
  const text = halfWidth(typed).replace(/\s+/g, '')
  const said = /^(?:(?:中華)?民國|(西元|公元))/.exec(text)
  if (!said) return { text, era: 'unsaid' }
  return { text: text.slice(said[0].length), era: said[1] ? 'western' : 'roc' }
}

function isoDay(text: string, era: Era): ReadDate<string> {
  if (/^\d{6}$/.test(text)) {
    const [, year = '', month = '', day = ''] = /^(\d\d)(\d\d)(\d\d)$/.exec(text) ?? []
    return proposed(isoDay(`${year}/${month}/${day}`, 'roc'), refuse('roc-date.refused.six-digits'), shortDate)
  }
  if (/^0\d{7}$/.test(text)) {
    return proposed(isoDay(text.slice(1), 'roc'), refuse('roc-date.refused.ambiguous'), shortDate)
  }
  const lastYear = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(text)
  if (lastYear) {
    const [, one = '', , other = '', year = ''] = lastYear
    const [meant] = [isoDay(`${year}/${other}/${one}`, 'western'), isoDay(`${year}/${one}/${other}`, 'western')].filter(
      read => read.ok,
    )
    return proposed(meant ?? refuse('roc-date.refused.unreadable'), refuse('roc-date.refused.unreadable'), shortDate)
  }
  const match =
    /^(\d{3,4})(\d\d)(\d\d)$/.exec(text) ??
    /^(前?\d{1,4})([/.-])(\d{1,2})\2(\d{1,2})$/.exec(text)?.filter((_, i) => i !== 2) ??
    /^(前?\d{1,4})年(\d{1,2})月(\d{1,2})日$/.exec(text)
  if (!match) return refuse('roc-date.refused.unreadable')
  const [, yearText = '', monthText = '', dayText = ''] = match
  const year = isoYear(yearText, era)
  if (!year.ok) return /^\d{8}$/.test(text) && era === 'unsaid' ? refuse('roc-date.refused.ambiguous') : year
  const month = isoMonth(monthText)
  if (!month.ok) return month
  const day = `${year.value}-${month.value}-${dayText.padStart(2, '0')}`
  const real = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== day) {
    return refuse('roc-date.refused.no-such-day')
  }
  return { ok: true, value: day }
}

function isoYearMonth(text: string, era: Era): ReadDate<string> {
  const match =
    /^(\d{3,4})(\d\d)$/.exec(text) ??
    /^(前?\d{1,4})[/.-](\d{1,2})$/.exec(text) ??
    /^(前?\d{1,4})年(\d{1,2})月$/.exec(text)
  if (!match) return refuse('roc-date.refused.unreadable')
  const year = isoYear(match[1] ?? '', era)
  if (!year.ok) return /^\d{6}$/.test(text) && era === 'unsaid' ? refuse('roc-date.refused.ambiguous') : year
  const month = isoMonth(match[2] ?? '')
  return month.ok ? { ok: true, value: `${year.value}-${month.value}` } : month
}

function rocYear(text: string, era: Era): ReadDate<number> {
  const year = isoYear(text, era)
  if (!year.ok) return year
  const value = Number(year.value) - 1911
  return value >= 1 ? { ok: true, value } : refuse('roc-date.refused.no-such-year')
}

// four digits of these years can be no ROC year that anybody alive has seen; later ones have a digit too many
const western = { from: 1850, to: 2100 }

function isoYear(text: string, era: Era): ReadDate<string> {
  const before = text.startsWith('前')
  const digits = before ? text.slice(1) : text
  const year = Number(digits)
  const isWestern = !before && digits.length === 4 && year >= western.from && year <= western.to
  if (isWestern && era !== 'roc') return { ok: true, value: digits }
  if (digits.length > 3 || era === 'western') return refuse('roc-date.refused.western-year')
  if (year === 0) return refuse('roc-date.refused.no-such-year')
  if (!before && 1911 + year > western.to) return refuse('roc-date.refused.far-future')
  return { ok: true, value: String(before ? 1912 - year : 1911 + year).padStart(4, '0') }
}

function isoMonth(text: string): ReadDate<string> {
  const month = Number(text)
  return month >= 1 && month <= 12
    ? { ok: true, value: text.padStart(2, '0') }
    : refuse('roc-date.refused.no-such-month')
}

function parts(day: string): { year: number; month: number; date: number } {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return { year, month, date }
}

const eraYear = (year: number) => (year > 1911 ? `民國 ${year - 1911}` : `民國前 ${1912 - year}`)
const rocInEnglish = (year: number) => (year > 1911 ? `ROC ${year - 1911}` : `${1912 - year} before ROC`)
