import t from 'tap'
import { decisionDue, extendedDue, supplementDue } from '../../../server/domain/correction/deadline.ts'

t.test('a decision is due thirty days after the day of receipt, and never on a day off', async t => {
  t.equal(decisionDue('2026-11-30'), '2026-12-30')
  t.equal(decisionDue('2026-11-26'), '2026-12-28', 'not on a Saturday')
  t.equal(decisionDue('2026-11-25'), '2026-12-28', '25 December is off, and a weekend follows')
  t.equal(decisionDue('2026-01-17'), '2026-02-23', 'not within the New Year')
  t.equal(decisionDue('2025-01-09'), '2025-02-08', 'but on a Saturday that is worked')
})

t.test('what was returned is completed within ten days, and never by a day off', async t => {
  t.equal(supplementDue('2026-11-30'), '2026-12-10')
  t.equal(supplementDue('2026-12-15'), '2026-12-28')
})

t.test('a decision is put off once, by thirty days at most', async t => {
  t.same(extendedDue('2026-12-30', 30, false), { ok: true, day: '2027-01-29' })
  t.same(extendedDue('2026-12-30', 1, false), { ok: true, day: '2026-12-31' })
  t.same(extendedDue('2026-12-30', 2, false), { ok: true, day: '2027-01-04' }, 'a holiday and a weekend later')
  t.same(extendedDue('2026-12-30', 10, true), { ok: false, why: 'deadline.refused.extended-already' })
  for (const days of [0, -1, 31, 1.5, Number.NaN]) {
    const told = { ok: false, why: 'deadline.refused.extension-length' }
    t.same(extendedDue('2026-12-30', days, false), told, String(days))
  }
})
