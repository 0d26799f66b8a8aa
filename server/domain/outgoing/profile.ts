import type { ListOrder } from '../person/list-order.ts'
import { sheetFormats } from '../sheet.ts'
import { sourceOf, type Column } from './columns.ts'

/** A text file in Big5 is for systems that read nothing else. */
export const exportFormats = [...sheetFormats, 'big5'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** Of a section with several rows: the newest, the one that holds today, or a line for each. */
export const rowChoices = ['newest', 'current', 'each'] as const
export type RowChoice = (typeof rowChoices)[number]

/** 115/08/01, 1150801 and 2026-08-01; in workbooks the last is a date. */
export const dateForms = ['short', 'digits', 'iso'] as const
export type DateForm = (typeof dateForms)[number]

/** What stands for a character that Big5 has not: a box, or the number of the character as U+5803. */
export const replacements = ['box', 'number'] as const
export type Replacement = (typeof replacements)[number]

export type ProfileFilter = {
  kind?: string
  unit?: string
  title?: string
  /** Who arrived on this day or later. */
  arrivedFrom?: string
  /** With a line for each row: those of this day or later. */
  rowsFrom?: string
}

/** What one consumer is given, in which form, and what for; kept by an agency, and each change is a new version. */
export type Profile = {
  name: string
  purpose: string
  recipients: string
  columns: Column[]
  rows: RowChoice
  filter: ProfileFilter
  order: ListOrder
  format: ExportFormat
  dates: DateForm
  /** The days for which its consumer asks for it so; outside of them one is told. */
  validFrom: string | null
  validUntil: string | null
}

/** A file of more people is made of parts of the agency. */
export const mostInFile = 10_000

/** The one section of which each row is a line; null where the columns are of several such sections, or of none. */
export function sectionOfLines({ columns }: Pick<Profile, 'columns'>) {
  const several = columns.flatMap(({ of }) => {
    const source = sourceOf(of)
    return source && 'section' in source && source.section.form === 'multi' ? [source.section] : []
  })
  const [section, ...others] = [...new Set(several)]
  return section && others.length === 0 ? section : null
}

/** Whether a profile is used in its season. */
export const isInSeason = (profile: Pick<Profile, 'validFrom' | 'validUntil'>, today: string): boolean =>
  (profile.validFrom ?? '') <= today && today <= (profile.validUntil ?? '9999')
