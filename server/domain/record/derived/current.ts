import { ofSection, textOf, type Input } from './rows.ts'

// a post held beside another comes after it
const byKind = ['full', 'acting', 'substitute', 'serving', 'concurrent']

/** The post that has begun and not ended: full-time before any other, and of those the newest. */
export function currentPost(rows: readonly Input[], today: string): Input | undefined {
  const isHeld = ({ start, end }: { start: string; end: string }) =>
    start !== '' && start <= today && (!end || end >= today)
  const place = (post: Input) => byKind.indexOf(textOf(post, 'post_kind'))
  return ofSection(rows, 'post')
    .filter(post => isHeld({ start: textOf(post, 'start'), end: textOf(post, 'end') }))
    .toSorted((a, b) => place(a) - place(b) || textOf(b, 'start').localeCompare(textOf(a, 'start')))[0]
}

/** Whether the post held on a day, else the last before it, goes by school years. */
export function isTeacherOn(rows: readonly Input[], day: string): boolean {
  const before = ofSection(rows, 'post').filter(post => textOf(post, 'start') <= day)
  const last = before.toSorted((a, b) => textOf(b, 'start').localeCompare(textOf(a, 'start')))[0]
  const post = currentPost(rows, day) ?? last
  return post !== undefined && teachers.includes(textOf(post, 'staff_kind'))
}

const teachers = ['principal', 'teacher', 'acting_teacher', 'hourly_teacher']

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
