import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { and, eq, lt, notExists, sql } from 'drizzle-orm'
import type { Db } from '../database/database.ts'
import { listFiles, revocationLists, signatures } from '../schema.ts'

const [pack, unpack] = [promisify(gzip), promisify(gunzip)]

// since it was last in use: between a signature's verification and its being kept pass seconds
const daysWithoutUse = 2

type ListFile = {
  /** Of the DER, hex. */
  sha256: string
  der: Buffer
  /** The address that it says it is of. */
  address: string | undefined
}

/** Keeps a list as it was published, once, however often it is taken: signatures are verified with it ever after. */
export async function keep(db: Db, { sha256, der, address }: ListFile, at: Date): Promise<void> {
  if (await noteInUse(db, sha256, at)) return
  const row = { sha256, packed: await pack(der), address: address ?? null, keptAt: at }
  await db.insert(listFiles).values(row).onConflictDoNothing()
}

/** Says that a list is still in use, or was until this moment. False when it is not kept. */
export async function noteInUse(db: Db, sha256: string, at: Date): Promise<boolean> {
  const noted = await db
    .update(listFiles)
    .set({ keptAt: at })
    .where(eq(listFiles.sha256, sha256))
    .returning({ sha256: listFiles.sha256 })
  return noted.length > 0
}

/** The DER of a list; undefined when it is not kept. */
export async function find(db: Db, sha256: string): Promise<Buffer | undefined> {
  const [kept] = await db.select({ packed: listFiles.packed }).from(listFiles).where(eq(listFiles.sha256, sha256))
  return kept && unpack(kept.packed)
}

/** Deletes the lists that are no longer in use and that no signature rests on. */
export async function forgetUnused(db: Db, now: Date): Promise<void> {
  const one = sql`1`
  await db
    .delete(listFiles)
    .where(
      and(
        lt(listFiles.keptAt, new Date(now.getTime() - daysWithoutUse * 86_400_000)),
        notExists(db.select({ one }).from(revocationLists).where(eq(revocationLists.sha256, listFiles.sha256))),
        notExists(db.select({ one }).from(signatures).where(eq(signatures.listSha256, listFiles.sha256))),
      ),
    )
}
