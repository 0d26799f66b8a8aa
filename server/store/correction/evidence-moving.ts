import { and, asc, eq, gt, isNull, ne, or, type SQL } from 'drizzle-orm'
import type { Clock } from '../../domain/clock.ts'
import type { Unopened } from '../../domain/correction/evidence-file.ts'
import type { EvidenceHomes } from '../../domain/correction/evidence-home.ts'
import type { Db } from '../database/database.ts'
import type { KeyRing } from '../database/sealing.ts'
import { evidence, evidenceOutside } from '../schema.ts'
import * as evidenceFiles from './evidence.ts'
import * as outside from './evidence-outside.ts'

type Deps = { db: Db; ring: KeyRing; homes: EvidenceHomes; clock: Clock }

/** `gone`: it was removed or moved by somebody else meanwhile. `cause` is for the operator. */
type Outcome = { outcome: 'whole' | 'moved' | 'gone' | Unopened; cause?: unknown }
export type Told = Outcome & { id: string }

const gone: Outcome = { outcome: 'gone' }
const whole: Outcome = { outcome: 'whole' }
const moved: Outcome = { outcome: 'moved' }
const unopened = ({ why, cause }: { why: Unopened; cause?: unknown }): Outcome => ({ outcome: why, cause })

const atATime = 1000

/** Opens every file, and tells of each what came of it. */
export async function* check({ db, ring, homes }: Deps): AsyncGenerator<Told> {
  for await (const id of idsOf(db)) {
    const file = await find(db, id)
    const read = file && (await evidenceFiles.bytesOf(ring, homes, file))
    yield { id, ...(!read ? gone : read.ok ? whole : unopened(read)) }
  }
}

/**
 * Takes every file that lies elsewhere to the home of new ones, while others use them, and tells of each what came of
 * it. It can be broken off at any moment and begun again: a file is named in one home until it was read in the other.
 */
export async function* move(deps: Deps): AsyncGenerator<Told> {
  const { newest } = deps.homes
  const elsewhere =
    newest === 'database'
      ? eq(evidence.outsideId, evidenceOutside.id)
      : or(isNull(evidence.outsideId), ne(evidenceOutside.home, newest))
  for await (const id of idsOf(deps.db, elsewhere)) {
    const file = await find(deps.db, id)
    const isThere = (file?.home ?? 'database') === newest
    yield { id, ...(file && !isThere ? await moveOne(deps, file) : gone) }
  }
}

type File = NonNullable<Awaited<ReturnType<typeof find>>>

async function moveOne({ db, ring, homes, clock }: Deps, file: File): Promise<Outcome> {
  const read = await evidenceFiles.bytesOf(ring, homes, file)
  if (!read.ok) return unopened(read)
  const { newest } = homes
  const put = await evidenceFiles.putAway(db, homes, read.sealed, clock())
  if (!put.ok) return { outcome: 'evidence.unopened.unreachable', cause: put.cause }
  const { place } = put
  const home = newest === 'database' ? null : newest
  const again = await evidenceFiles.bytesOf(ring, homes, { ...file, ...place, home })
  if (!again.ok) return unopened(again)
  return db.transaction(async tx => {
    if (place.outsideId) await outside.hold(tx, place.outsideId, clock())
    const isWhereItWas = file.outsideId ? eq(evidence.outsideId, file.outsideId) : isNull(evidence.outsideId)
    const named = await tx
      .update(evidence)
      .set(place)
      .where(and(eq(evidence.id, file.id), isWhereItWas, ne(evidence.scan, 'infected')))
      .returning({ id: evidence.id })
    if (named.length === 0) return gone
    if (file.outsideId) await outside.giveUp(tx, file.outsideId, clock())
    return moved
  })
}

async function* idsOf(db: Db, which?: SQL): AsyncGenerator<string> {
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const page = await db
      .select({ id: evidence.id })
      .from(evidence)
      .leftJoin(evidenceOutside, eq(evidenceOutside.id, evidence.outsideId))
      // of what was infected nothing is kept
      .where(and(gt(evidence.id, last), ne(evidence.scan, 'infected'), which))
      .orderBy(asc(evidence.id))
      .limit(atATime)
    for (const { id } of page) yield id
    const next = page.at(-1)?.id
    if (!next) return
    last = next
  }
}

async function find(db: Db, id: string) {
  const [file] = await db
    .select({ id: evidence.id, sha256: evidence.sha256, ...evidenceFiles.place })
    .from(evidence)
    .leftJoin(evidenceOutside, eq(evidenceOutside.id, evidence.outsideId))
    .where(eq(evidence.id, id))
  return file
}
