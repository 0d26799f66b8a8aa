import { eq } from 'drizzle-orm'
import t from 'tap'
import * as agencies from '../../../server/store/agency/agencies.ts'
import { accounts, agencies as agencyTable, events, notices } from '../../../server/store/schema.ts'
import { startApp, visitor, type Browser } from '../../support/app/app.ts'
import { codeOn } from '../../support/app/pages.ts'
import { addAgency, addPerson, signIn, type TestPerson } from '../../support/person/people.ts'
import { world } from '../../support/person/world.ts'

const heron = { password: 'a blue heron stands', again: 'a blue heron stands' }

/** A school whose HR is one officer, and a bureau with two of HR that may stand above it. */
async function district(t: Parameters<typeof startApp>[0]) {
  const started = await startApp(t)
  const { app, deps } = started
  const school = await addAgency(deps)
  const bureau = await addAgency(deps, '999000002B', '示範教育局')
  const officer = await addPerson(deps, school, world.chen)
  const chief = await addPerson(deps, bureau, world.huang)
  const colleague = await addPerson(deps, bureau, world.hong)
  const teacher = await addPerson(deps, school)
  const put = (fields: Partial<typeof agencyTable.$inferInsert>) =>
    deps.db.update(agencyTable).set(fields).where(eq(agencyTable.id, school))
  const enter = async (person: TestPerson) => {
    const browser = visitor(app, `203.0.113.${(count += 1)}`)
    await signIn(browser, person)
    return browser
  }
  return { ...started, school, bureau, officer, chief, colleague, teacher, put, enter }
}
let count = 20

/** One asks, another confirms, the first makes the code, and its owner sets a new password with it. */
async function letIn(owner: TestPerson, first: Browser, second: Browser, browser: Browser) {
  const path = `/people/${owner.personId}/recovery`
  await first.get(path)
  const asked = (await first.post(path, { seen: 'yes' })).headers.location ?? ''
  await second.get(asked)
  await second.post(`${asked}/confirmation`)
  await first.get(asked)
  const code = codeOn(await first.post(`${asked}/code`))
  await browser.get('/recovery/code')
  await browser.post('/recovery/code', { code, name: owner.name, last_four: owner.idNumber.slice(-4) })
  await browser.get('/recovery/new-password')
  await browser.post('/recovery/new-password', heron)
  return (await signIn(browser, owner, heron.password)).headers.location === '/sign-out'
}

t.test('two of the HR agency above let the only officer of a school back in', async t => {
  const { app, officer, chief, colleague, teacher, bureau, put, enter, deps } = await district(t)
  const [first, second] = [await enter(chief), await enter(colleague)]
  t.equal((await first.get(`/people/${officer.personId}/recovery`)).statusCode, 404, 'not of a school elsewhere')
  t.notMatch((await first.get('/')).body, 'href="/recoveries"')
  await put({ hrParentId: bureau })
  t.match((await first.get('/')).body, 'href="/recoveries"')
  t.match((await first.get('/recoveries')).body, `href="/people/${officer.personId}/recovery"`)
  t.match((await first.get(`/people/${officer.personId}/recovery`)).body, '自己的人事室沒有別人能幫忙')
  t.equal((await first.get(`/people/${teacher.personId}/recovery`)).statusCode, 404, 'only of those who do HR work')
  t.equal((await first.get(`/people/${officer.personId}`)).statusCode, 404, 'and the record stays closed')
  t.ok(await letIn(officer, first, second, visitor(app)))
  const told = await deps.db.select().from(notices).where(eq(notices.accountId, colleague.accountId))
  t.match(told, [{ text: 'notice.recovery.asked' }])
  t.match(await deps.db.select().from(events).where(eq(events.what, 'recovery.confirmed')), [{ byAgencyId: bureau }])
})

t.test('where no agency stands above, the named second reviewer asks and an administrator confirms', async t => {
  const { app, officer, school, put, enter, deps } = await district(t)
  const head = await addPerson(deps, school, world.head)
  const ict = await addPerson(deps, school, world.admin)
  const [first, second] = [await enter(head), await enter(ict)]
  t.equal((await first.get(`/people/${officer.personId}/recovery`)).statusCode, 404)
  await agencies.nameSecondReviewer(deps.db, school, head.accountId)
  t.match((await first.get('/recoveries')).body, officer.name)
  t.match((await second.get('/recoveries')).body, officer.name)
  t.ok(await letIn(officer, first, second, visitor(app)))
  t.match(await deps.db.select().from(notices).where(eq(notices.accountId, ict.accountId)), [
    { text: 'notice.recovery.asked' },
  ])
  const roles = (await deps.db.select().from(events).where(eq(events.about, officer.accountId))).map(
    ({ byRole }) => byRole,
  )
  t.same(roles.slice(0, 3), ['second_reviewer', 'sysadmin', 'second_reviewer'])
  await put({ hrParentId: await addAgency(deps, '999000003C', '示範市政府') })
  t.equal((await first.get(`/people/${officer.personId}/recovery`)).statusCode, 404, 'with an agency above, that helps')
})

t.test('a held account of the only officer is opened from above, with a reason', async t => {
  const { officer, chief, bureau, put, enter, deps, app } = await district(t)
  await put({ hrParentId: bureau })
  await deps.db
    .update(accounts)
    .set({ state: 'suspended', stateReason: '留職停薪' })
    .where(eq(accounts.id, officer.accountId))
  t.match((await signIn(visitor(app), officer)).body, '示範教育局人事室（')
  const first = await enter(chief)
  const path = `/people/${officer.personId}`
  t.match((await first.get(`${path}/recovery`)).body, '留職停薪')
  t.match((await first.post(`${path}/reopening`, { reason: ' ' })).body, '請填寫理由')
  t.equal((await first.post(`${path}/reopening`, { reason: '復職' })).headers.location, `${path}/recovery`)
  t.equal((await signIn(visitor(app), officer)).headers.location, '/password')
  t.equal((await first.post(`${path}/reopening`, { reason: '復職' })).statusCode, 409)
  t.match(await deps.db.select().from(events).where(eq(events.what, 'account.reactivate')), [
    { byAccountId: chief.accountId, about: officer.accountId },
  ])
})

t.test('while a colleague of theirs can open it, a held account is not opened from above', async t => {
  const { officer, chief, bureau, school, put, enter, deps } = await district(t)
  await put({ hrParentId: bureau })
  const own = await addPerson(deps, school, { ...world.head, roles: ['hr_chief'] })
  const held = { state: 'suspended' as const, stateReason: '調查中' }
  await deps.db.update(accounts).set(held).where(eq(accounts.id, officer.accountId))
  const first = await enter(chief)
  const open = () => first.post(`/people/${officer.personId}/reopening`, { reason: '復職' })
  await first.get(`/people/${officer.personId}/recovery`)
  const refused = await open()
  t.equal(refused.statusCode, 409)
  t.match(refused.body, '請由他們處理')
  await deps.db.update(accounts).set(held).where(eq(accounts.id, own.accountId))
  await first.get(`/people/${officer.personId}/recovery`)
  t.equal((await open()).statusCode, 303)
})

t.test('nobody without such an office reaches these pages', async t => {
  const { officer, teacher, enter, bureau, put } = await district(t)
  await put({ hrParentId: bureau })
  const browser = await enter(teacher)
  t.match((await browser.get('/recoveries')).body, '這裡會列出無法登入時由您協助的人事人員')
  t.equal((await browser.get(`/people/${officer.personId}/recovery`)).statusCode, 404)
  t.equal((await browser.post(`/people/${officer.personId}/reopening`, { reason: '復職' })).statusCode, 404)
})
