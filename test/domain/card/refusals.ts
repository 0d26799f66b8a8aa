import t from 'tap'
import { checks } from '../../../server/domain/card/checks.ts'
import { holderOf } from '../../../server/domain/card/holder.ts'
import { checkNames } from '../../../server/domain/card/refusal.ts'
import type { CardKind } from '../../../server/domain/card/trust.ts'
import { badAnswers } from '../../support/card/bad-answers.ts'
import type { BadAnswer } from '../../support/card/bad-answers/add.ts'
import { cardWorld, content, nonce } from '../../support/card/world.ts'

const kinds: CardKind[] = ['citizen', 'agency']

t.test('a bad answer', async t => {
  const world = await cardWorld(t)
  const table = await badAnswers(world)
  const check = ({ answer, asked, trust = world.trust, now = world.now }: BadAnswer, made = checks) =>
    holderOf(answer, { content, nonce, kinds, ...asked }, trust, now, made)

  for (const bad of table) {
    t.test(`${bad.why}: ${bad.title}`, async t => t.match(check(bad), { ok: false, why: `card.refused.${bad.why}` }))
  }

  t.test('exists for every refusal', async t => {
    t.same(
      checkNames.filter(name => !table.some(({ why }) => why === name)),
      [],
    )
  })

  t.test('would pass for want of any one check', async t => {
    for (const { name } of checks) {
      const others = checks.filter(check => check.name !== name)
      const passed = table.filter(bad => bad.why === name && check(bad, others).ok)
      t.not(passed.length, 0, name)
    }
  })

  t.test('names its owner where nothing but the time or the standing of the card is wrong', async t => {
    const standing = ['early', 'expired', 'issuer-expired', 'no-list', 'list-early', 'list-expired', 'revoked']
    const told = table.flatMap(bad => {
      const said = check(bad)
      return !said.ok && said.owner ? [{ why: bad.why, owner: said.owner }] : []
    })
    t.same([...new Set(told.map(({ why }) => why))].toSorted(), standing.toSorted())
    t.ok(told.every(({ owner }) => owner.subjectSerial !== '' && owner.certificate.length > 0))

    const late = new Date(world.now.getTime() + 20 * 365 * 86_400_000)
    for (const bad of table.filter(({ why }) => ['content', 'issuer-signature', 'digest', 'signature'].includes(why))) {
      const said = check({ ...bad, now: late })
      t.equal(!said.ok && said.owner, undefined, `${bad.title}, and out of date besides`)
    }
  })

  t.test('is found out in no time', async t => {
    const times = table.map(bad => {
      check(bad)
      const from = performance.now()
      check(bad)
      return performance.now() - from
    })
    // told, not promised: the machine may have other things to do
    t.comment(`the slowest of ${times.length} took ${Math.max(...times).toFixed(1)} ms`)
  })
})
