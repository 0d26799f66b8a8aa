import t from 'tap'
import { lacking, removedDays, type HeldWay, type StrongPurpose } from '../../../server/domain/account/strong-proof.ts'
import { strictestOf, strongProofRules, type StrongProofRule } from '../../../server/domain/agency/strong-proof-rule.ts'

const now = new Date('2026-11-23T06:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const bound = (at: Date, removedAt: Date | null = null): HeldWay => ({ way: 'card', boundAt: at, removedAt })

const own = 'goes on by password'
const card = 'proves by card'
const first = 'registers a card or phone first'
const more = 'gets something stronger first'

const held: Record<string, { held: HeldWay[]; helpedAt?: Date }> = {
  'only a password': { held: [] },
  'a card': { held: [bound(daysAgo(100))] },
  'a card they took away yesterday': { held: [bound(daysAgo(100), daysAgo(1))] },
  'a card they took away a week ago': { held: [bound(daysAgo(100), daysAgo(removedDays))] },
  'a card, and HR let them in again yesterday': { held: [bound(daysAgo(100))], helpedAt: daysAgo(1) },
  'a card taken away before HR let them in again': { held: [bound(daysAgo(100), daysAgo(2))], helpedAt: daysAgo(1) },
  'a card taken away after HR let them in again': { held: [bound(daysAgo(100), daysAgo(1))], helpedAt: daysAgo(2) },
  'a card bound since HR let them in again': { held: [bound(daysAgo(1))], helpedAt: daysAgo(2) },
  'a card by which they used the code of HR': { held: [bound(daysAgo(2))], helpedAt: daysAgo(2) },
  'a card, and HR let them in again a week ago': { held: [bound(daysAgo(100))], helpedAt: daysAgo(removedDays) },
}

/** What is asked for a deed and for a change of ways in, under `if-possible` and under `always`. */
const asked: Record<keyof typeof held, [ifPossible: [string, string], always: [string, string]]> = {
  'only a password': [
    [own, own],
    [more, own],
  ],
  'a card': [
    [card, card],
    [card, card],
  ],
  'a card they took away yesterday': [
    [first, first],
    [first, first],
  ],
  'a card they took away a week ago': [
    [own, own],
    [more, own],
  ],
  'a card, and HR let them in again yesterday': [
    [card, own],
    [card, own],
  ],
  'a card taken away before HR let them in again': [
    [own, own],
    [more, own],
  ],
  'a card taken away after HR let them in again': [
    [first, own],
    [first, own],
  ],
  'a card bound since HR let them in again': [
    [card, card],
    [card, card],
  ],
  'a card by which they used the code of HR': [
    [card, card],
    [card, card],
  ],
  'a card, and HR let them in again a week ago': [
    [card, card],
    [card, card],
  ],
}

const told = (rule: StrongProofRule, purpose: StrongPurpose, what: keyof typeof held) => {
  const lack = lacking(purpose, { rule, helpedAt: null, held: [], ...held[what] }, now)
  if (!lack) return own
  return { proof: card, 'new-way': first, 'stronger-way': more }[lack.what]
}

for (const [what, [ifPossible, always]] of Object.entries(asked)) {
  t.test(`after a password alone, whoever has ${what}`, async t => {
    for (const deed of ['own', 'agency'] as const) {
      t.same([told('if-possible', deed, what), told('if-possible', 'ways-in', what)], ifPossible)
      t.same([told('always', deed, what), told('always', 'ways-in', what)], always)
      t.same([told('never', deed, what), told('never', 'ways-in', what)], [own, own])
    }
  })
}

t.test('all that is held is named, so that the page asks for one of these', async t => {
  const both: HeldWay[] = [bound(daysAgo(3)), { way: 'app', boundAt: daysAgo(3), removedAt: null }]
  const lack = lacking('own', { rule: 'always', held: both, helpedAt: null }, now)
  t.same(lack, { what: 'proof', by: ['card', 'app'] })
})

t.test('of several agencies the strictest decides, and of none the usual rule', async t => {
  t.equal(strictestOf([]), 'if-possible')
  for (const [n, one] of strongProofRules.entries())
    for (const [m, other] of strongProofRules.entries()) t.equal(strictestOf([one, other]), n > m ? one : other)
})
