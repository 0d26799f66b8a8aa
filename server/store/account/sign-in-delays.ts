import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import {
  allowedQuestions,
  allowedTries,
  countTry,
  holds,
  pauseOf,
  reportsOfPlace,
  triesOfPlace,
  type Allowed,
  type Place,
} from '../../domain/account/sign-in-delay.ts'
import type { Db } from '../database/database.ts'
import { held } from '../database/held.ts'
import type { KeyRing } from '../database/sealing.ts'
import { keyedHash } from '../database/sealing.ts'
import { signInDelays } from '../schema.ts'

/** `key` is a keyed hash, so that no typed account name is kept. */
export type Allowance = { key: string } & Allowed

/** One place, whatever is tried there: signing in and activating count together. */
export function placeAllowance(ring: KeyRing, place: Place): Allowance {
  return { key: keyedHash(ring, 'sign-in-delay', `address\n${place.id}`), ...triesOfPlace(place) }
}

/**
 * One place, by the secret addresses it looks at in vain: apart, since any page of the web can have a browser do that.
 */
export function guessAllowance(ring: KeyRing, place: Place): Allowance {
  return { key: keyedHash(ring, 'guess-delay', place.id), ...triesOfPlace(place) }
}

/** One place, by the numbers of reports it looks for in vain. */
export function reportNumberAllowance(ring: KeyRing, place: Place): Allowance {
  return { key: keyedHash(ring, 'report-number-delay', place.id), ...triesOfPlace(place) }
}

/** One place, by the reports of card checks it sends. */
export function reportAllowance(ring: KeyRing, place: Place): Allowance {
  return { key: keyedHash(ring, 'report-delay', place.id), ...reportsOfPlace(place) }
}

/** One account from one place, by its login name as it is kept; and the place. */
export function accountAllowances(ring: KeyRing, loginName: string, place: Place): Allowance[] {
  const key = keyedHash(ring, 'sign-in-delay', `account\n${loginName}\n${place.id}`)
  return [{ key, ...allowedTries }, placeAllowance(ring, place)]
}

/**
 * Letters to one account that are asked for from one place; and the place. In a browser in which its owner signed in
 * before (`device`), that browser alone, so that nobody else can use up the owner's share.
 */
export function letterAllowances(
  ring: KeyRing,
  { loginName, place, device }: { loginName: string; place: Place; device: string | undefined },
): Allowance[] {
  const of = (text: string) => ({ key: keyedHash(ring, 'letter-delay', text), ...allowedTries })
  if (device) return [of(`device\n${device}`)]
  return [of(`account\n${loginName}\n${place.id}`), placeAllowance(ring, place)]
}

/** One health card from one place, by the ID number it says it belongs to; and the place. */
export function healthCardAllowances(
  ring: KeyRing,
  { idNumber, place }: { idNumber: string; place: Place },
): Allowance[] {
  const key = keyedHash(ring, 'sign-in-delay', `health-card\n${idNumber}\n${place.id}`)
  return [{ key, ...allowedTries }, placeAllowance(ring, place)]
}

/** Numbers that are typed beside one citizen card, from one place; and the place. */
export function citizenCardAllowances(
  ring: KeyRing,
  { issuerFamily, subjectSerial, place }: { issuerFamily: string; subjectSerial: string; place: Place },
): Allowance[] {
  const key = keyedHash(ring, 'sign-in-delay', `citizen-card\n${issuerFamily}\n${subjectSerial}\n${place.id}`)
  return [{ key, ...allowedTries }, placeAllowance(ring, place)]
}

/**
 * A question to somebody's phone from a visitor who is not signed in. `idNumber` is given when it rings: somebody rung
 * three times in vain is left alone for a while, whoever asks. Nobody is kept out by that, because a code to scan rings
 * no phone.
 */
export function phoneAllowances(
  ring: KeyRing,
  { place, browser, idNumber }: { place: Place; browser: string; idNumber?: string },
): Allowance[] {
  const of = <Of extends Allowed>(what: string, text: string, allowed: Of) => ({
    key: keyedHash(ring, 'phone-delay', `${what}\n${text}`),
    ...allowed,
  })
  return [
    ...(idNumber === undefined ? [] : [of('person', idNumber, allowedQuestions.person)]),
    of('browser', browser, allowedQuestions.browser),
    of('place', place.id, triesOfPlace(place)),
  ]
}

/**
 * A question to the phone of somebody who is signed in: what strangers asked of it, or others at the same place, is not
 * counted.
 */
export function ownPhoneAllowances(ring: KeyRing, accountId: string): Allowance[] {
  return [{ key: keyedHash(ring, 'phone-delay', `owner\n${accountId}`), ...allowedQuestions.owner }]
}

/** `since` is the time of the last try that counted; `isPlace` says that others at the same place may have made it. */
export type Wait = { until: Date; since: Date; isPlace: boolean }

/**
 * Counts one try before it is checked, so that tries sent at the same moment cannot slip past the count. While one of
 * the keys waits, nothing is counted or kept.
 */
export async function mayTry(
  db: Db,
  allowances: readonly Allowance[],
  now: Date,
): Promise<{ ok: true } | ({ ok: false } & Wait)> {
  const keys = allowances.map(({ key }) => key).toSorted()
  const ofThese = inArray(signInDelays.key, keys)
  const waits = longest(
    await db
      .select()
      .from(signInDelays)
      .where(and(ofThese, gt(signInDelays.until, now))),
  )
  return (
    waits ??
    db.transaction(async tx => {
      await tx
        .insert(signInDelays)
        .values(keys.map(key => ({ key, failures: 0, lastAt: now })))
        .onConflictDoNothing()
      const rows = await tx.select().from(signInDelays).where(ofThese).orderBy(signInDelays.key).for(held)
      const waits = longest(rows)
      if (waits) return waits
      for (const allowance of allowances) {
        const before = rows.find(({ key }) => key === allowance.key)
        await tx
          .update(signInDelays)
          .set(countTry(before, allowance, now))
          .where(eq(signInDelays.key, allowance.key))
      }
      return { ok: true as const }
    })
  )

  function longest(rows: (typeof signInDelays.$inferSelect)[]) {
    const waits = allowances.flatMap(allowance => {
      const { until, lastAt: since } = rows.find(({ key }) => key === allowance.key) ?? {}
      return until && since && holds(until, allowance, now) ? [{ until, since, isPlace: 'aDay' in allowance }] : []
    })
    const [wait] = waits.toSorted((one, other) => other.until.getTime() - one.until.getTime())
    return wait && { ok: false as const, ...wait }
  }
}

/**
 * After a success: what failed before of the same account, card or browser no longer counts, nor does it against the
 * place. What others tried at that place still does.
 */
export async function forgive(db: Db, allowances: readonly Allowance[]): Promise<void> {
  const own = allowances.filter(one => 'free' in one).map(({ key }) => key)
  const gone =
    own.length === 0
      ? [{ failures: 1 }]
      : await db
          .delete(signInDelays)
          .where(inArray(signInDelays.key, own))
          .returning({ failures: signInDelays.failures })
  // of a person that strangers asked for, too, no more than this browser did
  const tries = gone.length === 0 ? 0 : Math.min(...gone.map(({ failures }) => failures))
  for (const allowance of allowances) {
    if ('free' in allowance || tries === 0) continue
    const seconds = (tries * pauseOf(allowance)) / 1000
    await db
      .update(signInDelays)
      .set({ until: sql`${signInDelays.until} - make_interval(secs => ${seconds})` })
      .where(eq(signInDelays.key, allowance.key))
  }
}
