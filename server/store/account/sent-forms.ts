import { deserialize, serialize } from 'node:v8'
import { eq, sql } from 'drizzle-orm'
import type { Db } from '../database/database.ts'
import { prepared } from '../database/prepared.ts'
import type { KeyRing } from '../database/sealing.ts'
import { openBytes, sealBytes } from '../database/sealing.ts'
import { sentForms } from '../schema.ts'

/** A form as it was rendered once for one account; `content` is a keyed hash of what was typed into it. */
export type SentForm = { id: string; accountId: string; content: string }

/** A page that was shown once, with what stood on it. */
export type ShownPage = { view: string; model: object }

/** Where a form led that was carried out, and the page it answered with if it was no redirect. */
export type Led = { url: string; page?: ShownPage }

export type Kept = Omit<typeof sentForms.$inferSelect, 'sealedPage'> & { page: ShownPage | null }

const context = (id: string) => `sent-form/${id}`

/**
 * Takes a form for the caller's transaction. False when it was carried out before; while another transaction is at it,
 * this one waits for what becomes of it.
 */
export async function take(tx: Db, { id, accountId, content }: SentForm, at: Date): Promise<boolean> {
  const taken = await tx
    .insert(sentForms)
    .values({ id, accountId, content, url: '/', at })
    .onConflictDoNothing()
    .returning({ id: sentForms.id })
  return taken.length === 1
}

/** Keeps what came of a form that was taken. The page is sealed: codes that are shown once may stand on it. */
export async function finish(tx: Db, ring: KeyRing, id: string, { url, page }: Led): Promise<void> {
  const sealedPage = page ? sealBytes(ring, serialize(page), context(id)) : null
  await tx.update(sentForms).set({ url, sealedPage }).where(eq(sentForms.id, id))
}

/** Nothing came of it: it may be sent again. */
export async function release(tx: Db, id: string): Promise<void> {
  await tx.delete(sentForms).where(eq(sentForms.id, id))
}

/** What came of a form; undefined when it was not carried out. */
export async function find(db: Db, ring: KeyRing, id: string): Promise<Kept | undefined> {
  const statement = prepared(db, 'sent_form', on =>
    on
      .select()
      .from(sentForms)
      .where(eq(sentForms.id, sql.placeholder('id')))
      .prepare('sent_form'),
  )
  const [row] = await statement.execute({ id })
  if (!row) return undefined
  const { sealedPage, ...kept } = row
  return { ...kept, page: sealedPage && (deserialize(openBytes(ring, sealedPage, context(id))) as ShownPage) }
}
