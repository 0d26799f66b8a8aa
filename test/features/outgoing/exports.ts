import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { and, eq } from 'drizzle-orm'
import * as fc from 'fast-check'
import iconv from 'iconv-lite'
import t, { type Test } from 'tap'
import { readSheet } from '../../../server/documents/sheet/read.ts'
import { columnsText, sourcesIn } from '../../../server/domain/outgoing/columns.ts'
import { readyProfiles } from '../../../server/domain/outgoing/ready.ts'
import { may } from '../../../server/domain/record/access.ts'
import { fieldOf, sectionOf, sections } from '../../../server/domain/record/sections.ts'
import { legalDay } from '../../../server/domain/clock.ts'
import { shortDate } from '../../../server/domain/roc-date.ts'
import { makeFiles } from '../../../server/jobs/files.ts'
import { exportOf, tableOf } from '../../../server/making/export.ts'
import * as files from '../../../server/store/outgoing/files.ts'
import * as records from '../../../server/store/record/records.ts'
import * as locks from '../../../server/store/record/locks.ts'
import {
  accessLog,
  assignments,
  correctedDisclosures,
  corrections,
  disclosures,
  madeFilePieces,
  madeFiles,
  roleGrants,
} from '../../../server/store/schema.ts'
import { formIn, words } from '../../support/app/pages.ts'
import { addRow, sendCorrection } from '../../support/correction/corrections.ts'
import { addAgency } from '../../support/person/people.ts'
import { enter, startSchool, type Somebody } from '../../support/person/school.ts'
import { changeBasic } from '../../support/record/basic.ts'
import { goodRow } from '../../support/record/rows.ts'

const purpose = '辦理年度健康檢查'
const address = { zip: '220', county: '65000', town: '板橋區', village: '', nbhd: '', rest: '測試路 1 號' }

/** Lin and Wang teach; Chen is the officer and Huang the chief. */
async function office(t: Test) {
  const school = await startSchool(t, ['lin', 'wang', 'chen', 'huang'])
  const { deps, lin, wang, chen, huang } = school
  await changeBasic(deps, lin.personId, { tel_mobile: '0912345678', cur_addr: address, arrive_date: '2026-08-01' })
  await changeBasic(deps, wang.personId, { tel_mobile: '0922000111', cur_addr: address, arrive_date: '2020-08-01' })
  for (const one of [lin, wang, chen, huang]) await enter(one)
  const profile = async (asked: Record<string, string>, by: Somebody = chen) => {
    const form = { name: '健康中心', recipients: '健康中心', purpose, ...asked }
    return by.post('/exports/new', form)
  }
  const kept = async (columns: string, asked: Record<string, string> = {}) =>
    String((await profile({ columns, ...asked })).headers.location)
  /** The bytes of the file that a profile makes. */
  const made = async (page: string, asked: Record<string, string> = {}, by: Somebody = chen) => {
    const version = (await by.get(page)).body.match(/name="version" value="(\d+)"/)?.[1] ?? ''
    const answer = await by.post(`${page}/file`, { version, purpose, ...asked })
    if (answer.statusCode !== 303) throw new Error(`${answer.statusCode}: ${words(answer.body).slice(0, 2000)}`)
    return String(answer.headers.location)
  }
  const linesIn = async (file: string, by: Somebody = chen) => {
    const read = await readSheet((await by.get(`${file}/content`)).rawPayload, { maxLines: 100 })
    return read.ok ? read.lines.map(({ cells }) => cells) : read.why
  }
  return { ...school, profile, kept, made, linesIn }
}

t.test('what a consumer is given is looked at first, and everybody in it reads who received what', async t => {
  const { deps, chen, lin, wang, huang, kept, made, linesIn } = await office(t)
  const page = await kept('基本資料：中文姓名\n手機＝基本資料：手機\n本機關：職稱', { format: 'csv', order: 'strokes' })
  const looked = await chen.post(`${page}/look`, { purpose })
  t.match(words(looked.body), /3 人，3 列，3 欄/)
  t.match(words(looked.body), '您自己，或您代理的人（1）')
  t.same(await deps.db.select().from(accessLog), [], 'a look shows of nobody anything')
  t.equal((await chen.post(`${page}/look`, { purpose: '看看' })).statusCode, 422)

  const file = await made(page)
  t.same(await linesIn(file), [
    ['中文姓名', '手機', '職稱'],
    ['王大明', '0922-000-111', ''],
    ['林美華', '0912-345-678', ''],
    ['黃主任', '', ''],
  ])
  const readings = await deps.db.select().from(accessLog)
  t.same(new Set(readings.map(({ personId }) => personId)), new Set([lin.personId, wang.personId, huang.personId]))
  t.match(readings[0], { action: 'export', section: 'page.file', purpose, viewerName: '陳文彬' })
  const told = words((await lin.get('/access-log/recipients')).body)
  t.match(told, /健康中心.*辦理年度健康檢查.*基本資料（中文姓名、手機）、在該機關的任職（職稱）.*陳文彬/s)
  t.match((await lin.get('/access-log')).body, /匯出：人事資料/)
  t.match(words((await chen.get(page)).body), /提供過的檔案.*健康中心.*3 /s)
  t.notMatch((await chen.get('/access-log/recipients')).body, '健康中心', 'who was not in it received nothing')
})

t.test('whoever received a value before it was corrected is told, and confirms it', async t => {
  const { deps, agencyId, chen, lin, huang, add, kept, made, setClock } = await office(t)
  const page = await kept('基本資料：中文姓名\n基本資料：手機', { format: 'csv' })
  const [fetched, late] = [await made(page), await made(page)]
  await chen.get(`${fetched}/content`)
  const basic = (await records.ofPerson(deps.db, deps.ring, lin.personId)).find(({ section }) => section === 'basic')
  const correct = async (to: Record<string, unknown> | null, seen_version: string) => {
    const id = await sendCorrection(deps, lin, agencyId, { section: 'basic', rowId: basic?.id ?? null, to })
    await chen.post(`/review/${id}/taking`)
    const answer = await chen.post(`/review/${id}/decision`, { all: 'accepted', seen_version })
    t.equal(answer.statusCode, 303)
    return id
  }
  const version = String(basic?.version)
  const number = await correct({ ...basic?.data, tel_mobile: '0912999888' }, version)
  t.match(words((await chen.get('/inbox')).body), '有對象收過更正前的資料')
  const list = words((await chen.get('/recipients')).body)
  t.match(list, /健康中心.*林美華.*基本資料（手機）.*尚未通知/s, 'and nothing of a name that stayed')
  t.equal((await chen.get('/recipients')).body.match(/href="\/recipients\/[0-9a-f-]{36}"/g)?.length, 1)
  t.match(words((await chen.get('/')).body), '1 個對象收過更正前的資料，尚未通知')
  await chen.get(`${late}/content`)
  t.match(words((await chen.get('/')).body), '2 個對象收過更正前的資料，尚未通知')
  const urls = [...(await chen.get('/recipients')).body.matchAll(/href="(\/recipients\/[0-9a-f-]{36})"/g)].map(
    one => one[1] ?? '',
  )
  t.equal(urls.length, 2, 'a file that was made before and fetched after it as well')
  t.match(words((await lin.get(`/corrections/${number}`)).body), /收過更正前資料的對象.*健康中心.*尚未通知/s)
  t.match((await chen.get(`/review/${number}`)).body, `href="${urls[0]}"`)

  const [url = ''] = urls
  for (const [form, said] of [
    [{ told_day: '115/1/1', how: '電話' }, '日期要在更正（或通知）以後'],
    [{ told_day: '119/1/1', how: '電話' }, '日期要在更正（或通知）以後'],
    [{ told_day: '', how: '' }, '請填寫怎麼通知的'],
  ] as const) {
    const refused = await chen.post(url, form)
    t.equal(refused.statusCode, 422)
    t.match(refused.body, said)
  }
  const today = shortDate(legalDay(deps.clock()))
  const told = { told_day: today, how: '示人字第1150000123號函' }
  t.equal((await chen.post(url, { step: 'acknowledged', acknowledged_day: today })).statusCode, 409, 'nobody told them')
  t.equal((await chen.post(url, told)).headers.location, url)
  t.equal((await huang.post(url, told)).statusCode, 409, 'somebody noted it before')
  t.match(words((await lin.get(`/corrections/${number}`)).body), /健康中心.*已通知/s)
  await chen.post(url, { step: 'acknowledged', acknowledged_day: today })
  t.match(words((await chen.get(url)).body), /已通知，對方已回覆.*示人字第1150000123號函，陳文彬/s)
  t.notMatch((await chen.get('/recipients')).body, `href="${url}"`)
  t.match((await chen.get('/recipients?state=all')).body, `href="${url}"`)
  t.match(words((await chen.get('/')).body), '1 個對象收過更正前的資料，尚未通知')
  t.notMatch((await lin.get('/')).body, '收過更正前的資料')

  const second = await addAgency(deps, '999000002B', '第二示範國小')
  const hong = await add('hong', {}, second)
  await enter(hong)
  t.equal((await hong.get(url)).statusCode, 404, 'another agency tells of what it gave itself')
  t.equal((await lin.get('/recipients')).statusCode, 404)
  t.match((await chen.get(url)).body, `href="/review/${number}"`)
  const there = eq(corrections.id, number)
  await deps.db.update(corrections).set({ agencyId: second }).where(there)
  t.notMatch((await chen.get(url)).body, `href="/review/`, 'what another agency decided is read there')
  await deps.db.update(corrections).set({ agencyId }).where(there)

  setClock(new Date(deps.clock().getTime() + 3_600_000))
  await correct({ ...basic?.data, tel_mobile: '0912777666' }, String(Number(version) + 1))
  const after = await deps.db.select().from(correctedDisclosures)
  t.equal(after.length, 2, 'what was given before the last value stood there was not wrong because of it')
})

t.test('of each value those are told who received it since it was wrong', async t => {
  const { deps, agencyId, chen, lin, kept, made, setClock } = await office(t)
  const page = await kept('基本資料：手機\n基本資料：公務信箱', { format: 'csv' })
  await changeBasic(deps, lin.personId, { email_work: 'wrong@example.org' })
  const later = () => setClock(new Date(deps.clock().getTime() + 60_000))
  later()
  await chen.get(`${await made(page)}/content`)
  later()
  await changeBasic(deps, lin.personId, { tel_mobile: '0912000000' })
  const basic = (await records.ofPerson(deps.db, deps.ring, lin.personId)).find(({ section }) => section === 'basic')
  const to = { ...basic?.data, tel_mobile: '0912345678', email_work: 'lin@example.org' }
  const id = await sendCorrection(deps, lin, agencyId, { section: 'basic', rowId: basic?.id ?? null, to })
  await chen.post(`/review/${id}/taking`)
  await chen.post(`/review/${id}/decision`, { all: 'accepted', seen_version: String(basic?.version) })
  t.match(await deps.db.select().from(correctedDisclosures), [{ fields: ['basic.email_work'] }])
})

t.test('what is corrected while a large file is being made is told of to who receives it', async t => {
  const { deps, agencyId, chen, lin, kept, made, setClock } = await office(t)
  await made(await kept('基本資料：手機', { format: 'csv' }))
  await deps.db.delete(madeFilePieces)
  await deps.db.delete(disclosures)
  await deps.db.update(madeFiles).set({ state: 'asked', madeAt: null })
  const later = () => setClock(new Date(deps.clock().getTime() + 60_000))
  const claimed = await files.claim(deps.db, deps.ring, deps.clock())
  if (!claimed) throw new Error('no file waits')
  const file = await exportOf(claimed, { ...deps, now: deps.clock(), tell: async () => {} })
  if (!file.ok) throw new Error(file.why)
  later()
  const basic = (await records.ofPerson(deps.db, deps.ring, lin.personId)).find(({ section }) => section === 'basic')
  const to = { ...basic?.data, tel_mobile: '0912999888' }
  const id = await sendCorrection(deps, lin, agencyId, { section: 'basic', rowId: basic?.id ?? null, to })
  await chen.post(`/review/${id}/taking`)
  await chen.post(`/review/${id}/decision`, { all: 'accepted', seen_version: String(basic?.version) })
  later()
  await deps.db.transaction(tx => files.keep(tx, deps.ring, claimed, { ...file, profile: null }, deps.clock()))
  t.match(await deps.db.select().from(correctedDisclosures), [{ correctionId: id, fields: ['basic.tel_mobile'] }])
  t.match(words((await chen.get('/inbox')).body), '有對象收過更正前的資料')
})

t.test('a file is fetched by who asked, in the same office, while the table still gives it', async t => {
  const { deps, chen, huang, lin, kept, made, add, setClock } = await office(t)
  const page = await kept('基本資料：中文姓名\n基本資料：現居住所', { format: 'csv' })
  const file = await made(page)
  t.equal((await chen.get(`${file}/content`)).statusCode, 200)
  t.equal((await huang.get(`${file}/content`)).statusCode, 404, 'not even their chief')
  t.equal((await lin.get(file)).statusCode, 404)
  const hong = await add('hong', {}, await addAgency(deps, '999000002B', '第二示範國小'))
  await enter(hong)
  for (const url of [page, `${page}/edit`]) t.equal((await hong.get(url)).statusCode, 404, 'of another agency')
  t.equal((await hong.post(`${page}/file`, { version: '1', purpose })).statusCode, 404)

  await changeBasic(deps, lin.personId, { addr_protected: true })
  const refused = await chen.get(`${file}/content`)
  t.equal(refused.statusCode, 409, 'an address was protected since')
  t.match(words(refused.body), '地址改為保密')
  await changeBasic(deps, lin.personId, { addr_protected: false })
  const left = and(eq(assignments.personId, lin.personId))
  await deps.db.update(assignments).set({ until: '2026-11-01' }).where(left)
  t.equal((await chen.get(`${file}/content`)).statusCode, 409, 'somebody left since')
  await deps.db.update(assignments).set({ until: null }).where(left)
  await deps.db.delete(roleGrants).where(eq(roleGrants.accountId, chen.accountId))
  t.equal((await chen.get(`${file}/content`)).statusCode, 404, 'no longer HR')
  setClock(new Date(deps.clock().getTime() + 25 * 3_600_000))
  await enter(chen)
  t.equal((await chen.get(file)).statusCode, 404)
})

t.test('what HR knows beside the record is told as well, and stays once somebody left', async t => {
  const { deps, chen, lin, kept, made } = await office(t)
  const file = await made(await kept('本機關：員工編號\n本機關：到職日', { format: 'csv' }))
  const left = eq(assignments.personId, lin.personId)
  await deps.db.update(assignments).set({ until: '2026-11-01' }).where(left)
  t.equal((await chen.get(`${file}/content`)).statusCode, 409)
  await deps.db.update(assignments).set({ until: null }).where(left)
  t.equal((await chen.get(`${file}/content`)).statusCode, 200)
  const told = words((await lin.get('/access-log/recipients')).body)
  t.match(told, '在該機關的任職（員工編號、到職日）')
  lin.cookies.set('lang', 'en')
  t.match(words((await lin.get('/access-log/recipients')).body), 'Post at that agency (Staff number, First day)')
})

t.test('what the table keeps from files is left out and told', async t => {
  const { deps, chen, lin, kept, made, linesIn, profile } = await office(t)
  const refused = await profile({ columns: '家屬：姓名' })
  t.equal(refused.statusCode, 422)
  t.match(refused.body, '「家屬：姓名」不能匯出')
  await changeBasic(deps, lin.personId, { addr_protected: true })
  const page = await kept('基本資料：中文姓名\n基本資料：現居住所', { format: 'csv' })
  const looked = words((await chen.post(`${page}/look`, { purpose })).body)
  t.match(looked, '現居住所：依權限不能匯出（例如地址保密），留白（1）')
  const file = await made(page)
  const lines = await linesIn(file)
  t.same(typeof lines === 'string' ? lines : lines.map(cells => cells.slice(0, 2)), [
    ['中文姓名', '現居住所'],
    ['王大明', '220 新北市板橋區測試路 1 號'],
    ['林美華', ''],
    ['黃主任', ''],
  ])
  const told = words((await lin.get('/access-log/recipients')).body)
  t.match(told, '基本資料（中文姓名）', 'the address was not given')
})

t.test('a field that is disputed or under correction leaves with a mark', async t => {
  const { deps, agencyId, lin, wang, chen, huang, kept, made, linesIn, setClock } = await office(t)
  const row = await addRow(deps, wang.personId, 'skill', { skill: '急救' })
  await sendCorrection(deps, wang, agencyId, { section: 'skill', rowId: row, to: { skill: '急救教學' } })
  const page = await kept('基本資料：中文姓名\n證照＝專長證照：專長項目', { format: 'csv', order: 'strokes' })
  const head = ['中文姓名', '證照', '爭議或校正申請中的欄位']
  t.same(await linesIn(await made(page)), [
    head,
    ['王大明', '急救', '證照（校正申請中）'],
    ['林美華', '', ''],
    ['黃主任', '', ''],
  ])
  const theirs = await addRow(deps, lin.personId, 'skill', { skill: '潛水' })
  const { personId } = lin
  const part = { personId, kind: 'dispute' as const, section: 'skill', rowId: theirs, fields: ['skill'], agencyId }
  const lock = { ...part, reason: '本人主張有誤', docNumber: null, until: '2026-12-31' }
  const by = { accountId: huang.accountId, role: 'hr_chief', agencyId, requestId: null }
  const before = await made(page)
  await deps.db.transaction(tx => locks.set(tx, lock, by, deps.clock()))
  const late = await chen.get(`${before}/content`)
  t.equal(late.statusCode, 409, 'it lacks the mark')
  t.match(words(late.body), '註記為爭議中')
  setClock(new Date(deps.clock().getTime() + 1000))
  const looked = words((await chen.post(`${page}/look`, { purpose })).body)
  t.match(looked, '3 人，3 列，3 欄')
  t.match(looked, '證照：有爭議，會在最後一欄註明（1）')
  t.match(looked, '證照：有校正申請還沒有決定，會在最後一欄註明（1）')
  t.same(await linesIn(await made(page)), [
    head,
    ['王大明', '急救', '證照（校正申請中）'],
    ['林美華', '潛水', '證照（爭議中）'],
    ['黃主任', '', ''],
  ])
})

t.test('what Big5 has not is listed first, and stands there as was chosen and never as a question mark', async t => {
  const { deps, chen, lin, kept, made } = await office(t)
  await changeBasic(deps, lin.personId, { name_zh: '林堃峯' })
  const page = await kept('基本資料：中文姓名', { format: 'big5' })
  const looked = await chen.post(`${page}/look`, { purpose })
  t.match(words(looked.body), /Big5 沒有的字（2 個）.*林堃峯.*堃 U\+5803.*峯 U\+5CEF/s)
  t.equal((await chen.post(`${page}/file`, { version: '1', purpose })).statusCode, 422, 'one chooses')
  const text = async (replacement: string) =>
    iconv.decode((await chen.get(`${await made(page, { replacement })}/content`)).rawPayload, 'cp950')
  t.match(await text('box'), '"林□□"\r\n')
  t.match(await text('number'), '"林U+5803U+5CEF"\r\n')
  const sent = (await chen.get(`${await made(page, { replacement: 'box' })}/content`)).rawPayload
  t.not(sent[0], 0xef, 'without the mark of UTF-8')
})

t.test('nothing in a file is a formula, and the formats say the same', async t => {
  const { deps, chen, lin, kept, made, linesIn } = await office(t)
  await changeBasic(deps, lin.personId, { name_en: '=1+1' })
  const columns = '基本資料：中文姓名\n基本資料：英文姓名\n到校＝基本資料：到校日期'
  const files = new Map<string, Buffer>()
  for (const format of ['csv', 'xlsx', 'ods']) {
    const page = await kept(columns, { name: format, format, dates: 'iso', arrived_from: '115/8/1' })
    const file = await made(page)
    t.same(await linesIn(file), [
      ['中文姓名', '英文姓名', '到校'],
      ['林美華', '=1+1', '2026-08-01'],
    ])
    files.set(format, (await chen.get(`${file}/content`)).rawPayload)
  }
  t.match(String(files.get('csv')), `"'=1+1"`)
  const soffice = '/usr/bin/soffice'
  if (!existsSync(soffice)) return void t.pass('LibreOffice is not here')
  const folder = mkdtempSync(path.join(tmpdir(), 'opened-'))
  for (const [format, bytes] of files) {
    if (format === 'csv') continue
    writeFileSync(path.join(folder, `list.${format}`), bytes)
    const home = `-env:UserInstallation=file://${folder}/profile`
    const to = ['--headless', '--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76', '--outdir', folder]
    execFileSync(soffice, [home, ...to, path.join(folder, `list.${format}`)], { stdio: 'ignore' })
    t.match(readFileSync(path.join(folder, 'list.csv'), 'utf8'), /林美華,"?=1\+1"?,2026\/08\/01/, format)
  }
})

t.test('a profile is named as its consumer is, by rare characters too', async t => {
  const { made, kept, linesIn } = await office(t)
  for (const name of ['𡍼'.repeat(40), `${'一'.repeat(30)}𡍼：名冊`]) {
    const page = await kept('基本資料：中文姓名', { name, format: 'xlsx' })
    t.equal((await linesIn(await made(page))).length, 4)
  }
})

t.test('a reward is a line, in the sixteen columns that WebHR reads', async t => {
  const { deps, chen, lin, profile, made } = await office(t)
  const reward = { ...goodRow(sectionOf('reward'), 3, { filled: true }), reason: '辦理校慶', decide_date: '2026-10-01' }
  await addRow(deps, lin.personId, 'reward', reward)
  await addRow(deps, lin.personId, 'reward', { ...reward, reason: '指導學生', decide_date: '2020-10-01' })
  const ready = readyProfiles.find(({ id }) => id === 'rewards')?.profile
  const shown = formIn(await chen.get('/exports/new?ready=rewards'), '/exports/new')
  t.match(shown, { rows: 'each', format: 'big5' })
  const columns = columnsText(ready?.columns ?? [], 'zh-TW')
  const asked = { name: '獎懲', columns, rows: 'each', format: 'big5', rows_from: '115/1/1' }
  const page = String((await profile(asked)).headers.location)
  const file = await made(page, { replacement: 'number' })
  const text = iconv.decode((await chen.get(`${file}/content`)).rawPayload, 'cp950')
  const [head, ...lines] = text.trimEnd().split('\r\n')
  t.equal(
    head?.replaceAll('"', ''),
    '身分證號,姓名,機關代碼,獎懲事由,獎懲事由(長),獎懲結果,其他事項,獎懲類別,適用法規,適用法規名稱,條,點,項,款,目,教示條款',
  )
  t.equal(lines.length, 1, 'of this year alone, and of who has one')
  t.match(lines[0], /^"A223456781","林美華","999\d{6}[A-Z]","辦理校慶"/)
})

t.test('every ready profile can be kept as it comes, and the view of attendance has forty columns', async t => {
  const { chen, profile } = await office(t)
  for (const { id } of readyProfiles) {
    const { _once, ...form } = formIn(await chen.get(`/exports/new?ready=${id}`), '/exports/new') ?? {}
    t.ok(_once)
    t.equal((await profile({ ...form, purpose, name: form['name'] ?? '' })).statusCode, 303, id)
    t.equal(
      (await profile({ ...form, purpose, name: form['name'] ?? '' })).statusCode,
      409,
      'one of this name is there',
    )
    chen.cookies.set('lang', 'en')
    const { _once: _key, ...english } = formIn(await chen.get(`/exports/new?ready=${id}`), '/exports/new') ?? {}
    t.equal((await profile({ ...english, purpose, name: english['name'] ?? '' })).statusCode, 303, `${id} in English`)
    chen.cookies.set('lang', 'zh-TW')
  }
  t.equal(readyProfiles.find(({ id }) => id === 'attendance')?.profile.columns.length, 40)
})

t.test('of two who change a profile at once one is told, and each change is a version', async t => {
  const { chen, huang, kept } = await office(t)
  const page = await kept('基本資料：中文姓名')
  const change = (by: Somebody, recipients: string) =>
    by.post(`${page}/edit`, { name: '健康中心', recipients, purpose, columns: '基本資料：手機', version: '1' })
  t.equal((await change(chen, '校護')).statusCode, 303)
  t.equal((await change(huang, '護理師')).statusCode, 409)
  t.equal((await chen.post(`${page}/file`, { version: '1', purpose })).statusCode, 409, 'not what was looked at')
  t.match(words((await huang.get(page)).body), /第 2 版.*第 1 版/s)
  const more = await chen.post(`${page}/edit`, { name: '健康中心', columns: '', column: 'basic.sex', do: 'column' })
  t.match(/<textarea[^>]*>([^<]*)/.exec(more.body)?.[1], '基本資料：性別')
  t.equal((await chen.post(`${page}/removal`, {})).statusCode, 303)
  t.equal((await chen.get(page)).statusCode, 404)
})

t.test('those chosen in the list of people are exported alone', async t => {
  const { deps, chen, lin, wang, kept, made, linesIn } = await office(t)
  const page = await kept('基本資料：中文姓名', { format: 'csv' })
  const selected = await chen.post('/people/selected', { [`person_${lin.personId}`]: 'yes' })
  const form = formIn(selected, '/exports/choice')
  t.match(form, { listed: lin.personId })
  const shown = await chen.post('/exports/choice', { ...form, profile: page.slice('/exports/'.length) })
  t.match(words(shown.body), '選取的人員（1 位）')
  const nobody = await chen.post('/exports/choice', { profile: page.slice('/exports/'.length), listed_all: 'yes' })
  t.equal(nobody.headers.location, '/people', 'of nobody is not of everybody')
  t.equal((await chen.post(`${page}/look`, { purpose, listed_all: 'yes', listed: '' })).statusCode, 422)
  const file = await made(page, { listed_all: 'yes', listed: `${lin.personId} ${chen.personId}` })
  t.same(await linesIn(file), [['中文姓名'], ['林美華']], 'and never the one who asks')
  t.same(
    (await deps.db.select().from(accessLog)).map(({ personId }) => personId),
    [lin.personId],
  )
  t.match(await deps.db.select().from(disclosures), [{ count: 1 }])
  t.notMatch((await wang.get('/access-log/recipients')).body, '健康中心')
})

t.test('whoever asks, no value leaves that the table of access keeps from files', async t => {
  const { deps, agencyId, lin, wang, chen, huang } = await office(t)
  const others = sections.filter(({ id }) => id !== 'basic')
  for (const section of others) await addRow(deps, lin.personId, section.id, goodRow(section, 1, { filled: true }))
  await addRow(deps, wang.personId, 'remark', { text: '僅人事室可見', visible_to: 'hr' })
  await changeBasic(deps, wang.personId, { addr_protected: true })
  const all = sourcesIn(sections).filter(of => !of.startsWith('here.'))
  const represented = { accountId: huang.accountId, personId: huang.personId, name: '黃主任' }
  const roles = ['hr_officer', 'hr_chief', 'hr_sensitive', 'parent_hr', 'sysadmin', 'auditor'] as const
  const askers = fc.record({
    personId: fc.constantFrom(chen.personId, lin.personId, '00000000-0000-4000-8000-000000000000'),
    agencyId: fc.constantFrom(agencyId, agencyId, agencyId, '00000000-0000-4000-8000-000000000001', null),
    grants: fc.subarray([...roles]).map(held => held.map(role => ({ role, agencyId }))),
    actingFor: fc.constantFrom(null, represented),
    deputyFor: fc.subarray([represented]),
    secondReviews: fc.boolean(),
  })
  const subjectOf = (id: string) => ({ id, agencyIds: [agencyId], hidesAddress: id === wang.personId })
  const ids = new Map([lin, wang, chen, huang].map(one => [one.name, one.personId]))
  const counted = { cells: 0 }
  await fc.assert(
    fc.asyncProperty(askers, fc.subarray(all, { minLength: 1, maxLength: 60 }), async (asker, of) => {
      const columns = of.map((source, i) => ({ head: `${i}`, of: source, as: 'text' as const }))
      const profile = {
        name: '',
        purpose: '',
        recipients: '',
        columns,
        rows: 'newest' as const,
        filter: {},
        validFrom: null,
        order: 'strokes' as const,
        format: 'csv' as const,
        dates: 'iso' as const,
        validUntil: null,
      }
      const asked = { agencyId, profile, people: null, asker, language: 'zh-TW' as const }
      const table = await tableOf(asked, { db: deps.db, ring: deps.ring, now: deps.clock() })
      table?.lines.forEach((line, at) =>
        of.forEach((source, i) => {
          if (line[i] === '') return
          counted.cells += 1
          const [section, field] = source.split('.').map(String)
          const of = sectionOf(section ?? '')
          const subject = subjectOf(ids.get(table.names[at] ?? '') ?? '')
          const isGiven = may(asker, subject, 'export', of, fieldOf(of, field ?? ''))
          if (!isGiven) throw new Error(`${source} of ${table.names[at]} left`)
        }),
      )
    }),
    { numRuns: 100, seed: 15 },
  )
  t.ok(counted.cells > 100, 'and what may leave does')
})

t.test('a file of many is made by the jobs, and says meanwhile how far it is', async t => {
  const { deps, chen, kept, made, linesIn } = await office(t)
  const page = await kept('基本資料：中文姓名', { format: 'csv' })
  const file = await made(page)
  // as if it had been asked for of many
  const id = file.slice('/files/'.length)
  await deps.db.delete(disclosures).where(eq(disclosures.id, id))
  await deps.db.delete(madeFilePieces).where(eq(madeFilePieces.fileId, id))
  await deps.db.update(madeFiles).set({ state: 'making', tries: 1, done: 500, total: 3000, claimedUntil: new Date(0) })
  t.match(words((await chen.get(file)).body), '已處理 500 人，共 3000 人')
  t.equal(await files.isAnyWaiting(deps.db), true)
  await makeFiles(deps)
  t.equal(await files.isAnyWaiting(deps.db), false)
  t.equal((await linesIn(file)).length, 4)
  t.match(words((await chen.get('/files')).body), /健康中心-2026-11-23\.csv.*可以下載/s)
})
