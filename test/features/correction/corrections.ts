import { eq } from 'drizzle-orm'
import type { Test } from 'tap'
import t from 'tap'
import type { Row } from '../../../server/domain/record/field.ts'
import { sectionOf } from '../../../server/domain/record/sections.ts'
import * as correctionStore from '../../../server/store/correction/corrections.ts'
import * as locks from '../../../server/store/record/locks.ts'
import * as records from '../../../server/store/record/records.ts'
import { corrections, evidence, notices, savedForms, signatures } from '../../../server/store/schema.ts'
import { visitor } from '../../support/app/app.ts'
import { errorsIn, formIn, inputsIn, summary, unescaped, walk, words } from '../../support/app/pages.ts'
import {
  acceptCorrection,
  attach,
  draftForm,
  fill,
  goesTo,
  pdf,
  sendByPages,
  sendUnsigned,
  beginCorrection,
  takeCorrection,
} from '../../support/correction/by-pages.ts'
import { addAgency, signIn } from '../../support/person/people.ts'
import { enter, startSchool } from '../../support/person/school.ts'
import { goodRow } from '../../support/record/rows.ts'
import { somebodyWaits } from '../../support/running/waiting.ts'

const uuid = '3f1e0c6a-0000-4000-8000-000000000001'

/** A teacher with a whole record of two sections, and HR of the same school; all signed in just now. */
async function withRecord(t: Test) {
  const school = await startSchool(t, ['lin', 'chen'], { chen: { roles: ['hr_officer', 'hr_chief'] } })
  const { deps, agencyId, lin, chen } = school
  const [own] = await records.ofPerson(deps.db, deps.ring, lin.personId)
  if (!own) throw new Error('no basic data')
  const basic: Row = {
    ...goodRow(sectionOf('basic'), 1, { filled: true }),
    ...own.data,
    sex: '2',
    birth_date: '1980-05-01',
    passport_no: 'TR1234567',
  }
  const education: Row = {
    school: '示範大學',
    country: 'TW',
    dept: '數學系',
    start_ym: '1998-09',
    end_ym: '2002-06',
    result: 'graduated',
    degree: '50',
    cert_no: '示大字第1150000001號',
    is_highest: true,
  }
  const educationId = records.newRowId()
  await deps.db.transaction(async tx => {
    const by = { accountId: chen.accountId, role: 'hr_officer', agencyId, requestId: null }
    const change = { personId: lin.personId, source: 'hr_entry' as const, writer: 'program' as const, reason: '登錄' }
    const { id: rowId } = own
    const keeps = { ...change, section: 'basic', rowId, operation: 'change' as const, baseVersion: 1, data: basic }
    await records.write(tx, deps.ring, keeps, by, deps.clock())
    const adds = { section: 'education', rowId: educationId, operation: 'add' as const, baseVersion: null }
    await records.write(tx, deps.ring, { ...change, ...adds, data: education }, by, deps.clock())
  })
  for (const one of [lin, chen]) await enter(one)
  const rowOf = async (id: string) => (await records.row(deps.db, deps.ring, lin.personId, id))?.data
  return {
    ...school,
    rowOf,
    basic: { id: own.id, start: `change:basic:${own.id}` },
    education: { id: educationId, start: `change:education:${educationId}` },
    find: (id: string) => correctionStore.find(deps.db, deps.ring, id),
  }
}

const later = Object.fromEntries([['chosen', 'later']])
const toFields = Object.fromEntries([['chosen', 'fields']])

t.test('a draft may be unfinished, waits in the list, and is there again the next day', async t => {
  const { app, lin, education, setClock } = await withRecord(t)
  const id = await beginCorrection(lin, 'add:education')
  goesTo(await fill(lin, id, { row_school: '夜間大學', row_start_ym: '100/9', ...later }), '/corrections')
  t.match((await lin.get('/corrections')).body, `/corrections/${id}`)
  t.match((await lin.get('/record')).body, /繼續填寫民國 115 年 11 月 23 日 14:00 開始的草稿/)

  setClock(new Date('2026-11-24T01:00:00Z'))
  const tomorrow = visitor(app)
  await signIn(tomorrow, lin)
  const path = `/corrections/${id}/edit`
  const form = formIn(await tomorrow.get(path), path)
  t.match(form, { row_school: '夜間大學', row_start_ym: '100/09', row_country: 'TW', row_dept: '', reason: '' })
  goesTo(await tomorrow.get(`/corrections/${id}`), path)

  t.equal(await beginCorrection(tomorrow, education.start), await beginCorrection(tomorrow, education.start))
  await tomorrow.get(`/corrections/${id}/withdrawal`)
  await tomorrow.post(`/corrections/${id}/withdrawal`)
  t.notMatch((await tomorrow.get('/corrections')).body, id)
})

t.test('a change begins with what is wrong, and shows what the record has beside what is right', async t => {
  const { lin, education, basic, find } = await withRecord(t)
  await lin.get('/record')
  const begun = await lin.post('/corrections', { start: education.start })
  const path = begun.headers.location ?? ''
  t.match(path, /^\/corrections\/[0-9a-f-]{36}\/fields$/)
  const id = path.split('/')[2] ?? ''
  const edit = `/corrections/${id}/edit`
  const choice = await lin.get(path)
  t.match(choice.body, /<label for="field_dept"><b>[^<]+<\/b> <span>數學系<\/span><\/label>/)
  t.notMatch(choice.body, ' checked')

  goesTo(await lin.get(edit), path)
  goesTo(await lin.get(`${edit}?chosen=yes&field_nothing=yes`), `${path}?none=yes`)
  t.match((await lin.get(`${path}?none=yes`)).body, /<a href="#field">請選擇至少一個有錯的欄位。/)

  const page = await lin.get(`${edit}?chosen=yes&field_dept=yes&field_is_highest=yes`)
  const inputs = inputsIn(page, edit).filter(name => name.startsWith('row_'))
  t.same(inputs, ['row_dept', 'row_is_highest'])
  t.match(page.body, /id="row_dept-now">目前登錄：<b>數學系<\/b>/)
  t.match(page.body, /aria-describedby="row_dept-now"/)
  t.match(page.body, /<fieldset class="field" aria-describedby="row_is_highest-now">/)

  const form = formIn(page, edit) ?? {}
  goesTo(await lin.post(edit, { ...form, row_dept: '物理系', row_school: '別的學校', ...toFields }), path)
  t.match(await find(id), { items: [{ field: 'dept', new: '物理系' }] })
  t.equal((await find(id))?.items.length, 1, 'what was not chosen is not changed')
  const again = await lin.get(path)
  t.match(again.body, / name="field_dept" value="yes" checked/)
  t.match(formIn(await lin.get(edit), edit), { fields: 'dept', row_dept: '物理系' })

  const other = await lin.get(`${edit}?chosen=yes&field_school=yes`)
  goesTo(await lin.post(edit, { ...formIn(other, edit), row_school: '示範師大', ...later }), '/corrections')
  t.match(await find(id), { items: [{ field: 'school', new: '示範師大' }] })
  t.equal((await find(id))?.items.length, 1, 'what is not chosen any more is as it was')

  const own = await lin.get(`/corrections/${await beginCorrection(lin, basic.start)}/fields`)
  t.match(own.body, 'field_birth_date')
  t.notMatch(own.body, 'field_email_priv', 'what one changes oneself needs no correction')
  t.match(own.body, '<a href="/record/basic/own">')
})

t.test('what was chosen is there again, also what was mistyped or not changed yet', async t => {
  const { lin, education, find } = await withRecord(t)
  const id = await beginCorrection(lin, education.start)
  const edit = `/corrections/${id}/edit`
  const page = await lin.get(`${edit}?chosen=yes&field_school=yes&field_dept=yes&field_start_ym=yes`)
  const refused = await lin.post(edit, { ...formIn(page, edit), row_dept: '物理系', row_start_ym: '91/13', ...later })
  t.equal(refused.statusCode, 422)
  t.match(formIn(await lin.get(edit), edit), { fields: 'school,dept,start_ym', row_dept: '物理系' })
  t.match((await find(id))?.items, [{ field: 'dept' }])
  const choice = await lin.get(`/corrections/${id}/fields`)
  t.equal(choice.body.match(/ name="field_\w+" value="yes" checked/g)?.length, 3)
})

t.test('a change is not held up by what the record lacked before, but by what it makes wrong', async t => {
  const { lin, chen, deps, education, rowOf } = await withRecord(t)
  await deps.db.transaction(async tx => {
    const by = { accountId: chen.accountId, role: 'hr_officer', agencyId: null, requestId: null }
    const known = { personId: lin.personId, section: 'education', rowId: education.id, baseVersion: 1 }
    const change = {
      operation: 'change' as const,
      source: 'hr_entry' as const,
      writer: 'program' as const,
      reason: '舊資料',
    }
    const data = { ...(await rowOf(education.id)), degree: null }
    await records.write(tx, deps.ring, { ...known, ...change, data }, by, deps.clock())
  })
  const id = await beginCorrection(lin, education.start)
  const edit = `/corrections/${id}/edit`
  const chosen = async (field: string) => formIn(await lin.get(`${edit}?chosen=yes&field_${field}=yes`), edit) ?? {}
  const late = await lin.post(edit, { ...(await chosen('start_ym')), row_start_ym: '100/9', reason: '如附件' })
  t.equal(late.statusCode, 422)
  t.equal(errorsIn(late).length, 1, 'the degree was missing before')
  t.ok(inputsIn(late, edit).includes('row_end_ym'), 'the other month is there to be put right')

  goesTo(
    await lin.post(edit, { ...(await chosen('dept')), row_dept: '物理系', reason: '如附件' }),
    `/corrections/${id}/evidence`,
  )
  goesTo(await attach(lin, id), `/corrections/${id}/evidence`)
  t.same(errorsIn(await lin.get(`/corrections/${id}/check`)), [])
})

t.test('what was sent says by when it is answered, and by what one is told', async t => {
  const { lin, chen, education } = await withRecord(t)
  const id = await sendByPages(lin, education.start, { row_dept: '物理系' })
  const receipt = await lin.get(`/corrections/${id}`)
  t.match(receipt.body, /<h1>校正申請 115-000001<\/h1>/)
  t.match(receipt.body, /接下來.*人事室最遲在民國 115 年 12 月 23 日答覆.*還可以撤回/s)
  await acceptCorrection(chen, chen, id)
  t.notMatch((await lin.get(`/corrections/${id}`)).body, '接下來')
})

t.test('what came back and is not finished yet is not shown to HR as if it were sent', async t => {
  const { lin, chen, education, find } = await withRecord(t)
  const id = await sendByPages(lin, education.start, { row_dept: '物理系' })
  await takeCorrection(chen, id)
  goesTo(await chen.post(`/review/${id}/return`, { return_text: '請補正本', return_day: '115/12/3' }), `/review/${id}`)
  const refused = await fill(lin, id, { row_dept: '化學系', row_start_ym: 'x', reason: '如附件' })
  t.equal(refused.statusCode, 422)
  t.match(await find(id), { state: 'returned', items: [{ field: 'dept', new: '物理系' }] })
})

t.test('of the forms that wait for somebody only the newest are kept', async t => {
  const { lin, setClock, deps } = await withRecord(t)
  await lin.get('/account')
  setClock(new Date('2026-11-23T06:11:00Z'))
  for (let i = 0; i < 12; i += 1) await lin.post('/account/lock', { _once: '', reason: String(i) })
  t.ok((await deps.db.select().from(savedForms)).length <= 10)
})

t.test('what is being corrected already says so where one would begin', async t => {
  const { lin, basic, education } = await withRecord(t)
  t.match((await lin.get('/record')).body, `value="${basic.start}"`)
  const id = await sendByPages(lin, basic.start, { row_name_roman: 'Mayaw' })
  const record = await lin.get('/record')
  t.match(record.body, `href="/corrections/${id}">校正申請 115-`)
  t.notMatch(record.body, `value="${basic.start}"`)
  const row = await lin.get(`/record/rows/${basic.id}`)
  t.match(row.body, `href="/corrections/${id}">校正申請 115-`)
  t.notMatch(row.body, 'name="start"')
  t.match((await lin.get(`/record/rows/${education.id}`)).body, `value="${education.start}"`)
})

t.test('a field that is needed only sometimes says when', async t => {
  const { lin } = await withRecord(t)
  const hintsOf = async (start: string) => {
    const { body } = await lin.get(`/corrections/${await beginCorrection(lin, start)}/edit`)
    return [...body.matchAll(/<p class="hint" id="row_([a-z_]+)-hint">([^<]*)</g)].map(
      ([, field, hint]) => `${field}: ${hint}`,
    )
  }
  const education = await hintsOf('add:education')
  t.ok(education.includes('cert_no: 照公文上的文號填寫；「修業結果」是畢業時必填'), education.join('\n'))
  t.ok(education.includes('end_ym: 民國年月，例如 115/9；「修業結果」不是就學中時必填'), education.join('\n'))
  t.match((await hintsOf('add:exam')).join('\n'), /: 民國年月日，例如 115\/11\/30；「[^」]+」是/)
  t.match((await hintsOf('add:post')).join('\n'), /填了「[^」]+」或「[^」]+」[^\n]*時必填/)
})

t.test('however often somebody begins a new row, there is one draft until something stands in it', async t => {
  const { lin, deps } = await withRecord(t)
  await lin.get('/record')
  const begin = async (start = 'add:education') => (await lin.post('/corrections', { start })).headers.location ?? ''
  const drafts = async () => (await deps.db.select().from(corrections)).length
  const { clicks } = await deps.db.transaction(async tx => {
    await locks.holdPerson(tx, lin.personId)
    const clicks = Promise.all([begin(), begin()])
    await somebodyWaits(deps.db, 2)
    return { clicks }
  })
  const [first = '', second] = await clicks
  t.equal(second, first)
  t.equal(await begin(), first)
  t.not(await begin('add:exam'), first, 'another section is another draft')
  t.equal(await drafts(), 2)

  const id = /[0-9a-f-]{36}/.exec(first)?.[0] ?? ''
  await attach(lin, id)
  const next = await begin()
  t.not(next, first, 'a file stands in the first one')
  await fill(lin, /[0-9a-f-]{36}/.exec(next)?.[0] ?? '', { row_school: '夜間大學', ...later })
  t.notOk([first, next].includes(await begin()), 'and words in the next')
  t.equal(await drafts(), 4)
})

t.test('what is missing or wrong is told at its field, and all that was typed stays', async t => {
  const { lin, find } = await withRecord(t)
  const id = await beginCorrection(lin, 'add:education')
  const typed = {
    row_school: '<b>"夜間" & \'大學</b>',
    row_start_ym: '去年九月',
    row_end_ym: '104/13',
    row_result: 'left',
    row_is_highest: 'no',
    reason: '第一行\n第二行',
    effective: '昨天',
  }
  const page = await fill(lin, id, typed)
  t.equal(page.statusCode, 422)
  t.match(formIn(page, `/corrections/${id}/edit`), typed)
  t.same(
    [...page.body.matchAll(/<li><a href="#([^"]+)">/g)].map(([, field]) => field),
    ['row_start_ym', 'row_end_ym', 'row_dept', 'row_degree', 'effective'],
  )
  const shown = inputsIn(page, `/corrections/${id}/edit`)
  t.ok(['row_start_ym', 'row_dept', 'effective'].every(name => shown.includes(name)))

  const unreadable = await fill(lin, id, { row_start_ym: 'x', ...later })
  t.equal(unreadable.statusCode, 422, 'what cannot be read cannot be kept, finished or not')
  t.match(await find(id), { state: 'draft' })
})

t.test('who leaves a form that was refused finds again what they typed, but for what nobody can read', async t => {
  const { lin } = await withRecord(t)
  const id = await beginCorrection(lin, 'add:education')
  const path = `/corrections/${id}/edit`
  goesTo(await fill(lin, id, { row_start_ym: '100/9', ...later }), '/corrections')
  const typed = { row_school: '夜間大學', row_dept: '數學系', reason: '畢'.repeat(501) }
  const refused = await fill(lin, id, { ...typed, row_start_ym: '十月', effective: '昨天' })
  t.equal(refused.statusCode, 422)
  t.match(formIn(await lin.get(path), path), {
    row_school: '夜間大學',
    row_dept: '數學系',
    row_start_ym: '100/09',
    reason: /^畢{500}$/,
    effective: '',
  })
  t.equal((await lin.post(path, formIn(refused, path))).statusCode, 422, 'the page that was refused can be sent again')
  t.not(errorsIn(await lin.get(`/corrections/${id}/check`)).length, 0, 'and nothing is complete by that')
})

t.test('of two windows the second is told, keeps its words, and may have its way', async t => {
  const { lin, education, find } = await withRecord(t)
  const id = await beginCorrection(lin, education.start)
  const path = `/corrections/${id}/edit`
  const one = await draftForm(lin, id)
  const two = await draftForm(lin, id)
  goesTo(await lin.post(path, { ...one, row_dept: '物理系', reason: '一' }), `/corrections/${id}/evidence`)

  const wrong = await lin.post(path, { ...two, row_dept: '化學系', row_start_ym: 'x', reason: '二' })
  t.equal(wrong.statusCode, 409, 'mistakes do not hide that there is a newer draft')
  t.match(errorsIn(wrong), [/另一個視窗/])
  const form = formIn(wrong, path)
  t.match(form, { row_dept: '化學系', row_start_ym: 'x', reason: '二', revision: '2' })
  t.match(await find(id), { reason: '一', items: [{ field: 'dept', new: '物理系' }] })

  goesTo(await lin.post(path, { ...form, row_start_ym: two['row_start_ym'] ?? '' }), `/corrections/${id}/evidence`)
  t.match(await find(id), { reason: '二', items: [{ field: 'dept', new: '化學系' }] })
})

t.test('two windows that save at the same moment do not both win', async t => {
  const { lin, education, find } = await withRecord(t)
  const id = await beginCorrection(lin, education.start)
  const path = `/corrections/${id}/edit`
  const form = await draftForm(lin, id)
  const answers = await Promise.all(
    ['一', '二', '三'].map(reason => lin.post(path, { ...form, row_dept: reason, reason })),
  )
  t.equal(answers.filter(({ statusCode }) => statusCode === 303).length, 1)
  t.equal(answers.filter(({ statusCode }) => statusCode === 409).length, 2)
  t.equal((await find(id))?.revision, 2)
  for (const lost of answers.filter(({ statusCode }) => statusCode === 409)) {
    t.match(formIn(lost, path), { reason: /[一二三]/, row_dept: /[一二三]/, revision: '2' })
  }
})

t.test('a form sent after the session ended comes back, mistakes and all', async t => {
  const { lin, education, setClock } = await withRecord(t)
  const id = await beginCorrection(lin, education.start)
  const path = `/corrections/${id}/edit`
  const form = await draftForm(lin, id)
  setClock(new Date('2026-11-23T06:21:00Z'))
  const typed = { row_dept: '長長的系名', row_start_ym: '二十年前', reason: '長長的理由' }
  const late = await lin.post(path, { ...form, ...typed })
  const back = new URL(late.headers.location ?? '', 'http://localhost').searchParams.get('next') ?? ''
  t.match(back, /^\/saved-forms\//)
  await signIn(lin, lin)
  const kept = formIn(await lin.get(back), path)
  t.match(kept, typed)
  const page = await lin.post(path, kept)
  t.equal(page.statusCode, 422)
  t.match(formIn(page, path), typed)
})

t.test('control characters are left out, wherever they are put', async t => {
  const { lin, education, find } = await withRecord(t)
  const id = await beginCorrection(lin, education.start)
  const typed = {
    row_dept: '數\u0000學\u001b系',
    row_school: '示範\u0000',
    reason: '理\u0000由\r\n二\u0007',
    effective: '',
  }
  goesTo(await fill(lin, id, typed), `/corrections/${id}/evidence`)
  t.match(await find(id), { reason: '理由\r\n二', items: [{ field: 'school', new: '示範' }] })
  t.equal((await lin.get('/corrections?q=%00')).statusCode, 200)
})

t.test('evidence: what is none is refused with its reason, and what was there stays', async t => {
  const { lin, education, deps } = await withRecord(t)
  const id = await beginCorrection(lin, education.start)
  goesTo(await fill(lin, id, { row_dept: '物理系', reason: '如附件' }), `/corrections/${id}/evidence`)
  goesTo(await attach(lin, id), `/corrections/${id}/evidence`)
  const max = deps.config.evidenceMaxBytes
  const kinds: [what: string, bytes: Buffer<ArrayBuffer>, name: string, told: RegExp][] = [
    ['no PDF at all', Buffer.from('MZ\u0090 I run'), '證書.pdf', /這不是 PDF、JPEG 或 PNG/],
    ['a page', Buffer.from('<html><script>alert(1)</script>'), 'a.png', /這不是 PDF/],
    ['too large', Buffer.concat([pdf().bytes, Buffer.alloc(max)]), 'big.pdf', /最大 1 MB/],
    ['empty', Buffer.alloc(0), 'empty.pdf', /是空的/],
    ['not chosen', Buffer.alloc(0), '', /請先選一個檔案/],
  ]
  for (const [what, bytes, name, told] of kinds) {
    const page = await attach(lin, id, { ...pdf(), name, bytes })
    t.equal(page.statusCode, 422, what)
    t.match(errorsIn(page), [told], what)
    t.match(page.body, '證明文件.pdf', what)
  }
  const exact = Buffer.concat([pdf().bytes, Buffer.alloc(max)]).subarray(0, max)
  goesTo(await attach(lin, id, { ...pdf(), bytes: exact }), `/corrections/${id}/evidence`)

  for (let i = 3; i <= 10; i += 1) goesTo(await attach(lin, id, pdf(`file ${i}`)), `/corrections/${id}/evidence`)
  const eleventh = await attach(lin, id, pdf('file 11'))
  t.equal(eleventh.statusCode, 422)
  t.match(errorsIn(eleventh), [/最多 10 份/])
  const [file] = await deps.db.select().from(evidence)
  await lin.post(`/corrections/${id}/evidence/${file?.id}/removal`)
  goesTo(await attach(lin, id, pdf('file 11')), `/corrections/${id}/evidence`)
  t.equal((await deps.db.select().from(evidence)).length, 10)
  t.match((await lin.get(`/corrections/${id}/edit`)).body, '物理系')
})

t.test('the same file twice is one, and no byte of it is kept in clear', async t => {
  const { lin, education, deps } = await withRecord(t)
  const id = await beginCorrection(lin, education.start)
  await attach(lin, id, pdf('my secret diploma'))
  await attach(lin, id, { ...pdf('my secret diploma'), name: 'again.pdf' })
  const kept = await deps.db.select().from(evidence)
  t.equal(kept.length, 1)
  t.notMatch(Buffer.from(kept[0]?.sealed ?? []).toString('latin1'), 'secret')
})

const names: [sent: string, shown: string][] = [
  ['../../etc/passwd.pdf', 'passwd.pdf'],
  ['C:\\Users\\x\\證書.pdf', '證書.pdf'],
  ['<img src=x onerror=alert(1)>.pdf', '<img src=x onerror=alert(1)>.pdf'],
  ['invoice.pdf.hta', 'invoice.pdf.hta.pdf'],
  ['證書\u202efdp.exe', '證書fdp.exe.pdf'],
  ['.htaccess', 'htaccess.pdf'],
  [`${'長'.repeat(300)}.pdf`, `${'長'.repeat(90)}…${'長'.repeat(5)}.pdf`],
]
t.test('whatever a file calls itself, it is shown and saved harmlessly', async t => {
  const { lin, education } = await withRecord(t)
  const id = await beginCorrection(lin, education.start)
  for (const [sent, shown] of names) {
    const { bytes, ...rest } = pdf(shown)
    goesTo(await attach(lin, id, { ...rest, bytes, name: sent }), `/corrections/${id}/evidence`)
    const page = await lin.get(`/corrections/${id}/evidence`)
    t.notMatch(page.body, '<img src=x')
    const links = [...page.body.matchAll(/<a href="([^"]+\/evidence\/[0-9a-f-]{36})">(.*?)<\/a>/g)]
    const [, address] = links.find(([, , name = '']) => unescaped(name) === shown) ?? []
    t.ok(address, shown)
    const file = await lin.get(address ?? '')
    t.equal(file.headers['content-type'], 'application/pdf')
    t.equal(file.headers['x-content-type-options'], 'nosniff')
    t.match(file.headers['content-security-policy'], /^sandbox/)
    const [, plain, encoded] =
      /^attachment; filename="([^"\\]*)"; filename\*=UTF-8''(\S+)$/.exec(String(file.headers['content-disposition'])) ??
      []
    t.notMatch(plain, /[^ -~]|\//)
    t.equal(decodeURIComponent(encoded ?? ''), shown)
    t.ok(file.rawPayload.equals(bytes))
  }
})

t.test('a correction is there for its owner and, once sent, for HR of the school; for nobody else', async t => {
  const { app, deps, lin, chen, education, add } = await withRecord(t)
  const id = await beginCorrection(lin, education.start)
  await fill(lin, id, { row_dept: '物理系', reason: '如附件' })
  await attach(lin, id)
  const [file] = await deps.db.select().from(evidence)
  t.equal((await chen.get(`/review/${id}`)).statusCode, 404, 'a draft is nobody else’s')
  t.equal((await chen.get(`/review/${id}/evidence/${file?.id}`)).statusCode, 404)
  await sendUnsigned(lin, id)
  t.equal((await chen.get(`/review/${id}`)).statusCode, 200)

  const elsewhere = await addAgency(deps, '999000002B', '別的國小')
  const colleague = await enter(await add('wang'))
  const otherChief = await enter(await add('huang', {}, elsewhere))
  const nobody = visitor(app)

  const pages = [
    '',
    '/edit',
    '/evidence',
    '/check',
    '/signing',
    '/withdrawal',
    '/signatures/1/text',
    `/evidence/${file?.id}`,
  ].map(page => `/corrections/${id}${page}`)
  const posts = ['/edit', '/unsigned', '/withdrawal', `/evidence/${file?.id}/removal`].map(
    to => `/corrections/${id}${to}`,
  )
  for (const stranger of [colleague, otherChief, chen]) {
    await stranger.get('/corrections')
    for (const page of pages) t.equal((await stranger.get(page)).statusCode, 404, page)
    for (const to of posts) t.equal((await stranger.post(to, { revision: '1', reason: 'x' })).statusCode, 404, to)
    t.equal((await attach(stranger, id)).statusCode, 404)
  }
  for (const stranger of [colleague, otherChief, lin]) {
    for (const page of ['', '/revealed', `/evidence/${file?.id}`]) {
      t.equal((await stranger.get(`/review/${id}${page}`)).statusCode, 404, page)
    }
    for (const to of ['/taking', '/decision', '/return', '/forwarding', '/authority', '/confirmation', '/extension']) {
      t.equal((await stranger.post(`/review/${id}${to}`, { all: 'accepted' })).statusCode, 404, to)
    }
  }
  t.match((await nobody.get(pages[0] ?? '')).headers.location, /^\/sign-in/)

  // a file is found only through the correction it belongs to
  await colleague.get('/record')
  const started = await colleague.post('/corrections', { start: 'add:exam' })
  const own = /^\/corrections\/([0-9a-f-]+)/.exec(started.headers.location ?? '')?.[1]
  t.equal((await colleague.get(`/corrections/${own}/evidence/${file?.id}`)).statusCode, 404)
  t.equal((await colleague.get(`/corrections/${uuid}`)).statusCode, 404)
  t.equal((await colleague.post('/corrections', { start: education.start })).statusCode, 404, 'another’s row')
})

const starts: [what: string, start: string, status: number][] = [
  ['nothing', '', 404],
  ['a section that is none', 'add:nothing', 404],
  ['a row to change that is not named', 'change:education', 404],
  ['a row that is none', `change:education:${uuid}`, 404],
  ['a row to add that is named', `add:education:${uuid}`, 404],
  ['an operation that is none', `drop:education:${uuid}`, 404],
  ['no uuid', `change:education:' or 1=1`, 404],
  ['a second row of a section that has one', 'add:basic', 409],
]
t.test('only what the record offers can be asked for', async t => {
  const { lin, education } = await withRecord(t)
  await lin.get('/record')
  for (const [what, start, status] of starts)
    t.equal((await lin.post('/corrections', { start })).statusCode, status, what)
  const misplaced = await lin.post('/corrections', { start: `change:basic:${education.id}` })
  t.equal(misplaced.statusCode, 404, 'a row of another section')
})

t.test(
  'a correction goes nowhere without evidence where its fields need some, and without changes or a reason',
  async t => {
    const { lin, education, find, deps } = await withRecord(t)
    const id = await beginCorrection(lin, education.start)
    const path = `/corrections/${id}`
    t.match(errorsIn(await fill(lin, id, { reason: '沒有改' })), [/沒有任何欄位/])
    t.match(errorsIn(await fill(lin, id, { row_dept: '物理系', reason: ' ' })), [/請說明理由/])
    goesTo(await fill(lin, id, { row_dept: '物理系', ...later }), '/corrections')
    t.match(errorsIn(await lin.get(`${path}/check`)), [/請說明理由/, /至少一份證明文件/])

    goesTo(await fill(lin, id, { reason: '如附件' }), `${path}/evidence`)
    t.match(errorsIn(await lin.get(`${path}/check`)), [/至少一份證明文件/])
    goesTo(await lin.get(`${path}/signing`), `${path}/check`)
    goesTo(await lin.post(`${path}/unsigned`), `${path}/check`)
    t.match(await find(id), { state: 'draft', number: null })
    t.same(await deps.db.select().from(signatures), [])

    await attach(lin, id)
    goesTo(await sendUnsigned(lin, id), path)
    t.match(await find(id), { state: 'submitted', number: '115-000001', dueDay: '2026-12-23' })
    goesTo(await lin.post(`${path}/unsigned`), path)
    goesTo(await lin.get(`${path}/edit`), path)
    goesTo(await attach(lin, id), path)
    t.equal((await deps.db.select().from(signatures)).length, 1)
  },
)

t.test('what is odd is said on the check page and stops nobody', async t => {
  const { lin, education } = await withRecord(t)
  const id = await beginCorrection(lin, education.start)
  goesTo(await fill(lin, id, { row_cert_no: '12345', reason: '如附件' }), `/corrections/${id}/evidence`)
  await attach(lin, id)
  const check = await lin.get(`/corrections/${id}/check`)
  t.match(check.body, /文號通常像/)
  t.same(errorsIn(check), [])
  goesTo(await sendUnsigned(lin, id), `/corrections/${id}`)
})

t.test('without a signature the person proves anew who they are', async t => {
  const { lin, education, deps, setClock, find, app } = await withRecord(t)
  const id = await beginCorrection(lin, education.start)
  await fill(lin, id, { row_dept: '物理系', reason: '如附件' })
  await attach(lin, id)
  setClock(new Date('2026-11-23T06:11:00Z'))
  const asked = new URL(String((await sendUnsigned(lin, id)).headers.location), 'http://localhost')
  t.equal(asked.pathname, '/proof')
  const next = asked.searchParams.get('next') ?? ''
  const kept = await lin.get(next)
  t.match(kept.body, '剛才沒送出的內容還在', 'before the proof nothing goes on by itself')
  t.notMatch(kept.body, 'go-on.js')

  t.match((await lin.get(`${asked.pathname}${asked.search}`)).body, '確認之後就會執行：不簽章送出校正申請')
  goesTo(await lin.post('/proof/password', { password: 'correct horse battery', next }), next)
  const goesOn = await lin.get(next)
  t.match(goesOn.body, '<h1>已確認是您本人</h1>')
  t.match(goesOn.body, 'go-on.js')
  t.match(await find(id), { state: 'draft' }, 'never by looking at a page')
  const other = visitor(app)
  await signIn(other, lin)
  t.notMatch((await other.get(next)).body, 'go-on.js', 'in another session nothing goes on by itself')
  t.notMatch((await lin.get(next)).body, 'go-on.js', 'nor a second time, whoever leads there')

  const path = `/corrections/${id}/unsigned`
  const form = formIn(goesOn, path)
  goesTo(await lin.post(path, form), `/corrections/${id}`)
  t.match(await find(id), { state: 'submitted' })
  setClock(new Date(deps.clock().getTime() + 5 * 60_000))
  const again = await lin.post(path, form)
  goesTo(again, `/corrections/${id}`)
  t.match((await lin.get(`/corrections/${id}`)).body, /role="status">[^<]*已經送出/, 'it is done once')
})

t.test('a correction can be taken back until it is decided, and asked again', async t => {
  const { lin, chen, deps, education, find, rowOf } = await withRecord(t)
  const fields = { row_dept: '物理系' }
  const first = await sendByPages(lin, education.start, fields)
  const path = `/corrections/${first}/withdrawal`
  t.match((await lin.get(path)).body, '115-000001')
  goesTo(await lin.post(path), `/corrections/${first}`)
  t.match(await find(first), { state: 'withdrawn', number: '115-000001' })
  await chen.get('/review')
  t.equal((await chen.post(`/review/${first}/taking`)).statusCode, 409)
  goesTo(await lin.post(path), `/corrections/${first}`)
  t.match((await lin.get(`/corrections/${first}`)).body, /role="status">[^<]*已經撤回/)

  const second = await sendByPages(lin, education.start, fields)
  t.not(second, first)
  await takeCorrection(chen, second)
  await lin.post(`/corrections/${second}/withdrawal`)
  t.match(await find(second), { state: 'withdrawn' })
  const told = await deps.db.select().from(notices).where(eq(notices.text, 'notice.correction-withdrawn'))
  const news = {
    accountId: chen.accountId,
    holes: { number: '115-000002', section: 'education' },
    url: `/review/${second}`,
  }
  t.match(told, [news], 'who had begun to review it hears of it, and nobody of one that lay untouched')
  t.match(words((await chen.get('/inbox')).body), '您正在審查的校正申請 115-000002')
  t.equal((await chen.get(`/review/${second}`)).statusCode, 200)

  const third = await sendByPages(lin, education.start, fields)
  await acceptCorrection(chen, chen, third)
  t.equal((await lin.post(`/corrections/${third}/withdrawal`)).statusCode, 409)
  t.match(await rowOf(education.id), { dept: '物理系' })
})

t.test('after a return the person supplements it: same number, new round, and the first text as it was', async t => {
  const { lin, chen, education, find, deps, rowOf } = await withRecord(t)
  const id = await sendByPages(lin, education.start, { row_dept: '物理系' })
  const before = await lin.get(`/corrections/${id}/signatures/1/text`)
  await takeCorrection(chen, id)
  const path = `/review/${id}/return`
  const form = formIn(await chen.get(`/review/${id}`), path)
  t.equal(form?.['return_day'], '115/12/03')
  const refused = await chen.post(path, { ...form, return_text: '', return_day: '115/11/23' })
  t.equal(errorsIn(refused).length, 2)
  goesTo(await chen.post(path, { ...form, return_text: '請附上\n畢業證書正本掃描' }), `/review/${id}`)

  const status = await lin.get(`/corrections/${id}`)
  t.match(status.body, '畢業證書正本掃描')
  t.match(status.body, '115 年 12 月 3 日')
  const edit = await lin.get(`/corrections/${id}/edit`)
  t.match(edit.body, '畢業證書正本掃描')
  t.match(formIn(edit, `/corrections/${id}/edit`), { row_dept: '物理系', reason: '如證明文件' })
  goesTo(await fill(lin, id, { row_dept: '應用物理系', reason: '如新附件' }), `/corrections/${id}/evidence`)

  const [first] = await deps.db.select().from(evidence)
  const files = await lin.get(`/corrections/${id}/evidence`)
  t.notMatch(files.body, `${first?.id}/removal`, 'what was sent stays')
  await lin.post(`/corrections/${id}/evidence/${first?.id}/removal`)
  goesTo(await attach(lin, id, pdf('second')), `/corrections/${id}/evidence`)
  t.equal((await deps.db.select().from(evidence)).length, 2)
  goesTo(await sendUnsigned(lin, id), `/corrections/${id}`)

  t.match(await find(id), {
    state: 'submitted',
    round: 2,
    number: '115-000001',
    dueDay: '2026-12-23',
    supplementDay: null,
  })
  const one = await lin.get(`/corrections/${id}/signatures/1/text`)
  const two = await lin.get(`/corrections/${id}/signatures/2/text`)
  t.equal(one.body, before.body)
  t.match(one.body, '新值：物理系\n')
  t.match(two.body, '送出次數：第 2 次\n')
  t.match(two.body, '新值：應用物理系\n')
  t.equal(two.body.match(/證明文件：/g)?.length, 2)
  await acceptCorrection(chen, chen, id)
  t.match(await rowOf(education.id), { dept: '應用物理系' })
})

t.test('a masked number left blank is kept, typed is changed, and its box takes it away', async t => {
  const { lin, chen, basic, rowOf } = await withRecord(t)
  const path = (id: string) => `/corrections/${id}/edit`
  const first = await beginCorrection(lin, basic.start)
  const page = await lin.get(`${path(first)}?chosen=yes&field_passport_no=yes&field_id_no=yes`)
  t.match(formIn(page, path(first)), { row_passport_no: '', row_id_no: '' })
  t.notMatch(page.body, 'TR1234567')
  t.match(page.body, 'TR123****')
  t.ok(inputsIn(page, path(first)).includes('row_passport_no_clear'))
  t.notOk(inputsIn(page, path(first)).includes('row_id_no_clear'), 'what must be there cannot be taken away')

  const change = async (fields: Record<string, string>) => {
    const id = await sendByPages(lin, basic.start, fields)
    await acceptCorrection(chen, chen, id)
    return rowOf(basic.id)
  }
  t.match(await change({ row_name_roman: 'Mayaw' }), {
    name_roman: 'Mayaw',
    passport_no: 'TR1234567',
    id_no: 'A223456781',
  })
  t.match(await change({ row_passport_no: 'TR7654321' }), { passport_no: 'TR7654321', id_no: 'A223456781' })
  t.match(await change({ row_passport_no_clear: 'yes' }), { passport_no: null, id_no: 'A223456781' })
})

t.test(
  'a masked number typed into a draft is kept there, is not shown again, and is changed by typing another',
  async t => {
    const { lin, basic, find, deps } = await withRecord(t)
    const id = await beginCorrection(lin, basic.start)
    goesTo(await fill(lin, id, { row_passport_no: 'TR7654321', ...later }), '/corrections')
    const path = `/corrections/${id}/edit`
    const page = await lin.get(path)
    t.notMatch(page.body, 'TR7654321')
    t.match(page.body, 'TR765****')
    goesTo(await fill(lin, id, { reason: '換發', ...later }), '/corrections')
    t.match(await find(id), { items: [{ field: 'passport_no', old: 'TR1234567', new: 'TR7654321' }] })
    goesTo(await fill(lin, id, { row_passport_no: 'TR1234567', ...later }), '/corrections')
    t.match(await find(id), { items: [] }, 'the value as it is kept is no change')
    const [kept] = await deps.db.select().from(corrections).where(eq(corrections.id, id))
    t.notMatch(JSON.stringify(kept), /TR\d/)
  },
)

t.test('HR says yes to some fields and no to others; only the first are written', async t => {
  const { lin, chen, education, find, rowOf } = await withRecord(t)
  const id = await sendByPages(lin, education.start, { row_dept: '物理系', row_degree_name: '理學士' })
  const path = `/review/${id}/decision`
  const form = formIn(await takeCorrection(chen, id), path)
  const open = await chen.post(path, form ?? {})
  t.equal(open.statusCode, 422)
  const partly = {
    item_degree_name: 'rejected',
    why_degree_name: '證書上沒有',
    text: '部分同意',
  }
  goesTo(await chen.post(path, { ...form, ...partly }), `/review/${id}`)
  t.match(await find(id), { state: 'applied' })
  t.match(await rowOf(education.id), { dept: '物理系', degree_name: null })
  const status = await lin.get(`/corrections/${id}`)
  t.match(summary(status).get('學位名稱'), '證書上沒有')
})

t.test('a new row is not written without what it needs', async t => {
  const { lin, chen, find, deps } = await withRecord(t)
  const fields = {
    row_kind: 'selection',
    row_year: '110',
    row_name: '教師甄選',
    row_category: '國小一般',
    row_cert_no: '示教人字第1100000001號',
    row_grade: '三等',
  }
  const id = await sendByPages(lin, 'add:exam', fields)
  const path = `/review/${id}/decision`
  const form = formIn(await takeCorrection(chen, id), path) ?? {}
  const grade = { item_grade: 'rejected', why_grade: '不對', text: '部分同意' }
  const no = { ...grade, item_name: 'rejected', why_name: '不對' }
  const refused = await chen.post(path, { ...form, ...no })
  t.equal(refused.statusCode, 422)
  t.match(errorsIn(refused), [/考試名稱.*請填寫/])
  t.match(await find(id), { state: 'in_review' })
  const rows = async () =>
    (await records.ofPerson(deps.db, deps.ring, lin.personId)).filter(row => row.section === 'exam')
  t.same(await rows(), [])
  goesTo(await chen.post(path, { ...form, ...grade }), `/review/${id}`)
  t.match(await rows(), [{ data: { name: '教師甄選' } }])
  t.notOk((await rows())[0]?.data['grade'])
})

t.test('all one ever asked for is listed page by page, but for drafts that were thrown away', async t => {
  const { lin, chen, deps } = await withRecord(t)
  await deps.db.insert(corrections).values(
    Array.from({ length: 56 }, (_, i) => ({
      personId: lin.personId,
      section: 'training',
      operation: 'add' as const,
      items: [],
      reason: '',
      ...(i % 2 ? { number: `114-${String(i).padStart(6, '0')}` } : {}),
      state: i < 4 ? ('withdrawn' as const) : i % 2 ? ('applied' as const) : ('draft' as const),
      // some moved in the same instant
      updatedAt: new Date(deps.clock().getTime() - Math.floor(i / 3) * 60_000),
    })),
  )
  const idsIn = (body: string) => [...body.matchAll(/href="\/corrections\/([0-9a-f-]{36})"/g)].map(([, id = '']) => id)
  const { forth, back, pages } = await walk(lin.get, '/corrections', idsIn)
  t.equal(pages, 2)
  t.equal(new Set(forth).size, 54)
  t.same(back, forth)
  const { body } = await lin.get('/corrections')
  t.match(words(body), '共 54 筆')
  t.match(words(body), /草稿：訓練及進修 民國/, 'drafts are told apart for who hears the page')
  t.same(idsIn((await chen.get(`/corrections?after=${forth[3]}`)).body), [], 'a row of somebody else is no place')
})

t.test('a row is deleted as a whole or stays as a whole', async t => {
  const { lin, chen, education, find, rowOf } = await withRecord(t)
  const start = `delete:education:${education.id}`
  const id = await sendByPages(lin, start)
  const path = `/review/${id}/decision`
  const page = await takeCorrection(chen, id)
  t.same(
    inputsIn(page, path).filter(name => name.startsWith('item_')),
    [],
  )
  const form = formIn(page, path)
  const mixed = { ...form, item_school: 'rejected', text: '部分' }
  t.equal((await chen.post(path, mixed)).statusCode, 422)
  t.match(await rowOf(education.id), { dept: '數學系' })
  goesTo(await chen.post(path, { ...form, all: 'rejected', text: '學歷屬實' }), `/review/${id}`)
  t.match(await find(id), { state: 'rejected' })
  t.match(await rowOf(education.id), { dept: '數學系' })

  const again = await sendByPages(lin, start)
  const once = formIn(await takeCorrection(chen, again), `/review/${again}/decision`)
  goesTo(await chen.post(`/review/${again}/decision`, { ...once, all: 'accepted' }), `/review/${again}`)
  t.equal(await rowOf(education.id), undefined)
})
