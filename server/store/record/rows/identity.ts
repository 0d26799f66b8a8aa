import { and, eq, sql } from 'drizzle-orm'
import { foldName } from '../../../domain/name-text.ts'
import type { Db } from '../../database/database.ts'
import type { KeyRing } from '../../database/sealing.ts'
import { violates } from '../../database/unique.ts'
import { people } from '../../schema.ts'
import { idIndex } from '../sealed-rows.ts'

/** The names of the lists and the blind index follow the basic data. False when another person has that number. */
export async function keepIdentity(
  tx: Db,
  ring: KeyRing,
  change: { personId: string; data: Record<string, unknown> },
): Promise<boolean> {
  const { id_no: number, name_zh: name } = change.data
  if (typeof number !== 'string' || typeof name !== 'string') return true
  const idNumberIndex = idIndex(ring, number)
  const [other] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.idNumberIndex, idNumberIndex), sql`${people.id} <> ${change.personId}`))
  if (other) return false
  return !(await violates(tx, 'people_id_number_index_unique', inner =>
    inner
      .update(people)
      .set({ name, idNumberIndex, otherNames: otherNamesIn(change.data) })
      .where(eq(people.id, change.personId)),
  ))
}

const longestKept = 200

/** As the lists look for them; what is folded may be longer than it was, and an index holds no long text. */
const otherNamesIn = ({ name_roman: romanised, name_en: english }: Record<string, unknown>): string =>
  [romanised, english]
    .map(name => (typeof name === 'string' ? [...foldName(name)].slice(0, longestKept).join('') : ''))
    .filter(Boolean)
    .join('\n')
