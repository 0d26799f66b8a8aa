import type { Language } from '../language.ts'
import type { Field, Section } from '../record/field.ts'
import { sections } from '../record/sections.ts'
import { tidy } from '../typed-text.ts'

/** What an agency knows of somebody beside their record. */
export const facts = ['agency_code', 'agency', 'unit', 'title', 'staff_number', 'staff_kind', 'from'] as const
export type Fact = (typeof facts)[number]

/** A column of a file: `of` a field as `section.field`, a fact as `here.unit`, or nothing, where it stays blank. */
export type Column = { head: string; of: string | null; as: 'text' | 'code' }

export type Source = { section: Section; field: Field } | { fact: Fact } | null

/** Whether a column is a fact, which stands in no section of the record. */
export const isFact = (of: string): boolean => of.startsWith('here.')

type Named = { zh: string; en: string }

const here: Named = { zh: '本機關', en: 'Here' }
const blank: Named = { zh: '空白', en: 'Blank' }
const asCode: Named = { zh: '代碼', en: 'code' }

const factNames: Record<Fact, Named> = {
  agency_code: { zh: '機關代碼', en: 'Agency code' },
  agency: { zh: '機關名稱', en: 'Agency' },
  unit: { zh: '單位', en: 'Unit' },
  title: { zh: '職稱', en: 'Title' },
  staff_number: { zh: '員工編號', en: 'Staff number' },
  staff_kind: { zh: '人員區分', en: 'Kind of staff' },
  from: { zh: '到職日', en: 'First day' },
}

/** What a column stands for; throws for one that no reading of columns gave. */
export function sourceOf(of: string | null): Source {
  if (of === null) return null
  const [first, second] = of.split('.')
  const fact = facts.find(one => one === second)
  if (first === 'here' && fact) return { fact }
  const section = sections.find(({ id }) => id === first)
  const field = section?.fields.find(({ id }) => id === second)
  if (!section || !field) throw new Error(`no column ${of}`)
  return { section, field }
}

const inWords = (named: Named, language: Language) => (language === 'zh-TW' ? named.zh : named.en)

/** What a column is called where its source is chosen: `基本資料：手機`. */
export function nameOfSource(of: string | null, language: Language): string {
  const source = sourceOf(of)
  if (source === null) return inWords(blank, language)
  const [group, one] = 'fact' in source ? [here, factNames[source.fact]] : [source.section, source.field]
  return inWords(group, language) + (language === 'zh-TW' ? '：' : ': ') + inWords(one, language)
}

/** All that may stand in a column, as `of`: the facts first, then these sections. */
export const sourcesIn = (of: readonly Section[]): string[] => [
  ...facts.map(fact => `here.${fact}`),
  ...of.flatMap(section => section.fields.map(field => `${section.id}.${field.id}`)),
]

/** The columns as they are typed, one a line; `readColumns` reads them back. */
export const columnsText = (columns: readonly Column[], language: Language): string =>
  columns
    .map(({ head, of, as }) => {
      const code = as === 'code' ? `（${inWords(asCode, language)}）` : ''
      const name = nameOfSource(of, language) + code
      return head === headOf(of, language) ? name : `${head}＝${name}`
    })
    .join('\n')

/** What stands above a column that was given no other head: the field without its section. */
export function headOf(of: string | null, language: Language): string {
  const source = sourceOf(of)
  if (source === null) return inWords(blank, language)
  return inWords('fact' in source ? factNames[source.fact] : source.field, language)
}

export const mostColumns = 100
const longestHead = 40
const longestLine = 200

export const columnRefusals = [
  'export.refused.column',
  'export.refused.column-kept',
  'export.refused.column-twice',
  'export.refused.columns-many',
  'export.refused.columns-none',
] as const
export type ColumnRefusal = (typeof columnRefusals)[number]

/**
 * Columns as they were typed: each line a source as `nameOfSource` gives it in either language, `（代碼）` after it for the
 * official code, and a head of its own before `＝`. `line` is the one that is refused; what is of none of `open` is kept
 * from files.
 */
export function readColumns(
  typed: string,
  open: readonly Section[],
  language: Language,
): { ok: true; value: Column[] } | { ok: false; why: ColumnRefusal; line: string } {
  const lines = typed.split('\n').map(tidy).filter(Boolean)
  if (lines.length === 0) return { ok: false, why: 'export.refused.columns-none', line: '' }
  if (lines.length > mostColumns) return { ok: false, why: 'export.refused.columns-many', line: '' }
  const value: Column[] = []
  for (const line of lines) {
    const column = line.length > longestLine ? undefined : readColumn(line, language)
    if (!column) return { ok: false, why: 'export.refused.column', line: line.slice(0, longestLine) }
    const source = sourceOf(column.of)
    if (source && 'section' in source && !open.includes(source.section))
      return { ok: false, why: 'export.refused.column-kept', line }
    // programs find columns by their heads
    if (value.some(({ head }) => head === column.head)) return { ok: false, why: 'export.refused.column-twice', line }
    value.push(column)
  }
  return { ok: true, value }
}

function readColumn(line: string, language: Language): Column | undefined {
  const [, typedHead, typedName = ''] = /^(?:([^＝=]*)[＝=])?(.*)$/.exec(line) ?? []
  const [, name = '', suffix] = /^(.*?)\s*(?:[（(](代碼|code)[）)])?$/i.exec(typedName.trim()) ?? []
  const of = known().get(folded(name))
  if (of === undefined || (suffix && !hasCodes(of))) return undefined
  const head = tidy(typedHead ?? '') || headOf(of, language)
  return [...head].length > longestHead ? undefined : { head, of, as: suffix ? 'code' : 'text' }
}

function hasCodes(of: string | null): boolean {
  const source = sourceOf(of)
  return source !== null && 'field' in source && (source.field.codes ?? source.field.suggestedBy) !== undefined
}

const folded = (name: string) => name.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()

let names: Map<string, string | null> | undefined

/** Sources by their names in both languages; the dictionary never changes while a process runs. */
function known(): Map<string, string | null> {
  names ??= new Map(
    [...sourcesIn(sections), null].flatMap(of =>
      (['zh-TW', 'en'] as const).map(language => [folded(nameOfSource(of, language)), of] as const),
    ),
  )
  return names
}
