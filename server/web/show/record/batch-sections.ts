import type { Actor } from '../../../domain/agency/actor.ts'
import type { Language } from '../../../domain/language.ts'
import { sectionsAtAgency } from '../../../domain/record/access.ts'
import { mayBatch } from '../../../domain/record/batch.ts'
import { labelOf } from '../row.ts'

/** The sections to choose from for a batch. */
export const batchSections = (actor: Actor, language: Language) =>
  sectionsAtAgency(actor, 'enter')
    .filter(section => mayBatch('change', section))
    .map(section => ({ value: section.id, text: labelOf(section, language) }))
