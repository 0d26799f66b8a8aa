import { legalDay } from '../../domain/clock.ts'
import type { Language } from '../../domain/language.ts'
import type { Row } from '../../domain/record/field.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import { dayInTable } from '../../domain/roc-date.ts'
import type { Found } from '../../store/record/findings/list.ts'
import { speak } from '../../text/speak.ts'
import { countText } from '../../web/list/agencies.ts'
import type { Column } from '../../web/show/list/list.ts'
import { rowTitle } from '../../web/show/row.ts'
import { hrefOf, wordsOf } from '../../web/show/record/finding.ts'

type Known = ReadonlyMap<string, { data: Row; at: Date }>

/**
 * Findings as the list shows them; `list` is the address to come back to. Of `known` rows each says which one of its
 * section it is about, and where its own words do not tell it from others on the page, when it was written.
 */
export function linesOf(
  found: readonly Found[],
  known: Known,
  { list, language }: { list: string; language: Language },
) {
  const titles = new Map(found.map(row => [row.rowId, titleOf(row, known, language)]))
  const t = speak(language)
  function which(row: Found): string {
    const [title, at] = [titles.get(row.rowId), known.get(row.rowId)?.at]
    if (title === undefined || !at) return ''
    const isAlike = (other: Found) =>
      other.personId === row.personId && other.section === row.section && titles.get(other.rowId) === title
    const alike = [...new Set(found.filter(isAlike).map(({ rowId }) => rowId))]
    if (title && alike.length === 1) return title
    const holes = { day: dayInTable(legalDay(at), language), nth: alike.indexOf(row.rowId) + 1 }
    return [title, t(alike.length > 1 ? 'findings.row-nth' : 'findings.row-written', holes)].filter(Boolean).join('　')
  }
  return found.map((row, i) => ({ ...row, which: which(row), isFirst: i === 0, list }))
}

type Line = ReturnType<typeof linesOf>[number]

const longest = 60

/** Undefined where a record has one such row alone. */
function titleOf({ rowId, section: id }: Found, known: Known, language: Language): string | undefined {
  const [row, section] = [known.get(rowId), sectionOf(id)]
  if (!row || section.form === 'single') return undefined
  const title = [...rowTitle(section, row.data, language)]
  return title.length > longest ? `${title.slice(0, longest).join('')}…` : title.join('')
}

/** What stands beside the name in the list of findings; the field leads to where it is mended. */
export const columns: readonly Column<Line>[] = [
  { id: 'severity', label: 'findings.severity', cell: (row, language) => wordsOf(row, language).severityText },
  {
    id: 'section',
    label: 'findings.section',
    cell: (row, language) => ({
      view: '/findings/_section',
      shown: { text: wordsOf(row, language).sectionText, which: row.which },
    }),
  },
  {
    id: 'field',
    label: 'findings.field',
    cell: (row, language) => ({
      view: '/findings/_field',
      shown: {
        href: hrefOf(row.personId, row),
        text: wordsOf(row, language).fieldText,
        name: [row.name, row.which].filter(Boolean).join(' '),
        isFirst: row.isFirst,
      },
    }),
  },
  { id: 'rule', label: 'findings.rule', cell: (row, language) => wordsOf(row, language).ruleText },
  {
    id: 'exempt',
    label: 'findings.exempt',
    cell: (row, language) =>
      row.severity === 'error'
        ? ''
        : {
            view: '/findings/_exempt',
            shown: {
              href: `/findings/exemption?place=${row.id}&next=${encodeURIComponent(row.list)}`,
              name: [row.name, row.which, wordsOf(row, language).fieldText, wordsOf(row, language).ruleText].join(' '),
            },
          },
  },
]

type Counted = { errors: number; warnings: number }

/** What stands beside an agency below. */
export const countColumns: readonly Column<Counted>[] = [
  { id: 'errors', label: 'findings.errors', cell: ({ errors }, language) => countText(errors, language) },
  { id: 'warnings', label: 'findings.warnings', cell: ({ warnings }, language) => countText(warnings, language) },
]
