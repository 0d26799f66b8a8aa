import type { Actor } from '../agency/actor.ts'
import { hasRole, hrRoles, isTheirOwn } from '../agency/actor.ts'
import { difference, type Operation } from './difference.ts'
import type { Field, Row, Section } from './field.ts'
import { fieldOf, ownFields, sectionOf, sections } from './sections.ts'

/** What somebody is to a person; of several the one that decides, in this order. */
export const relations = [
  'self',
  'represented',
  'chief',
  'officer',
  'deputy_of_chief',
  'deputy_of_officer',
  'former_chief',
  'former_officer',
  'parent_hr',
  'other_hr',
  'second_reviewer',
  'auditor',
  'administrator',
  'stranger',
] as const
export type Relation = (typeof relations)[number]

/**
 * `see` shows a masked field masked; the whole of it is `reveal`. `list` is of no field: a name and a post
 * among others.
 */
export const verbs = ['list', 'see', 'reveal', 'enter', 'request', 'decide', 'lock', 'export'] as const
export type Verb = (typeof verbs)[number]

/**
 * What the table tells apart: `address` is the address of somebody who is protected, `remark` a row kept for HR only.
 */
export const fieldClasses = ['usual', 'sensitive', 'address', 'remark'] as const
export type FieldClass = (typeof fieldClasses)[number]

/**
 * What a yes is bound to. The first two are facts that `may` looks at; the rest is asked for where it is done.
 * `strong`: a password alone is not enough where the agency says so.
 */
export type Need =
  | 'sensitive_right'
  | 'own_field'
  | 'purpose'
  | 'proof'
  | 'strong'
  | 'reason'
  | 'evidence'
  | 'correction'
  | 'unlocked'

export type AccessWhy =
  | 'access.why.own'
  | 'access.why.own-update'
  | 'access.why.own-request'
  | 'access.why.not-oneself'
  | 'access.why.hr-only'
  | 'access.why.agency'
  | 'access.why.chief'
  | 'access.why.sensitive'
  | 'access.why.protected'
  | 'access.why.no-file'
  | 'access.why.only-own'
  | 'access.why.represented'
  | 'access.why.directory'
  | 'access.why.former'
  | 'access.why.parent'
  | 'access.why.other-agency'
  | 'access.why.second-reviewer'
  | 'access.why.auditor'
  | 'access.why.administrator'
  | 'access.why.stranger'

/** One line of the table, for every combination of what it lists; its id is for ever. */
export type AccessLine = {
  id: string
  relations: readonly Relation[]
  verbs: readonly Verb[]
  classes: readonly FieldClass[]
  answer: 'yes' | 'no'
  needs: readonly Need[]
  why: AccessWhy
}

const all = fieldClasses
const notUsual = ['sensitive', 'address', 'remark'] as const
const notRemark = ['usual', 'sensitive', 'address'] as const
const chiefs = ['chief', 'deputy_of_chief'] as const
const officers = ['officer', 'deputy_of_officer'] as const
const hr = [...chiefs, ...officers] as const
const plain = ['usual', 'remark'] as const
/** Of the agency that somebody who works nowhere any more left last, deputies among them. */
const former = ['former_chief', 'former_officer'] as const

const no = (
  id: string,
  relations: readonly Relation[],
  why: AccessWhy,
  what: Partial<Pick<AccessLine, 'verbs' | 'classes'>> = {},
): AccessLine => ({ id, relations, verbs, classes: all, ...what, answer: 'no', needs: [], why })

const yes = (id: string, relations: readonly Relation[], line: Omit<AccessLine, 'id' | 'relations' | 'answer'>) => ({
  id,
  relations,
  answer: 'yes' as const,
  ...line,
})

/** Who may do what with which part of a record. Each combination stands in one line and no more. */
export const accessTable: readonly AccessLine[] = [
  yes('self.see', ['self'], { verbs: ['see'], classes: notRemark, needs: [], why: 'access.why.own' }),
  yes('self.reveal', ['self'], {
    verbs: ['reveal'],
    classes: notRemark,
    needs: ['proof', 'strong'],
    why: 'access.why.own',
  }),
  yes('self.enter', ['self'], {
    verbs: ['enter'],
    classes: notRemark,
    needs: ['own_field', 'unlocked'],
    why: 'access.why.own-update',
  }),
  yes('self.request', ['self'], {
    verbs: ['request'],
    classes: notRemark,
    needs: ['evidence', 'unlocked'],
    why: 'access.why.own-request',
  }),
  no('self.remark', ['self'], 'access.why.hr-only', {
    verbs: ['see', 'reveal', 'enter', 'request'],
    classes: ['remark'],
  }),
  no('self.office', ['self'], 'access.why.not-oneself', { verbs: ['list', 'decide', 'lock', 'export'] }),

  no('represented', ['represented'], 'access.why.represented'),

  yes('hr.list', [...hr, ...former], { verbs: ['list'], classes: ['usual'], needs: [], why: 'access.why.agency' }),
  no('hr.list.other', [...hr, ...former], 'access.why.agency', { verbs: ['list'], classes: notUsual }),
  yes('hr.see', hr, { verbs: ['see'], classes: plain, needs: ['purpose'], why: 'access.why.agency' }),
  yes('hr.reveal', hr, {
    verbs: ['reveal'],
    classes: plain,
    needs: ['purpose', 'proof', 'strong'],
    why: 'access.why.agency',
  }),
  yes('hr.enter', hr, {
    verbs: ['enter'],
    classes: plain,
    needs: ['purpose', 'reason', 'unlocked'],
    why: 'access.why.agency',
  }),
  yes('hr.decide', hr, {
    verbs: ['decide'],
    classes: plain,
    needs: ['correction', 'unlocked', 'strong'],
    why: 'access.why.agency',
  }),
  yes('hr.export', hr, {
    verbs: ['export'],
    classes: plain,
    needs: ['purpose', 'proof', 'strong'],
    why: 'access.why.agency',
  }),
  no('hr.export.sensitive', hr, 'access.why.no-file', { verbs: ['export'], classes: ['sensitive', 'address'] }),
  no('hr.request', hr, 'access.why.only-own', { verbs: ['request'] }),

  ...(['sensitive', 'address'] as const).flatMap(kind => {
    const why = kind === 'sensitive' ? 'access.why.sensitive' : 'access.why.protected'
    return [
      { who: chiefs, name: 'chief', right: [] },
      { who: officers, name: 'officer', right: ['sensitive_right'] as const },
    ].flatMap(({ who, name, right }) => [
      yes(`${name}.see.${kind}`, who, { verbs: ['see'], classes: [kind], needs: [...right, 'purpose'], why }),
      yes(`${name}.reveal.${kind}`, who, {
        verbs: ['reveal'],
        classes: [kind],
        needs: [...right, 'purpose', 'proof', 'strong'],
        why,
      }),
      yes(`${name}.enter.${kind}`, who, {
        verbs: ['enter'],
        classes: [kind],
        needs: [...right, 'purpose', 'reason', 'unlocked'],
        why,
      }),
      yes(`${name}.decide.${kind}`, who, {
        verbs: ['decide'],
        classes: [kind],
        needs: [...right, 'correction', 'unlocked', 'strong'],
        why,
      }),
    ])
  }),

  yes('chief.lock', chiefs, {
    verbs: ['lock'],
    classes: all,
    needs: ['purpose', 'reason', 'strong'],
    why: 'access.why.chief',
  }),
  no('officer.lock', officers, 'access.why.chief', { verbs: ['lock'] }),

  yes('second-reviewer.decide', ['second_reviewer'], {
    verbs: ['decide'],
    classes: all,
    needs: ['correction', 'unlocked', 'strong'],
    why: 'access.why.second-reviewer',
  }),
  no('second-reviewer', ['second_reviewer'], 'access.why.second-reviewer', {
    verbs: verbs.filter(verb => verb !== 'decide'),
  }),

  yes('former.see', former, { verbs: ['see'], classes: plain, needs: ['purpose'], why: 'access.why.former' }),
  yes('former.reveal', former, {
    verbs: ['reveal'],
    classes: plain,
    needs: ['purpose', 'proof', 'strong'],
    why: 'access.why.former',
  }),
  yes('former-chief.sensitive', ['former_chief'], {
    verbs: ['see'],
    classes: ['sensitive', 'address'],
    needs: ['purpose'],
    why: 'access.why.former',
  }),
  yes('former-chief.reveal.sensitive', ['former_chief'], {
    verbs: ['reveal'],
    classes: ['sensitive', 'address'],
    needs: ['purpose', 'proof', 'strong'],
    why: 'access.why.former',
  }),
  yes('former-officer.sensitive', ['former_officer'], {
    verbs: ['see'],
    classes: ['sensitive', 'address'],
    needs: ['sensitive_right', 'purpose'],
    why: 'access.why.former',
  }),
  yes('former-officer.reveal.sensitive', ['former_officer'], {
    verbs: ['reveal'],
    classes: ['sensitive', 'address'],
    needs: ['sensitive_right', 'purpose', 'proof', 'strong'],
    why: 'access.why.former',
  }),
  no('former', former, 'access.why.former', {
    verbs: verbs.filter(verb => verb !== 'list' && verb !== 'see' && verb !== 'reveal'),
  }),

  yes('parent.list', ['parent_hr'], { verbs: ['list'], classes: ['usual'], needs: [], why: 'access.why.directory' }),
  no('parent.list.other', ['parent_hr'], 'access.why.parent', { verbs: ['list'], classes: notUsual }),
  no('parent', ['parent_hr'], 'access.why.parent', { verbs: verbs.filter(verb => verb !== 'list') }),
  no('other-agency', ['other_hr'], 'access.why.other-agency'),
  no('auditor', ['auditor'], 'access.why.auditor'),
  no('administrator', ['administrator'], 'access.why.administrator'),
  no('stranger', ['stranger'], 'access.why.stranger'),
]

const keyOf = (relation: Relation, verb: Verb, kind: FieldClass) => `${relation} ${verb} ${kind}`

const lines = new Map(
  accessTable.flatMap(line =>
    line.relations.flatMap(relation =>
      line.verbs.flatMap(verb => line.classes.map(kind => [keyOf(relation, verb, kind), line] as const)),
    ),
  ),
)

/** The line that answers; throws where the table has none. */
export function lineOf(relation: Relation, verb: Verb, kind: FieldClass): AccessLine {
  const line = lines.get(keyOf(relation, verb, kind))
  if (!line) throw new Error(`no line for ${keyOf(relation, verb, kind)}`)
  return line
}

/**
 * Whose record it is. `formerAgencyIds`: of somebody who works nowhere any more, those left last. `hidesAddress`: a
 * court or the household registration keeps their address from others.
 */
export type Subject = {
  id: string
  agencyIds: readonly string[]
  formerAgencyIds?: readonly string[]
  hidesAddress?: boolean
}

/** Who asks the table. */
export type Asker = Pick<Actor, 'personId' | 'agencyId' | 'grants' | 'actingFor' | 'deputyFor' | 'secondReviews'>

export function relationTo(actor: Asker, { id, agencyIds, formerAgencyIds = [] }: Subject): Relation {
  if (actor.personId === id) return 'self'
  if (isTheirOwn(actor, id)) return 'represented'
  const isTheirAgency = agencyIds.includes(actor.agencyId ?? '')
  if (hasRole(actor, 'hr_chief') && isTheirAgency) return actor.actingFor ? 'deputy_of_chief' : 'chief'
  if (hasRole(actor, ...hrRoles) && isTheirAgency) return actor.actingFor ? 'deputy_of_officer' : 'officer'
  const hasLeft = formerAgencyIds.includes(actor.agencyId ?? '')
  if (hasLeft && hasRole(actor, ...hrRoles)) return hasRole(actor, 'hr_chief') ? 'former_chief' : 'former_officer'
  if (actor.secondReviews && !actor.actingFor) return 'second_reviewer'
  if (hasRole(actor, 'parent_hr')) return 'parent_hr'
  if (hasRole(actor, ...hrRoles)) return 'other_hr'
  if (hasRole(actor, 'auditor')) return 'auditor'
  return hasRole(actor, 'sysadmin') ? 'administrator' : 'stranger'
}

/** `field` undefined: of the section as a whole; `data`: of this row. */
export function classOf(subject: Subject, verb: Verb, section: Section, field?: Field, data?: Row): FieldClass {
  const { sensitive, onlyForHr } = section
  if (data && onlyForHr && data[onlyForHr.field] === onlyForHr.is) return 'remark'
  if (sensitive) return 'sensitive'
  if (!subject.hidesAddress || !field) return 'usual'
  // that it is protected all may see; who ends that sees the address
  const isWritten = verb === 'enter' || verb === 'decide'
  return field.type === 'address' || (isWritten && field.guards === 'address') ? 'address' : 'usual'
}

/** Whether HR works with sensitive data at the agency they act for: the chief does, an officer when given the right. */
export const worksWithSensitive = (actor: Pick<Actor, 'grants' | 'agencyId'>): boolean =>
  hasRole(actor, 'hr_chief', 'hr_sensitive')

/** Whether the table says yes, and the actor has what of it is a fact of theirs. */
export function may(actor: Asker, subject: Subject, verb: Verb, section: Section, field?: Field, data?: Row): boolean {
  const { answer, needs } = lineOf(relationTo(actor, subject), verb, classOf(subject, verb, section, field, data))
  if (answer === 'no') return false
  if (needs.includes('sensitive_right') && !worksWithSensitive(actor)) return false
  if (!needs.includes('own_field')) return true
  const own = ownFields(section)
  return field ? own.includes(field) : own.length > 0
}

export const maySee = (actor: Asker, subject: Subject, section: Section, field?: Field): boolean =>
  may(actor, subject, 'see', section, field)

export const mayEnter = (actor: Asker, subject: Subject, section: Section, field?: Field): boolean =>
  may(actor, subject, 'enter', section, field)

/** Whether the actor writes it as HR of the person's agency: never of themselves, nor of whom they represent. */
export const mayEnterForAgency = (actor: Asker, subject: Subject, section: Section): boolean =>
  !isTheirOwn(actor, subject.id) && mayEnter(actor, subject, section)

/**
 * Whether what the actor writes is theirs to write: the row as it is and as it is to be, and each field that changes;
 * `isOwn` as its owner, else for the agency they act for.
 */
export function mayWrite(
  actor: Asker,
  subject: Subject,
  section: Section,
  { operation, before, after, isOwn }: { operation: Operation; before: Row | undefined; after: Row; isOwn: boolean },
): boolean {
  if (isOwn !== isTheirOwn(actor, subject.id)) return false
  const fields = difference(section, operation, before ?? {}, after).map(({ field }) => fieldOf(section, field))
  return [before ?? after, after].every(
    row =>
      may(actor, subject, 'enter', section, undefined, row) &&
      fields.every(field => may(actor, subject, 'enter', section, field, row)),
  )
}

/** Whether the whole of a masked field is shown to them when they ask. */
export const mayReveal = (actor: Asker, subject: Subject, section: Section, field: Field): boolean =>
  may(actor, subject, 'reveal', section, field)

/** Whether they decide on a correction of these fields, which `of` names. */
export const mayDecideOn = (
  actor: Asker,
  subject: Subject,
  section: Section,
  { fields, data }: { fields: readonly string[]; data?: Row },
): boolean =>
  may(actor, subject, 'decide', section, undefined, data) &&
  section.fields.every(field => !fields.includes(field.id) || may(actor, subject, 'decide', section, field, data))

const isFormer = (relation: Relation) => former.some(one => one === relation)

/** Whether anything of the record is theirs to see, while the person works at their agency or is themselves. */
export function mayRead(actor: Asker, subject: Subject): boolean {
  const relation = relationTo(actor, subject)
  return !isFormer(relation) && lineOf(relation, 'see', 'usual').answer === 'yes'
}

/** Whether they go on reading the record of somebody who left their agency last; it is written no more (封存). */
export const mayReadArchived = (actor: Asker, subject: Subject): boolean => isFormer(relationTo(actor, subject))

/**
 * The rows that the actor sees, without the others; in place of an address that is kept from them stands that there is
 * one.
 */
export const visibleRows = <R extends { section: string; data: Row }>(
  actor: Asker,
  subject: Subject,
  rows: readonly R[],
): R[] =>
  rows.flatMap(row => {
    const section = sectionOf(row.section)
    if (!may(actor, subject, 'see', section, undefined, row.data)) return []
    const kept = hiddenFields(actor, subject, section).filter(id => (row.data[id] ?? null) !== null)
    if (kept.length === 0) return [row]
    return [{ ...row, data: { ...row.data, ...Object.fromEntries(kept.map(id => [id, keptAddress])) } }]
  })

/** A section with the fields alone that the actor may enter of this person. */
export const enterablePart = (actor: Asker, subject: Subject, section: Section): Section => ({
  ...section,
  fields: section.fields.filter(field => mayEnter(actor, subject, section, field)),
})

/** The sections of which the actor works with somebody of the agency they act for. */
export const sectionsAtAgency = (actor: Asker, verb: 'see' | 'enter' | 'export'): Section[] =>
  sections.filter(section => may(actor, { id: '', agencyIds: [actor.agencyId ?? ''] }, verb, section))

/** What an address that is protected is: itself, and that it is protected. */
export const guardedFields = sections
  .filter(({ sensitive }) => !sensitive)
  .flatMap(section =>
    section.fields
      .filter(({ type, guards }) => type === 'address' || guards === 'address')
      .map(field => ({ section, field })),
  )

/** Ids of the fields of a section that the actor sees of others but not of this person. */
export const hiddenFields = (actor: Asker, subject: Subject, section: Section): string[] =>
  section.fields.filter(field => !maySee(actor, subject, section, field)).map(({ id }) => id)

/** Whether they open what proves a row they see: a file may show whatever of the section is kept from them. */
export const maySeeEvidence = (actor: Asker, subject: Subject, section: Section): boolean =>
  hiddenFields(actor, subject, section).length === 0

/** Stands in the place of a value that may not be seen; `showValue` says so. */
export const keptAddress = { isKept: true } as const
