import type { Actor } from '../../domain/agency/actor.ts'
import { foldName } from '../../domain/name-text.ts'
import { normaliseId } from '../../domain/national-id.ts'
import * as people from '../../store/person/people.ts'
import { idIndex } from '../../store/record/records.ts'
import type { Deps } from '../../web/deps.ts'

/**
 * Tells who of these people is meant by a number or a name as typed: nobody, one, or all who have that name; a number
 * somebody had before tells nothing of those whom `by` stands in for.
 */
export async function whoIsAmong(
  { db, ring }: Pick<Deps, 'db' | 'ring'>,
  here: readonly { id: string; name: string }[],
  keys: readonly string[],
  by: Pick<Actor, 'deputyFor'>,
): Promise<(key: string) => readonly string[]> {
  const ids = new Set(here.map(({ id }) => id))
  const byName = new Map<string, string[]>()
  for (const { id, name } of here) byName.set(foldName(name), [...(byName.get(foldName(name)) ?? []), id])
  const numbers = new Map(keys.filter(isNumber).map(key => [key, idIndex(ring, key)]))
  const notOf = by.deputyFor.map(({ personId }) => personId)
  const byNumber = await people.byIdNumbers(db, [...numbers.values()], notOf)
  return key => {
    const number = numbers.get(key)
    if (number === undefined) return byName.get(foldName(key)) ?? []
    return [byNumber.get(number)].flatMap(id => (id && ids.has(id) ? id : []))
  }
}

// no name has two digits, and the shortest passport number five signs
const isNumber = (key: string) => /^(?=(.*\d){2})[A-Z0-9]{5,20}$/.test(normaliseId(key))
