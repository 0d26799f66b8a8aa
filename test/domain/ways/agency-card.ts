import t from 'tap'
import { requiredSteps } from '../../../server/domain/account/required-step.ts'
import type { Actor, Role } from '../../../server/domain/agency/actor.ts'
import { mayRegister, mayRepresent } from '../../../server/domain/ways/agency-card.ts'

const actorOf = (roles: [Role, string | null][], more: Partial<Actor> = {}): Actor => ({
  accountId: 'someone',
  personId: 'someone',
  name: 'someone',
  agencyId: 'school',
  agencyName: 'school',
  grants: roles.map(([role, agencyId]) => ({ role, agencyId })),
  actingFor: null,
  deputyFor: [],
  agencyCard: 'card',
  secondReviews: false,
  way: 'password',
  ...more,
})

const steps: [what: string, actor: Actor, isAsked: boolean][] = [
  ['an officer with the card', actorOf([['hr_officer', 'school']]), false],
  ['an officer without it', actorOf([['hr_officer', 'school']], { agencyCard: null }), true],
  ['an administrator, who serves more than this agency', actorOf([['sysadmin', null]]), true],
  [
    'an officer who is administrator too',
    actorOf([
      ['hr_officer', 'school'],
      ['sysadmin', null],
    ]),
    true,
  ],
]
for (const [what, actor, isAsked] of steps) {
  t.test(`${what}: a second factor is ${isAsked ? '' : 'not '}asked for`, async t => {
    const facts = {
      state: 'active' as const,
      noticeVersion: 1,
      hasSecondFactor: false,
      isStrong: false,
      hasEndingCard: false,
      hasNewCard: false,
      passwordIsOver: false,
      asksSecondFactor: true,
    }
    t.same(requiredSteps({ ...facts, ...actor }), isAsked ? ['second-factor'] : [])
  })
}

t.test('a deputy of the chief registers no cards', async t => {
  const represented = { accountId: 'chief', personId: 'chief', name: 'chief' }
  const chief = actorOf([['hr_chief', 'school']])
  t.equal(mayRegister(chief, 'school'), true)
  t.equal(mayRegister({ ...chief, actingFor: represented, deputyFor: [represented] }, 'school'), false)
})

const cards: [what: string, card: Parameters<typeof mayRepresent>[0], outcome: string][] = [
  ['the card of the agency one acts for', { agencyId: 'school', retiredAt: null }, 'yes'],
  ['an unknown card', undefined, 'agency-card.refused.unregistered'],
  ['a card taken out of use', { agencyId: 'school', retiredAt: new Date(0) }, 'agency-card.refused.retired'],
  ['the card of another agency of theirs', { agencyId: 'bureau', retiredAt: null }, 'agency-card.refused.other-agency'],
  ['the card of a strange agency', { agencyId: 'elsewhere', retiredAt: null }, 'agency-card.refused.not-there'],
]
for (const [what, card, outcome] of cards) {
  t.test(`${what}: ${outcome}`, async t => {
    const allowed = mayRepresent(card, actorOf([]), ['school', 'bureau'])
    t.equal(allowed.ok ? 'yes' : allowed.why, outcome)
  })
}
