import { eq, inArray } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { sectionOf } from '../../../server/domain/record/sections.ts'
import { csvOf } from '../../../server/documents/sheet/csv.ts'
import { readSheet } from '../../../server/documents/sheet/read.ts'
import * as findings from '../../../server/store/record/findings/reckoning.ts'
import { ofRow } from '../../../server/store/record/findings/of-person.ts'
import * as records from '../../../server/store/record/records.ts'
import {
  accessLog,
  agencies,
  assignments,
  events,
  notices,
  recordFindings,
  recordRows,
} from '../../../server/store/schema.ts'
import { visitor } from '../../support/app/app.ts'
import { formIn, walk, words } from '../../support/app/pages.ts'
import { addRow } from '../../support/correction/corrections.ts'
import { addAgency, addPerson } from '../../support/person/people.ts'
import { enter, startSchool } from '../../support/person/school.ts'
import { world } from '../../support/person/world.ts'
import { formOfRow } from '../../../server/web/show/row-form.ts'
import { goodRow } from '../../support/record/rows.ts'

const purpose = '每月定期檢誤'

/** Lin's education ends before it begins; she has a relative whose ID number is none. */
async function office(t: Test) {
  const school = await startSchool(t, ['lin', 'chen', 'huang'])
  const { deps, lin, chen, huang } = school
  const education = { ...goodRow(sectionOf('education'), 1, { filled: true }), start_ym: '2012-09', end_ym: '2008-06' }
  const rowId = await addRow(deps, lin.personId, 'education', { ...education, result: 'graduated', is_highest: true })
  const family = { ...goodRow(sectionOf('family'), 1, { filled: true }), id_no: 'A123456788' }
  await addRow(deps, lin.personId, 'family', family)
  for (const one of [lin, chen, huang]) await enter(one)
  const open = (asked = purpose) => chen.post('/findings/opening', { purpose: asked, next: '/findings' })
  const readings = () => deps.db.select().from(accessLog).orderBy(accessLog.id)
  return { ...school, rowId, open, readings }
}

t.test('findings open for a purpose, and everybody listed reads who saw theirs and why', async t => {
  const { chen, huang, lin, open, readings } = await office(t)
  const closed = await chen.get('/findings?severity=error')
  t.notMatch(closed.body, '林美華')
  t.same(formIn(closed, '/findings/opening')?.['next'], '/findings?severity=error')
  t.match(closed.body, '<button name="usual" value="每月定期檢誤">', 'one press is enough')
  t.equal((await open('測試')).statusCode, 422)
  t.same(await readings(), [], 'nothing was shown')
  t.equal((await open()).headers.location, '/findings')
  const { body } = await chen.get('/findings')
  for (const word of ['林美華', '黃主任', '修業迄年月早於修業起年月', '必填的欄位沒有資料', purpose])
    t.match(body, word)
  t.notMatch(body, />證號檢查碼不符<\/td>/, 'a sensitive section is listed by itself')
  t.notMatch(body, /<th scope="row"[^>]*>陳文彬/, 'nobody checks their own record')
  t.match(await readings(), [
    { personId: lin.personId, action: 'read', section: 'page.findings', purpose },
    { personId: huang.personId, section: 'page.findings' },
  ])
  t.match((await lin.get('/access-log')).body, /每月定期檢誤.*檢誤結果/s)

  await huang.post('/findings/opening', { usual: '報送前檢誤', next: '/findings' })
  t.match((await huang.get('/findings')).body, '查閱目的：報送前檢誤')
})

t.test(
  'findings are filtered by severity, section and rule; a sensitive section is told by name in the log',
  async t => {
    const { chen, open, readings, lin } = await office(t)
    await open()
    const rulesOn = async (query: string) =>
      [...(await chen.get(`/findings?${query}`)).body.matchAll(/data-label="規則">([^<]+)</g)].map(([, rule = '']) =>
        words(rule),
      )
    t.same(await rulesOn('rule=education.dates-order'), ['修業迄年月早於修業起年月'])
    t.same(new Set(await rulesOn('section=basic&rule=field.required')), new Set(['必填的欄位沒有資料']))
    t.notOk((await rulesOn('severity=warning')).includes('必填的欄位沒有資料'))
    t.same(await rulesOn('section=family'), ['證號檢查碼不符'])
    t.match((await readings()).at(-1), { personId: lin.personId, section: 'family' })
    t.same(await rulesOn('section=family&severity=warning'), [])
    t.ok((await rulesOn('severity=no-such&section=none&rule=%27')).length > 1, 'what is no filter filters nothing')
  },
)

t.test('findings are filtered by unit and kind of staff, and the filter is there again after an exemption', async t => {
  const { deps, chen, lin, huang, add, open } = await office(t)
  await open()
  const place = (personId: string, fields: Partial<typeof assignments.$inferInsert>) =>
    deps.db.update(assignments).set(fields).where(eq(assignments.personId, personId))
  await place(lin.personId, { unit: '臺語教學組', staffKind: 'civil' })
  await place(huang.personId, { unit: '人事室' })
  const named = async (url: string) =>
    new Set([...(await chen.get(url)).body.matchAll(/<th scope="row"[^>]*>\s*([^\s<]+)/g)].map(([, name]) => name))
  const by = async (form: Record<string, string>) => {
    const { location } = (await chen.post('/findings/search', form)).headers
    return [location, await named(String(location))]
  }
  t.same(await by({ unit: '台語' }), [`/findings?unit=${encodeURIComponent('台語')}`, new Set(['林美華'])])
  t.same(await by({ kind: 'civil' }), ['/findings?kind=civil', new Set(['林美華'])])
  t.same((await by({ kind: 'no-such', unit: world.lin.idNumber }))[0], '/findings', 'no number stands in an address')
  t.same((await by({ kind: 'civil', unit: '人事室' }))[1], new Set())
  const file = await chen.get('/findings/file?kind=civil')
  t.notMatch(file.body, '黃主任')
  t.match(file.body, '林美華')

  const rowId = await addRow(deps, lin.personId, 'skill', { skill: '急救', licence: '證照', doc_no: '無字號' })
  const list = '/findings?kind=civil&severity=warning'
  const link = /href="(\/findings\/exemption[^"]+)"/.exec((await chen.get(list)).body)?.[1]?.replaceAll('&amp;', '&')
  t.match(link, `place=${rowId}`)
  const shown = await chen.get(String(link))
  t.match(shown.body, `<a href="${list.replace('&', '&amp;')}">`)
  const form = formIn(shown, '/findings/exemption')
  t.match(formIn(await chen.post('/findings/exemption', form), '/findings/exemption'), { next: list })
  const done = await chen.post('/findings/exemption', { ...form, reason: '依正本' })
  t.equal(done.headers.location, list)
  const again = await chen.get(String(link))
  const end = formIn(again, '/findings/exemption/removal')
  const elsewhere = await chen.post('/findings/exemption/removal', { ...end, next: 'https://elsewhere.example/' })
  t.equal(elsewhere.headers.location, '/findings')

  const same = await add('ye', { name: '林美華' })
  await place(same.personId, { unit: '總務處', staffNumber: 'B7' })
  await addRow(deps, same.personId, 'skill', { skill: null })
  const names = await named('/findings?section=skill&rule=field.required')
  t.same(names, new Set(['林美華（總務處']), 'alone on this page, and told apart all the same')
  t.match((await chen.get('/findings/file?section=skill')).body, '林美華（總務處 B7）')
})

t.test('the record of a colleague says what is wrong in it, and leads to the field', async t => {
  const { chen, lin, rowId } = await office(t)
  await chen.post(`/people/${lin.personId}/opening`, { purpose })
  const row = `/people/${lin.personId}/rows/${rowId}`
  t.match(words((await chen.get(`/people/${lin.personId}`)).body), '有可能錯誤的欄位')
  t.match((await chen.get(row)).body, `href="${row}/entry?field=end_ym"`)
  t.equal((await chen.get(`${row}/entry?field=end_ym`)).headers.location, `${row}/entry#row_end_ym`)
})

t.test('findings of one person under one rule are told apart by their rows, and by nothing sealed', async t => {
  const { deps, chen, lin, open } = await office(t)
  for (const skill of ['水上救生', '珠算', '珠算', null, null]) await addRow(deps, lin.personId, 'skill', { skill })
  await open()
  const rowsOn = async (query: string) =>
    [
      ...(await chen.get(`/findings?person=${lin.personId}&rule=field.required&${query}`)).body.matchAll(
        /data-label="類別">(.*?)<\/td>/gs,
      ),
    ].map(([, text = '']) => words(text))
  const ofSkills = new Set(await rowsOn('section=skill'))
  for (const row of ['專長證照：水上救生', /珠算　115\/11\/23 登錄（第 1 筆）/, '（第 1 筆）', '（第 2 筆）']) {
    t.match([...ofSkills].join(), row)
  }
  t.equal(ofSkills.size, 5)
  t.same(new Set(await rowsOn('section=basic')), new Set(['基本資料']), 'of which there is one alone')
  const { body } = await chen.get('/findings?section=family')
  t.match(words(body), '家屬：115/11/23 登錄')
  t.notMatch(body, String(goodRow(sectionOf('family'), 1, { filled: true })['name']))
})

t.test('findings are kept as each sees them, without a name and with what one may see alone', async t => {
  const { chen, huang, open } = await office(t)
  await open()
  const { body } = await chen.get('/findings?q=林&severity=error')
  t.match(body, /<details open>\s*<summary>更多條件/)
  t.match((await chen.get('/findings?q=林')).body, /<details>\s*<summary>更多條件/, 'seven filters are folded')
  t.match(body, 'href="/findings/views?severity=error"')
  const filter = 'severity=error&q=林&section=nonsense&rule=%00'
  const saved = await chen.post('/findings/views', { filter, name: '要改的' })
  t.equal(saved.headers.location, '/findings?severity=error')
  await chen.post('/findings/views/columns', { column_rule: 'yes' })
  const mine = (await chen.get('/findings')).body
  t.match(mine, '<a href="/findings?severity=error">要改的</a>')
  t.notMatch(mine, '免處理</th>')
  await huang.post('/findings/opening', { purpose, next: '/findings' })
  t.notMatch((await huang.get('/findings')).body, '要改的')
})

t.test('findings are searched by name and number, and paged both ways while they are mended', async t => {
  const { deps, chen, lin, add, open } = await office(t)
  await open()
  const search = (form: Record<string, string>) => chen.post('/findings/search', form)
  const named = async (url: string) =>
    new Set([...(await chen.get(url)).body.matchAll(/<th scope="row"[^>]*>\s*([^\s<]+)/g)].map(([, name]) => name))
  t.equal(
    (await search({ q: '美 華', severity: 'error' })).headers.location,
    '/findings?q=%E7%BE%8E+%E8%8F%AF&severity=error',
  )
  t.same(await named(`/findings?q=${encodeURIComponent('美 華')}`), new Set(['林美華']))
  const of = String((await search({ q: `林 ${world.lin.idNumber}` })).headers.location)
  t.equal(of, `/findings?person=${lin.personId}`)
  t.same(await named(of), new Set(['林美華']))
  await deps.db.update(assignments).set({ staffNumber: 'A12' }).where(eq(assignments.personId, lin.personId))
  t.equal((await search({ q: 'a12' })).headers.location, of, 'and by staff number')
  t.equal((await search({ q: world.wang.idNumber })).headers.location, '/findings?person=nobody')
  t.same(await named('/findings?person=nobody'), new Set())

  for (const who of ['ye', 'hong', 'gao'] as const) {
    const one = await add(who, { name: '丁一' })
    for (let n = 0; n < 20; n += 1) await addRow(deps, one.personId, 'skill', { licence: null, skill: null })
  }
  const placesOn = (body: string) => [...body.matchAll(/rows\/([0-9a-f-]+)\/entry\?field=(\w+)/g)].map(one => one[0])
  const first = await chen.get('/findings?rule=field.required&section=skill')
  const nextOf = (body: string) => /rel="next" href="([^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const before = placesOn(first.body)
  t.equal(before.length, 50)
  const all = [...before]
  let page = first
  for (let next = nextOf(page.body); next; next = nextOf(page.body)) {
    page = await chen.get(next)
    all.push(...placesOn(page.body))
  }
  t.match(words(first.body), `共 ${all.length} 筆`)
  t.equal(new Set(all).size, all.length)
  await deps.db
    .delete(recordFindings)
    .where(eq(recordFindings.rowId, /rows\/([^/]+)/.exec(before[49] ?? '')?.[1] ?? ''))
  const second = placesOn((await chen.get(nextOf(first.body))).body)
  t.same(
    second,
    all.slice(50, 100).filter(one => one.slice(0, 42) !== before[49]?.slice(0, 42)),
    'the last one was mended',
  )
  const back = /rel="prev" href="([^"]+)"/
    .exec((await chen.get(nextOf(first.body))).body)?.[1]
    ?.replaceAll('&amp;', '&')
  t.ok(placesOn((await chen.get(back ?? '')).body).length >= 48)
  t.equal((await chen.get('/findings?after=nonsense')).statusCode, 200)
})

t.test('a warning that is right as it is needs no action until its row changes, and an error always does', async t => {
  const { deps, chen, huang, lin, rowId, open } = await office(t)
  await open()
  await huang.post('/findings/opening', { purpose, next: '/findings' })
  const { personId } = lin
  const place = `${rowId}~field.document-number~cert_no`
  const basic = { personId, rowId, section: 'education' }
  await deps.db
    .insert(recordFindings)
    .values({ ...basic, rule: 'field.document-number', severity: 'warning', field: 'cert_no' })
    .onConflictDoNothing()
  const list = async (query = '') => (await chen.get(`/findings?rule=field.document-number${query}`)).body
  const href = `/findings/exemption?place=${place}`
  t.match(await list(), `href="${href}&amp;next=%2Ffindings%3Frule`)
  const form = formIn(await chen.get(href), '/findings/exemption') ?? {}
  const theirs = formIn(await huang.get(href), '/findings/exemption')
  const send = (more: Record<string, string>) => chen.post('/findings/exemption', { ...form, ...more })
  t.equal((await send({ reason: ' ' })).statusCode, 422)
  t.equal((await send({ reason: '舊式證書', version: '99' })).statusCode, 409)
  for (const version of ['x', '99999999999']) {
    t.equal((await send({ reason: '舊式證書', version })).statusCode, 409)
  }
  t.equal((await send({ reason: '舊式證書', place: `${rowId}~education.dates-order~end_ym` })).statusCode, 404)
  t.equal((await send({ reason: '舊式證書', place: "'~x~y" })).statusCode, 404)
  t.equal((await send({ reason: '舊式證書' })).statusCode, 303)
  t.equal((await send({ reason: '舊式證書' })).statusCode, 303, 'sent twice')
  t.match(await deps.db.select().from(events).where(eq(events.what, 'finding.exempted')), [
    { about: personId, byAccountId: chen.accountId, details: { row: rowId, rule: 'field.document-number' } },
  ])
  t.equal((await huang.post('/findings/exemption', { ...theirs, reason: '另一個理由' })).statusCode, 409)
  t.notMatch(await list(), href)
  const exempt = await list('&shown=exempt')
  t.match(exempt, href)
  t.match(exempt, '理由或恢復')
  t.notMatch(exempt, '免處理…', 'what it is already')
  t.match((await huang.get(href)).body, /舊式證書.*陳文彬/s)
  const file = async () => (await chen.get('/findings/file')).body
  t.notMatch(await file(), 'field.document-number')

  await chen.post('/findings/exemption/removal', { place })
  t.match(await list(), href)
  await send({ reason: '舊式證書' })
  t.notMatch(await list(), href)
  await deps.db.update(recordRows).set({ version: 2 }).where(eq(recordRows.id, rowId))
  t.match(await list(), href, 'the row has changed')
  await lin.get('/')
  t.equal((await lin.get(href)).statusCode, 404)
})

t.test('nobody says of their own record, of one elsewhere, or without a purpose that it needs no action', async t => {
  const { app, deps, chen, rowId } = await office(t)
  const place = `${rowId}~field.document-number~cert_no`
  t.equal((await chen.get(`/findings/exemption?place=${place}`)).statusCode, 404, 'without a purpose')
  await chen.post('/findings/opening', { purpose })
  const own = await addRow(deps, chen.personId, 'skill', { licence: '證照', skill: null })
  const elsewhere = await addAgency(deps, '999000009A', '示範教育局')
  const above = { ...(await addPerson(deps, elsewhere, { ...world.wang, roles: ['hr_chief'] })), ...visitor(app) }
  await enter(above)
  await above.post('/findings/opening', { purpose })
  const rule = 'field.document-number'
  const warning = { rule, severity: 'warning' as const, field: 'cert_no', section: 'skill' }
  await deps.db.insert(recordFindings).values({ ...warning, personId: chen.personId, rowId: own })
  for (const [who, row] of [
    [chen, own],
    [above, own],
    [above, rowId],
  ] as const) {
    const form = { place: `${row}~${rule}~cert_no`, version: '1', reason: '無誤' }
    t.equal((await who.post('/findings/exemption', form)).statusCode, 404)
    t.equal((await who.post('/findings/exemption/removal', form)).statusCode, 404)
  }
})

t.test('a finding leads to its field, also through the door where a purpose is asked for', async t => {
  const { chen, open, rowId, lin } = await office(t)
  await open()
  const page = await chen.get('/findings?rule=education.dates-order')
  const at = `/people/${lin.personId}/rows/${rowId}/entry?field=end_ym`
  t.match(page.body, `href="${at}"`)
  const door = await chen.get(at)
  t.equal(door.headers.location, `/people/${lin.personId}?next=${encodeURIComponent(at)}`)
  const opened = await chen.post(`/people/${lin.personId}/opening`, { purpose, next: at })
  t.equal(opened.headers.location, at)
  const { location } = (await chen.get(at)).headers
  t.equal(location, `/people/${lin.personId}/rows/${rowId}/entry#row_end_ym`)
  t.match((await chen.get(String(location))).body, 'id="row_end_ym"')
  t.equal((await chen.get(at.replace('end_ym', 'no_such'))).statusCode, 200)
})

t.test('a finding is gone with what it spoke of, and keeps no value', async t => {
  const { deps, chen, lin, rowId, open } = await office(t)
  const rulesOf = async () =>
    (await deps.db.select().from(recordFindings).where(eq(recordFindings.rowId, rowId))).map(({ rule }) => rule)
  t.ok((await rulesOf()).includes('education.dates-order'))
  t.notMatch(JSON.stringify(await deps.db.select().from(recordFindings)), /2012|A123456788/)
  await chen.post(`/people/${lin.personId}/opening`, { purpose })
  const entry = `/people/${lin.personId}/rows/${rowId}/entry`
  const form = formIn(await chen.get(entry), entry)
  const typed = { ...form, row_end_ym: '105/6', row_cert_no: '12345', reason: '依畢業證書' }
  const asked = await chen.post(entry, typed)
  t.equal(asked.statusCode, 422, 'nothing is kept before its warning was read')
  t.match(words(asked.body), '還沒有寫入，請先核對')
  t.match(asked.body, /警告（S）：\s*<a href="#row_cert_no">證書文號：/)
  t.match(asked.body, '<button class="main">仍然寫入</button>')
  t.match(formIn(asked, entry), { row_end_ym: '105/6', row_cert_no: '12345', reason: '依畢業證書' })
  t.ok((await rulesOf()).includes('education.dates-order'))
  const saved = await chen.post(entry, formIn(asked, entry))
  t.equal(saved.headers.location, `/people/${lin.personId}/rows/${rowId}#findings`)
  const told = await chen.get(`/people/${lin.personId}/rows/${rowId}`)
  t.match(told.body, /id="status".*已寫入.*這一筆有 1 項檢誤結果/s)
  t.match(told.body, new RegExp(`警告（S）：\\s*<a href="${entry}\\?field=cert_no">證書文號</a>：文號沒有「字第…號」`))
  t.notOk((await rulesOf()).includes('education.dates-order'))
  const row = await records.row(deps.db, deps.ring, lin.personId, rowId)
  const deleted = await chen.post(`/people/${lin.personId}/rows/${rowId}/deletion`, {
    version: String(row?.version),
    reason: '重複登錄',
  })
  t.equal(deleted.statusCode, 303)
  t.same(await rulesOf(), [])
  await open()
  t.match((await chen.get('/findings?section=education')).body, '沒有符合條件的檢誤結果')
})

t.test('what an entry does to the rest of the record is told before it is kept, an old oddity is not', async t => {
  const { deps, chen, lin } = await office(t)
  await chen.post(`/people/${lin.personId}/opening`, { purpose })
  const add = `/people/${lin.personId}/sections/qualification/entry`
  const decision = { authority_name: '銓敘部', authority_day: '110/1/2', authority_number: '部字第1號' }
  const typed = {
    ...formOfRow(sectionOf('qualification'), goodRow(sectionOf('qualification'), 1, { filled: true })),
    ...decision,
    row_effective: '110/1/1',
    reason: '依審定函',
  }
  const blank = formIn(await chen.get(add), add)
  const wrong = await chen.post(add, { ...blank, ...typed, row_point: 'x' })
  t.equal(wrong.statusCode, 422)
  t.match(words(wrong.body), /錯誤：\s*生效日期：銓敘審定生效時沒有對應的職務/, 'beside a mistake')
  t.notMatch(wrong.body, '仍然寫入')
  const mended = { ...formIn(wrong, add), row_point: '400', row_step: '本俸一級' }
  const saved = await chen.post(add, mended)
  t.match(saved.headers.location, /rows\/[0-9a-f-]{36}#findings$/, 'what was told is not told again')
  const row = String(saved.headers.location).replace('#findings', '')
  const form = formIn(await chen.get(`${row}/entry`), `${row}/entry`)
  const same = { ...decision, authority_number: '部字第2號', reason: '更正' }
  const change = { ...form, ...same, row_step: '本俸二級' }
  t.equal((await chen.post(`${row}/entry`, change)).statusCode, 303, 'it was so before, and another field changes')
  const moved = { ...formIn(await chen.get(`${row}/entry`), `${row}/entry`), ...same, row_effective: '111/1/1' }
  t.equal((await chen.post(`${row}/entry`, moved)).statusCode, 422)
  const forged = await chen.post(`${row}/entry`, { ...moved, told: 'x '.repeat(3000) })
  t.equal(forged.statusCode, 422, 'only the names of warnings that were told pass')
  t.equal(
    (await records.ofPerson(deps.db, deps.ring, lin.personId)).filter(one => one.section === 'qualification').length,
    1,
  )
})

t.test('the file holds what the filter finds, no formula, and is told to those in it', async t => {
  const { deps, chen, add, open, readings } = await office(t)
  await add('ye', { name: '=HYPERLINK("x")' })
  t.equal((await chen.get('/findings/file')).headers.location, '/findings', 'a purpose first')
  await open()
  const { headers, body } = await chen.get('/findings/file?rule=field.required&section=basic')
  t.match(headers, { 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store' })
  t.match(headers['content-disposition'], /^attachment; .*\.csv/)
  const lines = body.replace('\uFEFF', '').trim().split('\r\n')
  t.equal(lines[0], '"嚴重程度","姓名","類別","欄位","規則","id"')
  t.ok(lines.includes('"錯誤","林美華","基本資料","出生年月日","必填的欄位沒有資料","field.required"'))
  t.ok(lines.some(line => line.includes(`"'=HYPERLINK(""x"")"`)))
  t.ok(lines.slice(1).every(line => line.includes('field.required')))
  t.same(
    [...new Set((await readings()).map(({ section }) => section))],
    ['page.findings-file'],
    'a file is told as one',
  )
  t.equal((await chen.get('/findings/file?section=family')).statusCode, 404, 'what is sensitive leaves in none')
  t.notMatch((await chen.get('/findings?section=family')).body, '/findings/file')
  const ods = await chen.get('/findings/file?rule=field.required&section=basic&format=ods')
  const read = await readSheet(ods.rawPayload, { maxLines: 100 })
  t.equal(csvOf(read.ok ? read.lines.map(({ cells }) => cells) : []).toString(), body, 'ODS says the same as CSV')
  await chen.get('/findings/file')
  t.match((await readings()).at(-1), { section: 'page.findings-file', purpose })
  t.equal(
    (await deps.db.select().from(accessLog)).length,
    10,
    'three people, once for each of three files, and who stood on the page',
  )
})

t.test('an agency above sees how many findings there are below, and of nobody whose', async t => {
  const { app, deps, agencyId, chen } = await office(t)
  t.match((await chen.get('/findings/agencies')).body, '沒有所屬機關')
  const bureau = await addAgency(deps, '999000009A', '示範教育局')
  const second = await addAgency(deps, '999000008A', '示範國中')
  await deps.db
    .update(agencies)
    .set({ hrParentId: bureau })
    .where(inArray(agencies.id, [agencyId, second]))
  const above = { ...(await addPerson(deps, bureau, { ...world.wang, roles: ['hr_chief'] })), ...visitor(app) }
  await enter(above)
  const { body } = await above.get('/findings/agencies')
  t.match(body, '示範國中', 'of two agencies')
  t.notMatch(body, 'action="/acting-agency"', 'which are no agencies to act for')
  t.match(body, /示範國小.*data-label="錯誤">\d+<.*data-label="警告">\d+</s)
  t.notMatch(body, '林美華')
  await above.post('/findings/opening', { purpose })
  t.notMatch((await above.get('/findings')).body, '林美華', 'the list is of the own agency')

  await deps.db.insert(agencies).values(
    Array.from({ length: 51 }, (_, i) => ({
      code: `9990010${String(i).padStart(2, '0')}A`,
      name: `分校${String(i).padStart(2, '0')}`,
      kind: 'school' as const,
      hrParentId: bureau,
    })),
  )
  const namesIn = (html: string) =>
    [...html.matchAll(/<th scope="row"[^>]*>\s*([^<\s]+)/g)].map(([, name = '']) => name)
  const { forth, back, pages } = await walk(above.get, '/findings/agencies', namesIn)
  t.equal(pages, 2)
  t.equal(new Set(forth).size, 53, 'each agency stands on one page')
  t.same(back, forth)
  t.match(words((await above.get('/findings/agencies')).body), '共 53 筆')
  const [elsewhere] = await deps.db.select().from(agencies).where(eq(agencies.id, bureau))
  t.equal((await above.get(`/findings/agencies?after=${elsewhere?.id}`)).statusCode, 303, 'no place in this list')
})

t.test('who does no HR work finds no such page', async t => {
  const { lin } = await office(t)
  for (const url of ['/findings', '/findings/agencies', '/findings/file']) {
    t.equal((await lin.get(url)).statusCode, 404, url)
  }
})

t.test('one sees in the own record which fields may be wrong, and corrects them from there', async t => {
  const { lin, rowId } = await office(t)
  t.match((await lin.get('/record')).body, '有可能錯誤的欄位')
  const page = `/record/rows/${rowId}`
  const { body } = await lin.get(page)
  const start = `change:education:${rowId}:end_ym`
  t.match(body, new RegExp(`這一項可能有誤。</span>\\s*<button name="start" value="${start}"`))
  const begun = await lin.post('/corrections', { start })
  const edit = String(begun.headers.location)
  t.match(edit, /^\/corrections\/[0-9a-f-]{36}\/edit\?chosen=yes&field_end_ym=yes$/)
  const form = await lin.get(edit)
  t.match(form.body, 'id="row_end_ym"')
  t.notMatch(form.body, 'id="row_start_ym"', 'the form begins with this field')
  t.notMatch((await lin.get(page)).body, '這一項可能有誤', 'not while it is being corrected')
})

t.test(
  'HR mends one field of a row in which others are wrong too, and a masked value is not shown by a refusal',
  async t => {
    const { deps, chen, lin } = await office(t)
    const education = {
      ...goodRow(sectionOf('education'), 1, { filled: true }),
      result: 'graduated',
      is_highest: false,
    }
    const wrong = { ...education, start_ym: '2012-09', end_ym: '2008-06', cert_no: null }
    const rowId = await addRow(deps, lin.personId, 'education', wrong)
    const former = {
      ...goodRow(sectionOf('former_identity'), 1, { filled: true }),
      kind: 'name',
      old_value: '林\uF6F0密',
    }
    const masked = await addRow(deps, lin.personId, 'former_identity', former)
    await chen.post(`/people/${lin.personId}/opening`, { purpose })
    const send = async (row: string, form: Record<string, string>) => {
      const entry = `/people/${lin.personId}/rows/${row}/entry`
      const shown = formIn(await chen.get(entry), entry)
      const decision = { authority_name: '戶政事務所', authority_day: '115/1/2', authority_number: '晨戶字第1號' }
      return chen.post(entry, { ...shown, ...decision, ...form, reason: '依畢業證書' })
    }
    t.equal((await send(rowId, { row_end_ym: '105/6' })).statusCode, 303)
    t.match(await records.row(deps.db, deps.ring, lin.personId, rowId), { data: { end_ym: '2016-06' } })
    t.equal((await send(rowId, { row_start_ym: '108/6' })).statusCode, 422, 'what is made wrong now is refused')
    t.equal((await send(masked, { row_effective: '110/1/1' })).statusCode, 303)
    const refused = await send(masked, { row_old_value: '林\uF6F0美' })
    t.equal(refused.statusCode, 422)
    t.notMatch(refused.body, 'value="林々')
  },
)

t.test('contact details that are still right are said to be so, by their owner and by no change of others', async t => {
  const { deps, chen, lin, setClock } = await office(t)
  const { db, ring } = deps
  const basic = (await records.ofPerson(db, ring, lin.personId)).find(({ section }) => section === 'basic')
  const rowId = basic?.id ?? ''
  const isOld = async () => {
    await db.transaction(tx => findings.reckon(tx, ring, lin.personId, deps.clock()))
    const found = await ofRow(db, lin.personId, rowId)
    return found.some(({ rule }) => rule === 'basic.contact-age')
  }
  const enterAt = async (now: string) => {
    setClock(new Date(now))
    for (const one of [lin, chen]) await enter(one)
  }
  await enterAt('2027-12-01T06:00:00Z')
  t.equal(await isOld(), true)

  await chen.post(`/people/${lin.personId}/opening`, { purpose })
  const entry = `/people/${lin.personId}/rows/${rowId}/entry`
  const form = { ...formIn(await chen.get(entry), entry), reason: '更正', told: '' }
  const decision = { authority_name: '人事室', authority_day: '116/11/30', authority_number: '示人字第1號' }
  const changed = await chen.post(entry, { ...form, ...decision, row_arrive_date: '95/8/1' })
  t.equal(changed.statusCode, 303, words(changed.body).slice(0, 300))
  t.equal(await isOld(), true, 'HR changed something else')

  const own = '/record/basic/own'
  const confirmation = `${own}/confirmation`
  const shown = await lin.get(own)
  t.match(words(shown.body), '上次更新或確認：民國 115 年 11 月 23 日。仍正確')
  const before = await db.select().from(notices)
  for (const version of ['1', '', 'x', '99999999999'])
    t.equal((await lin.post(confirmation, { version })).statusCode, 409, 'of what one has not seen')
  const asked = formIn(shown, confirmation)
  t.equal((await lin.post(confirmation, asked)).headers.location, '/record')
  t.equal(await isOld(), false)
  t.equal((await db.select().from(notices)).length, before.length, 'nobody is told')
  t.match((await records.row(db, ring, lin.personId, rowId))?.version, 2, 'and nothing has changed')
  t.match(words((await lin.get(own)).body), '上次更新或確認：民國 116 年 12 月 1 日。')
  t.match(await db.select().from(events).where(eq(events.what, 'record.confirmed')), [
    { about: rowId, byAccountId: lin.accountId, details: { section: 'basic', version: 2 } },
  ])

  await enterAt('2028-12-02T06:00:00Z')
  t.equal(await isOld(), true)
  await chen.post(`/people/${lin.personId}/opening`, { purpose })
  const phone = { ...formIn(await chen.get(entry), entry), row_tel_mobile: '0912-345-678', reason: '本人來電' }
  t.equal((await chen.post(entry, phone)).statusCode, 303)
  t.equal(await isOld(), false, 'HR heard of a new number')

  await enterAt('2029-12-03T06:00:00Z')
  t.equal(await isOld(), true)
  t.match(words((await lin.get('/record')).body), '超過 12 個月沒有確認。 自己更新：手機')
  t.match(words((await lin.get(`/record/rows/${rowId}`)).body), '超過 12 個月沒有確認。 自己更新：手機')
})

t.test('of sensitive sections neither the counts below nor the rules to choose from say anything', async t => {
  const { app, deps, agencyId, lin, chen, open } = await office(t)
  const bureau = await addAgency(deps, '999000009A', '示範教育局')
  await deps.db.update(agencies).set({ hrParentId: bureau }).where(eq(agencies.id, agencyId))
  const above = { ...(await addPerson(deps, bureau, { ...world.wang, roles: ['hr_chief'] })), ...visitor(app) }
  await enter(above)
  const counts = async () => words((await above.get('/findings/agencies')).body).match(/示範國小.*/)?.[0]
  const before = await counts()
  await addRow(deps, lin.personId, 'discipline', { kind: null })
  t.ok(before)
  t.equal(await counts(), before)
  await open()
  const offered = async (query: string) =>
    (await chen.get(`/findings?${query}`)).body.match(/value="family\.[a-z-]+"/g) ?? []
  t.same(await offered(''), [])
  t.same(await offered('section=family'), ['value="family.duplicate"', 'value="family.childcare"'])
})
