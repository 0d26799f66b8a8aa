import { openSheet } from '../documents/sheet/incoming.ts'
import type { Clock } from '../domain/clock.ts'
import { titleLines } from '../domain/import/header.ts'
import { mostImported, type NotRead } from '../domain/import/import.ts'
import { outageOf } from '../domain/outage.ts'
import { allOrNothing } from '../store/database/all-or-nothing.ts'
import type { Db } from '../store/database/database.ts'
import type { KeyRing } from '../store/database/sealing.ts'
import type { Import } from '../store/import/imports.ts'
import * as reading from '../store/import/reading.ts'
import { headingOf, takeIn } from './take-in.ts'

type Deps = { db: Db; ring: KeyRing; clock: Clock }

/**
 * Reads the sheet that waits longest, all of it in one transaction: whatever ends it, nothing of it is staged, and the
 * next one begins it anew. False where none waits. A sheet that cannot be read waits for another try; the error is
 * thrown.
 */
export async function readNext(deps: Deps): Promise<boolean> {
  const { db, clock } = deps
  const claimed = await reading.claim(db, clock())
  if (!claimed) return false
  try {
    const read = await readSheet(deps, claimed)
    if (!read.ok) await db.transaction(tx => reading.refuse(tx, claimed, read, clock()))
  } catch (error) {
    if (error instanceof TakenOver) return true
    // a database that is away cannot be told either; the claim ends by itself
    if (!outageOf(error)) await reading.fail(db, claimed, clock())
    throw error
  }
  return true
}

async function readSheet({ db, ring, clock }: Deps, claimed: Import): Promise<{ ok: true } | NotRead> {
  const bytes = await reading.fileOf(db, ring, claimed.id)
  const sheet = await openSheet(bytes, { maxLines: mostImported + titleLines })
  if (!sheet.ok) return sheet
  const found = await headingOf(db, claimed, sheet)
  if (!found.ok) return found
  // beside the transaction, or nobody would see it
  const tell = async (lines: number) => {
    if (!(await reading.tell(db, claimed, { lines, about: sheet.about }, clock()))) throw new TakenOver()
  }
  await tell(0)
  return allOrNothing(db, async tx => {
    const taken = await takeIn(tx, { ring, clock }, { ...claimed, ...found.heading }, sheet.pieces(), tell)
    if (!taken.ok) return taken
    const isOurs = await reading.finish(tx, claimed, { ...found.heading, ...taken.counts }, clock())
    if (!isOurs) throw new TakenOver()
    return { ok: true as const }
  })
}

/** Another process reads it by now. */
class TakenOver extends Error {}
