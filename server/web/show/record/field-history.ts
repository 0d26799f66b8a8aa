import type { Field, Section } from '../../../domain/record/field.ts'
import type { Language } from '../../../domain/language.ts'
import { showValue } from '../../../domain/record/value.ts'
import type { Raw } from '../../forms.ts'
import { historyLines, labelOf } from '../row.ts'
import { readVersions } from './history.ts'

/** So many versions are looked through for the values of one field. */
const size = 200

type Versions = Parameters<typeof historyLines>[1]
type Span = { upTo: number | null; limit: number }

/** `?field=`: the field whose values alone are asked for; undefined for all, or where the section has none such. */
export const readField = (section: Section, { field }: Raw): Field | undefined =>
  section.fields.find(({ id }) => id === field)

/** `?version=`, and with `?field=` so many versions that its values are found: for `records.history`. */
export function readHistory(query: Raw): Span {
  const span = readVersions(query)
  return query['field'] ? { ...span, limit: size } : span
}

/** The model of parts/past/field-history: each value of one field from when until when, by whom and why. */
export function fieldHistoryPage(
  { section, field }: { section: Section; field: Field },
  versions: Versions,
  { upTo, limit, rowPath }: Span & { rowPath: string },
  language: Language,
) {
  const lines = historyLines(section, versions, language)
  const isGone = (i: number) => versions[i]?.version.operation === 'delete'
  const kept = (i: number) => (isGone(i) ? 'gone' : JSON.stringify(versions[i]?.data[field.id] ?? null))
  const begins = versions.flatMap((one, i) =>
    i + 1 === versions.length || kept(i) !== kept(i + 1) ? [{ one, i }] : [],
  )
  const isMore = versions.length > limit + 1
  // of the oldest one that was read it is not known whether it began there
  const known = isMore && begins.length > 1 ? begins.slice(0, -1) : begins
  const values = known.flatMap(({ one, i }, nth) => {
    const line = lines[i]
    const { version } = one.version
    if (!line || (upTo !== null && version > upTo)) return []
    return [
      {
        ...line,
        isGone: isGone(i),
        value: showValue(field, one.data[field.id], language, { masked: true }),
        until: known[nth - 1]?.one.version.at ?? null,
        isNow: nth === 0 && upTo === null && !isGone(i),
      },
    ]
  })
  const path = `${rowPath}/history?field=${field.id}`
  const oldest = values.at(-1)?.number ?? 1
  return {
    rowPath,
    field: { id: field.id, label: labelOf(field, language) },
    fields: section.fields.map(one => ({ value: one.id, text: labelOf(one, language) })),
    values,
    newer: upTo === null ? null : path,
    older: isMore && oldest > 1 ? `${path}&version=${oldest - 1}` : null,
  }
}
