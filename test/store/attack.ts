import t from 'tap'
import * as delays from '../../server/store/sign-in-delays.ts'
import { testRing } from '../support/app.ts'
import { triesOn, type Try } from '../support/attack.ts'
import { testDatabase } from '../support/test-database.ts'

t.setTimeout(280_000)

const ring = testRing()
const start = new Date('2026-11-23T06:00:00Z')
const minute = 60_000

type Db = Awaited<ReturnType<typeof testDatabase>>['db']

/** One try as the sign-in page counts it in a browser it does not know; `ok` when it comes to the password. */
function mayTry(db: Db, { loginName, address }: Try, at: Date) {
  const allowances = [delays.accountAllowance(ring, loginName, address), delays.addressAllowance(ring, address)]
  return delays.mayTry(db, allowances, at)
}

// how 10,000 tries within an hour are laid out, how many of them come to the password, and for how many minutes after
// that hour an owner waits who comes from a place of the attack with a browser that is not known
const shapes = [
  { title: 'one account from 2,000 places', accounts: 1, addresses: 2000, count: 2000, judged: 2000, wait: 0 },
  { title: '2,000 accounts from one place', accounts: 2000, addresses: 1, count: 2000, judged: 302, wait: 52.5 },
  { title: '1,000 accounts from 10 places', accounts: 1000, addresses: 10, count: 6000, judged: 3010, wait: 14.5 },
]
for (const { title, judged, wait, ...shape } of shapes) {
  t.test(`of ${shape.count} tries on ${title}, ${judged} come to the password`, async t => {
    const { db } = await testDatabase(t)
    const tries = triesOn(shape)
    let through = 0
    for (let i = 0; i < tries.length; i += 50) {
      const at = new Date(start.getTime() + (i / tries.length) * 60 * minute)
      const said = await Promise.all(tries.slice(i, i + 50).map(one => mayTry(db, one, at)))
      through += said.filter(({ ok }) => ok).length
    }
    const end = new Date(start.getTime() + 60 * minute)
    const here = await mayTry(db, { loginName: 'person.0', address: '198.18.0.0' }, end)
    const waits = here.ok ? 0 : (here.until.getTime() - end.getTime()) / minute
    const delayed = tries.length - through
    t.comment(
      `measured: ${title}: ${tries.length} tries in an hour, ${through} judged, ${delayed} delayed; the owner waits ` +
        `${waits} minutes there and none elsewhere`,
    )
    t.equal(through, judged)
    t.equal(waits, wait)
    t.match(await mayTry(db, { loginName: 'person.0', address: '203.0.113.7' }, end), { ok: true })
  })
}

t.test(
  'one stubborn place gets ever fewer tries on one account, and so does its owner there: four hours at most',
  async t => {
    const { db } = await testDatabase(t)
    const waits: number[] = []
    let through = 0
    // a try every quarter of an hour for a week, whatever the answer
    for (let i = 0; i < 7 * 24 * 4; i += 1) {
      const at = new Date(start.getTime() + i * 15 * minute)
      const said = await mayTry(db, { loginName: 'lin.meihua', address: '198.51.100.1' }, at)
      if (said.ok) through += 1
      else waits.push((said.until.getTime() - at.getTime()) / minute)
    }
    t.comment(
      `measured: ${through} of ${7 * 24 * 4} tries in a week judged; the longest wait ${Math.max(...waits)} minutes`,
    )
    t.ok(through < 60)
    t.equal(Math.max(...waits), 225)
  },
)

t.test('a whole school behind one address is not kept out by one who tries names there', async t => {
  const { db } = await testDatabase(t)
  const address = '203.0.113.1'
  let through = 0
  for (let i = 0; i < 200; i += 1) if ((await mayTry(db, { loginName: `guess.${i}`, address }, start)).ok) through += 1
  t.equal(through, 200)
  let waited = 0
  for (let i = 0; i < 60; i += 1) {
    const loginName = `teacher.${i}`
    if (!(await mayTry(db, { loginName, address }, start)).ok) waited += 1
    else {
      await delays.forgive(db, {
        account: delays.accountAllowance(ring, loginName, address),
        address: delays.addressAllowance(ring, address),
      })
    }
  }
  t.equal(waited, 0)
})
