import { big5Of, numberOf, unwritable } from '../documents/sheet/big5.ts'
import { csvOf } from '../documents/sheet/csv.ts'
import { medias } from '../documents/sheet/media.ts'
import { writeSheet } from '../documents/sheet/write.ts'
import { legalDay } from '../domain/clock.ts'
import { isTheirOwn } from '../domain/agency/actor.ts'
import type { Language } from '../domain/language.ts'
import { sourceOf, type Column, type Fact, type Source } from '../domain/outgoing/columns.ts'
import type { LeftOut } from '../domain/outgoing/left-out.ts'
import { marksOf, markText, type Marked } from '../domain/outgoing/mark.ts'
import { mostInFile, sectionOfLines, type Profile, type Replacement } from '../domain/outgoing/profile.ts'
import { may, mayReveal, type Asker, type Subject } from '../domain/record/access.ts'
import { codesOf } from '../domain/record/code-book.ts'
import { codeLabel } from '../domain/record/codes.ts'
import { officialCodes } from '../domain/record/code/outgoing.ts'
import { currentPost } from '../domain/record/derived/current.ts'
import type { Field, Section } from '../domain/record/field.ts'
import { inOrder } from '../domain/record/sections.ts'
import { showValue, typedOf } from '../domain/record/value.ts'
import { shortDate } from '../domain/roc-date.ts'
import type { SheetCell } from '../domain/sheet.ts'
import * as agencies from '../store/agency/agencies.ts'
import type { Db } from '../store/database/database.ts'
import type { KeyRing } from '../store/database/sealing.ts'
import { markedOf } from '../store/outgoing/marked.ts'
import * as profiles from '../store/outgoing/profiles.ts'
import * as agencyList from '../store/person/agency-list.ts'
import * as records from '../store/record/records.ts'
import { speak } from '../text/speak.ts'
import type { Maker } from './made.ts'

/** A version of a profile, for the people who were chosen or all that it names. */
export type ExportAsked = {
  profile: { id: string; version: number }
  people: string[] | null
  replacement: Replacement | null
}

/** A character of somebody that Big5 has not. */
export type OddSign = { name: string; head: string; sign: string; number: string }

export type Table = {
  head: string[]
  lines: SheetCell[][]
  /** Whose each line is. */
  names: string[]
  people: { id: string; without: string[] }[]
  /** How often each thing is left out, by column; of people where no column is named. */
  left: { why: LeftOut; head: string | null; count: number }[]
}

type Using = { db: Db; ring: KeyRing; now: Date; tell?: (done: number, total: number) => Promise<void> }
type For = { agencyId: string; profile: Profile; people: readonly string[] | null; asker: Asker; language: Language }

const atOnce = 500

/**
 * What a profile gives of the people of an agency: each cell as the table of access lets the asker export it, the rest
 * blank and told. Undefined where it names more people than one file has.
 */
export async function tableOf(asked: For, { db, ring, now, tell }: Using): Promise<Table | undefined> {
  const { agencyId, profile, asker, language } = asked
  const today = legalDay(now)
  const t = speak(language)
  // whoever was chosen by name is meant, whatever the profile names
  const { kind, unit, title, arrivedFrom } = asked.people ? {} : profile.filter
  const filter = {
    ...(kind && { staffKind: kind }),
    ...(unit && { unit }),
    ...(title && { title }),
    ...(asked.people && { personIds: [...asked.people] }),
  }
  const stretch = { limit: mostInFile + 1 }
  const { rows: listed } = await agencyList.ofAgency(db, agencyId, today, filter, profile.order, stretch)
  const known = new Map<string, agencyList.Listed>()
  // of somebody with two posts here the main one is told
  for (const one of listed) if (one.kind === 'main' || !known.has(one.personId)) known.set(one.personId, one)
  if (known.size > mostInFile) return undefined
  const here = [...known.values()].filter(({ personId }) => !isTheirOwn(asker, personId))
  const left = counting()
  left.add('own', null, known.size - here.length)
  if (asked.people) left.add('gone', null, asked.people.length - known.size)

  const agency = await agencies.find(db, agencyId)
  const columns = profile.columns.map(column => ({ ...column, source: sourceOf(column.of) }))
  const table: Table = { head: columns.map(({ head }) => head), lines: [], names: [], people: [], left: [] }
  const markLines: string[] = []
  const sections = [...new Set(['basic', ...columns.flatMap(({ source }) => sectionIdOf(source))])]
  for (let i = 0; i < here.length; i += atOnce) {
    const page = here.slice(i, i + atOnce)
    await tell?.(i, here.length)
    const ids = page.map(({ personId }) => personId)
    const [rows, marked] = await Promise.all([records.ofPeople(db, ring, ids, sections), markedOf(db, ids, today)])
    for (const one of page) {
      const own = rows.get(one.personId) ?? []
      const basic = own.find(({ section }) => section === 'basic')
      if (arrivedFrom && String(basic?.data['arrive_date'] ?? '') < arrivedFrom) continue
      const hidesAddress = basic?.data['addr_protected'] === true
      const subject = { id: one.personId, agencyIds: [agencyId], hidesAddress }
      const made = linesOf(one, { rows: own, marked: marked.get(one.personId) ?? [], subject })
      if (made.lines.length === 0) continue
      table.lines.push(...made.lines)
      markLines.push(...made.marks)
      table.names.push(...made.lines.map(() => one.name))
      table.people.push({ id: one.personId, without: made.without })
    }
  }
  if (markLines.some(Boolean)) {
    table.head.push(t('mark.head'))
    table.lines.forEach((line, i) => line.push(markLines[i] ?? ''))
  }
  table.left = left.all()
  return table

  function linesOf(one: agencyList.Listed, of: Of) {
    const { each, chosen } = rowsFor(profile, of.rows, today)
    const without = new Set<string>()
    const lines: SheetCell[][] = []
    const marksOfLines: string[] = []
    for (const row of each) {
      const marksHere: string[] = []
      lines.push(
        columns.map(column => {
          const { source } = column
          if (source === null) return ''
          if ('fact' in source) return factCell(source.fact, one)
          const { section, field } = source
          const from = row && section.id === row.section ? row : chosen.get(section.id)
          if (!from) return ''
          const isOpen =
            may(asker, of.subject, 'export', section, field, from.data) &&
            (!field.masked || mayReveal(asker, of.subject, section, field))
          if (!isOpen) {
            if ((from.data[field.id] ?? null) === null) return ''
            without.add(`${section.id}.${field.id}`)
            left.add('kept', column.head)
            return ''
          }
          for (const mark of marksOf(of.marked, from.id, field.id)) {
            marksHere.push(t('mark.of', { field: column.head, mark: t(markText[mark]) }))
            left.add(mark, column.head)
          }
          return cellOf(column, field, from.data[field.id])
        }),
      )
      marksOfLines.push(marksHere.join(t('form.list-comma')))
    }
    return { lines, marks: marksOfLines, without: [...without] }
  }

  function factCell(fact: Fact, one: agencyList.Listed): SheetCell {
    switch (fact) {
      case 'agency_code':
        return agency?.code ?? ''
      case 'agency':
        return agency?.name ?? ''
      case 'unit':
        return one.unit
      case 'title':
        return one.title
      case 'staff_number':
        return one.staffNumber
      case 'staff_kind':
        return codeLabel(codesOf('staff_kinds'), one.staffKind, language)
      case 'from':
        return dateCell(one.from)
    }
  }

  function cellOf(column: Column, field: Field, value: unknown): SheetCell {
    if (value === null || value === undefined) return ''
    if (column.as === 'code') {
      const codes = officialCodes(field, value)
      if (codes.some(one => !one.ok)) left.add('no-code', column.head)
      return codes.map(one => (one.ok ? one.code : '')).join(',')
    }
    if (field.type === 'date') return dateCell(String(value))
    if (field.type === 'month' && profile.dates === 'digits') return digitsOf(String(value))
    // what is typed by people comes in again as it went out
    if (field.type === 'phone' || field.type === 'month' || field.type === 'number' || field.type === 'year')
      return typedOf(field, value)[field.id] ?? ''
    const text = showValue(field, value, language)
    // one line of a file for one line of it: what reads it may end a line at a break
    return profile.format === 'big5' ? text.replace(/\s*\n\s*/g, ' ') : text
  }

  function dateCell(day: string): SheetCell {
    if (profile.dates === 'iso') return { day }
    return profile.dates === 'digits' ? digitsOf(day) : shortDate(day)
  }
}

type Row = records.Row
type Of = { rows: readonly Row[]; marked: readonly Marked[]; subject: Subject }

const sectionIdOf = (source: Source): string[] => (source && 'section' in source ? [source.section.id] : [])

/** 1150801; before the Republic there are no such digits, and the date stays as it is written. */
const digitsOf = (day: string): string => {
  const text = shortDate(day)
  const [year = '', ...rest] = text.split('/')
  return /^\d+$/.test(year) ? year.padStart(3, '0') + rest.join('') : text
}

/** Which rows stand in the lines of somebody: one line without a row, or one for each row of the section of lines. */
function rowsFor(profile: Profile, rows: readonly Row[], today: string) {
  const section = profile.rows === 'each' ? sectionOfLines(profile) : null
  const chosen = new Map<string, Row>()
  for (const { source } of profile.columns.map(({ of }) => ({ source: sourceOf(of) }))) {
    if (source === null || 'fact' in source || chosen.has(source.section.id)) continue
    const own = inOrder(
      source.section,
      rows.filter(row => row.section === source.section.id),
    )
    const row = profile.rows === 'current' ? current(source.section, own, today) : own[0]
    if (row) chosen.set(source.section.id, row)
  }
  if (!section) return { each: [undefined], chosen }
  const { rowsFrom } = profile.filter
  const isWanted = (row: Row) =>
    !rowsFrom || !section.newestFirst || String(row.data[section.newestFirst] ?? '') >= rowsFrom
  const each = rows.filter(row => row.section === section.id && isWanted(row))
  return { each: inOrder(section, each), chosen }
}

/** The row that holds today, of a section whose rows end; of the others the newest. */
function current(section: Section, rows: readonly Row[], today: string): Row | undefined {
  if (section.id === 'post') return currentPost(rows, today) as Row | undefined
  const { newestFirst: begin, endsBy: end } = section
  if (!begin || !end) return rows[0]
  return rows.find(({ data }) => String(data[begin] ?? '') <= today && String(data[end] ?? '9999') >= today)
}

function counting() {
  const counts = new Map<string, Table['left'][number]>()
  return {
    add: (why: LeftOut, head: string | null, count = 1) => {
      if (count <= 0) return
      const key = JSON.stringify([why, head])
      counts.set(key, { why, head, count: (counts.get(key)?.count ?? 0) + count })
    },
    all: () => [...counts.values()],
  }
}

const textOf = (cell: SheetCell) => (typeof cell === 'string' ? cell : cell.day)

/** The characters that Big5 has not, each with whose line it stands in and under which head. */
export function oddSigns({ head, lines, names }: Pick<Table, 'head' | 'lines' | 'names'>): OddSign[] {
  const found: OddSign[] = []
  lines.forEach((line, at) => {
    line.forEach((cell, i) => {
      for (const sign of unwritable(textOf(cell))) {
        found.push({ name: names[at] ?? '', head: head[i] ?? '', sign, number: numberOf(sign) })
      }
    })
  })
  return found
}

/** A file of columns of the records of many, as a profile says. */
export const exportOf: Maker = async ({ asked, agencyId }, { db, ring, now, tell }) => {
  const { profile: which, people, replacement } = asked.of as ExportAsked
  const profile = agencyId && (await profiles.version(db, which.id, agencyId, which.version))
  if (!agencyId || !profile) return { ok: false, why: 'file.refused.failed' }
  const { asker, language } = asked
  const table = await tableOf({ agencyId, profile, people, asker, language }, { db, ring, now, tell })
  if (!table || table.people.length === 0) return { ok: false, why: 'file.refused.nobody' }
  if (profile.format === 'big5' && replacement === null && oddSigns(table).length > 0)
    return { ok: false, why: 'file.refused.signs' }
  const name = `${profile.name}-${legalDay(now)}`
  const fields = profile.columns.flatMap(({ of }) => of ?? [])
  const reach = { verb: 'export' as const, fields: [...new Set(fields)], people: table.people }
  return { ok: true, content: await fileOf(profile, table, name, replacement ?? 'box'), reach, profile: which }
}

async function fileOf({ format }: Profile, { head, lines }: Table, name: string, replacement: Replacement) {
  const all = [head, ...lines]
  if (format === 'big5') {
    const text = csvOf(all.map(line => line.map(textOf))).toString('utf8')
    const bytes = big5Of(text.replace(/^\uFEFF/, ''), replacement)
    return { name: `${name}.csv`, media: 'text/csv; charset=big5', bytes }
  }
  const written = await writeSheet(format, { name, lines: all })
  if (!written.ok) throw new Error(`a sheet could not be written: ${written.why}`)
  return { name: `${name}.${format}`, media: medias[format], bytes: written.bytes }
}
