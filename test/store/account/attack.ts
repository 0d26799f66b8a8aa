import { readFile } from 'node:fs/promises'
import t from 'tap'
import { placeOf } from '../../../server/domain/account/sign-in-delay.ts'
import { hashOf } from '../../../server/store/account/password-hashes.ts'
import * as delays from '../../../server/store/account/sign-in-delays.ts'
import { signInDelays } from '../../../server/store/schema.ts'
import { testRing } from '../../support/app/app.ts'
import { testDatabase } from '../../support/database/database.ts'
import { triesOn, type Try } from '../../support/person/attack.ts'

const ring = testRing()
const start = new Date('2026-11-23T06:00:00Z')
const minute = 60_000

type Db = Awaited<ReturnType<typeof testDatabase>>['db']

/** One try as the sign-in page counts it in a browser it does not know; `ok` when it comes to the password. */
function mayTry(db: Db, { loginName, address }: Try, at: Date) {
  return delays.mayTry(db, delays.accountAllowances(ring, loginName, placeOf(address)), at)
}

const forgive = (db: Db, { loginName, address }: Try) =>
  delays.forgive(db, delays.accountAllowances(ring, loginName, placeOf(address)))

// how thousands of tries within an hour are laid out, how many of them come to the password, and for how many minutes after
// that hour an owner waits who comes from a place of the attack with a browser that is not known
const shapes = [
  { title: 'one account from 1,000 places', accounts: 1, addresses: 1000, count: 1000, checked: 1000, wait: 0 },
  { title: '2,000 accounts from one place', accounts: 2000, addresses: 1, count: 2000, checked: 312, wait: 2.4 },
  { title: '1,000 accounts from 10 places', accounts: 1000, addresses: 10, count: 4000, checked: 3120, wait: 2.4 },
]
for (const { title, checked, wait, ...shape } of shapes) {
  t.test(`of ${shape.count} tries on ${title}, ${checked} come to the password`, async t => {
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
      `measured: ${title}: ${tries.length} tries in an hour, ${through} checked, ${delayed} delayed; the owner waits ` +
        `${waits} minutes there and none elsewhere`,
    )
    t.equal(through, checked)
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
      `measured: ${through} of ${7 * 24 * 4} tries in a week checked; the longest wait ${Math.max(...waits)} minutes`,
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
    const one = { loginName: `teacher.${i}`, address }
    if ((await mayTry(db, one, start)).ok) await forgive(db, one)
    else waited += 1
  }
  t.equal(waited, 0)
})

t.test('nor by typing mistakes, whoever makes them, however many days', async t => {
  const { db } = await testDatabase(t)
  const address = '203.0.113.1'
  let waited = 0
  // of 400 people each fifth mistypes one to three times before it is right, and four a day give up after four tries
  for (let day = 0; day < 4; day += 1) {
    const morning = new Date(start.getTime() + day * 24 * 60 * minute)
    const mistakes = Array.from({ length: 400 }, (_, i) => ((i + day) % 5 === 0 ? 1 + (i % 3) : 0))
    const givesUp = (i: number) => i % 100 === day
    const attempt = async (i: number) => {
      const said = await mayTry(db, { loginName: `teacher.${i}`, address }, new Date(morning.getTime() + i * 1000))
      if (!said.ok) waited += 1
    }
    // all mistakes of a morning before anybody is right
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(mistakes.map((mistakes, i) => (mistakes > round || givesUp(i) ? attempt(i) : undefined)))
    }
    for (let i = 0; i < 400; i += 1) {
      await attempt(i)
      if (!givesUp(i)) await forgive(db, { loginName: `teacher.${i}`, address })
    }
  }
  t.equal(waited, 0)
  t.same(await mayTry(db, { loginName: 'new.colleague', address }, new Date(start.getTime() + 4 * 24 * 60 * minute)), {
    ok: true,
  })
})

t.test(
  'who comes in after mistakes takes them back: a large office makes more in an hour than a place may',
  async t => {
    const { db } = await testDatabase(t)
    let waited = 0
    for (let i = 0; i < 200; i += 1) {
      const one = { loginName: `officer.${i}`, address: '203.0.113.1' }
      for (let tried = 0; tried < 3; tried += 1) if (!(await mayTry(db, one, start)).ok) waited += 1
      await forgive(db, one)
    }
    t.equal(waited, 0)
  },
)

t.test('an account of one’s own gives no further tries on those of others', async t => {
  const { db } = await testDatabase(t)
  const address = '203.0.113.1'
  let checked = 0
  for (let i = 0; i < 400; i += 1) {
    if ((await mayTry(db, { loginName: `guess.${i}`, address }, start)).ok) checked += 1
    const own = { loginName: 'own.account', address }
    if ((await mayTry(db, own, start)).ok) await forgive(db, own)
    // right again at the same moment
    await forgive(db, own)
  }
  t.equal(checked, 300)
})

t.test('where more people are than in a school, more is tried before anybody waits', async t => {
  const { db } = await testDatabase(t)
  const city = { id: '203.0.113.0/28', people: 330 }
  const guess = async (name: string) => (await delays.mayTry(db, delays.accountAllowances(ring, name, city), start)).ok
  const said = await Promise.all(Array.from({ length: 340 }, (_, i) => guess(`guess.${i}`)))
  t.equal(said.filter(Boolean).length, 330)
  t.equal(await guess('one.more'), false)
})

t.test('what is tried where too much was tried leaves nothing behind', async t => {
  const { db } = await testDatabase(t)
  const address = '203.0.113.1'
  for (let i = 0; i < 300; i += 1) await mayTry(db, { loginName: `guess.${i}`, address }, start)
  for (let i = 300; i < 320; i += 1) {
    t.match(await mayTry(db, { loginName: `guess.${i}`, address }, start), { ok: false, isPlace: true })
  }
  t.equal((await db.select().from(signInDelays)).length, 301)
})

t.test('whoever sends passwords by the dozen, the files of others do not wait for them', async t => {
  let hashed = 0
  const hashing = Array.from({ length: 24 }, async () => {
    await hashOf('the password of somebody', 'somebody')
    hashed += 1
  })
  await readFile(import.meta.filename)
  t.ok(hashed < 12, `${hashed} of 24 came before the file`)
  await Promise.all(hashing)
})
