import { and, asc, desc, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import * as events from '../database/events.ts'
import { accounts, correctedDisclosures, corrections, disclosures, people } from '../schema.ts'

const teller = alias(people, 'teller')

const columns = {
  id: correctedDisclosures.id,
  agencyId: correctedDisclosures.agencyId,
  correctionId: correctedDisclosures.correctionId,
  number: corrections.number,
  /** Whose HR decided it. */
  decidingAgencyId: corrections.agencyId,
  personId: corrections.personId,
  name: people.name,
  section: corrections.section,
  fields: correctedDisclosures.fields,
  recipients: disclosures.recipients,
  purpose: disclosures.purpose,
  leftAt: disclosures.leftAt,
  correctedAt: correctedDisclosures.correctedAt,
  toldDay: correctedDisclosures.toldDay,
  toldHow: correctedDisclosures.toldHow,
  toldByName: teller.name,
  acknowledgedDay: correctedDisclosures.acknowledgedDay,
}

const rows = (db: Db) =>
  db
    .select(columns)
    .from(correctedDisclosures)
    .innerJoin(disclosures, and(eq(disclosures.id, correctedDisclosures.disclosureId), isNotNull(disclosures.leftAt)))
    .innerJoin(corrections, eq(corrections.id, correctedDisclosures.correctionId))
    .innerJoin(people, eq(people.id, corrections.personId))
    .leftJoin(accounts, eq(accounts.id, correctedDisclosures.toldBy))
    .leftJoin(teller, eq(teller.id, accounts.personId))

export type Corrected = Awaited<ReturnType<typeof ofCorrection>>[number]
export type Place = { at: Date; id: string }

/** Whoever is to hear of what an agency corrected: those who have not first of all asked for, oldest first. */
export async function ofAgency(
  db: Db,
  agencyId: string,
  { isOpen, after, limit }: { isOpen: boolean; after?: Place | undefined; limit: number },
): Promise<Corrected[]> {
  const { correctedAt, id } = correctedDisclosures
  const behind: SQL | undefined = after
    ? isOpen
      ? sql`(${correctedAt}, ${id}) > (${after.at}, ${after.id}::uuid)`
      : sql`(${correctedAt}, ${id}) < (${after.at}, ${after.id}::uuid)`
    : undefined
  const direction = isOpen ? asc : desc
  return rows(db)
    .where(
      and(
        eq(correctedDisclosures.agencyId, agencyId),
        isOpen ? isNull(correctedDisclosures.toldDay) : undefined,
        behind,
      ),
    )
    .orderBy(direction(correctedAt), direction(id))
    .limit(limit)
}

/** The same of one correction, whichever agency gave it. */
export async function ofCorrection(db: Db, correctionId: string) {
  return rows(db)
    .where(eq(correctedDisclosures.correctionId, correctionId))
    .orderBy(asc(correctedDisclosures.correctedAt), asc(correctedDisclosures.id))
}

export async function find(db: Db, id: string): Promise<Corrected | undefined> {
  const [row] = await rows(db).where(eq(correctedDisclosures.id, id))
  return row
}

/** That a recipient was told; false where somebody noted it before. */
export async function setTold(
  tx: Db,
  id: string,
  { day, how }: { day: string; how: string },
  by: By & { accountId: string },
  at: Date,
): Promise<boolean> {
  const [row] = await tx
    .update(correctedDisclosures)
    .set({ toldDay: day, toldHow: how, toldBy: by.accountId, toldFor: by.actingFor ?? null })
    .where(and(eq(correctedDisclosures.id, id), isNull(correctedDisclosures.toldDay)))
    .returning({ correctionId: correctedDisclosures.correctionId })
  if (row) await events.add(tx, { what: 'recipient.told', about: row.correctionId, by, at, details: { day } })
  return row !== undefined
}

/** That a recipient who was told has confirmed it; false where nobody told them, or it was noted before. */
export async function setAcknowledged(tx: Db, id: string, day: string, by: By, at: Date): Promise<boolean> {
  const [row] = await tx
    .update(correctedDisclosures)
    .set({ acknowledgedDay: day })
    .where(
      and(
        eq(correctedDisclosures.id, id),
        isNotNull(correctedDisclosures.toldDay),
        isNull(correctedDisclosures.acknowledgedDay),
      ),
    )
    .returning({ correctionId: correctedDisclosures.correctionId })
  if (row) await events.add(tx, { what: 'recipient.acknowledged', about: row.correctionId, by, at, details: { day } })
  return row !== undefined
}
