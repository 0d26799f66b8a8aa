import { inTaipei } from './clock.ts'
import type { Language } from './language.ts'
import { halfWidth } from './typed-text.ts'

export const rocDateRefusals = [
  'roc-date.refused.ambiguous',
  'roc-date.refused.blank',
  'roc-date.refused.no-such-day',
  'roc-date.refused.no-such-month',
  'roc-date.refused.no-such-year',
  'roc-date.refused.six-digits',
  'roc-date.refused.unreadable',
  'roc-date.refused.western-year',
] as const
export type RocDateRefusal = (typeof rocDateRefusals)[number]
type ReadDate<T> = { ok: true; value: T } | { ok: false; why: RocDateRefusal }

/**
 * A typed ROC date as an ISO day. Reads 115/11/30, 115.11.30, 115-11-30, 民國115年11月30日, 民國前3年5月1日 and
 * 1151130, in half or full width. Never guesses: eight digits, six digits and western years each have a refusal.
 */
export function readRocDate(typed: string): ReadDate<string> {
  const text = plain(typed)
  if (text === '') return refuse('roc-date.refused.blank')
  if (/^\d{8}$/.test(text)) return refuse('roc-date.refused.ambiguous')
  if (/^\d{6}$/.test(text)) return refuse('roc-date.refused.six-digits')
  const match =
    /^(\d{3})(\d\d)(\d\d)$/.exec(text) ??
    /^(前?\d{1,4})([/.-])(\d{1,2})\2(\d{1,2})$/.exec(text)?.filter((_, i) => i !== 2) ??
    /^(前?\d{1,4})年(\d{1,2})月(\d{1,2})日$/.exec(text)
  if (!match) return refuse('roc-date.refused.unreadable')
  const [, yearText = '', monthText = '', dayText = ''] = match
  const year = isoYear(yearText)
  if (!year.ok) return year
  const month = isoMonth(monthText)
  if (!month.ok) return month
  const day = `${year.value}-${month.value}-${dayText.padStart(2, '0')}`
  const real = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== day) {
    return refuse('roc-date.refused.no-such-day')
  }
  return { ok: true, value: day }
}

/** A typed ROC year and month (115/9, 115.09, 民國115年9月, 11509) as ISO `YYYY-MM`. */
export function readRocMonth(typed: string): ReadDate<string> {
  const text = plain(typed)
  if (text === '') return refuse('roc-date.refused.blank')
  if (/^\d{6}$/.test(text)) return refuse('roc-date.refused.ambiguous')
  const match =
    /^(\d{3})(\d\d)$/.exec(text) ??
    /^(前?\d{1,4})[/.-](\d{1,2})$/.exec(text) ??
    /^(前?\d{1,4})年(\d{1,2})月$/.exec(text)
  if (!match) return refuse('roc-date.refused.unreadable')
  const year = isoYear(match[1] ?? '')
  if (!year.ok) return year
  const month = isoMonth(match[2] ?? '')
  return month.ok ? { ok: true, value: `${year.value}-${month.value}` } : month
}

/** A typed ROC year (115, 民國115年, 115年度, 115學年度) as the ROC number itself, from 1 on. */
export function readRocYear(typed: string): ReadDate<number> {
  const text = plain(typed).replace(/(學年度|學年|年度|年)$/, '')
  if (text === '') return refuse('roc-date.refused.blank')
  if (!/^\d{1,4}$/.test(text)) return refuse('roc-date.refused.unreadable')
  const year = isoYear(text)
  return year.ok ? { ok: true, value: Number(text) } : year
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

/** The ROC year of an ISO day; 0 and below lie before 1912. */
export function rocYearOf(day: string): number {
  return parts(day).year - 1911
}

const months = 'January February March April May June July August September October November December'.split(' ')

const refuse = (why: RocDateRefusal) => ({ ok: false as const, why })

const plain = (typed: string) =>
  halfWidth(typed)
    .replace(/\s+/g, '')
    .replace(/^(中華)?民國/, '')

function isoYear(text: string): ReadDate<string> {
  const before = text.startsWith('前')
  const digits = before ? text.slice(1) : text
  if (digits.length > 3) return refuse('roc-date.refused.western-year')
  const year = Number(digits)
  if (year === 0) return refuse('roc-date.refused.no-such-year')
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
