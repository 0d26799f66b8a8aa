import type { FastifyRequest } from 'fastify'
import { addDays, legalDay } from '../../../domain/clock.ts'
import { basisOf, type Basis } from '../../../domain/record/basis.ts'
import { checkEntry } from '../../../domain/record/findings.ts'
import type { RecordRow } from '../../../domain/record/rules/across.ts'
import type { Language } from '../../../domain/language.ts'
import type { AuthorityDecision } from '../../../domain/record/authority.ts'
import type { Row, Section } from '../../../domain/record/field.ts'
import { blockingLock } from '../../../domain/record/lock.ts'
import { aroundOf, checkRow, readRow } from '../../../domain/record/validate.ts'
import type { EntryFile } from '../../../store/correction/entry-evidence.ts'
import * as assignments from '../../../store/person/assignments.ts'
import * as locks from '../../../store/record/locks.ts'
import * as records from '../../../store/record/records.ts'
import { actorOf } from '../../../web/access/signed-in.ts'
import type { Deps } from '../../../web/deps.ts'
import { notFound } from '../../../web/errors.ts'
import type { FieldError, Raw } from '../../../web/forms.ts'
import { authorityFields, readAuthorityDecision } from '../../../web/show/record/authority.ts'
import { rowControls, scriptOf, type Control } from '../../../web/show/row-controls.ts'
import { prefix, rowErrors, typedRow } from '../../../web/show/row-form.ts'
import { asksBasis, evidenceFields } from '../evidence.ts'
import { readWarnings, type Warned } from '../form.ts'

/** So far ahead an action may be entered before its day. */
export const maxDaysAhead = 366

/** The assignment that a form about the working life of a person is about: the one at the agency HR acts for. */
export async function assignmentHere(request: FastifyRequest, { db, clock }: Pick<Deps, 'db' | 'clock'>) {
  const all = await assignments.ofPerson(db, request.person.id)
  const here = assignments.here(all, actorOf(request).agencyId, legalDay(clock()))
  if (!here) throw notFound()
  return here
}

/** Some fields of a section as a form of their own, with the decision of the authority that has the last word on it. */
export type Asked = { section: Section; fields: readonly string[]; codes?: readonly string[] }

/** What came of a form: typed texts, files that have arrived, and what stands against it or is odd about it. */
export type Shown = { form: Raw; errors?: FieldError[]; files?: readonly EntryFile[] } & Partial<Warned>

/** What such a form shows, with what came of it; of a field of codes only `codes`. */
export async function actionView(
  request: FastifyRequest,
  deps: Pick<Deps, 'db' | 'clock' | 'config' | 'scan'>,
  { section, fields, codes }: Asked,
  { files = [], ...shown }: Shown,
  language: Language,
) {
  const { db, clock } = deps
  const today = legalDay(clock())
  const { person } = request
  const offered = (control: Control): Control =>
    codes && control.options
      ? { ...control, options: control.options.filter(({ value }) => codes.includes(value)) }
      : control
  const controls = rowControls(section, {}, { language, today, only: fields, isOwn: false }).map(offered)
  return {
    person,
    controls,
    script: scriptOf(controls),
    // the form has no fields of its own for the decision, and is never without one
    authority: withoutFields(authorityFields(section, language)),
    lock: blockingLock(await locks.active(db, person.id, today), section.id, today) ?? null,
    evidence: evidenceFields(section, files, deps),
    dense: true,
    warnings: [],
    ...shown,
  }
}

const withoutFields = (authority: ReturnType<typeof authorityFields>) =>
  authority && { ...authority, names: null, same: '' }

/** A new row of which these fields were typed, checked by these alone, and the decision on which it rests. */
export function readAction(
  { section, fields, codes }: Asked,
  form: Raw,
  rows: readonly records.Row[],
  today: string,
  language: Language,
): { row: Row; decision: AuthorityDecision; errors: FieldError[] } {
  const asked = ({ field }: { field: string }) => fields.includes(field)
  const { row: typed, unread } = readRow(section, typedRow(form))
  const row = Object.fromEntries(fields.map(field => [field, typed[field] ?? null]))
  const unreadInputs = new Set(unread.map(({ input }) => input))
  const checked = checkRow(section, row, aroundOf(rows, { section: section.id, id: undefined }, today)).filter(
    ({ isWarning, input }) => !isWarning && !unreadInputs.has(input),
  )
  const errors = rowErrors(section, [...unread, ...checked].filter(asked), language)
  if (codes && row['kind'] && !codes.includes(String(row['kind']))) {
    errors.push({ field: 'row_kind', text: 'record.refused.code' })
  }
  const from = String(row['from'] ?? '')
  if (from > addDays(today, maxDaysAhead)) errors.push({ field: 'row_from', text: 'working-life.refused.far-ahead' })
  const decision = readAuthorityDecision(form, { isNeeded: true, today }, errors)
  return { row, decision: decision ?? { authority: null, day: '', number: '' }, errors }
}

/** A row that an action writes; `before` is null for a new one. */
type Writing = { section: Section; before: RecordRow | null; after: Row; fields: readonly string[] }

/**
 * What is odd about the rows that an action would write, which is told once, with nothing kept yet. `inputs` names the
 * inputs that stand for fields under other names.
 */
export function actionWarnings(
  writings: readonly Writing[],
  form: Raw,
  {
    rows,
    today,
    language,
    inputs = {},
  }: {
    rows: readonly RecordRow[]
    today: string
    language: Language
    inputs?: Readonly<Record<string, string>>
  },
): Warned & { isNew: boolean } {
  const told = writings.map(({ section, before, after, fields }) => {
    const odd = checkEntry(section, { row: before, after, fields }, { today, rows }).filter(
      ({ isWarning }) => isWarning,
    )
    const read = readWarnings(section, odd, form, language)
    const inputOf = (field: string) => (field in form ? field : (inputs[field.slice(prefix.length)] ?? 'row'))
    return { ...read, warnings: read.warnings.map(one => ({ ...one, field: inputOf(one.field) })) }
  })
  return {
    warnings: told.flatMap(({ warnings }) => warnings),
    told: told
      .map(one => one.told)
      .join(' ')
      .trim(),
    isNew: told.some(({ isNew }) => isNew),
  }
}

/** On what the entry of an action rests: its files, or what the form says. */
export const actionBasis = (section: Section, form: Raw, files: readonly EntryFile[]): Basis | null =>
  basisOf(form['basis'] ?? '', { files: files.length, needsEvidence: asksBasis(section) })
