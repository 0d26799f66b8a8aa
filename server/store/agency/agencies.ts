import type { StrongProofRule } from '../../domain/agency/strong-proof-rule.ts'
import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import { alias, unionAll } from 'drizzle-orm/pg-core'
import { hrRoles } from '../../domain/agency/actor.ts'
import { circleIn } from '../../domain/agency/agency.ts'
import { foldName } from '../../domain/name-text.ts'
import type { Db } from '../database/database.ts'
import { foldedName } from '../database/folded-names.ts'
import { inForce } from '../database/in-force.ts'
import { accounts, agencies, assignments, people, roleGrants } from '../schema.ts'

export type Agency = typeof agencies.$inferSelect
export type AgencyFields = Pick<Agency, 'code' | 'name' | 'kind' | 'adminParentId' | 'hrParentId'> & {
  formerNames?: string[]
}

/** Those of these that there are. */
export async function withIds(db: Db, ids: readonly string[]): Promise<Agency[]> {
  return db.select().from(agencies).where(inArray(agencies.id, ids))
}

/**
 * Agencies by code, of which name and code hold every word where some are given, as names are compared; `isPart` where
 * more fit than `most`.
 */
export async function found(
  db: Db,
  { search, most }: { search: string; most: number },
): Promise<{ agencies: Agency[]; isPart: boolean }> {
  const text = foldedName(sql`(${agencies.code} || ' ' || ${agencies.name})`)
  const words = search.split(/\s+/).map(foldName).filter(Boolean)
  const rows = await db
    .select()
    .from(agencies)
    .where(and(...words.map(word => sql`position(${word} in ${text}) > 0`)))
    .orderBy(asc(agencies.code))
    .limit(most + 1)
  return { agencies: rows.slice(0, most), isPart: rows.length > most }
}

export async function find(db: Db, id: string): Promise<Agency | undefined> {
  const [row] = await db.select().from(agencies).where(eq(agencies.id, id))
  return row
}

/** The names that an agency had and no other bears today: by these alone a post is known to have been there. */
export async function ownFormerNames(db: Db, { id, formerNames }: Agency): Promise<string[]> {
  if (formerNames.length === 0) return []
  const others = await db
    .select({ name: agencies.name })
    .from(agencies)
    .where(and(ne(agencies.id, id), inArray(foldedName(agencies.name), formerNames.map(foldName))))
  const taken = new Set(others.map(({ name }) => foldName(name)))
  return formerNames.filter(name => !taken.has(foldName(name)))
}

/** `code` is nine digits and a letter; a code that is taken is `agency.refused.code-taken`. */
export async function add(
  db: Db,
  agency: AgencyFields,
  at: Date,
): Promise<{ ok: true; id: string } | { ok: false; why: 'agency.refused.code-taken' }> {
  const [row] = await db
    .insert(agencies)
    .values({ ...agency, createdAt: at })
    .onConflictDoNothing({ target: agencies.code })
    .returning({ id: agencies.id })
  return row ? { ok: true, id: row.id } : { ok: false, why: 'agency.refused.code-taken' }
}

/**
 * Changes an agency; the name that it had until now is kept among its former ones. Others who change agencies wait
 * meanwhile, so that two changes cannot close a circle of parents together; runs inside the caller's transaction.
 */
export async function update(
  tx: Db,
  id: string,
  agency: AgencyFields,
): Promise<
  | { ok: true }
  | { ok: false; why: 'agency.refused.code-taken' | 'agency.refused.admin-circle' | 'agency.refused.hr-circle' }
> {
  await tx.execute(sql`lock table ${agencies} in share row exclusive mode`)
  const all = await tx.select().from(agencies)
  const [others, before] = [all.filter(one => one.id !== id), all.find(one => one.id === id)]
  if (others.some(other => other.code === agency.code)) return { ok: false, why: 'agency.refused.code-taken' }
  const circle = circleIn(others, { ...agency, id })
  if (circle) return { ok: false, why: circle }
  const named = [...(agency.formerNames ?? before?.formerNames ?? []), before?.name ?? '']
  const formerNames = [...new Set(named)].filter(name => name !== '' && name !== agency.name)
  await tx
    .update(agencies)
    .set({ ...agency, formerNames })
    .where(eq(agencies.id, id))
  return { ok: true }
}

/** A page of all agencies by code, each with the name of its HR parent and how many hold an HR role there today. */
export async function overview(db: Db, today: string, { limit, offset }: { limit: number; offset: number }) {
  const page = db.select().from(agencies).orderBy(asc(agencies.code)).limit(limit).offset(offset).as('page')
  const rows = await db
    .select({
      id: page.id,
      code: page.code,
      name: page.name,
      kind: page.kind,
      hrParentId: page.hrParentId,
      hrParentName: above.name,
      secondReviewerId: page.secondReviewerId,
      hrParentHasHr: sql<boolean>`exists (select 1 from ${roleGrants}
        where ${roleGrants.agencyId} = ${page.hrParentId} and ${and(inArray(roleGrants.role, hrRoles), inForce(roleGrants, today))})`,
      hrPeople: sql<number>`(select count(distinct ${roleGrants.accountId})::int from ${roleGrants}
        where ${roleGrants.agencyId} = ${page.id} and ${and(inArray(roleGrants.role, hrRoles), inForce(roleGrants, today))})`,
      count: db.$count(agencies),
    })
    .from(page)
    .leftJoin(above, eq(above.id, page.hrParentId))
    .orderBy(asc(page.code))
  return { rows, count: rows[0]?.count ?? 0 }
}

const above = alias(agencies, 'above')

/**
 * Who may be the second person of an agency without HR parent: its own people who do no HR work there, and the chiefs
 * of other HR offices. `search` is a part of the name, or blank, `only` one of their accounts; `isPart` where more fit
 * than `most`.
 */
export async function possibleSecondReviewers(
  db: Db,
  agencyId: string,
  today: string,
  { search = '', only, most = 1 }: { search?: string; only?: string | undefined; most?: number },
) {
  const isAsked = and(
    ne(accounts.state, 'closed'),
    inForce(assignments, today),
    only === undefined ? undefined : eq(accounts.id, only),
    search ? sql`position(${foldName(search)} in ${assignments.folded}) > 0` : undefined,
  )
  const served = and(eq(roleGrants.agencyId, assignments.agencyId), inForce(roleGrants, today))
  const columns = {
    accountId: accounts.id,
    name: assignments.name,
    title: assignments.title,
    agencyId: assignments.agencyId,
  }
  const own = db
    .select(columns)
    .from(assignments)
    .innerJoin(accounts, eq(accounts.personId, assignments.personId))
    .where(
      and(
        eq(assignments.agencyId, agencyId),
        isAsked,
        sql`not exists (select 1 from ${roleGrants} where ${and(
          eq(roleGrants.accountId, accounts.id),
          served,
          inArray(roleGrants.role, hrRoles),
        )})`,
      ),
    )
  const chiefs = db
    .select(columns)
    .from(roleGrants)
    .innerJoin(accounts, eq(accounts.id, roleGrants.accountId))
    .innerJoin(assignments, and(eq(assignments.personId, accounts.personId), served))
    .where(and(eq(roleGrants.role, 'hr_chief'), ne(roleGrants.agencyId, agencyId), isAsked))
  const all = unionAll(own, chiefs).as('possible')
  const rows = await db
    .select({
      accountId: all.accountId,
      name: all.name,
      title: all.title,
      agencyId: agencies.id,
      agencyName: agencies.name,
    })
    .from(all)
    .innerJoin(agencies, eq(agencies.id, all.agencyId))
    .orderBy(sql`${agencies.id} = ${agencyId} desc`, asc(agencies.code), asc(all.name), asc(all.accountId))
    .limit(most + 1)
  const seen = new Set<string>()
  const people = rows.slice(0, most).filter(row => !seen.has(row.accountId) && seen.add(row.accountId))
  return { people, isPart: rows.length > most }
}

/** The name of the account named as second reviewer. */
export async function secondReviewer(db: Db, agency: Agency): Promise<string | undefined> {
  if (!agency.secondReviewerId) return undefined
  const [row] = await db
    .select({ name: people.name })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(eq(accounts.id, agency.secondReviewerId))
  return row?.name
}

export async function nameSecondReviewer(tx: Db, id: string, accountId: string | null): Promise<void> {
  await tx.update(agencies).set({ secondReviewerId: accountId }).where(eq(agencies.id, id))
}

/** What a password alone may not do; false when it was so already. */
export async function setStrongProof(tx: Db, id: string, rule: StrongProofRule): Promise<boolean> {
  const set = await tx
    .update(agencies)
    .set({ strongProof: rule })
    .where(and(eq(agencies.id, id), ne(agencies.strongProof, rule)))
    .returning({ id: agencies.id })
  return set.length === 1
}

/** For how many days passwords are good from `today` on, or null; false when it was so already. */
export async function setPasswordDays(tx: Db, id: string, days: number | null, today: string): Promise<boolean> {
  const set = await tx
    .update(agencies)
    .set({ passwordDays: days, passwordDaysSince: days === null ? null : today })
    .where(and(eq(agencies.id, id), sql`${agencies.passwordDays} is distinct from ${days}`))
    .returning({ id: agencies.id })
  return set.length === 1
}

/** What the HR of an agency chooses a purpose from; null for what every agency begins with. */
export async function purposes(db: Db, id: string): Promise<string[] | null> {
  const [row] = await db.select({ purposes: agencies.purposes }).from(agencies).where(eq(agencies.id, id))
  return row?.purposes ?? null
}

/** Sets them; false when they were so already. */
export async function setPurposes(tx: Db, id: string, purposes: string[] | null): Promise<boolean> {
  const set = await tx
    .update(agencies)
    .set({ purposes })
    .where(
      and(eq(agencies.id, id), sql`${agencies.purposes} is distinct from ${sql.param(purposes, agencies.purposes)}`),
    )
    .returning({ id: agencies.id })
  return set.length === 1
}
