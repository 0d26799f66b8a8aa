import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { codesOf } from '../../../server/domain/record/code-book.ts'
import { codeTables, events } from '../../../server/store/schema.ts'
import { sectionOf } from '../../../server/domain/record/sections.ts'
import * as records from '../../../server/store/record/records.ts'
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

t.test('an administrator adds a local code, finds it, ends it, and takes the table away as CSV', async t => {
  const { admin, deps } = await withAdmin(t)
  t.match((await admin.get('/administration/code-tables')).body, '職系')
  t.equal((await admin.post(series, { ...campus, version: '1' })).statusCode, 303)
  const found = (await admin.get(`${series}?q=${encodeURIComponent('防護')}`)).body
  t.match(found, /L01[\s\S]*自訂[\s\S]*校園防護/)
  t.notMatch(found, '綜合行政')
  t.match((await admin.get(`${series}?page=2`)).body, 'BG01')

  const { body } = await admin.get(`${series}/file`)
  t.match(body, '"A101","綜合行政","General administration","","","","0",""\r\n')
  t.match(body, '"L01","校園防護","Campus safety","","","","1","A401"\r\n')

  const offered = (today: string) =>
    rowControls(sectionOf('post'), {}, { language: 'zh-TW', today, isOwn: false }).find(({ name }) =>
      name.endsWith('series'),
    )?.suggestions
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
  t.equal((await admin.post('/administration/code-tables/sexes', { ...campus, version: '1' })).statusCode, 422)
  const end = { ended: '1', valid_to: '115/12/31', version: '1' }
  t.equal((await admin.post('/administration/code-tables/sexes/end', end)).statusCode, 422)
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

t.test('HR has no say in the code tables, and does not see these pages', async t => {
  const { chen } = await withAdmin(t)
  await enter(chen)
  for (const url of ['/administration/code-tables', series, `${series}/file`]) {
    t.equal((await chen.get(url)).statusCode, 404, url)
  }
  t.equal((await chen.post(series, { ...campus, version: '1' })).statusCode, 404)
  t.notOk(codesOf('job_series').some(({ code }) => code === 'L01'))
})
