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

/** To so many people one form is carried out. */
const peopleAtOnce = 500
/** A form ends after so many milliseconds, before a proxy gives it up; the next one goes on. */
const longestForm = 20_000

/** The results from which rows are written. */
export const applicable = ({ takesWarnings }: Pick<Batch, 'takesWarnings'>): BatchResult[] =>
  takesWarnings ? ['clean', 'warning'] : ['clean']

/**
 * Writes what is clean, each person in a transaction of their own, so that a batch that was broken off goes on where it
 * stood. No more than `peopleAtOnce` people and no longer than `longestForm`; true when nobody is left.
 */
export async function apply(deps: Using, batch: Batch, doer: Doer): Promise<boolean> {
  const results = applicable(batch)
  return eachPerson(deps, batch, { results, failed: 'failed' }, (tx, personId) =>
    applyTo(tx, deps, { batch, personId, results }, doer),
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
  // in one order, so that two who hold the same people do not wait for each other
  const personIds = (await batches.peopleWith(tx, batch.id, results, mostAtOnce + 1)).toSorted()
  for (const personId of personIds) await applyTo(tx, deps, { batch, personId, results }, doer)
  const come = Object.keys(await batches.counts(tx, batch.id))
  return come.every(result => result === 'applied' || result === 'unchanged')
}

/**
 * Whom it fails for comes out as `failed`, or a batch would stand before them for ever. What the database cannot do now
 * is nobody's failure; what was too slow may be theirs, as where somebody else holds their rows, and ends this form.
 */
async function eachPerson(
  { db, clock, onFailed, longest = longestForm }: Using,
  { id }: Batch,
  { results, failed }: { results: readonly BatchResult[]; failed: BatchResult },
  work: (tx: Db, personId: string) => Promise<void>,
): Promise<boolean> {
  const end = clock().getTime() + longest
  for (const personId of await batches.peopleWith(db, id, results, peopleAtOnce)) {
    if (clock().getTime() > end) break
    try {
      await db.transaction(tx => work(tx, personId))
    } catch (error) {
      const outage = outageOf(error)
      if (outage && outage !== 'slow') throw error
      onFailed(error)
      await batches.setFailed(db, id, { personId, results, failed })
      if (outage) break
    }
  }
  return (await batches.peopleWith(db, id, results, 1)).length === 0
}

type ToPerson = { section: string; personId: string }
type OfPerson = { batch: Batch; personId: string; results: BatchResult[] }

async function applyTo(
  tx: Db,
  { ring, clock }: Pick<Using, 'ring' | 'clock'>,
  { batch, personId, results }: OfPerson,
  doer: Doer,
) {
  const now = clock()
  const today = legalDay(now)
  const section = sectionOf(batch.section)
  await locks.holdPerson(tx, personId)
  const taken = await batches.takeRows(tx, ring, batch, personId, results)
  const writer = await writerOf(tx, { section: batch.section, personId }, doer.actor, today)
  const told = new Told()
  // nobody else writes them while the person is held
  let rows: Parameters<typeof carriedOut>[0] = writer
    ? ((await records.ofPeople(tx, ring, [personId], [section.id, 'basic'])).get(personId) ?? [])
    : []
  for (const row of taken) {
    if (!writer) {
      const result = isTheirOwn(doer.actor, personId) ? 'own' : 'not-here'
      await batches.setResult(tx, batch.id, row.rowId, { result })
      continue
    }
    if (row.baseVersion !== (rows.find(({ id }) => id === row.rowId)?.version ?? null)) {
      await batches.setResult(tx, batch.id, row.rowId, { result: 'changed' })
      continue
    }
    const come = outcome(section, row, { rows, locks: [], today })
    if (!results.includes(come.result)) {
      await batches.setResult(tx, batch.id, row.rowId, come)
      continue
    }
    const written = await records.write(tx, ring, changeOf(batch, row, writer), doer.by, now)
    if (written.ok) {
      told.add(row)
      rows = carriedOut(rows, section, row)
    }
    await batches.setResult(
      tx,
      batch.id,
      row.rowId,
      written.ok ? { result: 'applied', version: written.version } : { result: refused(written.why) },
    )
  }
  await told.send(tx, ring, { batch, personId }, now)
}

/** Takes back what is still as the batch wrote it, in the same way; true when nobody is left. */
export async function reverse(deps: Using, batch: Batch, reason: string, doer: Doer): Promise<boolean> {
  const results: BatchResult[] = ['applied']
  const back = { ...batch, reason, effective: null, decision: null, basis: null }
  return eachPerson(deps, batch, { results, failed: 'held' }, (tx, personId) =>
    reverseOf(tx, deps, { batch: back, personId, results }, doer),
  )
}

async function reverseOf(
  tx: Db,
  { ring, clock }: Pick<Using, 'ring' | 'clock'>,
  { batch, personId, results }: OfPerson,
  doer: Doer,
) {
  const now = clock()
  await locks.holdPerson(tx, personId)
  const taken = await batches.takeRows(tx, ring, batch, personId, results)
  const writer = await writerOf(tx, { section: batch.section, personId }, doer.actor, legalDay(now))
  const told = new Told()
  // rows of one person that lean on each other go back in the order in which they came
  for (const row of taken.toReversed()) {
    const back = inverse(row)
    const isTouched = (await records.newestVersion(tx, row.rowId)) !== row.version
    const written = writer && !isTouched && (await records.write(tx, ring, changeOf(batch, back, writer), doer.by, now))
    const result = !writer ? 'held' : !written ? 'moved-on' : written.ok ? 'reversed' : heldOr(written.why)
    if (written && written.ok) told.add(row)
    await batches.setResult(tx, batch.id, row.rowId, { result })
  }
  await told.send(tx, ring, { batch, personId }, now)
}

function inverse({ operation, before, data, version, ...row }: BatchRow) {
  if (operation === 'add') return { ...row, operation: 'delete' as const, before, data, baseVersion: version }
  const known = before ?? {}
  if (operation === 'delete') return { ...row, operation: 'add' as const, before, data: known, baseVersion: null }
  return { ...row, operation, before, data: known, baseVersion: version }
}

/** The actor before a person whose row is theirs to write; undefined where it is not. */
async function writerOf(tx: Db, { section, personId }: ToPerson, actor: Actor, today: string) {
  const subject = await people.find(tx, personId, today)
  return subject && mayEnterForAgency(actor, subject, sectionOf(section)) ? { actor, subject } : undefined
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

/** A person is told once of all that was written, and of nothing that is for HR alone. */
class Told {
  #rows: BatchRow[] = []

  add(row: BatchRow) {
    this.#rows.push(row)
  }

  async send(tx: Db, ring: KeyRing, { batch, personId }: Omit<OfPerson, 'results'>, now: Date) {
    if (this.#rows.length === 0) return
    await findings.reckon(tx, ring, personId, now)
    const { section } = batch
    const isTheirs = this.#rows.some(row => [row.before, row.data].some(data => data && isForOwner({ section, data })))
    if (!isTheirs) return
    await notices.tellPerson(tx, personId, { text: 'notice.hr-entry', holes: { section }, url: '/record' }, now)
  }
}
