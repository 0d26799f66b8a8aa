import t from 'tap'
import { freeTries } from '../../server/domain/sign-in-delay.ts'
import * as delays from '../../server/store/sign-in-delays.ts'
import { testRing } from '../support/app.ts'
import { testDatabase } from '../support/test-database.ts'

t.setTimeout(280_000)

const ring = testRing()
const start = new Date('2026-11-23T06:00:00Z')
const minute = 60_000

type Db = Awaited<ReturnType<typeof testDatabase>>['db']

/** One try on an account from an address; true when it was let through to the password. */
async function judged(db: Db, loginName: string, address: string, at: Date): Promise<boolean> {
  const allowances = [delays.accountAllowance(ring, loginName, address), delays.addressAllowance(ring, address)]
  return (await delays.mayTry(db, allowances, at)).ok
}

t.test('of ten thousand tries in an hour few are judged, and the owner comes in meanwhile', async t => {
  const { db } = await testDatabase(t)
  const accounts = Array.from({ length: 50 }, (_, i) => `person.${i}`)
  const addresses = Array.from({ length: 20 }, (_, i) => `198.51.100.${i}`)
  let through = 0
  for (let i = 0; i < 10_000; i += 100) {
    const at = new Date(start.getTime() + (i / 10_000) * 60 * minute)
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, j) => {
        const n = i + j
        return judged(db, accounts[n % 50] ?? '', addresses[Math.floor(n / 50) % 20] ?? '', at)
      }),
    )
    through += results.filter(Boolean).length
  }
  // 50 accounts × 20 addresses are 1000 pairs with 10 tries each: the sixth waits a quarter of an hour
  t.comment(`${through} of 10000 tries were judged`)
  t.ok(through <= 50 * 20 * (freeTries.account + 1), 'a pair has its five tries, and one more after each wait')
  t.ok(through < 6500)

  const now = new Date(start.getTime() + 60 * minute)
  t.ok(await judged(db, 'person.0', '203.0.113.7', now), 'the owner elsewhere does not wait at all')
})

t.test('one stubborn address gets ever fewer tries on one account', async t => {
  const { db } = await testDatabase(t)
  let through = 0
  // a try a minute for a week
  for (let i = 0; i < 7 * 24 * 60; i += 1) {
    const at = new Date(start.getTime() + i * minute)
    if (await judged(db, 'lin.meihua', '198.51.100.1', at)) through += 1
  }
  t.comment(`${through} of ${7 * 24 * 60} tries in a week were judged`)
  t.ok(through < 60)
})

t.test('a whole school behind one address is not kept out by one who tries names there', async t => {
  const { db } = await testDatabase(t)
  const school = '203.0.113.1'
  let through = 0
  for (let i = 0; i < 200; i += 1) if (await judged(db, `guess.${i}`, school, start)) through += 1
  t.equal(through, 200)
  let waited = 0
  for (let i = 0; i < 60; i += 1) {
    const loginName = `teacher.${i}`
    if (!(await judged(db, loginName, school, start))) waited += 1
    else {
      await delays.forgive(db, {
        account: delays.accountAllowance(ring, loginName, school),
        address: delays.addressAllowance(ring, school),
      })
    }
  }
  t.equal(waited, 0)
})

t.test('an owner who shares the address of the attacker waits as long as the attacker, at most four hours', async t => {
  const { db } = await testDatabase(t)
  let longest = 0
  for (let i = 0; i < 40; i += 1) {
    const allowances = [delays.accountAllowance(ring, 'lin.meihua', '203.0.113.1')]
    const at = new Date(start.getTime() + i * 5 * 60 * minute)
    for (let j = 0; j < 6; j += 1) {
      const counted = await delays.mayTry(db, allowances, at)
      if (!counted.ok) longest = Math.max(longest, counted.until.getTime() - at.getTime())
    }
  }
  t.comment(`the owner waits ${longest / minute} minutes at most, and not at all in a browser that signed in before`)
  t.equal(longest, 240 * minute)
})
