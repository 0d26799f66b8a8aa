import { eq } from 'drizzle-orm'
import { birthdayWords, idWords, latinWords, nameWords, schoolWords } from '../domain/own-words.ts'
import type { Db } from './database.ts'
import { ofPerson } from './records.ts'
import { agencies, assignments, people } from './schema.ts'
import type { KeyRing } from './sealing.ts'

/**
 * What others know about a person and what may therefore not stand in their password: name, ID number, birthday, and
 * every agency they ever worked at. The login name is not among them, since it is often chosen at the same moment.
 */
export async function ownWords(db: Db, ring: KeyRing, personId: string): Promise<string[]> {
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
    ...nameWords(name),
    ...[name, kept('name_roman'), kept('name_en')].flatMap(latinWords),
    ...idWords(kept('id_no')),
    ...birthdayWords(kept('birth_date')),
    ...schools.flatMap(({ name }) => schoolWords(name)),
  ]
}
