import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm'
import { listOf } from '../../domain/card/crl.ts'
import { derOfFile } from '../../domain/card/der.ts'
import { maxListBytes } from '../../domain/card/profile.ts'
import type { TrustRefusal } from '../../domain/card/refusal.ts'
import {
  readAnchor,
  readIssuer,
  type Authority,
  type Issuer,
  type ReadAuthority,
  type Trust,
} from '../../domain/card/trust.ts'
import type { Db } from '../database/database.ts'
import { prepared } from '../database/prepared.ts'
import { revocationLists, trustAnchors } from '../schema.ts'
import * as listFetching from './list-fetching.ts'
import * as listFiles from './list-files.ts'
import { readList } from './read-list.ts'

export type Imported = {
  /** How many files were taken; one that is there already counts. */
  anchors: number
  issuers: number
  lists: number
  /** Files that were not taken, by their path in the folder. */
  refused: { file: string; why: TrustRefusal }[]
}

/**
 * `test`: authorities whose name begins with 測試用 are taken only with it, and an installation that holds what was
 * imported with it never starts as a real one.
 */
export type ImportOptions = { test: boolean; at: Date; by?: string }

export type Role = typeof trustAnchors.$inferSelect.role
type Held = { anchors: Authority[]; issuers: Issuer[] }
type Outcome = { file: string; kind: 'anchors' | 'issuers' | 'lists'; why: TrustRefusal | undefined }

/**
 * Takes anchors/*.cer, citizen/*.cer, agency/*.cer and lists/*.crl of a folder, DER or PEM, each after it was verified.
 * A refused file leaves in place what was there, and does not keep the others out.
 */
export async function importTrust(db: Db, folder: string, options: ImportOptions): Promise<Imported> {
  const outcomes = await db.transaction(async own => {
    const held = await heldIn(own)
    const done: Outcome[] = []
    for (const [room, role] of rooms) {
      for (const { file, bytes } of await filesOf(folder, room, '.cer')) {
        const why = await takeAuthority(own, derOfFile(bytes, 'certificate'), role, held, options)
        done.push({ file, kind: role === 'root' ? 'anchors' : 'issuers', why })
      }
    }
    for (const { file, bytes } of await filesOf(folder, 'lists', '.crl')) {
      const taken = await takeList(own, bytes, held, options.at)
      done.push({ file, kind: 'lists', why: taken.ok ? undefined : taken.why })
    }
    return done
  })
  const count = (kind: Outcome['kind']) => outcomes.filter(one => one.kind === kind && !one.why).length
  return {
    anchors: count('anchors'),
    issuers: count('issuers'),
    lists: count('lists'),
    refused: outcomes.flatMap(({ file, why }) => (why ? [{ file, why }] : [])),
  }
}

// anchors first: the others are verified with them
const rooms: readonly (readonly [string, Role])[] = [
  ['anchors', 'root'],
  ['citizen', 'citizen'],
  ['agency', 'agency'],
]

async function filesOf(folder: string, room: string, ending: string) {
  const names = await readdir(path.join(folder, room)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const own = names.filter(name => name.toLowerCase().endsWith(ending)).sort()
  return Promise.all(
    own.map(async name => ({ file: path.join(room, name), bytes: await bytesOf(path.join(folder, room, name)) })),
  )
}

/** Nothing where there is no file, or more than any authority publishes. */
async function bytesOf(file: string): Promise<Buffer> {
  const found = await stat(file)
  return found.isFile() && found.size <= maxListBytes ? readFile(file) : Buffer.alloc(0)
}

const readAs = (role: Role, der: Buffer, anchors: readonly Authority[], at: Date) =>
  role === 'root' ? readAnchor(der, at) : readIssuer(der, role, anchors, at)

async function takeAuthority(db: Db, der: Buffer, role: Role, held: Held, { test, at, by }: ImportOptions) {
  const read = checkAuthority(der, role, held, { test, at })
  if (!read.ok) return read.why
  hold(held, read.authority)
  const fingerprint = fingerprintOf(der)
  const row = {
    fingerprint,
    role,
    keyId: read.authority.keyId,
    certificate: der,
    test,
    addedBy: by ?? null,
    addedAt: at,
  }
  // one that was removed, or is of another kind, is added anew; any other stays as it was added
  const isNew = sql`${trustAnchors.removedAt} is not null or ${trustAnchors.role} <> ${role}`
  const again = { target: trustAnchors.fingerprint, set: { ...row, removedAt: null }, setWhere: isNew }
  const added = await db
    .insert(trustAnchors)
    .values(row)
    .onConflictDoUpdate(again)
    .returning({ fingerprint: trustAnchors.fingerprint })
  // its cards are taken only when its list is here
  if (added.length > 0) await listFetching.ask(db, at)
  return undefined
}

function checkAuthority(der: Buffer, role: Role, held: Held, { test, at }: ImportOptions): ReadAuthority<Authority> {
  const read = readAs(role, der, held.anchors, at)
  return read.ok && read.authority.isTest && !test ? { ok: false, why: 'trust.refused.test-authority' } : read
}

/** What a certificate is known by: SHA-256 of the DER, hex. */
export const fingerprintOf = (der: Buffer): string => createHash('sha256').update(der).digest('hex')

/** Adds one authority, DER; undefined when it was taken. */
export const addAuthority = async (db: Db, der: Buffer, role: Role, options: ImportOptions) =>
  takeAuthority(db, der, role, await heldIn(db), options)

function hold(held: Held, authority: Authority | Issuer) {
  if ('kind' in authority) held.issuers.push(authority)
  else held.anchors.push(authority)
}

export type AddedList = { ok: true; isNews: boolean; number: bigint } | { ok: false; why: TrustRefusal }

/**
 * Keeps a list that is newer than the one of the same key; the very same one is no news and no mistake. `uri` is the
 * address it was fetched from: a list may say that it is of this one.
 */
export const addList = async (db: Db, file: Buffer, at: Date, uri?: string): Promise<AddedList> =>
  takeList(db, file, await heldIn(db), at, uri)

async function takeList(db: Db, file: Buffer, held: Held, at: Date, uri?: string): Promise<AddedList> {
  const read = await readList(file, [...held.issuers, ...held.anchors], {
    now: at,
    ...(uri !== undefined && { uris: [uri] }),
  })
  if (!read.ok) return read

  const { issuerKeyId: keyId, number, from, until, sha256 } = read.facts
  const inUse = async () => {
    const [kept] = await db
      .select({ sha256: revocationLists.sha256 })
      .from(revocationLists)
      .where(eq(revocationLists.keyId, keyId))
    return kept?.sha256
  }
  // before it is used, so that whatever was verified with it can be verified again
  await listFiles.keep(db, { sha256, der: derOfFile(file, 'list'), address: read.address }, at)
  const before = await inUse()
  if (before === sha256) return { ok: true, isNews: false, number }

  // somebody may be signing with the one that is replaced
  if (before !== undefined) await listFiles.noteInUse(db, before, at)
  const row = { number, thisUpdate: from, nextUpdate: until, sha256, serials: read.serials, fetchedAt: at }
  const kept = await db
    .insert(revocationLists)
    .values({ keyId, ...row })
    .onConflictDoUpdate({ target: revocationLists.keyId, set: row, setWhere: lt(revocationLists.number, number) })
    .returning({ keyId: revocationLists.keyId })
  if (kept.length > 0) return { ok: true, isNews: true, number }
  // another instance may have kept the very same one meanwhile
  return (await inUse()) === sha256
    ? { ok: true, isNews: false, number }
    : { ok: false, why: 'trust.refused.list-number' }
}

const cache = new WeakMap<Db, { stamp: string; trust: Promise<Trust> }>()

/** What cards are checked by. Read anew only after an import, by this process or by another. */
export async function trustOf(db: Db): Promise<Trust> {
  const stamp = await stampOf(db)
  const known = cache.get(db)
  if (known?.stamp === stamp) return known.trust
  const trust = read(db)
  cache.set(db, { stamp, trust })
  trust.catch(() => cache.delete(db))
  return trust
}

/** Tells two states of the tables apart without reading their large columns. */
async function stampOf(db: Db): Promise<string> {
  const [row] = await prepared(db, 'trust_stamp', stampQuery).execute()
  return JSON.stringify(row)
}

const stampQuery = (on: Db) =>
  on
    .select({
      authorities: sql<string>`string_agg(${trustAnchors.fingerprint} || ${trustAnchors.role}, ' ' order by ${trustAnchors.fingerprint})`,
      lists: sql<string>`(select string_agg(${revocationLists.keyId} || ${revocationLists.sha256}, ' ' order by ${revocationLists.keyId}) from ${revocationLists})`,
    })
    .from(trustAnchors)
    .where(isNull(trustAnchors.removedAt))
    .prepare('trust_stamp')

async function read(db: Db): Promise<Trust> {
  const [{ issuers }, lists, [test]] = await Promise.all([
    heldIn(db),
    db.select().from(revocationLists),
    db
      .select({ fingerprint: trustAnchors.fingerprint })
      .from(trustAnchors)
      .where(and(eq(trustAnchors.test, true), isNull(trustAnchors.removedAt)))
      .limit(1),
  ])
  const byKey = lists.map(({ keyId, number, thisUpdate, nextUpdate, sha256, serials }) => {
    const facts = { issuerKeyId: keyId, number, from: thisUpdate, until: nextUpdate, sha256 }
    return [keyId, listOf(facts, serials)] as const
  })
  return { isTest: test !== undefined, issuers, lists: new Map(byKey) }
}

/** The authorities in use, read as they were when they were added; whether they are valid now is for the checks. */
export async function heldIn(db: Db): Promise<Held> {
  const rows = await db
    .select()
    .from(trustAnchors)
    .where(isNull(trustAnchors.removedAt))
    .orderBy(asc(trustAnchors.fingerprint))
  const held: Held = { anchors: [], issuers: [] }
  const anchorsFirst = rows.toSorted((a, b) => Number(b.role === 'root') - Number(a.role === 'root'))
  for (const { certificate, role, addedAt, fingerprint } of anchorsFirst) {
    const read = readAs(role, certificate, held.anchors, addedAt)
    // an issuer whose anchor was removed is out of use as well
    if (!read.ok && read.why !== 'trust.refused.unknown-anchor') throw new Error(`${fingerprint}: ${read.why}`)
    if (read.ok) hold(held, read.authority)
  }
  return held
}
