import type { FastifyRequest } from 'fastify'
import { addDays, legalDay } from '../../../domain/clock.ts'
import type { Language } from '../../../domain/language.ts'
import type { AuthorityDecision } from '../../../domain/record/authority.ts'
import type { Row, Section } from '../../../domain/record/field.ts'
import { blockingLock } from '../../../domain/record/lock.ts'
import { aroundOf, checkRow, readRow } from '../../../domain/record/validate.ts'
import * as assignments from '../../../store/person/assignments.ts'
import * as locks from '../../../store/record/locks.ts'
import * as records from '../../../store/record/records.ts'
import { actorOf } from '../../../web/access/signed-in.ts'
import type { Deps } from '../../../web/deps.ts'
import { notFound } from '../../../web/errors.ts'
import type { FieldError, Raw } from '../../../web/forms.ts'
import { authorityFields, readAuthorityDecision } from '../../../web/show/record/authority.ts'
import { rowControls, scriptOf, type Control } from '../../../web/show/row-controls.ts'
import { rowErrors, typedRow } from '../../../web/show/row-form.ts'

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

/** What such a form shows beside what was typed; of a field of codes only `codes`. */
export async function actionView(
  request: FastifyRequest,
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { section, fields, codes }: Asked,
  language: Language,
) {
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
    dense: true,
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
