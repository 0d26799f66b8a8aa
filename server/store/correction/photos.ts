import { and, desc, eq, isNull } from 'drizzle-orm'
import { legalDay } from '../../domain/clock.ts'
import type { Photo } from '../../domain/correction/photo.ts'
import type { EvidenceHomes } from '../../domain/correction/evidence-home.ts'
import { blockingLock } from '../../domain/record/lock.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import * as events from '../database/events.ts'
import type { KeyRing } from '../database/sealing.ts'
import * as locks from '../record/locks.ts'
import { accounts, evidence, people, photos, recordRows } from '../schema.ts'
import * as entryEvidence from './entry-evidence.ts'
import type { Opened } from './evidence.ts'

/** The photograph that stands in a record now, by its id. */
export async function current(db: Db, personId: string): Promise<string | undefined> {
  const [found] = await db.select({ id: photos.id }).from(photos).where(isCurrent(personId))
  return found?.id
}

const isCurrent = (personId: string) => and(eq(photos.personId, personId), isNull(photos.endedAt))

/** Those of a person, the newest first, each with who entered it, when, why, and until when it stood. */
export async function ofPerson(db: Db, personId: string, limit: number) {
  return db
    .select({
      id: photos.id,
      at: photos.at,
      reason: photos.reason,
      by: people.name,
      endedAt: photos.endedAt,
      endReason: photos.endReason,
    })
    .from(photos)
    .leftJoin(accounts, eq(accounts.id, photos.byAccountId))
    .leftJoin(people, eq(people.id, accounts.personId))
    .where(eq(photos.personId, personId))
    .orderBy(desc(photos.at), desc(photos.id))
    .limit(limit)
}

/**
 * The bytes of a photograph of a person, also of one that stands there no more; who may see the record was asked
 * before. Asks homes outside, so in no transaction.
 */
export async function open(
  deps: { db: Db; ring: KeyRing; evidenceHomes: EvidenceHomes },
  personId: string,
  id: string,
): Promise<Opened | undefined> {
  const own = and(eq(photos.id, id), eq(photos.personId, personId))
  const [found] = await deps.db.select({ id: photos.id }).from(photos).where(own)
  return found && entryEvidence.open(deps, found.id)
}

/** Seals the bytes where evidence lies, whatever becomes of the form: until it is `set`, for a day. */
export const keep = (
  deps: Parameters<typeof entryEvidence.keep>[0],
  { media, bytes }: Pick<Photo, 'media' | 'bytes'>,
  accountId: string,
) => entryEvidence.keep(deps, { name: media === 'image/png' ? 'photo.png' : 'photo.jpg', media, bytes }, accountId)

/** `seen`: the photograph that whoever changes it saw; `id`: what takes its place, or nothing. */
export type PhotoChange = { personId: string; seen: string | null; id: string | null; reason: string }

type Changed = { ok: true } | { ok: false; why: 'record.refused.changed-meanwhile' | 'record.refused.locked' }

/** Sets or removes the photograph of a record. A lock of the basic data holds it, and its event is all that is kept. */
export async function change(
  tx: Db,
  { personId, seen, id, reason }: PhotoChange,
  by: By & { accountId: string },
  now: Date,
): Promise<Changed> {
  await locks.holdPerson(tx, personId)
  const basic = and(eq(recordRows.personId, personId), eq(recordRows.section, 'basic'), eq(recordRows.deleted, false))
  const [row] = await tx.select({ id: recordRows.id }).from(recordRows).where(basic)
  const today = legalDay(now)
  const lock = blockingLock(await locks.active(tx, personId, today), 'basic', today)
  if (lock) {
    const details = { lock: lock.id }
    await events.add(tx, { what: 'record.write-held', about: row?.id ?? personId, by, at: now, details })
    return { ok: false, why: 'record.refused.locked' }
  }
  const known = (await current(tx, personId)) ?? null
  if (!row || known !== seen) return { ok: false, why: 'record.refused.changed-meanwhile' }
  if (known) {
    const ended = { endedAt: now, endedBy: by.accountId, endReason: id === null ? reason : null }
    await tx.update(photos).set(ended).where(eq(photos.id, known))
  }
  if (id !== null) {
    const mine = and(eq(evidence.id, id), eq(evidence.addedBy, by.accountId), entryEvidence.isUnclaimed)
    const [claimed] = await tx.update(evidence).set({ rowId: row.id }).where(mine).returning({ id: evidence.id })
    if (!claimed) return { ok: false, why: 'record.refused.changed-meanwhile' }
    const { accountId: byAccountId, actingFor = null, agencyId: byAgencyId } = by
    await tx.insert(photos).values({ id, personId, reason, byAccountId, actingFor, byAgencyId, at: now })
  }
  await events.add(tx, { what: id === null ? 'photo.removed' : 'photo.set', about: personId, by, at: now })
  return { ok: true }
}
