import type { Field, Section } from '../record/field.ts'
import type { Typed } from '../record/value.ts'
import { addDays } from '../clock.ts'
import { halfWidth, tidy } from '../typed-text.ts'
import { sectionOf } from '../record/sections.ts'
import { foldColumn, layoutOf } from './header.ts'
import { importedFields, whoColumns, type Target, type Who } from './import.ts'
import { yesAndNo, type Layout } from './layouts.ts'

export type Said = Partial<Record<Who, string>>

/** What a line says of its person, by its columns. */
export function saidIn(columns: readonly Target[], cells: readonly string[]): Said {
  const said = whoColumns.flatMap(who => {
    const text = tidy(cells[columns.indexOf(`who:${who}`)] ?? '').replace(/\s+/g, ' ')
    return text === '' ? [] : [[who, text] as const]
  })
  return Object.fromEntries(said)
}

/** The cells of a line as texts of a form, by the fields that its columns fill. */
export function typedIn({ section, columns, names, layout }: Sheet, cells: readonly string[]): Typed {
  const typed = importedFields(section).flatMap(field => {
    const place = columns.indexOf(`field:${field.id}`)
    if (place === -1) return []
    const cut =
      layout && Object.entries(layout.cut ?? {}).find(([name]) => foldColumn(name) === foldColumn(names[place] ?? ''))
    const cell = cut ? (cells[place] ?? '').replace(cut[1], '') : (cells[place] ?? '')
    return [[field.id, textOf(field, cell)] as const]
  })
  return Object.fromEntries(typed)
}

export type Sheet = {
  section: Section
  columns: readonly Target[]
  names: readonly string[]
  layout: Layout | undefined
}

/** How the cells of a sheet are read. */
export const sheetOf = ({
  section,
  columns,
  names,
}: Pick<Sheet, 'columns' | 'names'> & { section: string }): Sheet => ({
  section: sectionOf(section),
  columns,
  names,
  layout: layoutOf(names),
})

/** A cell as somebody would have typed it. */
function textOf(field: Field, cell: string): string {
  if (field.type === 'date') return dayIn(cell)
  const text = halfWidth(cell)
  if (field.type === 'flag') return yesAndNo.find(([, texts]) => texts.includes(text.toLowerCase()))?.[0] ?? text
  if (field.type === 'number' || field.type === 'year') return text.replace(/\.0+$/, '')
  return cell
}

/** A day as somebody would have typed it. */
export const dayIn = (cell: string): string => dayOf(halfWidth(cell).replace(/[ T]\d\d:\d\d(:\d\d)?(\.\d+)?$/, ''))

/** Spreadsheets count days from the last but one day of 1899. A day of five digits can be nothing else. */
const dayOf = (text: string) => (/^[1-9]\d{4}$/.test(text) ? addDays('1899-12-30', Number(text)) : text)

/** In how many cells something was that nobody sees, or digits and letters of full width. */
export const untidy = (cells: readonly string[]): number =>
  cells.filter(cell => cell !== '' && (tidy(cell) !== cell || fullWidth.test(cell))).length

const fullWidth = /[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/
