import { isFullTime, ofSection, textOf, type Input } from './rows.ts'

/** The full-time post that has begun and not ended; of several the newest. */
export function currentPost(rows: readonly Input[], today: string): Input | undefined {
  const begun = ({ start, end }: { start: string; end: string }) =>
    start !== '' && start <= today && (!end || end >= today)
  return ofSection(rows, 'post')
    .filter(post => isFullTime(post) && begun({ start: textOf(post, 'start'), end: textOf(post, 'end') }))
    .toSorted((a, b) => textOf(b, 'start').localeCompare(textOf(a, 'start')))[0]
}

/**
 * The highest level that somebody graduated from, of two the later one; `differs` where the record marks another row as
 * the highest.
 */
export function highestDegree(rows: readonly Input[]): { row: Input; differs: boolean } | undefined {
  const education = ofSection(rows, 'education')
  const place = (row: Input) => `${textOf(row, 'degree')} ${textOf(row, 'end_ym')}`
  const [row] = education
    .filter(one => textOf(one, 'result') === 'graduated' && textOf(one, 'degree') !== '')
    .toSorted((a, b) => place(b).localeCompare(place(a)))
  const marked = education.filter(({ data }) => data['is_highest'] === true)
  return row && { row, differs: marked.length > 0 && !marked.includes(row) }
}
