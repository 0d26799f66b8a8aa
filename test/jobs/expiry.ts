import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { forgetEnded } from '../../server/jobs/expiry.ts'
import { startJobs } from '../../server/jobs/start.ts'
import { savedForms, spentNonces } from '../../server/store/schema.ts'
import { addAgency, addPerson } from '../support/people.ts'
import { silent } from '../support/test-cluster.ts'
import { startApp, testRing } from '../support/app.ts'
import { testDatabase } from '../support/test-database.ts'

t.setTimeout(60_000)

t.test('what served its time is forgotten, what still serves is kept', async t => {
  const { deps } = await startApp(t)
  const { accountId } = await addPerson(deps, await addAgency(deps))
  const at = (minutes: number) => new Date(deps.clock().getTime() + minutes * 60_000)
  await deps.db.insert(spentNonces).values([
    { nonce: 'late', expiresAt: at(-1) },
    { nonce: 'in time', expiresAt: at(1) },
  ])
  const form = { accountId, path: '/', sealedBody: 'sealed' }
  await deps.db.insert(savedForms).values([
    { ...form, expiresAt: at(-1) },
    { ...form, expiresAt: at(1) },
  ])
  await forgetEnded(deps)
  t.same(await deps.db.select({ nonce: spentNonces.nonce }).from(spentNonces), [{ nonce: 'in time' }])
  t.match(await deps.db.select().from(savedForms), [{ expiresAt: at(1) }])
})

t.test('a job that falls due is done once, by whichever instance, and its failure is told without values', async t => {
  const { db, url } = await testDatabase(t)
  const told: string[] = []
  const log = { ...silent, error: (facts: object, text: string) => told.push(`${text} ${Object.keys(facts)}`) }
  let asked = 0
  const clock = () => {
    asked += 1
    if (asked === 1) throw new Error('A123456789 is not a time')
    return new Date()
  }
  const deps = { db, ring: testRing(), clock }
  const ends = [await startJobs(url, deps, log), await startJobs(url, deps, log)]
  const { rows } = await db.execute('select name, cron from jobs.schedule order by name')
  t.match(rows, [{ name: 'forget-ended' }])

  await db.execute(`insert into jobs.job (name, policy, retry_limit) values ('forget-ended', 'short', 0)`)
  const state = async () => (await db.execute(`select state, output::text from jobs.job`)).rows[0]
  while (!/failed/.test(String((await state())?.['state']))) await pause(200)
  t.equal(asked, 1)
  t.match(told, [/A job failed.+ err,job/])
  t.notMatch((await state())?.['output'], /A123456789/)
  const begun = Date.now()
  await Promise.all(ends.map(end => end()))
  t.ok(Date.now() - begun < 5000, 'the end comes within seconds')
})
