import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { keepFormerIdentities } from '../../../server/jobs/former-identities.ts'
import { filterOf } from '../../../server/features/people/list-query.ts'
import { statusOn } from '../../../server/domain/record/derived/status.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import { everybody, ofAgency } from '../../../server/store/person/agency-list.ts'
import * as assigned from '../../../server/store/person/assignments.ts'
import * as records from '../../../server/store/record/records.ts'
import {
  accessLog,
  activations,
  agencies,
  assignments,
  events,
  notices,
  formerIdentities,
  people as peopleTable,
  recordRows,
  roleGrants,
} from '../../../server/store/schema.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { visitor, type Browser } from '../../support/app/app.ts'
import { codeOn, errorsIn, formIn, unescaped, words } from '../../support/app/pages.ts'
import { routesOf } from '../../support/app/routes.ts'
import { sealedCertificate } from '../../support/record/certificates.ts'
import { enteredPhoto } from '../../support/correction/photos.ts'
import { addRow, proveRow } from '../../support/correction/corrections.ts'
import { addAgency, addColleagues, addPerson, goodPassword } from '../../support/person/people.ts'
import { addEducation, enter, startSchool } from '../../support/person/school.ts'
import { world } from '../../support/person/world.ts'

async function office(t: Test) {
  const school = await startSchool(t, ['lin', 'chen', 'huang'])
  const { deps, lin, chen, huang } = school
  await addEducation(deps, lin)
  const { personId } = lin
  const rows = await records.ofPerson(deps.db, deps.ring, personId)
  const idOf = (section: string) => rows.find(row => row.section === section)?.id ?? ''
  const home = `/people/${personId}`
  for (const one of [chen, huang]) await enter(one)
  const open = (browser: Browser = chen, purpose = '核對人事資料') => browser.post(`${home}/opening`, { purpose })
  const readings = async () => deps.db.select().from(accessLog).orderBy(accessLog.id)
  const history = (rowId: string) => records.history(deps.db, deps.ring, personId, rowId)
  return { ...school, personId, idOf, home, open, readings, history }
}

t.test('HR sees who is at the agency they act for, with what they are and whether their account is in use', async t => {
  const { deps, chen, add } = await office(t)
  await add('ye')
  const elsewhere = await addAgency(deps, '999000002B', '第二示範國小')
  await addPerson(deps, elsewhere, { ...world.wang, password: null })
  const { body } = await chen.get('/people')
  for (const text of ['林美華', '黃主任', '葉庭妤', '待啟用', '使用中', '4 筆']) t.match(body, text)
  t.notMatch(body, '王大明')
  t.match(body, /陳文彬&#32;<a href="\/record">我的資料/, 'oneself leads to the own record')
})

t.test(
  'people are found by a part of the name; in part when htmx asks; what is no page leads to the first',
  async t => {
    const { chen } = await office(t)
    const found = await chen.get(`/people?q=${encodeURIComponent('美華')}`)
    t.match(found.body, '林美華')
    t.match(found.body, /<p id="found">\s*找到 1 筆。/)
    t.notMatch(found.body, '黃主任')
    t.match((await chen.get('/people?q=%25')).body, /<p id="found">\s*沒有找到符合的資料。.*找不到符合的人員/s)
    t.match(
      (await chen.get('/people?q=%25')).body,
      '離職或未到職的，請在「更多條件」',
      'where those who left are looked for',
    )
    t.notMatch((await chen.get('/people?q=%25&employment=left')).body, '離職或未到職的，請在「更多條件」')
    t.notMatch((await chen.get('/people')).body, 'id="found"', 'nothing was asked for')
    const part = await chen.get('/people', { 'hx-request': 'true', 'hx-request-type': 'partial' })
    t.match(part.body, /^<div id="people">/)
    const narrowed = await chen.get('/people?kind=teacher', { 'hx-request': 'true', 'hx-request-type': 'partial' })
    t.match(narrowed.body, 'href="/people/views?kind=teacher"', 'what it is narrowed to now can be kept')
    const gone = await chen.get(`/people?kind=teacher&after=${randomUUID()}`)
    t.equal(gone.headers.location, '/people?kind=teacher')
  },
)

t.test('people are found whichever variants their names have, and whatever nobody sees is in them', async t => {
  const { chen, add } = await office(t)
  await add('wang', { name: '吳\u200B說‧內' })
  for (const q of ['呉説', '說・内', '\u202D吳說\u202C', '說 內']) {
    const { body } = await chen.get(`/people?q=${encodeURIComponent(q)}`)
    t.match(body, '1 筆', q)
  }
})

t.test('a whole ID number finds whoever is or was here, stands in no address, and nobody of elsewhere', async t => {
  const { deps, chen, personId, add } = await office(t)
  const search = async (q: string) => String((await chen.post('/people/search', { q })).headers.location)
  await chen.get('/people')
  t.equal(await search(` ${world.lin.idNumber.toLowerCase()} `), `/people?person=${personId}`)
  t.match((await chen.get(`/people?person=${personId}`)).body, '林美華')
  const elsewhere = await addAgency(deps, '999000002B', '第二示範國小')
  await addPerson(deps, elsewhere, { ...world.wang, password: null })
  for (const q of [world.wang.idNumber, 'A100000001']) t.equal(await search(q), '/people?person=nobody')
  t.match((await chen.get('/people?person=nobody')).body, '找不到符合的人員')
  for (const beside of ['林美華 #', '身分證#', '(#)', 'Lin #', '#。']) {
    t.equal(await search(beside.replace('#', world.lin.idNumber)), `/people?person=${personId}`, beside)
  }
  for (const typed of [{ title: world.lin.idNumber }, { q: '林12345' }, { title: `教師${world.lin.idNumber}` }]) {
    const { location } = (await chen.post('/people/search', typed)).headers
    t.notMatch(location, /\d{5}/)
  }
  t.equal(await search('美華'), `/people?${new URLSearchParams({ q: '美華' })}`)

  const gao = await add('gao')
  await deps.db.update(assignments).set({ until: '2026-11-01' }).where(eq(assignments.personId, gao.personId))
  t.notMatch((await chen.get('/people')).body, '高志明')
  t.equal(await search(world.gao.idNumber), `/people?person=${gao.personId}&employment=left`)
  const left = (await chen.get('/people?employment=left')).body
  t.match(left, '高志明')
  t.match(left, `href="/people/${gao.personId}"`, 'whose record is archived here')
  t.notMatch(left, `person_${gao.personId}`)
  await deps.db.insert(assignments).values({
    personId: gao.personId,
    name: gao.name,
    agencyId: elsewhere,
    staffKind: 'teacher',
    from: '2026-11-02',
  })
  const moved = (await chen.get('/people?employment=left')).body
  t.match(moved, '高志明')
  t.notMatch(moved, `href="/people/${gao.personId}"`, 'who moved on is read there')
  const invited = (await chen.get('/people?employment=left&account=invited')).body
  for (const body of [moved, invited])
    t.notMatch(body.replace(/<form.*?<\/form>/gs, ''), '待啟用', 'nor is it told of their account')
  t.notMatch(invited, '高志明')
})

t.test(
  'people are found by what they are today, by the days of their record, as the page of each reckons them',
  async t => {
    const { deps, chen, agencyId, personId, add } = await office(t)
    const leave = { kind: 'unpaid_leave', reason: '育嬰' }
    for (const row of [
      { ...leave, from: '2025-02-01', until: '2025-07-31', returned_on: '2025-06-01' },
      { ...leave, from: '2025-09-01' },
      { kind: 'suspended', from: '2025-10-01', until: '2025-10-15' },
      { kind: 'returned', from: '2026-01-05', until: '2026-01-05' },
      { ...leave, from: '2026-11-01', until: '2027-01-31', returned_on: '2027-03-01' },
    ]) {
      await addRow(deps, personId, 'leave_status', row)
    }
    await addRow(deps, personId, 'leave_status', { ...leave, from: '2026-02-01', until: '2026-06-30' })
    await addRow(deps, personId, 'separation', { kind: 'resigned', effective: '2026-04-01' })
    const rows = await records.ofPerson(deps.db, deps.ring, personId)
    const all = await assigned.ofPerson(deps.db, personId)
    const filters = {
      serving: { isServing: true },
      'on-leave': { isOnLeave: true },
      suspended: { isSuspended: true },
      'to-come': { isToCome: true },
      left: { hasLeft: true },
    }
    for (const [day, isOnLeave] of [
      ['2020-07-31', false],
      ['2025-01-31', false],
      ['2025-02-01', true],
      ['2025-05-31', true],
      ['2025-06-01', false],
      ['2025-08-31', false],
      ['2025-09-30', true],
      ['2025-10-01', false],
      ['2025-10-15', false],
      ['2025-10-16', true],
      ['2026-01-04', true],
      ['2026-01-05', false],
      ['2026-03-31', true],
      ['2026-04-01', false],
      ['2026-11-01', true],
      ['2027-01-31', true],
      ['2027-02-01', false],
    ] as const) {
      const status = statusOn(all, rows, day)
      t.equal(status === 'on-leave', isOnLeave, day)
      for (const [one, filter] of Object.entries(filters)) {
        const found = await ofAgency(deps.db, agencyId, day, { ...filter, personId }, 'strokes', { limit: 9 })
        t.equal(found.rows.length > 0, one === status, `${one} on ${day}`)
      }
    }
    const { body } = await chen.get('/people?employment=on-leave')
    t.match(body, 'value="on-leave" selected')
    t.match(body, '林美華')
    t.notMatch(body, '黃主任')

    await chen.post('/people/views/columns', { column_status: 'yes', column_account: 'yes' })
    const gao = await add('gao')
    const theirs = eq(assignments.personId, gao.personId)
    await deps.db.update(assignments).set({ from: '2026-12-01' }).where(theirs)
    t.match((await chen.get('/people')).body, /林美華.*data-label="任職狀態">\s*留職停薪.*黃主任.*>\s*在職/s)
    t.notMatch((await chen.get('/people')).body, gao.name)
    const toCome = (await chen.get('/people?employment=to-come')).body
    t.match(toCome, /高志明.*data-label="任職狀態">\s*未到職/s)
    t.notMatch(toCome, `/people/${gao.personId}`, 'whose record is not read here yet')
    t.notMatch(
      (await chen.get('/people?employment=to-come&account=active')).body,
      gao.name,
      'nor told of their account',
    )
    t.match(await chen.post('/people/selected', { all: 'yes', filter: 'employment=to-come' }), { statusCode: 303 })
    await deps.db.update(assignments).set({ from: '2020-08-01', until: '2026-11-01' }).where(theirs)
    t.match((await chen.get('/people?employment=left')).body, /高志明.*data-label="任職狀態">\s*離職/s)
  },
)

t.test('people are found by the romanised and the English name, and whoever was found so is told by which', async t => {
  const { deps, chen, huang, agencyId, personId, add } = await office(t)
  const [basic] = (await records.ofPerson(deps.db, deps.ring, personId)).filter(({ section }) => section === 'basic')
  await rename(deps, personId, { name_roman: 'Kolas Yotaka', name_en: 'LIN, Mei-Hua 50%' })
  const found = async (q: string) => (await chen.get(`/people?q=${encodeURIComponent(q)}`)).body
  for (const q of ['yotaka', 'Yotaka KOLAS', 'ｋｏｌａｓ', 'kolasyo']) {
    t.match(await found(q), /林美華.*並列拼音／族語姓名：Kolas Yotaka/s, q)
  }
  for (const q of ['mei hua lin', 'Lin Mei-hua', '50%', '‧LIN‧mei']) {
    t.match(await found(q), /林美華.*英文姓名：LIN, Mei-Hua 50%/s, q)
  }
  t.notMatch(await found('林美華'), '英文姓名：')
  for (const q of ['yotakalin', 'kolas%tin', 'ko_as', 'mei wang']) t.notMatch(await found(q), '林美華', q)
  for (const [notSeen, count] of [
    [[personId], 0],
    [[chen.personId], 1],
  ] as const) {
    const found = await ofAgency(deps.db, agencyId, '2026-11-24', { search: 'yotaka', notSeen }, 'strokes', {
      limit: 9,
    })
    t.equal(found.rows.length, count, 'a deputy does not find the one represented by it')
  }
  t.equal(filterOf({ q: '林' }, { ring: deps.ring, by: { deputyFor: [huang] } }).notSeen?.[0], huang.personId)
  const [concurrent] = await deps.db.select().from(assignments).where(eq(assignments.personId, personId))
  await deps.db.insert(assignments).values({ ...concurrent!, id: randomUUID(), kind: 'concurrent', otherNames: '' })
  t.match(await found('yotaka'), '2 筆', 'whenever the assignment began')
  await rename(deps, personId, { ...basic?.data, name_roman: null, name_en: '\uFDFA'.repeat(80) })
  t.notMatch(await found('yotaka'), '林美華')
  const gao = await add('gao')
  await rename(deps, gao.personId, { name_en: 'Gao Zhiming' })
  await deps.db.update(assignments).set({ until: '2026-11-01' }).where(eq(assignments.personId, gao.personId))
  t.match(await chen.get('/people?employment=left&q=zhiming').then(({ body }) => body), '英文姓名：Gao Zhiming')
  const elsewhere = await addAgency(deps, '999000002B', '第二示範國小')
  await deps.db
    .insert(assignments)
    .values({ personId: gao.personId, name: gao.name, agencyId: elsewhere, staffKind: 'teacher', from: '2026-11-02' })
  t.notMatch(await chen.get('/people?employment=left&q=zhiming').then(({ body }) => body), gao.name)
})

t.test(
  'a former name or number finds its person by the whole of it, and nobody whose address is protected',
  async t => {
    const { deps, chen, personId } = await office(t)
    const former = { kind: 'name', old_value: '林曉‧青', new_value: '林美華', effective: '2020-01-01', doc_no: '一' }
    const rowId = await addRow(deps, personId, 'former_identity', former)
    const number = { ...former, kind: 'id_no', old_value: 'A800000014', new_value: world.lin.idNumber }
    await addRow(deps, personId, 'former_identity', number)
    const found = async (q: string) => (await chen.get(`/people?q=${encodeURIComponent(q)}`)).body
    const search = async (q: string) => String((await chen.post('/people/search', { q })).headers.location)
    t.match(await found('林 曉·青'), /林美華.*曾用名：林 曉·青/s)
    for (const q of ['林曉', '曉青']) t.notMatch(await found(q), '林美華', 'no part of it is kept')
    t.equal(await search('a8000 00014'), `/people?person=${personId}`)
    t.notMatch(JSON.stringify(await deps.db.select().from(formerIdentities)), /曉|A8000/)

    await deps.db.delete(formerIdentities)
    t.equal(await search('A800000014'), '/people?person=nobody')
    const [sealed] = await deps.db.select().from(recordRows).where(eq(recordRows.id, rowId))
    const broken = { ...sealed!.data, old_value: 'sealed:by-nobody' }
    await deps.db.update(recordRows).set({ data: broken }).where(eq(recordRows.id, rowId))
    await t.rejects(keepFormerIdentities(deps), 'what cannot be opened is told')
    t.equal(await search('A800000014'), `/people?person=${personId}`, 'and keeps back no other')
    await deps.db.update(recordRows).set({ data: sealed!.data }).where(eq(recordRows.id, rowId))
    await addRow(deps, personId, 'former_identity', { ...former, old_value: '' })
    await keepFormerIdentities(deps)
    t.match(await found('林曉青'), '曾用名：林曉青', 'a blank one, which is sealed too, is passed by')

    await chen.get('/people/new')
    const twin = await chen.post('/people/new', { ...newcomer, id_number: 'A800000014', id_kind: 'resident' })
    t.equal(twin.statusCode, 422)
    t.match(twin.body, '曾用證號')

    await rename(deps, personId, { addr_protected: true })
    t.notMatch(await found('林曉青'), '林美華')
    t.equal(await search('A800000014'), '/people?person=nobody')
    t.match(await found('林美華'), '林美華', 'the name of today finds whoever is here')
    await rename(deps, personId, { addr_protected: false })
    await chen.get('/people?employment=left')
    await deps.db.update(assignments).set({ until: '2026-11-01' }).where(eq(assignments.personId, personId))
    const left = async (q: string) => (await chen.get(`/people?employment=left&q=${encodeURIComponent(q)}`)).body
    t.match(await left('林曉青'), '曾用名：')
    t.equal(await search('A800000014'), `/people?person=${personId}&employment=left`)
    const elsewhere = await addAgency(deps, '999000002B', '第二示範國小')
    const next = { personId, name: '林美華', agencyId: elsewhere, staffKind: 'teacher', from: '2026-11-02' }
    await deps.db.insert(assignments).values(next)
    t.notMatch(await left('林曉青'), '林美華', 'who moved on is read there')
    t.equal(await search('A800000014'), '/people?person=nobody')
    t.match(await left('林美華'), '林美華')
    await rename(deps, personId, { name_zh: '林保密', addr_protected: true })
    for (const q of ['林保密', '林美華', ''])
      t.notMatch(await left(q), /<th scope="row"[^>]*>[^<]*(<a [^>]*>)?林/, 'nor is told the name of today')
    await deps.db.delete(assignments).where(eq(assignments.agencyId, elsewhere))
    t.match(await left('林保密'), '林保密')
    const row = await records.row(deps.db, deps.ring, personId, rowId)
    await deps.db.transaction(tx =>
      records.write(
        tx,
        deps.ring,
        {
          personId,
          section: 'former_identity',
          rowId,
          operation: 'delete',
          baseVersion: row!.version,
          data: row!.data,
          source: 'hr_entry',
          writer: 'program',
          reason: '更正',
        },
        bySystem,
        deps.clock(),
      ),
    )
    t.equal(await deps.db.$count(formerIdentities, eq(formerIdentities.rowId, rowId)), 0)
  },
)

/** What stands in the basic data of somebody is written anew. */
async function rename({ db, ring, clock }: Deps, personId: string, to: Record<string, unknown>) {
  const [row] = (await records.ofPerson(db, ring, personId)).filter(({ section }) => section === 'basic')
  const change = { personId, section: 'basic', rowId: row!.id, operation: 'change', baseVersion: row!.version } as const
  const data = { ...row!.data, ...to }
  await db.transaction(tx =>
    records.write(
      tx,
      ring,
      { ...change, data, source: 'hr_entry', writer: 'program', reason: '更正' },
      bySystem,
      clock(),
    ),
  )
}

t.test('塗 finds 𡍼, and what one chose of the list holds for oneself', async t => {
  const { chen, huang, add } = await office(t)
  await add('wang', { name: '王𡍼生' })
  t.match((await chen.get(`/people?q=${encodeURIComponent('塗生')}`)).body, '王𡍼生')
  await chen.get('/people/views')
  await chen.post('/people/views/columns', { column_from: 'yes' })
  const { body } = await chen.get('/people')
  t.match(body, '到職日</th>')
  t.notMatch(body, '職稱</th>')
  t.match((await huang.get('/people')).body, '職稱</th>')
  await chen.post('/people/search', { q: '', sort: 'zhuyin' })
  t.match((await chen.get('/people')).body, 'value="zhuyin" selected')

  const filter = 'kind=teacher&q=美華&title=%00'
  for (const name of ['', world.lin.idNumber, 'a123-456 ７８９ 林美華']) {
    t.equal((await chen.post('/people/views', { filter, name })).statusCode, 422, name)
  }
  const saved = await chen.post('/people/views', { filter, name: '教師' })
  t.equal(saved.headers.location, '/people?kind=teacher', 'a name that was searched for is not kept')
  const listed = (await chen.get('/people')).body
  t.match(listed, '<a href="/people?kind=teacher">教師</a>')
  t.notMatch((await huang.get('/people')).body, 'href="/people?kind=teacher"')
  const [, id = ''] = /action="\/people\/views\/([0-9a-f-]{36})"/.exec((await chen.get('/people/views')).body) ?? []
  await huang.get('/people/views')
  await huang.post(`/people/views/${id}/removal`)
  t.equal((await chen.post(`/people/views/${id}`, { [`name_${id}`]: world.lin.idNumber })).statusCode, 422)
  t.equal((await chen.post(`/people/views/${id}`, { [`name_${id}`]: '115年8月1日到職' })).statusCode, 303)
  await chen.post(`/people/views/${id}`, { [`name_${id}`]: '老師' })
  t.match((await chen.get('/people')).body, '>老師</a>', 'nobody else removes it')
  await chen.post(`/people/views/${id}/removal`)
  t.notMatch((await chen.get('/people')).body, '老師</a>')
})

t.test('ticked rows, a page or all that match are chosen, and never oneself or people of elsewhere', async t => {
  const { deps, chen, personId, huang, agencyId, add } = await office(t)
  await add('ye')
  const elsewhere = await addAgency(deps, '999000002B', '第二示範國小')
  const wang = await addPerson(deps, elsewhere, { ...world.wang, password: null })
  const page = formIn(await chen.get('/people'), '/people/selected')
  const chosen = async (form: Record<string, string>) => {
    const { body, headers } = await chen.post('/people/selected', { ...page, ...form })
    t.notMatch(body, '勾選後按「邀請」', 'there is nothing to tick')
    return headers.location ?? [...body.matchAll(/<li>([^<]+)<\/li>/g)].map(([, name]) => name)
  }
  const tick = (id: string) => ({ [`person_${id}`]: 'yes' })
  t.same(await chosen({ ...tick(personId), ...tick(wang.personId), ...tick(chen.personId) }), ['林美華'])
  t.same(await chosen({ listed_all: 'yes' }), ['林美華', '黃主任', '葉庭妤'])
  t.same(await chosen({ all: 'yes', filter: `q=主任&${new URLSearchParams(tick(personId))}` }), ['黃主任'])
  for (const form of [{}, tick(wang.personId), { all: 'yes', filter: 'employment=left' }]) {
    t.match(await chosen(form), /^\/people/)
  }
  t.match(await huang.get('/people').then(({ body }) => body), `name="person_${personId}"`)

  const [main] = await deps.db.select().from(assignments).where(eq(assignments.personId, personId))
  await deps.db.insert(assignments).values({ ...main!, id: randomUUID(), kind: 'concurrent', title: '組長' })
  const first = await everybody(deps.db, agencyId, '2026-11-24', { personIds: [personId] }, 1)
  t.match(first, { people: [{ id: personId, name: '林美華' }], isMore: true }, 'what is left out is told')
  const twice = await chen.get('/people')
  const ids = [...twice.body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  t.same(ids, [...new Set(ids)], 'two rows of one person are told apart')
  t.match(twice.body, '選取這一頁（3')
  t.same(await chosen({ ...formIn(twice, '/people/selected'), listed_all: 'yes' }), ['林美華', '黃主任', '葉庭妤'])
})

t.test('people are found by their unit and staff number, which HR writes and no two colleagues share', async t => {
  const { deps, chen, lin, huang, open, personId, home } = await office(t)
  await open()
  const url = `${home}/assignments`
  const form = formIn(await chen.get(url), `${url}/place`)
  const saved = await chen.post(`${url}/place`, { ...form, unit: ' 教務處 ', staff_number: 'ａ 10023' })
  t.equal(saved.headers.location, url)
  t.match(formIn(await chen.get(url), `${url}/place`), { unit: '教務處', staff_number: 'A10023' })
  await enter(lin)
  t.match((await lin.get('/inbox')).body, '更新了您的單位或員工編號')
  const told = await deps.db.$count(notices, eq(notices.text, 'notice.assignment-place'))
  await chen.post(`${url}/place`, { ...form, unit: '教務處', staff_number: 'A10023' })
  t.equal(await deps.db.$count(notices, eq(notices.text, 'notice.assignment-place')), told, 'sent twice is told once')
  const late = await chen.post(`${url}/place`, { ...form, unit: '總務處', staff_number: 'A10023' })
  t.equal(late.statusCode, 409, 'a colleague was faster')
  t.equal((await chen.post(`${url}/place`, { ...form, unit: '總務處', seen_unit: '\0' })).statusCode, 409)
  t.equal((await chen.post(`${url}/place`, { ...form, staff_number: 'A 1/0' })).statusCode, 422)
  t.equal((await chen.post(`${url}/place`, { ...form, unit: '處'.repeat(41) })).statusCode, 422)

  await chen.post('/people/views/columns', { column_unit: 'yes', column_number: 'yes' })
  const found = async (query: string) => (await chen.get(`/people?${query}`)).body
  t.match(await found('unit=教務'), /林美華.*教務處.*A10023/s)
  t.notMatch(await found('unit=總務'), '林美華')
  t.match(await found('sort=unit'), 'value="unit" selected')
  for (const q of ['a10023', 'A１００２３']) {
    t.equal((await chen.post('/people/search', { q })).headers.location, `/people?person=${personId}`)
  }
  t.equal((await chen.post('/people/search', { q: 'A10024' })).headers.location, '/people?person=nobody')

  const theirs = `/people/${huang.personId}/assignments`
  await chen.post(`/people/${huang.personId}/opening`, { purpose: '核對人事資料' })
  const other = formIn(await chen.get(theirs), `${theirs}/place`)
  const taken = await chen.post(`${theirs}/place`, { ...other, staff_number: 'A10023' })
  t.equal(taken.statusCode, 409)
  t.same(errorsIn(taken), ['「員工編號」：這個機關已有同仁使用，請確認編號。'])
  await chen.get('/people/new')
  const twin = await chen.post('/people/new', { ...newcomer, staff_number: 'A10023' })
  t.equal(twin.statusCode, 422)
  t.match(twin.body, '這個機關已有同仁使用')
  t.equal(await deps.db.$count(peopleTable, eq(peopleTable.name, newcomer.name)), 0, 'nothing was written')
  t.equal((await chen.post('/people/new', { ...newcomer, unit: '輔導室', staff_number: 'A10024' })).statusCode, 200)
  t.match(await found('unit=輔導'), newcomer.name)
})

t.test(
  'whoever ticks some and then searches for others has them still, and the order is that of the window',
  async t => {
    const { chen, personId, huang, add } = await office(t)
    const { personId: ye } = await add('ye')
    const part = { 'hx-request': 'true', 'hx-request-type': 'partial' }
    const { body } = await chen.post(
      '/people/search',
      { q: '主任', sort: 'title', [`person_${personId}`]: 'yes' },
      part,
    )
    t.match(body, `<input type="hidden" name="person_${personId}" value="yes">`)
    t.match(body, '先前勾選的人有 1 位不在這一頁')
    const back = await chen.post(
      '/people/search',
      { q: '', [`person_${personId}`]: 'yes', [`person_${ye}`]: 'yes' },
      part,
    )
    t.match(back.body, new RegExp(`name="person_${personId}" value="yes"\\s+checked`))
    t.notMatch(back.body, new RegExp(`name="person_${huang.personId}" value="yes"\\s+checked`))
    t.notMatch(back.body, '先前勾選的人有')
    const form = formIn(await chen.get('/people'), '/people/selected')
    const both = { ...form, listed: ye, listed_all: 'yes', [`person_${personId}`]: 'yes' }
    t.match((await chen.post('/people/selected', both)).body, /林美華.*葉庭妤/s)
    t.equal(
      (await chen.post('/people/search', { q: '林', sort: 'zhuyin' })).headers.location,
      '/people?q=%E6%9E%97&sort=zhuyin',
    )
    await chen.post('/people/search', { q: '', sort: 'kind' })
    t.match((await chen.get('/people?sort=zhuyin')).body, 'value="zhuyin" selected', 'another window chose another')
  },
)

t.test('those who can be chosen are counted without oneself, and whoever left stands there once', async t => {
  const { deps, chen, agencyId, personId } = await office(t)
  await addColleagues(deps, agencyId, 60)
  const { body } = await chen.get('/people')
  t.match(words(body), '共 63 筆')
  t.match(words(body), '選取符合條件的全部（62 位）')
  await deps.db.update(assignments).set({ until: '2026-10-31' }).where(eq(assignments.personId, personId))
  const [main] = await deps.db.select().from(assignments).where(eq(assignments.personId, personId))
  await deps.db.insert(assignments).values({ ...main!, id: randomUUID(), kind: 'concurrent', title: '組長' })
  const left = (await chen.get('/people?employment=left')).body
  t.equal(left.match(/<th scope="row"[^>]*>\s*<a [^>]*>林美華/g)?.length, 1)
})

const newcomer = {
  name: '葉庭妤',
  id_kind: 'national',
  id_number: 'A123456770',
  staff_kind: 'teacher',
  title: '教師',
}

t.test('HR adds a person and gets an activation code that is shown once', async t => {
  const { deps, chen, agencyId } = await office(t)
  const page = await chen.get('/people/new')
  const form = formIn(page, '/people/new')
  const added = await chen.post('/people/new', { ...form, ...newcomer })
  t.equal(added.statusCode, 200)
  const code = codeOn(added)
  t.not(code, '')
  t.match(added.headers['cache-control'], 'no-store')
  const [, id = ''] = /href="(\/people\/[0-9a-f-]{36})"/.exec(added.body) ?? []
  const closed = await chen.get(id)
  t.match(closed.body, '這位同仁還沒有啟用帳號')
  t.notMatch(closed.body, code)
  t.notMatch(JSON.stringify(await deps.db.select().from(activations)), code.replace('-', ''))
  t.match((await chen.get('/people')).body, '葉庭妤')
  t.match(await deps.db.select().from(events).where(eq(events.what, 'person.assigned')), [
    { byAccountId: chen.accountId, byRole: 'hr_officer', details: { agency: agencyId, kind: 'main' } },
  ])

  const again = await chen.post(`${id}/activation-code`)
  t.equal(again.statusCode, 200)
  const newer = codeOn(again)
  t.not(newer, '')
  t.not(newer, code)
})

t.test('what is pasted with signs that nobody sees is kept without them, and opens with what one types', async t => {
  const { app, chen, deps } = await office(t)
  await chen.get('/people/new')
  const pasted = { ...newcomer, name: '周\u200B測\u202E試', id_number: '\u202DA123456770\u202C', title: '\u3164' }
  const added = await chen.post('/people/new', pasted)
  t.equal(added.statusCode, 200)
  t.match(await deps.db.select().from(peopleTable).where(eq(peopleTable.name, '周測試')), [{ name: '周測試' }])
  const browser = visitor(app)
  await browser.get('/activation')
  const claim = { code: `\uFEFF${codeOn(added)}\u200B`, name: '周測試', last_four: '6\u00AD770' }
  t.equal((await browser.post('/activation', claim)).headers.location, '/activation/way')
})

t.test('a new code needs a fresh proof and somebody who waits for one', async t => {
  const { deps, chen, home, add, setClock } = await office(t)
  const refused = await chen.post(`${home}/activation-code`)
  t.equal(refused.statusCode, 409)
  t.match(refused.body, '這位同仁的帳號已經啟用')
  const { personId } = await add('ye')
  setClock(new Date('2026-11-23T06:11:00Z'))
  const asked = await chen.post(`/people/${personId}/activation-code`)
  t.equal(asked.headers.location, `/proof?next=${encodeURIComponent(`/people/${personId}`)}`)
  t.same(await deps.db.select().from(activations), [])
})

t.test('a number that is here already, and what is missing, are said at the field; what was typed stays', async t => {
  const { deps, chen, lin } = await office(t)
  await chen.get('/people/new')
  const taken = await chen.post('/people/new', { ...newcomer, id_number: lin.idNumber.toLowerCase() })
  t.equal(taken.statusCode, 422)
  t.match(taken.body, '<a href="#id_number">')
  t.match(taken.body, '這個號碼已經登記在系統裡的另一個人')
  t.match(formIn(taken, '/people/new'), { name: '葉庭妤', title: '教師', staff_kind: 'teacher' })
  const blank = await chen.post('/people/new', { staff_kind: 'no such kind', title: '長'.repeat(41) })
  for (const field of ['name', 'id_number', 'staff_kind', 'title']) t.match(blank.body, `<a href="#${field}">`)
  const drawn = await chen.post('/people/new', { ...newcomer, name: '葉\uf6f0妤' })
  t.equal(drawn.statusCode, 422)
  t.match(drawn.body, 'U+F6F0→々')
  t.match(formIn(drawn, '/people/new'), { name: '葉々妤', title: '教師' }, 'the proposal is there to be confirmed')
  t.same(await deps.db.select().from(activations), [])
})

t.test(
  'a record opens for a purpose in words, for fifteen minutes, and each reading is told to the person',
  async t => {
    const { chen, home, open, readings, setClock, personId, lin } = await office(t)
    const closed = await chen.get(home)
    t.match(closed.body, '查閱別人的資料之前，請先說明目的')
    t.notMatch(closed.body, '國立示範大學')
    const unseen = ['\u200B', '\u3164', '\u2800', '\u202E'].map(sign => sign.repeat(4))
    for (const purpose of ['', '看看', ' 看 看 ', '長'.repeat(201), ...unseen, '看\u200B\u200B\u200B\u200B看']) {
      const refused = await open(chen, purpose)
      t.equal(refused.statusCode, 422)
      t.match(refused.body, '請說明目的，4 到 200 個字')
    }
    t.same(await readings(), [])

    t.equal((await open()).headers.location, home)
    const record = await chen.get(home)
    t.match(record.body, '國立示範大學')
    t.match(record.body, '查閱目的：核對人事資料')
    t.notMatch(record.body, lin.idNumber)
    setClock(new Date('2026-11-23T06:14:59Z'))
    t.match((await chen.get(home)).body, '國立示範大學')
    setClock(new Date('2026-11-23T06:15:00Z'))
    t.notMatch((await chen.get(home)).body, '國立示範大學')

    const common = {
      personId,
      accountId: chen.accountId,
      viewerName: '陳文彬',
      viewerRole: 'hr_officer',
      purpose: '核對人事資料',
    }
    t.match(await readings(), [
      { ...common, action: 'open', section: null },
      { ...common, action: 'read', section: null },
      { ...common, action: 'read', section: null },
    ])
    await enter(lin)
    const seen = await lin.get('/access-log')
    t.match(seen.body, /陳文彬[^]*示範國小 人事人員[^]*核對人事資料[^]*開啟人事資料/)
  },
)

t.test('a purpose opens the record to the one who gave it', async t => {
  const { home, open, huang } = await office(t)
  await open()
  t.match((await huang.get(home)).body, '請先說明目的')
})

t.test('sensitive sections are not in the record as a whole; each is opened and told by itself', async t => {
  const { deps, chen, home, open, readings, personId } = await office(t)
  await addRow(deps, personId, 'disability', { has: true, category: '1', degree: '1' })
  await open()
  const whole = await chen.get(home)
  t.notMatch(whole.body, '有無身心障礙證明')
  t.match(whole.body, `href="${home}?section=disability"`)
  const part = await chen.get(`${home}?section=disability`)
  t.match(part.body, '有無身心障礙證明')
  t.notMatch(part.body, '國立示範大學')
  t.match(
    (await readings()).map(({ action, section }) => [action, section]),
    [
      ['open', null],
      ['read', null],
      ['read', 'disability'],
    ],
  )
})

t.test('every page that shows values of a row is a reading, and asks for a purpose first', async t => {
  const { chen, home, open, readings, idOf } = await office(t)
  const row = `${home}/rows/${idOf('education')}`
  const pages = [row, `${row}/entry`, `${row}/deletion`]
  for (const page of [...pages, `${home}/sections/skill/entry`, `${home}/rows/${idOf('basic')}/revealed/id_no`]) {
    t.equal((await chen.get(page)).headers.location, `${home}?next=${encodeURIComponent(page)}`, page)
  }
  t.same(await readings(), [])
  await open()
  for (const page of pages) t.equal((await chen.get(page)).statusCode, 200)
  t.match(
    (await readings()).slice(1).map(({ action, section, purpose }) => [action, section, purpose]),
    pages.map(() => ['read', 'education', '核對人事資料']),
  )
  await chen.get(`${home}/sections/skill/entry`)
  t.equal((await readings()).length, 4, 'an empty form shows nothing')
  for (const page of [`${row}/entry`, `${row}/deletion`]) {
    t.equal((await chen.post(page, { reason: '' })).statusCode, 422)
  }
  t.equal((await readings()).length, 6, 'a form that is shown again shows it again')
})

t.test('whatever is shown of a person is opened for a purpose and leaves a trace of what it was', async t => {
  const { app, deps, agencyId, personId, chen, huang, home, open, readings, idOf } = await office(t)
  // shows nothing of the person that is not in the list of people; the past not before a day is asked for
  const bare = [
    '/people/:id/sections/:section/readers',
    '/people/:id',
    '/people/:id/paper',
    '/people/:id/past',
    '/people/:id/sections/:section/entry',
  ]
  const file = await proveRow(deps, personId, idOf('education'))
  const { id: certificate } = await sealedCertificate(deps, { agencyId, personId, by: chen })
  const photo = await enteredPhoto(deps, personId, chen)
  const ids: Record<string, string> = {
    certificate,
    photo,
    section: 'skill',
    row: idOf('education'),
    field: 'id_no',
    file,
  }
  const pathOf = (route: string) =>
    route
      .replace('/people/:id', home)
      .replace(/:(\w+)/g, (_, name: string) =>
        route.includes(':field') && name === 'row' ? idOf('basic') : (ids[name] ?? ''),
      )
  const routes = routesOf(app)
    .filter(({ method, url }) => method === 'GET' && url.startsWith('/people/:id'))
    .map(({ url }) => url)
  t.ok(routes.length > 8)
  for (const browser of [chen, huang]) {
    for (const route of routes.filter(one => one !== '/people/:id')) {
      const { headers } = await browser.get(pathOf(route))
      t.equal(headers.location, `${home}?next=${encodeURIComponent(pathOf(route))}`, `${route} asks for a purpose`)
      const door = await browser.get(String(headers.location))
      t.match(formIn(door, `${home}/opening`), { next: pathOf(route) })
    }
  }
  t.same(await readings(), [])
  t.equal(
    (await chen.post(`${home}/opening`, { purpose: '核對人事資料', next: `${home}/account` })).headers.location,
    `${home}/account`,
  )
  t.equal((await open(huang)).headers.location, home)
  for (const route of routes.filter(one => !bare.includes(one))) {
    const before = (await readings()).length
    // marking is for the chief
    const who = route.endsWith('/dispute') ? huang : chen
    t.equal((await who.get(pathOf(route))).statusCode, 200, route)
    t.match(
      (await readings()).slice(before),
      [{ action: /read|reveal|evidence|print/, section: /./, purpose: '核對人事資料' }],
      route,
    )
  }
  const seen = (await readings()).map(({ section }) => section)
  for (const page of ['account', 'assignments', 'locks', 'recovery']) t.ok(seen.includes(`page.${page}`), page)
  const refused = await chen.post(`${home}/account`, { change: 'suspend', reason: '' })
  t.equal(refused.statusCode, 422)
  t.match((await readings()).at(-1), { section: 'page.account' }, 'a refused form shows the same again')
})

t.test('digits, repeated signs and fillers are no purpose', async t => {
  const { chen, home, readings } = await office(t)
  for (const purpose of ['1111', '。。。。', '測試測試', 'aaaa']) {
    const refused = await chen.post(`${home}/opening`, { purpose, next: `${home}/locks` })
    t.equal(refused.statusCode, 422)
    t.match(refused.body, '核對年資')
    t.match(refused.body, new RegExp(`name="purpose"[^>]*value="${purpose}"`))
    t.match(formIn(refused, `${home}/opening`), { next: `${home}/locks` })
  }
  const elsewhere = await chen.post(`${home}/opening`, { purpose: '核對年資', next: '/people/other/account' })
  t.equal(elsewhere.headers.location, home, 'a purpose opens this person only')
  t.equal((await readings()).length, 1)
  await chen.post(`${home}/opening`, { usual: '核薪或敘薪', purpose: '114 年' })
  t.match((await readings()).at(-1), { purpose: '核薪或敘薪：114 年' }, 'a usual one may be added to')
})

t.test('a whole number is shown after a fresh proof only, and that is told', async t => {
  const { chen, home, open, readings, idOf, lin, setClock } = await office(t)
  const reveal = `${home}/rows/${idOf('basic')}/revealed/id_no`
  setClock(new Date('2026-11-23T06:11:00Z'))
  await open()
  t.notMatch((await chen.get(home)).body, lin.idNumber)
  const asked = await chen.get(reveal)
  t.equal(asked.headers.location, `/proof?next=${encodeURIComponent(reveal)}`)
  await chen.get(asked.headers.location ?? '')
  t.equal((await chen.post('/proof/password', { password: goodPassword, next: reveal })).headers.location, reveal)
  t.match((await chen.get(reveal)).body, lin.idNumber)
  t.match((await readings()).at(-1), { action: 'reveal', section: 'basic', purpose: '核對人事資料' })
  t.equal((await chen.get(`${home}/rows/${idOf('basic')}/revealed/name_zh`)).statusCode, 404, 'nothing is masked there')
})

t.test(
  'HR enters, changes and deletes with a reason: told to the person, kept in history, written by the gate',
  async t => {
    const { deps, chen, home, open, idOf, history, personId, agencyId, lin } = await office(t)
    await open()
    const add = `${home}/sections/skill/entry`
    const blank = formIn(await chen.get(add), add)
    const without = await chen.post(add, { ...blank, row_skill: '急救' })
    t.equal(without.statusCode, 422)
    t.same(errorsIn(without), ['證照名稱：請填寫這一欄。', '請說明理由。'])
    t.match(formIn(without, add), { row_skill: '急救' })
    const unclear = { ...blank, row_skill: '急救', row_licence: '初級急救員證書', row_effective: '民國2024/8/1' }
    const asked = await chen.post(add, { ...unclear, reason: '依證書正本', effective: '1/8/2024' })
    t.equal(asked.statusCode, 422)
    t.same(errorsIn(asked), [
      '生效日期：您填的「民國2024/8/1」可能是民國 113/08/01，已經代為填入。請核對後再送出。',
      '異動生效日期：您填的「1/8/2024」可能是民國 113/08/01，已經代為填入。請核對後再送出。',
    ])
    t.match(formIn(asked, add), { row_effective: '113/08/01', effective: '113/08/01', row_skill: '急救' })
    const added = await chen.post(add, {
      ...blank,
      row_skill: '急救',
      row_licence: '初級急救員證書',
      reason: '依證書正本',
    })
    t.equal(added.headers.location, home)

    const row = `${home}/rows/${idOf('education')}`
    const form = formIn(await chen.get(`${row}/entry`), `${row}/entry`)
    const same = await chen.post(`${row}/entry`, { ...form, reason: '依畢業證書' })
    t.equal(same.statusCode, 422, 'nothing differs')
    const change = { ...form, row_dept: '數學教育學系', reason: '依畢業證書', effective: '2026-11-01' }
    t.equal((await chen.post(`${row}/entry`, change)).statusCode, 303)
    t.match(await history(idOf('education')), [
      {
        byName: '陳文彬',
        agencyName: '示範國小',
        data: { dept: '數學教育學系' },
        version: {
          version: 2,
          source: 'hr_entry',
          reason: '依畢業證書',
          effective: '2026-11-01',
          byAccountId: chen.accountId,
          byAgencyId: agencyId,
        },
      },
      { data: { dept: '國語文教育學系' } },
    ])
    t.match((await chen.get(row)).body, /理由：依畢業證書[^]*國語文教育學系[^]*數學教育學系/)

    const deletion = formIn(await chen.get(`${row}/deletion`), `${row}/deletion`)
    t.equal((await chen.post(`${row}/deletion`, { ...deletion, reason: '' })).statusCode, 422)
    t.equal((await chen.post(`${row}/deletion`, { ...deletion, reason: '重複登錄' })).headers.location, home)
    t.equal((await chen.get(row)).statusCode, 404)
    t.match((await history(idOf('education')))[0], { version: { operation: 'delete', reason: '重複登錄' } })
    const told = await deps.db.select().from(notices).where(eq(notices.accountId, lin.accountId))
    t.same(
      told.map(({ text, holes }) => [text, holes]),
      ['skill', 'education', 'education'].map(section => ['notice.hr-entry', { section }]),
    )
    const rows = await records.ofPerson(deps.db, deps.ring, personId)
    t.same(rows.map(({ section }) => section).toSorted(), ['basic', 'skill'])
  },
)

t.test('what an authority decides on is entered, changed and deleted only upon its decision', async t => {
  const { deps, chen, home, open, idOf, history, personId, lin } = await office(t)
  await open()
  const basic = `${home}/rows/${idOf('basic')}/entry`
  const form = formIn(await chen.get(basic), basic)
  const phone = await chen.post(basic, { ...form, row_tel_mobile: '0912-345-678', reason: '本人來電' })
  t.equal(phone.statusCode, 303, 'what the person decides on needs no authority')

  const renamed = { ...formIn(await chen.get(basic), basic), row_name_zh: '林美樺', reason: '改名' }
  const refused = await chen.post(basic, { ...renamed, authority_number: '北戶字第2號' })
  t.equal(refused.statusCode, 422)
  t.same(errorsIn(refused), [
    '核定機關：請填寫由哪個機關核定。還沒核定的內容待審定，先不要登錄。',
    '核定日期：請填日期，例如 115/11/30。',
  ])
  t.match(formIn(refused, basic), { row_name_zh: '林美樺', authority_number: '北戶字第2號', reason: '改名' })
  const decision = { authority_name: '戶政事務所', authority_number: '北戶字第2號' }
  t.equal((await chen.post(basic, { ...renamed, ...decision, authority_day: '199/1/1' })).statusCode, 422)
  t.equal((await chen.post(basic, { ...renamed, ...decision, authority_day: '113/8/1' })).statusCode, 303)
  t.match(await history(idOf('basic')), [
    { version: { authority: '戶政事務所', authorityDay: '2024-08-01', authorityNumber: '北戶字第2號' } },
    { version: { authority: null, authorityDay: null, authorityNumber: null } },
  ])
  const said = /權責機關核定：民國 113 年 8 月 1 日，戶政事務所，北戶字第2號/
  t.match(unescaped((await chen.get(`${home}/rows/${idOf('basic')}/history`)).body), said)

  t.match(unescaped((await chen.get(home)).body), '任職狀態：<b>在職</b>')
  const leave = { kind: 'unpaid_leave', reason: '育嬰', from: '2026-08-01', until: '2027-07-31', order_no: '教字第4號' }
  await addRow(deps, personId, 'leave_status', leave)
  t.match(unescaped((await chen.get(home)).body), '任職狀態：<b>留職停薪</b>', 'reckoned from the days of the record')

  const honour = { kind: '1', name: '師鐸獎', date: '2024-09-28', doc_no: '教字第3號', agency: '教育部' }
  const gone = `${home}/rows/${await addRow(deps, personId, 'honour', honour)}/deletion`
  const deletion = { ...formIn(await chen.get(gone), gone), reason: '撤銷' }
  const without = await chen.post(gone, deletion)
  t.equal(without.statusCode, 422)
  t.match(formIn(without, gone), { reason: '撤銷', authority_name: '' })
  const withdrawn = { ...deletion, authority_name: '教育部', authority_day: '114/3/1', authority_number: '教字第9號' }
  t.equal((await chen.post(gone, withdrawn)).statusCode, 303)

  await enter(lin)
  t.match(unescaped((await lin.get(`/record/rows/${idOf('basic')}/history`)).body), said)
})

t.test('a section of one row leads to the row it has, and the basic data cannot be deleted', async t => {
  const { chen, home, open, idOf } = await office(t)
  await open()
  const row = `${home}/rows/${idOf('basic')}`
  t.equal((await chen.get(`${home}/sections/basic/entry`)).headers.location, `${row}/entry`)
  t.notMatch((await chen.get(row)).body, `${row}/deletion`)
  t.equal((await chen.post(`${row}/deletion`, { reason: '試試看', version: '1' })).statusCode, 409)
  t.equal((await chen.post(`${home}/sections/basic/entry`, { row_name_zh: '林', reason: '試' })).statusCode, 422)
})

t.test('masked values stay when their field is left blank, and go when that is ticked', async t => {
  const { deps, chen, home, open, history, personId } = await office(t)
  const former = {
    kind: 'name',
    old_value: '林美樺',
    new_value: '林美華',
    effective: '2010-05-01',
    doc_no: '北戶字第1號',
  }
  const rowId = await addRow(deps, personId, 'former_identity', former)
  await open()
  const path = `${home}/rows/${rowId}/entry`
  const page = await chen.get(path)
  t.notMatch(page.body, '林美樺')
  const form = formIn(page, path)
  const decision = { authority_name: '戶政事務所', authority_day: '99/5/1', authority_number: '北戶字第2號' }
  const done = await chen.post(path, { ...form, row_doc_no: '北戶字第2號', reason: '字號更正', ...decision })
  t.equal(done.statusCode, 303)
  const [newest] = await history(rowId)
  t.match(newest?.data, { old_value: '林美樺', new_value: '林美華', doc_no: '北戶字第2號' })
})

t.test('of two who change a row from the same page the second hears it and loses nothing', async t => {
  const { chen, home, open, idOf, huang, history } = await office(t)
  for (const browser of [chen, huang]) await open(browser)
  const path = `${home}/rows/${idOf('education')}/entry`
  const forms = [formIn(await chen.get(path), path), formIn(await huang.get(path), path)]
  t.equal((await chen.post(path, { ...forms[0], row_dept: '數學教育學系', reason: '依證書' })).statusCode, 303)
  const late = await huang.post(path, { ...forms[1], row_dept: '數理教育學系', reason: '依學校來函' })
  t.equal(late.statusCode, 409)
  t.match(errorsIn(late).join(), '有人改過了')
  t.match(formIn(late, path), { row_dept: '數理教育學系', reason: '依學校來函', version: '2' })
  t.equal((await history(idOf('education'))).length, 2)
  t.equal((await huang.post(path, { ...formIn(late, path) })).statusCode, 303)

  const same = [formIn(await chen.get(path), path), formIn(await huang.get(path), path)]
  const answers = await Promise.all(
    [chen, huang].map((browser, i) => browser.post(path, { ...same[i], row_dept: `第 ${i} 系`, reason: '同時' })),
  )
  t.same(answers.map(({ statusCode }) => statusCode).toSorted(), [303, 409])
})

t.test('what was typed can be sent after the quarter of an hour is over', async t => {
  const { chen, home, open, idOf, setClock, history } = await office(t)
  await open()
  const path = `${home}/rows/${idOf('education')}/entry`
  const form = formIn(await chen.get(path), path)
  setClock(new Date('2026-11-23T06:19:00Z'))
  t.match((await chen.get(path)).headers.location, `${home}?next=`)
  t.equal((await chen.post(path, { ...form, row_dept: '數學教育學系', reason: '依證書' })).statusCode, 303)
  t.equal((await history(idOf('education'))).length, 2)
})

t.test('people of another agency, oneself and all of it for an employee are not there', async t => {
  const { deps, chen, lin, home, idOf, readings } = await office(t)
  const elsewhere = await addAgency(deps, '999000002B', '第二示範國小')
  const wang = await addPerson(deps, elsewhere, { ...world.wang, password: null })
  const rows = await records.ofPerson(deps.db, deps.ring, wang.personId)
  const pages = (id: string, row: string) => [
    `/people/${id}`,
    `/people/${id}?section=disability`,
    `/people/${id}/rows/${row}`,
    `/people/${id}/rows/${row}/entry`,
    `/people/${id}/rows/${row}/deletion`,
    `/people/${id}/rows/${row}/revealed/id_no`,
    `/people/${id}/sections/skill/entry`,
  ]
  const posts = (id: string, row: string) => [
    `/people/${id}/opening`,
    `/people/${id}/activation-code`,
    `/people/${id}/rows/${row}/entry`,
    `/people/${id}/rows/${row}/deletion`,
    `/people/${id}/sections/skill/entry`,
  ]
  await enter(lin)
  const cases: [Browser, string, string][] = [
    [chen, wang.personId, rows[0]?.id ?? ''],
    [chen, chen.personId, rows[0]?.id ?? ''],
    [lin, lin.personId, idOf('basic')],
    [lin, chen.personId, idOf('basic')],
  ]
  for (const [browser, id, row] of cases) {
    for (const page of pages(id, row)) t.equal((await browser.get(page)).statusCode, 404, page)
    await browser.get('/')
    for (const post of posts(id, row)) {
      t.equal((await browser.post(post, { purpose: '核對人事資料', reason: '試試看' })).statusCode, 404, post)
    }
  }
  t.equal((await lin.get('/people')).statusCode, 404)
  t.equal((await lin.get('/people/new')).statusCode, 404)
  await chen.post(`${home}/opening`, { purpose: '核對人事資料' })
  t.equal((await chen.get(`${home}/rows/${rows[0]?.id}`)).statusCode, 404, 'a row belongs to its person')
  t.equal((await readings()).length, 1)
})

t.test('an officer of two schools reads the people of the one they act for', async t => {
  const { deps, chen, home } = await office(t)
  const second = await addAgency(deps, '999000002B', '第二示範國小')
  await deps.db
    .insert(roleGrants)
    .values({ accountId: chen.accountId, role: 'hr_officer', agencyId: second, from: '2026-01-01' })
  const wang = await addPerson(deps, second, { ...world.wang, password: null })
  t.equal((await chen.get(`/people/${wang.personId}`)).statusCode, 404)
  await chen.get('/')
  await chen.post('/acting-agency', { agency: second })
  t.match((await chen.get('/people')).body, '王大明')
  t.equal((await chen.get(home)).statusCode, 404)
  const form = formIn(await chen.get('/people/new'), '/people/new')
  await chen.post('/people/new', { ...form, ...newcomer, id_number: world.hong.idNumber })
  t.match(await deps.db.select().from(events).where(eq(events.what, 'person.assigned')), [
    { byAgencyId: second, details: { agency: second } },
  ])
})

t.test('of two officers who enter one person in the same instant one adds, and the other reads why not', async t => {
  const { chen, huang } = await office(t)
  const form = formIn(await chen.get('/people/new'), '/people/new')
  const forms = [form, formIn(await huang.get('/people/new'), '/people/new')]
  const answers = await Promise.all(
    [chen, huang].map((one, i) => one.post('/people/new', { ...forms[i], ...newcomer })),
  )
  t.same(answers.map(({ statusCode }) => statusCode).sort(), [200, 422])
  t.match(answers.find(({ statusCode }) => statusCode === 422)?.body, '這個號碼已經登記')
})

const tokens = {
  row_cur_addr_zip: 'section-present postal-code',
  row_cur_addr_county: 'section-present address-level1',
  row_cur_addr_town: 'section-present address-level2',
  row_cur_addr_village: 'section-present address-level3',
  row_cur_addr_rest: 'section-present address-line1',
  row_tel_home: 'home tel',
  row_tel_mobile: 'mobile tel',
  row_email_work: 'work email',
  row_email_priv: 'home email',
}

t.test('a browser may fill in what is one’s own, and nothing of oneself where HR writes about others', async t => {
  const { lin, chen, home, idOf, open } = await office(t)
  await enter(lin)
  await open()
  const [own, others] = [await lin.get('/record/basic/own'), await chen.get(`${home}/rows/${idOf('basic')}/entry`)]
  for (const [name, token] of Object.entries(tokens)) {
    const tag = new RegExp(`<(input|select)\\b[^>]*name="${name}"[^>]*>`)
    t.match(tag.exec(own.body)?.[0], `autocomplete="${token}"`, name)
    const [other = ''] = tag.exec(others.body) ?? []
    t.match(other, name)
    t.notMatch(other, /autocomplete="(?!off)/, name)
  }
  t.match(own.body, /name="row_tel_mobile"\s+type="tel"/)
  t.match(own.body, /name="row_email_priv"\s+type="email"/)
  t.notMatch(own.body, /name="row_ec_mobile"[^>]*autocomplete="mobile/, 'whom to call is somebody else')
})

t.test('a record opens at one press of what HR usually comes for, and the chief says what that is', async t => {
  const { chen, huang, deps, home, readings, agencyId } = await office(t)
  const offered = async () =>
    [...(await chen.get(home)).body.matchAll(/<button name="usual" value="([^"]*)"/g)].map(([, text]) => text)
  t.same(await offered(), ['核對人事資料', '製作派令或聘書', '核薪或敘薪', '本人來電詢問'])
  const page = `/agencies/${agencyId}/purposes`
  t.equal((await chen.get(page)).statusCode, 404, 'an officer does not')
  const before = async () => formIn(await huang.get(page), page)?.['before'] ?? ''
  const first = await before()
  const refused = await huang.post(page, { purposes: '核對年資\n1111', before: first })
  t.equal(refused.statusCode, 422)
  t.match(refused.body, '核對年資')
  for (let i = 0; i < 2; i++) {
    const form = { purposes: '核對年資\n\n辦理介聘積分', before: await before() }
    t.equal((await huang.post(page, form)).headers.location, '/people')
  }
  const late = await huang.post(page, { purposes: '核對學歷', before: first })
  t.equal(late.statusCode, 409, 'of two chiefs the second reads what the first has set')
  t.match(late.body, '核對學歷')
  t.same(await offered(), ['核對年資', '辦理介聘積分'])
  const kept = await deps.db.select().from(events).where(eq(events.what, 'agency.purposes-set'))
  t.match(kept, [{ details: { purposes: '核對年資\n辦理介聘積分', before: null } }], 'set the second time as it was')
  await chen.post(`${home}/opening`, { usual: '辦理介聘積分', purpose: '' })
  t.match(await readings(), [{ action: 'open', purpose: '辦理介聘積分' }])
  await huang.post(page, { purposes: '', before: await before() })
  t.equal((await deps.db.select().from(agencies))[0]?.purposes, null)
})
