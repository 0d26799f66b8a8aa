import { zipOf } from '../documents/archive.ts'
import { paperMedias, writePaper } from '../documents/paper/write.ts'
import { csvOf } from '../documents/sheet/csv.ts'
import { legalDay } from '../domain/clock.ts'
import { labelOf, type Language } from '../domain/language.ts'
import type { CopyFormat, RecordPaper } from '../domain/paper.ts'
import { mayReveal, visibleRows } from '../domain/record/access.ts'
import { marksOf, markText, type Mark } from '../domain/outgoing/mark.ts'
import type { Row, Section } from '../domain/record/field.ts'
import { inOrder, sections } from '../domain/record/sections.ts'
import { kindsOf, mayApply } from '../domain/record/staff-kinds.ts'
import { showValue } from '../domain/record/value.ts'
import { markedOf } from '../store/outgoing/marked.ts'
import * as records from '../store/record/records.ts'
import { speak } from '../text/speak.ts'
import type { Maker } from './made.ts'
import { fieldsOnPaper, recordPaper } from './record-paper.ts'

/** What of one's own record, and as what: on paper, as tables for people or as data for programs. */
export type CopyAsked = {
  format: CopyFormat
  sections: readonly string[]
  kind: RecordPaper
  isFull: boolean
  name: string
  agency: string
  isDemo: boolean
}

type Kept = { id: string; section: string; version: number; data: Row; marks: (field: string) => Mark[] }

/** One's own record as one sees it oneself, with the numbers that one may reveal. */
export const copyOf: Maker = async ({ asked }, using) => {
  const { db, ring, now, tell } = using
  const { asker, language } = asked
  const of = asked.of as CopyAsked
  const { format, isFull } = of
  const subject = { id: asker.personId, agencyIds: [] }
  const marked = (await markedOf(db, [asker.personId], legalDay(now))).get(asker.personId) ?? []
  const visible = visibleRows(asker, subject, await records.ofPerson(db, ring, asker.personId))
  const wanted = sections.filter(({ id }) => of.sections.includes(id))
  await tell(0, 1)
  const t = speak(language)
  const name = `${t('copy.file')}-${legalDay(now)}`
  if (format === 'pdf' || format === 'odt') {
    const kinds = kindsOf(visible)
    const isKnown = ({ id }: Section) => visible.some(row => row.section === id) || mayApply(id, kinds)
    const wish = { kind: of.kind, sections: wanted.filter(isKnown), isFull }
    const one = { id: asker.personId, name: of.name, subject, rows: visible, marked }
    const by = { asker, language, name: of.name, agency: of.agency, purpose: null, isDemo: of.isDemo }
    const paper = await recordPaper(one, wish, by, using)
    const written = await writePaper(format, paper)
    if (!written.ok && written.why === 'paper.refused.busy') throw new Error('too many papers are being made')
    if (!written.ok) return { ok: false, why: 'file.refused.large' }
    const people = [{ id: asker.personId, without: [] }]
    const reach = { verb: 'see' as const, fields: fieldsOnPaper(one, wish), people }
    const day = legalDay(now).replaceAll('-', '')
    const content = { name: `${paper.title}-${day}.${format}`, media: paperMedias[format], bytes: written.bytes }
    return { ok: true, content, reach }
  }
  const rows: Kept[] = visible.map(row => ({ ...row, marks: id => marksOf(marked, row.id, id) }))
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
    const isOpen = !field?.masked || (isFull && mayReveal(asker, subject, section, field))
    return { value: isOpen ? (data[id] ?? null) : null, isOpen }
  }
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

type Part = { section: Section; rows: Kept[] }
type ValueOf = (section: Section, data: Row, id: string) => { value: unknown; isOpen: boolean }

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
