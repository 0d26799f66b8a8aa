import iconv from 'iconv-lite'
import { desc, eq, like } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { csvOf } from '../../../server/documents/sheet/csv.ts'
import { writeWorkbook } from '../../../server/documents/sheet/workbook.ts'
import type { SpecialDay } from '../../../server/domain/calendar/day.ts'
import { isWorkingDay, specialDays, useCalendar, workingDayFrom } from '../../../server/domain/calendar/working-days.ts'
import { calendarColumns, calendarLines } from '../../../server/domain/calendar/year-file.ts'
import { decisionDue } from '../../../server/domain/correction/deadline.ts'
import { sectionOf } from '../../../server/domain/record/sections.ts'
import { corrections, events } from '../../../server/store/schema.ts'
import { formIn } from '../../support/app/pages.ts'
import { correctionOf, sendCorrection } from '../../support/correction/corrections.ts'
import { enter, startSchool } from '../../support/person/school.ts'
import { goodRow } from '../../support/record/rows.ts'

const address = '/administration/calendar'
const christmas: SpecialDay = { day: '2028-12-25', isOff: true, name: '行憲紀念日' }

async function withAdmin(t: Test) {
  t.teardown(() => useCalendar(new Set(), []))
  const school = await startSchool(t, ['admin', 'chen', 'lin'])
  await enter(school.admin)
  return school
}
async function withCorrections(t: Test) {
  const school = await withAdmin(t)
  const { deps, lin, agencyId } = school
  const kept = (section: string) => sendCorrection(deps, lin, agencyId, { section, to: goodRow(sectionOf(section)) })
  return { ...school, kept }
}
const linesOf = (year: number, days: readonly SpecialDay[]) => [[...calendarColumns], ...calendarLines(year, days)]
const csv = (lines: string[][]) => ({ name: 'calendar.csv', type: 'text/csv', bytes: csvOf(lines) })

t.test('an administrator says that offices are closed on a day, and terms end after it from then on', async t => {
  const { admin, deps } = await withAdmin(t)
  t.equal(decisionDue('2026-10-31'), '2026-11-30')
  const { body } = await admin.get(`${address}?year=2026`)
  t.match(body, '補假')
  t.notMatch(body, '催辦', 'nothing counts by it but terms')
  const form = { ...formIn({ body }, address), day: '115/11/30', kind: 'off', name: '颱風停止上班' }
  const { headers } = await admin.post(address, form)
  t.equal(headers.location, `${address}?year=2026`)
  t.equal(decisionDue('2026-10-31'), '2026-12-01')
  const after = await admin.get(`${address}?year=2026`)
  t.match(after.body, '這一天已儲存')
  t.match(after.body, '115 年 11 月 30 日')
  t.match(after.body, '115/11/30 改為放假，備註：颱風停止上班', 'and who did it is told')
  t.equal(specialDays(2026).length, 17, 'beside the holidays of the year')
  const [event] = await deps.db.select().from(events).where(like(events.what, 'calendar.%')).orderBy(desc(events.id))
  t.match(event, { what: 'calendar.day-set', about: '2026', details: { day: '2026-11-30', off: true } })

  const late = await admin.post(address, { ...form, _once: '', day: '115/12/1' })
  t.equal(late.statusCode, 409, 'a page that does not know of it changes nothing')
  t.match(late.body, '剛才有人變更過')
  t.ok(isWorkingDay('2026-12-01'))

  const back = { ...formIn(after, address), day: '2026-11-30', kind: 'work', name: '' }
  await admin.post(address, back)
  t.equal(decisionDue('2026-10-31'), '2026-11-30')
  t.equal(specialDays(2026).length, 16)
})

t.test('a term that runs already ends later as well, once offices are closed on its last day', async t => {
  const { admin, deps, kept } = await withCorrections(t)
  const [first, returned, done] = [await kept('skill'), await kept('language'), await kept('training')]
  const { dueDay } = await correctionOf(deps, first)
  const due = dueDay ?? ''
  const day = (id: string, set: object) => deps.db.update(corrections).set(set).where(eq(corrections.id, id))
  await day(returned, { state: 'returned', supplementDay: due })
  await day(done, { state: 'rejected' })
  const form = { ...formIn(await admin.get(`${address}?year=${due.slice(0, 4)}`), address), kind: 'off', name: '颱風' }
  t.equal((await admin.post(address, { ...form, day: due })).statusCode, 303)
  const next = workingDayFrom(due)
  t.not(next, due)
  t.equal((await correctionOf(deps, first)).dueDay, next)
  t.match(await correctionOf(deps, returned), { dueDay: next, supplementDay: next })
  t.equal((await correctionOf(deps, done)).dueDay, due, 'what is decided stays')
})

t.test('what an administrator types wrong is told at its field, and stays in the form', async t => {
  const { admin } = await withAdmin(t)
  for (const [form, sentence] of [
    [{ day: '115/2/30', kind: 'off' }, '日期'],
    [{ day: '115/11/30', kind: '' }, '請選擇放假或上班；'],
    [{ day: '115/11/30', kind: 'work' }, '這一天本來就是這樣'],
    [{ day: '115/11/28', kind: 'off' }, '這一天本來就是這樣'],
    [{ day: '117/9/28', kind: 'off' }, '請先載入'],
    [{ day: '115/11/30', kind: 'off', name: '長'.repeat(41) }, '40'],
  ] as const) {
    const { body, statusCode } = await admin.post(address, { ...form, version: '0' })
    t.equal(statusCode, 422)
    t.match(body, sentence)
    t.match(body, `value="${form.day}"`)
  }
})

for (const [format, bytesOf] of [
  ['CSV in UTF-8', (lines: string[][]) => csvOf(lines)],
  ['CSV in Big5', (lines: string[][]) => iconv.encode(lines.map(cells => cells.join(',')).join('\r\n'), 'cp950')],
  ['a workbook', (lines: string[][]) => writeWorkbook(lines, { format: 'xlsx', name: 'c' })],
] as const) {
  t.test(`the calendar of a year as ${format} is tried, shown and then taken`, async t => {
    const { admin } = await withAdmin(t)
    t.match((await admin.get(`${address}?year=2028`)).body, '這一年還沒有資料')
    const bytes = Buffer.from(await bytesOf(linesOf(2028, [christmas])))
    const dry = await admin.upload(`${address}/load`, 'file', { name: 'c', type: '', bytes })
    t.equal(dry.statusCode, 200)
    t.match(dry.body, '其中 1 天和目前不同')
    t.match(dry.body, '行憲紀念日')
    t.ok(isWorkingDay(christmas.day), 'not yet')
    const { headers } = await admin.post(`${address}/days`, formIn(dry, `${address}/days`))
    t.equal(headers.location, `${address}?year=2028`)
    t.notOk(isWorkingDay(christmas.day))
    t.match((await admin.get(`${address}?year=2028`)).body, '依檔案更新 1 天')

    const again = await admin.upload(`${address}/load`, 'file', { name: 'c', type: '', bytes })
    t.equal(again.statusCode, 422)
    t.match(again.body, '內容和目前的辦公日曆相同')
    const stale = await admin.post(`${address}/days`, { ...formIn(dry, `${address}/days`), _once: '' })
    t.equal(stale.statusCode, 409)
  })
}

t.test('a file that is no calendar of one whole year is refused, with the line', async t => {
  const { admin } = await withAdmin(t)
  const whole = linesOf(2026, specialDays(2026))
  for (const [lines, sentence] of [
    [whole.slice(0, 40), '還缺 326 天'],
    [whole.map(cells => cells.map(cell => ({ '2': '0', '0': '2' })[cell] ?? cell)), '不到 200 天'],
    [[['日期', '放假'], ...whole.slice(1)], '「西元日期、星期、是否放假、備註」'],
    [[...whole.slice(0, 5), whole[4] ?? [], ...whole.slice(6)], '第 6 列的日期重複'],
  ] as const) {
    const { body, statusCode } = await admin.upload(`${address}/load`, 'file', csv(lines.map(cells => [...cells])))
    t.equal(statusCode, 422)
    t.match(body, sentence)
  }
})

t.test('the calendar goes out as it comes in, and is for administrators alone', async t => {
  const { admin, chen } = await withAdmin(t)
  const { body, headers } = await admin.get(`${address}/file?year=2026`)
  t.match(headers['content-disposition'], 'office-calendar-2026.csv')
  t.match(body, '"20260101","四","2","開國紀念日"')
  const same = await admin.upload(`${address}/load`, 'file', { name: 'c', type: '', bytes: Buffer.from(body) })
  t.equal(same.statusCode, 200, 'what comes with the program may be kept as it is')
  t.match(same.body, '其中 0 天和目前不同')
  await enter(chen)
  t.equal((await chen.get(address)).statusCode, 404)
})
