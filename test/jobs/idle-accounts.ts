import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { suspendIdle } from '../../server/jobs/idle-accounts.ts'
import { accounts, events, notices } from '../../server/store/schema.ts'
import { offeredWays } from '../../server/ways/offered-ways.ts'
import { visitor } from '../support/app/app.ts'
import { openTo, signIn } from '../support/person/people.ts'
import { enter, startSchool } from '../support/person/school.ts'

/** A school in which everybody signed in on one day. */
async function quietSchool(t: Test) {
  const school = await startSchool(t, ['lin', 'chen'])
  const { deps, lin, setClock } = school
  await deps.db.update(accounts).set({ lastSignInAt: new Date('2026-11-23T06:00:00Z') })
  const run = async (day: string, idleDays = 90) => {
    setClock(new Date(`${day}T00:04:00Z`))
    await suspendIdle({ ...deps, idleDays, offeredWays: () => offeredWays(deps) })
  }
  const kept = async (accountId = lin.accountId) => {
    const [row] = await deps.db.select().from(accounts).where(eq(accounts.id, accountId))
    return row
  }
  return { ...school, run, kept }
}

t.test('who does not sign in for 90 days is told two weeks before, then suspended until HR opens again', async t => {
  const { app, deps, lin, chen, run, kept, setClock } = await quietSchool(t)
  const told = () => deps.db.select().from(notices).where(eq(notices.accountId, lin.accountId))
  await run('2027-02-07')
  t.same(await told(), [])
  await run('2027-02-08')
  await run('2027-02-09')
  t.match(await told(), [{ text: 'notice.account.idle', holes: { day: '2027-02-22' } }])
  await run('2027-02-21')
  t.match(await kept(), { state: 'active' })
  await run('2027-02-23')
  t.match(await kept(), { state: 'suspended', stateReason: '90 天沒有登入' })
  t.match(await deps.db.select().from(events).where(eq(events.what, 'account.suspend')), [
    { about: lin.accountId, byRole: 'service' },
  ])
  t.match((await signIn(visitor(app), lin)).body, '停用：90 天沒有登入。要恢復請洽示範國小人事室（陳文彬）')

  await enter(chen)
  const found = await chen.get('/people?account=suspended')
  t.match(found.body, lin.name)
  t.notMatch((await chen.get('/people?account=active')).body, `href="/people/${lin.personId}"`)
  await openTo(deps, chen, lin.personId)
  const path = `/people/${lin.personId}/account`
  t.match((await chen.get(path)).body, '90 天沒有登入')
  await chen.post(path, { change: 'reactivate', reason: '復職' })
  await run('2027-02-24')
  t.match(await kept(), { state: 'must_change' }, 'and has the whole time anew')
  setClock(new Date('2027-02-24T06:00:00Z'))
  t.equal((await signIn(visitor(app), lin)).headers.location, '/password')
})

t.test('who comes in after being told stays, and is told again the next time', async t => {
  const { app, deps, lin, run, kept, setClock } = await quietSchool(t)
  await run('2027-02-10')
  setClock(new Date('2027-02-10T06:00:00Z'))
  await signIn(visitor(app), lin)
  await run('2027-03-01')
  t.match(await kept(), { state: 'active' })
  await run('2027-05-01')
  const texts = await deps.db.select().from(notices).where(eq(notices.accountId, lin.accountId))
  t.equal(texts.length, 2)
})

t.test('an installation that was off for long suspends nobody without notice', async t => {
  const { run, kept } = await quietSchool(t)
  await run('2027-09-01')
  t.match(await kept(), { state: 'active' })
  await run('2027-09-14')
  t.match(await kept(), { state: 'active' })
  await run('2027-09-16')
  t.match(await kept(), { state: 'suspended' })
})

t.test('an administrator and the last of HR who can come in are left alone, and 0 days suspend nobody', async t => {
  const { deps, agencyId, chen, lin, run, kept, add } = await quietSchool(t)
  const huang = await add('huang')
  const admin = await add('admin')
  await deps.db.update(accounts).set({ lastSignInAt: new Date('2026-11-23T06:00:00Z') })
  for (const day of ['2027-06-01', '2027-07-01']) await run(day, 0)
  t.match(await kept(), { state: 'active' })
  for (const day of ['2027-08-01', '2027-08-20']) await run(day)
  t.match(await kept(), { state: 'suspended' })
  t.match(await kept(admin.accountId), { state: 'active' })
  const states = [(await kept(chen.accountId))?.state, (await kept(huang.accountId))?.state]
  t.same(states.sort(), ['active', 'suspended'], `one of ${agencyId} stays, beside ${lin.name}`)
})
