import type { Language } from '../../../domain/language.ts'
import { recordPapers, type RecordPaper } from '../../../domain/paper.ts'
import type { Section } from '../../../domain/record/field.ts'
import type { Raw } from '../../forms.ts'
import { labelOf } from '../row.ts'

/** What of a record is to go on paper, as the form says (`parts/paper/choice`). */
export const readPaperForm = (form: Raw, known: readonly Section[]) => ({
  kind: recordPapers.find((one): one is RecordPaper => one === form['kind']) ?? 'record',
  isFull: form['numbers'] === 'full',
  chosen: known.filter(({ id }) => form[`section_${id}`] === 'yes'),
})

/** The sections to tick; `usual` holds until the form was sent, `isBlank` says which have nothing in them. */
export const sectionBoxes = (
  known: readonly Section[],
  form: Raw,
  { language, usual, isBlank = () => false }: { language: Language; usual: boolean; isBlank?: (id: string) => boolean },
) => {
  const isSent = form['kind'] !== undefined
  return known.map(section => ({
    name: `section_${section.id}`,
    label: labelOf(section, language),
    hasNothing: isBlank(section.id),
    isTicked: isSent ? form[`section_${section.id}`] === 'yes' : usual,
  }))
}
