import { randomUUID } from 'node:crypto'
import { eq, inArray } from 'drizzle-orm'
import t, { type Test } from 'tap'
import * as notices from '../../server/store/notice/notices.ts'
import { assignments, corrections, roleGrants } from '../../server/store/schema.ts'
import { startApp, visitor } from '../support/app/app.ts'
import { addAgency, addPerson } from '../support/person/people.ts'
import { enter, startSchool } from '../support/person/school.ts'
import { world, type Who } from '../support/person/world.ts'

/** The school of somebody who is signed in. */
async function homeOf(t: Test, who: Who = 'lin') {
  const school = await startSchool(t, [who])
  const me = await enter(school[who])
  const addCorrection = (row: Partial<typeof corrections.$inferInsert> & { personId: string; state: string }) =>
    school.deps.db.insert(corrections).values({
      section: 'education',
      rowId: randomUUID(),
      operation: 'change',
      items: [],
      agencyId: school.agencyId,
      ...row,
    })
  return { ...school, me, addCorrection }
}

t.test('a visitor who is not signed in goes to sign-in first', async t => {
  const { app } = await startApp(t)
  t.equal((await visitor(app).get('/')).headers.location, '/sign-in?next=%2F')
})

t.test('a teacher without anything to do sees what would be here and the ways on', async t => {
  const { me } = await homeOf(t)
  const page = await me.get('/')
  t.match(page.body, '林美華，您好')
  t.match(page.body, '這裡會列出等您處理的事')
  for (const href of ['/record', '/corrections', '/access-log']) t.match(page.body, `<h3><a href="${href}">`)
  for (const href of ['/review', '/people', '/agencies']) t.notMatch(page.body, `<h3><a href="${href}">`)
  t.notMatch(page.body, '換一個機關')
})

t.test('a teacher sees unread notices, drafts, what to complete by when, and what is under review', async t => {
  const { me, deps, addCorrection } = await homeOf(t)
  const { personId } = me
  await notices.tellPerson(deps.db, personId, { text: 'notice.lock-set', url: '/record' }, deps.clock())
  await addCorrection({ personId, state: 'draft' })
  await addCorrection({ personId, state: 'returned', supplementDay: '2026-12-03' })
  await addCorrection({ personId, state: 'returned', supplementDay: '2026-12-01' })
  await addCorrection({ personId, state: 'in_review' })
  await addCorrection({ personId, state: 'applied' })
  const { body } = await me.get('/')
  t.match(body, '1 則通知未讀')
  t.match(body, '1 件申請寫好了還沒送出')
  t.match(body, '2 件申請要您補正，最早的期限是民國 115 年 12 月 1 日')
  t.match(body, '您另有 1 件申請正在審查')
  t.match(body, /class="first">[^]*2 件申請要您補正[^]*<a class="button main" href="\/corrections"[^>]*>補正</)
  t.equal(body.match(/class="button main"/g)?.length, 1, 'one thing to do first')
  t.notMatch(body, '等候審查')
})

/** One correction in each state an office can have lying about, by a teacher; two of them in review by a colleague. */
async function desk({ add, me, addCorrection }: Awaited<ReturnType<typeof homeOf>>) {
  const { personId } = await add('wang')
  const hong = await add('hong')
  await addCorrection({ personId, state: 'submitted', dueDay: '2026-11-22' })
  await addCorrection({ personId, state: 'in_review', reviewerId: me.accountId, dueDay: '2026-11-24' })
  for (const state of ['in_review', 'returned', 'waiting_authority', 'accepted', 'rejected', 'draft']) {
    await addCorrection({ personId, state, reviewerId: hong.accountId, dueDay: '2026-11-01' })
  }
  await addCorrection({ personId: me.personId, state: 'submitted', dueDay: '2026-11-01' })
  return { personId }
}

t.test('HR sees how much it has to decide, how much of that is late, and what only the chief confirms', async t => {
  const chief = await homeOf(t, 'huang')
  const { personId } = await desk(chief)
  await chief.addCorrection({ personId, state: 'waiting_chief', dueDay: '2026-11-23' })
  const { body } = await chief.me.get('/')
  t.match(body, '2 件申請等候審查，最早的要在民國 115 年 11 月 22 日以前答覆')
  t.match(body, '逾期 1 件')
  t.match(body, '1 件擬不同意，等您確認')
  t.match(body, '審查示範國小人員提出的申請')
  t.match(body, '<a href="/review?state=waiting_authority">1 件已送權責機關核定')
  t.match(body, '<a href="/review?state=in_review">1 件由同仁承辦，已經逾期')
})

t.test(
  'an officer confirms rejections only where nobody is chief, and is not told of work that is not theirs',
  async t => {
    const officer = await homeOf(t, 'chen')
    const { personId } = await desk(officer)
    await officer.addCorrection({ personId, state: 'waiting_chief', dueDay: '2026-11-23' })
    t.match((await officer.me.get('/')).body, '1 件擬不同意，等您確認')
    await officer.add('huang')
    const { body } = await officer.me.get('/')
    t.notMatch(body, '等您確認')
    t.notMatch(body, '核定', 'what the chief enters')
    t.notMatch(body, '由同仁承辦')
    t.match(body, '2 件申請等候審查')
    await officer.deps.db
      .update(corrections)
      .set({ state: 'withdrawn' })
      .where(inArray(corrections.state, ['submitted']))
    await officer.deps.db.update(corrections).set({ reviewerId: null }).where(eq(corrections.state, 'in_review'))
    t.notMatch((await officer.me.get('/')).body, '等候審查', 'what is nothing is not said')
  },
)

t.test('an officer of two schools sees what waits at the other one and changes over without script', async t => {
  const { me, deps, addCorrection } = await homeOf(t, 'chen')
  const other = await addAgency(deps, '999000002B', '第二示範國小')
  await deps.db
    .insert(roleGrants)
    .values({ accountId: me.accountId, role: 'hr_officer', agencyId: other, from: '2026-01-01' })
  const teacher = await addPerson(deps, other, world.wang)
  await addCorrection({ personId: teacher.personId, state: 'submitted', agencyId: other, dueDay: '2026-11-20' })
  const { body } = await me.get('/')
  t.match(body, /改為代表第二示範國小[^]*1 件申請等候審查[^]*逾期 1 件/)
  t.equal((await me.post('/acting-agency', { agency: other })).headers.location, '/')
  t.match((await me.get('/')).body, '您目前代表第二示範國小')
})

t.test('HR finds lists, imports, exports and certificates from the desk, the people and the map', async t => {
  const { me } = await homeOf(t, 'chen')
  for (const page of ['/', '/people', '/sitemap']) {
    const { body } = await me.get(page)
    for (const place of ['/imports', '/exports', '/batches', '/certificates/issued']) {
      t.match(body, `href="${place}"`, `${place} on ${page}`)
    }
  }
  t.match((await me.get('/sitemap')).body, 'href="/verify"')
  t.match((await me.get('/files')).body, /name="format" value="pdf"/)
})

t.test('the administrator of a new house is told to begin with an agency', async t => {
  const { me, deps } = await homeOf(t, 'admin')
  t.match((await me.get('/')).body, '1 個機關還沒有人事人員')
  t.notMatch((await me.get('/')).body, '<h3><a href="/people">')
  for (const page of ['/', '/sitemap']) t.match((await me.get(page)).body, 'href="/administration/code-tables"', page)
  await deps.db.delete(assignments)
  t.equal((await me.get('/')).statusCode, 200, 'an administrator without agency has a home too')
})
