import type { Language } from '../../../domain/language.ts'
import type { Section } from '../../../domain/record/field.ts'
import type { Raw } from '../../forms.ts'
import { historyLines, labelOf } from '../row.ts'

/** So many versions of a row stand on a page. */
const size = 20

/** `?version=`: the newest version on a page of a history, null for the first page; for `records.history`. */
export function readVersions({ version = '' }: Raw): { upTo: number | null; limit: number } {
  return { upTo: /^[1-9]\d{0,8}$/.test(version) ? Number(version) : null, limit: size }
}

/** The model of parts/history: a page of what `records.history` gave, with the addresses of the pages beside it. */
export function historyPage(
  section: Section,
  versions: Parameters<typeof historyLines>[1],
  { upTo, rowPath }: { upTo: number | null; rowPath: string },
  language: Language,
) {
  const path = `${rowPath}/history`
  const isNewer = (number: number) => upTo !== null && number > upTo
  const lines = historyLines(section, versions, language)
  const page = lines.filter(({ number }) => !isNewer(number)).slice(0, size)
  const oldest = page.at(-1)?.number ?? 1
  return {
    versions: page,
    rowPath,
    fields: section.fields.map(field => ({ value: field.id, text: labelOf(field, language) })),
    newer: upTo !== null && lines.some(({ number }) => isNewer(number)) ? `${path}?version=${upTo + size}` : null,
    // two more than a page are read, and none of them is here where it is kept from whoever asks
    older: lines.some(({ number }) => number < oldest) ? `${path}?version=${oldest - 1}` : null,
  }
}
