import type { Language } from '../../domain/language.ts'
import { correctableFields, ownFields } from '../../domain/record/sections.ts'
import type { Correction } from '../../store/correction/corrections.ts'
import type { Deps } from '../../web/deps.ts'
import type { Handler } from '../../web/handler.ts'
import { labelOf, rowLines, rowTitle } from '../../web/show/row.ts'
import type { AskedRow } from './form.ts'
import { rowOf } from './own-correction.ts'

/** The first step of a change: which fields are wrong, each with what the record has. */
export function fieldPages(deps: Deps) {
  const choose: Handler<{ Querystring: { none?: string } }> = async (request, reply) => {
    const { correction, query } = request
    const known = await rowOf(deps, correction)
    const fields = fieldsToChoose(known)
    if (known.operation !== 'change' || fields.length < 2) return reply.seeOther(`/corrections/${correction.id}/edit`)
    const language = reply.language()
    const ticked = fieldsOf(known, correction)
    return reply.page('corrections/fields', {
      ...headOf(correction, known, language),
      fields: rowLines(known.section, known.current, language)
        .filter(({ field }) => fields.includes(field))
        .map(line => ({ ...line, isTicked: ticked.includes(line.field) })),
      own: ownFields(known.section).length > 0 ? known.section.id : null,
      errors: query.none ? [{ field: 'field', text: 'correction.refused.none-chosen' as const }] : [],
    })
  }

  return { choose }
}

/** Ids of the fields among which one chooses. */
export const fieldsToChoose = ({ section, operation }: AskedRow): string[] =>
  correctableFields(section, operation).map(({ id }) => id)

/** Ids of the fields that the form of a draft shows where none are named: those of a change that were chosen. */
export function fieldsOf(known: AskedRow, { items, fields }: Pick<Correction, 'items' | 'fields'>): string[] {
  const all = fieldsToChoose(known)
  return known.operation !== 'change' || all.length === 1 ? all : (fields ?? items.map(({ field }) => field))
}

/** What the pages of a draft have at their top. */
export function headOf({ id }: Correction, { section, operation, current }: AskedRow, language: Language) {
  return {
    id,
    section: labelOf(section, language),
    operation,
    title: operation === 'add' ? '' : rowTitle(section, current, language),
  }
}
