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
export const former = ['former_chief', 'former_officer'] as const

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
