import { tidy } from '../typed-text.ts'

export const personNameRefusals = ['person.refused.name-blank', 'person.refused.name-long'] as const
export type PersonNameRefusal = (typeof personNameRefusals)[number]

/** In code points, as the basic data keeps it. */
export const longestName = 50

/** A name as typed, in NFC with single blanks. Rare characters stay as they are. */
export function readPersonName(typed: string): { ok: true; value: string } | { ok: false; why: PersonNameRefusal } {
  const value = tidy(typed).replace(/\s+/g, ' ')
  if (value === '') return { ok: false, why: 'person.refused.name-blank' }
  if ([...value].length > longestName) return { ok: false, why: 'person.refused.name-long' }
  return { ok: true, value }
}
