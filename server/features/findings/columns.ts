import type { Found } from '../../store/record/findings/list.ts'
import type { Column } from '../../web/show/list/list.ts'
import { hrefOf, wordsOf } from '../../web/show/record/finding.ts'

/** What stands beside the name in the list of findings; the field leads to where it is mended. */
export const columnsFor = (rows: readonly Found[], list: string): readonly Column<Found>[] => [
  { id: 'severity', label: 'findings.severity', cell: (row, language) => wordsOf(row, language).severityText },
  { id: 'section', label: 'findings.section', cell: (row, language) => wordsOf(row, language).sectionText },
  {
    id: 'field',
    label: 'findings.field',
    cell: (row, language) => ({
      view: '/findings/_field',
      shown: {
        href: hrefOf(row.personId, row),
        text: wordsOf(row, language).fieldText,
        name: row.name,
        isFirst: row === rows[0],
      },
    }),
  },
  { id: 'rule', label: 'findings.rule', cell: (row, language) => wordsOf(row, language).ruleText },
  ...(rows.some(({ severity }) => severity === 'warning') ? [exempt(list)] : []),
]

const exempt = (list: string): Column<Found> => ({
  id: 'exempt',
  label: 'findings.exempt',
  cell: (row, language) =>
    row.severity === 'error'
      ? ''
      : {
          view: '/findings/_exempt',
          shown: {
            href: `/findings/exemption?place=${row.id}&next=${encodeURIComponent(list)}`,
            name: [row.name, wordsOf(row, language).fieldText, wordsOf(row, language).ruleText].join(' '),
          },
        },
})
