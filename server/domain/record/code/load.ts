import type { CodeTable } from '../code-tables.ts'
import type { CodeValue } from '../field.ts'
import { readRocDate } from '../../roc-date.ts'
import type { SheetCell, SheetLine } from '../../sheet.ts'
import { halfWidth, tidy } from '../../typed-text.ts'
import { checkCode, checkNewCode, type LocalCodeRefusal } from './local.ts'

/** The columns of a table as a file, in their order; a file that is loaded needs the first three. */
export const codeColumns = [
  'code',
  'zh',
  'en',
  'group_zh',
  'group_en',
  'valid_from',
  'valid_to',
  'local',
  'maps_to',
] as const
export type CodeColumn = (typeof codeColumns)[number]

export const longestName = 60
export const mostLines = 2000

export const loadRefusals = [
  'code-load.refused.cells',
  'code-load.refused.columns',
  'code-load.refused.day',
  'code-load.refused.empty',
  'code-load.refused.local',
  'code-load.refused.long',
  'code-load.refused.many',
  'code-load.refused.twice',
] as const
export type LoadRefusal = (typeof loadRefusals)[number]

export type Change = { at: number; kind: 'added' | 'changed' | 'ended'; before?: CodeValue; after: CodeValue }
export type Problem = { at: number; column?: CodeColumn; why: LoadRefusal | LocalCodeRefusal }

/** What a file would make of a table; `left` is how many values of the table it does not name, which stay. */
export type Plan = { changes: Change[]; problems: Problem[]; same: number; left: number }

/** A value as a line of a file, its days as days. */
export const cellsOf = (value: CodeValue): SheetCell[] =>
  codeColumns.map(column => {
    const text = textOf(value, column)
    return column.startsWith('valid_') && text !== '' ? { day: text } : text
  })

/**
 * What the lines of a file would change in a table. Of a value whose code the table has, a column that the file lacks
 * stays. A new value is local unless the file says `0`.
 */
export function planLoad(table: CodeTable, lines: readonly SheetLine[]): Plan {
  const [head, ...rest] = lines
  const columns = (head?.cells ?? []).map(name => halfWidth(name).toLowerCase())
  const isKnown = (name: string): name is CodeColumn => codeColumns.some(column => column === name)
  const isWhole = codeColumns.slice(0, 3).every(column => columns.includes(column))
  const only = (why: LoadRefusal): Plan => ({ ...blank, problems: [{ at: head?.at ?? 1, why }] })
  if (!isWhole || !columns.every(isKnown) || new Set(columns).size < columns.length) {
    return only('code-load.refused.columns')
  }
  if (rest.length === 0) return only('code-load.refused.empty')
  if (rest.length > mostLines) return only('code-load.refused.many')

  const known = new Map(table.values.map(value => [value.code, value]))
  const problems: Problem[] = []
  const read = new Map<string, Change>()
  for (const { at, cells } of rest) {
    if (cells.length !== columns.length) {
      problems.push({ at, why: 'code-load.refused.cells' })
      continue
    }
    const texts = Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']))
    const before = known.get(halfWidth(texts['code'] ?? ''))
    const { value, wrong } = valueFrom(texts, before)
    problems.push(...wrong.map(one => ({ at, ...one })))
    if (read.has(value.code)) problems.push({ at, column: 'code', why: 'code-load.refused.twice' })
    else read.set(value.code, { at, kind: kindOf(value, before), ...(before && { before }), after: value })
  }

  const left = table.values.filter(({ code }) => !read.has(code))
  const result = [...left, ...[...read.values()].map(({ after }) => after)]
  const changes = [...read.values()].filter(({ before, after }) => !before || !isSame(before, after))
  for (const { at, before, after } of changes)
    problems.push(...wrongWith(table, result, before, after).map(one => ({ at, ...one })))
  return {
    changes,
    problems: problems.toSorted((a, b) => a.at - b.at),
    same: read.size - changes.length,
    left: left.length,
  }
}

const blank: Plan = { changes: [], problems: [], same: 0, left: 0 }

type Wrong = Omit<Problem, 'at'>

function valueFrom(texts: Record<string, string>, before: CodeValue | undefined): { value: CodeValue; wrong: Wrong[] } {
  const wrong: Wrong[] = []
  const cell = (column: CodeColumn) => tidy(texts[column] ?? (before ? textOf(before, column) : ''))
  const name = (column: CodeColumn) => {
    const text = cell(column).replace(/\s+/g, ' ')
    if ([...text].length > longestName) wrong.push({ column, why: 'code-load.refused.long' })
    return text
  }
  const day = (column: CodeColumn) => {
    const text = cell(column)
    if (text === '') return undefined
    const read = readRocDate(text)
    if (read.ok) return read.value
    wrong.push({ column, why: 'code-load.refused.day' })
    return undefined
  }
  const local = halfWidth(cell('local'))
  if (!['', '0', '1'].includes(local)) wrong.push({ column: 'local', why: 'code-load.refused.local' })
  const isLocal = local === '' ? (before?.isLocal ?? !before) : local === '1'
  const [groupZh, groupEn] = [name('group_zh'), name('group_en')]
  const [validFrom, validTo, mapsTo] = [day('valid_from'), day('valid_to'), halfWidth(cell('maps_to'))]
  const value = {
    code: halfWidth(cell('code')),
    zh: name('zh'),
    en: name('en'),
    ...(groupZh !== '' && { group: { zh: groupZh, en: groupEn === '' ? groupZh : groupEn } }),
    ...(validFrom !== undefined && { validFrom }),
    ...(validTo !== undefined && { validTo }),
    ...(isLocal && { isLocal }),
    ...(mapsTo !== '' && { mapsTo }),
  }
  return { value, wrong }
}

function kindOf({ validTo }: CodeValue, before: CodeValue | undefined): Change['kind'] {
  if (!before) return 'added'
  return validTo !== undefined && validTo !== before.validTo ? 'ended' : 'changed'
}

/** What stands in the way of a value, among all that the table would then have. */
function wrongWith(
  table: CodeTable,
  result: readonly CodeValue[],
  before: CodeValue | undefined,
  after: CodeValue,
): Wrong[] {
  if (before && Boolean(before.isLocal) !== Boolean(after.isLocal)) {
    return [{ column: 'local', why: 'code-load.refused.local' }]
  }
  const others = { ...table, values: result.filter(({ code }) => code !== after.code) }
  const wrong = before ? checkCode(others, after) : checkNewCode(others, after)
  return wrong.map(({ field, why }) => ({ column: field, why }))
}

const isSame = (one: CodeValue, other: CodeValue) =>
  codeColumns.every(column => textOf(one, column) === textOf(other, column))

function textOf({ group, ...value }: CodeValue, column: CodeColumn): string {
  const texts: Record<CodeColumn, string | undefined> = {
    code: value.code,
    zh: value.zh,
    en: value.en,
    group_zh: group?.zh,
    group_en: group?.en,
    valid_from: value.validFrom,
    valid_to: value.validTo,
    local: value.isLocal ? '1' : '0',
    maps_to: value.mapsTo,
  }
  return texts[column] ?? ''
}
