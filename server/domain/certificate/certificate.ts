import { hasRole, isTheirOwn, type Actor } from '../agency/actor.ts'
import { mayPrint, mayReadArchived, type Asker, type Subject } from '../record/access.ts'

/** What an agency certifies of somebody: how they served there, that they serve there now, or that they left. */
export const certificateKinds = ['service', 'employment', 'departure'] as const
export type CertificateKind = (typeof certificateKinds)[number]

/** `prepared` by HR, `sealed` by the chief, `revoked` by the chief before or after that. */
export const certificateStates = ['prepared', 'sealed', 'revoked'] as const
export type CertificateState = (typeof certificateStates)[number]

export const certificateRefusals = [
  'certificate.refused.blank',
  'certificate.refused.blank-field',
  'certificate.refused.changed',
  'certificate.refused.chief-only',
  'certificate.refused.disputed',
  'certificate.refused.locked',
  'certificate.refused.not-here',
  'certificate.refused.not-left',
  'certificate.refused.over',
  'certificate.refused.purpose',
  'certificate.refused.reason',
  'certificate.refused.still-here',
  'certificate.refused.unknown-field',
  'certificate.refused.waits',
] as const
export type CertificateRefusal = (typeof certificateRefusals)[number]

/** The sections of a record of which a certificate tells; while one of them is locked none is prepared or sealed. */
export const certifiedSections = ['basic', 'post'] as const

/** What of a record may stand on one. */
export const certifiedValues = [
  'basic.name_zh',
  'basic.id_no',
  'basic.birth_date',
  'post.agency',
  'post.unit',
  'post.title',
  'post.start',
  'post.end',
] as const

/** What a template may name; the order is that in which they are offered. */
export const certificateFields = [
  'name',
  'id-number',
  'birth-date',
  'agency',
  'unit',
  'title',
  'since',
  'until',
  'posts',
  'purpose',
] as const
export type CertificateField = (typeof certificateFields)[number]

/**
 * Who may prepare and fetch the certificates of a person: HR of their agency, or of the one they left last, never of
 * themselves.
 */
export const mayPrepare = (actor: Actor, person: Subject): boolean =>
  !isTheirOwn(actor, person.id) && (mayPrint(actor, person) || mayReadArchived(actor, person))

/** Who could seal at the agency of a certificate beside whom it is about, and which agency stands above it. */
export type SealingOffice = { hasOtherChief: boolean; hrParentId: string | null }

/**
 * Who seals and revokes a certificate: the HR chief of the agency that made it, or whoever stands in for them; where it
 * has none but whom the certificate is about, the HR chief of the agency above. Never their own.
 */
export function maySeal(
  actor: Actor,
  { agencyId, personId }: { agencyId: string; personId: string },
  { hasOtherChief, hrParentId }: SealingOffice,
): boolean {
  if (isTheirOwn(actor, personId) || !hasRole(actor, 'hr_chief')) return false
  return actor.agencyId === agencyId || (!hasOtherChief && hrParentId !== null && actor.agencyId === hrParentId)
}

/** An agency's HR as the table of access asks for it: what a certificate says is theirs to know, whoever seals it. */
export const officeAsker = (agencyId: string): Asker => ({
  personId: '',
  agencyId,
  grants: [{ role: 'hr_officer', agencyId }],
  actingFor: null,
  deputyFor: [],
  secondReviews: false,
})

/** A template may be so long. */
export const maxTemplate = 2000

const named = /\[([^[\]\n]*)\]/g

/**
 * A template with the values of its fields, which stand in it as [name]; `fieldOf` knows them by these names. A line in
 * which every field is blank is left out.
 */
export function fill(
  template: string,
  values: Readonly<Record<CertificateField, string>>,
  fieldOf: (name: string) => CertificateField | undefined,
): string {
  return template
    .split('\n')
    .flatMap(line => {
      const fields = [...line.matchAll(named)].map(([, name = '']) => fieldOf(name))
      if (fields.length > 0 && fields.every(field => field && values[field] === '')) return []
      return [line.replace(named, (_, name: string) => values[fieldOf(name) ?? 'name'])]
    })
    .join('\n')
}

/** The fields of a template that leave a hole in a line which is printed all the same. */
export function holesIn(
  template: string,
  values: Readonly<Record<CertificateField, string>>,
  fieldOf: (name: string) => CertificateField | undefined,
): CertificateField[] {
  const holes = template.split('\n').flatMap(line => {
    const fields = [...line.matchAll(named)].flatMap(([, name = '']) => fieldOf(name) ?? [])
    const blank = fields.filter(field => values[field] === '')
    return blank.length < fields.length ? blank : []
  })
  return [...new Set(holes)]
}

/** Whether a template has a place for a field. */
export const isNamed = (
  template: string,
  field: CertificateField,
  fieldOf: (name: string) => CertificateField | undefined,
): boolean => [...template.matchAll(named)].some(([, name = '']) => fieldOf(name) === field)

/** The first name in a template that is none of the fields; undefined where all are. */
export const unknownField = (
  template: string,
  fieldOf: (name: string) => CertificateField | undefined,
): string | undefined => [...template.matchAll(named)].map(([, name = '']) => name).find(name => !fieldOf(name))

/** A name as a stranger may see it who has the paper beside it: its first and last signs, of two the first alone. */
export function maskedName(name: string): string {
  const signs = [...new Intl.Segmenter('zh-TW').segment(name)].map(({ segment }) => segment)
  if (signs.length <= 1) return `${signs[0] ?? ''}○`
  // a blank or a dot between two signs hides neither
  const isShort = signs.filter(sign => /\p{L}/u.test(sign)).length <= 2
  const isShown = (sign: string, i: number) => i === 0 || /\s/.test(sign) || (!isShort && i === signs.length - 1)
  return signs.map((sign, i) => (isShown(sign, i) ? sign : '○')).join('')
}
