import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import { bySystem } from '../../../server/store/database/events.ts'
import * as records from '../../../server/store/record/records.ts'
import { accessLog } from '../../../server/store/schema.ts'
import type { Browser } from '../../support/app/app.ts'
import { errorsIn, words } from '../../support/app/pages.ts'
import { acceptCorrection, sendByPages } from '../../support/correction/by-pages.ts'
import { addRow } from '../../support/correction/corrections.ts'
import { openTo } from '../../support/person/people.ts'
import { enter, startSchool } from '../../support/person/school.ts'

/** Lin's year: a skill entered on 1 August, corrected on 2 September, a second one entered that day, both gone by October. */
async function withYear(t: Test) {
  const school = await startSchool(t, ['lin', 'chen'])
  const { deps, lin, setClock } = school
  const on = (day: string, time = '09:00') => setClock(new Date(`${day}T${time}:00+08:00`))
  const change = (rowId: string, operation: 'change' | 'delete', data: Record<string, unknown>, baseVersion: number) =>
    deps.db.transaction(tx =>
      records.write(
        tx,
        deps.ring,
        {
          personId: lin.personId,
          section: 'skill',
          rowId,
          operation,
          baseVersion,
          data,
          source: 'hr_entry',
          writer: 'program',
          reason: '',
        },
        bySystem,
        deps.clock(),
      ),
    )
  on('2026-08-01', '23:59')
  const first = await addRow(deps, lin.personId, 'skill', { skill: '急救', licence: '初級急救員證書' })
  await addRow(deps, lin.personId, 'family', { relation: '配偶', name: '吳大同' })
  on('2026-09-02', '00:01')
  await change(first, 'change', { skill: '急救', licence: '高級急救員證書' }, 1)
  const second = await addRow(deps, lin.personId, 'skill', { skill: '書法' })
  on('2026-10-01')
  await change(first, 'delete', { skill: '急救', licence: '高級急救員證書' }, 2)
  on('2026-11-23')
  return { ...school, first, second }
}

const said = async (one: Browser, url: string) => words((await one.get(url)).body).replace(/\s+/g, ' ')

t.test('a person sees their record as it stood at the end of any day', async t => {
  const { lin, first } = await withYear(t)
  await enter(lin)
  const on = (day: string) => said(lin, `/record/past?day=${day}`)
  t.match(await on('115/7/31'), '到那一天還沒有登錄資料')
  t.match(await on('115/8/1'), /專長.*急救 初級急救員證書/)
  t.match(await on('115/9/1'), '初級急救員證書')
  const september = await on('115/9/2')
  t.match(september, '高級急救員證書')
  t.match(september, '書法')
  t.notMatch(september, '初級')
  t.notMatch(await on('115/10/1'), '急救')
  t.match(
    (await lin.get('/record/past?day=115/9/2')).body,
    `/record/rows/${first}/history`,
    'also of a row that is gone',
  )
})

t.test('and what changed between two days', async t => {
  const { lin } = await withYear(t)
  await enter(lin)
  const between = (since: string, day: string) => said(lin, `/record/past?since=${since}&day=${day}`)
  const autumn = await between('115/8/2', '115/9/2')
  t.match(autumn, /原為： *初級急救員證書 改為： *高級急救員證書 改/)
  t.match(autumn, /書法 增 異動紀錄：書法 專長項目 書法/)
  t.match(await between('115/10/1', '115/10/1'), /急救 高級急救員證書 刪/)
  t.match(await between('115/10/2', '115/11/22'), '這段期間沒有變動')
})

t.test('a day that is none, is to come, or is later than the other is told beside its field', async t => {
  const { lin } = await withYear(t)
  await enter(lin)
  const refused = async (query: string) => {
    const answer = await lin.get(`/record/past?${query}`)
    t.equal(answer.statusCode, 422)
    t.match(answer.body, 'value="115/', 'what was typed is still there')
    return errorsIn(answer).join()
  }
  t.match(await refused('day=115/13/1'), '月')
  t.match(await refused('day=0115/8/1'), '您填的「0115/8/1」可能是民國 115/08/01')
  t.match(await refused('day=115/11/24'), '還沒到的日子')
  t.match(await refused('day=115/11/1&since=115/11/2'), '起日不能晚於')
})

t.test('the history of a row says until when each version stood, and the whole of it', async t => {
  const { lin, first } = await withYear(t)
  await enter(lin)
  const history = await said(lin, `/record/rows/${first}/history`)
  t.match(history, /115 年 8 月 1 日 23:59.*到民國 115 年 9 月 2 日 00:01 為止/)
  t.match(history, /當時整筆的內容.*急救/)
})

t.test('the history of a row goes on for as many versions as there are, a page at a time', async t => {
  const { deps, lin, chen } = await withYear(t)
  const row = await addRow(deps, lin.personId, 'skill', { skill: '書法', licence: '第 1 張' })
  for (let version = 1; version < 45; version += 1) {
    await deps.db.transaction(tx =>
      records.write(
        tx,
        deps.ring,
        {
          personId: lin.personId,
          section: 'skill',
          rowId: row,
          operation: 'change',
          baseVersion: version,
          data: { skill: '書法', licence: `第 ${version + 1} 張` },
          source: 'hr_entry',
          writer: 'program',
          reason: '',
        },
        bySystem,
        deps.clock(),
      ),
    )
  }
  await enter(lin)
  await enter(chen)
  await openTo(deps, chen, lin.personId)
  for (const [browser, path] of [
    [lin, `/record/rows/${row}/history`],
    [chen, `/people/${lin.personId}/rows/${row}/history`],
  ] as const) {
    const page = async (query = '') => (await browser.get(path + query)).body
    const first = await page()
    t.equal(first.match(/<section class="box">/g)?.length, 20)
    t.match(first, `href="${path}?version=25"`)
    t.notMatch(first, 'rel="prev"')
    const second = await page('?version=25')
    t.equal(second.match(/<section class="box">/g)?.length, 20)
    t.match(second, '第 24 張', 'and what it was before')
    t.match(second, /到民國 .* 為止/, 'until the one on the page before it came')
    t.match(second, `href="${path}?version=45"`)
    const last = await page('?version=5')
    t.equal(last.match(/<section class="box">/g)?.length, 5)
    t.notMatch(last, 'rel="next"')
    t.match(last, '第 1 張')
    t.equal(
      (await page('?version=-1')).match(/<section class="box">/g)?.length,
      20,
      'what is no version is the first page',
    )
  }
})

t.test('HR sees it for a purpose, leaves a trace of it, and a sensitive section by itself', async t => {
  const { deps, lin, chen, first } = await withYear(t)
  await enter(chen)
  const page = `/people/${lin.personId}/past`
  const looks = () => deps.db.select().from(accessLog)
  t.match((await chen.get(`${page}?day=115/8/1`)).headers.location, /^\/people\/[^/]+\?next=/, 'first the purpose')
  await openTo(deps, chen, lin.personId)
  t.notMatch(await said(chen, page), '初級急救員證書')
  t.same(await looks(), [], 'a page that asks for a day shows nothing')
  const august = await said(chen, `${page}?day=115/8/1`)
  t.match(august, '初級急救員證書')
  t.notMatch(august, '吳大同')
  t.match(await said(chen, `${page}?day=115/8/1&section=family`), '吳大同')
  t.match(await said(chen, `/people/${lin.personId}/rows/${first}/history`), '高級急救員證書')
  t.same(
    (await looks()).map(({ action, section, purpose }) => [action, section, purpose]),
    [
      ['read', 'page.past', '核對人事資料'],
      ['read', 'family', '核對人事資料'],
      ['read', 'skill', '核對人事資料'],
    ],
  )
  t.equal((await chen.get(`/people/${lin.personId}/rows/${randomUUID()}/history`)).statusCode, 404)
})

t.test('a version that a correction wrote leads to it, for the person and for HR', async t => {
  const { lin, chen, huang, deps } = await startSchool(t, ['lin', 'chen', 'huang'])
  const row = await addRow(deps, lin.personId, 'skill', { skill: '急救', licence: '初級急救員證書' })
  for (const one of [lin, chen, huang]) await enter(one)
  const id = await sendByPages(lin, `change:skill:${row}`, { row_skill: '急救教學' })
  await acceptCorrection(chen, huang, id)
  t.match((await lin.get(`/record/rows/${row}/history`)).body, `href="/corrections/${id}"`)
  await openTo(deps, chen, lin.personId)
  t.match((await chen.get(`/people/${lin.personId}/rows/${row}`)).body, `href="/review/${id}"`)
})
