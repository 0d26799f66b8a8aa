import type { Language } from '../../../domain/language.ts'
import { speak } from '../../../text/speak.ts'

export type Placed = { name: string; unit: string; title: string; staffNumber: string }

/** By where somebody is and what they are, beside their name. */
export function nameAndPlace({ name, unit, title, staffNumber }: Placed, language: Language): string {
  const place = [unit, title, staffNumber].filter(Boolean).join(' ')
  return place ? speak(language)('person.namesake', { name, place }) : name
}

/** Those of one name are told apart by where they are and what they are. */
export function toldApart<P extends Placed>(people: readonly P[], language: Language): P[] {
  const count = new Map<string, number>()
  for (const { name } of people) count.set(name, (count.get(name) ?? 0) + 1)
  return people.map(person =>
    (count.get(person.name) ?? 0) > 1 ? { ...person, name: nameAndPlace(person, language) } : person,
  )
}
