import t from 'tap'
import { mayConfirm } from '../../../server/domain/account/recovery.ts'
import { countsAsOne, isTheirOwn, officeOf, type Actor, type Role } from '../../../server/domain/agency/actor.ts'
import type {
  Around,
  DeputyRefusal,
  DeputyState,
  Deputyship,
  NamingFacts,
  Wish,
} from '../../../server/domain/agency/deputy.ts'
import { decide, deputyRefusals, mayName, stateOf } from '../../../server/domain/agency/deputy.ts'
import { mayRead } from '../../../server/domain/record/access.ts'
import { mayLock } from '../../../server/domain/record/lock.ts'

const today = '2026-11-23'
const represented = (who: string) => ({ accountId: who, personId: `person ${who}`, name: who })

function actorOf(who: string, roles: Role[], { at = 'school', deputyOf = '', acts = false } = {}): Actor {
  const deputyFor = deputyOf ? [represented(deputyOf)] : []
  return {
    accountId: who,
    personId: `person ${who}`,
    name: who,
    agencyId: at,
    agencyName: at,
    grants: roles.map(role => ({ role, agencyId: at })),
    actingFor: acts ? (deputyFor[0] ?? null) : null,
    deputyFor,
    agencyCard: null,
    secondReviews: false,
    way: 'password',
  }
}

const actors = {
  chief: actorOf('chief', ['hr_chief']),
  officer: actorOf('officer', ['hr_officer']),
  colleague: actorOf('colleague', ['hr_officer']),
  teacher: actorOf('teacher', []),
  'chief elsewhere': actorOf('chief elsewhere', ['hr_chief'], { at: 'elsewhere' }),
  'chief above': actorOf('chief above', ['hr_chief'], { at: 'bureau' }),
  administrator: actorOf('administrator', ['sysadmin', 'auditor', 'parent_hr']),
  'second reviewer': actorOf('second reviewer', []),
  'deputy of the chief': actorOf('stand-in', ['hr_chief'], { deputyOf: 'chief', acts: true }),
}
type Who = keyof typeof actors

// ---- naming

const wish: Wish = {
  agencyId: 'school',
  representedId: 'officer',
  deputyId: 'teacher',
  from: '2026-11-23',
  until: '2026-11-30',
}
const fits: NamingFacts = {
  today,
  representedInHr: true,
  deputyIsHere: true,
  deputyIsAdministrator: false,
  overlaps: false,
}

const namings: [what: string, who: Who, outcome: string, wish?: Partial<Wish>, facts?: Partial<NamingFacts>][] = [
  ['the chief names for an officer, at once', 'chief', 'agreed'],
  ['the chief names for themselves, at once', 'chief', 'agreed', { representedId: 'chief' }],
  ['an officer names their own, and the chief agrees later', 'officer', 'waits'],
  ['an officer does not name for the chief', 'officer', 'deputy.refused.not-yours', { representedId: 'chief' }],
  ['an officer does not name for a colleague', 'colleague', 'deputy.refused.not-yours'],
  ['a teacher names nobody', 'teacher', 'deputy.refused.not-yours', { representedId: 'teacher' }],
  ['the chief of another agency names nobody here', 'chief elsewhere', 'deputy.refused.not-yours'],
  ['the chief of the agency above names nobody here', 'chief above', 'deputy.refused.not-yours'],
  ['an administrator names nobody', 'administrator', 'deputy.refused.not-yours', { deputyId: 'administrator' }],
  ['a deputy names nobody', 'deputy of the chief', 'deputy.refused.acting'],
  ['who holds no HR role is not represented', 'chief', 'deputy.refused.no-role', {}, { representedInHr: false }],
  ['nobody is their own deputy', 'chief', 'deputy.refused.same', { deputyId: 'officer' }],
  ['a stranger is no deputy', 'chief', 'deputy.refused.not-here', {}, { deputyIsHere: false }],
  ['an administrator is no deputy', 'chief', 'deputy.refused.administrator', {}, { deputyIsAdministrator: true }],
  ['yesterday is over', 'chief', 'deputy.refused.past', { from: '2026-11-22' }],
  ['the last day is not before the first', 'chief', 'deputy.refused.order', { until: '2026-11-22' }],
  ['one day is enough', 'chief', 'agreed', { until: '2026-11-23' }],
  ['ninety days are the most', 'chief', 'agreed', { until: '2027-02-20' }],
  ['ninety-one days are too many', 'chief', 'deputy.refused.days', { until: '2027-02-21' }],
  ['the same two do not overlap', 'chief', 'deputy.refused.overlap', {}, { overlaps: true }],
]
for (const [what, who, outcome, other = {}, facts = {}] of namings) {
  t.test(what, async t => {
    const allowed = mayName(actors[who], { ...wish, ...other }, { ...fits, ...facts })
    t.equal(allowed.ok ? (allowed.isAgreed ? 'agreed' : 'waits') : allowed.why, outcome)
  })
}

// ---- from day to day

const kept: Deputyship = { ...wish, agreedAt: new Date(0), endedAt: null }
const days: [what: string, day: string, state: DeputyState, kept?: Partial<Deputyship>][] = [
  ['the day before it begins', '2026-11-22', 'coming'],
  ['its first day', '2026-11-23', 'running'],
  ['its last day', '2026-11-30', 'running'],
  ['the day after', '2026-12-01', 'over'],
  ['ended early', '2026-11-25', 'over', { endedAt: new Date(0) }],
  ['not agreed to', '2026-11-25', 'waiting', { agreedAt: null }],
  ['never agreed to', '2026-12-01', 'over', { agreedAt: null }],
]
for (const [what, day, state, more] of days) {
  t.test(`${what}: ${state}`, async t => t.equal(stateOf({ ...kept, ...more }, day), state))
}

// ---- agreeing and ending

const around: Around = { hasOtherChief: true, hrParentId: 'bureau', secondReviewerId: null }
const waits = { agreedAt: null }
const alone: Partial<Around> = { hasOtherChief: false }
const last: Partial<Around> = { hasOtherChief: false, hrParentId: null, secondReviewerId: 'second reviewer' }
const notYours = 'deputy.refused.not-yours' as const

type Step = [
  who: Who,
  action: 'agree' | 'end',
  outcome: 'yes' | DeputyRefusal,
  kept: Partial<Deputyship>,
  around?: Partial<Around>,
]
const steps: Step[] = [
  ['chief', 'agree', 'yes', waits],
  ['chief', 'agree', 'deputy.refused.not-now', {}],
  ['chief', 'agree', 'deputy.refused.chief-agrees', { ...waits, deputyId: 'chief' }],
  ['officer', 'agree', 'deputy.refused.chief-agrees', waits],
  ['teacher', 'agree', 'deputy.refused.chief-agrees', waits],
  ['colleague', 'agree', notYours, waits],
  ['chief elsewhere', 'agree', notYours, waits],
  ['chief above', 'agree', notYours, waits],
  ['chief above', 'agree', 'yes', waits, alone],
  ['chief elsewhere', 'agree', notYours, waits, alone],
  ['second reviewer', 'agree', notYours, waits, { ...alone, secondReviewerId: 'second reviewer' }],
  ['second reviewer', 'agree', 'yes', waits, last],
  ['administrator', 'agree', notYours, waits, last],
  ['deputy of the chief', 'agree', 'deputy.refused.acting', waits],
  ['officer', 'end', 'yes', {}],
  ['teacher', 'end', 'yes', {}],
  ['chief', 'end', 'yes', {}],
  ['chief', 'end', 'yes', waits],
  ['colleague', 'end', notYours, {}],
  ['administrator', 'end', notYours, {}],
  ['chief', 'end', 'deputy.refused.not-now', { endedAt: new Date(0) }],
  ['teacher', 'end', 'deputy.refused.not-now', { until: '2026-11-22', from: '2026-11-20' }],
]
for (const [who, action, outcome, more, otherwise = {}] of steps) {
  const why = JSON.stringify([more, otherwise])
  t.test(`${who} may ${action}: ${outcome} ${why}`, async t => {
    const decision = decide({ ...kept, ...more }, action, actors[who], { ...around, ...otherwise }, today)
    t.equal(decision.ok ? 'yes' : decision.why, outcome)
  })
}

t.test('every refusal of the rules stands in a table above', async t => {
  const said = new Set([...namings.map(([, , outcome]) => outcome), ...steps.map(([, , outcome]) => outcome)])
  t.same(
    deputyRefusals.filter(why => !said.has(why)),
    [],
  )
})

// ---- what a deputy is to others

const standIn = actors['deputy of the chief']
const inOwnName = actorOf('stand-in', ['hr_officer'], { deputyOf: 'chief' })

t.test('a deputy decides neither on themselves nor on the one represented, in whatever name', async t => {
  for (const actor of [standIn, inOwnName]) {
    for (const id of ['person stand-in', 'person chief']) {
      const person = { id, agencyIds: ['school'] }
      t.equal(isTheirOwn(actor, id), true)
      t.match(mayLock(actor, person), { why: 'lock.refused.own-record' })
    }
    t.equal(isTheirOwn(actor, 'person teacher'), false)
    t.equal(mayRead(actor, { id: 'person chief', agencyIds: ['school'] }), false)
    t.equal(mayRead(actor, { id: 'person stand-in', agencyIds: [] }), true)
    t.equal(mayRead(actor, { id: 'person teacher', agencyIds: ['school'] }), true)
  }
})

t.test('work belongs to the one represented while a deputy acts for them, and only then', async t => {
  t.equal(officeOf(standIn), 'chief')
  t.equal(officeOf(inOwnName), 'stand-in')
})

t.test('where two people are needed, a deputy and the one represented are one', async t => {
  t.equal(countsAsOne(standIn, ['chief']), true)
  t.equal(countsAsOne(standIn, ['stand-in']), true)
  t.equal(countsAsOne(standIn, ['officer']), false)

  const asked = { accountId: 'teacher', askedBy: 'officer', askedAlso: [], agencyId: 'school', ownOffices: [] }
  const from = { ...asked, hrParentId: null, secondReviewerId: 'stand-in' }
  t.same(mayConfirm(standIn, from), { ok: true })
  const same = { ok: false, why: 'recovery.refused.same-person' }
  t.same(mayConfirm(standIn, { ...from, askedBy: 'chief' }), same, 'the chief asked, the deputy confirms')
  t.same(mayConfirm(inOwnName, { ...from, askedBy: 'chief' }), same, 'nor in their own name')
  t.same(mayConfirm(actors.chief, { ...from, askedBy: 'stand-in', askedAlso: ['chief'] }), same, 'the other way round')
  const another = actorOf('another', ['hr_chief'], { deputyOf: 'chief', acts: true })
  t.same(
    mayConfirm(another, { ...from, askedBy: 'stand-in', askedAlso: ['chief'] }),
    same,
    'two deputies of one person',
  )
  t.same(mayConfirm(standIn, { ...from, accountId: 'chief' }), { ok: false, why: 'recovery.refused.own' })
  const unpaid = { ...standIn, grants: [] }
  t.match(mayConfirm(unpaid, from), { why: 'recovery.refused.not-yours' }, 'a second reviewer is who was named')
})
