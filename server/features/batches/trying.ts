import type { Actor } from '../../domain/agency/actor.ts'
import { isTheirOwn } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import { sheetOf, typedIn } from '../../domain/import/line.ts'
import { outageOf } from '../../domain/outage.ts'
import { carriedOut, outcome, proposals } from '../../domain/record/batch.ts'
import type { Operation } from '../../domain/record/difference.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import { readRow } from '../../domain/record/validate.ts'
import type { Typed } from '../../domain/record/value.ts'
import type { Db } from '../../store/database/database.ts'
import * as imports from '../../store/import/imports.ts'
import type { Batch, BatchRow } from '../../store/record/batches.ts'
import * as batches from '../../store/record/batches.ts'
import * as locks from '../../store/record/locks.ts'
import * as records from '../../store/record/records.ts'
import type { Deps } from '../../web/deps.ts'
import { typedOfPerson } from './values.ts'

type Using = Pick<Deps, 'db' | 'ring' | 'clock'> & {
  /** Hears of what nobody foresaw for one person, and which keeps nobody else's rows. */
  onFailed: (error: unknown) => void
}

/** Of whom the records are read together. */
const peopleAtOnce = 500
/** Of a sheet each of them may have many lines; of so many lines nobody else is answered meanwhile. */
const sheetPeopleAtOnce = 100
const linesAtOnce = 2000

type DryRow = Omit<BatchRow, 'version'> & { place: number }

/**
 * What the batch would do to its people from `from` on, by their records and locks as they are now: to so many of them
 * as are read together. `place` says how many rows came before.
 */
export async function dryRun(
  { db, ring, clock, onFailed }: Using,
  batch: Batch,
  actor: Actor,
  { from, place }: { from: number; place: number },
): Promise<{ rows: DryRow[]; next: number }> {
  const section = sectionOf(batch.section)
  const today = legalDay(clock())
  const kept: DryRow[] = []
  const { of: source } = batch.which
  const copied = source ? ((await readRows({ db, ring, onFailed }, [source], [section.id])).get(source) ?? []) : null
  const sheet = batch.importId === null ? undefined : await imports.ofBatch(db, batch)
  const limit = sheet ? sheetPeople(batch, sheet) : peopleAtOnce
  const ids = await batches.peopleOf(db, batch.id, { from, limit })
  const rowsOf = await readRows({ db, ring, onFailed }, ids, [section.id, 'basic'])
  const locksOf = await locks.activeOf(db, ids, today)
  const linesOf = await sheetLines(db, ring, sheet, ids)
  const blank = () => ({ rowId: records.newRowId(), baseVersion: null, operation: operationOf(batch), before: null })
  // of a sheet the place is its line, of anything else the next one
  const placed = (row: Omit<BatchRow, 'version'>, line: SheetTyped) =>
    kept.push({ ...row, place: line.at ?? place + kept.length })
  let done = 0
  for (const personId of ids) {
    if (kept.length >= (sheet ? linesAtOnce : Infinity)) break
    done += 1
    const rows = rowsOf.get(personId) ?? []
    const isUnreadable = rows === 'unread' || copied === 'unread'
    let now: readonly records.Row[] = rows === 'unread' ? [] : rows
    const taken = new Set<string>()
    for (const line of linesOf(personId)) {
      if (isTheirOwn(actor, personId)) {
        placed({ ...blank(), personId, data: {}, result: 'own', complaints: [] }, line)
        continue
      }
      if (isUnreadable) {
        placed({ ...blank(), personId, data: {}, result: 'unread', complaints: [] }, line)
        continue
      }
      const { row: values, unread } = readRow(section, typedOfPerson(batch, personId, line.typed))
      const asked = { verb: batch.verb, section, which: batch.which }
      const found = proposals(asked, copied ?? now, values, records.newRowId)
      if (found.length === 0) placed({ ...blank(), personId, data: {}, result: 'none', complaints: [] }, line)
      const free = found.filter(({ rowId }) => !taken.has(rowId))
      if (found.length > 0 && free.length === 0) {
        placed({ ...blank(), personId, data: {}, result: 'twice', complaints: [] }, line)
      }
      for (const proposal of free) {
        taken.add(proposal.rowId)
        const come = outcome(section, proposal, { rows: now, locks: locksOf.get(personId) ?? [], today })
        const isUnread = unread.length > 0 && come.result !== 'locked'
        if (!isUnread && ['clean', 'warning'].includes(come.result)) now = carriedOut(now, section, proposal)
        const complaints = isUnread ? [...unread, ...come.complaints.filter(isOfOther(unread))] : come.complaints
        placed({ ...proposal, personId, result: isUnread ? 'error' : come.result, complaints }, line)
      }
    }
  }
  return { rows: kept, next: from + done }
}

const sheetPeople = ({ peopleCount }: Batch, { lines }: imports.Import) =>
  Math.max(1, Math.min(sheetPeopleAtOnce, Math.floor((linesAtOnce * peopleCount) / lines)))

type SheetTyped = { at?: number; typed?: Typed }

/** What a sheet has for each of these people, line by line; of anything else one line without anything. */
async function sheetLines(db: Db, ring: Deps['ring'], sheet: imports.Import | undefined, ids: readonly string[]) {
  if (!sheet) return (): SheetTyped[] => [{}]
  const read = sheetOf(sheet)
  const lines = new Map<string, SheetTyped[]>()
  for (const { at, personId, cells } of await imports.linesOf(db, ring, sheet.id, ids)) {
    if (personId === null) continue
    const theirs = lines.get(personId) ?? []
    theirs.push({ at, typed: typedIn(read, cells) })
    lines.set(personId, theirs)
  }
  return (id: string) => lines.get(id) ?? []
}

/** What is kept of one person and cannot be opened keeps nobody else out of the dry run. */
async function readRows(
  { db, ring, onFailed }: Pick<Using, 'db' | 'ring' | 'onFailed'>,
  ids: readonly string[],
  sections: readonly string[],
): Promise<Map<string, records.Row[] | 'unread'>> {
  try {
    return await records.ofPeople(db, ring, ids, sections)
  } catch (error) {
    if (outageOf(error)) throw error
    if (ids.length > 1) {
      const each = await Promise.all(ids.map(id => readRows({ db, ring, onFailed }, [id], sections)))
      return new Map(each.flatMap(one => [...one]))
    }
    onFailed(error)
    return new Map(ids.map(id => [id, 'unread']))
  }
}

const isOfOther =
  (unread: readonly { input: string }[]) =>
  ({ input }: { input: string }) =>
    unread.every(one => one.input !== input)

const operationOf = ({ verb }: Batch): Operation => (verb === 'change' || verb === 'delete' ? verb : 'add')
