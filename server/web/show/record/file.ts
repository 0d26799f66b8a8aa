import { legalDay } from '../../../domain/clock.ts'
import type { Language } from '../../../domain/language.ts'
import { blockingLock, disputedFields, type LockFacts } from '../../../domain/record/lock.ts'
import type { Row, Section } from '../../../domain/record/field.ts'
import { kindsOf, mayApply } from '../../../domain/record/staff-kinds.ts'
import { shortDate } from '../../../domain/roc-date.ts'
import { sectionView, type ShownSection } from '../row.ts'

/** A correction that is underway; one that was not sent yet has no number. */
export type ShownPending = { id: string; number: string | null; rowId: string | null }

/** What the index and the heading of a section say of it. */
export type Mark = 'locked' | 'disputed' | 'asked' | 'draft' | 'changed'

export type FileSection<Lock, Pending> = ShownSection & {
  lock: Lock | null
  pending: Pending[]
  /** Ids of rows that somebody else wrote since one looked last. */
  changed: ReadonlySet<string>
  /** Ids of disputed fields by row. */
  disputed: ReadonlyMap<string, ReadonlySet<string>>
  marks: Mark[]
}

type Kept<Lock, Pending> = {
  rows: readonly { id: string; section: string; data: Row }[]
  pending: readonly Pending[]
  locks: readonly Lock[]
  /** Ids of rows, also of those that are gone. */
  changed: readonly string[]
}

/**
 * A record as a file: the sections with something in them or underway, and those without, both in the printed order.
 * A section that applies to no kind of staff the person was is left out, unless there is something in it.
 */
export function fileView<Lock extends LockFacts, Pending extends ShownPending & { section: string }>(
  sections: readonly Section[],
  { rows, pending, locks, changed }: Kept<Lock, Pending>,
  today: string,
  language: Language,
): { filled: FileSection<Lock, Pending>[]; blank: FileSection<Lock, Pending>[] } {
  const disputed = disputedFields(locks, today)
  const [rowsOf, pendingOf] = [groupedBySection(rows), groupedBySection(pending)]
  const all = sections.map(section => {
    const own = rowsOf.get(section.id) ?? []
    const asked = pendingOf.get(section.id) ?? []
    const lock = blockingLock(locks, section.id, today) ?? null
    const isChanged = own.some(({ id }) => changed.includes(id))
    const isSent = ({ number }: Pending) => number !== null
    const marks = {
      locked: lock !== null,
      disputed: own.some(({ id }) => disputed.has(id)),
      asked: asked.some(isSent),
      draft: asked.some(one => !isSent(one)),
      changed: isChanged,
    }
    return {
      ...sectionView(section, own, language),
      lock,
      pending: asked,
      changed: new Set(changed),
      disputed,
      marks: (Object.keys(marks) as Mark[]).filter(mark => marks[mark]),
    }
  })
  const kinds = kindsOf(rows)
  const isBlank = ({ rows, pending }: (typeof all)[number]) => rows.length === 0 && pending.length === 0
  return {
    filled: all.filter(section => !isBlank(section)),
    blank: all.filter(section => isBlank(section) && mayApply(section.id, kinds)),
  }
}

function groupedBySection<T extends { section: string }>(all: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) groups.set(one.section, [...(groups.get(one.section) ?? []), one])
  return groups
}

/** How many rows others wrote since one looked last, and where that can be read; null where there are none. */
export function changesSince(
  before: Date | null,
  changed: readonly string[],
  today: string,
  { past, section }: { past: string; section?: string | undefined },
) {
  if (before === null || changed.length === 0) return null
  const days = new URLSearchParams({ day: shortDate(today), since: shortDate(legalDay(before)) })
  if (section) days.set('section', section)
  return { at: before, count: changed.length, href: `${past}?${days}` }
}
