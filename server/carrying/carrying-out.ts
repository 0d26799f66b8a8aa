import { isTheirOwn, type Actor } from '../domain/agency/actor.ts'
import { legalDay, type Clock } from '../domain/clock.ts'
import { outageOf } from '../domain/outage.ts'
import { mayEnterForAgency } from '../domain/record/access.ts'
import { carriedOut, mostAtOnce, outcome, type BatchResult } from '../domain/record/batch.ts'
import { isForOwner, sectionOf } from '../domain/record/sections.ts'
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

type Using = {
  db: Db
  ring: KeyRing
  clock: Clock
  /** Hears of what nobody foresaw for one person, and which keeps nobody else's rows. */
  onFailed: (error: unknown) => void
  /** For how many milliseconds it goes on, at most `longestForm`. */
  longest?: number
}
/** Who goes on with a batch: what they may enter is asked for each person, then and there. */
type Doer = { actor: Actor; by: By }

/** So many rows are written in one transaction, and their people held as long. */
const rowsAtOnce = 200
/** A form ends after so many milliseconds, before a proxy gives it up; the next one goes on. */
const longestForm = 20_000

/** The results from which rows are written. */
export const applicable = ({ takesWarnings }: Pick<Batch, 'takesWarnings'>): BatchResult[] =>
  takesWarnings ? ['clean', 'warning'] : ['clean']

/**
 * Writes what is clean, so many rows in one transaction that a batch that was broken off goes on nearly where it stood;
 * no longer than `longestForm`. True when nobody is left.
 */
export async function apply(deps: Using, batch: Batch, doer: Doer): Promise<boolean> {
  const results = applicable(batch)
  return inGroups(deps, batch, { results, failed: 'failed' }, (tx, personIds) =>
    applyTo(tx, deps, { batch, personIds, results }, doer),
  )
}

/** Writes every row in one transaction; false, and nothing is to be kept of it, where one of them cannot be written. */
export async function applyWhole(
  tx: Db,
  deps: Pick<Using, 'ring' | 'clock'>,
  batch: Batch,
  doer: Doer,
): Promise<boolean> {
  const results = applicable(batch)
  const personIds = await batches.peopleWith(tx, batch.id, results, mostAtOnce + 1)
  await locks.holdPeople(tx, personIds)
  for (let i = 0; i < personIds.length; i += rowsAtOnce) {
    await applyTo(tx, deps, { batch, personIds: personIds.slice(i, i + rowsAtOnce), results }, doer)
  }
  const come = Object.keys(await batches.counts(tx, batch.id))
  return come.every(result => result === 'applied' || result === 'unchanged')
}

/**
 * What fails for some people is tried for each of them alone. For whom it fails then comes out as `failed`, or a batch
 * would stand before them for ever. What the database cannot do now is nobody's failure; what was too slow may be
 * theirs, as where somebody else holds their rows, and ends this form.
 */
async function inGroups(
  { db, clock, onFailed, longest = longestForm }: Using,
  { id }: Batch,
  { results, failed }: { results: readonly BatchResult[]; failed: BatchResult },
  work: (tx: Db, personIds: string[]) => Promise<void>,
): Promise<boolean> {
  const end = clock().getTime() + longest
  const isOver = () => clock().getTime() > end
  /** Whether there is time left for others. */
  async function done(personIds: string[]): Promise<boolean> {
    try {
      await db.transaction(tx => work(tx, personIds))
    } catch (error) {
      const outage = outageOf(error)
      if (outage && outage !== 'slow') throw error
      const [personId, ...others] = personIds
      if (personId !== undefined && others.length === 0) {
        onFailed(error)
        await batches.setFailed(db, id, { personId, results, failed })
        return !outage && !isOver()
      }
      for (const one of personIds) if (!(await done([one]))) return false
    }
    return !isOver()
  }
  for (;;) {
    const next = await batches.peopleWith(db, id, results, rowsAtOnce)
    if (next.length === 0) return true
    if (!(await done(next))) return (await batches.peopleWith(db, id, results, 1)).length === 0
  }
}

type OfPeople = { batch: Batch; personIds: readonly string[]; results: BatchResult[] }

async function applyTo(
  tx: Db,
  { ring, clock }: Pick<Using, 'ring' | 'clock'>,
  { batch, personIds, results }: OfPeople,
  doer: Doer,
) {
  const now = clock()
  const today = legalDay(now)
  const section = sectionOf(batch.section)
  await locks.holdPeople(tx, personIds)
  const taken = await batches.takeRows(tx, ring, batch, personIds, results)
  const writerOf = await writers(tx, batch.section, personIds, doer.actor, today)
  const writable = personIds.filter(id => writerOf(id))
  // nobody else writes them while the people are held
  const rowsOf = await records.ofPeople(tx, ring, writable, [section.id, 'basic'])
  const gate = await records.openGate(tx, ring, placesOf(batch, taken), doer.by, now)
  const written: BatchRow[] = []
  const come: batches.Come[] = []
  for (const [personId, theirs] of taken) {
    const writer = writerOf(personId)
    let rows: Parameters<typeof carriedOut>[0] = rowsOf.get(personId) ?? []
    for (const row of theirs) {
      const { rowId, baseVersion } = row
      if (!writer) {
        come.push({ rowId, result: isTheirOwn(doer.actor, personId) ? 'own' : 'not-here' })
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
}

/** Takes back what is still as the batch wrote it, in the same way; true when nobody is left. */
export async function reverse(deps: Using, batch: Batch, reason: string, doer: Doer): Promise<boolean> {
  const results: BatchResult[] = ['applied']
  const back = { ...batch, reason, effective: null, decision: null, basis: null }
  return inGroups(deps, batch, { results, failed: 'held' }, (tx, personIds) =>
    reverseOf(tx, deps, { batch: back, personIds, results }, doer),
  )
}

async function reverseOf(
  tx: Db,
  { ring, clock }: Pick<Using, 'ring' | 'clock'>,
  { batch, personIds, results }: OfPeople,
  doer: Doer,
) {
  const now = clock()
  await locks.holdPeople(tx, personIds)
  const taken = await batches.takeRows(tx, ring, batch, personIds, results)
  const writerOf = await writers(tx, batch.section, personIds, doer.actor, legalDay(now))
  const gate = await records.openGate(tx, ring, placesOf(batch, taken), doer.by, now)
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
async function writers(tx: Db, section: string, personIds: readonly string[], actor: Actor, today: string) {
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
