import type { Language } from '../../../domain/language.ts'
import { mayBatch } from '../../../domain/record/batch.ts'
import { sections } from '../../../domain/record/sections.ts'
import { labelOf } from '../row.ts'

/** The sections to choose from for a batch. */
export const batchSections = (language: Language) =>
  sections
    .filter(section => mayBatch('change', section))
    .map(section => ({ value: section.id, text: labelOf(section, language) }))
