import { randomBytes, randomUUID } from 'node:crypto'
import { and, asc, desc, eq, inArray, lte, notInArray, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { CertificateKind, SealingOffice } from '../../domain/certificate/certificate.ts'
import { foldName } from '../../domain/name-text.ts'
import { yearNumberIn } from '../../domain/typed-text.ts'
import { countUpTo, mostCounted, told } from '../database/count-up-to.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import * as events from '../database/events.ts'
import { held } from '../database/held.ts'
import { inForceAs } from '../database/in-force.ts'
import { anyNameHolds, wordsOf } from '../database/name-search.ts'
import { openSealed, seal as sealValue, type KeyRing } from '../database/sealing.ts'
import { pageOf, type Stretch } from '../database/stretch.ts'
import { agencies, assignments, certificateNumbers, certificates, people } from '../schema.ts'
import { sealKeyOf } from './seal-key.ts'

type Kept = typeof certificates.$inferSelect
/** `shown`: as pages show it, with numbers masked. `agency`: its name then; the oldest have none. */
export type Texts = { body: string; shown: string; agency?: string }
export type Certificate = Omit<Kept, 'texts' | 'signedText'> & Texts & { signedText: string | null }

const opened = (ring: KeyRing, { texts, signedText, ...row }: Kept): Certificate => ({
  ...row,
  ...(openSealed(ring, texts, `certificate/${row.id}/texts`) as Texts),
  signedText: signedText && (openSealed(ring, signedText, `certificate/${row.id}/signed`) as string),
})

type New = {
  personId: string
  agencyId: string
  kind: CertificateKind
  templateVersion: number
  purpose: string
  texts: Texts
}

/**
 * In the caller's transaction, which holds the person; its id. Of each kind one may wait: undefined where one does
 * already.
 */
export async function prepare(
  tx: Db,
  ring: KeyRing,
  { texts, ...certificate }: New,
  by: By & { accountId: string },
  at: Date,
): Promise<string | undefined> {
  const { personId, kind, agencyId } = certificate
  const id = randomUUID()
  const isSame = and(
    eq(certificates.personId, personId),
    eq(certificates.agencyId, agencyId),
    eq(certificates.kind, kind),
    eq(certificates.state, 'prepared'),
  )
  const [waiting] = await tx.select({ id: certificates.id }).from(certificates).where(isSame).limit(1)
  if (waiting) return undefined
  const kept = sealValue(ring, texts, `certificate/${id}/texts`)
  await tx
    .insert(certificates)
    .values({ ...certificate, id, texts: kept, state: 'prepared', preparedBy: by.accountId, preparedAt: at })
  await events.add(tx, { what: 'certificate.prepared', about: id, by, at, details: { kind } })
  return id
}

/** `text` is what is signed, of the number and the address that it gets. */
export type Sealing = {
  rocYear: number
  issuedDay: string
  maskedName: string
  text: (given: { number: string; token: string }) => string
}

/** Numbers and signs a certificate that waits, in the caller's transaction; undefined when it waits no more. */
export async function seal(
  tx: Db,
  ring: KeyRing,
  id: string,
  { rocYear, issuedDay, maskedName, text }: Sealing,
  by: By & { accountId: string },
  at: Date,
): Promise<string | undefined> {
  const isWaiting = and(eq(certificates.id, id), eq(certificates.state, 'prepared'))
  const [waiting] = await tx.select({ id: certificates.id }).from(certificates).where(isWaiting).for(held)
  if (!waiting) return undefined
  const number = await nextNumber(tx, rocYear)
  const token = randomBytes(16).toString('base64url')
  const signed = text({ number, token })
  await tx
    .update(certificates)
    .set({
      state: 'sealed',
      number,
      token,
      issuedDay,
      maskedName,
      signedText: sealValue(ring, signed, `certificate/${id}/signed`),
      signature: sealKeyOf(ring).sign(signed),
      sealedBy: by.accountId,
      sealedFor: by.actingFor ?? null,
      sealedAt: at,
    })
    .where(isWaiting)
  await events.add(tx, { what: 'certificate.sealed', about: id, by, at, details: { number } })
  return number
}

/** Ends a certificate that waits or is valid; undefined when it is neither any more. */
export async function revoke(
  tx: Db,
  id: string,
  reason: string,
  by: By & { accountId: string },
  at: Date,
): Promise<{ wasSealed: boolean } | undefined> {
  const [row] = await tx
    .update(certificates)
    .set({ state: 'revoked', revokedBy: by.accountId, revokedAt: at, revokeReason: reason })
    .where(and(eq(certificates.id, id), inArray(certificates.state, ['prepared', 'sealed'])))
    .returning({ number: certificates.number })
  if (row) await events.add(tx, { what: 'certificate.revoked', about: id, by, at })
  return row && { wasSealed: row.number !== null }
}

/** The certificates of a person at an agency, or of all where none is named; the newest first. */
export async function ofPerson(db: Db, ring: KeyRing, personId: string, agencyId?: string): Promise<Certificate[]> {
  const rows = await db
    .select()
    .from(certificates)
    .where(and(eq(certificates.personId, personId), agencyId ? eq(certificates.agencyId, agencyId) : undefined))
    .orderBy(desc(certificates.preparedAt), desc(certificates.id))
    .limit(mostShown)
  return rows.map(row => opened(ring, row))
}

export async function find(db: Db, ring: KeyRing, id: string): Promise<Certificate | undefined> {
  const [row] = await db.select().from(certificates).where(eq(certificates.id, id))
  return row && opened(ring, row)
}

// asked for what is on a page: joined to, all people would be read where there are few certificates; with the name of
// the table, which columns of a single one are written without
const nameOfPerson = sql<string>`(select of.name from people of where of.id = certificates.person_id)`

/**
 * Certificates of an agency with the names of those whom they are about, and whether these work there `today`: a page
 * of them, the newest first. `search` is a part of a name, or a number of one.
 */
export async function ofAgency(
  db: Db,
  { agencyId, today }: { agencyId: string; today: string },
  { search = '', kind, state }: { search?: string | undefined; kind?: string | undefined; state?: string | undefined },
  stretch: Stretch,
) {
  const { after, before, limit } = stretch
  const cursor = after ?? before
  const words = sql`${sql.param(wordsOf(search))}::text[]`
  const isAsked = and(
    eq(certificates.agencyId, agencyId),
    kind ? sql`${certificates.kind} = ${kind}` : undefined,
    state ? sql`${certificates.state} = ${state}` : undefined,
    isNumber(search) ? eq(certificates.number, yearNumberIn(search) ?? '') : undefined,
    search && !isNumber(search)
      ? sql`(select ${anyNameHolds(sql`${foldName(search)}`, words)}
      from ${people} where ${people.id} = ${certificates.personId})`
      : undefined,
  )
  const isBeyond = cursor
    ? sql`(${certificates.preparedAt}, ${certificates.id}) ${sql.raw(after ? '<' : '>')}
        (select there.prepared_at, there.id from ${certificates} there
          where there.id = ${cursor}::uuid and there.agency_id = ${agencyId})`
    : undefined
  const order = before ? asc : desc
  const page = { limit: limit + 1, offset: 0 }
  const rows = await db
    .select({
      id: certificates.id,
      personId: certificates.personId,
      name: nameOfPerson,
      kind: certificates.kind,
      state: certificates.state,
      number: certificates.number,
      preparedAt: certificates.preparedAt,
      issuedDay: certificates.issuedDay,
      isHere: sql<boolean>`exists (select from assignments here where here.person_id = certificates.person_id
        and here.agency_id = certificates.agency_id and here.from_day <= ${today}::date
        and coalesce(here.until_day, 'infinity'::date) >= ${today}::date)`,
      count: countUpTo(certificates, isAsked, mostCounted(page)),
    })
    .from(certificates)
    .where(and(isAsked, isBeyond))
    .orderBy(order(certificates.preparedAt), order(certificates.id))
    .limit(limit + 1)
  return { ...pageOf(rows, stretch), ...told(rows[0]?.count ?? 0, page) }
}

/** Whether what was typed is the number of a certificate. */
export const isNumber = (typed: string): boolean => yearNumberIn(typed) !== undefined

/** Who could seal what an agency certifies of somebody, and which agency stands above it. */
export async function officeOf(
  db: Db,
  { agencyId, personId }: { agencyId: string; personId: string },
  today: string,
): Promise<SealingOffice> {
  const [office] = await db
    .select({ hasOtherChief: hasOtherChief(sql`${agencyId}::uuid`, sql`${personId}::uuid`, today), hrParentId })
    .from(agencies)
    .where(eq(agencies.id, agencyId))
  return office ?? { hasOtherChief: false, hrParentId: null }
}

/**
 * SQL: somebody else than a person, and no deputy of theirs, is HR chief of an agency on a day; one who is suspended
 * counts while another person stands in for them.
 */
const hasOtherChief = (agency: SQLWrapper, person: SQLWrapper, today: string): SQL<boolean> =>
  sql<boolean>`exists (select from role_grants chief join accounts who on who.id = chief.account_id
    where chief.agency_id = ${agency} and chief.role = 'hr_chief' and who.state <> 'closed'
      and who.person_id <> ${person} and ${inForceAs('chief', today)}
      and (who.state <> 'suspended' or exists (select from deputies acts
        join accounts deputy on deputy.id = acts.deputy_id
        where acts.represented_id = who.id and acts.agency_id = chief.agency_id and deputy.person_id <> ${person}
          and acts.agreed_at is not null and acts.ended_at is null and ${inForceAs('acts', today)}))
      and not exists (select from deputies stands join accounts represented on represented.id = stands.represented_id
        where stands.deputy_id = who.id and represented.person_id = ${person} and stands.agreed_at is not null
          and stands.ended_at is null and ${inForceAs('stands', today)}))`
const { hrParentId } = agencies

/** What a chief may seal: not of these people, who are themselves and whom they represent. */
type Sealer = { agencyId: string; not: readonly string[]; today: string }

const isToSeal = ({ agencyId, not, today }: Sealer) =>
  and(
    eq(certificates.state, 'prepared'),
    notInArray(certificates.personId, [...not]),
    or(
      eq(certificates.agencyId, agencyId),
      and(
        // by the index of those that wait, of few agencies
        inArray(
          certificates.agencyId,
          sql`(select id from agencies below where below.hr_parent_id = ${agencyId}::uuid)`,
        ),
        sql`not ${hasOtherChief(certificates.agencyId, certificates.personId, today)}`,
      ),
    ),
  )

/** How many wait for the seal of a chief, here and of agencies below that have nobody else who may. */
export const countToSeal = (db: Db, sealer: Sealer): Promise<number> => db.$count(certificates, isToSeal(sealer))

/** The same, the oldest first, with whom they are about and which agency made them. */
export const toSeal = (db: Db, sealer: Sealer, limit: number) =>
  db
    .select({
      id: certificates.id,
      personId: certificates.personId,
      name: nameOfPerson,
      kind: certificates.kind,
      state: certificates.state,
      number: certificates.number,
      preparedAt: certificates.preparedAt,
      issuedDay: certificates.issuedDay,
      agencyId: certificates.agencyId,
      agencyName: sql<string>`(select of.name from agencies of where of.id = certificates.agency_id)`,
    })
    .from(certificates)
    .where(isToSeal(sealer))
    .orderBy(asc(certificates.preparedAt), asc(certificates.id))
    .limit(limit)

/**
 * The last day at an agency of somebody who works nowhere any more; null while they work somewhere, or never did here.
 */
export async function lastDayAt(db: Db, personId: string, agencyId: string, today: string): Promise<string | null> {
  const until = sql`coalesce(${assignments.until}, 'infinity'::date)`
  const [found] = await db
    .select({
      day: sql<string | null>`case when max(${until}) < ${today}::date
        then (max(${until}) filter (where ${assignments.agencyId} = ${agencyId}::uuid))::text end`,
    })
    .from(assignments)
    .where(and(eq(assignments.personId, personId), lte(assignments.from, today)))
  return found?.day ?? null
}

/** What anybody reads who has the address on a certificate: nothing that is not on it, and no whole name. */
export async function ofToken(db: Db, token: string) {
  const [row] = await db
    .select({
      state: certificates.state,
      number: certificates.number,
      issuedDay: certificates.issuedDay,
      maskedName: certificates.maskedName,
    })
    .from(certificates)
    .where(eq(certificates.token, token))
  return row
}

const mostShown = 200

/** Without gaps, since it is drawn in the transaction that seals. */
async function nextNumber(tx: Db, rocYear: number): Promise<string> {
  const [row] = await tx
    .insert(certificateNumbers)
    .values({ rocYear, last: 1 })
    .onConflictDoUpdate({ target: certificateNumbers.rocYear, set: { last: sql`${certificateNumbers.last} + 1` } })
    .returning({ last: certificateNumbers.last })
  return `${rocYear}-${String(row?.last ?? 1).padStart(6, '0')}`
}
