import type { Field, Section } from './field.ts'

/** What an authority decided: on which day, under which number; who it was where the one who wrote it said so. */
export type AuthorityDecision = { authority: string | null; day: string; number: string }

/** Offered where an authority is named; any other may be typed. */
export const usualAuthorities = [
  '銓敘部',
  '考試院',
  '教育部',
  '教育局',
  '教育處',
  '市政府',
  '縣政府',
  '戶政事務所',
  '內政部',
]

/** The fields of a section on which an authority may have the last word. */
export function fieldsOfAuthorities(section: Section): readonly Field[] {
  return section.fields.filter(field => [field.decidedBy, field.decidedElsewhereBy].includes('authority'))
}
