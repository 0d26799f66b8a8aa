import { isTheirOwn } from '../domain/agency/actor.ts'
import { legalDay, type Clock } from '../domain/clock.ts'
import { outageOf } from '../domain/outage.ts'
import { mayEnterForAgency, type Asker } from '../domain/record/access.ts'
import { carriedOut, mostAtOnce, outcome, type BatchResult } from '../domain/record/batch.ts'
import { isForOwner, sectionOf } from '../domain/record/sections.ts'
import { doerOf } from '../store/actor/doers.ts'
import type { Db } from '../store/database/database.ts'
import type { By } from '../store/database/events.ts'
import type { KeyRing } from '../store/database/sealing.ts'
import * as notices from '../store/notice/notices.ts'
import * as people from '../store/person/people.ts'
import type { Batch, BatchRow } from '../store/record/batches.ts'
import * as batches from '../store/record/batches.ts'
import * as findings from '../store/record/findings/reckoning.ts'
import * as locks from '../store/record/locks.ts'
import * as records from '../store/record/records.ts'

export type Using = {
  db: Db
  ring: KeyRing
  clock: Clock
  /** Hears of what nobody foresaw for one person, and which keeps nobody else's rows. */
  onFailed: (error: unknown) => void
  /** For how many milliseconds it goes on. */
  longest?: number
}
/** `stopped`: whoever does it may no longer enter rows of this section at the agency. */
export type Went = 'done' | 'left' | 'stopped'

/** So many rows are written in one transaction, and their people held as long. */
const rowsAtOnce = 200
/** The results from which rows are written. */
export const applicable = ({ takesWarnings }: Pick<Batch, 'takesWarnings'>): BatchResult[] =>
  takesWarnings ? ['clean', 'warning'] : ['clean']

/**
 * Writes what is clean, so many rows in one transaction that a batch that was broken off goes on nearly where it stood.
 * What whoever does it may write is asked in each transaction anew.
 */
export async function apply(deps: Using, batch: Batch, by: By): Promise<Went> {
  const results = applicable(batch)
  return inGroups(deps, batch, { results, failed: 'failed' }, (tx, personIds) =>
    applyTo(tx, deps, { batch, personIds, results }, by),
  )
}

/** Writes every row in one transaction; false, and nothing is to be kept of it, where one of them cannot be written. */
export async function applyWhole(tx: Db, deps: Pick<Using, 'ring' | 'clock'>, batch: Batch, by: By): Promise<boolean> {
  const results = applicable(batch)
  const personIds = await batches.peopleWith(tx, batch.id, results, mostAtOnce + 1)
  await locks.holdPeople(tx, personIds)
  for (let i = 0; i < personIds.length; i += rowsAtOnce) {
    const some = personIds.slice(i, i + rowsAtOnce)
    if (!(await applyTo(tx, deps, { batch, personIds: some, results }, by))) return false
  }
  const come = Object.keys(await batches.counts(tx, batch.id))
  return come.every(result => result === 'applied' || result === 'unchanged')
}

/**
 * What fails for some people is tried for each of them alone. For whom it fails then comes out as `failed`, or a batch
 * would stand before them for ever. What the database cannot do now is nobody's failure; what was too slow may be
 * theirs, as where somebody else holds their rows. `work` says whether whoever does it may.
 */
async function inGroups(
  { db, clock, onFailed, longest = 0 }: Using,
  { id }: Batch,
  { results, failed }: { results: readonly BatchResult[]; failed: BatchResult },
  work: (tx: Db, personIds: readonly string[]) => Promise<boolean>,
): Promise<Went> {
  const end = clock().getTime() + longest
  async function done(personIds: readonly string[]): Promise<boolean> {
    try {
      return await db.transaction(tx => work(tx, personIds))
    } catch (error) {
      const outage = outageOf(error)
      if (outage && outage !== 'slow') throw error
      const [personId = '', ...others] = personIds
      if (others.length === 0) {
        onFailed(error)
        await batches.setFailed(db, id, { personId, results, failed })
      }
      for (const one of others.length > 0 ? personIds : []) {
        if (!(await done([one]))) return false
        // each of them may be waited for as long
        if (outage && clock().getTime() >= end) break
      }
      return true
    }
  }
  do {
    const next = await batches.peopleWith(db, id, results, rowsAtOnce)
    if (next.length === 0) return 'done'
    if (!(await done(next))) return 'stopped'
  } while (clock().getTime() < end)
  return 'left'
}

type OfPeople = { batch: Batch; personIds: readonly string[]; results: BatchResult[] }

async function applyTo(
  tx: Db,
  { ring, clock }: Pick<Using, 'ring' | 'clock'>,
  { batch, personIds, results }: OfPeople,
  by: By,
): Promise<boolean> {
  const now = clock()
  const today = legalDay(now)
  const section = sectionOf(batch.section)
  const actor = await actorOf(tx, batch, by, now)
  if (!actor) return false
  await locks.holdPeople(tx, personIds)
  const taken = await batches.takeRows(tx, ring, batch, personIds, results)
  const writerOf = await writers(tx, batch.section, personIds, actor, today)
  const writable = personIds.filter(id => writerOf(id))
  // nobody else writes them while the people are held
  const rowsOf = await records.ofPeople(tx, ring, writable, [section.id, 'basic'])
  const gate = await records.openGate(tx, ring, placesOf(batch, taken), by, now)
  const written: BatchRow[] = []
  const come: batches.Come[] = []
  for (const [personId, theirs] of taken) {
    const writer = writerOf(personId)
    let rows: Parameters<typeof carriedOut>[0] = rowsOf.get(personId) ?? []
    for (const row of theirs) {
      const { rowId, baseVersion } = row
      if (!writer) {
        come.push({ rowId, result: isTheirOwn(actor, personId) ? 'own' : 'not-here' })
        continue
      }
      if (baseVersion !== (rows.find(({ id }) => id === rowId)?.version ?? null)) {
        come.push({ rowId, result: 'changed' })
        continue
      }
      const judged = outcome(section, row, { rows, locks: [], today })
      if (!results.includes(judged.result)) {
        come.push({ rowId, ...judged })
        continue
      }
      const passed = await gate.pass(changeOf(batch, row, writer))
      if (passed.ok) {
        written.push(row)
        rows = carriedOut(rows, section, row)
      }
      come.push(
        passed.ok ? { rowId, result: 'applied', version: passed.version } : { rowId, result: refused(passed.why) },
      )
    }
  }
  await gate.close()
  await batches.setResults(tx, batch.id, come)
  await seeTo(tx, ring, batch, written, now)
  return true
}

/** Takes back what is still as the batch wrote it, in the same way. */
export async function reverse(deps: Using, batch: Batch, reason: string, by: By): Promise<Went> {
  const results: BatchResult[] = ['applied']
  const back = { ...batch, reason, effective: null, decision: null, basis: null }
  return inGroups(deps, batch, { results, failed: 'held' }, (tx, personIds) =>
    reverseOf(tx, deps, { batch: back, personIds, results }, by),
  )
}

async function reverseOf(
  tx: Db,
  { ring, clock }: Pick<Using, 'ring' | 'clock'>,
  { batch, personIds, results }: OfPeople,
  by: By,
): Promise<boolean> {
  const now = clock()
  const actor = await actorOf(tx, batch, by, now)
  if (!actor) return false
  await locks.holdPeople(tx, personIds)
  const taken = await batches.takeRows(tx, ring, batch, personIds, results)
  const writerOf = await writers(tx, batch.section, personIds, actor, legalDay(now))
  const gate = await records.openGate(tx, ring, placesOf(batch, taken), by, now)
  const written: BatchRow[] = []
  const come: batches.Come[] = []
  for (const [personId, theirs] of taken) {
    const writer = writerOf(personId)
    // rows of one person that lean on each other go back in the order in which they came
    for (const row of theirs.toReversed()) {
      const { rowId } = row
      const isTouched = gate.newestVersion(rowId) !== row.version
      const passed = writer && !isTouched && (await gate.pass(changeOf(batch, inverse(row), writer)))
      come.push({
        rowId,
        result: !writer ? 'held' : !passed ? 'moved-on' : passed.ok ? 'reversed' : heldOr(passed.why),
      })
      if (passed && passed.ok) written.push(row)
    }
  }
  await gate.close()
  await batches.setResults(tx, batch.id, come)
  await seeTo(tx, ring, batch, written, now)
  return true
}

/** Who does it, with the rights of now; undefined where they may not enter rows of the section any more. */
async function actorOf(tx: Db, { agencyId, section }: Batch, by: By, now: Date): Promise<Asker | undefined> {
  const actor = by.agencyId === agencyId ? await doerOf(tx, by, now) : undefined
  const anybody = { id: '', agencyIds: [agencyId] }
  return actor && mayEnterForAgency(actor, anybody, sectionOf(section)) ? actor : undefined
}

const placesOf = ({ section }: Batch, taken: ReadonlyMap<string, readonly BatchRow[]>) =>
  [...taken.values()].flat().map(({ personId, rowId }) => ({ personId, section, rowId }))

function inverse({ operation, before, data, version, ...row }: BatchRow) {
  if (operation === 'add') return { ...row, operation: 'delete' as const, before, data, baseVersion: version }
  const known = before ?? {}
  if (operation === 'delete') return { ...row, operation: 'add' as const, before, data: known, baseVersion: null }
  return { ...row, operation, before, data: known, baseVersion: version }
}

/** Of each of these people the actor before them, where their rows are the actor's to write; undefined where not. */
async function writers(tx: Db, section: string, personIds: readonly string[], actor: Asker, today: string) {
  const subjects = await people.findAll(tx, personIds, today)
  return (personId: string): records.Writer | undefined => {
    const subject = subjects.get(personId)
    return subject && mayEnterForAgency(actor, subject, sectionOf(section)) ? { actor, subject } : undefined
  }
}

const changeOf = (
  batch: Batch,
  { personId, rowId, operation, baseVersion, data }: Omit<BatchRow, 'result' | 'complaints' | 'version'>,
  writer: records.Writer,
) => ({
  personId,
  section: batch.section,
  rowId,
  operation,
  baseVersion,
  data,
  source: 'hr_entry' as const,
  writer,
  batchId: batch.id,
  reason: batch.reason,
  effective: batch.effective,
  decision: batch.decision,
  basis: batch.basis,
  isOneOfMany: true as const,
})

const refused = (why: string): BatchResult => (why === 'record.refused.locked' ? 'locked' : 'changed')
const heldOr = (why: string): BatchResult => (why === 'record.refused.locked' ? 'held' : 'moved-on')

/**
 * The findings of those whose rows were written are reckoned, and each is told once of all that was written, and of
 * nothing that is for HR alone.
 */
async function seeTo(tx: Db, ring: KeyRing, { section }: Batch, written: readonly BatchRow[], now: Date) {
  if (written.length === 0) return
  const isTheirs = (row: BatchRow) => [row.before, row.data].some(data => data && isForOwner({ section, data }))
  const ids = (rows: readonly BatchRow[]) => [...new Set(rows.map(({ personId }) => personId))]
  await findings.reckonAll(tx, ring, ids(written), now)
  const told = ids(written.filter(isTheirs))
  await notices.tellPeople(tx, told, { text: 'notice.hr-entry', holes: { section }, url: '/record' }, now)
}
