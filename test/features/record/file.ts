import t, { type Test } from 'tap'
import { sectionOf } from '../../../server/domain/record/sections.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import * as locks from '../../../server/store/record/locks.ts'
import * as records from '../../../server/store/record/records.ts'
import { recordLooks } from '../../../server/store/schema.ts'
import { errorsIn, formIn, words } from '../../support/app/pages.ts'
import { beginCorrection } from '../../support/correction/by-pages.ts'
import { addRow, sendCorrection } from '../../support/correction/corrections.ts'
import { openTo } from '../../support/person/people.ts'
import { enter, startSchool, type Somebody } from '../../support/person/school.ts'
import { dispute } from '../../support/record/dispute.ts'
import { goodRow } from '../../support/record/rows.ts'

async function withSkills(t: Test) {
  const school = await startSchool(t, ['lin', 'chen'])
  const { deps, lin, setClock } = school
  const on = (day: string, time = '09:00') => setClock(new Date(`${day}T${time}:00+08:00`))
  on('2026-12-02')
  const row = await addRow(deps, lin.personId, 'skill', { skill: '急救' })
  /** The licence of the row as written by somebody. */
  const write = async (licence: string, accountId: string | null) => {
    const { version } = (await records.row(deps.db, deps.ring, lin.personId, row)) as records.Row
    const change = { personId: lin.personId, section: 'skill', rowId: row, operation: 'change' as const }
    const data = { skill: '急救', licence }
    await deps.db.transaction(tx =>
      records.write(
        tx,
        deps.ring,
        { ...change, baseVersion: version, data, source: 'hr_entry', writer: 'program', reason: '' },
        { ...bySystem, accountId },
        deps.clock(),
      ),
    )
  }
  return { ...school, on, row, write }
}

/** A section of a page, in words. */
async function section(one: Somebody, url: string, id: string) {
  const { body } = await one.get(url)
  return words(new RegExp(`<section id="${id}".*?</section>`, 's').exec(body)?.[0] ?? '').replace(/\s+/g, ' ')
}
const note = async (one: Somebody, url: string) =>
  words(/<p class="note">(?:(?!<\/p>).)*更新了.*?<\/p>/s.exec((await one.get(url)).body)?.[0] ?? '').replace(
    /\s+/g,
    ' ',
  )

t.test('one is told what others changed since one looked last, until one comes again', async t => {
  const { deps, lin, chen, on, write } = await withSkills(t)
  on('2026-12-03')
  await enter(lin)
  t.notMatch(await section(lin, '/record', 'skill'), '有更新', 'who never looked has nothing to compare')
  on('2026-12-03', '09:05')
  await write('初級', chen.accountId)
  await write('初級急救員證書', chen.accountId)
  on('2026-12-10')
  await enter(lin)
  t.match(await section(lin, '/record', 'skill'), '有更新')
  t.match(await note(lin, '/record'), /您上次看（民國 115 年 12 月 3 日 09:00）以後，別人更新了 1 筆。 *查看更新/)
  t.match((await lin.get('/record')).body, 'href="/record/past?day=115%2F12%2F10&amp;since=115%2F12%2F03"')
  t.equal((await deps.db.select().from(recordLooks)).length, 1)
  t.match(await section(lin, '/record', 'skill'), '有更新', 'as long as the session lasts')
  on('2026-12-11')
  await write('高級急救員證書', lin.accountId)
  await enter(lin)
  t.equal(await note(lin, '/record'), '', 'neither what was seen nor what one did oneself')
})

t.test('HR is told what came to a record since it was opened last', async t => {
  const { deps, lin, chen, on, write } = await withSkills(t)
  await enter(chen)
  const page = `/people/${lin.personId}`
  await openTo(deps, chen, lin.personId)
  t.equal(await note(chen, page), '')
  on('2026-12-03')
  await write('初級', lin.accountId)
  await enter(chen)
  await openTo(deps, chen, lin.personId)
  t.match(await note(chen, page), '別人更新了 1 筆')
  t.match(await note(chen, page), '別人更新了 1 筆', 'on every page of this opening')
})

t.test('a deletion alone is told to the owner, and of a sensitive section HR learns nothing by the way', async t => {
  const { deps, lin, chen, on, row } = await withSkills(t)
  const remove = { personId: lin.personId, section: 'skill', rowId: row, operation: 'delete' as const, baseVersion: 1 }
  const page = `/people/${lin.personId}`
  const opens = async () => {
    await enter(chen)
    await openTo(deps, chen, lin.personId)
  }
  on('2026-12-03')
  await enter(lin)
  await lin.get('/record')
  await opens()
  await chen.get(page)
  on('2026-12-04')
  await addRow(deps, lin.personId, 'family', { relation: 'spouse', name: '吳大同' })
  await opens()
  t.equal(await note(chen, page), '')
  on('2026-12-04', '10:00')
  await deps.db.transaction(tx =>
    records.write(
      tx,
      deps.ring,
      { ...remove, data: {}, source: 'hr_entry', writer: 'program', reason: '' },
      bySystem,
      deps.clock(),
    ),
  )
  on('2026-12-05')
  await enter(lin)
  t.match(await note(lin, '/record'), '別人更新了 2 筆')
  await opens()
  await chen.get(`${page}/derived`)
  on('2026-12-06')
  await opens()
  t.match(await note(chen, page), '別人更新了 1 筆', 'what is worked out from a record is no look at it')
})

t.test(
  'what is locked or asked for is marked in the index and over its section; a draft for its owner alone',
  async t => {
    const { deps, agencyId, lin, chen, row } = await withSkills(t)
    await addRow(deps, lin.personId, 'autobiography', { text: '喜歡園藝' })
    const by = { ...bySystem, accountId: chen.accountId }
    const lock = {
      personId: lin.personId,
      kind: 'case' as const,
      section: 'autobiography',
      reason: '查證',
      until: '2026-12-31',
    }
    await deps.db.transaction(tx => locks.set(tx, { ...lock, docNumber: null, agencyId }, by, deps.clock()))
    await sendCorrection(deps, lin, agencyId, { section: 'skill', rowId: row, to: { skill: '急救教學' } })
    for (const one of [lin, chen]) await enter(one)
    await beginCorrection(lin, 'add:training')
    await openTo(deps, chen, lin.personId)
    const marksOf = async (one: Somebody, url: string) => {
      const { body } = await one.get(url)
      const index = /<nav class="index".*?<\/nav>/s.exec(body)?.[0] ?? ''
      return [...index.matchAll(/<li>.*?<\/li>/gs)]
        .map(([line]) => words(line).replace(/\s+/g, ' ').trim())
        .filter(line => / /.test(line))
    }
    const shared = ['專長證照 申請中', '簡要自述 鎖定']
    t.same((await marksOf(lin, '/record')).toSorted(), [...shared, '訓練及進修 草稿'].toSorted())
    t.same((await marksOf(chen, `/people/${lin.personId}`)).toSorted(), shared.toSorted())
    t.match(await section(lin, '/record', 'training'), '繼續填寫')
    t.match(await section(chen, `/people/${lin.personId}`, 'skill'), /校正申請 115-\d{6} 辦理中/)
  },
)

t.test(
  'what is worked out from a record is shown with its reckoning and its entries, and is right at once',
  async t => {
    const { deps, lin, chen, on } = await withSkills(t)
    on('2026-12-01')
    const post = { agency: '示範國小', title: '教師', post_kind: 'full', staff_kind: 'teacher' }
    const row = await addRow(deps, lin.personId, 'post', { ...post, start: '2024-08-01' })
    for (const one of [lin, chen]) await enter(one)
    const shown = async (one: Somebody, url: string) => words((await one.get(url)).body).replace(/\s+/g, ' ')
    const own = await shown(lin, '/record/derived')
    t.match(own, /專任年資 2 年 4 月 1 日 計算方式/)
    t.match(own, /民國 113 年 8 月 1 日到民國 115 年 12 月 1 日：2 年 4 月 1 日/)
    t.match(own, /實際服務學期（介聘） 算到民國 116 年 7 月 31 日是 3 年 0 月 0 日，合 6 學期，滿 6 學期/)
    t.match((await lin.get('/record/derived')).body, `href="/record/rows/${row}"`)
    const change = { personId: lin.personId, section: 'post', rowId: row, operation: 'change' as const, baseVersion: 1 }
    await deps.db.transaction(tx =>
      records.write(
        tx,
        deps.ring,
        {
          ...change,
          data: { ...post, start: '2025-08-01' },
          source: 'hr_entry',
          writer: 'program',
          reason: '',
        },
        bySystem,
        deps.clock(),
      ),
    )
    await openTo(deps, chen, lin.personId)
    t.match(await shown(chen, `/people/${lin.personId}/derived`), /是 2 年 0 月 0 日，合 4 學期，還差 2 學期/)
    t.match(await shown(lin, '/access-log'), /查看：推算的資料/)
  },
)

t.test('a remark for HR only is nowhere in the pages of the person whom it is about', async t => {
  const { deps, lin, chen, on } = await withSkills(t)
  const remark = await addRow(deps, lin.personId, 'remark', { text: '考核面談摘要', visible_to: 'hr' })
  await addRow(deps, lin.personId, 'remark', { text: '領有停車證', visible_to: 'person' })
  on('2026-12-03')
  for (const one of [lin, chen]) await enter(one)
  const { body } = await lin.get('/record')
  t.match(body, '領有停車證')
  t.notMatch(body, '考核面談')
  t.notMatch((await lin.get('/record/past?day=115/12/3')).body, '考核面談')
  t.notMatch((await lin.get('/record/past?day=115/12/3&since=115/12/1')).body, '考核面談')
  for (const page of ['', '/history']) t.equal((await lin.get(`/record/rows/${remark}${page}`)).statusCode, 404)
  t.equal((await lin.post('/corrections', { start: `change:remark:${remark}` })).statusCode, 404)
  await openTo(deps, chen, lin.personId)
  t.match((await chen.get(`/people/${lin.personId}`)).body, '考核面談摘要')
  await chen.post(`/people/${lin.personId}/sections/remark/entry`, {
    row_text: '下學期再談',
    row_visible_to: 'hr',
    reason: '面談紀錄',
  })
  t.match((await chen.get(`/people/${lin.personId}`)).body, '下學期再談')
  t.notMatch((await lin.get('/inbox')).body, '加註事項', 'nor are they told of it')
})

t.test('the history of a remark leads to nothing that was or is for HR only', async t => {
  const { deps, lin } = await withSkills(t)
  const remark = {
    personId: lin.personId,
    section: 'remark',
    operation: 'change' as const,
    source: 'hr_entry' as const,
    writer: 'program' as const,
  }
  const change = (rowId: string, data: Record<string, unknown>) =>
    deps.db.transaction(tx =>
      records.write(tx, deps.ring, { ...remark, rowId, baseVersion: 1, data, reason: '' }, bySystem, deps.clock()),
    )
  const [ofHr, ofAll] = [
    { text: '考核面談摘要', visible_to: 'hr' },
    { text: '領有停車證', visible_to: 'person' },
  ]
  const [opened, closed] = [
    await addRow(deps, lin.personId, 'remark', ofHr),
    await addRow(deps, lin.personId, 'remark', ofAll),
  ]
  await change(opened, ofAll)
  await change(closed, ofHr)
  await enter(lin)
  for (const row of [opened, closed]) {
    const { body } = await lin.get(`/record/rows/${row}/history`)
    t.match(body, '領有停車證')
    t.notMatch(body, '考核面談摘要')
    const links = [...body.matchAll(/href="(\/record\/rows\/[^"]+)"/g)].map(([, href]) => href)
    t.same(links, row === opened ? [`/record/rows/${row}`] : [])
  }
})

t.test('nor is it counted among what others changed, while it is there or when it is gone', async t => {
  const { deps, lin, chen, on } = await withSkills(t)
  on('2026-12-03')
  await enter(lin)
  await lin.get('/record')
  on('2026-12-04')
  await enter(chen)
  await openTo(deps, chen, lin.personId)
  const remark = await addRow(deps, lin.personId, 'remark', { text: '考核面談摘要', visible_to: 'hr' })
  on('2026-12-05')
  await enter(lin)
  t.equal(await note(lin, '/record'), '')
  on('2026-12-05', '09:05')
  await enter(chen)
  await openTo(deps, chen, lin.personId)
  const deleted = await chen.post(`/people/${lin.personId}/rows/${remark}/deletion`, { version: '1', reason: '誤登' })
  t.equal(deleted.statusCode, 303)
  on('2026-12-06')
  await enter(lin)
  t.equal(await note(lin, '/record'), '')
})

t.test('what changed in a sensitive section is looked up in that section', async t => {
  const { deps, lin, chen, on } = await withSkills(t)
  on('2026-12-03')
  await enter(chen)
  const page = `/people/${lin.personId}?section=family`
  await openTo(deps, chen, lin.personId)
  await chen.get(page)
  on('2026-12-04')
  await addRow(deps, lin.personId, 'family', { relation: 'mother', name: '林母' })
  on('2026-12-05')
  await enter(chen)
  await openTo(deps, chen, lin.personId)
  const link =
    /href="([^"]*\/past\?[^"]*since=[^"]*)"/.exec((await chen.get(page)).body)?.[1]?.replaceAll('&amp;', '&') ?? ''
  t.match(words((await chen.get(link)).body), '林母')
})

t.test('a dispute in a sensitive section is told to nobody who may not see that', async t => {
  const { deps, lin, chen, huang } = await startSchool(t, ['lin', 'chen', 'huang'], { chen: { roles: ['hr_officer'] } })
  const rowId = await addRow(deps, lin.personId, 'discipline', goodRow(sectionOf('discipline'), 1, { filled: true }))
  await dispute(deps, huang, lin.personId, { section: 'discipline', rowId, fields: ['result'] })
  for (const one of [huang, chen]) {
    await enter(one)
    await openTo(deps, one, lin.personId)
  }
  const page = `/people/${lin.personId}/locks`
  t.match(words((await huang.get(page)).body), '本人主張有誤')
  const { statusCode, body } = await chen.get(page)
  t.equal(statusCode, 200)
  t.notMatch(words(body), '本人主張有誤')
})

t.test('what the chief marks as disputed is marked wherever it is shown, stays open to change, and ends', async t => {
  const { deps, agencyId, lin, chen, add, row, write } = await withSkills(t)
  const huang = await add('huang')
  await write('初級', null)
  const post = { agency: '示範國小', title: '教師', post_kind: 'full', staff_kind: 'teacher', start: '2024-08-01' }
  await addRow(deps, lin.personId, 'post', post)
  for (const one of [lin, huang, chen]) await enter(one)
  for (const one of [huang, chen]) await openTo(deps, one, lin.personId)
  const page = `/people/${lin.personId}`
  const path = `${page}/rows/${row}/dispute`
  t.match((await huang.get(`${page}/rows/${row}`)).body, `href="${path}"`)
  t.notMatch((await chen.get(`${page}/rows/${row}`)).body, path, 'an officer marks nothing')
  t.equal((await chen.get(path)).statusCode, 404)
  t.equal((await huang.get(`${page}/rows/${lin.personId}/dispute`)).statusCode, 404)

  const form = { ...formIn(await huang.get(path), path), reason: '本人主張證照名稱有誤', until: '115/12/31' }
  t.equal((await chen.post(path, { reason: '如上', until: '115/12/31', field_licence: 'yes' })).statusCode, 409)
  const blank = await huang.post(path, { ...form, field_level: 'yes' })
  t.equal(blank.statusCode, 422)
  t.same(errorsIn(blank), ['請至少選一個欄位。'], 'of a field without a value there is nothing to dispute')
  t.equal((await huang.post(path, { ...form, field_licence: 'yes' })).headers.location, `${page}/rows/${row}`)
  const [kept] = await locks.active(deps.db, lin.personId, '2026-12-01')
  t.match(kept, { kind: 'dispute', section: 'skill', rowId: row, fields: ['licence'], until: '2026-12-31' })
  t.equal((await huang.post(path, { ...form, field_skill: 'yes', _once: 'x'.repeat(32) })).statusCode, 409)

  for (const [one, own, ofRow] of [
    [lin, '/record', `/record/rows/${row}`],
    [huang, page, `${page}/rows/${row}`],
    [chen, page, `${page}/rows/${row}`],
  ] as const) {
    t.match(await section(one, own, 'skill'), '爭議中', own)
    t.notMatch(await section(one, own, 'post'), '爭議中')
    t.match(
      words((await one.get(ofRow)).body),
      '爭議中：證照名稱。理由：本人主張證照名稱有誤。註記到民國 115 年 12 月 31 日。',
    )
  }
  for (const [one, own] of [
    [lin, '/record'],
    [chen, page],
  ] as const) {
    const past = words((await one.get(`${own}/past?day=115/12/2`)).body)
    t.equal(past.match(/爭議中/g)?.length, 1, 'as it stood on a day, too')
  }
  t.match(words((await lin.get('/inbox')).body), '爭議中')
  await write('急救員證書', huang.accountId)
  t.match(
    await records.row(deps.db, deps.ring, lin.personId, row),
    { data: { licence: '急救員證書' } },
    'what is disputed is what has to be changed',
  )

  for (const form of ['entry', 'deletion']) {
    t.match(words((await chen.get(`${page}/rows/${row}/${form}`)).body), '爭議中：證照名稱', `whoever opens ${form}`)
  }
  const asked = { section: 'skill', rowId: row, to: { licence: '初級急救員證書' } }
  const id = await sendCorrection(deps, lin, agencyId, asked)
  t.match(words((await chen.get(`/review/${id}`)).body), '爭議中：證照名稱', 'whoever decides on it')

  const index = `${page}/locks`
  t.match(words((await chen.get(index)).body), /爭議註記：專長證照\s+證照名稱\s+註記中/, 'it locks nothing')
  t.match(words((await huang.get(index)).body), '取消註記')
  const end = `${index}/${kept?.id}/end`
  const ending = formIn(await huang.get(index), end)
  t.equal((await huang.post(end, { ...ending, [`end_${kept?.id}`]: '已查明' })).headers.location, index)
  t.notMatch(await section(lin, '/record', 'skill'), '爭議中')
})
