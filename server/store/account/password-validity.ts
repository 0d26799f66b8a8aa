import { and, eq, isNotNull, sql, type Placeholder, type SQL } from 'drizzle-orm'
import { passwordUntil, type ValidityRule } from '../../domain/account/password-validity.ts'
import { legalDay } from '../../domain/clock.ts'
import type { Db } from '../database/database.ts'
import { inForce } from '../database/in-force.ts'
import { accounts, agencies, assignments, people } from '../schema.ts'

// a column chosen from one table alone is written without its name: every query with this one joins another
/** What the agencies that somebody works at on a day ask of passwords. */
export const passwordRules = (today: SQL | Placeholder | string) =>
  sql<
    ValidityRule[] | null
  >`(select json_agg(json_build_object('days', ${agencies.passwordDays}, 'since', ${agencies.passwordDaysSince}))
    from ${assignments} join ${agencies} on ${agencies.id} = ${assignments.agencyId}
    where ${assignments.personId} = ${accounts.personId} and ${agencies.passwordDays} is not null
      and ${inForce(assignments, today)})`

/** The last day on which a password changed then is good under these rules; null without one. */
export const untilOf = ({ passwordChangedAt, passwordRules: rules }: Validity): string | null =>
  passwordUntil(passwordChangedAt && legalDay(passwordChangedAt), rules ?? [])

type Validity = { passwordChangedAt: Date | null; passwordRules: ValidityRule[] | null }

/** Passwords that end on a day from `today` to `lastDay` and whose owners were not told of that day. */
export async function ending(db: Db, today: string, lastDay: string): Promise<{ id: string; until: string }[]> {
  const rows = await db
    .select({
      id: accounts.id,
      reminded: accounts.passwordReminded,
      passwordChangedAt: accounts.passwordChangedAt,
      passwordRules: passwordRules(today),
    })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(
      and(eq(accounts.state, 'active'), isNotNull(accounts.passwordHash), sql`${passwordRules(today)} is not null`),
    )
  return rows.flatMap(({ id, reminded, ...row }) => {
    const until = untilOf(row)
    return until && until >= today && until <= lastDay && until !== reminded ? [{ id, until }] : []
  })
}

export async function reminded(tx: Db, id: string, until: string): Promise<void> {
  await tx.update(accounts).set({ passwordReminded: until }).where(eq(accounts.id, id))
}
