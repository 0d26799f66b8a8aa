import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { legalDay } from '../../../domain/clock.ts'
import { mayWrite, type Asker, type Subject } from '../../../domain/record/access.ts'
import type { AuthorityDecision } from '../../../domain/record/authority.ts'
import type { Basis } from '../../../domain/record/basis.ts'
import { blockingLock } from '../../../domain/record/lock.ts'
import { ownFields, sectionOf } from '../../../domain/record/sections.ts'
import { sameValue } from '../../../domain/record/value.ts'
import type { Db } from '../../database/database.ts'
import type { By } from '../../database/events.ts'
import * as events from '../../database/events.ts'
import type { KeyRing } from '../../database/sealing.ts'
import { recordRows, recordVersions } from '../../schema.ts'
import * as findings from '../findings/reckoning.ts'
import * as formerIdentities from '../former-identities.ts'
import * as locks from '../locks.ts'
import { openRow, sealRow } from '../sealed-rows.ts'
import * as workEmail from '../work-email.ts'
import { keepIdentity } from './identity.ts'

export type Change = {
  personId: string
  section: string
  rowId: string
  operation: 'add' | 'change' | 'delete'
  /** The version the writer saw; null for a row that does not exist yet. */
  baseVersion: number | null
  /** The whole row as it is to be (for a deletion: as it was), values open. */
  data: Record<string, unknown>
  correctionId?: string | null
  batchId?: string
  reason: string
  effective?: string | null
  /** What the writing rests on where an authority has the last word. */
  decision?: AuthorityDecision | null
  basis?: Basis | null
  /** The caller writes more rows of this person, and has the findings reckoned after the last of them. */
  isOneOfMany?: true
} & (
  | {
      source: 'hr_entry' | 'self'
      /** Whom the table of access is asked for, in front of the row as it is. */
      writer: Writer
    }
  | { source: 'request' | 'set_up' | 'import' | 'transfer'; writer?: never }
)

/** Who writes whose record; `program` where nobody does, as when a demonstration is made. */
export type Writer = { actor: Asker; subject: Subject } | 'program'

export type Written =
  /** `findings`: how many rules do not hold for the row as it is now. */
  | { ok: true; version: number; findings: number }
  | { ok: false; why: 'record.refused.locked'; lock: locks.Lock }
  | {
      ok: false
      why:
        | 'record.refused.changed-meanwhile'
        | 'record.refused.basic-stays'
        | 'record.refused.single-exists'
        | 'record.refused.number-taken'
    }

/**
 * The one gate: the only way to write a row of a record, from whatever path. Inside the caller's transaction it waits
 * for the person, checks locks and the base version, writes the row and its version, keeps the person's names and
 * number indexes in step, ends links that lie in a mailbox which the record no longer names, reckons the findings, and
 * writes the event. What the table of access does not give the writer is a fault of whoever asks. A refusal has written
 * nothing but, under a lock, the event of the attempt: whoever undoes the transaction then loses that event.
 */
export async function write(tx: Db, ring: KeyRing, change: Change, by: By, now: Date): Promise<Written> {
  const gate = await openGate(tx, ring, [change], by, now)
  const passed = await gate.pass(change)
  await gate.close()
  if (!passed.ok) return passed
  const reckoned = change.isOneOfMany ? [] : await findings.reckon(tx, ring, change.personId, now)
  return { ...passed, findings: reckoned.filter(({ rowId }) => rowId === change.rowId).length }
}

/** Where a change is to be: a row that is there or is to come. */
type Place = Pick<Change, 'personId' | 'section' | 'rowId'>
type Refused = Extract<Written, { ok: false }>
type Kept = Pick<typeof recordRows.$inferSelect, 'personId' | 'section' | 'version' | 'data' | 'deleted'> & {
  seenToAt: Date | null
}

/**
 * The gate for many rows, of one person or of several, who are held in one order: each is judged as if those before it
 * were written already, and what has passed is written when the gate is closed. The caller then has the findings of
 * everybody reckoned of whom a row has passed.
 */
export async function openGate(tx: Db, ring: KeyRing, places: readonly Place[], by: By, now: Date) {
  const today = legalDay(now)
  const personIds = [...new Set(places.map(({ personId }) => personId))]
  await locks.holdPeople(tx, personIds)
  const locksOf = await locks.activeOf(tx, personIds, today)
  const kept = await keptAt(tx, places)
  const held = new Set(personIds)
  const known = new Set(places.map(({ rowId }) => rowId))
  const passed: { change: Change; row: Kept; confirmedAt: Date | null; isMailChanged: boolean }[] = []
  const happened: events.Happened[] = []

  function refusal({ personId, section, rowId, operation, baseVersion }: Change): Refused | undefined {
    const lock = blockingLock(locksOf.get(personId) ?? [], section, today)
    if (lock) return { ok: false, why: 'record.refused.locked', lock }
    const current = kept.get(rowId)
    const isElsewhere = current && (current.personId !== personId || current.section !== section)
    const found = current && !current.deleted ? current.version : null
    if (isElsewhere || found !== baseVersion || (found === null) !== (operation === 'add')) {
      return { ok: false, why: 'record.refused.changed-meanwhile' }
    }
    if (operation === 'delete' && section === 'basic') return { ok: false, why: 'record.refused.basic-stays' }
    const isSingle = operation === 'add' && sectionOf(section).form === 'single'
    const isThere = (row: Kept) => row.personId === personId && row.section === section && !row.deleted
    if (isSingle && [...kept.values()].some(isThere)) return { ok: false, why: 'record.refused.single-exists' }
    return undefined
  }

  async function pass(change: Change): Promise<{ ok: true; version: number } | Refused> {
    const { personId, section, rowId, operation, source } = change
    if (!held.has(personId) || !known.has(rowId)) throw new Error('a row came to a gate that was not opened for it')
    const why = refusal(change)
    if (why) {
      const lock = why.why === 'record.refused.locked' ? why.lock.id : null
      if (lock) happened.push({ what: 'record.write-held', about: rowId, details: { lock } })
      return why
    }
    if (section === 'basic' && !(await keepIdentity(tx, ring, change))) {
      return { ok: false, why: 'record.refused.number-taken' }
    }
    const current = kept.get(rowId)
    const before = current && !current.deleted ? openRow(ring, change, current.data) : undefined
    if (!isPermitted(change, before)) throw new Error(`a row of ${section} was to be written by who may not`)
    const version = (current?.version ?? 0) + 1
    const hasOwn = ownFields(sectionOf(section)).length > 0
    const confirmedAt = isSeenTo(change, before) ? now : hasOwn ? (current?.seenToAt ?? null) : null
    const data = sealRow(ring, change, change.data)
    const row = { personId, section, version, data, deleted: operation === 'delete', seenToAt: confirmedAt ?? now }
    const isMailChanged =
      before !== undefined && section === 'basic' && before['email_work'] !== change.data['email_work']
    kept.set(rowId, row)
    passed.push({ change, row, confirmedAt, isMailChanged })
    happened.push({ what: 'record.written', about: rowId, details: { section, operation, version, source } })
    return { ok: true, version }
  }

  async function close(): Promise<void> {
    // of a row that was written more than once the last is what stands
    const rows = new Map(passed.map(({ change, row, confirmedAt }) => [change.rowId, { change, row, confirmedAt }]))
    await putRows(
      tx,
      [...rows.values()].map(({ change, row: { version, data, deleted }, confirmedAt }) => {
        return { ...pick(change), data, version, deleted, updatedAt: now, confirmedAt }
      }),
    )
    await addVersions(
      tx,
      passed.map(({ change, row }) => versionOf(change, row, by, now)),
    )
    for (const { change, isMailChanged } of passed) {
      if (change.section === 'former_identity') await formerIdentities.keep(tx, ring, change)
      if (isMailChanged) await workEmail.endLinks(tx, change.personId, now)
    }
    await events.addAll(tx, happened, by, now)
  }

  return {
    pass,
    close,
    /** The newest version of a row for which the gate was opened, whether or not the row is still there. */
    newestVersion: (rowId: string): number | undefined => kept.get(rowId)?.version,
  }
}

/** The rows for which a gate is opened, and those that leave no room for another one of their section. */
async function keptAt(tx: Db, places: readonly Place[]): Promise<Map<string, Kept>> {
  const ids = places.map(({ rowId }) => rowId)
  const singles = places.filter(({ section }) => sectionOf(section).form === 'single')
  const isSingle = and(
    inArray(recordRows.personId, [...new Set(singles.map(({ personId }) => personId))]),
    inArray(recordRows.section, [...new Set(singles.map(({ section }) => section))]),
    eq(recordRows.deleted, false),
  )
  const rows = await tx
    .select()
    .from(recordRows)
    .where(singles.length > 0 ? or(inArray(recordRows.id, ids), isSingle) : inArray(recordRows.id, ids))
  return new Map(rows.map(row => [row.id, { ...row, seenToAt: row.confirmedAt ?? row.updatedAt }]))
}

// a statement has no more than 65,535 parameters
const most = 1000

async function putRows(tx: Db, rows: readonly (typeof recordRows.$inferInsert)[]): Promise<void> {
  const come = (column: string) => sql.raw(`excluded.${column}`)
  const set = {
    data: come('data'),
    version: come('version'),
    deleted: come('deleted'),
    updatedAt: come('updated_at'),
    confirmedAt: come('confirmed_at'),
  }
  for (let i = 0; i < rows.length; i += most) {
    const some = rows.slice(i, i + most)
    await tx.insert(recordRows).values(some).onConflictDoUpdate({ target: recordRows.id, set })
  }
}

async function addVersions(tx: Db, versions: readonly (typeof recordVersions.$inferInsert)[]): Promise<void> {
  for (let i = 0; i < versions.length; i += most) {
    await tx.insert(recordVersions).values(versions.slice(i, i + most))
  }
}

const versionOf = (change: Change, { version, data }: Kept, by: By, now: Date) => ({
  rowId: change.rowId,
  version,
  operation: change.operation,
  data,
  source: change.source,
  correctionId: change.correctionId ?? null,
  batchId: change.batchId ?? null,
  byAccountId: by.accountId,
  actingFor: by.actingFor ?? null,
  byAgencyId: by.agencyId,
  reason: change.reason,
  effective: change.effective ?? null,
  authority: change.decision?.authority ?? null,
  authorityDay: change.decision?.day ?? null,
  authorityNumber: change.decision?.number ?? null,
  basis: change.basis ?? null,
  at: now,
})

/** Where nobody writes for themselves or for an agency, who may was asked when it was decided. */
function isPermitted({ writer, ...change }: Change, before: Record<string, unknown> | undefined): boolean {
  if (writer === undefined || writer === 'program') return true
  const { actor, subject } = writer
  const { section, operation, data: after, source } = change
  if (subject.id !== change.personId) return false
  return mayWrite(actor, subject, sectionOf(section), { operation, before, after, isOwn: source === 'self' })
}

/** Whether a change says how things are with what the person updates: theirs does, and HR's if it touches any of it. */
function isSeenTo({ section, operation, source, data }: Change, before: Record<string, unknown> | undefined): boolean {
  const own = ownFields(sectionOf(section))
  const isNew = operation === 'add' || source === 'self'
  return own.length > 0 && (isNew || own.some(({ id }) => !sameValue(before?.[id], data[id])))
}

const pick = (change: Change) => ({ id: change.rowId, personId: change.personId, section: change.section })
