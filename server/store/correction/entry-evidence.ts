import { and, asc, desc, eq, inArray, isNull, lt, ne, or } from 'drizzle-orm'
import type { EvidenceRefusal, Media } from '../../domain/correction/evidence-file.ts'
import type { EvidenceHomes } from '../../domain/correction/evidence-home.ts'
import type { Scan } from '../../domain/virus-scan.ts'
import type { Db } from '../database/database.ts'
import type { KeyRing } from '../database/sealing.ts'
import { batches, evidence, recordVersions } from '../schema.ts'
import type { Opened } from './evidence.ts'
import * as evidenceFiles from './evidence.ts'
import * as outside from './evidence-outside.ts'

/** A file of HR's: of a form, of a batch, or of a version of a row. */
export type EntryFile = Pick<typeof evidence.$inferSelect, 'id' | 'name' | 'size' | 'sha256' | 'scan' | 'forHr'>

const columns = {
  id: evidence.id,
  name: evidence.name,
  size: evidence.size,
  sha256: evidence.sha256,
  scan: evidence.scan,
  forHr: evidence.forHr,
}

type Using = { db: Db; ring: KeyRing; evidenceHomes: EvidenceHomes; scan: Scan | null; clock: () => Date }
type Sent = { name: string; media: Media; bytes: Buffer }
/** `cause` is for the log: why it was not kept, or is held. */
type Kept = { ok: true; file: EntryFile; cause?: unknown } | { ok: false; why: EvidenceRefusal; cause?: unknown }

/** SQL: a file that came with a form and belongs to nothing yet. */
export const isUnclaimed = and(isNull(evidence.correctionId), isNull(evidence.batchId), isNull(evidence.rowId))

/**
 * Keeps a file that came with a form, whatever becomes of the form: it is offered with it again. Until something is
 * carried out with it, it is its sender's alone, for a day.
 */
export async function keep(
  { db, ring, evidenceHomes, scan, clock }: Using,
  sent: Sent,
  addedBy: string,
): Promise<Kept> {
  const { name, media, bytes } = sent
  const looked = await evidenceFiles.lookAt(scan, bytes)
  if (!looked.ok) return looked
  const file = { ...evidenceFiles.seal(ring, bytes), scan: looked.scan }
  const at = clock()
  const put = await evidenceFiles.putAway(db, evidenceHomes, file.sealed, at)
  if (!put.ok) return put
  await db.transaction(tx => evidenceFiles.add(tx, { ...file, name, media, addedBy }, at, put.place))
  const { id, size, sha256 } = file
  return { ok: true, file: { id, name, size, sha256, scan: looked.scan, forHr: false }, cause: looked.cause }
}

/** What lost its contents to the virus scanner meanwhile proves nothing any more. */
const isReadable = ne(evidence.scan, 'infected')

/** Those of these files that an account sent with a form and that belong to nothing yet, in the order they came. */
export async function unclaimed(db: Db, addedBy: string, ids: readonly string[]): Promise<EntryFile[]> {
  if (ids.length === 0) return []
  return db
    .select(columns)
    .from(evidence)
    .where(and(inArray(evidence.id, [...ids]), eq(evidence.addedBy, addedBy), isUnclaimed, isReadable))
    .orderBy(asc(evidence.addedAt), asc(evidence.id))
}

type Owner = { rowId: string; rowVersion: number } | { batchId: string; forHr: boolean }

/**
 * Gives files that an account sent with a form to what was carried out with them, in the same transaction. False where
 * one of them belongs to something else by now.
 */
export async function claim(tx: Db, addedBy: string, ids: readonly string[], owner: Owner): Promise<boolean> {
  if (ids.length === 0) return true
  const claimed = await tx
    .update(evidence)
    .set(owner)
    .where(and(inArray(evidence.id, [...ids]), eq(evidence.addedBy, addedBy), isUnclaimed, isReadable))
    .returning({ id: evidence.id })
  return claimed.length === new Set(ids).size
}

/** The files of a batch, in the order they came. */
export async function ofBatch(db: Db, batchId: string): Promise<EntryFile[]> {
  return db
    .select(columns)
    .from(evidence)
    .where(eq(evidence.batchId, batchId))
    .orderBy(asc(evidence.addedAt), asc(evidence.id))
}

/**
 * Lets a batch that is still tried have these files of its own and of the account, and no others. False where one of
 * the account's belongs to something else by now.
 */
export async function setOfBatch(
  tx: Db,
  batchId: string,
  { ids, forHr, addedBy }: { ids: readonly string[]; forHr: boolean; addedBy: string },
  at: Date,
): Promise<boolean> {
  const before = (await ofBatch(tx, batchId)).map(({ id }) => id)
  const staying = before.filter(id => ids.includes(id))
  const leaving = before.filter(id => !ids.includes(id))
  if (leaving.length > 0) await remove(tx, inArray(evidence.id, leaving), at)
  if (staying.length > 0) await tx.update(evidence).set({ forHr }).where(inArray(evidence.id, staying))
  const coming = ids.filter(id => !staying.includes(id))
  return claim(tx, addedBy, coming, { batchId, forHr })
}

type Version = {
  rowId: string
  version: number
  basis: string | null
  correctionId: string | null
  batchId: string | null
}

/** Evidence of a version, with the agency whose batch it belongs to. */
export type VersionFile = EntryFile & { batchAgencyId: string | null }

/** The evidence of each of these versions, whichever way it was written. */
export async function ofVersions(db: Db, versions: readonly Version[]): Promise<VersionFile[][]> {
  const own = versions.filter(({ basis, batchId }) => basis === 'file' && !batchId)
  const ofBatches = versions.flatMap(({ basis, batchId }) => (basis === 'file' && batchId ? [batchId] : []))
  const ofCorrections = versions.flatMap(({ correctionId }) => correctionId ?? [])
  // most were entered without a file, and of these nothing is asked
  if (own.length === 0 && ofBatches.length === 0 && ofCorrections.length === 0) return versions.map(() => [])
  const rowIds = own.map(({ rowId }) => rowId)
  const numbers = own.map(({ version }) => version)
  const files = await db
    .select({
      file: columns,
      rowId: evidence.rowId,
      rowVersion: evidence.rowVersion,
      batchId: evidence.batchId,
      correctionId: evidence.correctionId,
      batchAgencyId: batches.agencyId,
    })
    .from(evidence)
    .leftJoin(batches, eq(batches.id, evidence.batchId))
    .where(
      or(
        own.length > 0 ? and(inArray(evidence.rowId, rowIds), inArray(evidence.rowVersion, numbers)) : undefined,
        ofBatches.length > 0 ? inArray(evidence.batchId, ofBatches) : undefined,
        ofCorrections.length > 0 ? inArray(evidence.correctionId, ofCorrections) : undefined,
      ),
    )
    .orderBy(asc(evidence.addedAt), asc(evidence.id))
  return versions.map(({ rowId, version, basis, batchId, correctionId }) =>
    files
      .filter(
        file =>
          (file.rowId === rowId && file.rowVersion === version) ||
          (basis === 'file' && batchId !== null && file.batchId === batchId) ||
          (correctionId !== null && file.correctionId === correctionId),
      )
      .map(({ file, batchAgencyId }) => ({ ...file, batchAgencyId })),
  )
}

/** The newest version of a row that a file is evidence of; undefined where it is of none. */
export async function versionOf(db: Db, rowId: string, id: string): Promise<number | undefined> {
  const [found] = await db
    .select({ version: recordVersions.version })
    .from(evidence)
    .innerJoin(
      recordVersions,
      or(
        eq(recordVersions.version, evidence.rowVersion),
        eq(recordVersions.correctionId, evidence.correctionId),
        and(eq(recordVersions.batchId, evidence.batchId), eq(recordVersions.basis, 'file')),
      ),
    )
    .where(
      and(eq(evidence.id, id), eq(recordVersions.rowId, rowId), or(isNull(evidence.rowId), eq(evidence.rowId, rowId))),
    )
    .orderBy(desc(recordVersions.version))
    .limit(1)
  return found?.version
}

/** Of whom a file tells that is for HR alone, since it proves the rows of many; of any other file, nobody. */
export async function peopleOf(db: Db, id: string): Promise<string[]> {
  const [found] = await db
    .select({ people: batches.people })
    .from(evidence)
    .innerJoin(batches, eq(batches.id, evidence.batchId))
    .where(and(eq(evidence.id, id), eq(evidence.forHr, true)))
  return found?.people ?? []
}

/** The file with its bytes, for whoever was found to be allowed to. Asks homes outside, so in no transaction. */
export async function open(
  { db, ring, evidenceHomes }: Omit<Using, 'clock' | 'scan'>,
  id: string,
): Promise<Opened | undefined> {
  return evidenceFiles.openWhere(db, ring, evidenceHomes, eq(evidence.id, id))
}

/** Removes what came with forms a day ago or longer and was never carried out. */
export async function forgetUnclaimed(db: Db, now: Date): Promise<void> {
  const yesterday = new Date(now.getTime() - 86_400_000)
  await db.transaction(tx => remove(tx, and(isUnclaimed, lt(evidence.addedAt, yesterday)), now))
}

async function remove(tx: Db, which: ReturnType<typeof and>, at: Date): Promise<void> {
  const removed = await tx.delete(evidence).where(which).returning({ outsideId: evidence.outsideId })
  for (const { outsideId } of removed) if (outsideId) await outside.giveUp(tx, outsideId, at)
}
