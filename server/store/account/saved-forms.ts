import { and, desc, eq, notInArray } from 'drizzle-orm'
import type { Db } from '../database/database.ts'
import { endsInTime } from '../database/end-of-life.ts'
import type { KeyRing } from '../database/sealing.ts'
import { openSealed, seal } from '../database/sealing.ts'
import { savedForms } from '../schema.ts'

export type SavedForm = { path: string; fields: Record<string, string | string[]> }

export const keptMinutes = 15
const context = (accountId: string) => `saved-form/${accountId}`

/** Of one account; whoever has several pages open may come late with more than one. */
const most = 10

/** Keeps what was sent, sealed and for 15 minutes, for the account it came from; only the newest of an account. */
export async function keep(db: Db, ring: KeyRing, accountId: string, form: SavedForm, now: Date): Promise<string> {
  const [row] = await db
    .insert(savedForms)
    .values({
      accountId,
      path: form.path,
      sealedBody: seal(ring, form.fields, context(accountId)),
      expiresAt: new Date(now.getTime() + keptMinutes * 60_000),
    })
    .returning({ id: savedForms.id })
  if (!row) throw new Error('the form was not kept')
  const newest = db
    .select({ id: savedForms.id })
    .from(savedForms)
    .where(eq(savedForms.accountId, accountId))
    .orderBy(desc(savedForms.expiresAt), desc(savedForms.id))
    .limit(most)
  await db.delete(savedForms).where(and(eq(savedForms.accountId, accountId), notInArray(savedForms.id, newest)))
  return row.id
}

/** Undefined when it is another account's, too old, or not there. */
export async function find(
  db: Db,
  ring: KeyRing,
  accountId: string,
  id: string,
  now: Date,
): Promise<SavedForm | undefined> {
  const [row] = await db
    .select()
    .from(savedForms)
    .where(
      and(
        eq(savedForms.id, id),
        eq(savedForms.accountId, accountId),
        endsInTime(savedForms.expiresAt, keptMinutes * 60_000, now),
      ),
    )
  return row && { path: row.path, fields: openSealed(ring, row.sealedBody, context(accountId)) as SavedForm['fields'] }
}
