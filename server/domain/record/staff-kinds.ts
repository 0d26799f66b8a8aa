import type { Condition, Section } from './field.ts'

/** By codes of `staff_kinds`. What is not named here any kind may have, and none must. */
type ByKind = { must?: readonly string[]; never?: readonly string[] }

const school = ['principal', 'teacher', 'acting_teacher', 'hourly_teacher']
const hired = ['contract', 'temporary', 'worker']
const contracted = ['teacher', 'acting_teacher', 'hourly_teacher', 'contract', 'temporary']
const everybody = [...school, 'civil', 'instructor', ...hired]

/** Fields of a post: the kind is that of the post itself. */
const fields: Record<string, ByKind> = {
  position_no: { must: ['civil'], never: [...school, ...hired] },
  rank_from: { must: ['civil'], never: [...school, ...hired] },
  rank_to: { never: [...school, ...hired] },
  series: { must: ['civil'], never: [...school, ...hired] },
  no_qual: { never: [...school, ...hired] },
  cont_from: { must: contracted },
  cont_to: { must: contracted },
}

/**
 * Sections: who holds a post of such a kind today must have a row (`unless` that holds for the post), whoever is of one
 * at an agency must (`mustHere`), and a row belongs to no time of the others.
 */
export const sectionsByKind: Record<string, ByKind & { mustHere?: readonly string[]; unless?: Condition }> = {
  education: { mustHere: everybody },
  post: { mustHere: everybody },
  qualification: { must: ['civil'], unless: { field: 'no_qual', is: [true] }, never: [...school, ...hired] },
  teacher_salary: { must: ['teacher'], never: ['civil', 'instructor', 'hourly_teacher', ...hired] },
  teacher_cert: { must: ['principal', 'teacher'] },
}

/** A section whose rows name a kind of staff, with what that kind must have and may not have in it. */
export function withKinds(section: Section): Section {
  if (section.id !== 'post') return section
  const is = (kinds: readonly string[]): Condition => ({ field: 'staff_kind', is: kinds })
  return {
    ...section,
    fields: section.fields.map(field => {
      const { must, never } = fields[field.id] ?? {}
      return { ...field, ...(must && { required: is(must) }), ...(never && { absent: is(never) }) }
    }),
  }
}

/**
 * Whether a section can apply to somebody who holds or held posts of these kinds: one that was a civil servant keeps
 * what a teacher does not have. Of whom no post is known anything may apply.
 */
export function mayApply(section: string, kinds: readonly string[]): boolean {
  const never = sectionsByKind[section]?.never ?? []
  return kinds.length === 0 || kinds.some(kind => !never.includes(kind))
}

/** The kinds of staff of the posts of a record, today's and past ones. */
export const kindsOf = (rows: readonly { section: string; data: Record<string, unknown> }[]): string[] => [
  ...new Set(
    rows.flatMap(({ section, data }) =>
      section === 'post' && typeof data['staff_kind'] === 'string' ? [data['staff_kind']] : [],
    ),
  ),
]
