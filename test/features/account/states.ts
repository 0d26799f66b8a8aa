import { eq, ne } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { closeLeft } from '../../../server/jobs/accounts.ts'
import { accounts, assignments, credentials, events, notices, roleGrants } from '../../../server/store/schema.ts'
import { visitor } from '../../support/app/app.ts'
import { errorsIn, formIn } from '../../support/app/pages.ts'
import { bindCard, linHolder, testCa } from '../../support/card/cards.ts'
import { addAgency, addPerson, goodPassword, openTo, signIn } from '../../support/person/people.ts'
import { enter, startSchool } from '../../support/person/school.ts'
import { world } from '../../support/person/world.ts'

const ca = await testCa(t)

async function inHands(t: Test) {
  const school = await startSchool(t, ['lin', 'chen'])
  const { deps, lin, chen } = school
  await enter(chen)
  await openTo(deps, chen, lin.personId)
  const path = `/people/${lin.personId}/account`
  const change = async (form: Record<string, string>) => {
    await chen.get(path)
    return chen.post(path, form)
  }
  const state = async () => {
    const [row] = await deps.db.select().from(accounts).where(eq(accounts.id, lin.accountId))
    return row?.state
  }
  return { ...school, path, change, state }
}

t.test('HR suspends an account with a reason, and its owner reads why, since when and whom to ask', async t => {
  const { browser, lin, change, state, deps, chen, path } = await inHands(t)
  await signIn(browser, lin)
  t.match((await change({ change: 'suspend', reason: 'x' })).body, '請填寫理由')
  t.match(
    (await change({ reason: '育嬰留職停薪' })).body,
    '請選擇要做什麼。',
    'nothing chosen is not a state that moved',
  )
  t.equal((await change({ change: 'suspend', reason: '育嬰留職停薪' })).headers.location, path)
  t.match((await chen.get(path)).body, '育嬰留職停薪')
  t.equal((await browser.get('/account')).statusCode, 303, 'the session has ended')
  const told = await signIn(browser, lin)
  t.match(told.body, '從民國 115 年 11 月 23 日起停用：育嬰留職停薪。要恢復請洽示範國小人事室（陳文彬）')
  t.notMatch((await signIn(browser, lin, 'wrong password')).body, '育嬰')
  t.match(await deps.db.select().from(events).where(eq(events.what, 'account.suspend')), [{ about: lin.accountId }])

  t.equal((await change({ change: 'suspend', reason: '又一次' })).statusCode, 409)
  await change({ change: 'reactivate', reason: '復職' })
  t.equal(await state(), 'must_change')
  t.equal((await signIn(browser, lin)).headers.location, '/password')
  t.match(await deps.db.select().from(notices), [{ text: 'notice.account.reopened' }])
  t.equal((await change({ change: 'reactivate', reason: '復職' })).statusCode, 409)
})

t.test('an owner locks the account until HR opens it', async t => {
  const { browser, lin, change, state, deps, chen } = await inHands(t)
  await signIn(browser, lin)
  t.match((await browser.get('/account')).body, '鎖定我的帳號')
  await browser.get('/account/lock')
  t.equal((await browser.post('/account/lock')).headers.location, '/sign-in')
  t.match((await signIn(browser, lin)).body, '您在民國 115 年 11 月 23 日鎖定了這個帳號')
  t.match(await deps.db.select().from(notices), [{ accountId: chen.accountId, text: 'notice.account.locked-by-owner' }])
  await change({ change: 'reactivate', reason: '核對過身分證' })
  t.equal(await state(), 'must_change')
})

t.test('who is the only one of HR cannot lock the door behind themselves', async t => {
  const { chen } = await inHands(t)
  await chen.get('/account/lock')
  const refused = await chen.post('/account/lock')
  t.equal(refused.statusCode, 409)
  t.match(refused.body, '沒有其他人事人員')
})

t.test('a colleague in HR who cannot come in is nobody to open it again', async t => {
  const { deps, chen, lin, browser, add } = await inHands(t)
  const huang = await enter(await add('huang'))
  for (const one of [chen, huang]) await one.get('/account/lock')
  const states = (await Promise.all([chen.post('/account/lock'), huang.post('/account/lock')])).map(
    ({ statusCode }) => statusCode,
  )
  t.same(states.sort(), [303, 409], 'of two who lock at once one stays')
  await deps.db.update(accounts).set({ state: 'suspended' }).where(ne(accounts.id, lin.accountId))
  await signIn(browser, lin)
  await browser.get('/account/lock')
  t.equal((await browser.post('/account/lock')).statusCode, 409, 'both are held')
  await deps.db.update(accounts).set({ state: 'active', passwordHash: null }).where(eq(accounts.id, huang.accountId))
  t.equal((await browser.post('/account/lock')).statusCode, 409, 'nothing to come in by')
})

t.test('HR takes a lost card away at once, even the last', async t => {
  const { lin, deps, chen, path } = await inHands(t)
  await bindCard(deps, lin.accountId, await ca.card(linHolder))
  const [card] = await deps.db.select().from(credentials)
  t.match((await chen.get(path)).body, '登記的卡片和手機')
  await chen.post(`/people/${lin.personId}/opening`, { purpose: '核對人事資料' })
  t.match((await chen.get(`/people/${lin.personId}`)).body, `href="${path}"`, 'found from the open record too')
  await chen.get(path)
  await chen.post(`${path}/cards/${card?.id}/removal`)
  t.match(await deps.db.select().from(credentials), [{ retireReason: 'blocked-by-hr' }])
  t.match(await deps.db.select().from(notices), [{ accountId: lin.accountId, text: 'notice.account.card-blocked' }])
})

t.test('HR holds nobody of another agency, not themselves and no administrator', async t => {
  const { chen, deps, add } = await inHands(t)
  const elsewhere = await addAgency(deps, '999000002B', '別的國小')
  const other = await addPerson(deps, elsewhere, world.wang)
  t.equal((await chen.get(`/people/${other.personId}/account`)).statusCode, 404)
  t.equal((await chen.get(`/people/${chen.personId}/account`)).statusCode, 404)
  const admin = await add('admin')
  await openTo(deps, chen, admin.personId)
  await chen.get(`/people/${admin.personId}/account`)
  const refused = await chen.post(`/people/${admin.personId}/account`, { change: 'suspend', reason: '測試一下' })
  t.equal(refused.statusCode, 409)
  t.match(refused.body, '系統管理者的帳號')
})

t.test('changes to an account ask for a fresh proof', async t => {
  const { chen, path, setClock, state } = await inHands(t)
  await chen.get(path)
  setClock(new Date('2026-11-23T06:15:00Z'))
  t.match((await chen.post(path, { change: 'lock', reason: '遺失手機' })).headers.location, /^\/proof/)
  t.equal(await state(), 'active')
})

t.test(
  'who leaves keeps role and account to the last day; then the account closes, and they can come back',
  async t => {
    const { app, deps, chen, lin, browser, agencyId, setClock, state } = await inHands(t)
    await deps.db
      .insert(roleGrants)
      .values({ accountId: lin.accountId, role: 'hr_officer', agencyId, from: '2025-01-01' })
    const path = `/people/${lin.personId}/assignments`
    t.match((await chen.get(path)).body, '在職')
    t.match((await chen.post(path, { last_day: '109.7.31' })).body, '最後一天必須在到職日之後')
    t.match((await chen.post(path, { last_day: 'x' })).statusCode, 422)
    t.equal((await chen.post(path, { last_day: '115.11.25' })).headers.location, path)
    t.match((await chen.get(path)).body, '民國 115 年 11 月 25 日')
    t.match(await deps.db.select().from(assignments).where(eq(assignments.personId, lin.personId)), [
      { until: '2026-11-25' },
    ])
    t.match(await deps.db.select().from(roleGrants).where(eq(roleGrants.accountId, lin.accountId)), [
      { until: '2026-11-25' },
    ])

    setClock(new Date('2026-11-25T06:00:00Z'))
    await closeLeft(deps)
    await signIn(browser, lin)
    t.equal((await browser.get('/people')).statusCode, 200, 'on the last day all holds')
    setClock(new Date('2026-11-25T16:03:00Z'))
    await closeLeft(deps)
    t.equal(await state(), 'closed')
    t.equal((await browser.get('/account')).statusCode, 303)
    t.match((await signIn(browser, lin)).body, '註銷，因為已經沒有任職')
    t.match(await deps.db.select().from(events).where(eq(events.what, 'account.close')), [{ byRole: 'service' }])

    const again = visitor(app, '203.0.113.31')
    await signIn(again, chen)
    await again.get('/people/new')
    const form = { name: lin.name, id_kind: 'national', id_number: lin.idNumber, staff_kind: 'teacher' }
    t.match((await again.post('/people/new', { ...form, name: '另一個人' })).body, '這個號碼已經登記')
    t.match((await again.post('/people/new', form)).body, '啟用碼')
    t.equal(await state(), 'invited')
    t.equal((await signIn(browser, lin, goodPassword)).statusCode, 422, 'the old password is gone')
    t.match((await again.post('/people/new', form)).body, '這個號碼已經登記', 'who is here is not invited twice')
  },
)

t.test('of two officers who enter a last day, the later one is shown the other day before theirs is kept', async t => {
  const { chen, lin, deps } = await inHands(t)
  const path = `/people/${lin.personId}/assignments`
  const kept = async () => {
    const [own] = await deps.db.select().from(assignments).where(eq(assignments.personId, lin.personId))
    return own?.until
  }
  await chen.get(path)
  const days = ['115.11.25', '115.11.26']
  const answers = await Promise.all(days.map(day => chen.post(path, { last_day: day, until: '' })))
  t.same(answers.map(({ statusCode }) => statusCode).toSorted(), [303, 409])
  const first = await kept()

  const late = await chen.post(path, { last_day: '115.12.31', until: '' })
  t.equal(late.statusCode, 409)
  t.match(errorsIn(late), [/有人改過/])
  t.equal(await kept(), first)
  const form = formIn(late, path) as Record<string, string>
  t.match(form, { last_day: '115.12.31', until: first }, 'what was typed is still there')
  t.equal((await chen.post(path, form)).headers.location, path)
  t.equal(await kept(), '2026-12-31')
  t.equal((await deps.db.select().from(notices)).length, 2, 'who leaves hears of each day that was kept')
})

t.test('who still works somewhere, will work somewhere, or serves the installation is not closed', async t => {
  const { deps, agencyId, lin, state } = await inHands(t)
  const { db } = deps
  await db.update(assignments).set({ until: '2026-11-01' }).where(eq(assignments.personId, lin.personId))
  const { personId, name } = lin
  await db.insert(assignments).values({ personId, name, agencyId, staffKind: 'teacher', from: '2027-02-01' })
  await closeLeft(deps)
  t.equal(await state(), 'active')
  await db.update(assignments).set({ until: '2026-11-01', from: '2020-01-01' })
  await db.insert(roleGrants).values({ accountId: lin.accountId, role: 'sysadmin', from: '2020-01-01' })
  await closeLeft(deps)
  t.equal(await state(), 'active')
  await db.update(roleGrants).set({ until: '2026-11-01' })
  await closeLeft(deps)
  t.equal(await state(), 'closed')
})
