import type { EvidenceHomes } from '../domain/correction/evidence-home.ts'
import { outageOf } from '../domain/outage.ts'
import type { Clock } from '../domain/clock.ts'
import type { Db } from '../store/database/database.ts'
import type { KeyRing } from '../store/database/sealing.ts'
import * as files from '../store/outgoing/files.ts'
import * as accessLog from '../store/record/access-log.ts'
import type { Made } from './made.ts'
import { makers } from './makers.ts'

type Deps = { db: Db; ring: KeyRing; clock: Clock; evidenceHomes: EvidenceHomes }

/**
 * Makes a file that waits, the oldest or the one that is named: its content, its list of recipients and who looked are
 * kept together. False where none waits. A file that cannot be made waits for another try; the error is thrown.
 */
export async function makeNext({ db, ring, clock, evidenceHomes }: Deps, id?: string): Promise<boolean> {
  const claimed = await files.claim(db, ring, clock(), id)
  if (!claimed) return false
  const tell = async (done: number, total: number) => {
    if (!(await files.tell(db, claimed, { done, total }, clock()))) throw new TakenOver()
  }
  try {
    const made = await makers[claimed.kind](claimed, { db, ring, now: clock(), evidenceHomes, tell })
    if (made.ok) await keep(db, ring, claimed, made, clock())
    else await files.fail(db, claimed, { why: made.why, isFinal: true }, clock())
  } catch (error) {
    if (error instanceof TakenOver) return true
    // a database that is away cannot be told either; the claim ends by itself
    if (!outageOf(error)) await files.fail(db, claimed, { why: 'file.refused.failed', isFinal: false }, clock())
    throw error
  }
  return true
}

async function keep(db: Db, ring: KeyRing, claimed: files.Claimed, made: Made & { ok: true }, now: Date) {
  const { content, reach, profile = null, looks = [{ action: 'export', section: 'page.file' }] } = made
  await db.transaction(async tx => {
    if (!(await files.keep(tx, ring, claimed, { content, reach, profile }, now))) return
    const { accountId, agencyId, purpose, asked } = claimed
    const others = reach.people.map(({ id }) => id).filter(id => id !== asked.asker.personId)
    const reading = { ...asked.viewer, accountId, agencyId, purpose, at: now }
    for (const look of looks) await accessLog.addForEach(tx, others, { ...reading, ...look })
  })
}

/** Another process makes it by now. */
class TakenOver extends Error {}
