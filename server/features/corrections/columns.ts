import type { Language } from '../../domain/language.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import { dayInTable, instantText } from '../../domain/roc-date.ts'
import type { ofPerson } from '../../store/correction/corrections.ts'
import { speak } from '../../text/speak.ts'
import type { Column, Lead } from '../../web/show/list/list.ts'
import { labelOf } from '../../web/show/row.ts'
import { stateView } from '../../web/show/state.ts'

type Own = Awaited<ReturnType<typeof ofPerson>>['rows'][number]

/** What stands beside the number of one's own corrections. */
export const columns: readonly Column<Own>[] = [
  {
    id: 'what',
    label: 'correction.what',
    cell: ({ section, operation }, language) => ({
      view: '/parts/change/mark',
      shown: { section: labelOf(sectionOf(section), language), operation },
    }),
  },
  {
    id: 'state',
    label: 'correction.state',
    cell: (row, language) => {
      const { text, tone } = stateView(row)
      return { view: '/parts/status', shown: { text: speak(language)(text), tone } }
    },
  },
  {
    id: 'due',
    label: 'correction.due',
    cell: ({ dueDay }, language) => (dueDay ? { text: dayInTable(dueDay, language), isWhole: true } : ''),
  },
]

/** A draft has no number yet, and is told from others by what it is about and when it was begun. */
export const leadIn =
  (language: Language) =>
  ({ id, number, section, submittedAt, createdAt }: Own): Lead => ({
    text: number ?? speak(language)('correction.no-number'),
    href: `/corrections/${id}`,
    which: number
      ? undefined
      : `${labelOf(sectionOf(section), language)} ${instantText(submittedAt ?? createdAt, language)}`,
  })
