import { addDays } from '../clock.ts'
import { readRocDate } from '../roc-date.ts'
import { foldColumn } from './header.ts'
import type { Layout } from './layouts.ts'
import { dayIn } from './line.ts'

/** So far back may the first day of somebody lie who is added by a list. */
const mostDaysBack = 366

/** The first day of a new person as a line says it, or today where it says none; undefined for one that cannot be. */
export function firstDayIn(
  { names, cells, layout }: { names: readonly string[]; cells: readonly string[]; layout: Layout },
  today: string,
): string | undefined {
  const place = names.findIndex(name => foldColumn(name) === foldColumn(layout.firstDay ?? ''))
  const typed = dayIn(cells[place] ?? '')
  if (typed === '') return today
  const day = readRocDate(typed)
  return day.ok && day.value <= today && day.value >= addDays(today, -mostDaysBack) ? day.value : undefined
}
