import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { sectionOf } from '../../../server/domain/record/sections.ts'
import { turnDeputies } from '../../../server/jobs/accounts.ts'
import { endOverdue } from '../../../server/store/correction/write-back.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import * as assignments from '../../../server/store/person/assignments.ts'
import * as locks from '../../../server/store/record/locks.ts'
import * as records from '../../../server/store/record/records.ts'
import * as schema from '../../../server/store/schema.ts'
import { formOfRow } from '../../../server/web/show/row-form.ts'
import { startApp, visitor, type Browser } from '../../support/app/app.ts'
import { errorsIn, formIn, summary, words } from '../../support/app/pages.ts'
import { sendByPages, takeCorrection } from '../../support/correction/by-pages.ts'
import { correctionOf, sendCorrection, skill } from '../../support/correction/corrections.ts'
import { addAgency, addColleagues, addPerson, openTo, signIn, type TestPerson } from '../../support/person/people.ts'
import { addSchool } from '../../support/person/school.ts'
import { world } from '../../support/person/world.ts'

const days = { from: '115/11/23', until: '115/11/30', reason: '公假研習' }
const monday = new Date('2026-11-23T06:00:00Z')
const lastMinute = new Date('2026-11-30T15:59:00Z')
const midnight = new Date('2026-11-30T16:00:00Z')

/** A school with two of HR, the teacher whose record it is, and another teacher who can stand in. */
async function office(t: Test) {
  const started = await startApp(t)
  const { app, deps } = started
  const { agencyId, teacher, officer, chief } = await addSchool(deps)
  const wang = await addPerson(deps, agencyId, world.wang)

  async function enter(person: TestPerson): Promise<Browser> {
    const browser = visitor(app)
    await signIn(browser, person)
    await browser.get('/')
    return browser
  }
  const name = (browser: Browser, represented: TestPerson, deputy: TestPerson, more: object = {}) =>
    browser.post('/deputies/new', { represented: represented.accountId, deputy: deputy.accountId, ...days, ...more })
  /** A deputy at work: named by the chief, signed in, and changed to the one represented. */
  async function standIn(represented: TestPerson, deputy = wang) {
    const named = await name(await enter(chief), represented, deputy)
    const browser = await enter(deputy)
    const id = String(named.headers.location).replace('/deputies/', '')
    await browser.post('/acting-agency', { agency: id })
    await browser.get('/')
    return { browser, id }
  }
  const send = (person = teacher) =>
    sendCorrection(deps, person, agencyId, { section: 'skill', to: skill, files: ['證書.pdf'] })
  const told = async (person: TestPerson) => {
    const rows = await deps.db.select().from(schema.notices).where(eq(schema.notices.accountId, person.accountId))
    // days go by in some of these tests, and everybody comes in a browser of their own
    return rows.map(({ text }) => text).filter(text => text !== 'notice.account.new-device')
  }
  const happened = async (what: string) => deps.db.select().from(schema.events).where(eq(schema.events.what, what))
  return { ...started, agencyId, teacher, officer, chief, wang, enter, name, standIn, send, told, happened }
}

t.test('the chief names a deputy for an officer, who acts at once and is seen to act for them', async t => {
  const { enter, name, chief, officer, wang, teacher, send, told, happened, deps } = await office(t)
  const boss = await enter(chief)
  t.match(words((await boss.get('/deputies/new')).body), /陳文彬[^]*王大明/)
  const named = await name(boss, officer, wang)
  t.equal(named.statusCode, 303)
  const page = await boss.get(String(named.headers.location))
  t.match(words(page.body), /王大明代理陳文彬[^]*代理中/)
  t.equal(summary(page).get('同意的人'), '黃主任')
  for (const person of [chief, officer, wang]) t.same(await told(person), ['notice.deputy.named'])
  const details = { represented: officer.accountId, deputy: wang.accountId, from: '2026-11-23', until: '2026-11-30' }
  for (const what of ['deputy.named', 'deputy.begun']) {
    t.match(await happened(what), [{ byAccountId: chief.accountId, byRole: 'hr_chief', details }])
  }

  const id = await send()
  const browser = await enter(wang)
  t.equal((await browser.get('/review')).statusCode, 404, 'in his own name he is a teacher')
  t.match(words((await browser.get('/')).body), '代理陳文彬，處理示範國小')
  const changed = await browser.post('/acting-agency', { agency: String(named.headers.location).slice(10) })
  t.equal(changed.statusCode, 303)
  const home = words((await browser.get('/')).body)
  t.match(home, '您正在代理陳文彬，處理示範國小的人事工作。您做的每一步都會寫明是代理。')
  t.match(home, '示範國小（代理陳文彬）')
  t.match(home, '王大明（代理陳文彬）')

  const opened = await takeCorrection(browser, id)
  t.equal((await correctionOf(deps, id)).reviewerId, officer.accountId, 'the work is that of the officer')
  const seen_version = formIn(opened, `/review/${id}/decision`)?.['seen_version'] ?? ''
  t.equal((await browser.post(`/review/${id}/decision`, { all: 'accepted', seen_version })).statusCode, 303)
  t.match(await correctionOf(deps, id), { state: 'applied', decidedBy: wang.accountId, decidedFor: officer.accountId })

  const owner = await enter(teacher)
  t.match(words((await owner.get('/access-log')).body), /王大明（代理陳文彬）\s*示範國小 人事人員/)
  t.match(words((await owner.get(`/corrections/${id}`)).body), /同意，王大明（代理陳文彬），示範國小/)
  const { rowId } = await correctionOf(deps, id)
  t.match(words((await owner.get(`/record/rows/${rowId}/history`)).body), '王大明（代理陳文彬）')
  const moved = await happened('correction.moved')
  const isByDeputy = moved.filter(({ actingFor }) => actingFor === officer.accountId)
  t.same(
    isByDeputy.map(({ byAccountId, byRole }) => [byAccountId, byRole]),
    [
      [wang.accountId, 'hr_officer'],
      [wang.accountId, 'hr_officer'],
    ],
  )

  t.equal(
    (await browser.post('/acting-agency', { agency: (await correctionOf(deps, id)).agencyId ?? '' })).statusCode,
    303,
  )
  t.notMatch((await browser.get('/')).body, '您正在代理', 'and back to his own name')
  t.equal((await browser.get('/review')).statusCode, 404)
})

t.test('an officer names their own deputy, who has nothing until the chief agrees', async t => {
  const { enter, name, chief, officer, wang, told } = await office(t)
  const clerk = await enter(officer)
  const form = await clerk.get('/deputies/new')
  t.notMatch(form.body, 'name="represented"')
  t.notMatch(form.body, `value="${officer.accountId}"`, 'nobody is their own deputy')
  const path = String((await name(clerk, chief, wang)).headers.location)
  t.match(words((await clerk.get(path)).body), '等人事主管同意', 'whoever was typed, it is for the officer')
  t.match(words((await clerk.get(path)).body), '王大明代理陳文彬')
  t.same(await told(chief), ['notice.deputy.asked'])

  const browser = await enter(wang)
  t.notMatch((await browser.get('/')).body, path.slice(10), 'nothing to change to')
  t.equal((await browser.post('/acting-agency', { agency: path.slice(10) })).statusCode, 404)
  for (const concerned of [clerk, browser]) {
    await concerned.get(path)
    const refused = await concerned.post(`${path}/agreement`)
    t.equal(refused.statusCode, 409)
    t.same(errorsIn(refused), ['本人和代理人不能自己同意，要由人事主管同意。'])
  }

  const boss = await enter(chief)
  t.match((await boss.get('/inbox')).body, '要人事主管同意才會生效')
  await boss.get(path)
  t.equal((await boss.post(`${path}/agreement`)).statusCode, 303)
  t.equal((await boss.post(`${path}/agreement`)).statusCode, 409, 'once')
  t.equal((await browser.post('/acting-agency', { agency: path.slice(10) })).statusCode, 303)
  t.equal((await browser.get('/review')).statusCode, 200)
})

t.test('what a naming lacks is said at its field, and what was typed stays', async t => {
  const { enter, name, chief, officer, wang, deps } = await office(t)
  const boss = await enter(chief)
  await boss.get('/deputies/new')
  const empty = await boss.post('/deputies/new', { reason: 'x'.repeat(201) })
  t.equal(empty.statusCode, 422)
  t.equal(errorsIn(empty).length, 5)
  t.equal(formIn(empty, '/deputies/new')?.['reason'], 'x'.repeat(201))

  const long = await name(boss, officer, wang, { until: '116/02/21' })
  t.equal(long.statusCode, 409)
  t.same(errorsIn(long), ['最後一天：最多代理 90 天。'])
  t.match(formIn(long, '/deputies/new'), { deputy: wang.accountId, until: '116/02/21', reason: days.reason })

  const elsewhere = await addAgency(deps, '999000002B', '第二國小')
  t.same(errorsIn(await name(boss, officer, await addPerson(deps, elsewhere, world.hong))), [
    '請從清單選代理人：要在這個機關或上級人事機關任職，帳號在使用中。',
  ])
  await deps.db.update(schema.accounts).set({ state: 'suspended' }).where(eq(schema.accounts.id, wang.accountId))
  t.match(errorsIn(await name(boss, officer, wang)), [/帳號在使用中/])
  await deps.db.update(schema.accounts).set({ state: 'active' }).where(eq(schema.accounts.id, wang.accountId))

  t.equal((await name(boss, officer, wang)).statusCode, 303)
  t.same(errorsIn(await name(boss, officer, wang, { from: '115/11/30', until: '115/12/02' })), [
    '第一天：同樣這兩位在這段日子裡已經有代理。',
  ])
  t.equal((await name(boss, officer, wang, { from: '115/12/01', until: '115/12/02' })).statusCode, 303)
})

t.test('two who name the same deputy at once make one deputyship', async t => {
  const { enter, name, chief, officer, wang, deps } = await office(t)
  const boss = await enter(chief)
  await boss.get('/deputies/new')
  const both = await Promise.all([name(boss, officer, wang), name(boss, officer, wang)])
  t.same(both.map(({ statusCode }) => statusCode).toSorted(), [303, 409])
  t.equal((await deps.db.select().from(schema.deputies)).length, 1)
})

t.test('an administrator is nobody’s deputy, also when they became one meanwhile', async t => {
  const { enter, name, chief, officer, wang, standIn, deps } = await office(t)
  const { browser } = await standIn(officer)
  t.equal((await browser.get('/review')).statusCode, 200)
  await deps.db.insert(schema.roleGrants).values({ accountId: wang.accountId, role: 'sysadmin', from: '2020-01-01' })
  t.equal((await browser.get('/review')).statusCode, 404)
  const boss = await enter(chief)
  await boss.get('/deputies/new')
  t.same(errorsIn(await name(boss, officer, wang, { from: '115/12/01', until: '115/12/02' })), [
    '系統管理者不能看人事資料，所以不能當人事的代理人。',
  ])
  t.equal((await browser.get('/deputies/new')).statusCode, 404, 'and names nobody')
})

t.test(
  'where more can stand in than a list holds, the deputy is found by a part of the name, also after a mistake',
  async t => {
    const { enter, chief, officer, wang, agencyId, deps } = await office(t)
    await addColleagues(deps, agencyId, 101)
    const boss = await enter(chief)
    const naming = (page: { body: string }) => formIn(page, '/deputies/new')
    const asked = await boss.get('/deputies/new')
    t.notMatch(asked.body, />(王大明|同仁)/, 'nobody to choose from yet')
    const typed = { ...naming(asked), represented: officer.accountId, reason: '公假研習' }
    const find = (q: string) => boss.post('/deputies/new', { ...typed, q, find: 'yes' })

    const many = await find('同仁')
    t.match(words(many.body), '只列出前 100 個')
    t.equal([...many.body.matchAll(/<option value="[^"]+">同仁/g)].length, 100)
    t.match(words((await find('zz')).body), '找不到符合的人員')
    const found = await find('大明')
    t.match(words(found.body), '王大明')
    t.match(words(found.body), '找到 1 個')
    t.notMatch(found.body, />同仁 \d/)
    t.match(naming(found), { represented: officer.accountId, reason: '公假研習' }, 'what was typed stays')

    const form = { ...naming(found), represented: officer.accountId, deputy: wang.accountId, ...days }
    const wrong = await boss.post('/deputies/new', { ...form, reason: '' })
    t.same(errorsIn(wrong), ['請寫事由，2 到 200 個字。'])
    t.match(naming(wrong), { q: '大明', deputy: wang.accountId }, 'who was found is still chosen')
    t.equal((await boss.post('/deputies/new', form)).statusCode, 303)
  },
)

t.test('somebody of the HR agency above can stand in', async t => {
  const { enter, name, chief, officer, agencyId, deps } = await office(t)
  const bureau = await addAgency(deps, '999000003C', '示範市教育局')
  await deps.db.update(schema.agencies).set({ hrParentId: bureau }).where(eq(schema.agencies.id, agencyId))
  const hong = await addPerson(deps, bureau, { ...world.hong, roles: [] })
  const boss = await enter(chief)
  t.match(words((await boss.get('/deputies/new')).body), '洪啟文　示範市教育局')
  const path = String((await name(boss, officer, hong)).headers.location)
  const browser = await enter(hong)
  t.equal((await browser.post('/acting-agency', { agency: path.slice(10) })).statusCode, 303)
  t.match(words((await browser.get('/people')).body), '示範國小')
  t.match((await browser.get('/people')).body, '林美華')
})

t.test('a deputy decides neither on their own correction nor on that of the one represented', async t => {
  const { wang, chief, officer, standIn, send, enter, deps } = await office(t)
  const [own, theirs] = [await send(wang), await send(chief)]
  const { browser } = await standIn(chief)
  for (const id of [own, theirs]) {
    t.equal((await browser.get(`/review/${id}`)).statusCode, 404)
    t.equal((await browser.post(`/review/${id}/taking`)).statusCode, 404)
    t.notMatch((await browser.get('/review')).body, id, 'they are not in the queue')
  }
  for (const { personId } of [wang, chief]) {
    for (const page of ['', '/account', '/assignments', '/recovery']) {
      t.equal((await browser.get(`/people/${personId}${page}`)).statusCode, 404)
    }
    t.equal(
      (await browser.post(`/people/${personId}/locks`, { part: '' })).statusCode,
      personId === wang.personId ? 409 : 404,
    )
  }
  t.match(await correctionOf(deps, own), { state: 'submitted' })

  const clerk = await enter(officer)
  t.equal((await clerk.get(`/review/${theirs}`)).statusCode, 200, 'a colleague may')
  const { browser: asClerk } = await standIn(chief, officer)
  await asClerk.post('/acting-agency', { agency: (await correctionOf(deps, theirs)).agencyId ?? '' })
  t.equal((await asClerk.get(`/review/${theirs}`)).statusCode, 404, 'but not once they are deputy, in whatever name')
})

t.test('a deputy goes on with what the one represented has taken, a colleague does not', async t => {
  const { officer, agencyId, wang, standIn, send, enter, deps } = await office(t)
  const id = await send()
  await takeCorrection(await enter(officer), id)
  const hong = await enter(await addPerson(deps, agencyId, world.hong))
  await hong.get(`/review/${id}`)
  t.equal((await hong.post(`/review/${id}/return`, { return_text: 'x', return_day: '115/12/10' })).statusCode, 409)

  const { browser } = await standIn(officer)
  t.match((await browser.get('/review')).body, /data-label="承辦人">\s*<b>我<\/b>/)
  await browser.get(`/review/${id}`)
  const returned = await browser.post(`/review/${id}/return`, { return_text: '請補附時數', return_day: '115/12/10' })
  t.equal(returned.statusCode, 303)
  const [last] = (await deps.db.select().from(schema.correctionEvents)).slice(-1)
  t.match(last, { action: 'return', byAccountId: wang.accountId, actingFor: officer.accountId })
})

t.test('where two people are needed, a deputy and the one represented are one', async t => {
  const { officer, chief, teacher, enter, name, send, deps } = await office(t)
  const id = await send()
  const clerk = await enter(officer)
  await takeCorrection(clerk, id)
  const decided = { all: 'rejected', text: '不符，可提起救濟。', seen_version: '' }
  t.equal((await clerk.post(`/review/${id}/decision`, decided)).statusCode, 303)
  await openTo(deps, officer, teacher.personId)
  const asked = await clerk.post(`/people/${teacher.personId}/recovery`, { seen: 'yes' })
  const recovery = String(asked.headers.location)

  const boss = await enter(chief)
  await boss.get('/deputies/new')
  const path = String((await name(boss, chief, officer)).headers.location)
  await clerk.post('/acting-agency', { agency: path.slice(10) })
  for (const browser of [clerk, boss]) {
    t.notMatch((await browser.get(`/review/${id}`)).body, '確認不同意')
    const confirmed = await browser.post(`/review/${id}/confirmation`, { chosen: 'confirm', chief_text: '同意' })
    t.equal(confirmed.statusCode, 409)
    t.match(errorsIn(confirmed), [/由另一位來確認/])
    t.equal((await browser.get(recovery)).statusCode, 404, 'whoever asked cannot be the second')
    t.equal((await browser.post(`${recovery}/confirmation`)).statusCode, 404)
  }
  await boss.get(path)
  await boss.post(`${path}/end`)
  t.equal((await boss.get(recovery)).statusCode, 200)
  t.equal((await boss.post(`/review/${id}/confirmation`, { chosen: 'confirm', chief_text: '同意' })).statusCode, 303)
  t.match(await correctionOf(deps, id), { state: 'rejected' })
})

t.test('a code that a deputy asked for names both, and only in that name it is made', async t => {
  const { officer, chief, teacher, standIn, enter, deps, agencyId } = await office(t)
  const { browser } = await standIn(officer)
  await browser.post(`/people/${teacher.personId}/opening`, { purpose: '核對人事資料' })
  const asked = await browser.post(`/people/${teacher.personId}/recovery`, { seen: 'yes' })
  const path = String(asked.headers.location)
  t.match(words((await browser.get(path)).body), '王大明（代理陳文彬）')
  t.equal((await (await enter(officer)).get(path)).statusCode, 404, 'the officer is the one who asked')
  const boss = await enter(chief)
  t.match(words((await boss.get(path)).body), '王大明（代理陳文彬）')
  t.equal((await boss.post(`${path}/confirmation`)).statusCode, 303)
  await browser.post('/acting-agency', { agency: agencyId })
  t.equal((await browser.post(`${path}/code`)).statusCode, 404)
  t.match(await deps.db.select().from(schema.recoveries), [{ askedFor: officer.accountId, confirmedFor: null }])
})

for (const [title, who] of [
  ['the one represented', 'officer'],
  ['the deputy', 'wang'],
  ['the chief', 'chief'],
] as const) {
  t.test(`${title} ends it early, and the deputy loses the role in the middle of the session`, async t => {
    const world = await office(t)
    const { officer, enter, standIn, told, happened } = world
    const { browser, id } = await standIn(officer)
    t.equal((await browser.get('/review')).statusCode, 200)
    const ender = await enter(world[who])
    t.match((await ender.get('/deputies')).body, `/deputies/${id}`)
    await ender.get(`/deputies/${id}`)
    t.equal((await ender.post(`/deputies/${id}/end`)).statusCode, 303)
    t.equal((await ender.post(`/deputies/${id}/end`)).statusCode, 409)
    t.match(words((await ender.get(`/deputies/${id}`)).body), '已結束')
    t.equal((await browser.get('/review')).statusCode, 404)
    t.notMatch((await browser.get('/')).body, '您正在代理')
    t.match(await happened('deputy.ended'), [{ byAccountId: world[who].accountId }])
    t.ok((await told(officer)).includes('notice.deputy.ended'))
  })
}

t.test('nobody else sees a deputyship', async t => {
  const { officer, teacher, enter, standIn } = await office(t)
  const { id } = await standIn(officer)
  const stranger = await enter(teacher)
  t.equal((await stranger.get(`/deputies/${id}`)).statusCode, 404)
  t.equal((await stranger.post(`/deputies/${id}/end`)).statusCode, 404)
  t.equal((await stranger.post(`/deputies/${id}/agreement`)).statusCode, 404)
  t.match((await stranger.get('/deputies')).body, '現在沒有')
  t.equal((await stranger.get('/deputies/new')).statusCode, 404)
  t.equal((await stranger.post('/acting-agency', { agency: id })).statusCode, 404)
})

t.test('it ends at midnight in Taipei, and begins so', async t => {
  const { officer, chief, wang, enter, name, told, happened, deps, setClock } = await office(t)
  const boss = await enter(chief)
  await boss.get('/deputies/new')
  const path = String((await name(boss, officer, wang, { from: '115/11/24' })).headers.location)
  const seenAt = async (at: Date) => {
    setClock(at)
    const browser = await enter(wang)
    const changed = await browser.post('/acting-agency', { agency: path.slice(10) })
    return changed.statusCode === 303 ? (await browser.get('/review')).statusCode : changed.statusCode
  }
  t.equal(await seenAt(new Date('2026-11-23T15:59:00Z')), 404)
  t.equal(await seenAt(new Date('2026-11-23T16:00:00Z')), 200)
  t.same(await happened('deputy.begun'), [])
  await turnDeputies(deps)
  await turnDeputies(deps)
  t.match(await happened('deputy.begun'), [{ byRole: 'service' }])
  t.same(await told(wang), ['notice.deputy.named', 'notice.deputy.begun'])

  t.equal(await seenAt(lastMinute), 200)
  await turnDeputies(deps)
  t.same(await happened('deputy.ended'), [])
  t.equal(await seenAt(midnight), 404)
  await turnDeputies(deps)
  await turnDeputies(deps)
  t.match(await happened('deputy.ended'), [{ byRole: 'service', byAccountId: null }])
  t.same(await told(wang), ['notice.deputy.named', 'notice.deputy.begun', 'notice.deputy.ended'])
})

for (const [title, who] of [
  ['the one represented', 'officer'],
  ['the deputy', 'wang'],
] as const) {
  t.test(`${title} leaves, and the deputyship ends on that day`, async t => {
    const world = await office(t)
    const { chief, officer, wang, enter, name, standIn, told, deps, setClock } = world
    const { browser, id } = await standIn(officer)
    const boss = await enter(chief)
    await boss.get('/deputies/new')
    await name(boss, officer, wang, { from: '115/12/10', until: '115/12/12' })
    const { personId } = world[who]
    const [here] = await assignments.ofPerson(deps.db, personId)
    if (!here) throw new Error('no assignment')
    await deps.db.transaction(tx => assignments.end(tx, personId, here, '2026-11-25', bySystem, monday))
    const kept = await deps.db.select().from(schema.deputies).where(eq(schema.deputies.id, id))
    t.match(kept, [{ until: '2026-11-25', endedAt: null }])
    t.same((await told(chief)).slice(-2).toSorted(), ['notice.deputy.ended', 'notice.deputy.shortened'])
    t.equal((await browser.get('/review')).statusCode, 200, 'until then all is as it was')
    setClock(new Date('2026-11-25T16:00:00Z'))
    const late = await enter(wang)
    t.equal((await late.post('/acting-agency', { agency: id })).statusCode, 404)
  })
}

t.test('a deputy whose assignment or account ended, or whose colleague lost the role, acts for nobody', async t => {
  const { officer, wang, standIn, deps } = await office(t)
  const { browser } = await standIn(officer)
  const { db } = deps
  const isAtWork = async () => (await browser.get('/review')).statusCode
  t.equal(await isAtWork(), 200)
  const own = eq(schema.assignments.personId, wang.personId)
  await db.update(schema.assignments).set({ until: '2026-11-22' }).where(own)
  t.equal(await isAtWork(), 404)
  await db.update(schema.assignments).set({ until: null }).where(own)
  const role = eq(schema.roleGrants.accountId, officer.accountId)
  await db.update(schema.roleGrants).set({ until: '2026-11-22' }).where(role)
  t.equal(await isAtWork(), 404)
  await db.update(schema.roleGrants).set({ until: null }).where(role)
  t.equal(await isAtWork(), 200)
  for (const state of ['locked', 'suspended'] as const) {
    await db.update(schema.accounts).set({ state }).where(eq(schema.accounts.id, wang.accountId))
    t.equal(await isAtWork(), 303, 'to sign-in')
  }
})

t.test('what a deputy accepted under a lock is written later in the name of both', async t => {
  const { agencyId, officer, chief, wang, teacher, standIn, send, deps } = await office(t)
  const { db, ring } = deps
  const by = { ...bySystem, accountId: chief.accountId }
  const part = { kind: 'case' as const, section: 'skill', reason: '申訴', docNumber: null, until: '2026-11-24' }
  await locks.set(db, { ...part, personId: teacher.personId, agencyId }, by, monday)
  const { browser } = await standIn(officer)
  const id = await send()
  const seen_version = formIn(await takeCorrection(browser, id), `/review/${id}/decision`)?.['seen_version'] ?? ''
  t.equal((await browser.post(`/review/${id}/decision`, { all: 'accepted', seen_version })).statusCode, 303)
  const waiting = await correctionOf(deps, id)
  t.match(waiting, { state: 'accepted', waitsForLock: true })
  await endOverdue(db, ring, teacher.personId, midnight)
  const versions = await records.history(db, ring, teacher.personId, waiting.rowId)
  t.match(versions, [
    { version: { byAccountId: wang.accountId, actingFor: officer.accountId }, actingForName: '陳文彬' },
  ])
})

t.test('a deputy names no deputies', async t => {
  const { chief, standIn } = await office(t)
  const { browser } = await standIn(chief)
  t.notMatch((await browser.get('/deputies')).body, '/deputies/new')
  const refused = await browser.get('/deputies/new')
  t.equal(refused.statusCode, 409)
  t.match(refused.body, '代理人不能安排或同意代理')
})

t.test('what waits for the one represented is told to the deputy, under that name', async t => {
  const { officer, wang, teacher, enter, standIn, deps } = await office(t)
  const { browser, id } = await standIn(officer)
  const owner = await enter(teacher)
  await sendByPages(owner, 'add:skill', formOfRow(sectionOf('skill'), skill))
  const rows = await deps.db.select().from(schema.notices).where(eq(schema.notices.accountId, wang.accountId))
  const [news] = rows.filter(({ text }) => text === 'notice.correction-arrived')
  t.match(news?.holes, { section: 'skill', number: /^115-\d+$/ })
  t.equal(news?.actingFor, officer.accountId)

  t.match(words((await browser.get('/inbox')).body), '王大明（代理陳文彬）')
  const inbox = await (await enter(wang)).get('/inbox')
  t.match(words(inbox.body), '切換為代理陳文彬，再處理')
  t.match(words(inbox.body), /，專長證照.*校正申請 115-\d+ 送到人事室/)
  t.match(inbox.body, `name="agency" value="${id}"`)
})

t.test('who signs in by password alone needs a second factor to act as a deputy', async t => {
  const { app, deps } = await startApp(t, { asksSecondFactor: true })
  const { agencyId, chief, officer, teacher } = await addSchool(deps)
  const row = { agencyId, representedId: officer.accountId, deputyId: teacher.accountId, reason: '公假' }
  const dates = { from: '2026-11-23', until: '2026-11-30', namedBy: chief.accountId, namedAt: monday }
  const [kept] = await deps.db
    .insert(schema.deputies)
    .values({ ...row, ...dates, agreedBy: chief.accountId, agreedAt: monday })
    .returning()
  const browser = visitor(app)
  await signIn(browser, teacher)
  t.equal((await browser.get('/')).statusCode, 200)
  await browser.post('/acting-agency', { agency: kept?.id ?? '' })
  t.equal((await browser.get('/review')).headers.location, '/account/second-factor')
  await browser.get('/account/second-factor')
  t.equal((await browser.post('/acting-agency', { agency: agencyId })).headers.location, '/', 'or goes back')
  t.equal((await browser.get('/')).statusCode, 200)
})
