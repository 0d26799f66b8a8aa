import t from 'tap'
import { standsAbove } from '../../../server/domain/account/recovery.ts'
import type { Actor, Role } from '../../../server/domain/agency/actor.ts'

const actorOf = (accountId: string, at: string, roles: Role[], actsFor = false): Actor => ({
  accountId,
  personId: `person ${accountId}`,
  name: accountId,
  agencyId: at,
  agencyName: at,
  grants: roles.map(role => ({ role, agencyId: role === 'sysadmin' ? null : at })),
  actingFor: actsFor ? { accountId: 'another', personId: 'another person', name: 'another' } : null,
  deputyFor: [],
  agencyCard: null,
  secondReviews: false,
  way: 'password',
})

const above = { agencyId: 'school', hrParentId: 'bureau', secondReviewerId: 'head' }
const alone = { ...above, hrParentId: null }

const rows: [what: string, actor: Actor, whereBureau: boolean, whereNobody: boolean][] = [
  ['an officer of the agency above', actorOf('chen', 'bureau', ['hr_officer']), true, false],
  ['a deputy of the chief above', actorOf('stand-in', 'bureau', ['hr_chief'], true), true, false],
  ['somebody else of the agency above', actorOf('driver', 'bureau', []), false, false],
  ['HR of the agency itself', actorOf('wu', 'school', ['hr_chief']), false, false],
  ['HR of an agency elsewhere', actorOf('lin', 'elsewhere', ['hr_chief']), false, false],
  ['the second reviewer', actorOf('head', 'school', []), false, true],
  ['the second reviewer as a deputy', actorOf('head', 'school', ['hr_officer'], true), false, false],
  ['an administrator', actorOf('ict', 'school', ['sysadmin']), false, true],
]

t.test('who stands above an HR office', async t => {
  for (const [what, actor, whereBureau, whereNobody] of rows) {
    t.equal(standsAbove(actor, above), whereBureau, `${what}, below a bureau`)
    t.equal(standsAbove(actor, alone), whereNobody, `${what}, with nobody above`)
  }
})
