import type { Actor } from '../agency/actor.ts'
import { hasRole, hrRoles } from '../agency/actor.ts'
import { may, mayPrint, type Asker, type Subject } from '../record/access.ts'
import { sectionOf } from '../record/sections.ts'
import { isFact } from './columns.ts'

/** What files are made of: the person's own record, columns of the records of many, or those on paper. */
export const fileKinds = ['copy', 'export', 'paper'] as const
export type FileKind = (typeof fileKinds)[number]

/** What leaves: files that are kept for a day, and papers that go at once. */
export type DisclosureKind = FileKind | 'certificate'

/** A file that is asked for waits, is made piece by piece, and is there for a day; one that failed says why. */
export const fileStates = ['asked', 'making', 'ready', 'failed'] as const
export type FileState = (typeof fileStates)[number]

export const fileRefusals = [
  'file.refused.busy',
  'file.refused.disputed',
  'file.refused.failed',
  'file.refused.kept',
  'file.refused.large',
  'file.refused.nobody',
  'file.refused.signs',
] as const
export type FileRefusal = (typeof fileRefusals)[number]

/** So many files of one account wait at a time. */
export const mostWaiting = 5

/** For how long a file that was made can be fetched. */
export const keptMs = 24 * 3_600_000

/** A file of so few people takes less than a second or two, and is made while one waits for the answer. */
export const mostAtOnce = 3000

/**
 * What of records stands in a file: of whom, which fields as `section.field` and facts as `here.unit`, and by which
 * verb of the table of access.
 * `without`: those of the fields that were kept back of one of them.
 */
export type Reach = {
  verb: 'see' | 'export'
  fields: readonly string[]
  people: readonly { id: string; without: readonly string[] }[]
}

/** Whether the table still gives an actor all that stands in a file, of its people as `subjects` tells them now. */
export function mayTake(actor: Asker, { verb, fields, people }: Reach, subjects: ReadonlyMap<string, Subject>) {
  const parts = fields.filter(of => !isFact(of)).map(id => ({ id, ...partOf(id) }))
  return people.every(({ id, without }) => {
    const subject = subjects.get(id)
    const isTheirs = ({ id: part, section, field }: (typeof parts)[number]) =>
      without.includes(part) || may(actor, subject as Subject, verb, section, field)
    return subject !== undefined && mayPrint(actor, subject) && parts.every(isTheirs)
  })
}

function partOf(id: string) {
  const [sectionId = '', fieldId] = id.split('.')
  const section = sectionOf(sectionId)
  return { section, field: section.fields.find(one => one.id === fieldId) }
}

/** Whose work a file is: their own, or that of HR at the agency for which they asked. */
export const isTheirFile = (
  actor: Pick<Actor, 'accountId' | 'agencyId' | 'actingFor' | 'grants'>,
  file: { accountId: string; agencyId: string | null; actingFor: string | null },
): boolean => {
  if (actor.accountId !== file.accountId) return false
  if (file.agencyId === null) return true
  const isSameOffice = (actor.actingFor?.accountId ?? null) === file.actingFor
  return isSameOffice && actor.agencyId === file.agencyId && hasRole(actor, ...hrRoles)
}
