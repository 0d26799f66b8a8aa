import { eq, inArray, sql } from 'drizzle-orm'
import { countTry, freeQuestions, freeTries, holds, placeOf } from '../domain/sign-in-delay.ts'
import type { Db } from './database.ts'
import { signInDelays } from './schema.ts'
import type { KeyRing } from './sealing.ts'
import { keyedHash } from './sealing.ts'

/** `key` is a keyed hash, so that no typed account name is kept; `free` tries cost no wait. */
export type Allowance = { key: string; free: number }

/** One place, whatever is tried there: signing in and activating count together. */
export function addressAllowance(ring: KeyRing, address: string): Allowance {
  return { key: keyedHash(ring, 'sign-in-delay', `address\n${placeOf(address)}`), free: freeTries.address }
}

/** One account from one place, by its login name as it is kept. */
export function accountAllowance(ring: KeyRing, loginName: string, address: string): Allowance {
  return {
    key: keyedHash(ring, 'sign-in-delay', `account\n${loginName}\n${placeOf(address)}`),
    free: freeTries.account,
  }
}

/** One health card from one place, by the ID number it says it belongs to; and the place. */
export function healthCardAllowances(
  ring: KeyRing,
  { idNumber, address }: { idNumber: string; address: string },
): { account: Allowance; address: Allowance } {
  const key = keyedHash(ring, 'sign-in-delay', `health-card\n${idNumber}\n${placeOf(address)}`)
  return { account: { key, free: freeTries.account }, address: addressAllowance(ring, address) }
}

/** Numbers that are typed beside one citizen card, from one place; and the place. */
export function citizenCardAllowances(
  ring: KeyRing,
  { issuerFamily, subjectSerial, address }: { issuerFamily: string; subjectSerial: string; address: string },
): { account: Allowance; address: Allowance } {
  const key = keyedHash(ring, 'sign-in-delay', `citizen-card\n${issuerFamily}\n${subjectSerial}\n${placeOf(address)}`)
  return { account: { key, free: freeTries.account }, address: addressAllowance(ring, address) }
}

/**
 * A question to somebody's phone. `idNumber` is given when it rings: who is rung three times in vain is left alone for
 * a while, whoever asks. Nobody is kept out by that, because a code to scan rings no phone.
 */
export function phoneAllowances(
  ring: KeyRing,
  { address, browser, idNumber }: { address: string; browser: string; idNumber?: string },
): { person?: Allowance; browser: Allowance; address: Allowance } {
  const of = (what: keyof typeof freeQuestions, text: string) => ({
    key: keyedHash(ring, 'phone-delay', `${what}\n${text}`),
    free: freeQuestions[what],
  })
  return {
    ...(idNumber !== undefined && { person: of('person', idNumber) }),
    browser: of('browser', browser),
    address: of('address', placeOf(address)),
  }
}

/**
 * Counts one try before it is judged, so that tries sent at the same moment cannot slip past the count. While one of the
 * keys waits, nothing is counted; `until` says how long, and `since` when the last try was that counted.
 */
export async function mayTry(
  db: Db,
  allowances: Allowance[],
  now: Date,
): Promise<{ ok: true } | { ok: false; until: Date; since: Date }> {
  const keys = allowances.map(({ key }) => key).toSorted()
  return db.transaction(async tx => {
    await tx
      .insert(signInDelays)
      .values(keys.map(key => ({ key, failures: 0, lastAt: now })))
      .onConflictDoNothing()
    const rows = await tx
      .select()
      .from(signInDelays)
      .where(inArray(signInDelays.key, keys))
      .orderBy(signInDelays.key)
      .for('update')
    const waits = rows.flatMap(({ until, lastAt }) => (until && holds(until, now) ? [{ until, since: lastAt }] : []))
    const [longest] = waits.toSorted((one, other) => other.until.getTime() - one.until.getTime())
    if (longest) return { ok: false, ...longest }
    for (const { key, free } of allowances) {
      const counted = countTry(
        rows.find(row => row.key === key),
        free,
        now,
      )
      await tx.update(signInDelays).set(counted).where(eq(signInDelays.key, key))
    }
    return { ok: true }
  })
}

/** After a success: what failed before on `account` counts no more, and on `address` only this try is taken back. */
export async function forgive(
  db: Db,
  { account, address }: { account?: Allowance; address?: Allowance },
): Promise<void> {
  if (account) await db.delete(signInDelays).where(eq(signInDelays.key, account.key))
  if (!address) return
  await db
    .update(signInDelays)
    .set({
      failures: sql`greatest(0, ${signInDelays.failures} - 1)`,
      until: sql`case when ${signInDelays.failures} - 1 < ${address.free} then null else ${signInDelays.until} end`,
    })
    .where(eq(signInDelays.key, address.key))
}
