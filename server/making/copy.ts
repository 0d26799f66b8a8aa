import { zipOf } from '../documents/archive.ts'
import { csvOf } from '../documents/sheet/csv.ts'
import { legalDay } from '../domain/clock.ts'
import type { Language } from '../domain/language.ts'
import { mayReveal, visibleRows } from '../domain/record/access.ts'
import { marksOf, markText, type Mark } from '../domain/outgoing/mark.ts'
import type { Row, Section } from '../domain/record/field.ts'
import { findSection, inOrder, sections } from '../domain/record/sections.ts'
import { showValue } from '../domain/record/value.ts'
import { markedOf } from '../store/outgoing/marked.ts'
import * as records from '../store/record/records.ts'
import { speak } from '../text/speak.ts'
import type { Maker } from './made.ts'

/** What of one's own record, and as what: tables for people or data for programs. */
export type CopyAsked = { format: 'csv' | 'json'; section: string | null }

type Kept = { id: string; section: string; version: number; data: Row; marks: (field: string) => Mark[] }

/** One's own record as one sees it oneself, with the numbers that one may reveal. */
export const copyOf: Maker = async ({ asked }, { db, ring, now, tell }) => {
  const { asker, language } = asked
  const { format, section: only } = asked.of as CopyAsked
  const subject = { id: asker.personId, agencyIds: [] }
  const marked = (await markedOf(db, [asker.personId], legalDay(now))).get(asker.personId) ?? []
  const rows: Kept[] = visibleRows(asker, subject, await records.ofPerson(db, ring, asker.personId)).map(row => ({
    ...row,
    marks: id => marksOf(marked, row.id, id),
  }))
  const wanted = sections.filter(({ id }) => only === null || id === only)
  const parts = wanted
    .map(section => ({
      section,
      rows: inOrder(
        section,
        rows.filter(row => row.section === section.id),
      ),
    }))
    .filter(part => part.rows.length > 0)
  const valueOf = (section: Section, data: Row, id: string) => {
    const field = section.fields.find(one => one.id === id)
    const isOpen = !field?.masked || mayReveal(asker, subject, section, field)
    return { value: isOpen ? (data[id] ?? null) : null, isOpen }
  }
  await tell(0, 1)
  const t = speak(language)
  const name = `${t('copy.file')}-${legalDay(now)}`
  const fields = parts.flatMap(({ section }) => section.fields.map(({ id }) => `${section.id}.${id}`))
  const reach = { verb: 'see' as const, fields, people: [{ id: asker.personId, without: [] }] }
  if (format === 'json') {
    const told = parts.map(part => jsonOf(part, valueOf, language))
    const bytes = Buffer.from(`${JSON.stringify({ madeAt: now.toISOString(), sections: told }, null, 2)}\n`)
    return { ok: true, content: { name: `${name}.json`, media: 'application/json; charset=utf-8', bytes }, reach }
  }
  const files = parts.map((part, i) => ({
    name: `${String(i + 1).padStart(2, '0')}-${labelOf(part.section, language)}.csv`,
    bytes: csvOf(linesOf(part, valueOf, language)),
  }))
  return { ok: true, content: { name: `${name}.zip`, media: 'application/zip', bytes: await zipOf(files, now) }, reach }
}

/** The section of a person's copy that an address or a form names; all of them where it names none. */
export const copiedSection = (id: string): string | null => findSection(id)?.id ?? null

type Part = { section: Section; rows: Kept[] }
type ValueOf = (section: Section, data: Row, id: string) => { value: unknown; isOpen: boolean }

const labelOf = (one: { zh: string; en: string }, language: Language) => (language === 'zh-TW' ? one.zh : one.en)

/** Each value as it is kept, which a program reads, and as people read it. */
const jsonOf = ({ section, rows }: Part, valueOf: ValueOf, language: Language) => ({
  id: section.id,
  name: labelOf(section, language),
  rows: rows.map(({ id, version, data, marks }) => ({
    id,
    version,
    fields: section.fields.map(field => {
      const { value, isOpen } = valueOf(section, data, field.id)
      const text = showValue(field, data[field.id], language, { masked: !isOpen })
      const own = marks(field.id)
      return { id: field.id, name: labelOf(field, language), value, text, ...(own.length > 0 && { marks: own }) }
    }),
  })),
})

/** What is disputed or under correction says so in a column of its own. */
function linesOf({ section, rows }: Part, valueOf: ValueOf, language: Language): string[][] {
  const t = speak(language)
  const head = section.fields.map(field => labelOf(field, language))
  const lines = rows.map(({ data }) =>
    section.fields.map(field => {
      const { isOpen } = valueOf(section, data, field.id)
      return showValue(field, data[field.id], language, { masked: !isOpen })
    }),
  )
  const marks = rows.map(row =>
    section.fields
      .flatMap(field =>
        row.marks(field.id).map(mark => t('mark.of', { field: labelOf(field, language), mark: t(markText[mark]) })),
      )
      .join(t('form.list-comma')),
  )
  if (!marks.some(Boolean)) return [head, ...lines]
  return [[...head, t('mark.head')], ...lines.map((line, i) => [...line, marks[i] ?? ''])]
}
