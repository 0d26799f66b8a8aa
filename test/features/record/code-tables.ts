import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { codesOf } from '../../../server/domain/record/code-book.ts'
import type { Field } from '../../../server/domain/record/field.ts'
import { officialCodes } from '../../../server/domain/record/code/outgoing.ts'
import { codesOn } from '../../../server/domain/record/codes.ts'
import { codeColumns } from '../../../server/domain/record/code/load.ts'
import type { SheetCell } from '../../../server/domain/sheet.ts'
import { countCodes } from '../../../server/jobs/code-use.ts'
import { codeCounts, codeTables, events } from '../../../server/store/schema.ts'
import { sectionOf } from '../../../server/domain/record/sections.ts'
import { shippedTables } from '../../../server/domain/record/code-tables.ts'
import * as store from '../../../server/store/record/code-tables.ts'
import * as records from '../../../server/store/record/records.ts'
import { writeWorkbook } from '../../../server/documents/sheet/workbook.ts'
import { rowControls } from '../../../server/web/show/row-controls.ts'
import { formIn } from '../../support/app/pages.ts'
import { addRow } from '../../support/correction/corrections.ts'
import { enter, startSchool } from '../../support/person/school.ts'

const series = '/administration/code-tables/job_series'
const campus = { code: 'L01', zh: '校園防護', en: 'Campus safety', maps_to: 'A401' }

async function withAdmin(t: Test) {
  const school = await startSchool(t, ['admin', 'chen'])
  await enter(school.admin)
  return school
}

t.test(
  'while somebody types a code, what is like it comes as a part, and no address holds what they typed',
  async t => {
    const { chen, admin, browser } = await withAdmin(t)
    await enter(chen)
    const asPart = { 'hx-request-type': 'partial' }
    const look = async (asked: string, typed: string) => {
      const headers = { ...asPart, 'desk-typed': encodeURIComponent(typed) }
      const { body, statusCode } = await chen.get(`/code-values?${asked}`, headers)
      t.equal(statusCode, 200)
      t.notMatch(body, '<html', 'a part of the page of the form')
      return [...body.matchAll(/<li role="option"[^>]* data-value="([^"]*)"( data-more)?>([^<]*)<\/li>/g)].map(
        ([, value, more, text = '']) => ({ value, isMore: more !== undefined, text: text.trim() }),
      )
    }
    t.same((await look('table=countries', '日'))[0], { value: 'JP 日本', isMore: false, text: 'JP 日本' })
    t.equal((await look('table=countries', 'ＪＰ'))[0]?.value, 'JP 日本', 'in full width')
    const first = await look('table=countries', '')
    t.equal(first.length, 20, 'no more than one looks through')
    t.ok(first.every(({ isMore }) => isMore))
    t.same(await look('table=countries', '亞特蘭提斯'), [])
    t.same(
      await look('table=job_series&as=name', 'a105'),
      [{ value: '新聞傳播', isMore: false, text: 'A105 新聞傳播' }],
      'what is kept as a name is filled in as one',
    )

    await admin.post(`${series}/end`, { ended: 'A105', valid_to: '115/11/1', version: '1' })
    t.same(await look('table=job_series&as=name', 'A105'), [], 'no longer in use')
    t.equal((await look('table=job_series&as=name&ended=yes', 'A105'))[0]?.text, 'A105 新聞傳播（已停用）')

    const whole = await chen.get('/code-values?table=countries')
    t.match(whole.body, /<h1>可填的代碼：國別<\/h1>[\s\S]*JP 日本/, 'without script all of them are a page')
    t.equal((await chen.get('/code-values?table=countries', { 'desk-typed': '%' })).statusCode, 200)
    t.equal((await chen.get('/code-values?table=none')).statusCode, 404)
    t.equal((await chen.get('/code-values?table=__proto__')).statusCode, 404)
    t.equal((await look('table=countries', '<b>"日')).length, 0)
    const stranger = await browser.get('/code-values?table=countries')
    t.equal(stranger.statusCode, 303, 'who is not signed in has nothing to fill in')
  },
)

t.test('an administrator adds a local code, finds it, ends it, and takes the table away as CSV', async t => {
  const { admin, deps } = await withAdmin(t)
  t.match((await admin.get('/administration/code-tables')).body, '職系')
  t.equal((await admin.post(series, { ...campus, version: '1' })).statusCode, 303)
  const found = (await admin.get(`${series}?q=${encodeURIComponent('防護')}`)).body
  t.match(found, /L01[\s\S]*自訂[\s\S]*校園防護/)
  t.notMatch(found, '綜合行政')
  const stepIn = (body: string, rel: string) => new RegExp(`rel="${rel}" href="([^"]+)"`).exec(body)?.[1] ?? ''
  const first = (await admin.get(series)).body
  const second = (await admin.get(stepIn(first, 'next'))).body
  t.match(second, 'BG01')
  t.notMatch(second, 'A101')
  t.match((await admin.get(stepIn(second, 'prev'))).body, 'A101')
  t.notMatch(first, 'rel="prev"')
  t.match((await admin.get(`${series}?after=none`)).body, 'A101', 'what is no code is the first page')

  const { body } = await admin.get(`${series}/file`)
  t.match(body, '"A101","綜合行政","General administration","","","","","0",""\r\n')
  t.match(body, '"L01","校園防護","Campus safety","","","","","1","A401"\r\n')

  const offered = (today: string) => codesOn(codesOf('job_series'), today).map(({ zh }) => zh)
  t.ok(offered('2026-11-30')?.includes('校園防護'))
  t.equal((await admin.post(`${series}/end`, { ended: 'L01', valid_to: '115/11/30', version: '2' })).statusCode, 303)
  t.ok(offered('2026-11-30')?.includes('校園防護'), 'the last day is a day of use')
  t.notOk(offered('2026-12-01')?.includes('校園防護'))
  t.ok(
    codesOf('job_series').some(({ code }) => code === 'L01'),
    'and still known',
  )
  t.equal((await admin.post(`${series}/end`, { ended: 'L01', valid_to: '', version: '3' })).statusCode, 303)
  t.ok(offered('2026-12-01')?.includes('校園防護'))

  const told = await deps.db.select().from(events).where(eq(events.about, 'job_series'))
  t.same(
    told.map(({ what }) => what),
    ['code-table.value-added', 'code-table.value-ended', 'code-table.value-ended'],
  )
})

t.test('a local value of a code field is marked in the form', async t => {
  const { admin } = await withAdmin(t)
  const sent = { code: 'step_parent', zh: '繼父母', en: 'Step-parent', version: '1' }
  t.equal((await admin.post('/administration/code-tables/relations', sent)).statusCode, 303)
  const today = '2026-11-30'
  const [relation] = rowControls(
    sectionOf('family'),
    {},
    { language: 'zh-TW', today, isOwn: false, only: ['relation'] },
  )
  t.ok(relation?.options?.some(({ value, text }) => value === 'step_parent' && text === '繼父母（自訂）'))
})

t.test('a row keeps a code that has ended when something else of it is changed', async t => {
  const { admin, chen, deps, add } = await withAdmin(t)
  const { personId } = await add('lin')
  await enter(chen)
  const rowId = await addRow(deps, personId, 'family', { relation: 'partner', name: '林小英' })
  const end = { ended: 'partner', valid_to: '115/01/31', version: '1' }
  t.equal((await admin.post('/administration/code-tables/relations/end', end)).statusCode, 303)
  const [home, entry] = [`/people/${personId}`, `/people/${personId}/rows/${rowId}/entry`]
  await chen.get(home)
  await chen.post(`${home}/opening`, { purpose: '核對人事資料' })
  const form = formIn(await chen.get(entry), entry)
  t.equal(form?.['row_relation'], 'partner')
  const sent = await chen.post(entry, { ...form, row_job: '農', reason: '更正' })
  t.equal(sent.statusCode, 303)
  t.match(await records.row(deps.db, deps.ring, personId, rowId), { data: { relation: 'partner', job: '農' } })
  const blank = await chen.get(`${home}/sections/family/entry`)
  t.notMatch(blank.body, 'value="partner"', 'a new row is not offered it')
})

t.test('a code is typed by its name; what may be several is answered with choices, and nothing is lost', async t => {
  const { chen, deps, add } = await withAdmin(t)
  const { personId } = await add('lin')
  await enter(chen)
  const home = `/people/${personId}`
  await chen.get(home)
  await chen.post(`${home}/opening`, { purpose: '核對人事資料' })
  const entry = `${home}/sections/language/entry`
  const blank = formIn(await chen.get(entry), entry)
  const typed = { ...blank, row_lang: '語', row_test: '全民英檢', reason: '補登' }
  const asked = await chen.post(entry, typed)
  t.equal(asked.statusCode, 422)
  t.match(asked.body, '「語」可能是英語、日語、')
  t.match(asked.body, /type="radio"[^>]*name="row_lang_choice"[^>]*value="en"[^>]*>[\s\S]{0,90}英語/)
  const form = formIn(asked, entry)
  t.match(form, { row_lang: '語', row_test: '全民英檢', reason: '補登' })
  t.equal((await chen.post(entry, { ...form, row_lang_choice: 'en' })).statusCode, 303)
  t.equal((await chen.post(entry, { ...blank, row_lang: '日語', reason: '補登' })).statusCode, 303)
  const rows = (await records.ofPerson(deps.db, deps.ring, personId)).filter(({ section }) => section === 'language')
  t.same(rows.map(({ data }) => data['lang']).toSorted(), ['en', 'ja'])
  const chosen = { row_lang: '語', row_lang_choice: 'en' }
  const without = await chen.post(entry, { ...typed, ...chosen, reason: '' })
  t.equal(without.statusCode, 422)
  t.match(formIn(without, entry), chosen, 'what was chosen stays')
  const retyped = await chen.get(`${home}/sections/language/entry`)
  const anew = { ...formIn(retyped, entry), ...chosen, row_lang: '法語', reason: '補登' }
  t.equal((await chen.post(entry, anew)).statusCode, 303)
  const newest = (await records.ofPerson(deps.db, deps.ring, personId)).filter(({ data }) => data['lang'] === 'fr')
  t.equal(newest.length, 1, 'whoever types something else after all means that')
  const unknown = await chen.post(entry, { ...blank, row_lang: '火星文', reason: '補登' })
  t.equal(unknown.statusCode, 422)
  t.match(formIn(unknown, entry), { row_lang: '火星文' })
})

t.test('a code that has ended can be chosen for an entry of before its last day, and for none after', async t => {
  const { admin, chen, add } = await withAdmin(t)
  const { personId } = await add('lin')
  await enter(chen)
  const end = { ended: 'other', valid_to: '115/01/31', version: '1' }
  const kinds = '/administration/code-tables/honour_kinds'
  const code = codesOf('honour_kinds')[0]?.code ?? ''
  t.equal((await admin.post(`${kinds}/end`, { ...end, ended: code })).statusCode, 303)
  const home = `/people/${personId}`
  await chen.get(home)
  await chen.post(`${home}/opening`, { purpose: '核對人事資料' })
  const entry = `${home}/sections/honour/entry`
  const page = await chen.get(entry)
  t.match(page.body, new RegExp(`<optgroup label="已停用">\\s*<option value="${code}"`))
  const sent = {
    ...formIn(page, entry),
    row_kind: code,
    row_name: '服務獎章',
    row_doc_no: '示教人字第1150000001號',
    row_agency: '教育部',
    reason: '補登',
    authority_name: '教育部',
    authority_day: '115/01/31',
    authority_number: '示教人字第1150000001號',
  }
  const late = await chen.post(entry, { ...sent, row_date: '115/02/01' })
  t.equal(late.statusCode, 422)
  t.match(late.body, '請從清單中選一項')
  t.equal((await chen.post(entry, { ...sent, row_date: '115/01/31' })).statusCode, 303)
})

t.test('what cannot be a code of a table is refused, with what was typed', async t => {
  const { admin, deps } = await withAdmin(t)
  const refusals: [Record<string, string>, string][] = [
    [{ code: '代碼' }, '請用 1 到 20 個英文字母'],
    [{ code: 'a101' }, '已經有這個代碼'],
    [{ zh: '' }, '名稱：請填寫'],
    [{ zh: '綜合行政' }, '其他名稱相同'],
    [{ maps_to: 'Z999' }, '請填這張表裡的正式代碼'],
    [{ valid_from: '115/02/30' }, '115/02/30'],
    [{ zh: '長'.repeat(61) }, '61'],
  ]
  for (const [wrong, said] of refusals) {
    const answer = await admin.post(series, { ...campus, ...wrong, version: '1' })
    t.equal(answer.statusCode, 422, said)
    t.match(answer.body, said)
    t.match(answer.body, 'value="Campus safety"')
  }
  const unknown = await admin.post(`${series}/end`, { ended: 'L01', version: '1' })
  t.equal(unknown.statusCode, 422)
  const closed = await admin.post('/administration/code-tables/readers', { ...campus, version: '1' })
  t.equal(closed.statusCode, 422)
  t.match(closed.body, '這張代碼表不能新增代碼')
  const end = { ended: '1', valid_to: '115/12/31', version: '1' }
  const asked = await admin.post('/administration/code-tables/sexes/end', end)
  t.equal(asked.statusCode, 422)
  t.match(asked.body, '系統會用到這個代碼')
  t.match(asked.body, '可以更名，但不能停用：男、女。')
  t.equal((await admin.get('/administration/code-tables/nowhere')).statusCode, 404)
  t.ok(
    (await deps.db.select().from(codeTables)).every(({ version }) => version === 1),
    'nothing was changed',
  )
})

t.test('of two administrators at once the later one is shown what the table has now', async t => {
  const { admin } = await withAdmin(t)
  const second = { code: 'L02', zh: '另一個', en: 'Another', version: '1' }
  const answers = await Promise.all([admin.post(series, { ...campus, version: '1' }), admin.post(series, second)])
  t.same(answers.map(({ statusCode }) => statusCode).toSorted(), [303, 409])
  const late = answers.find(({ statusCode }) => statusCode === 409)
  t.match(late?.body, '剛才有人變更過')
  t.match(late?.body, 'name="version" value="2"')
})

const workbook = (format: 'ods' | 'xlsx', lines: SheetCell[][]) => {
  // no spreadsheet program says which of the two it is
  return { name: 'series', type: 'application/octet-stream', bytes: writeWorkbook(lines, { format, name: '職系' }) }
}

t.test('a table is taken away and loaded as ODS and XLSX as well', async t => {
  const { admin } = await withAdmin(t)
  const local = [
    ['code', 'zh', 'en', 'valid_from'],
    ['007', '=校園防護', 'Campus safety', { day: '2026-08-01' }],
  ]
  const dry = await admin.upload(`${series}/load`, 'file', workbook('ods', local))
  t.match(dry.body, /新增 1 個、變更 0 個、停用 0 個，相同 0 個/)
  t.equal((await admin.post(`${series}/values`, formIn(dry, `${series}/values`))).statusCode, 303)
  const value = codesOf('job_series').at(-1)
  t.same(value, { code: '007', zh: '=校園防護', en: 'Campus safety', validFrom: '2026-08-01', isLocal: true })
  for (const format of ['ods', 'xlsx'] as const) {
    const { headers, rawPayload: bytes } = await admin.get(`${series}/file?format=${format}`)
    t.match(headers, { 'content-disposition': `filename="job_series.${format}"`, 'cache-control': 'no-store' })
    const again = await admin.upload(`${series}/load`, 'file', { name: 'x', type: '', bytes })
    t.match(again.body, '檔案內容和目前的代碼表相同', format)
  }
  const said: [SheetCell[][], string][] = [
    [Array.from({ length: 2002 }, () => ['x']), '列數或欄數太多'],
    [[['code', 'zh', 'en'], ...Array.from({ length: 1000 }, () => ['1', '字'.repeat(30), ''])], '超過 64 KB'],
    [
      [
        ['code', 'zh', 'en'],
        ['1', '甲', 'A'],
        ['1', '乙', 'B'],
      ],
      '有兩列是這個代碼',
    ],
  ]
  for (const [lines, sentence] of said) {
    const answer = await admin.upload(`${series}/load`, 'file', workbook('xlsx', lines))
    t.equal(answer.statusCode, 422)
    t.match(answer.body, sentence)
  }
})

const csv = (text: string) => ({ name: 'series.csv', type: 'text/csv', bytes: Buffer.from(text) })

t.test(
  'an administrator loads a table from a file, after a dry run that says what changes and where it is used',
  async t => {
    const { admin, deps, add } = await withAdmin(t)
    const { personId } = await add('lin')
    await addRow(deps, personId, 'post', { series: '新聞傳播', staff_kind: 'civil' })
    const whole = (await admin.get(`${series}/file`)).body
    const same = await admin.upload(`${series}/load`, 'file', csv(whole))
    t.equal(same.statusCode, 200)
    t.match(same.body, '檔案內容和目前的代碼表相同')
    const part = await admin.upload(
      `${series}/load`,
      'file',
      csv(`${whole.split('\r\n').slice(0, 2).join('\r\n')}\r\n`),
    )
    t.match(part.body, /相同 1 個。檔案未列出的 57 個代碼維持不變/, 'without a blank between two sentences')

    const edited = `${whole.replace('communication","","","",""', 'communication","","","","115/12/31"')}L01,=校園防護,Campus safety,,,115/8/1,,,A401\r\n`
    const dry = await admin.upload(`${series}/load`, 'file', csv(edited))
    t.match(dry.body, /新增 1 個、變更 0 個、停用 1 個，相同 57 個/)
    t.match(dry.body, /經歷及現職：職系[\s\S]*示範國小[\s\S]*<td[^>]*>1<\/td>/)
    t.notOk(
      codesOf('job_series').some(({ code }) => code === 'L01'),
      'nothing was written yet',
    )
    const form = formIn(dry, `${series}/values`)
    const done = await admin.post(`${series}/values`, form)
    t.equal(done.statusCode, 303)
    t.match(
      codesOf('job_series').find(({ code }) => code === 'A105'),
      { zh: '新聞傳播', validTo: '2026-12-31' },
    )
    const local = { code: 'L01', zh: '=校園防護', validFrom: '2026-08-01', isLocal: true, mapsTo: 'A401' }
    t.match(codesOf('job_series').at(-1), local)
    const told = await deps.db.select().from(events).where(eq(events.about, 'job_series'))
    t.match(told, [{ what: 'code-table.loaded', details: { added: 1, changed: 0, ended: 1 } }])
    const again = await admin.upload(`${series}/load`, 'file', csv((await admin.get(`${series}/file`)).body))
    t.match(again.body, '檔案內容和目前的代碼表相同', 'what was taken away is read as it stands')
  },
)

t.test('what takes longer to count than anybody waits is counted later, and told on the page of the table', async t => {
  const { admin, deps, add } = await withAdmin(t)
  const { personId } = await add('lin')
  await addRow(deps, personId, 'post', { series: '新聞傳播', staff_kind: 'civil' })
  const lines = 'code,zh,en,valid_to\nA105,新聞傳播,Information and communication,115/12/31\n'
  const dry = await deps.db.transaction(async tx => {
    await tx.execute('lock table record_rows in access exclusive mode')
    return admin.upload(`${series}/load`, 'file', csv(lines))
  })
  t.match(dry.body, '完成後會列在這張代碼表的頁面')
  t.match((await admin.get(series)).body, /新聞傳播<\/p>\s*<p class="note">正在統計/)
  await countCodes(deps)
  t.match((await admin.get(series)).body, /經歷及現職：職系[\s\S]*示範國小[\s\S]*<td[^>]*>1<\/td>/)
  const before = await deps.db.select().from(codeCounts)
  await countCodes(deps)
  t.same(await deps.db.select().from(codeCounts), before, 'what was counted is not counted again')
})

t.test('who ends a code on the page of its table is told there which entries have it', async t => {
  const { admin, deps, add } = await withAdmin(t)
  const { personId } = await add('lin')
  await addRow(deps, personId, 'post', { series: '新聞傳播', staff_kind: 'civil' })
  const end = (valid_to: string, version: string) => admin.post(`${series}/end`, { ended: 'A105', valid_to, version })
  t.equal((await end('', '1')).statusCode, 303)
  t.notMatch((await admin.get(series)).body, '正在統計', 'a code that goes on is not counted')
  t.equal((await end('115/12/31', '2')).statusCode, 303)
  const { body } = await admin.get(series)
  t.match(body, /新聞傳播<\/p>\s*<p class="note">正在統計/)
  t.match(body, /<p>\s*共 \d+ 筆\s*<\/p>/, 'and still how many values there are')
  await countCodes(deps)
  t.match((await admin.get(series)).body, /經歷及現職：職系[\s\S]*示範國小[\s\S]*<td[^>]*>1<\/td>/)
})

t.test('a file tells its problems line by line, and nothing of it is loaded', async t => {
  const { admin, deps } = await withAdmin(t)
  const upload = (text: string) => admin.upload(`${series}/load`, 'file', csv(text))
  const files: [string, string][] = [
    ['code;zh;en\nL01;甲;A\n', '至少要有 code、zh、en'],
    ['code,zh,en,colour\nL01,甲,A,red\n', '至少要有 code、zh、en'],
    ['code,zh,en\n', '沒有任何代碼'],
    ['code,zh,en\nL01,甲\n', '欄數和第一列不同'],
    ['code,zh,en\nL01,甲,A\nL01,乙,B\n', '有兩列是這個代碼'],
    ['code,zh,en\nL01,甲,A\nL02,甲,B\n', '其他名稱相同'],
    ['code,zh,en,local\nA105,新聞傳播,Information and communication,1\n', '已有的代碼不能改變'],
    ['code,zh,en,valid_from,valid_to\nL01,甲,A,115/2/1,115/1/31\n', '不可早於啟用日'],
    ['code,zh,en,valid_to\nL01,甲,A,115/2/30\n', '日期請填民國'],
    ['code,zh,en,maps_to\nL01,甲,A,L01\n', '請填這張表裡的正式代碼'],
    ['code,zh,en,local,maps_to\nX01,甲,A,0,A101\n', '請填這張表裡的正式代碼'],
    [`code,zh,en\nL01,${'長'.repeat(61)},A\n`, '超過 60 個字'],
    ['code,zh,en\n1,"甲"乙,A\n', '第 2 列起無法讀取'],
    [`code,zh,en\n${'x'.repeat(70_000)}`, '超過 64 KB'],
    ['', '請選擇有內容的檔案'],
  ]
  for (const [text, said] of files) {
    const answer = await upload(text)
    t.equal(answer.statusCode, 422, said)
    t.match(answer.body, new RegExp(said))
    t.notMatch(answer.body, '更新代碼表</button>')
  }
  const readers = await admin.upload('/administration/code-tables/readers/load', 'file', csv('code,zh,en\n3,甲,A\n'))
  t.equal(readers.statusCode, 422)
  const forged = { lines: 'code,zh,en\n3,甲,A\n', version: '1' }
  t.equal((await admin.post('/administration/code-tables/readers/values', forged)).statusCode, 422)
  t.ok((await deps.db.select().from(codeTables)).every(({ version }) => version === 1))
})

t.test('an official value is renamed by a file, and its new name outlives the next version of the program', async t => {
  const { admin, deps } = await withAdmin(t)
  const kinds = '/administration/code-tables/staff_kinds'
  const lines = 'code,zh,en,maps_to\ncontract,聘用人員,Contract staff,12\nteacher,編制內教師,Teacher on the staff,40\n'
  const dry = await admin.upload(`${kinds}/load`, 'file', csv(lines))
  t.match(dry.body, /新增 0 個、變更 2 個、停用 0 個/)
  t.equal((await admin.post(`${kinds}/values`, formIn(dry, `${kinds}/values`))).statusCode, 303)
  await store.ship(
    deps.db,
    shippedTables.map(table => ({ ...table, en: `${table.en}!` })),
  )
  const now = (await store.all(deps.db)).find(({ id }) => id === 'staff_kinds')
  t.match(now, { en: 'Kinds of staff!' })
  t.match(
    now?.values.find(({ code }) => code === 'teacher'),
    { zh: '編制內教師', mapsTo: '40' },
  )
  t.match((await admin.get(kinds)).body, /teacher 的對應代碼：[^<]*→ 40/)
})

t.test('a text that was the name of a value is still known by it when the value is renamed', async t => {
  const { admin, deps, add } = await withAdmin(t)
  const { personId } = await add('lin')
  await addRow(deps, personId, 'post', { series: '新聞傳播', staff_kind: 'civil' })
  const head = 'code,zh,en,valid_to\n'
  for (const [i, line] of ['A105,新聞與傳播,News,\n', 'A105,傳播,News,115/12/31\n'].entries()) {
    const dry = await admin.upload(`${series}/load`, 'file', csv(head + line))
    if (i === 1) t.match(dry.body, /經歷及現職：職系[\s\S]*<td[^>]*>1<\/td>/)
    t.equal((await admin.post(`${series}/values`, formIn(dry, `${series}/values`))).statusCode, 303)
  }
  const field = sectionOf('post').fields.find(({ id }) => id === 'series') as Field
  for (const text of ['新聞傳播', '新聞與傳播', '傳播']) {
    t.same(officialCodes(field, text), [{ ok: true, code: 'A105' }], text)
  }
})

t.test('as what a value leaves is said later as well, with who said so and when', async t => {
  const { admin, deps } = await withAdmin(t)
  await admin.post(series, { ...campus, maps_to: '', version: '1' })
  const mapping = `${series}/mapping`
  t.equal((await admin.post(mapping, { mapped: 'L01', maps_to_code: 'A401', version: '2' })).statusCode, 303)
  t.equal(codesOf('job_series').at(-1)?.mapsTo, 'A401')
  t.equal((await admin.post(mapping, { mapped: 'L01', maps_to_code: '', version: '3' })).statusCode, 303)
  t.equal(codesOf('job_series').at(-1)?.mapsTo, undefined)
  const late = await admin.post(mapping, { mapped: 'L01', maps_to_code: 'A107', version: '3' })
  t.equal(late.statusCode, 409)
  const { body } = await admin.get(series)
  t.match(body, new RegExp(`11 月 23 日[\\s\\S]*${admin.name}[\\s\\S]*L01 的對應代碼：A401 → `))
  const told = await deps.db.select().from(events).where(eq(events.what, 'code-table.value-mapped'))
  t.match(
    told.map(({ details }) => details),
    [
      { code: 'L01', from: null, to: 'A401' },
      { code: 'L01', from: 'A401', to: null },
    ],
  )
  const refusals: [string, string, string][] = [
    ['L01', 'L01', '自訂代碼請填這張表裡的正式代碼'],
    ['L01', 'Z999', '自訂代碼請填這張表裡的正式代碼'],
    ['A107', 'A401', '這是正式代碼，不必對應'],
    ['Z999', 'A401', '這張表沒有這個代碼'],
  ]
  for (const [mapped, to, said] of refusals) {
    const answer = await admin.post(mapping, { mapped, maps_to_code: to, version: '4' })
    t.equal(answer.statusCode, 422, said)
    t.match(answer.body, said)
  }
})

t.test('the longest file comes through the page of its dry run', async t => {
  const { admin } = await withAdmin(t)
  const sign = (i: number) => String.fromCharCode(0x4e00 + i)
  const lines = Array.from({ length: 1990 }, (_, i) => `w${i},代碼${sign(i)}號碼,ab,,,,,,\n`).join('')
  const dry = await admin.upload(`${series}/load`, 'file', csv(`${codeColumns.join(',')}\n${lines}`))
  t.equal(dry.statusCode, 200)
  const done = await admin.post(`${series}/values`, formIn(dry, `${series}/values`))
  t.equal(done.statusCode, 303)
  t.equal(codesOf('job_series').filter(({ isLocal }) => isLocal).length, 1990)
})

t.test('of two files loaded at once the later one is tried again against what the table has now', async t => {
  const { admin } = await withAdmin(t)
  const [one, other] = ['L01,甲,A', 'L02,乙,B'].map(line => ({ lines: `code,zh,en\n${line}\n`, version: '1' }))
  const answers = await Promise.all([admin.post(`${series}/values`, one), admin.post(`${series}/values`, other)])
  t.same(answers.map(({ statusCode }) => statusCode).toSorted(), [303, 409])
  const late = answers.find(({ statusCode }) => statusCode === 409)
  t.match(late?.body, '剛才有人變更過')
  t.equal(formIn({ body: late?.body ?? '' }, `${series}/values`)?.['version'], '2')
})

t.test('HR has no say in the code tables, and does not see these pages', async t => {
  const { chen } = await withAdmin(t)
  await enter(chen)
  for (const url of ['/administration/code-tables', series, `${series}/file`, `${series}/load`]) {
    t.equal((await chen.get(url)).statusCode, 404, url)
  }
  t.equal((await chen.post(series, { ...campus, version: '1' })).statusCode, 404)
  t.equal((await chen.post(`${series}/mapping`, { mapped: 'A105', version: '1' })).statusCode, 404)
  const lines = 'code,zh,en\nL01,甲,A\n'
  t.equal((await chen.post(`${series}/values`, { lines, version: '1' })).statusCode, 404)
  t.equal((await chen.upload(`${series}/load`, 'file', csv(lines))).statusCode, 404)
  t.notOk(codesOf('job_series').some(({ code }) => code === 'L01'))
})
