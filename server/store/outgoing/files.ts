import { randomUUID } from 'node:crypto'
import { and, asc, desc, eq, gte, inArray, isNull, lt, or, sql, type SQL } from 'drizzle-orm'
import { keptMs, mostWaiting, type FileRefusal, type Reach } from '../../domain/outgoing/made-file.ts'
import type { Asker } from '../../domain/record/access.ts'
import type { Language } from '../../domain/language.ts'
import { noteMeanwhile } from '../correction/corrected.ts'
import { countUpTo, mostCounted, told } from '../database/count-up-to.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import * as events from '../database/events.ts'
import { held } from '../database/held.ts'
import { openBytes, sealBytes, type KeyRing } from '../database/sealing.ts'
import { pageOf, type Stretch } from '../database/stretch.ts'
import { accounts, disclosurePeople, disclosures, madeFilePieces, madeFiles } from '../schema.ts'
import { add as addDisclosure } from './disclosures.ts'

export type MadeFile = Omit<typeof madeFiles.$inferSelect, 'sealedAsked' | 'sealedName'> & { name: string | null }

/** In whose name a file is made, and as whom its people read that they were in it. */
export type InName = {
  asker: Asker
  language: Language
  viewer: {
    viewerName: string
    viewerRole: string
    actingFor: string | null
    actingForName: string | null
    address: string
    requestId: string
  }
}

/** `of` is whatever the kind of file is made from; it is kept sealed. */
export type Asked = InName & { of: unknown }

const claimMs = 2 * 60_000
const pauseMs = 20_000
/** A file that could not be made so often is given up. */
export const mostTries = 3
const pieceSize = 1024 * 1024

const askedContext = (id: string) => `made-file/${id}/asked`
const nameContext = (id: string) => `made-file/${id}/name`
// with their number, so that none can be left out
const pieceContext = (id: string, place: number, pieces: number) => `made-file/${id}/${place} of ${pieces}`

export const newId = (): string => randomUUID()

/**
 * In the caller's transaction: false where as many files of the account wait as may, also of forms that were sent at
 * once, since each holds the account.
 */
export async function ask(
  tx: Db,
  ring: KeyRing,
  file: Pick<
    typeof madeFiles.$inferInsert,
    'id' | 'kind' | 'accountId' | 'agencyId' | 'actingFor' | 'purpose' | 'recipients' | 'total'
  >,
  asked: Asked,
  by: By,
  now: Date,
): Promise<boolean> {
  await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, file.accountId)).for(held)
  if ((await waiting(tx, file.accountId)) >= mostWaiting) return false
  const sealedAsked = sealBytes(ring, Buffer.from(JSON.stringify(asked)), askedContext(file.id))
  const endsAt = new Date(now.getTime() + keptMs)
  await tx.insert(madeFiles).values({ ...file, sealedAsked, state: 'asked', askedAt: now, endsAt })
  await events.add(tx, { what: 'file.asked', about: file.id, by, at: now, details: { kind: file.kind } })
  return true
}

const shown = {
  id: madeFiles.id,
  kind: madeFiles.kind,
  accountId: madeFiles.accountId,
  agencyId: madeFiles.agencyId,
  actingFor: madeFiles.actingFor,
  purpose: madeFiles.purpose,
  recipients: madeFiles.recipients,
  state: madeFiles.state,
  done: madeFiles.done,
  total: madeFiles.total,
  why: madeFiles.why,
  tries: madeFiles.tries,
  claimedUntil: madeFiles.claimedUntil,
  askedAt: madeFiles.askedAt,
  sealedName: madeFiles.sealedName,
  media: madeFiles.media,
  size: madeFiles.size,
  pieces: madeFiles.pieces,
  madeAt: madeFiles.madeAt,
  endsAt: madeFiles.endsAt,
  fetchedAt: madeFiles.fetchedAt,
}

const named = <F extends { id: string; sealedName: Buffer | null }>(ring: KeyRing, { sealedName, ...file }: F) => ({
  ...file,
  name: sealedName && openBytes(ring, sealedName, nameContext(file.id)).toString(),
})

/** A file that an account asked for, while it is kept. */
export async function find(db: Db, ring: KeyRing, id: string, accountId: string, now: Date) {
  const [file] = await db
    .select(shown)
    .from(madeFiles)
    .where(and(eq(madeFiles.id, id), eq(madeFiles.accountId, accountId), sql`${madeFiles.endsAt} > ${now}`))
  return file && named(ring, file)
}

/** Whose files: an account's own, and with an agency those that it asked for there, in whose name it did. */
export type Whose = { accountId: string; agencyId: string | null; actingFor: string | null }

/** Files that somebody asked for and that are kept, the newest first: a page of them. */
export async function ofAccount(
  db: Db,
  ring: KeyRing,
  { accountId, agencyId, actingFor }: Whose,
  now: Date,
  stretch: Stretch,
) {
  const { after, before, limit } = stretch
  const cursor = after ?? before
  const isOfOffice = and(
    eq(madeFiles.agencyId, agencyId ?? ''),
    actingFor === null ? isNull(madeFiles.actingFor) : eq(madeFiles.actingFor, actingFor),
  )
  const isTheirs = and(
    eq(madeFiles.accountId, accountId),
    sql`${madeFiles.endsAt} > ${now}`,
    agencyId === null ? isNull(madeFiles.agencyId) : or(isNull(madeFiles.agencyId), isOfOffice),
  )
  const isBeyond = cursor
    ? sql`(${madeFiles.askedAt}, ${madeFiles.id}) ${sql.raw(after ? '<' : '>')}
        (select there.asked_at, there.id from ${madeFiles} there
          where there.id = ${cursor}::uuid and there.account_id = ${accountId})`
    : undefined
  const order = before ? asc : desc
  const page = { limit: limit + 1, offset: 0 }
  const files = await db
    .select({ ...shown, count: countUpTo(madeFiles, isTheirs, mostCounted(page)) })
    .from(madeFiles)
    .where(and(isTheirs, isBeyond))
    .orderBy(order(madeFiles.askedAt), order(madeFiles.id))
    .limit(page.limit)
  const { rows, ...beside } = pageOf(files, stretch)
  return {
    rows: rows.map(({ count: _count, ...file }): MadeFile => named(ring, file)),
    ...beside,
    ...told(files[0]?.count ?? 0, page),
  }
}

/** How many files of an account wait or are being made. */
const waiting = (db: Db, accountId: string): Promise<number> =>
  db.$count(madeFiles, and(eq(madeFiles.accountId, accountId), inArray(madeFiles.state, ['asked', 'making'])))

/** Whether a file waits that nobody makes, by the clock of the database. */
export async function isAnyWaiting(db: Db): Promise<boolean> {
  const [found] = await db
    .select({ id: madeFiles.id })
    .from(madeFiles)
    .where(isWaiting(sql`now()`))
    .limit(1)
  return found !== undefined
}

// whoever was at it was killed, or hangs
const isWaiting = (now: Date | SQL) =>
  or(eq(madeFiles.state, 'asked'), and(eq(madeFiles.state, 'making'), sql`${madeFiles.claimedUntil} < ${now}`))

export type Claimed = Pick<
  typeof madeFiles.$inferSelect,
  'id' | 'kind' | 'accountId' | 'agencyId' | 'purpose' | 'recipients' | 'tries'
> & { asked: Asked; begunAt: Date }

/** Takes a file that waits, the oldest or the one that is named; undefined where another process was there first. */
export async function claim(db: Db, ring: KeyRing, now: Date, id?: string): Promise<Claimed | undefined> {
  await giveUp(db, now)
  const next = db
    .select({ id: madeFiles.id })
    .from(madeFiles)
    .where(and(isWaiting(now), id === undefined ? undefined : eq(madeFiles.id, id)))
    .orderBy(asc(madeFiles.askedAt))
    .limit(1)
  const [file] = await db
    .update(madeFiles)
    .set({
      state: 'making',
      done: 0,
      tries: sql`${madeFiles.tries} + 1`,
      claimedUntil: new Date(now.getTime() + claimMs),
    })
    // asked again, since of two who found the same one the second waits for the first
    .where(and(eq(madeFiles.id, sql`(${next})`), isWaiting(now)))
    .returning()
  if (!file) return undefined
  const asked = JSON.parse(openBytes(ring, file.sealedAsked, askedContext(file.id)).toString()) as Asked
  return { ...file, asked, begunAt: now }
}

/** Whoever made it was killed each time, and it may be the file that does it. */
async function giveUp(db: Db, now: Date): Promise<void> {
  const isLeft = and(eq(madeFiles.state, 'making'), lt(madeFiles.claimedUntil, now), gte(madeFiles.tries, mostTries))
  await db.update(madeFiles).set({ state: 'failed', why: 'file.refused.failed', claimedUntil: null }).where(isLeft)
}

const isOurs = ({ id, tries }: Pick<Claimed, 'id' | 'tries'>) =>
  and(eq(madeFiles.id, id), eq(madeFiles.state, 'making'), eq(madeFiles.tries, tries))

/** How far it is; false where it is another's to make by now. */
export async function tell(db: Db, claimed: Claimed, { done, total }: { done: number; total: number }, now: Date) {
  const told = await db
    .update(madeFiles)
    .set({ done, total, claimedUntil: new Date(now.getTime() + claimMs) })
    .where(isOurs(claimed))
    .returning({ id: madeFiles.id })
  return told.length > 0
}

export type Content = { name: string; media: string; bytes: Buffer }
type Profile = { id: string; version: number } | null

/**
 * Keeps what was made, sealed in pieces, and for whom it is of whom; false where another process made it meanwhile, and
 * nothing is kept.
 */
export async function keep(
  tx: Db,
  ring: KeyRing,
  claimed: Claimed,
  { content, reach, profile }: { content: Content; reach: Reach; profile: Profile },
  now: Date,
): Promise<boolean> {
  const { id, kind, accountId, agencyId, purpose, recipients } = claimed
  const { name, media, bytes } = content
  const pieces = Math.max(1, Math.ceil(bytes.length / pieceSize))
  const [kept] = await tx
    .update(madeFiles)
    .set({
      state: 'ready',
      sealedName: sealBytes(ring, Buffer.from(name), nameContext(id)),
      media,
      size: bytes.length,
      pieces,
      madeAt: now,
      endsAt: new Date(now.getTime() + keptMs),
      claimedUntil: null,
      done: reach.people.length,
    })
    .where(isOurs(claimed))
    .returning({ id: madeFiles.id })
  if (!kept) return false
  for (let place = 0; place < pieces; place += 1) {
    const piece = bytes.subarray(place * pieceSize, (place + 1) * pieceSize)
    const sealed = sealBytes(ring, piece, pieceContext(id, place, pieces))
    await tx.insert(madeFilePieces).values({ fileId: id, place, sealed })
  }
  const { viewerName, viewerRole, actingFor, actingForName } = claimed.asked.viewer
  const made = { accountId, agencyId, viewerName, viewerRole, actingForName }
  await addDisclosure(tx, { id, kind, profile, reach, purpose, recipients, by: made, leftAt: null }, now)
  const personIds = reach.people.map(one => one.id)
  if (agencyId !== null && kind !== 'copy') await noteMeanwhile(tx, ring, personIds, claimed.begunAt, now)
  const by = { accountId, role: viewerRole, agencyId, actingFor, requestId: claimed.asked.viewer.requestId }
  await events.add(tx, { what: 'file.made', about: id, by, at: now, details: { kind, people: reach.people.length } })
  return true
}

/** It could not be made: it is tried again a while later, or given up. */
export async function fail(
  db: Db,
  claimed: Claimed,
  { why, isFinal }: { why: FileRefusal; isFinal: boolean },
  now: Date,
): Promise<void> {
  const isGivenUp = isFinal || claimed.tries >= mostTries
  const again = { claimedUntil: new Date(now.getTime() + pauseMs) }
  await db
    .update(madeFiles)
    .set(isGivenUp ? { state: 'failed', why, claimedUntil: null } : again)
    .where(isOurs(claimed))
}

/** What stands in a file. */
export async function reachOf(db: Db, id: string): Promise<Reach | undefined> {
  const [found] = await db.select().from(disclosures).where(eq(disclosures.id, id))
  if (!found) return undefined
  const people = await db
    .select({ id: disclosurePeople.personId, without: disclosurePeople.without })
    .from(disclosurePeople)
    .where(eq(disclosurePeople.disclosureId, id))
  const { verb, fields } = found
  return { verb, fields, people: people.map(one => ({ id: one.id, without: one.without ?? [] })) }
}

/** Notes that a file is fetched; from the first time on it has left. */
export async function fetched(tx: Db, { id, kind }: Pick<MadeFile, 'id' | 'kind'>, by: By, now: Date): Promise<void> {
  await tx.update(madeFiles).set({ fetchedAt: now }).where(eq(madeFiles.id, id))
  await tx
    .update(disclosures)
    .set({ leftAt: now })
    .where(and(eq(disclosures.id, id), isNull(disclosures.leftAt)))
  await events.add(tx, { what: 'file.fetched', about: id, by, at: now, details: { kind } })
}

/** The bytes of a file, piece by piece. */
export async function* contentOf(
  db: Db,
  ring: KeyRing,
  { id, pieces }: Pick<MadeFile, 'id' | 'pieces'>,
): AsyncGenerator<Buffer> {
  const count = pieces ?? 0
  for (let place = 0; place < count; place += 1) {
    const [piece] = await db
      .select({ sealed: madeFilePieces.sealed })
      .from(madeFilePieces)
      .where(and(eq(madeFilePieces.fileId, id), eq(madeFilePieces.place, place)))
    if (!piece) throw new Error('a piece of a made file is not there')
    yield openBytes(ring, piece.sealed, pieceContext(id, place, count))
  }
}

/** Removes the files whose day is over, with what was made of whom and never left. */
export async function sweep(db: Db, now: Date): Promise<void> {
  await db.delete(madeFiles).where(lt(madeFiles.endsAt, now))
  await db
    .delete(disclosures)
    .where(and(isNull(disclosures.leftAt), lt(disclosures.madeAt, new Date(now.getTime() - keptMs))))
}
