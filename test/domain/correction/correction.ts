import * as fc from 'fast-check'
import t from 'tap'
import { isHrRole, type Actor, type Role } from '../../../server/domain/agency/actor.ts'
import type { Action, CorrectionFacts, CorrectionRefusal, State } from '../../../server/domain/correction/correction.ts'
import {
  correctionRefusals,
  decide,
  endedStates,
  openStates,
  states,
} from '../../../server/domain/correction/correction.ts'
import { decidingOffice, type HrAround } from '../../../server/domain/correction/deciding.ts'

const actorOf = (personId: string, roles: Role[] = [], agencyId = 'own'): Actor => ({
  accountId: `account of ${personId}`,
  personId,
  name: personId,
  agencyId,
  agencyName: agencyId,
  grants: roles.map(role => ({ role, agencyId })),
  actingFor: null,
  deputyFor: [],
  agencyCard: null,
  secondReviews: false,
  way: 'password',
})

/** Somebody at work as the deputy of another person. */
const deputyOf = (personId: string, roles: Role[]): Actor => {
  const represented = { accountId: `account of ${personId}`, personId, name: personId }
  return { ...actorOf('deputy', roles), actingFor: represented, deputyFor: [represented] }
}

const actors = {
  owner: actorOf('owner'),
  'owner in HR': actorOf('owner', ['hr_officer', 'hr_chief']),
  reviewer: actorOf('reviewer', ['hr_officer']),
  officer: actorOf('officer', ['hr_officer']),
  chief: actorOf('chief', ['hr_officer', 'hr_chief']),
  'chief elsewhere': actorOf('chief elsewhere', ['hr_officer', 'hr_chief'], 'elsewhere'),
  colleague: actorOf('colleague'),
  administrator: actorOf('administrator', ['sysadmin', 'auditor', 'parent_hr']),
  "reviewer's deputy": deputyOf('reviewer', ['hr_officer']),
  "owner's deputy": deputyOf('owner', ['hr_chief']),
}
type Who = keyof typeof actors
const everybody = Object.keys(actors) as Who[]

const actions: readonly Action[] = [
  'save',
  'submit',
  'withdraw',
  'take',
  'release',
  'return',
  'resubmit',
  'accept',
  'accept_partly',
  'forward',
  'decide_by_authority',
  'reject',
  'confirm_rejection',
  'overturn_rejection',
  'extend',
  'apply',
  'reconsider',
]

const facts = (state: State, more: Partial<CorrectionFacts> = {}): CorrectionFacts => ({
  state,
  personId: 'owner',
  agencyId: state === 'draft' ? null : 'own',
  reviewerId: state === 'draft' || state === 'submitted' ? null : 'account of reviewer',
  proposedBy: [],
  isSecondReviewer: false,
  itemCount: 1,
  needsAuthority: false,
  hasOtherChief: true,
  needsEvidence: true,
  evidenceCount: 1,
  unopenedEvidence: 0,
  extended: false,
  ...more,
})

const owned = (moves: string) => ({ owner: moves, 'owner in HR': moves })
const reviewed =
  'release:submitted return:returned accept:accepted accept_partly:partly_accepted forward:waiting_authority'

/** Who may do what with a correction that lacks nothing, and where it goes; all that is not written here is refused. */
const table: Record<State, Partial<Record<Who, string>>> = {
  draft: owned('save:draft submit:submitted withdraw:withdrawn'),
  submitted: {
    ...owned('withdraw:withdrawn'),
    reviewer: 'take:in_review',
    "reviewer's deputy": 'take:in_review',
    officer: 'take:in_review',
    chief: 'take:in_review extend:submitted',
  },
  in_review: {
    ...owned('withdraw:withdrawn'),
    reviewer: `${reviewed} reject:waiting_chief`,
    "reviewer's deputy": `${reviewed} reject:waiting_chief`,
    chief: `${reviewed} reject:rejected extend:in_review`,
  },
  returned: { ...owned('save:returned resubmit:submitted withdraw:withdrawn'), chief: 'extend:returned' },
  waiting_authority: {
    reviewer: 'reject:waiting_chief',
    "reviewer's deputy": 'reject:waiting_chief',
    officer: 'reject:waiting_chief',
    chief: 'decide_by_authority:accepted reject:rejected extend:waiting_authority',
  },
  waiting_chief: { chief: 'confirm_rejection:rejected overturn_rejection:in_review extend:waiting_chief' },
  accepted: {},
  partly_accepted: {},
  applied: {},
  rejected: {},
  withdrawn: {},
}

for (const state of states) {
  for (const who of everybody) {
    const moves = table[state][who] ?? ''
    t.test(`${state}, ${who}: ${moves || 'nothing'}`, async t => {
      const told = actions.flatMap(action => {
        const decided = decide(facts(state), action, actors[who])
        return decided.ok ? [`${action}:${decided.state}`] : []
      })
      t.same(told.toSorted(), moves.split(' ').filter(Boolean).toSorted())
    })
  }
}

const refusals: [
  what: string,
  state: State,
  who: Who,
  action: Action,
  why: CorrectionRefusal,
  more?: Partial<CorrectionFacts>,
][] = [
  ['nothing is asked', 'draft', 'owner', 'submit', 'correction.refused.no-items', { itemCount: 0 }],
  ['nothing is asked', 'returned', 'owner', 'resubmit', 'correction.refused.no-items', { itemCount: 0 }],
  ['evidence is missing', 'draft', 'owner', 'submit', 'correction.refused.evidence-missing', { evidenceCount: 0 }],
  ['evidence is missing', 'returned', 'owner', 'resubmit', 'correction.refused.evidence-missing', { evidenceCount: 0 }],
  ['somebody else sends it', 'draft', 'colleague', 'submit', 'correction.refused.not-yours'],
  ['HR sends it', 'draft', 'chief', 'submit', 'correction.refused.not-yours'],
  ['HR withdraws it', 'submitted', 'chief', 'withdraw', 'correction.refused.not-yours'],
  ['it is sent twice', 'submitted', 'owner', 'submit', 'correction.refused.not-now'],
  ['it is withdrawn after the decision', 'accepted', 'owner', 'withdraw', 'correction.refused.not-now'],
  ['HR looks at a draft', 'draft', 'chief', 'take', 'correction.refused.other-agency'],
  ['their own', 'submitted', 'owner in HR', 'take', 'correction.refused.own'],
  ['their own', 'waiting_chief', 'owner in HR', 'confirm_rejection', 'correction.refused.own'],
  ['a colleague', 'submitted', 'colleague', 'take', 'correction.refused.not-yours'],
  ['the administrator', 'in_review', 'administrator', 'accept', 'correction.refused.not-yours'],
  ['their own', 'submitted', 'owner', 'take', 'correction.refused.own', { isSecondReviewer: true }],
  ['of the one they are deputy of', 'submitted', "owner's deputy", 'take', 'correction.refused.represented'],
  [
    'whoever proposed it',
    'waiting_chief',
    'chief',
    'confirm_rejection',
    'correction.refused.same-person',
    { proposedBy: ['account of chief'] },
  ],
  ['another agency', 'submitted', 'chief elsewhere', 'take', 'correction.refused.other-agency'],
  ['it is taken twice', 'in_review', 'officer', 'take', 'correction.refused.another-reviewer'],
  ['it was decided', 'applied', 'chief', 'accept', 'correction.refused.not-now'],
  ['another officer', 'in_review', 'officer', 'accept', 'correction.refused.another-reviewer'],
  ['another officer', 'in_review', 'officer', 'release', 'correction.refused.another-reviewer'],
  ['an officer extends', 'in_review', 'reviewer', 'extend', 'correction.refused.chief-only'],
  ['an officer confirms', 'waiting_chief', 'reviewer', 'confirm_rejection', 'correction.refused.chief-only'],
  ['an officer overturns', 'waiting_chief', 'reviewer', 'overturn_rejection', 'correction.refused.chief-only'],
  [
    'an officer writes down the authority',
    'waiting_authority',
    'reviewer',
    'decide_by_authority',
    'correction.refused.chief-only',
  ],
  ['extended twice', 'in_review', 'chief', 'extend', 'correction.refused.already-extended', { extended: true }],
  [
    'the authority was not asked',
    'in_review',
    'chief',
    'accept',
    'correction.refused.authority-first',
    { needsAuthority: true },
  ],
  [
    'the authority was not asked',
    'in_review',
    'chief',
    'accept_partly',
    'correction.refused.authority-first',
    { needsAuthority: true },
  ],
  [
    'a file was not opened',
    'in_review',
    'reviewer',
    'accept',
    'correction.refused.evidence-unopened',
    { unopenedEvidence: 1 },
  ],
  [
    'a file was not opened',
    'in_review',
    'reviewer',
    'accept_partly',
    'correction.refused.evidence-unopened',
    { unopenedEvidence: 1 },
  ],
  [
    'a file was not opened',
    'waiting_authority',
    'chief',
    'decide_by_authority',
    'correction.refused.evidence-unopened',
    { needsAuthority: true, unopenedEvidence: 1 },
  ],
  ['people do not write into records', 'accepted', 'chief', 'apply', 'correction.refused.not-yours'],
  ['people do not write into records', 'accepted', 'owner', 'apply', 'correction.refused.own'],
]
for (const [what, state, who, action, why, more] of refusals) {
  t.test(`${state}, ${who}, ${action}: ${what}: ${why}`, async t =>
    t.same(decide(facts(state, more), action, actors[who]), { ok: false, why }),
  )
}

t.test('every refusal has a case here', async t => {
  const told = new Set(refusals.map(([, , , , why]) => why))
  t.same(
    correctionRefusals.filter(why => !told.has(why)),
    [],
  )
})

const allowed: [what: string, state: State, who: Who, action: Action, to: State, more?: Partial<CorrectionFacts>][] = [
  ['no evidence is asked for', 'draft', 'owner', 'submit', 'submitted', { needsEvidence: false, evidenceCount: 0 }],
  [
    'where nobody else is chief, an officer extends',
    'in_review',
    'reviewer',
    'extend',
    'in_review',
    { hasOtherChief: false },
  ],
  [
    'where nobody else is chief, an officer confirms',
    'waiting_chief',
    'reviewer',
    'confirm_rejection',
    'rejected',
    { hasOtherChief: false },
  ],
  [
    'where nobody else is chief, an officer’s no is final',
    'in_review',
    'reviewer',
    'reject',
    'rejected',
    { hasOtherChief: false },
  ],
  [
    'where nobody else is chief, an officer steps in',
    'in_review',
    'officer',
    'return',
    'returned',
    { hasOtherChief: false },
  ],
  [
    'where nobody else is chief, an officer writes the authority down',
    'waiting_authority',
    'reviewer',
    'decide_by_authority',
    'accepted',
    { hasOtherChief: false },
  ],
  ['a no needs no look at the files', 'in_review', 'reviewer', 'reject', 'waiting_chief', { unopenedEvidence: 2 }],
  [
    'the authority’s no needs no look at the files',
    'waiting_authority',
    'chief',
    'reject',
    'rejected',
    { unopenedEvidence: 2 },
  ],
  ['a return needs no look at the files', 'in_review', 'reviewer', 'return', 'returned', { unopenedEvidence: 2 }],
  [
    'what an authority owns is sent on',
    'in_review',
    'reviewer',
    'forward',
    'waiting_authority',
    { needsAuthority: true },
  ],
  [
    'the authority has decided',
    'waiting_authority',
    'chief',
    'decide_by_authority',
    'accepted',
    { needsAuthority: true },
  ],
]
const second = { isSecondReviewer: true, agencyId: 'elsewhere', hasOtherChief: false }
allowed.push(
  ['a colleague who is its second reviewer takes it', 'submitted', 'colleague', 'take', 'in_review', second],
  ['the second reviewer accepts', 'in_review', 'colleague', 'accept', 'accepted', second],
  ['the no of a second reviewer is final', 'in_review', 'chief', 'reject', 'rejected', second],
)
for (const [what, state, who, action, to, more] of allowed) {
  t.test(`${state}, ${who}, ${action}: ${what}`, async t =>
    t.same(decide(facts(state, more), action, actors[who]), { ok: true, state: to }),
  )
}

const hr = fc.record({
  roles: fc.subarray<Role>(['hr_officer', 'hr_chief', 'sysadmin']),
  colleagues: fc.subarray<Role>(['hr_officer', 'hr_chief']),
  above: fc.subarray<Role>(['hr_officer', 'hr_chief']),
  hasSecond: fc.boolean(),
})

t.test('wherever a correction goes, somebody may take it; it goes nowhere only where nobody may', async t => {
  const decided = new Set<string>()
  const goesWell = fc.property(hr, ({ roles, colleagues, above, hasSecond }) => {
    const [hasColleagues, hasHrAbove] = [colleagues.length > 0, above.length > 0]
    const office = decidingOffice({ roles, hasColleagues, hasHrAbove, hasSecondReviewer: hasSecond })
    decided.add(String(office))
    // as the database tells it: the only HR person there asks
    const isLeftToSecond = hasSecond && !hasColleagues && roles.some(isHrRole)
    const mayTake = (agencyId: string) => {
      const sent = { agencyId, isSecondReviewer: agencyId === 'main' && isLeftToSecond }
      const inHr = [actorOf('owner', roles, 'main'), actorOf('one', colleagues, 'main'), actorOf('two', above, 'above')]
      return (
        decide(facts('submitted', sent), 'take', actorOf('second', [], 'main')).ok ||
        inHr.some(actor => decide(facts('submitted', { agencyId }), 'take', actor).ok)
      )
    }
    return office ? mayTake(office) : !mayTake('main') && !mayTake('above')
  })
  fc.assert(goesWell, { numRuns: 500 })
  t.same([...decided].sort(), ['above', 'main', 'undefined'])
})

const going: [string, HrAround, 'main' | 'above' | undefined][] = [
  ['a teacher’s to HR', around([], 'colleagues', 'above'), 'main'],
  ['an officer’s to a colleague', around(['hr_officer'], 'colleagues', 'above'), 'main'],
  ['a chief’s above, though there are officers', around(['hr_chief'], 'colleagues', 'above'), 'above'],
  ['a chief’s to an officer, where nobody is above', around(['hr_chief'], 'colleagues', 'second'), 'main'],
  ['those of an office of one above', around(['hr_officer'], 'above', 'second'), 'above'],
  ['those of an office of one to the second reviewer', around(['hr_officer'], 'second'), 'main'],
  ['a teacher’s nowhere without HR: a second reviewer is for HR', around([], 'second'), undefined],
  ['those of an office of one nowhere', around(['hr_chief']), undefined],
]
for (const [where, known, office] of going) {
  t.test(`where corrections go: ${where}`, async t => t.equal(decidingOffice(known), office))
}

function around(roles: Role[], ...has: ('colleagues' | 'above' | 'second')[]): HrAround {
  return {
    roles,
    hasColleagues: has.includes('colleagues'),
    hasHrAbove: has.includes('above'),
    hasSecondReviewer: has.includes('second'),
  }
}

/** The steps of the rules of 校正; those after a decision belong to the system. */
const steps = new Set(
  [
    ['draft>draft', 'draft>submitted', 'draft>withdrawn'],
    ['submitted>submitted', 'submitted>withdrawn', 'submitted>in_review'],
    ['in_review>in_review', 'in_review>submitted', 'in_review>withdrawn', 'in_review>returned', 'in_review>accepted'],
    ['in_review>partly_accepted', 'in_review>waiting_authority', 'in_review>waiting_chief', 'in_review>rejected'],
    ['returned>returned', 'returned>submitted', 'returned>withdrawn'],
    ['waiting_authority>waiting_authority', 'waiting_authority>accepted', 'waiting_authority>rejected'],
    ['waiting_authority>waiting_chief'],
    ['waiting_chief>waiting_chief', 'waiting_chief>rejected', 'waiting_chief>in_review'],
  ].flat(),
)

const step = fc.record({
  who: fc.constantFrom(...everybody),
  action: fc.constantFrom(...actions),
  more: fc.record({
    itemCount: fc.nat({ max: 2 }),
    needsAuthority: fc.boolean(),
    hasOtherChief: fc.boolean(),
    needsEvidence: fc.boolean(),
    evidenceCount: fc.nat({ max: 2 }),
    unopenedEvidence: fc.nat({ max: 2 }),
    extended: fc.boolean(),
    reviewerId: fc.constantFrom('account of reviewer', 'account of officer', null),
  }),
})

t.test('whoever does whatever in whatever order, a correction goes only the ways of the rules', async () =>
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), walk => {
      let state: State = 'draft'
      for (const { who, action, more } of walk) {
        const before: State = state
        const decided = decide(facts(state, more), action, actors[who])
        if (decided.ok && !steps.has(`${before}>${decided.state}`)) return false
        if (decided.ok) state = decided.state
        const isOwn = actors[who].personId === 'owner'
        const isOwnersPart = ['save', 'submit', 'resubmit', 'withdraw'].includes(action)
        if (decided.ok && isOwn !== isOwnersPart) return false
        if (endedStates.includes(before) && decided.ok) return false
      }
      return states.includes(state)
    }),
    { numRuns: 500 },
  ),
)

t.test('every step of the rules can be gone', async t => {
  const gone = new Set<string>()
  for (const state of states)
    for (const who of everybody)
      for (const action of actions)
        for (const hasOtherChief of [true, false]) {
          const decided = decide(facts(state, { hasOtherChief }), action, actors[who])
          if (decided.ok) gone.add(`${state}>${decided.state}`)
        }
  t.same([...gone].toSorted(), [...steps].toSorted())
})

t.test('a correction is a draft, open, decided, or ended', async t => {
  const decidedStates: State[] = ['accepted', 'partly_accepted']
  t.same([...states].toSorted(), ['draft', ...openStates, ...decidedStates, ...endedStates].toSorted())
})
