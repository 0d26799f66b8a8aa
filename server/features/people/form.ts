import { isElsewhere, needsOf } from '../../domain/correction/class.ts'
import type { Language } from '../../domain/language.ts'
import type { AuthorityDecision } from '../../domain/record/authority.ts'
import { difference } from '../../domain/record/difference.ts'
import type { Row, Section, Severity } from '../../domain/record/field.ts'
import { checkEntry } from '../../domain/record/findings.ts'
import type { RecordRow } from '../../domain/record/rules/across.ts'
import { readRow, type Complaint } from '../../domain/record/validate.ts'
import { readRocDate } from '../../domain/roc-date.ts'
import { tidy } from '../../domain/typed-text.ts'
import { dateError, readText, type FieldError, type Raw, type Read } from '../../web/forms.ts'
import { readAuthorityDecision, withDecisionOf } from '../../web/show/record/authority.ts'
import { keepMasked, rowErrors, typedRow } from '../../web/show/row-form.ts'

/** Why HR writes, from which day it holds, and on what it rests: the decision of an authority, and evidence. */
export type Grounds = {
  reason: string
  effective: string | null
  decision: AuthorityDecision | null
  needsEvidence: boolean
}

export type Entry = Grounds & { row: Row }

/** What may be wrong and stops nobody; it is told before the row is kept, and not a second time. */
export type Warning = FieldError & { severity: Severity }
export type Warned = {
  warnings: Warning[]
  /** The names of those, which the form keeps. */
  told: string
}

/** `ownAgency`: the name of the agency the person serves now, which decides who has the last word on a row. */
export type Now = { ownAgency: string; today: string }

/**
 * A row as HR enters it, with the reason that its history keeps. A new row is checked as a whole; of one that is there
 * what was wrong already and is left alone holds up nothing. What is odd is told once, with nothing kept yet.
 */
export function readEntry(
  section: Section,
  before: RecordRow | null,
  rows: readonly RecordRow[],
  form: Raw,
  now: Now,
  language: Language,
): Read<Entry> & Warned {
  const current = before?.data ?? {}
  const { row: typed, unread } = readRow(section, typedRow(form))
  const row = { ...current, ...keepMasked(section, form, typed, current) }
  const unreadInputs = new Set(unread.map(({ input }) => input))
  const fields = difference(section, 'change', current, row).map(({ field }) => field)
  const checked = checkEntry(section, { row: before, after: row, fields }, { today: now.today, rows }).filter(
    ({ input }) => !unreadInputs.has(input),
  )
  const wrong = [...unread, ...checked.filter(({ isWarning }) => !isWarning)]
  const errors = rowErrors(section, wrong, language)
  const grounds = readGrounds(section, before ? [before.data, row] : [row], fields, form, now)
  errors.push(...grounds.errors)
  if (errors.length === 0 && fields.length === 0) {
    errors.push({ field: 'row', text: 'correction.refused.no-items' })
  }
  const odd = checked.filter(({ isWarning }) => isWarning)
  const { isNew, ...warned } = readWarnings(section, odd, form, language)
  if (errors.length > 0 || isNew) return { ok: false, form, errors, ...warned }
  return { ok: true, value: { row, ...grounds.value }, ...warned }
}

/** What is odd, for the page of a form, and whether the form has not told all of it yet. */
export function readWarnings(
  section: Section,
  odd: readonly Complaint[],
  form: Raw,
  language: Language,
): Warned & { isNew: boolean } {
  const before = (form['told'] ?? '').split(' ')
  return {
    warnings: odd.flatMap(one => warningOf(section, one, language)),
    told: odd.map(nameOf).join(' '),
    isNew: odd.some(complaint => !before.includes(nameOf(complaint))),
  }
}

const nameOf = ({ rule, why, input }: Complaint) => `${rule?.id ?? why}@${input}`

function warningOf(section: Section, complaint: Complaint, language: Language): Warning[] {
  const severity = complaint.rule?.severity ?? 'warning'
  return rowErrors(section, [complaint], language).map(told => ({ ...told, severity }))
}

/**
 * On what HR changes these fields of a row, as it was and is to be; where an authority has the last word, its decision
 * must be named.
 */
export function readGrounds(
  section: Section,
  states: readonly Row[],
  fields: readonly string[],
  form: Raw,
  { ownAgency, today }: Now,
): { value: Grounds; errors: FieldError[] } {
  const errors: FieldError[] = []
  const needs = needsOf(section, fields, isElsewhere(section, states, ownAgency))
  const isNeeded = needs.authority
  const said = isNeeded ? withDecisionOf(section, form, fields) : form
  const decision = readAuthorityDecision(said, { isNeeded, today }, errors)
  const reason = readText(form, 'reason', 500, errors)
  if (reason === '') errors.push({ field: 'reason', text: 'correction.refused.reason' })
  const day = tidy(form['effective'] ?? '') === '' ? null : readRocDate(form['effective'] ?? '')
  if (day && !day.ok) errors.push(dateError(form, 'effective', day))
  return { value: { reason, effective: day?.ok ? day.value : null, decision, needsEvidence: needs.evidence }, errors }
}
