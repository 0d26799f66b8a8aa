import { and, eq } from 'drizzle-orm'
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
  await locks.holdPerson(tx, change.personId)
  const lock = blockingLock(await locks.active(tx, change.personId, legalDay(now)), change.section, legalDay(now))
  if (lock) {
    await events.add(tx, { what: 'record.write-held', about: change.rowId, by, at: now, details: { lock: lock.id } })
    return { ok: false, why: 'record.refused.locked', lock }
  }

  const { operation } = change
  const [current] = await tx.select().from(recordRows).where(eq(recordRows.id, change.rowId))
  const isElsewhere = current && (current.personId !== change.personId || current.section !== change.section)
  const found = current && !current.deleted ? current.version : null
  if (isElsewhere || found !== change.baseVersion || (found === null) !== (operation === 'add')) {
    return { ok: false, why: 'record.refused.changed-meanwhile' }
  }
  if (operation === 'delete' && change.section === 'basic') return { ok: false, why: 'record.refused.basic-stays' }
  if (operation === 'add' && sectionOf(change.section).form === 'single') {
    const [other] = await tx
      .select({ id: recordRows.id })
      .from(recordRows)
      .where(
        and(
          eq(recordRows.personId, change.personId),
          eq(recordRows.section, change.section),
          eq(recordRows.deleted, false),
        ),
      )
    if (other) return { ok: false, why: 'record.refused.single-exists' }
  }
  if (change.section === 'basic' && !(await keepIdentity(tx, ring, change))) {
    return { ok: false, why: 'record.refused.number-taken' }
  }

  const before = current && !current.deleted ? openRow(ring, change, current.data) : undefined
  if (!isPermitted(change, before)) throw new Error(`a row of ${change.section} was to be written by who may not`)
  const version = (current?.version ?? 0) + 1
  const data = sealRow(ring, change, change.data)
  const deleted = operation === 'delete'
  const hasOwn = ownFields(sectionOf(change.section)).length > 0
  const confirmedAt = isSeenTo(change, before)
    ? now
    : hasOwn
      ? (current?.confirmedAt ?? current?.updatedAt ?? null)
      : null
  await tx
    .insert(recordRows)
    .values({ ...pick(change), data, version, deleted, updatedAt: now, confirmedAt })
    .onConflictDoUpdate({ target: recordRows.id, set: { data, version, deleted, updatedAt: now, confirmedAt } })
  await tx.insert(recordVersions).values({
    rowId: change.rowId,
    version,
    operation,
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
  if (change.section === 'former_identity') await formerIdentities.keep(tx, ring, change)
  if (before && change.section === 'basic' && before['email_work'] !== change.data['email_work']) {
    await workEmail.endLinks(tx, change.personId, now)
  }
  const reckoned = change.isOneOfMany ? [] : await findings.reckon(tx, ring, change.personId, now)
  await events.add(tx, {
    what: 'record.written',
    about: change.rowId,
    by,
    at: now,
    details: { section: change.section, operation, version, source: change.source },
  })
  return { ok: true, version, findings: reckoned.filter(({ rowId }) => rowId === change.rowId).length }
}

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
