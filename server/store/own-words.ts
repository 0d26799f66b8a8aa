import { eq } from 'drizzle-orm'
import { birthdayWords, schoolWords } from '../domain/own-words.ts'
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
  return [
    person?.name ?? '',
    String(basic?.['id_no'] ?? ''),
    ...birthdayWords(String(basic?.['birth_date'] ?? '')),
    ...schools.flatMap(({ name }) => schoolWords(name)),
  ]
}
