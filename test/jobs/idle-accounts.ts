import { eq } from 'drizzle-orm'
import t from 'tap'
import { suspendIdle } from '../../server/jobs/idle-accounts.ts'
import { accounts, events, notices, roleGrants } from '../../server/store/schema.ts'
import { offeredWays } from '../../server/ways/offered-ways.ts'
import { startApp, visitor } from '../support/app/app.ts'
import { addAgency, addPerson, openTo, signIn } from '../support/person/people.ts'

/** A school in which everybody signed in on one day. */
async function school(t: Parameters<typeof startApp>[0]) {
  const started = await startApp(t)
  const { deps, setClock } = started
  const agencyId = await addAgency(deps)
  const person = await addPerson(deps, agencyId)
  const officer = await addPerson(deps, agencyId, {
    name: '陳人事',
    idNumber: 'A123456789',
    loginName: 'chen.hr',
    roles: ['hr_officer'],
  })
  await deps.db.update(accounts).set({ lastSignInAt: new Date('2026-11-23T06:00:00Z') })
  const run = async (day: string, idleDays = 90) => {
    setClock(new Date(`${day}T00:04:00Z`))
    await suspendIdle({ ...deps, idleDays, offeredWays: () => offeredWays(deps) })
  }
  const kept = async (accountId = person.accountId) => {
    const [row] = await deps.db.select().from(accounts).where(eq(accounts.id, accountId))
    return row
  }
  return { ...started, agencyId, person, officer, run, kept }
}

t.test('who does not sign in for 90 days is told two weeks before, then suspended until HR opens again', async t => {
  const { app, deps, person, officer, run, kept, setClock } = await school(t)
  const told = () => deps.db.select().from(notices).where(eq(notices.accountId, person.accountId))
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
    { about: person.accountId, byRole: 'service' },
  ])
  t.match((await signIn(visitor(app), person)).body, '停用：90 天沒有登入。要恢復請找示範國小人事室（陳人事）')

  const hr = visitor(app, '203.0.113.30')
  await signIn(hr, officer)
  const found = await hr.get('/people?account=suspended')
  t.match(found.body, person.name)
  t.notMatch((await hr.get('/people?account=active')).body, `href="/people/${person.personId}"`)
  await openTo(deps, officer, person.personId)
  const path = `/people/${person.personId}/account`
  t.match((await hr.get(path)).body, '90 天沒有登入')
  await hr.post(path, { change: 'reactivate', reason: '復職' })
  await run('2027-02-24')
  t.match(await kept(), { state: 'must_change' }, 'and has the whole time anew')
  setClock(new Date('2027-02-24T06:00:00Z'))
  t.equal((await signIn(visitor(app), person)).headers.location, '/password')
})

t.test('who comes in after being told stays, and is told again the next time', async t => {
  const { app, deps, person, run, kept, setClock } = await school(t)
  await run('2027-02-10')
  setClock(new Date('2027-02-10T06:00:00Z'))
  await signIn(visitor(app), person)
  await run('2027-03-01')
  t.match(await kept(), { state: 'active' })
  await run('2027-05-01')
  const texts = await deps.db.select().from(notices).where(eq(notices.accountId, person.accountId))
  t.equal(texts.length, 2)
})

t.test('an installation that was off for long suspends nobody without notice', async t => {
  const { run, kept } = await school(t)
  await run('2027-09-01')
  t.match(await kept(), { state: 'active' })
  await run('2027-09-14')
  t.match(await kept(), { state: 'active' })
  await run('2027-09-16')
  t.match(await kept(), { state: 'suspended' })
})

t.test('an administrator and the last of HR who can come in are left alone, and 0 days suspend nobody', async t => {
  const { deps, agencyId, officer, person, run, kept } = await school(t)
  const chief = await addPerson(deps, agencyId, {
    name: '周主任',
    idNumber: 'B123456780',
    loginName: 'chou.hr',
    roles: ['hr_chief'],
  })
  const ict = await addPerson(deps, agencyId, { name: '林管理', idNumber: 'C123456781', loginName: 'lin.admin' })
  await deps.db.insert(roleGrants).values({ accountId: ict.accountId, role: 'sysadmin', from: '2020-01-01' })
  await deps.db.update(accounts).set({ lastSignInAt: new Date('2026-11-23T06:00:00Z') })
  for (const day of ['2027-06-01', '2027-07-01']) await run(day, 0)
  t.match(await kept(), { state: 'active' })
  for (const day of ['2027-08-01', '2027-08-20']) await run(day)
  t.match(await kept(), { state: 'suspended' })
  t.match(await kept(ict.accountId), { state: 'active' })
  const states = [(await kept(officer.accountId))?.state, (await kept(chief.accountId))?.state]
  t.same(states.sort(), ['active', 'suspended'], `one of ${agencyId} stays, beside ${person.name}`)
})
