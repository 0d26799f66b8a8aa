import type { FastifyReply } from 'fastify'
import type { Language } from '../../domain/language.ts'
import { difference } from '../../domain/record/difference.ts'
import type { Section } from '../../domain/record/field.ts'
import { fieldOf, sectionOf } from '../../domain/record/sections.ts'
import type * as batches from '../../store/record/batches.ts'
import { speak } from '../../text/speak.ts'
import { keyOf } from '../../web/show/key-of.ts'
import { fieldNames } from '../../web/show/record/disputes.ts'
import { officialLines } from '../../web/show/record/official-codes.ts'
import { prefix, rowErrors } from '../../web/show/row-form.ts'
import { changeLines, labelOf, rowTitle } from '../../web/show/row.ts'
import { inputOfPerson } from './values.ts'

export type Row = Awaited<ReturnType<typeof batches.rowsOf>>['rows'][number]

type Change = { label: string; old: string; new: string }

export const isSame = (one: Change) => (other: Change) =>
  one.label === other.label && one.old === other.old && one.new === other.new

/** What changes alike in each of several rows, and is told once. */
export function inAll(rows: readonly (readonly Change[])[]): Change[] {
  const [first = [], ...others] = rows.filter(({ length }) => length > 0)
  return others.length === 0 ? [] : first.filter(one => others.every(other => other.some(isSame(one))))
}

/** A row of which only is told what came of it. */
export const closed = (row: Row): Row => ({ ...row, before: null, data: {}, complaints: [] })

/** A row of a batch as its page and its file tell it; `disputed` are the ids of its fields that are. */
export function shownRow(batch: batches.Batch, row: Row, reply: FastifyReply, disputed: Iterable<string> = []) {
  const section = sectionOf(batch.section)
  const language = reply.language()
  const t = speak(language)
  const changed = row.operation === 'delete' ? [] : difference(section, row.operation, row.before ?? {}, row.data)
  const changes = changeLines(section, row.operation, changed, language)
  const told = rowErrors(section, row.complaints, language)
  const names = fieldNames(section, [...disputed], language)
  return {
    personId: row.personId,
    line: batch.importId === null ? null : row.place,
    name: row.name,
    operation: row.operation,
    title: Object.keys(row.data).length > 0 ? rowTitle(section, row.before ?? row.data, language) : '',
    changes,
    official: officialLines(section, changed, language),
    result: row.result,
    disputed: names,
    complaints: row.complaints.map((complaint, i) => ({
      label: labelOf(fieldOf(section, complaint.field), language),
      text: t(told[i]?.text ?? 'batch.result.error', told[i]?.holes),
      href: hrefOf(batch, row.personId, complaint),
    })),
    told: [
      t(keyOf.batchResult(row.result)),
      ...(names ? [`${t(keyOf.recordMark('disputed'))}${t('form.colon')}${names}`] : []),
      ...told.map(one => `${one.label ?? ''}${t('form.colon')}${t(one.text, one.holes)}`),
    ],
  }
}

/** Where the field of a complaint is typed; null where it stands in a sheet. */
function hrefOf(batch: batches.Batch, personId: string, { field, input }: Row['complaints'][number]): string | null {
  const isEach = batch.differing.includes(field)
  if (isEach && batch.importId !== null) return null
  return `/batches/${batch.id}/values#${isEach ? inputOfPerson(personId, field) : prefix + input}`
}

/** The rule by which the next row comes of a row, in words. */
export function nextRowsOf(section: Section, language: Language) {
  const { copied = [], year, term } = section.next ?? {}
  const names = (ids: readonly (string | undefined)[]) =>
    ids.flatMap(id => (id ? labelOf(fieldOf(section, id), language) : [])).join(speak(language)('form.list-comma'))
  return { copied: names(copied), advanced: names([year, term?.from, term?.until, term?.alsoFrom]) }
}
