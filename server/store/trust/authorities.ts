import { X509Certificate } from 'node:crypto'
import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm'
import { readCertificate } from '../../domain/card/certificate.ts'
import { publishedName } from '../../domain/card/published.ts'
import { readAuthority } from '../../domain/card/trust.ts'
import type { Db } from '../database/database.ts'
import { events, revocationLists, trustAnchors } from '../schema.ts'
import { heldIn, type Role } from './trust.ts'

/** A list as it is kept, without its serials. */
export type KeptList = { number: bigint; from: Date; until: Date; fetchedAt: Date }

export type KeptAuthority = {
  fingerprint: string
  role: Role
  keyId: string
  /** Its subject, and the name under which its fingerprint is published. */
  title: string
  published: string | undefined
  from: Date
  until: Date
  isTest: boolean
  /** False when its anchor was removed. */
  isInUse: boolean
  list: KeptList | undefined
}

/** Every authority that was not removed, anchors first, with the list that its key signed. */
export async function all(db: Db): Promise<KeptAuthority[]> {
  const [held, rows, lists] = await Promise.all([
    heldIn(db),
    db.select().from(trustAnchors).where(isNull(trustAnchors.removedAt)).orderBy(asc(trustAnchors.addedAt)),
    db
      .select({
        keyId: revocationLists.keyId,
        number: revocationLists.number,
        from: revocationLists.thisUpdate,
        until: revocationLists.nextUpdate,
        fetchedAt: revocationLists.fetchedAt,
      })
      .from(revocationLists),
  ])
  const inUse = new Set([...held.anchors, ...held.issuers].map(({ keyId }) => keyId))
  const kept = rows.map(({ fingerprint, role, keyId, certificate }): KeptAuthority => {
    const read = readAuthority(certificate)
    if (!read.ok) throw new Error(`${fingerprint}: ${read.why}`)
    const { title, from, until, isTest } = read.authority
    const list = lists.find(one => one.keyId === keyId)
    const said = { title, published: publishedName(fingerprint), from, until, isTest }
    return { fingerprint, role, keyId, ...said, isInUse: inUse.has(keyId), list }
  })
  const order: Role[] = ['root', 'citizen', 'agency']
  return kept.toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role))
}

export type CertificateThen = { pem: string; issuerKeyId: string | undefined }

/**
 * The certificate by which an authority's key was valid at this time, also of one that was taken out of use since: a
 * key may have been certified again. Where there is none, the newest.
 */
export async function certificateThen(db: Db, keyId: string, at: Date): Promise<CertificateThen | undefined> {
  const rows = await db
    .select({ certificate: trustAnchors.certificate })
    .from(trustAnchors)
    .where(eq(trustAnchors.keyId, keyId))
    .orderBy(desc(trustAnchors.addedAt))
  const all = rows.map(({ certificate }) => readCertificate(certificate, 'trust.refused.unreadable'))
  const then = all.find(({ from, until }) => from <= at && at <= until) ?? all[0]
  return then && { pem: new X509Certificate(then.der).toString(), issuerKeyId: then.authorityKeyId }
}

/** Takes an authority out of use; false when it was not in use. Its list stays, for the day it comes back. */
export async function remove(db: Db, fingerprint: string, at: Date): Promise<boolean> {
  const removed = await db
    .update(trustAnchors)
    .set({ removedAt: at })
    .where(and(eq(trustAnchors.fingerprint, fingerprint), isNull(trustAnchors.removedAt)))
    .returning({ fingerprint: trustAnchors.fingerprint })
  return removed.length === 1
}

/** What the audit log calls the outcome of fetching a list. */
export const fetchEvents = { taken: 'trust.list-taken', refused: 'trust.list-refused' } as const

/**
 * The last outcomes of fetching lists, or one of them, newest first; `details` name the source, and why it was refused.
 */
export async function fetches(db: Db, limit: number, source?: string) {
  return db
    .select({ what: events.what, at: events.at, details: events.details })
    .from(events)
    .where(and(inArray(events.what, Object.values(fetchEvents)), source ? eq(events.about, source) : undefined))
    .orderBy(desc(events.id))
    .limit(limit)
}
