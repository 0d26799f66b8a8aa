import type { Language } from '../../../domain/language.ts'
import { speak } from '../../../text/speak.ts'

export type Placed = { name: string; unit: string; title: string; staffNumber: string }

/** Those of one name are told apart by where they are and what they are. */
export function toldApart<P extends Placed>(people: readonly P[], language: Language): P[] {
  const t = speak(language)
  const count = new Map<string, number>()
  for (const { name } of people) count.set(name, (count.get(name) ?? 0) + 1)
  return people.map(person => {
    const { name, unit, title, staffNumber } = person
    const place = [unit, title, staffNumber].filter(Boolean).join(' ')
    return place && (count.get(name) ?? 0) > 1 ? { ...person, name: t('person.namesake', { name, place }) } : person
  })
}
