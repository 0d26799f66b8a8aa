import type { Language } from '../../domain/language.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import { instantText } from '../../domain/roc-date.ts'
import type { ofAgency } from '../../store/record/batches.ts'
import { speak } from '../../text/speak.ts'
import { keyOf } from '../../web/show/key-of.ts'
import type { Column, Lead } from '../../web/show/list/list.ts'
import { labelOf } from '../../web/show/row.ts'
import type { shownRow } from './shown.ts'

type Listed = Awaited<ReturnType<typeof ofAgency>>['rows'][number]

type Line = Omit<ReturnType<typeof shownRow>, 'official' | 'told'> & {
  /** Whether its complaints lead to what was typed. */
  leads: boolean
}

/** What stands beside a person among the rows of a batch. */
export const rowColumns: readonly Column<Line>[] = [
  {
    id: 'row',
    label: 'batch.row',
    cell: ({ line, title }) => (line === null ? title : { view: '/batches/_line', shown: { line, title } }),
  },
  {
    id: 'content',
    label: 'batch.content',
    cell: ({ changes }) => (changes.length > 0 ? { view: '/batches/_changes', shown: { changes } } : ''),
  },
  {
    id: 'result',
    label: 'batch.result',
    cell: ({ result, name, disputed, complaints, leads }) => ({
      view: '/batches/_result',
      shown: { result, name, disputed, complaints, leads },
    }),
  },
]

/** What stands beside what a batch does, in the list of an agency. */
export const columns: readonly Column<Listed>[] = [
  { id: 'people', label: 'batch.people', cell: ({ people }) => String(people) },
  { id: 'state', label: 'batch.state', cell: ({ state }, language) => speak(language)(keyOf.batchState(state)) },
  { id: 'by', label: 'batch.by', cell: ({ byName }) => byName ?? '' },
  { id: 'begun', label: 'batch.begun', cell: ({ at }, language) => instantText(at, language) },
]

export const leadIn =
  (language: Language) =>
  ({ id, verb, section }: Listed): Lead => {
    const t = speak(language)
    return {
      text: `${t(keyOf.batchVerb(verb))}${t('form.colon')}${labelOf(sectionOf(section), language)}`,
      href: `/batches/${id}`,
    }
  }
