import { eq } from 'drizzle-orm'
import {
  birthdayWords,
  idWords,
  latinWords,
  loginWords,
  nameWords,
  schoolWords,
  siteWords,
} from '../../domain/account/own-words.ts'
import type { Db } from '../database/database.ts'
import type { KeyRing } from '../database/sealing.ts'
import { ofPerson } from '../record/records.ts'
import { agencies, assignments, people } from '../schema.ts'

/** Whose password it is; the login name is often chosen at the same moment. `baseUrl` is where the site is. */
export type Whose = { personId: string; loginName: string; baseUrl: string }

/**
 * What others know about a person and what may therefore not stand in their password: login name, name, ID number,
 * birthday, every agency they ever worked at, and the name of the site.
 */
export async function ownWords(db: Db, ring: KeyRing, { personId, loginName, baseUrl }: Whose): Promise<string[]> {
  const [person] = await db.select({ name: people.name }).from(people).where(eq(people.id, personId))
  const schools = await db
    .selectDistinct({ name: agencies.name })
    .from(assignments)
    .innerJoin(agencies, eq(agencies.id, assignments.agencyId))
    .where(eq(assignments.personId, personId))
  const basic = (await ofPerson(db, ring, personId)).find(({ section }) => section === 'basic')?.data
  const name = person?.name ?? ''
  const kept = (field: string) => String(basic?.[field] ?? '')
  return [
    ...loginWords(loginName),
    ...siteWords(baseUrl),
    ...nameWords(name),
    ...[name, kept('name_roman'), kept('name_en')].flatMap(latinWords),
    ...idWords(kept('id_no')),
    ...birthdayWords(kept('birth_date')),
    ...schools.flatMap(({ name }) => schoolWords(name)),
  ]
}
