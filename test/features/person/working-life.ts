import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { closeLeft } from '../../../server/jobs/accounts.ts'
import * as accounts from '../../../server/store/account/accounts.ts'
import * as given from '../../../server/store/agency/role-grants.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import * as assigned from '../../../server/store/person/assignments.ts'
import * as records from '../../../server/store/record/records.ts'
import * as locks from '../../../server/store/record/locks.ts'
import {
  accessLog,
  assignments,
  departures,
  events,
  evidence,
  locks as locksTable,
  notices,
  recordOpenings,
  recordVersions,
  roleGrants,
} from '../../../server/store/schema.ts'
import type { Browser } from '../../support/app/app.ts'
import { errorsIn, formIn, words } from '../../support/app/pages.ts'
import { pdf } from '../../support/correction/by-pages.ts'
import { addRow } from '../../support/correction/corrections.ts'
import { addAgency, openTo } from '../../support/person/people.ts'
import { addEducation, enter, startSchool, type Somebody } from '../../support/person/school.ts'

const order = { authority_name: '教育局', authority_day: '115/11/20', authority_number: '晨教人字第1150000009號' }
const leave = { row_kind: 'unpaid_leave', row_reason: '育嬰', row_from: '115/12/1', row_until: '116/7/31', ...order }
const leaving = { row_kind: 'resigned', row_reason: '個人生涯規劃', last_day: '115/11/30', ...order }
const post = { agency: '示範國小', title: '教師', start: '2020-08-01', post_kind: 'full', staff_kind: 'teacher' }

async function office(t: Test) {
  const school = await startSchool(t, ['lin', 'chen', 'huang'])
  const { deps, lin, chen, huang, setClock } = school
  await addEducation(deps, lin)
  const postId = await addRow(deps, lin.personId, 'post', post)
  for (const one of [lin, chen, huang]) await enter(one)
  for (const one of [chen, huang]) await openTo(deps, one, lin.personId)
  const home = `/people/${lin.personId}`
  /** Sends the form of a page as it stands there, with these fields. */
  async function send(browser: Browser, page: string, fields: Record<string, string>, action = page) {
    const form = formIn(await browser.get(`${home}/${page}`), `${home}/${action}`)
    return browser.post(`${home}/${action}`, { ...form, ...fields })
  }
  const rows = async (section: string) =>
    (await records.ofPerson(deps.db, deps.ring, lin.personId)).filter(row => row.section === section)
  const here = async () => (await assigned.ofPerson(deps.db, lin.personId))[0]
  const state = async () => (await accounts.ofPerson(deps.db, lin.personId))?.state
  const told = async () =>
    (await deps.db.select().from(notices).where(eq(notices.accountId, lin.accountId))).map(({ text }) => text)
  async function lock(section: string | null) {
    const asked = { kind: 'case' as const, section, reason: '查證中', docNumber: null, until: '2026-12-31' }
    const by = { ...bySystem, accountId: huang.accountId }
    await deps.db.transaction(tx =>
      locks.set(tx, { ...asked, personId: lin.personId, agencyId: school.agencyId }, by, deps.clock()),
    )
  }
  const heldBack = async () => (await deps.db.select().from(events).where(eq(events.what, 'record.write-held'))).length
  /** The next days: their officers sign in again and say why they look. */
  async function goTo(at: string, ...who: Somebody[]) {
    setClock(new Date(at))
    await closeLeft(deps)
    for (const one of who) {
      await enter(one)
      await openTo(deps, one, lin.personId)
    }
  }
  return { ...school, home, send, rows, here, state, told, lock, heldBack, postId, goTo }
}

t.test('a leave and the return from it are one form each, and the authority is typed once', async t => {
  const { deps, chen, lin, home, send, rows, told } = await office(t)
  for (const page of ['leave', 'duty', 'departure']) {
    const { body } = await chen.get(`${home}/${page}`)
    t.match(body, '這一類資料由權責機關核定', page)
    t.notMatch(body, '以上面填寫的', 'no other field is told of that takes its place')
  }
  const entered = await send(chen, 'leave', leave)
  t.equal(entered.headers.location, `${home}/assignments`)
  const { body: after } = await chen.get(`${home}/assignments`)
  t.match(after, '已登錄，並已通知本人')
  const [row] = await rows('leave_status')
  t.match(after, `href="${home}/rows/${row?.id}"`)
  t.match(words(after), /留職停薪　民國 115 年 12 月 1 日　民國 116 年 7 月 31 日\s*尚未開始/)
  t.match(row?.data, {
    kind: 'unpaid_leave',
    from: '2026-12-01',
    until: '2027-07-31',
    order_no: order.authority_number,
  })
  t.match(
    await deps.db
      .select()
      .from(recordVersions)
      .where(eq(recordVersions.rowId, row?.id ?? '')),
    [{ authority: '教育局', authorityDay: '2026-11-20', reason: '留職停薪或停職', effective: '2026-12-01' }],
  )
  t.same(await told(), ['notice.hr-entry'])
  const own = await lin.get('/record')
  t.match(own.body, '民國 116 年 7 月 31 日')

  for (const [fields, why] of [
    [{ row_from: '115/12/31', row_until: '116/1/31' }, /重疊/],
    [{ row_from: '109/1/1', row_until: '109/1/31', told: 'leave_status.post@from' }, /不在這個機關的任職期間/],
  ] as const) {
    const refused = await send(chen, 'leave', { ...leave, ...fields })
    t.equal(refused.statusCode, 409)
    t.match(errorsIn(refused).join(), why)
    t.equal(formIn(refused, `${home}/leave`)?.['authority_number'], order.authority_number, 'nothing typed is lost')
  }
  for (const [field, value] of [
    ['row_from', ''],
    ['row_until', '115/11/1'],
    ['row_from', '119/1/1'],
    ['row_kind', 'reinstated'],
    ['row_reason', '長'.repeat(61)],
    ['authority_number', ''],
    ['authority_day', '115/12/31'],
  ] as const) {
    const refused = await send(chen, 'leave', { ...leave, [field]: value })
    t.equal(refused.statusCode, 422, `${field} ${value}`)
    t.match(refused.body, `href="#${field}"`)
  }

  for (const [day, why] of [
    ['115/12/1', /起日之後/],
    ['116/8/2', /迄日的次日/],
  ] as const) {
    const refused = await send(chen, 'return', { ...order, returned_on: day })
    t.equal(refused.statusCode, 409)
    t.match(errorsIn(refused).join(), why)
  }
  const both = formIn(await chen.get(`${home}/return`), `${home}/return`)
  const answers = await Promise.all(
    ['116/2/1', '116/3/1'].map((day, i) =>
      chen.post(`${home}/return`, { ...both, ...order, returned_on: day, _once: `twelvesigns${i}` }),
    ),
  )
  t.same(answers.map(({ statusCode }) => statusCode).toSorted(), [303, 409], 'of two at once one is kept')
  t.equal((await rows('leave_status'))[0]?.version, 2)
  t.match((await chen.get(`${home}/return`)).body, '沒有尚未復職')
  const again = await send(chen, 'leave', { ...leave, row_from: '116/4/1' })
  t.equal(again.headers.location, `${home}/assignments`, 'and the days after the return are free')
})

t.test('a lock holds every action back, leaves its event and nothing else', async t => {
  const { chen, send, rows, here, lock, heldBack, deps } = await office(t)
  await lock('post')
  const duty = {
    row_kind: 'homeroom',
    row_title: '導師',
    row_org: '示範國小',
    row_from: '115/12/1',
    row_until: '116/7/31',
  }
  const refused = await send(chen, 'departure', leaving)
  t.equal(refused.statusCode, 409)
  t.match(errorsIn(refused).join(), /鎖定/)
  t.same(await rows('separation'), [], 'a lock on the post holds the separation, too')
  t.equal((await here())?.until, null)
  t.same(await deps.db.select().from(departures), [])
  t.equal(await heldBack(), 1)
  await lock(null)
  for (const [page, fields] of [
    ['leave', leave],
    ['duty', { ...duty, ...order }],
  ] as const) {
    t.equal((await send(chen, page, fields)).statusCode, 409, page)
  }
  t.equal(await heldBack(), 3)
  t.same([...(await rows('leave_status')), ...(await rows('concurrent_duty'))], [])
})

t.test('who leaves: record, post, assignment and roles end with one form, and go on when it is taken back', async t => {
  const { deps, chen, huang, lin, agencyId, home, send, rows, here, state, told, postId, goTo } = await office(t)
  await deps.db.insert(roleGrants).values([
    { accountId: lin.accountId, role: 'hr_officer', agencyId, from: '2025-01-01' },
    { accountId: lin.accountId, role: 'hr_chief', agencyId, from: '2024-01-01', until: '2024-12-31' },
  ])
  const roles = async () =>
    (await deps.db.select().from(roleGrants).where(eq(roleGrants.accountId, lin.accountId)))
      .map(({ until }) => until)
      .toSorted()
  const before = (await rows('post'))[0]
  for (const [fields, field] of [
    [{ last_day: '109/7/31' }, 'last_day'],
    [{ row_kind: 'died', last_day: '115/12/1' }, 'last_day'],
    [{ row_kind: '' }, 'row_kind'],
    [{ authority_day: 'x' }, 'authority_day'],
  ] as const) {
    const refused = await send(chen, 'departure', { ...leaving, ...fields })
    t.equal(refused.statusCode, 422)
    t.match(refused.body, `href="#${field}"`)
  }
  const forms = await Promise.all(
    [chen, huang].map(async one => formIn(await one.get(`${home}/departure`), `${home}/departure`)),
  )
  const answers = await Promise.all(
    [chen, huang].map((one, i) => one.post(`${home}/departure`, { ...forms[i], ...leaving })),
  )
  t.same(answers.map(({ statusCode }) => statusCode).toSorted(), [303, 409], 'of two officers one enters it')
  t.match(await rows('separation'), [
    { data: { kind: 'resigned', effective: '2026-12-01', doc_no: order.authority_number } },
  ])
  t.match(await rows('post'), [
    {
      data: {
        end: '2026-11-30',
        end_order_date: '2026-11-20',
        end_order_no: order.authority_number,
        leave_reason: '辭職',
      },
    },
  ])
  t.equal((await here())?.until, '2026-11-30')
  t.same(await roles(), ['2024-12-31', '2026-11-30'])
  t.same(await told(), ['notice.assignment-ended'])
  const page = `${home}/assignments`
  t.notMatch((await chen.get(page)).body, 'name="last_day"', 'the day is not moved by itself any more')
  const moved = await chen.post(page, { last_day: '115/12/15', until: '2026-11-30' })
  t.match(errorsIn(moved).join(), /已經登錄過離職/)
  t.match(moved.body, 'href="#main"')

  const undone = await send(chen, 'departure', {}, 'departure/removal')
  t.equal(undone.headers.location, page)
  t.same(await rows('separation'), [])
  t.same((await rows('post'))[0]?.data, before?.data)
  t.equal((await here())?.until, null)
  t.match(await roles(), ['2024-12-31', null].toSorted(), 'a role that ended earlier stays ended')
  t.equal((await chen.post(`${home}/departure/removal`)).statusCode, 404, 'only once')

  await send(chen, 'departure', leaving)
  await goTo('2026-12-01T06:00:00Z', chen)
  t.equal(await state(), 'closed')
  const [ended] = await rows('post')
  await deps.db.transaction(tx =>
    records.write(
      tx,
      deps.ring,
      {
        personId: lin.personId,
        section: 'post',
        rowId: postId,
        operation: 'change',
        baseVersion: ended?.version ?? 0,
        data: { ...ended?.data, unit: '教務處' },
        source: 'request',
        reason: '更正',
      },
      bySystem,
      deps.clock(),
    ),
  )
  const late = await send(chen, 'departure', {}, 'departure/removal')
  t.equal(late.headers.location, page, 'also when they have left')
  t.match((await chen.get(page)).body, '改過的 1 筆資料沒有動')
  t.match(await rows('post'), [{ data: { unit: '教務處', end: '2026-11-30' } }])
  t.equal(await state(), 'invited')
  t.equal((await here())?.until, null)
})

t.test('a death closes the account at once, but never that of an administrator', async t => {
  const { deps, chen, lin, send, state, told, goTo } = await office(t)
  await send(chen, 'departure', { ...leaving, row_kind: 'died', row_reason: '病故', last_day: '115/11/22' })
  t.equal(await state(), 'closed')
  t.equal((await lin.get('/record')).statusCode, 303, 'and ends where it was open')
  t.same(await told(), [])
  await send(chen, 'departure', {}, 'departure/removal')
  t.equal(await state(), 'invited')
  await deps.db.insert(roleGrants).values({ accountId: lin.accountId, role: 'sysadmin', from: '2020-01-01' })
  await send(chen, 'departure', { ...leaving, row_kind: 'died', row_reason: '病故', last_day: '115/11/23' })
  await goTo('2026-11-25T06:00:00Z')
  t.equal(await state(), 'invited')
})

t.test('who has died serves nowhere any more, until the departure is taken back', async t => {
  const { deps, chen, lin, send, state, rows } = await office(t)
  await addAgency(deps, '999000002B', '示範教育局')
  const duty = { row_kind: 'serving', row_title: '借調輔導團', row_org: '示範教育局', row_from: '115/11/1' }
  await send(chen, 'duty', { ...duty, row_until: '116/1/31', row_paid: 'no', ...order })
  const ends = async () => (await assigned.ofPerson(deps.db, lin.personId)).map(({ until }) => until)
  t.same(await ends(), [null, '2027-01-31'])
  await send(chen, 'departure', { ...leaving, row_kind: 'died', row_reason: '病故', last_day: '115/11/22' })
  t.same(await ends(), ['2026-11-22', '2026-11-22'])
  await send(chen, 'departure', {}, 'departure/removal')
  t.same(await ends(), [null, '2027-01-31'])
  t.equal(await state(), 'invited')
  t.equal((await rows('separation')).length, 0)
})

t.test('a last day that was entered late closes the account at once', async t => {
  const { chen, lin, home, send, state, goTo } = await office(t)
  await send(chen, 'departure', { ...leaving, last_day: '115/11/23' })
  t.equal(await state(), 'active', 'not on the last day')
  await send(chen, 'departure', {}, 'departure/removal')
  await send(chen, 'departure', { ...leaving, last_day: '115/11/20' })
  t.equal(await state(), 'closed')
  t.equal((await lin.get('/record')).statusCode, 303)
  await goTo('2026-11-23T08:00:00Z', chen)
  await send(chen, 'departure', {}, 'departure/removal')
  t.equal(await state(), 'invited')
  t.match((await chen.get(`${home}/assignments`)).body, '在職')
})

t.test('a last day that moves later lengthens the roles that ended with the first one', async t => {
  const { deps, chen, lin, agencyId, home } = await office(t)
  await deps.db
    .insert(roleGrants)
    .values({ accountId: lin.accountId, role: 'hr_officer', agencyId, from: '2025-01-01' })
  const page = `${home}/assignments`
  for (const day of ['115/11/25', '115/12/20']) {
    await chen.post(page, { ...formIn(await chen.get(page), page), last_day: day })
  }
  const [role] = await deps.db.select().from(roleGrants).where(eq(roleGrants.accountId, lin.accountId))
  t.equal(role?.until, '2026-12-20')
})

t.test(
  'a role that is given before the last day ends with it, and goes on when the departure is taken back',
  async t => {
    const { deps, chen, lin, agencyId, send } = await office(t)
    await send(chen, 'departure', leaving)
    const grants = [{ role: 'hr_chief' as const, agencyId }]
    await deps.db.transaction(tx => given.give(tx, lin.accountId, grants, bySystem, deps.clock()))
    const until = async () =>
      (await deps.db.select().from(roleGrants).where(eq(roleGrants.accountId, lin.accountId))).map(role => role.until)
    t.same(await until(), ['2026-11-30'])
    await send(chen, 'departure', {}, 'departure/removal')
    t.same(await until(), [null])
  },
)

t.test('a departure that is taken back leaves no last day behind that is over, and no second assignment', async t => {
  const { deps, chen, huang, lin, home, send, here, goTo } = await office(t)
  const page = `${home}/assignments`
  const blank = formIn(await huang.get(`${home}/departure`), `${home}/departure`)
  await chen.post(page, { ...formIn(await chen.get(page), page), last_day: '115/11/25' })
  const unseen = await huang.post(`${home}/departure`, { ...blank, ...leaving })
  t.equal(unseen.statusCode, 409, 'a last day that somebody else has entered since is seen first')
  t.equal((await here())?.until, '2026-11-25')
  await send(chen, 'departure', { ...leaving, last_day: '115/12/15' })
  await goTo('2026-12-01T06:00:00Z', chen)
  await send(chen, 'departure', {}, 'departure/removal')
  t.equal((await here())?.until, null)

  await send(chen, 'departure', { ...leaving, last_day: '115/12/10' })
  await goTo('2026-12-20T06:00:00Z', chen, huang)
  const back = { name: lin.name, id_kind: 'national', id_number: lin.idNumber, staff_kind: 'teacher', title: '' }
  const forms = [
    formIn(await chen.get(`${home}/departure`), `${home}/departure/removal`),
    formIn(await huang.get('/people/new'), '/people/new'),
  ]
  await Promise.all([
    chen.post(`${home}/departure/removal`, { ...forms[0] }),
    huang.post('/people/new', { ...forms[1], ...back }),
  ])
  const all = await assigned.ofPerson(deps.db, lin.personId)
  t.equal(all.filter(({ until }) => until === null).length, 1, 'of two officers one has them back')
  t.equal(all.length === 1, (await deps.db.select().from(departures)).length === 0)
})

t.test(
  'a departure ends a leave, which goes on when it is taken back unless another one was entered since',
  async t => {
    const { deps, chen, lin, home, send, rows } = await office(t)
    await send(chen, 'leave', { ...leave, row_from: '115/11/10' })
    await send(chen, 'departure', { ...leaving, last_day: '115/12/31' })
    t.match((await chen.get(`${home}/assignments`)).body, `${home}/return`, 'who is to leave may come back until then')
    const since = { kind: 'unpaid_leave', from: '2027-02-01', until: '2027-03-31' }
    await addRow(deps, lin.personId, 'leave_status', since)
    const refused = await send(chen, 'departure', {}, 'departure/removal')
    t.equal(refused.statusCode, 409)
    t.match(errorsIn(refused).join(), /後來登錄的重疊/)
    t.equal((await rows('separation')).length, 1)
  },
)

t.test('nobody goes on leave after their last day, whichever of two officers comes first', async t => {
  const { chen, huang, home, send, rows, here } = await office(t)
  const forms = [
    formIn(await chen.get(`${home}/leave`), `${home}/leave`),
    formIn(await huang.get(`${home}/departure`), `${home}/departure`),
  ]
  const answers = await Promise.all([
    chen.post(`${home}/leave`, { ...forms[0], ...leave, row_from: '115/12/5' }),
    huang.post(`${home}/departure`, { ...forms[1], ...leaving }),
  ])
  t.same(answers.map(({ statusCode }) => statusCode).toSorted(), [303, 409])
  t.equal((await rows('leave_status')).length === 0, (await here())?.until === '2026-11-30')
  await send(chen, 'departure', {}, 'departure/removal')
  await send(chen, 'leave', { ...leave, row_from: '115/12/5' })
  const refused = await send(chen, 'departure', leaving)
  t.equal(refused.statusCode, 409)
  t.match(errorsIn(refused).join(), /最後一天以後/)
  t.equal((await send(chen, 'departure', { ...leaving, last_day: '115/12/31' })).statusCode, 303)
})

t.test('a departure whose staff number somebody has since is taken back when that is mended', async t => {
  const { deps, chen, lin, add, send, here } = await office(t)
  await deps.db.update(assignments).set({ staffNumber: 'T001' }).where(eq(assignments.personId, lin.personId))
  await send(chen, 'departure', leaving)
  const wang = await add('wang')
  const numbered = (staffNumber: string) =>
    deps.db.update(assignments).set({ staffNumber }).where(eq(assignments.personId, wang.personId))
  await numbered('T001')
  const refused = await send(chen, 'departure', {}, 'departure/removal')
  t.equal(refused.statusCode, 409)
  t.match(errorsIn(refused).join(), /員工編號/)
  t.equal((await here())?.until, '2026-11-30')
  await numbered('T002')
  t.equal((await send(chen, 'departure', {}, 'departure/removal')).statusCode, 303)
  t.equal((await here())?.until, null)
})

t.test('who serves another agency beside is assigned there for these days, and HR there reads the record', async t => {
  const { deps, chen, lin, add, home, send, rows, told } = await office(t)
  const bureau = await addAgency(deps, '999000002B', '示範教育局')
  const wang = await add('wang', { roles: ['hr_officer'] }, bureau)
  await enter(wang)
  t.equal((await wang.get(home)).statusCode, 404)
  const duty = {
    row_kind: 'serving',
    row_title: '借調輔導團',
    row_org: '示範教育局',
    row_from: '115/11/1',
    row_until: '116/1/31',
    row_paid: 'no',
    ...order,
  }
  const early = await send(chen, 'duty', { ...duty, row_from: '109/1/1' })
  t.match(errorsIn(early).join(), /不在這個機關的任職期間/)
  t.equal((await send(chen, 'duty', duty)).headers.location, `${home}/assignments`)
  t.match(await rows('concurrent_duty'), [{ data: { org: '示範教育局', approve_no: order.authority_number } }])
  t.equal((await wang.get(home)).statusCode, 200)
  t.match(await assigned.ofPerson(deps.db, lin.personId), [
    { agencyId: chen && (await assigned.ofPerson(deps.db, chen.personId))[0]?.agencyId, kind: 'main' },
    { agencyId: bureau, kind: 'concurrent', from: '2026-11-01', until: '2027-01-31', title: '借調輔導團' },
  ])
  t.same((await told()).toSorted(), ['notice.assigned-too', 'notice.hr-entry'])
  await openTo(deps, wang, lin.personId)
  await wang.get(home)
  const left = await wang.post(`${home}/departure`, { ...leaving, row_kind: 'died', last_day: '115/11/22' })
  t.match(errorsIn(left).join(), /本職在別的機關/, 'who is there beside a main post does not leave from there')
  t.match((await wang.get(`${home}/departure`)).body, '本職在別的機關')
  const twice = await send(chen, 'duty', { ...duty, row_from: '115/12/1', row_until: '116/3/31' })
  t.match(errorsIn(twice).join(), /已任職於該機關/)
  t.equal((await rows('concurrent_duty')).length, 1)
  await addAgency(deps, '999000003C', '同名國小')
  await addAgency(deps, '999000004D', '同名國小')
  const ofName = await send(chen, 'duty', { ...duty, row_org: '同名國小' })
  t.match(errorsIn(ofName).join(), /有同名的機關/)
  t.equal((await send(chen, 'duty', { ...duty, row_org: '999000004d' })).statusCode, 303)
  const orgs = (await rows('concurrent_duty')).map(({ data }) => data['org'])
  t.same(orgs.toSorted(), ['同名國小', '示範教育局'].toSorted(), 'a code is written as the name')
  const outside = { ...duty, row_kind: 'outside_teaching', row_org: '國立示範大學', row_paid: '' }
  t.match(errorsIn(await send(chen, 'duty', outside)).join(), /有無報酬|必填|請填/)
})

t.test('the record of who left is read by HR of that agency for a purpose, and written by nobody', async t => {
  const { deps, chen, huang, lin, add, home, send, rows, goTo, postId } = await office(t)
  const elsewhere = await addAgency(deps, '999000002B', '第二示範國小')
  const wang = await add('wang', { roles: ['hr_officer'] }, elsewhere)
  await send(chen, 'departure', leaving)
  await goTo('2026-12-01T06:00:00Z', chen, wang)
  const before = (await deps.db.select().from(accessLog)).length

  t.notMatch((await chen.get('/people')).body, '林美華', 'out of the list by default')
  const list = (await chen.get('/people?employment=left')).body
  t.match(list, `href="${home}"`)
  t.notMatch(list, `name="person_${lin.personId}"`, 'and in no batch')
  const record = (await chen.get(home)).body
  t.match(record, '資料封存')
  t.match(record, '國立示範大學')
  for (const act of ['/entry', '/account', '/locks', '/assignments']) t.notMatch(record, `${home}${act}"`, act)
  t.match(record, `href="${home}/sections/education/readers"`, 'who can see it is told there, too')
  t.match(record, '查看或取消離職')
  const row = (await chen.get(`${home}/rows/${postId}`)).body
  t.notMatch(row, '/entry')
  t.notMatch(row, '/deletion')
  for (const page of ['past?day=115/11/1', `rows/${postId}/history`, 'derived', 'departure']) {
    t.equal((await chen.get(`${home}/${page}`)).statusCode, 200, page)
  }
  t.ok((await deps.db.select().from(accessLog)).length >= before + 6, 'each reading leaves a trace')

  await deps.db.delete(recordOpenings)
  t.equal((await chen.get(`${home}/past`)).statusCode, 303, 'without a purpose nothing opens')
  t.match((await chen.get(home)).body, '查閱別人的資料之前')
  await chen.post(`${home}/opening`, { purpose: '核發服務證明' })

  const writing = ['leave', 'return', 'duty', 'assignments', 'departure', 'account', 'sections/skill/entry']
  for (const page of [...writing, `rows/${postId}/entry`, `rows/${postId}/deletion`, 'activation-code', 'locks']) {
    t.equal((await chen.post(`${home}/${page}`, { ...leave, reason: '試試看' })).statusCode, 404, page)
  }
  for (const page of [home, `${home}/departure`, `${home}/rows/${postId}`, `${home}/past`]) {
    t.equal((await wang.get(page)).statusCode, 404, `${page} for HR of elsewhere`)
    t.equal((await wang.post(`${home}/departure/removal`)).statusCode, 404)
  }
  t.equal((await rows('separation')).length, 1)

  const back = { name: lin.name, id_kind: 'national', id_number: lin.idNumber, staff_kind: 'teacher', title: '' }
  await wang.post('/people/new', { ...formIn(await wang.get('/people/new'), '/people/new'), ...back })
  t.equal((await chen.get(home)).statusCode, 404, 'who works elsewhere since is read there')
  t.notMatch((await chen.get('/people?employment=left')).body, `href="${home}"`)
  await enter(huang)
  t.equal((await chen.post(`${home}/departure/removal`)).statusCode, 404)
})

t.test('nobody acts on themselves, nor HR on people of another agency', async t => {
  const { deps, chen, lin, add } = await office(t)
  const elsewhere = await addAgency(deps, '999000002B', '第二示範國小')
  const wang = await add('wang', {}, elsewhere)
  for (const [browser, id] of [
    [chen, chen.personId],
    [chen, wang.personId],
    [lin, lin.personId],
    [lin, chen.personId],
  ] as const) {
    for (const page of ['leave', 'return', 'duty', 'departure']) {
      t.equal((await browser.get(`/people/${id}/${page}`)).statusCode, 404, page)
      t.equal((await browser.post(`/people/${id}/${page}`, { ...leave, ...leaving })).statusCode, 404, page)
    }
    t.equal((await browser.post(`/people/${id}/departure/removal`)).statusCode, 404)
  }
})

t.test('what proves an action comes with its form, and what is odd about it is told once', async t => {
  const { deps, chen, huang, lin, home, rows, lock, told } = await office(t)
  const approval = { ...pdf('approval'), name: '核准函.pdf' }
  const bring = async (page: string, fields: Record<string, string>, files = [approval]) => {
    const form = formIn(await chen.get(`${home}/${page}`), `${home}/${page}`)
    return chen.bring(`${home}/${page}`, { ...form, ...fields }, files)
  }
  const kept = (name: string) => deps.db.select().from(evidence).where(eq(evidence.name, name))

  const odd = await bring('leave', { ...leave, row_until: '116/5/31' })
  t.equal(odd.statusCode, 422)
  t.match(words(odd.body), /還沒有寫入，請先核對[\s\S]*不在學期結束日/)
  t.match(odd.body, /href="#row_until"/)
  t.match(odd.body, /<button class="main">仍然寫入/)
  t.same([await rows('leave_status'), await told()], [[], []], 'nothing is kept, and nobody told')
  const again = formIn(odd, `${home}/leave`) ?? {}
  t.equal(again['row_until'], '116/5/31')
  const changed = await chen.bring(`${home}/leave`, { ...again, row_from: '118/1/1', row_until: '121/6/30' }, [])
  t.equal(changed.statusCode, 422, 'what is odd anew is told anew')
  t.equal((await chen.bring(`${home}/leave`, again, [])).statusCode, 303)
  const [away] = await rows('leave_status')
  t.match(await kept('核准函.pdf'), [{ rowId: away?.id, rowVersion: 1 }], 'the file stayed with the form')
  t.match(words((await lin.get(`/record/rows/${away?.id}/history`)).body), /證明文件：\s*核准函.pdf/)

  const asOf = await lin.get('/record/past?day=115/11/23')
  t.match(words(asOf.body), /當時的依據\s*留職停薪[^<]*?證明文件：\s*核准函.pdf/)
  const link = /href="(\/record\/rows\/[^"]+\/evidence\/[^"]+)"/.exec(asOf.body)?.[1] ?? ''
  t.same((await lin.get(link)).rawPayload, approval.bytes)
  const forHr = (await chen.get(`${home}/past?day=115/11/23`)).body
  t.match(forHr, link.replace('/record', home), 'HR opens it from there, too')

  const back = await bring('return', { ...order, returned_on: '116/3/1', basis: 'original' }, [])
  t.equal(back.statusCode, 303)
  t.match(words((await lin.get(`/record/rows/${away?.id}/history`)).body), /已核對正本/)

  const duty = { row_kind: 'admin', row_title: '註冊組長', row_org: '示範國小', row_from: '115/11/1', ...order }
  const letter = { ...approval, name: '兼職函.pdf' }
  t.equal((await bring('duty', { ...duty, row_until: '116/7/31', row_paid: 'no' }, [letter])).statusCode, 303)
  const [held] = await rows('concurrent_duty')
  t.match(await kept('兼職函.pdf'), [{ rowId: held?.id, rowVersion: 1 }])

  await lock('separation')
  const locked = await bring('departure', { ...leaving, last_day: '116/7/31' }, [{ ...approval, name: '離職函.pdf' }])
  t.equal(locked.statusCode, 409)
  t.match(
    await kept('離職函.pdf'),
    [{ rowId: null }],
    'under a lock nothing is written, and the file waits with the form',
  )
  await deps.db.delete(locksTable)
  const left = formIn(locked, `${home}/departure`) ?? {}
  const theirs = formIn(await huang.get(`${home}/departure`), `${home}/departure`) ?? {}
  const stolen = await huang.post(`${home}/departure`, { ...left, _csrf: theirs['_csrf'] ?? '' })
  t.match(errorsIn(stolen).join(), '先前附上的檔案已不在這份表單裡', 'it is nobody else’s')
  t.equal((await chen.bring(`${home}/departure`, left, [])).statusCode, 303)
  const [gone] = await rows('separation')
  t.match(await kept('離職函.pdf'), [{ rowId: gone?.id, rowVersion: 1 }])
  t.notMatch(words((await lin.get(`/record/rows/${(await rows('post'))[0]?.id}/history`)).body), '沒有附檔')
  t.equal((await bring('leave', { ...leave, row_kind: '' }, [broken])).statusCode, 422)
})

const broken = { name: 'broken.pdf', type: 'application/pdf', bytes: Buffer.from('no pdf') }
