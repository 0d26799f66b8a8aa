import { randomUUID } from 'node:crypto'
import { eq, inArray } from 'drizzle-orm'
import t from 'tap'
import * as notices from '../../server/store/notice/notices.ts'
import { assignments, corrections, roleGrants } from '../../server/store/schema.ts'
import { startApp, visitor } from '../support/app/app.ts'
import { addAgency, addPerson, signIn } from '../support/person/people.ts'

async function school(t: Parameters<typeof startApp>[0], asked: Parameters<typeof addPerson>[2] = {}) {
  const started = await startApp(t)
  const agencyId = await addAgency(started.deps)
  const person = await addPerson(started.deps, agencyId, asked)
  const browser = visitor(started.app)
  await signIn(browser, person)
  const request = (row: Partial<typeof corrections.$inferInsert> & { personId: string; state: string }) =>
    started.deps.db
      .insert(corrections)
      .values({ section: 'education', rowId: randomUUID(), operation: 'change', items: [], agencyId, ...row })
  return { ...started, agencyId, person, browser, request }
}

t.test('a visitor who is not signed in goes to sign-in first', async t => {
  const { app } = await startApp(t)
  t.equal((await visitor(app).get('/')).headers.location, '/sign-in?next=%2F')
})

t.test('a teacher without anything to do sees what would be here and the ways on', async t => {
  const { browser } = await school(t)
  const page = await browser.get('/')
  t.match(page.body, '林美華，您好')
  t.match(page.body, '這裡會列出等您處理的事')
  for (const href of ['/record', '/corrections', '/access-log']) t.match(page.body, `<h3><a href="${href}">`)
  for (const href of ['/review', '/people', '/agencies']) t.notMatch(page.body, `<h3><a href="${href}">`)
  t.notMatch(page.body, '換一個機關')
})

t.test('a teacher sees unread notices, drafts, what to complete by when, and what is under review', async t => {
  const { browser, person, deps, request } = await school(t)
  const { personId } = person
  await notices.tellPerson(deps.db, personId, { text: 'notice.lock-set', url: '/record' }, deps.clock())
  await request({ personId, state: 'draft' })
  await request({ personId, state: 'returned', supplementDay: '2026-12-03' })
  await request({ personId, state: 'returned', supplementDay: '2026-12-01' })
  await request({ personId, state: 'in_review' })
  await request({ personId, state: 'applied' })
  const { body } = await browser.get('/')
  t.match(body, '1 則通知還沒看')
  t.match(body, '1 件申請寫好了還沒送出')
  t.match(body, '2 件申請要您補充資料，最早的要在民國 115 年 12 月 1 日以前補')
  t.match(body, '您另有 1 件申請正在審查')
  t.notMatch(body, '等著審查')
})

/** One request in each state an office can have lying about, by a teacher; two of them in review by a colleague. */
async function desk({ deps, person, agencyId, request }: Awaited<ReturnType<typeof school>>) {
  const wang = { name: '王大明', idNumber: 'A123456789', loginName: 'wang' }
  const { personId } = await addPerson(deps, agencyId, wang)
  const hong = { name: '洪啟文', idNumber: 'A123456770', loginName: 'hong', roles: ['hr_officer' as const] }
  const colleague = await addPerson(deps, agencyId, hong)
  await request({ personId, state: 'submitted', dueDay: '2026-11-22' })
  await request({ personId, state: 'in_review', reviewerId: person.accountId, dueDay: '2026-11-24' })
  for (const state of ['in_review', 'returned', 'waiting_authority', 'accepted', 'rejected', 'draft']) {
    await request({ personId, state, reviewerId: colleague.accountId, dueDay: '2026-11-01' })
  }
  await request({ personId: person.personId, state: 'submitted', dueDay: '2026-11-01' })
  return { personId }
}

t.test('HR sees how much it has to decide, how much of that is late, and what only the chief confirms', async t => {
  const chief = await school(t, { roles: ['hr_chief'] })
  const { personId } = await desk(chief)
  await chief.request({ personId, state: 'waiting_chief', dueDay: '2026-11-23' })
  const { body } = await chief.browser.get('/')
  t.match(body, '2 件申請等著審查')
  t.match(body, '逾期 1 件')
  t.match(body, '1 件擬不同意，等您確認')
  t.match(body, '審查示範國小人員提出的申請')
})

t.test(
  'an officer confirms rejections only where nobody is chief, and is not told of work that is not theirs',
  async t => {
    const officer = await school(t, { roles: ['hr_officer'] })
    const { personId } = await desk(officer)
    await officer.request({ personId, state: 'waiting_chief', dueDay: '2026-11-23' })
    t.match((await officer.browser.get('/')).body, '1 件擬不同意，等您確認')
    await addPerson(officer.deps, officer.agencyId, {
      name: '黃主任',
      idNumber: 'A123456707',
      loginName: 'huang',
      roles: ['hr_chief'],
    })
    const { body } = await officer.browser.get('/')
    t.notMatch(body, '等您確認')
    t.match(body, '2 件申請等著審查')
    await officer.deps.db
      .update(corrections)
      .set({ state: 'withdrawn' })
      .where(inArray(corrections.state, ['submitted']))
    await officer.deps.db.update(corrections).set({ reviewerId: null }).where(eq(corrections.state, 'in_review'))
    t.notMatch((await officer.browser.get('/')).body, '等著審查', 'what is nothing is not said')
  },
)

t.test('an officer of two schools sees what waits at the other one and changes over without script', async t => {
  const { browser, person, deps, request } = await school(t, { roles: ['hr_officer'] })
  const other = await addAgency(deps, '999000002B', '第二示範國小')
  await deps.db
    .insert(roleGrants)
    .values({ accountId: person.accountId, role: 'hr_officer', agencyId: other, from: '2026-01-01' })
  const teacher = await addPerson(deps, other, { name: '王大明', idNumber: 'A123456789', loginName: 'wang' })
  await request({ personId: teacher.personId, state: 'submitted', agencyId: other, dueDay: '2026-11-20' })
  const { body } = await browser.get('/')
  t.match(body, /改為代表第二示範國小[^]*1 件申請等著審查[^]*逾期 1 件/)
  t.equal((await browser.post('/acting-agency', { agency: other })).headers.location, '/')
  t.match((await browser.get('/')).body, '您目前代表第二示範國小')
})

t.test('the administrator of a new house is told to begin with an agency', async t => {
  const { browser, person, deps } = await school(t)
  await deps.db.insert(roleGrants).values({ accountId: person.accountId, role: 'sysadmin', from: '2026-01-01' })
  t.match((await browser.get('/')).body, '1 個機關還沒有人事人員')
  t.notMatch((await browser.get('/')).body, '<h3><a href="/people">')
  await deps.db.delete(assignments)
  t.equal((await browser.get('/')).statusCode, 200, 'an administrator without agency has a home too')
})
