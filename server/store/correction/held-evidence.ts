import { and, asc, eq, isNull, ne, notInArray, or } from 'drizzle-orm'
import { needsOf } from '../../domain/correction/class.ts'
import type { EvidenceHomes, OutsideHome } from '../../domain/correction/evidence-home.ts'
import { basisOf } from '../../domain/record/basis.ts'
import type { BatchState } from '../../domain/record/batch.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import type { Scan } from '../../domain/virus-scan.ts'
import type { Db } from '../database/database.ts'
import * as events from '../database/events.ts'
import { held } from '../database/held.ts'
import type { KeyRing } from '../database/sealing.ts'
import * as notices from '../notice/notices.ts'
import { accounts, batches, evidence, evidenceOutside } from '../schema.ts'
import { bytesOf, place } from './evidence.ts'
import * as outside from './evidence-outside.ts'

type Deps = { db: Db; ring: KeyRing; homes: EvidenceHomes; scan: Scan | null }
type Held = Pick<typeof evidence.$inferSelect, 'id' | 'outsideId' | 'addedBy' | 'correctionId' | 'batchId'>

/** So many are looked at before others have their turn, and so many of them are read at a time, with their bytes. */
const [mostAtOnce, atATime] = [100, 10]

/**
 * Has the files looked at that came while the scanner did not answer, the oldest first. Gives why it stopped where the
 * scanner does not answer still. Where none is configured any more, nobody will look, and the files say so. Those of a
 * home that does not answer wait, and hold up no others.
 */
export async function lookAgain(deps: Deps, now: Date): Promise<{ unanswered?: unknown }> {
  if (!deps.scan) {
    await deps.db.update(evidence).set({ scan: 'none' }).where(eq(evidence.scan, 'held'))
    return {}
  }
  const away: OutsideHome[] = []
  for (let looked = 0; looked < mostAtOnce;) {
    const waiting = await oldest(deps.db, away)
    if (waiting.length === 0) return {}
    for (const file of waiting) {
      looked += 1
      if (file.home !== null && away.includes(file.home)) continue
      const looking = await lookAt({ ...deps, scan: deps.scan }, file, now)
      if (looking === 'away' && file.home !== null) away.push(file.home)
      else if (looking !== undefined && looking !== 'away') return looking
    }
  }
  return {}
}

const oldest = (db: Db, away: readonly OutsideHome[]) =>
  db
    .select({
      id: evidence.id,
      sha256: evidence.sha256,
      addedBy: evidence.addedBy,
      correctionId: evidence.correctionId,
      batchId: evidence.batchId,
      ...place,
    })
    .from(evidence)
    .leftJoin(evidenceOutside, eq(evidenceOutside.id, evidence.outsideId))
    .where(
      and(
        eq(evidence.scan, 'held'),
        away.length > 0 ? or(isNull(evidenceOutside.home), notInArray(evidenceOutside.home, [...away])) : undefined,
      ),
    )
    .orderBy(asc(evidence.addedAt), asc(evidence.id))
    .limit(atATime)

/** `away`: its home does not answer. Undefined where it is held no more. */
async function lookAt(
  { db, ring, homes, scan }: Deps & { scan: Scan },
  file: Awaited<ReturnType<typeof oldest>>[number],
  now: Date,
): Promise<'away' | { unanswered: unknown } | undefined> {
  const read = await bytesOf(ring, homes, file)
  if (!read.ok) {
    if (read.why === 'evidence.unopened.unreachable') return 'away'
    // it is told to whoever opens it, and to the operator by `desk evidence check`
    await settle(db, file, 'none')
    return undefined
  }
  const scanned = await scan(read.bytes)
  if (scanned.is === 'unanswered') return { unanswered: scanned.cause }
  if (scanned.is === 'clean') await settle(db, file, 'clean')
  else await db.transaction(tx => removeBytes(tx, file, now))
  return undefined
}

/** False where it was removed or settled meanwhile. */
async function settle(db: Db, { id }: Pick<Held, 'id'>, scan: 'none' | 'clean' | 'infected'): Promise<boolean> {
  const bytes = scan === 'infected' ? { sealed: null, outsideId: null } : {}
  const settled = await db
    .update(evidence)
    .set({ scan, ...bytes })
    .where(and(eq(evidence.id, id), eq(evidence.scan, 'held')))
    .returning({ id: evidence.id })
  return settled.length > 0
}

/** That there was a file stays: it may have been signed. */
async function removeBytes(tx: Db, file: Held, now: Date): Promise<void> {
  if (!(await settle(tx, file, 'infected'))) return
  if (file.outsideId) await outside.giveUp(tx, file.outsideId, now)
  const { id, correctionId, batchId, addedBy } = file
  if (batchId !== null) await restOnWhatIsLeft(tx, batchId)
  const [sender] = await tx.select({ about: accounts.personId }).from(accounts).where(eq(accounts.id, addedBy))
  if (!sender) return
  const details = { file: id, correction: correctionId }
  await events.add(tx, { what: 'evidence.infected', ...sender, by: events.bySystem, at: now, details })
  await notices.tellAccount(tx, addedBy, { text: 'notice.evidence-infected', url: '/inbox' }, now)
}

/** What is written of a batch from now on rests on a file only where one of its files is left. */
async function restOnWhatIsLeft(tx: Db, batchId: string): Promise<void> {
  const files = await tx.$count(evidence, and(eq(evidence.batchId, batchId), ne(evidence.scan, 'infected')))
  const isOnFile = and(eq(batches.id, batchId), eq(batches.basis, 'file'), notInArray(batches.state, writtenStates))
  const [batch] = files > 0 ? [] : await tx.select().from(batches).where(isOnFile).for(held)
  if (!batch) return
  const section = sectionOf(batch.section)
  const all = section.fields.map(({ id }) => id)
  const needsEvidence = needsOf(section, all, true).evidence
  const basis = basisOf(batch.form['basis'] ?? '', { files: 0, needsEvidence })
  await tx.update(batches).set({ basis }).where(eq(batches.id, batchId))
}

const writtenStates: BatchState[] = ['applied', 'reversing', 'reversed']
