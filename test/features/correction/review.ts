import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import type { Row } from '../../../server/domain/record/field.ts'
import * as agencies from '../../../server/store/agency/agencies.ts'
import * as corrections from '../../../server/store/correction/corrections.ts'
import * as evidence from '../../../server/store/correction/evidence.ts'
import { decidingAgency } from '../../../server/store/correction/facts.ts'
import * as signatures from '../../../server/store/correction/signatures.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import * as locks from '../../../server/store/record/locks.ts'
import * as records from '../../../server/store/record/records.ts'
import {
  accessLog,
  assignments,
  corrections as correctionRows,
  evidence as evidenceRows,
  evidenceOpenings,
  notices,
  roleGrants,
} from '../../../server/store/schema.ts'
import { startApp, visitor, type Browser } from '../../support/app/app.ts'
import { errorsIn, formIn, words } from '../../support/app/pages.ts'
import { addRow, correctionOf, sendCorrection, skill, type Asked } from '../../support/correction/corrections.ts'
import { addAgency, addPerson, goodPassword, signIn, type TestPerson } from '../../support/person/people.ts'
import { addSchool } from '../../support/person/school.ts'
import { world } from '../../support/person/world.ts'
import { dispute } from '../../support/record/dispute.ts'

/** A school whose teacher asks for a correction of the education row, with an officer and a chief who are signed in. */
async function office(t: Test) {
  const started = await startApp(t)
  const { app, deps } = started
  const { agencyId, teacher, officer, chief } = await addSchool(deps)
  const rows = await records.ofPerson(deps.db, deps.ring, teacher.personId)
  const education = rows.find(({ section }) => section === 'education') as records.Row
  const basic = rows.find(({ section }) => section === 'basic') as records.Row

  async function enter(person: TestPerson): Promise<Browser> {
    const browser = visitor(app)
    await signIn(browser, person)
    await browser.get('/')
    return browser
  }
  const send = (asked: Partial<Asked> = {}, person = teacher) =>
    sendCorrection(deps, person, agencyId, {
      section: 'education',
      rowId: education.id,
      to: { ...education.data, dept: '數學教育學系' },
      files: ['畢業證書.pdf'],
      ...asked,
    })
  /** The officer takes it and opens every file. */
  async function take(browser: Browser, id: string) {
    await browser.get(`/review/${id}`)
    const taken = await browser.post(`/review/${id}/taking`)
    for (const file of await evidence.ofCorrection(deps.db, id)) {
      await browser.get(`/review/${id}/evidence/${file.id}`)
    }
    return taken
  }
  const shown = async (browser: Browser, id: string) => (await browser.get(`/review/${id}`)).body
  const row = (id = education.id) => records.row(deps.db, deps.ring, teacher.personId, id)
  const state = async (id: string) => (await correctionOf(deps, id)).state
  const change = async (data: Row, rowId = education.id, operation: 'change' | 'delete' = 'change') => {
    const now = await row(rowId)
    const written = await deps.db.transaction(tx =>
      records.write(
        tx,
        deps.ring,
        {
          personId: teacher.personId,
          section: now?.section ?? '',
          rowId,
          operation,
          baseVersion: now?.version ?? null,
          data: { ...now?.data, ...data },
          source: 'hr_entry',
          writer: 'program',
          reason: '依正本',
        },
        bySystem,
        deps.clock(),
      ),
    )
    if (!written.ok) throw new Error(written.why)
  }
  return {
    ...started,
    agencyId,
    teacher,
    officer,
    chief,
    education,
    basic,
    enter,
    send,
    take,
    shown,
    row,
    state,
    change,
    chen: await enter(officer),
    huang: await enter(chief),
  }
}

const version = (html: string) => /name="seen_version" value="(\d*)"/.exec(html)?.[1] ?? ''

t.test('the queue holds what was sent to this agency: what is late first, own corrections and others not', async t => {
  const { deps, chen, officer, send, setClock, agencyId } = await office(t)
  const elsewhere = await addAgency(deps, '999000002B', '第二示範國小')
  const stranger = await addPerson(deps, elsewhere, { ...world.wang, password: null })
  setClock(new Date('2026-10-01T06:00:00Z'))
  const late = await send()
  setClock(new Date('2026-11-23T06:00:00Z'))
  const fresh = await send({ section: 'skill', rowId: null, to: skill })
  await sendCorrection(deps, stranger, elsewhere, { section: 'skill', to: skill })
  await sendCorrection(deps, officer, agencyId, { section: 'skill', to: skill })
  const { body } = await chen.get('/review')
  const links = [...body.matchAll(/<a href="\/review\/([0-9a-f-]+)[^"]*" class="number"/g)].map(([, id]) => id)
  t.same(links, [late, fresh])
  t.match(body, '逾期 21 天')
  t.match(body, '剩 30 天')
  t.match(body, '2 筆')
})

t.test('the queue holds what one has to do now; all the rest is one choice away, with and without htmx', async t => {
  const { deps, chen, officer, huang, send, take, agencyId } = await office(t)
  const colleague = await addPerson(deps, agencyId, world.hong)
  const made = new Map<string, string>()
  for (const [name, more] of [
    ['new', { state: 'submitted' }],
    ['mine', { state: 'in_review', reviewerId: officer.accountId }],
    ['theirs', { state: 'in_review', reviewerId: colleague.accountId }],
    ['back', { state: 'returned', reviewerId: officer.accountId }],
    ['away', { state: 'waiting_authority', reviewerId: officer.accountId }],
    ['doubted', { state: 'waiting_chief', reviewerId: officer.accountId }],
    ['held', { state: 'accepted', reviewerId: officer.accountId, waitsForLock: true }],
  ] as const) {
    const id = await send({ section: 'skill', rowId: null, to: { ...skill, licence: name }, files: [] })
    await deps.db.update(correctionRows).set(more).where(eq(correctionRows.id, id))
    made.set(id, name)
  }
  const listed = async (browser: Browser, query = '', headers = {}) => {
    const { body } = await browser.get(`/review${query}`, headers)
    const links = [...body.matchAll(/<a href="\/review\/([0-9a-f-]+)[^"]*" class="number"/g)].map(([, id = '']) =>
      made.get(id),
    )
    return links.toSorted()
  }
  const all = [...made.values()].toSorted()
  t.same(await listed(chen), ['mine', 'new'])
  t.same(await listed(huang), ['doubted', 'new'])
  t.same(await listed(chen, '?state=all'), all)
  const partly = { 'hx-request': 'true', 'hx-request-type': 'partial' }
  t.same(await listed(chen, '?state=all', partly), all)
  t.same(await listed(chen, '', partly), ['mine', 'new'])
  t.same(await listed(chen, '?state=returned'), ['back'])
  const page = await chen.get('/review')
  t.match(page.body, /<option value="" *(selected)?>待我處理<\/option>\s*<option value="all">全部/)
  const none = await chen.get('/review?q=nobody')
  t.match(none.body, '<a href="/review?state=all&amp;q=nobody">查看全部申請</a>', 'who looks for one finds it there')
  const [id] = [...made].find(([, name]) => name === 'mine') ?? []
  const fresh = [...made].find(([, name]) => name === 'new')?.[0] ?? ''
  t.match((await chen.get(`/review/${id}`)).body, `href="/review/${fresh}"`, 'and the next one is one to do')
  await take(chen, fresh)
  t.same(await listed(huang), ['doubted'])
})

t.test('a line of the queue says how it was signed, when it was sent and whose it is; one press takes it', async t => {
  const { chen, huang, send, setClock } = await office(t)
  setClock(new Date('2026-10-01T06:00:00Z'))
  const late = await send()
  setClock(new Date('2026-11-23T06:00:00Z'))
  const fresh = await send({ section: 'skill', rowId: null, to: skill })
  const lineOf = async (browser: Browser, id: string) => {
    const { body } = await browser.get('/review?state=all')
    const row = body.split('<tr>').find(part => part.includes(`href="/review/${id}`)) ?? ''
    const cells = [...row.matchAll(/data-label="([^"]*)">([^]*?)<\/t[dh]>/g)]
    const text = (html: string) =>
      html
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
    return Object.fromEntries(cells.map(([, label = '', html = '']) => [label, text(html)]))
  }
  t.match(await lineOf(chen, late), { 簽章: '未簽章', 送件日: '115/10/01' })
  t.match(await lineOf(chen, late), { 承辦人: /^承辦/, 答覆期限: /逾期 21 天$/ })
  t.match(await lineOf(chen, fresh), { 送件日: '115/11/23', 承辦人: /^承辦/ })
  const queue = await chen.get('/review')
  t.match(queue.body, /<p id="found">\s*找到 2 筆。/)
  t.equal(queue.body.match(/accesskey="T"/g)?.length, 1, 'the first of them by a key')
  const taken = await chen.post(`/review/${late}/taking`)
  t.equal(taken.headers.location, `/review/${late}`)
  t.match(await lineOf(chen, late), { 承辦人: '我' })
  await chen.post(`/review/${late}/release`)
  t.match((await chen.get(`/review/${late}`)).body, '已交還，等候承辦')
  t.match(await lineOf(chen, late), { 承辦人: /^承辦/ }, 'and one press gives it back')
  await chen.post(`/review/${late}/taking`)
  t.match((await huang.get(`/review/${late}`)).body, '交還，由別人審查')
  await huang.post(`/review/${late}/release`)
  t.match((await chen.get('/inbox')).body, '人事主管已交還待審', 'whoever had it learns that the chief did so')
  t.equal((await chen.post(`/review/${late}/release`)).statusCode, 409, 'nobody has it')
  await chen.post(`/review/${late}/taking`)
  t.match(await lineOf(huang, late), { 承辦人: '陳文彬' })
  t.match((await chen.get('/review?q=nobody')).body, /<p id="found">\s*沒有找到/)
})

t.test('the next one is the one after this, and after the last the first again', async t => {
  const { deps, chen, huang, send, take, shown, setClock } = await office(t)
  const ids: string[] = []
  for (const licence of ['一', '二', '三', '四']) {
    setClock(new Date(deps.clock().getTime() + 60_000))
    ids.push(await send({ section: 'skill', rowId: null, to: { ...skill, licence }, files: [] }))
  }
  const [first = '', second = '', third = '', last = ''] = ids
  const nextOf = async (browser: Browser, id: string) => {
    const body = await shown(browser, id)
    const [, next] = /href="\/review\/([^"?]+)"[^>]*>[^<]*下一件/.exec(body) ?? []
    const [, taking] = /action="\/review\/([^"]+)\/taking">(?:(?!<\/form>)[^])*承辦下一件/.exec(body) ?? []
    return { next, taking }
  }
  t.same(await nextOf(chen, second), { next: third, taking: undefined }, 'this one comes first')
  t.same(await nextOf(chen, last), { next: first, taking: undefined })
  await take(chen, third)
  t.same(await nextOf(chen, third), { next: last, taking: last })
  t.same(await nextOf(chen, second), { next: third, taking: undefined }, 'what one has taken is only to be opened')
  t.same(
    await nextOf(huang, second),
    { next: last, taking: undefined },
    'what a colleague has taken is not for oneself',
  )
  await chen.post(`/review/${third}/decision`, { all: 'accepted', seen_version: '' })
  t.same(await nextOf(chen, third), { next: last, taking: last }, 'a decision leads on, not back')
  for (const id of [first, second, last]) await take(huang, id)
  t.same(await nextOf(chen, third), { next: undefined, taking: undefined })
})

t.test('the next one and the way back stay in the queue one came from, and say nobody’s name', async t => {
  const { chen, send, setClock, deps, teacher } = await office(t)
  const skills: string[] = []
  for (const licence of ['一', '二']) {
    skills.push(await send({ section: 'skill', rowId: null, to: { ...skill, licence }, files: [] }))
    setClock(new Date(deps.clock().getTime() + 60_000))
    await send({ section: 'language', rowId: null, to: { lang: 'en', test: licence }, files: [] })
    setClock(new Date(deps.clock().getTime() + 60_000))
  }
  const [first = '', second = ''] = skills
  const from = '?state=submitted&section=skill'
  const queue = await chen.get(`/review${from}&q=${encodeURIComponent(teacher.name)}`)
  t.match(queue.body, `href="/review/${first}${from.replace('&', '&amp;')}"`)
  const taken = await chen.post(`/review/${first}/taking${from}`)
  t.equal(taken.headers.location, `/review/${first}${from}`)
  const page = (await chen.get(String(taken.headers.location))).body.replaceAll('&amp;', '&')
  t.match(page, `href="/review/${second}${from}" accesskey="N"`)
  t.match(page, `action="/review/${second}/taking${from}"`)
  t.match(page, `href="/review${from}" accesskey="B"`)
  const decided = formIn({ body: page }, `/review/${first}/decision${from}`)
  const accepted = await chen.post(`/review/${first}/decision${from}`, { ...decided, all: 'accepted' })
  t.equal(accepted.headers.location, `/review/${first}${from}`)
  t.match((await chen.get(`/review/${first}${from}`)).body, `href="/review/${second}?`, 'what is decided is still left')
})

t.test('what was done is said with the number, and as what it is', async t => {
  const { deps, agencyId, chen, huang, send, take, shown, chief, teacher } = await office(t)
  const said = async (browser: Browser, id: string, step: string, form: Record<string, string>) => {
    t.equal((await browser.post(`/review/${id}/${step}`, form)).statusCode, 303)
    const { number } = await correctionOf(deps, id)
    const [, sentence = ''] = /role="status">([^<]+)</.exec(await shown(browser, id)) ?? []
    return sentence.replace(String(number), '#')
  }
  const one = () => send({ section: 'skill', rowId: null, to: skill, files: [] })
  const id = await one()
  t.equal(await said(chen, id, 'taking', {}), '# 已由您承辦。')
  t.equal(await said(chen, id, 'decision', { all: 'rejected', text: '不符' }), '# 擬不同意，已送請人事主管確認。')
  t.equal(
    await said(huang, id, 'confirmation', { chief_text: '同意承辦意見', chosen: 'confirm' }),
    '# 不同意已定案，並已通知本人。',
  )
  const second = await one()
  await take(huang, second)
  t.equal(
    await said(huang, second, 'decision', { all: 'rejected', text: '不符' }),
    '# 不同意已定案，並已通知本人。',
    'the rejection of a chief waits for nobody',
  )
  const yes = { all: 'accepted', seen_version: '' }
  const third = await one()
  await take(chen, third)
  t.equal(await said(chen, third, 'decision', yes), '# 已同意，資料已更正，並已通知本人。')
  const held = await send({ section: 'skill', rowId: null, to: { ...skill, licence: '教練證' }, files: [] })
  await take(chen, held)
  const lock = { kind: 'case', section: null, reason: '查證中', docNumber: null, until: '2026-12-31' } as const
  const by = { accountId: chief.accountId, role: 'hr_chief', agencyId, requestId: null }
  await locks.set(deps.db, { ...lock, personId: teacher.personId, agencyId }, by, deps.clock())
  t.equal(await said(chen, held, 'decision', yes), '# 已同意；資料鎖定中，解除鎖定後才寫入。')
})

t.test('the queue is narrowed by state, section, name and number; in part only when htmx asks for a part', async t => {
  const { deps, chen, send, take } = await office(t)
  const education = await send()
  const other = await send({ section: 'skill', rowId: null, to: skill })
  await take(chen, education)
  const found = async (query: string) => {
    const { body } = await chen.get(`/review?${query}`)
    return [education, other].map(id => body.includes(`href="/review/${id}`))
  }
  t.same(await found('state=in_review'), [true, false])
  t.same(await found('section=skill'), [false, true])
  t.same(await found(`q=${encodeURIComponent('美')}`), [true, true])
  t.same(await found(`q=${(await correctionOf(deps, other)).number}`), [false, true])
  t.same(await found(`q=${encodeURIComponent('\u202D美\u200B華\u202C')}`), [true, true])
  const wide = (await correctionOf(deps, other)).number?.replace(/[\d-]/g, sign =>
    String.fromCharCode(sign.charCodeAt(0) + 0xfee0),
  )
  t.same(await found(`q=${encodeURIComponent(` ${wide} `)}`), [false, true])
  t.match((await chen.get('/review?q=%25')).body, '沒有符合條件的申請')
  t.match((await chen.get('/review')).body, /data-label="承辦人">\s*<b>我<\/b>/)

  const whole = await chen.get('/review?section=skill')
  t.match(whole.body, /^<!doctype html>/)
  const part = await chen.get('/review?section=skill', { 'hx-request': 'true', 'hx-request-type': 'partial' })
  t.match(part.body, /^<div id="queue">/)
  t.notMatch(part.body, '<html')
  t.match(part.headers['vary'], /HX-Request-Type/)

  t.match((await chen.get('/review?section=skill&q=美')).body, 'href="/review/views?section=skill"')
  const saved = await chen.post('/review/views', { filter: 'state=all&section=skill&q=美&x=y', name: '專長' })
  t.equal(saved.headers.location, '/review?state=all&section=skill', 'whom one searched for is not kept')
  await chen.post('/review/views/columns', { column_person: 'yes', column_due: 'yes' })
  const mine = (await chen.get('/review')).body
  t.match(mine, '<a href="/review?state=all&amp;section=skill">專長</a>')
  t.same(
    [...mine.matchAll(/<th scope="col">([^<]+)/g)].map(([, head]) => head),
    ['收件編號', '申請人', '答覆期限'],
  )
})

t.test('a queue longer than a page is paged both ways, whatever becomes of its corrections meanwhile', async t => {
  const { deps, chen, send } = await office(t)
  for (let i = 0; i < 26; i += 1) {
    await send({ section: 'skill', rowId: null, to: { ...skill, licence: `第 ${i} 張` }, files: [] })
  }
  const idsIn = (body: string) =>
    [...body.matchAll(/<a href="\/review\/([0-9a-f-]+)[^"]*" class="number"/g)].map(([, id = '']) => id)
  const first = await chen.get('/review?section=skill')
  t.match(words(first.body), '共 26 筆')
  const ids = idsIn(first.body)
  t.equal(ids.length, 25)
  const next = `/review?section=skill&after=${ids[24]}`
  t.match(first.body, `rel="next" href="${next.replace('&', '&amp;')}"`)
  const second = await chen.get(next)
  const [last = '', ...none] = idsIn(second.body)
  t.same(none, [])
  t.match(words(second.body), '共 26 筆', 'not only those that follow')
  t.match(second.body, `rel="prev" href="/review?section=skill&amp;before=${last}"`)
  t.notMatch(second.body, 'rel="next"')
  t.same(idsIn((await chen.get(`/review?section=skill&before=${last}`)).body), ids)
  await deps.db
    .update(correctionRows)
    .set({ state: 'accepted', waitsForLock: true })
    .where(eq(correctionRows.id, ids[24] ?? ''))
  t.same(idsIn((await chen.get(next)).body), [last], 'the one at the end was decided')
  t.same(idsIn((await chen.get(`/review?section=skill&q=${encodeURIComponent('美')}&after=${ids[24]}`)).body), [last])
  t.match(words((await chen.get(`/review?state=all&q=${encodeURIComponent('美')}&after=${ids[2]}`)).body), '共 26 筆')
  t.equal((await chen.get(`/review?section=skill&after=${last}`)).headers.location, '/review?section=skill')
})

t.test('whose the correction is may be asked by name or number; a number stands in no address', async t => {
  const { deps, chen, teacher, send, agencyId } = await office(t)
  const { idNumber } = world.lin
  const id = await send({ section: 'skill', rowId: null, to: skill })
  const search = (form: Record<string, string>, headers = {}) => chen.post('/review/search', form, headers)
  t.equal(
    (await search({ q: '美華', section: 'skill' })).headers.location,
    '/review?section=skill&q=%E7%BE%8E%E8%8F%AF',
  )
  const to = String((await search({ q: ` ${idNumber} 林` })).headers.location)
  t.equal(to, `/review?person=${teacher.personId}`)
  t.match((await chen.get(to)).body, `href="/review/${id}"`)
  const other = await addPerson(deps, agencyId, { ...world.wang, password: null })
  t.equal((await search({ q: world.wang.idNumber })).headers.location, '/review?person=nobody')
  t.notMatch((await chen.get('/review?person=nobody')).body, `/review/${id}`)
  t.notMatch((await chen.get(`/review?person=${other.personId}`)).body, `/review/${id}`)
  const number = (await correctionOf(deps, id)).number ?? ''
  t.equal((await search({ q: number })).headers.location, `/review?q=${number}`)
  t.equal((await search({ q: '02-12345678' })).headers.location, '/review?person=nobody', 'nor one of a telephone')
  const part = await search({ q: idNumber }, { 'hx-request': 'true', 'hx-request-type': 'partial' })
  t.match(part.body, /^<div id="queue">/)
  t.equal(part.headers['hx-push-url'], to)
})

t.test('a correction is shown as it was signed, and looking at it is told to the person', async t => {
  const { deps, chen, send, shown, officer, teacher } = await office(t)
  const id = await send()
  const body = await shown(chen, id)
  const [signed] = await signatures.ofCorrection(deps.db, deps.ring, id)
  const text = signed?.text.toString('utf8') ?? ''
  for (const line of text.trim().split('\n')) t.ok(body.includes(line), line)
  t.match(body, '國語文教育學系')
  t.match(body, '數學教育學系')
  t.match(await deps.db.select().from(accessLog), [
    {
      personId: teacher.personId,
      accountId: officer.accountId,
      action: 'review',
      section: 'education',
      correctionId: id,
    },
  ])
})

t.test(
  'the verdict on the signature and what is asked come first, then the decision, then what was signed',
  async t => {
    const { chen, send, take, shown } = await office(t)
    const id = await send()
    await take(chen, id)
    const body = await shown(chen, id)
    const places = [
      '未簽章，請核對正本',
      '數學教育學系',
      'id="evidence"',
      'id="decision"',
      '<pre lang="zh-Hant-TW">',
      'class="timeline"',
    ]
    const found = places.map(place => body.indexOf(place))
    t.notOk(found.includes(-1))
    t.same(
      found.toSorted((a, b) => a - b),
      found,
    )
  },
)

t.test('the row is named as it stood when the correction was sent, to the reviewer and to its owner', async t => {
  const { chen, send, take, shown, enter, teacher, change, education } = await office(t)
  const to = { ...education.data, school: '國立新示範大學' }
  const id = await send({ to })
  await take(chen, id)
  await chen.post(`/review/${id}/decision`, { all: 'accepted', seen_version: '1' })
  await change({ dept: '後來又改的系' })
  const lin = await enter(teacher)
  for (const body of [await shown(chen, id), (await lin.get(`/corrections/${id}`)).body]) {
    t.match(body, /<h2>學歷：更改<span class="visually-hidden">：<\/span><br><small>國立示範大學[^<]*<\/small>/)
    t.notMatch(body, /<small>[^<]*(國立新示範大學|後來又改的系)/)
  }
  const added = await send({ section: 'skill', rowId: null, to: skill })
  t.match(await shown(chen, added), /<h2>[^<]*新增一筆<span[^>]*>：<\/span><br><small>急救[^<]*<\/small>/)
  const gone = await send({ to: null })
  await take(chen, gone)
  await chen.post(`/review/${gone}/decision`, { all: 'accepted', seen_version: '3' })
  t.match(await shown(chen, gone), /刪除一筆<span[^>]*>：<\/span><br><small>國立新示範大學/)
})

t.test('each step of a reviewer is told by its result, and only what asks something says so', async t => {
  const { chen, huang, send, take, enter, teacher, education, deps, setClock } = await office(t)
  const lin = await enter(teacher)
  const newest = async () => {
    // the next one is younger than this
    setClock(new Date(deps.clock().getTime() + 1000))
    const { body } = await lin.get('/inbox')
    const [, said, word] =
      /id="notice-[^"]+">(?:校正申請 <span class="number">[-0-9]+<\/span>)?(.*?)<\/(?:b|p)>[^]*?<button class="link"[^>]*>(.*?)</.exec(
        body,
      ) ?? []
    return `${said} ${word}`
  }
  const id = await send({ to: { ...education.data, dept: '數學教育學系', cert_no: '示大教字第9號' } })
  const decide = (form: Record<string, string>) => chen.post(`/review/${id}/decision`, { seen_version: '1', ...form })
  const no = { text: '與證書不符', why_dept: '證書上是國語文', why_cert_no: '字號不清楚' }
  await take(chen, id)
  t.match(await newest(), /^人事室開始審查校正申請 .* 查看$/)
  await huang.post(`/review/${id}/extension`, { extension_days: '10', extension_text: '查證中' })
  t.equal(await newest(), ' 的答覆期限延長到民國 116 年 1 月 4 日，理由請見申請內容。 查看')
  await decide({ item_dept: 'rejected', item_cert_no: 'rejected', ...no })
  t.equal(await newest(), '：承辦人擬不同意，等人事主管確認。 查看')
  await huang.post(`/review/${id}/confirmation`, { chief_text: '再看一次', chosen: 'overturn' })
  t.equal(await newest(), ' 由人事主管退回承辦人重審。 查看')
  await decide({ item_cert_no: 'rejected', why_cert_no: '字號不清楚', text: '與證書不符' })
  t.equal(await newest(), ' 部分同意，同意的部分已寫入您的資料；不同意的理由請見申請內容。 查看')

  const second = await send()
  await take(chen, second)
  t.match(await newest(), '開始審查')
  await chen.post(`/review/${second}/return`, { return_text: '請補正本', return_day: '115/12/1' })
  t.equal(await newest(), ' 退回補正，請在民國 115 年 12 月 1 日以前補正。 前往處理')
  const third = await send({ section: 'skill', rowId: null, to: skill })
  await take(huang, third)
  t.match(await newest(), '開始審查')
  await huang.post(`/review/${third}/decision`, {
    item_skill: 'rejected',
    item_licence: 'rejected',
    why_skill: '不符',
    why_licence: '不符',
    text: '不符',
  })
  t.equal(await newest(), ' 經審查不同意，理由請見申請內容。 查看')
})

t.test(
  'what is accepted is written at once, the person is told, and history names correction and reviewer',
  async t => {
    const { deps, chen, send, take, row, state, education, teacher } = await office(t)
    const id = await send()
    t.equal((await take(chen, id)).statusCode, 303)
    const form = { all: 'accepted', seen_version: '1' }
    const decided = await chen.post(`/review/${id}/decision`, form)
    t.equal(decided.headers.location, `/review/${id}`)
    t.equal(await state(id), 'applied')
    t.match(await row(), { version: 2, data: { dept: '數學教育學系' } })
    const [newest] = await records.history(deps.db, deps.ring, teacher.personId, education.id)
    t.match(newest, { byName: '陳文彬', agencyName: '示範國小', version: { source: 'request', correctionId: id } })
    const page = await chen.get(`/review/${id}`)
    t.match(page.body, '已更正')
    t.notMatch(page.body, 'name="seen_version"', 'there is nothing left to decide')
    t.notMatch(page.body, '每一份文件都要開啟看過')
    const told = await deps.db
      .select({ text: notices.text })
      .from(notices)
      .where(eq(notices.url, `/corrections/${id}`))
    t.same(told.map(({ text }) => text).toSorted(), ['notice.correction-applied', 'notice.correction-taken'])
    const again = await chen.post(`/review/${id}/decision`, form)
    t.equal(again.headers.location, `/review/${id}`, 'it is decided once')
  },
)

t.test('no file may stay unopened before a correction is accepted', async t => {
  const { deps, chen, send, state } = await office(t)
  const id = await send({ files: ['正面.pdf', '反面.pdf'] })
  await chen.get(`/review/${id}`)
  await chen.post(`/review/${id}/taking`)
  const [front] = await evidence.ofCorrection(deps.db, id)
  await chen.get(`/review/${id}/evidence/${front?.id}`)
  const yes = { all: 'accepted', text: '依正本', seen_version: '1' }
  const refused = await chen.post(`/review/${id}/decision`, yes)
  t.equal(refused.statusCode, 409)
  t.match(refused.body, '還有證明文件尚未開啟')
  t.match(refused.body, /依正本<\/textarea>/, 'what was typed is still there')
  t.equal(await state(id), 'in_review')
  t.equal((await deps.db.select().from(evidenceOpenings)).length, 1)
  const files = await evidence.ofCorrection(deps.db, id)
  const opened = await chen.get(`/review/${id}/evidence/${files[1]?.id}`)
  t.equal(opened.headers['content-disposition']?.toString().startsWith('attachment'), true)
  t.equal((await chen.post(`/review/${id}/decision`, { all: 'accepted', seen_version: '1' })).statusCode, 303)
  t.match(await deps.db.select().from(accessLog).where(eq(accessLog.action, 'evidence')), [
    { correctionId: id },
    { correctionId: id },
  ])
})

t.test(
  'a file is shown in a frame of the page as what it is, fenced, and counts as opened when it is asked for',
  async t => {
    const { deps, chen, send, teacher, enter } = await office(t)
    const id = await send({ files: [] })
    const page = '<html><script src="/public/parts.js"></script>%PDF-1.4'
    const files = [
      ['證書.pdf', 'application/pdf', page],
      ['照片.png', 'image/png', `\x89PNG\r\n\x1a\n${page}`],
      ['照片.jpg', 'image/jpeg', `\xff\xd8\xff${page}`],
    ] as const
    for (const [name, media, text] of files) {
      const file = evidence.seal(deps.ring, Buffer.from(text, 'latin1'))
      const added = { correctionId: id, round: 1, name, media, addedBy: teacher.accountId }
      await evidence.add(deps.db, { ...file, ...added }, deps.clock())
    }
    const shown = await chen.get(`/review/${id}`)
    t.match(shown.headers['content-security-policy'], /;frame-src 'self'$/)
    t.match(shown.headers['content-security-policy'], "frame-ancestors 'none'", 'the page itself stands in no frame')
    const marks = async () =>
      Promise.all(
        (await evidence.ofCorrection(deps.db, id)).map(async file =>
          chen.get(`/review/${id}/evidence/${file.id}/opened`),
        ),
      )
    for (const { body } of await marks()) t.equal(body.trim(), '')
    const opened = async () => (await deps.db.select().from(evidenceOpenings)).length
    t.equal(await opened(), 0, 'whoever opens the page has seen no file yet')
    for (const file of await evidence.ofCorrection(deps.db, id)) {
      const url = `/review/${id}/evidence/${file.id}/view`
      t.match(shown.body, `<a href="${url}" target="evidence-view"`)
      const before = await opened()
      const ahead = await chen.get(url, { 'sec-purpose': 'prefetch' })
      t.match(ahead, { statusCode: 503, body: '' })
      t.equal(await opened(), before, 'what a browser fetches ahead was opened by nobody')
      const { headers, statusCode } = await chen.get(url)
      t.equal(statusCode, 200)
      const policy = String(headers['content-security-policy'])
      const isPdf = file.media === 'application/pdf'
      t.match(policy, /^(sandbox; )?default-src 'none'; .*frame-ancestors 'self'$/)
      t.equal(policy.includes('sandbox'), !isPdf, 'no browser shows a PDF in a sandbox')
      t.notMatch(policy, /script-src|frame-src|object-src/)
      t.match(headers, {
        'content-type': isPdf ? file.media : 'text/html; charset=utf-8',
        'content-disposition': /^inline; filename=/,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'x-frame-options': 'SAMEORIGIN',
      })
      const isMarked = async () => (await chen.get(url.replace('/view', '/opened'))).body.includes('已開啟')
      t.equal(await isMarked(), true, 'the page that is open can say that it was seen')
      t.equal((await (await enter(teacher)).get(url)).statusCode, 404)
    }
    t.equal(await opened(), 3)
    t.equal((await deps.db.select().from(accessLog).where(eq(accessLog.action, 'evidence'))).length, 3)

    const active = evidence.seal(deps.ring, Buffer.from('%PDF-1.4 /OpenAction<</S/JavaScript/JS(app.alert(1))>>'))
    const added = {
      correctionId: id,
      round: 1,
      name: '證書二.pdf',
      media: 'application/pdf' as const,
      addedBy: teacher.accountId,
    }
    await evidence.add(deps.db, { ...active, ...added }, deps.clock())
    const last = (await evidence.ofCorrection(deps.db, id)).find(({ name }) => name === added.name)
    const { headers } = await chen.get(`/review/${id}/evidence/${last?.id}/view`)
    t.match(headers['content-disposition'], /^attachment/, 'what can do anything is no page beside ours')
  },
)

t.test('what cannot be shown in the frame says so there, and leads to the whole page', async t => {
  const { app, deps, chen, send, take } = await office(t)
  const id = await send()
  await take(chen, id)
  const [file] = await evidence.ofCorrection(deps.db, id)
  const url = `/review/${id}/evidence/${file?.id}/view`
  const isReadable = async (browser: Browser, status: number, said: string) => {
    const { statusCode, headers, body } = await browser.get(url)
    t.equal(statusCode, status)
    t.match(headers['content-security-policy'], "frame-ancestors 'self'")
    t.match(body, said)
    t.match(body, `<a href="/review/${id}" target="_top">`)
    t.equal(body.match(/<h1>/g)?.length, 1)
  }
  await isReadable(visitor(app), 403, '登入已經結束')
  const { headers } = await visitor(app).get(url, { 'sec-fetch-dest': 'document' })
  t.match(headers.location, /^\/sign-in/, 'a file in a window of its own asks for the sign-in as any page')
  await deps.db.update(evidenceRows).set({ sha256: '0'.repeat(64) })
  await isReadable(chen, 500, '和當初保存的不同')
})

t.test('a partial acceptance gives a reason for each no, and writes only what was accepted', async t => {
  const { chen, send, take, row, state, education, enter, teacher } = await office(t)
  const to = { ...education.data, dept: '數學教育學系', degree_name: '教育學學士', cert_no: '示大教字第9號' }
  const id = await send({ to })
  await take(chen, id)
  const form = { item_degree_name: 'rejected', seen_version: '1' }
  const unfinished = await chen.post(`/review/${id}/decision`, form)
  t.equal(unfinished.statusCode, 422)
  t.match(unfinished.body, '<a href="#why_degree_name">學位名稱：請填寫理由')
  t.match(unfinished.body, /name="item_degree_name"\s+value="rejected"\s+checked/)

  const reasons = { why_degree_name: '證書上沒有學位名稱', item_cert_no: 'rejected', why_cert_no: '字號不清楚' }
  const long = await chen.post(`/review/${id}/decision`, {
    ...form,
    ...reasons,
    text: '二欄不符',
    why_cert_no: '長'.repeat(501),
  })
  t.equal(long.statusCode, 422)
  t.match(long.body, '最多 500 個字，現在有 501 個')
  const done = await chen.post(`/review/${id}/decision`, { ...form, ...reasons, text: '其他兩欄請補正本' })
  t.equal(done.statusCode, 303)
  t.equal(await state(id), 'applied')
  const after = await row()
  t.match(after?.data, { dept: '數學教育學系', cert_no: education.data['cert_no'] })
  t.equal(after?.data['degree_name'] ?? null, null)
  const lin = await enter(teacher)
  const { body } = await lin.get(`/corrections/${id}`)
  for (const text of ['部分同意', '證書上沒有學位名稱', '字號不清楚', '其他兩欄請補正本']) t.match(body, text)
})

t.test(
  'what stays against the word of its owner is marked by them, wherever it goes, until they take it back',
  async t => {
    const { chen, send, take, education, enter, teacher } = await office(t)
    const id = await send({
      to: { ...education.data, dept: '數學教育學系', degree_name: '教育學學士', cert_no: '第9號' },
    })
    const [lin, page] = [await enter(teacher), `/corrections/${id}/dispute`]
    t.equal((await lin.get(page)).statusCode, 404, 'not before it is decided')
    await take(chen, id)
    const no = {
      item_degree_name: 'rejected',
      why_degree_name: '證書上沒有',
      item_cert_no: 'rejected',
      why_cert_no: '不清楚',
    }
    await chen.post(`/review/${id}/decision`, { ...no, text: '請補正本', seen_version: '1' })

    t.match((await lin.get(`/corrections/${id}`)).body, `href="${page}"`)
    const { body } = await lin.get(page)
    t.match(body, 'name="field_cert_no"')
    t.notMatch(body, 'field_dept', 'which was agreed to')
    t.notMatch(body, 'field_degree_name', 'where nothing stands')
    for (const [form, said] of [
      [{ reason: '正本寫的是第9號' }, '請至少選一個欄位'],
      [{ field_dept: 'yes', reason: '正本寫的是第9號' }, '請至少選一個欄位'],
      [{ field_cert_no: 'yes', reason: ' ' }, '請寫出您認為哪裡不正確'],
    ] as const) {
      const refused = await lin.post(page, form)
      t.equal(refused.statusCode, 422)
      t.match(refused.body, said)
    }
    t.equal((await chen.get(page)).statusCode, 404, 'nobody does so for them')
    const note = { field_cert_no: 'yes', reason: '正本寫的是第9號' }
    t.equal((await lin.post(page, note)).headers.location, `/corrections/${id}`)
    const after = await lin.get(`/corrections/${id}`)
    t.match(after.body, /您的爭議註記：[^<]*正本寫的是第9號/)
    t.equal((await lin.post(page, note)).statusCode, 409, 'once')
    t.match((await lin.get('/record')).body, '爭議')
    t.match((await chen.get('/inbox')).body, '本人不同意審查結果')

    t.equal((await lin.post(`/corrections/${id}/dispute/end`)).headers.location, `/corrections/${id}`)
    t.match((await lin.get(`/corrections/${id}`)).body, `href="${page}"`)
    t.equal((await lin.post(`/corrections/${id}/dispute/end`)).statusCode, 409)
  },
)

t.test(
  'what HR has changed since is not marked upon an old rejection, but a mark that holds is taken back',
  async t => {
    const { chen, huang, send, take, change, education, enter, teacher } = await office(t)
    await change({ cert_no: '第1號' })
    const id = await send({ to: { ...education.data, dept: '數學教育學系', cert_no: '第9號' } })
    await take(huang, id)
    await huang.post(`/review/${id}/decision`, { all: 'rejected', text: '請附證書' })
    const [lin, page] = [await enter(teacher), `/corrections/${id}`]
    await change({ cert_no: '第9號' })
    const { body } = await lin.get(`${page}/dispute`)
    t.match(body, 'field_dept')
    t.notMatch(body, 'field_cert_no', 'it is as they asked')
    t.equal((await lin.post(`${page}/dispute`, { field_cert_no: 'yes', reason: '正本' })).statusCode, 422)
    await lin.post(`${page}/dispute`, { field_dept: 'yes', reason: '正本' })
    await change({ dept: '數學教育學系' })
    t.equal((await lin.get(`${page}/dispute`)).statusCode, 404)
    t.match((await lin.get(page)).body, '您的爭議註記：')
    t.equal((await lin.post(`${page}/dispute/end`)).statusCode, 303)
    const after = await lin.get(page)
    t.notMatch(after.body, /您的爭議註記：|href="[^"]*\/dispute"/)
    t.equal((await chen.get(page)).statusCode, 404)
  },
)

t.test('of a mark hear those who may decide, never its person, and an entry that has one is offered none', async t => {
  const { deps, chen, huang, send, take, officer, chief } = await office(t)
  const rowId = await addRow(deps, officer.personId, 'skill', skill)
  const id = await send({ section: 'skill', rowId, to: { ...skill, licence: '高級急救員證書' } }, officer)
  await take(huang, id)
  await huang.post(`/review/${id}/decision`, { all: 'rejected', text: '請附證書' })
  const page = `/corrections/${id}`
  t.equal((await chen.post(`${page}/dispute`, { field_licence: 'yes', reason: '證書已附' })).statusCode, 303)
  const told = await deps.db.select().from(notices).where(eq(notices.text, 'notice.dispute-noted'))
  t.same(
    told.map(({ accountId }) => accountId),
    [chief.accountId],
  )
  await chen.post(`${page}/dispute/end`)
  t.match((await chen.get(page)).body, `href="${page}/dispute"`)
  await dispute(deps, chief, officer.personId, { section: 'skill', rowId, fields: ['licence'] })
  t.notMatch((await chen.get(page)).body, `href="${page}/dispute"`)
})

t.test('what is ticked, written and pressed has to agree, and every no has a reason', async t => {
  const { chen, send, take, education, state } = await office(t)
  const id = await send({ to: { ...education.data, dept: '數學教育學系', cert_no: '示大教字第9號' } })
  await take(chen, id)
  const no = { item_dept: 'rejected' }
  const cases: [Record<string, string>, (string | RegExp)[]][] = [
    [{}, [/^請勾選不同意的欄位/]],
    [{ why_dept: '證書上是國語文' }, [/^系所：.*沒有勾選/, /^請勾選不同意的欄位/]],
    [{ all: 'accepted', why_dept: '證書上是國語文' }, [/^系所：.*沒有勾選/]],
    [{ all: 'accepted', ...no }, [/^系所：.*取消勾選/]],
    [no, ['系所：請填寫理由（本人看得到）。']],
    [{ all: 'rejected' }, ['請填寫理由（本人看得到）。']],
    [{ all: 'rejected', why_dept: '證書上是國語文' }, ['請填寫理由（本人看得到）。']],
  ]
  for (const [form, said] of cases) {
    const answer = await chen.post(`/review/${id}/decision`, { ...form, seen_version: '1' })
    t.equal(answer.statusCode, 422, JSON.stringify(form))
    t.match(errorsIn(answer), said, JSON.stringify(form))
    t.equal(errorsIn(answer).length, said.length)
  }
  t.equal(await state(id), 'in_review')
})

t.test('eight fields are rejected by one button with one reason, or all but one accepted', async t => {
  const { deps, huang, chen, send, take, row, shown, enter, teacher, education } = await office(t)
  const to = {
    ...education.data,
    school: '國立新示範大學',
    dept: '數學教育學系',
    start_ym: '2003-09',
    end_ym: '2007-06',
    is_highest: !education.data['is_highest'],
    degree_name: '教育學學士',
    cert_date: '2007-06-30',
    cert_no: '示大教字第9號',
  }
  const id = await send({ to })
  const { items } = await correctionOf(deps, id)
  t.equal(items.length, 8)
  await take(huang, id)
  const reason = '與證書不符，可提起救濟。'
  t.equal((await huang.post(`/review/${id}/decision`, { all: 'rejected', text: reason })).statusCode, 303)
  t.match(await correctionOf(deps, id), { state: 'rejected', decisionText: reason })
  t.ok((await correctionOf(deps, id)).items.every(({ decision }) => decision === 'rejected'))
  t.match((await (await enter(teacher)).get(`/corrections/${id}`)).body, reason)

  const second = await send({ to })
  await take(chen, second)
  const ticked = { item_dept: 'rejected', text: '系所請附證書正本', seen_version: version(await shown(chen, second)) }
  t.equal((await chen.post(`/review/${second}/decision`, ticked)).statusCode, 303)
  t.match((await row())?.data, { ...to, dept: education.data['dept'] })
})

t.test('nobody decides what their page did not show', async t => {
  const { huang, chen, send, take, shown, education, state } = await office(t)
  const id = await send({ to: { ...education.data, dept: '數學教育學系' } })
  await take(chen, id)
  const path = `/review/${id}/decision`
  const old = formIn({ body: await shown(chen, id) }, path) ?? {}
  await huang.get(`/review/${id}`)
  const days = { extension_days: '10', extension_text: '待查證' }
  t.equal((await huang.post(`/review/${id}/extension`, days)).statusCode, 303)
  const stale = await chen.post(path, { ...old, all: 'accepted', text: '依證書' })
  t.equal(stale.statusCode, 409)
  t.equal(await state(id), 'in_review')
  t.equal((await chen.post(path, { ...formIn(stale, path), all: 'accepted' })).statusCode, 303)
  t.equal(await state(id), 'applied')
})

t.test('lines are offered only where one can be left out', async t => {
  const { chen, send, take, shown, education } = await office(t)
  const ticks = async (to: Row | null, section = 'education', rowId: string | null = education.id) => {
    const id = await send({ to, section, rowId })
    await take(chen, id)
    const body = await shown(chen, id)
    await chen.post(`/review/${id}/return`, { return_text: '請補正本', return_day: '115/12/3' })
    t.match(body, /name="all" value="rejected"/)
    return [...body.matchAll(/name="item_(\w+)"/g)].map(([, field]) => field)
  }
  t.same(await ticks({ ...education.data, dept: '數學教育學系' }), [], 'one field')
  t.same(await ticks(skill, 'skill', null), [], 'a new row that needs all of it')
})

t.test('a deletion is decided as a whole', async t => {
  const { chen, send, take, row, state, education } = await office(t)
  const id = await send({ to: null })
  await take(chen, id)
  const page = await chen.get(`/review/${id}`)
  t.notMatch(page.body, 'name="item_')
  const mixed = { item_dept: 'rejected', text: '系所有誤', seen_version: '1' }
  t.equal((await chen.post(`/review/${id}/decision`, mixed)).statusCode, 422)
  t.equal((await chen.post(`/review/${id}/decision`, { all: 'accepted', seen_version: '1' })).statusCode, 303)
  t.equal(await state(id), 'applied')
  t.equal(await row(education.id), undefined)
})

t.test('a correction goes back with what is missing and until when; what was signed stays', async t => {
  const { chen, send, take, state, enter, teacher, deps } = await office(t)
  const id = await send()
  await take(chen, id)
  const bad = await chen.post(`/review/${id}/return`, { return_text: '請補歷年成績單', return_day: '115/11/23' })
  t.equal(bad.statusCode, 422)
  t.match(bad.body, '補正期限要在今天以後')
  t.match(bad.body, '請補歷年成績單')
  const done = await chen.post(`/review/${id}/return`, { return_text: '請補歷年成績單', return_day: '115/12/3' })
  t.equal(done.statusCode, 303)
  t.equal(await state(id), 'returned')
  t.match(await correctionOf(deps, id), { round: 2, supplementDay: '2026-12-03' })
  const lin = await enter(teacher)
  const { body } = await lin.get(`/corrections/${id}`)
  t.match(body, '請補歷年成績單')
  t.match(body, '請在民國 115 年 12 月 3 日以前補正')
  t.equal((await signatures.ofCorrection(deps.db, deps.ring, id)).length, 1)
})

t.test(
  'an officer proposes a rejection; the chief confirms it, or sends it back without a trace of the decision',
  async t => {
    const { chen, huang, send, take, state, deps, shown } = await office(t)
    const no = { item_dept: 'rejected', why_dept: '證書上是國語文', text: '與證書不符。不服得依法救濟。' }
    const id = await send()
    await take(chen, id)
    t.equal((await chen.post(`/review/${id}/decision`, no)).statusCode, 303)
    t.equal(await state(id), 'waiting_chief')
    t.notMatch(await shown(chen, id), 'name="chief_text"')
    const early = await chen.post(`/review/${id}/confirmation`, { chief_text: '同意承辦意見', chosen: 'confirm' })
    t.equal(early.statusCode, 409)
    t.match(early.body, '這一步要由人事主管來做')

    t.match(await shown(huang, id), '與證書不符')
    t.equal((await huang.post(`/review/${id}/confirmation`, { chief_text: ' ', chosen: 'overturn' })).statusCode, 422)
    const unsaid = await huang.post(`/review/${id}/confirmation`, { chief_text: '同意承辦意見' })
    t.equal(unsaid.statusCode, 422, 'a form that says neither rejects nothing')
    const overturn = { chief_text: '請再看一次', chosen: 'overturn' }
    t.equal((await huang.post(`/review/${id}/confirmation`, overturn)).statusCode, 303)
    const again = await correctionOf(deps, id)
    t.match(again, { state: 'in_review', decisionText: null, decidedBy: null, decidedAt: null })
    t.notOk(again.items.some(({ decision }) => decision))

    await chen.post(`/review/${id}/decision`, no)
    t.equal(
      (await huang.post(`/review/${id}/confirmation`, { chief_text: '同意承辦意見', chosen: 'confirm' })).statusCode,
      303,
    )
    t.match(await correctionOf(deps, id), {
      state: 'rejected',
      decisionText: '與證書不符。不服得依法救濟。\n同意承辦意見',
    })
  },
)

t.test('whoever proposed a rejection cannot confirm it when the chief is gone, but can send it back', async t => {
  const { chen, chief, send, take, state, deps, shown } = await office(t)
  const id = await send()
  await take(chen, id)
  await chen.post(`/review/${id}/decision`, { item_dept: 'rejected', why_dept: '不符', text: '與證書不符' })
  await deps.db.delete(roleGrants).where(eq(roleGrants.accountId, chief.accountId))
  t.match((await chen.get('/review')).body, `/review/${id}`)
  const body = await shown(chen, id)
  t.match(body, '要由另一位來確認')
  t.notMatch(body, 'value="confirm"')
  t.equal((await chen.post(`/review/${id}/confirmation`, { chief_text: '同意', chosen: 'confirm' })).statusCode, 409)
  t.equal(await state(id), 'waiting_chief')
  await chen.post(`/review/${id}/confirmation`, { chief_text: '主管離職', chosen: 'overturn' })
  t.equal(await state(id), 'in_review')
})

t.test('the rejection of a chief is final', async t => {
  const { huang, send, take, state } = await office(t)
  const id = await send()
  await take(huang, id)
  await huang.post(`/review/${id}/decision`, { item_dept: 'rejected', why_dept: '不符', text: '與證書不符' })
  t.equal(await state(id), 'rejected')
})

t.test(
  'what another authority decides is sent there, and written with the date and number of its decision',
  async t => {
    const { chen, huang, teacher, send, take, state, shown, basic, row, deps } = await office(t)
    const full = {
      birth_date: '1985-05-05',
      sex: '2',
    }
    const id = await send({ section: 'basic', rowId: basic.id, to: { ...basic.data, ...full } })
    await take(chen, id)
    const early = await chen.post(`/review/${id}/decision`, { all: 'accepted', seen_version: '1' })
    t.equal(early.statusCode, 409)
    t.match(early.body, '請先送核定')
    t.equal((await chen.post(`/review/${id}/forwarding`)).statusCode, 303)
    t.equal(await state(id), 'waiting_authority')

    const decision = { authority_day: '115/11/20', authority_number: '部特字第1150000001號', seen_version: '1' }
    t.equal((await chen.post(`/review/${id}/authority`, decision)).statusCode, 409, 'the chief enters it')
    const future = await huang.post(`/review/${id}/authority`, { ...decision, authority_day: '115/11/24' })
    t.equal(future.statusCode, 422)
    t.match(future.body, '部特字第1150000001號')
    const unread = await huang.post(`/review/${id}/authority`, decision)
    t.equal(unread.statusCode, 409)
    t.match(unread.body, '還有證明文件尚未開啟')
    t.match(unread.body, '還有 1 份證明文件尚未開啟，都看過才能同意')
    t.match(unread.body, '部特字第1150000001號', 'what was typed stays')
    t.equal(await state(id), 'waiting_authority')
    for (const file of await evidence.ofCorrection(deps.db, id)) await huang.get(`/review/${id}/evidence/${file.id}`)
    t.notMatch(await shown(huang, id), '尚未開啟')
    t.equal((await huang.post(`/review/${id}/authority`, decision)).statusCode, 303)
    t.match(await correctionOf(deps, id), {
      state: 'applied',
      authorityDay: '2026-11-20',
      authorityNumber: '部特字第1150000001號',
    })
    t.match((await row(basic.id))?.data, full)
    const [newest] = await records.history(deps.db, deps.ring, teacher.personId, basic.id)
    t.match(
      newest?.version,
      { authorityDay: '2026-11-20', authorityNumber: '部特字第1150000001號' },
      'and with the row',
    )
  },
)

t.test('a post at this agency stays with the authority when it is to become one of another agency', async t => {
  const { deps, chen, teacher, send, take, state } = await office(t)
  const post = { title: '教師', post_kind: 'full', staff_kind: 'teacher', start: '2020-08-01' }
  for (const [was, becomes, needsAuthority] of [
    ['示範國小', '別的國小', true],
    ['別的國小', '示範國小', true],
    ['別的國小', '又一國小', false],
  ] as const) {
    const rowId = await addRow(deps, teacher.personId, 'post', { ...post, agency: was })
    const id = await send({ section: 'post', rowId, to: { ...post, agency: becomes } })
    await take(chen, id)
    const { body } = await chen.post(`/review/${id}/decision`, { all: 'accepted', seen_version: '1' })
    t.equal(/請先送核定/.test(body), needsAuthority, `${was} ${becomes}`)
    if (needsAuthority) t.equal(await state(id), 'in_review')
  }
})

t.test('when the authority says no, the chief enters that with its reason', async t => {
  const { chen, huang, send, take, basic, deps } = await office(t)
  const id = await send({ section: 'basic', rowId: basic.id, to: { ...basic.data, name_zh: '林美樺' } })
  await take(chen, id)
  await chen.post(`/review/${id}/forwarding`)
  const decision = { authority_day: '115/11/20', authority_number: '部特字第1150000002號', chosen: 'reject' }
  const silent = await huang.post(`/review/${id}/authority`, decision)
  t.match(silent.body, '<a href="#authority_text">')
  t.equal((await huang.post(`/review/${id}/authority`, { ...decision, authority_text: '戶籍未登記' })).statusCode, 303)
  t.match(await correctionOf(deps, id), { state: 'rejected', decisionText: '戶籍未登記', authorityDay: '2026-11-20' })
})

t.test('the chief extends the time once, by at most thirty days, with a reason', async t => {
  const { chen, huang, send, deps } = await office(t)
  const id = await send()
  const more = { extension_days: '30', extension_text: '等候學校查證' }
  await chen.get(`/review/${id}`)
  t.equal((await chen.post(`/review/${id}/extension`, more)).statusCode, 409)
  await huang.get(`/review/${id}`)
  const long = await huang.post(`/review/${id}/extension`, { ...more, extension_days: '31' })
  t.equal(long.statusCode, 422)
  t.match(long.body, '等候學校查證')
  t.equal((await correctionOf(deps, id)).dueDay, '2026-12-23')
  t.equal((await huang.post(`/review/${id}/extension`, more)).statusCode, 303)
  t.match(await correctionOf(deps, id), { dueDay: '2027-01-22', extendedReason: '等候學校查證' })
  t.equal((await huang.post(`/review/${id}/extension`, more)).statusCode, 409)
  t.equal((await correctionOf(deps, id)).dueDay, '2027-01-22')
})

t.test('nobody decides on themselves, on another agency, or on a draft: it is not there', async t => {
  const { deps, chen, chief, huang, agencyId, send, enter, teacher } = await office(t)
  const elsewhere = await addAgency(deps, '999000002B', '第二示範國小')
  const stranger = await addPerson(deps, elsewhere, world.wang)
  const own = await sendCorrection(deps, chief, agencyId, { section: 'skill', to: skill, files: ['證書.pdf'] })
  const theirs = await sendCorrection(deps, stranger, elsewhere, { section: 'skill', to: skill, files: ['證書.pdf'] })
  const lin = await enter(teacher)
  const mine = await send()
  const cases: [Browser, string][] = [
    [huang, own],
    [chen, theirs],
    [lin, mine],
    [chen, randomUUID()],
  ]
  const posts = ['taking', 'decision', 'return', 'forwarding', 'extension', 'confirmation', 'authority']
  for (const [browser, id] of cases) {
    const [file] = await evidence.ofCorrection(deps.db, id)
    const gets = ['', '/revealed', `/evidence/${file?.id ?? randomUUID()}`]
    for (const at of gets) t.equal((await browser.get(`/review/${id}${at}`)).statusCode, 404, at)
    await browser.get('/')
    for (const at of posts) {
      const answer = await browser.post(`/review/${id}/${at}`, { all: 'accepted', seen_version: '1' })
      t.equal(answer.statusCode, 404, at)
    }
  }
  t.equal((await lin.get('/review')).statusCode, 404)
  const strange = (await evidence.ofCorrection(deps.db, theirs))[0]?.id
  t.equal((await chen.get(`/review/${mine}/evidence/${strange}`)).statusCode, 404, 'a file belongs to its correction')
})

t.test('an officer of two schools sees the queue of the one they act for', async t => {
  const { deps, chen, officer, send, enter } = await office(t)
  const second = await addAgency(deps, '999000002B', '第二示範國小')
  await deps.db
    .insert(roleGrants)
    .values({ accountId: officer.accountId, role: 'hr_officer', agencyId: second, from: '2026-01-01' })
  const wang = await addPerson(deps, second, { ...world.wang, password: null })
  const here = await send()
  const there = await sendCorrection(deps, wang, second, { section: 'skill', to: skill })
  t.equal((await chen.get(`/review/${there}`)).statusCode, 404)
  await chen.get('/')
  await chen.post('/acting-agency', { agency: second })
  t.match((await chen.get('/review')).body, `href="/review/${there}"`)
  t.equal((await chen.get(`/review/${here}`)).statusCode, 404)
  await chen.post(`/review/${there}/taking`)
  const [, taken] = await corrections.eventsOf(deps.db, there)
  t.match(taken, { event: { action: 'take', byAgencyId: second }, agencyName: '第二示範國小' })
  t.equal((await (await enter(officer)).get(`/review/${there}`)).statusCode, 404, 'each session acts for its own')
})

t.test('of two reviewers at the same moment one wins, and the other hears why', async t => {
  const { chen, huang, send, take, deps, state } = await office(t)
  for (let i = 0; i < 4; i += 1) {
    const id = await send({ section: 'skill', rowId: null, to: { ...skill, licence: `第 ${i} 張` } })
    await take(chen, id)
    await take(huang, id)
    const answers = await Promise.all([
      chen.post(`/review/${id}/decision`, { all: 'accepted', seen_version: '' }),
      huang.post(`/review/${id}/return`, { return_text: '請補正本', return_day: '115/12/3' }),
    ])
    t.same(answers.map(({ statusCode }) => statusCode).toSorted(), [303, 409])
    const loser = answers.find(({ statusCode }) => statusCode === 409)
    t.match(loser?.body, /在您之後|有人|目前的狀態/)
    const written = await deps.db
      .select()
      .from(correctionRows)
      .where(and(eq(correctionRows.id, id), eq(correctionRows.state, 'applied')))
    t.equal(written.length === 1, answers[0]?.statusCode === 303)
    t.ok(['applied', 'returned'].includes(await state(id)))
  }
  const id = await send()
  const takes = await Promise.all([chen.post(`/review/${id}/taking`), huang.post(`/review/${id}/taking`)])
  t.same(takes.map(({ statusCode }) => statusCode).toSorted(), [303, 409])
})

t.test('a correction that a colleague has taken is theirs; the page says whose it is', async t => {
  const { deps, agencyId, chen, send, take, enter, shown } = await office(t)
  const colleague = await enter(await addPerson(deps, agencyId, world.hong))
  const id = await send()
  await take(chen, id)
  t.match(await shown(colleague, id), '陳文彬承辦')
  t.match((await colleague.get('/review?state=all')).body, /data-label="承辦人">\s*陳文彬/)
  const refused = await colleague.post(`/review/${id}/decision`, { all: 'accepted', seen_version: '1' })
  t.equal(refused.statusCode, 409)
  t.match(refused.body, '這件申請由另一位同仁審查中')
})

t.test(
  'what changed since the correction was written is shown beside it, and must have been seen to accept',
  async t => {
    const { chen, send, take, change, row, shown } = await office(t)
    const id = await send()
    await take(chen, id)
    const seen = version(await shown(chen, id))
    await change({ dept: '數理教育學系' })
    const yes = { all: 'accepted', text: '依正本' }
    const stale = await chen.post(`/review/${id}/decision`, { ...yes, seen_version: seen })
    t.equal(stale.statusCode, 409)
    t.match(stale.body, '申請之後，資料已經變過')
    for (const value of ['國語文教育學系', '數理教育學系', '數學教育學系']) t.match(stale.body, value)
    t.match(stale.body, /依正本<\/textarea>/)
    t.equal(version(stale.body), '2')
    t.equal((await chen.post(`/review/${id}/decision`, { ...yes, seen_version: '2' })).statusCode, 303)
    t.match(await row(), { version: 3, data: { dept: '數學教育學系' } })
  },
)

t.test('a row that is gone cannot be changed by a correction; it can be rejected', async t => {
  const { huang, send, take, change, shown, state, education } = await office(t)
  const id = await send()
  await take(huang, id)
  await change({}, education.id, 'delete')
  t.match(await shown(huang, id), '這筆資料已不存在')
  const refused = await huang.post(`/review/${id}/decision`, { all: 'accepted', seen_version: '' })
  t.equal(refused.statusCode, 409)
  const no = { item_dept: 'rejected', why_dept: '這筆已刪除', text: '這筆學歷已經刪除' }
  t.equal((await huang.post(`/review/${id}/decision`, no)).statusCode, 303)
  t.equal(await state(id), 'rejected')
})

t.test('a result that cannot stand in a record is listed and not written', async t => {
  const { chen, send, take, row, state, education } = await office(t)
  const to = { ...education.data, start_ym: '2013-09', end_ym: '2016-06' }
  const id = await send({ to })
  await take(chen, id)
  const half = { item_end_ym: 'rejected', why_end_ym: '看不清楚', text: '迄年月請補' }
  const refused = await chen.post(`/review/${id}/decision`, { ...half, seen_version: '1' })
  t.equal(refused.statusCode, 422)
  t.match(refused.body, /<a href="#decision">修業迄年月：這裡不能早於「修業起年月」/)
  t.equal(await state(id), 'in_review')
  t.match(await row(), { version: 1 })

  const added = await send({
    section: 'training',
    rowId: null,
    to: {
      domestic: 'domestic',
      kind: 'training',
      org: '示範國小',
      course: '急救',
      start: '2026-05-01',
      end: '2026-05-01',
      hours: 3,
    },
  })
  await take(chen, added)
  const missing = { item_course: 'rejected', why_course: '名稱不符', text: '名稱不符', seen_version: '' }
  const incomplete = await chen.post(`/review/${added}/decision`, missing)
  t.equal(incomplete.statusCode, 422)
  t.match(incomplete.body, '班別／計畫：請填寫這一欄')
})

t.test('what an old row lacks does not stand in the way of correcting something else', async t => {
  const { chen, deps, teacher, send, take, state } = await office(t)
  const old = await addRow(deps, teacher.personId, 'skill', { skill: '急救' })
  const id = await send({ section: 'skill', rowId: old, to: { skill: '諮商輔導' } })
  await take(chen, id)
  t.equal((await chen.post(`/review/${id}/decision`, { all: 'accepted', seen_version: '1' })).statusCode, 303)
  t.equal(await state(id), 'applied')
})

t.test('whole numbers are shown after a fresh proof only, and that is told to the person', async t => {
  const { deps, chen, send, basic, setClock, shown } = await office(t)
  const id = await send({ section: 'basic', rowId: basic.id, to: { ...basic.data, passport_no: '300000777' } })
  const masked = await shown(chen, id)
  t.notMatch(masked, '300000777')
  t.match(masked, `/review/${id}/revealed`)
  setClock(new Date('2026-11-23T06:11:00Z'))
  const asked = await chen.get(`/review/${id}/revealed`)
  t.equal(asked.statusCode, 303)
  t.equal(asked.headers.location, `/proof?next=${encodeURIComponent(`/review/${id}/revealed`)}`)
  await chen.get(asked.headers.location ?? '')
  const proved = await chen.post('/proof/password', { password: goodPassword, next: `/review/${id}/revealed` })
  t.equal(proved.headers.location, `/review/${id}/revealed`)
  t.match((await chen.get(`/review/${id}/revealed`)).body, '300000777')
  const log = await deps.db.select().from(accessLog).where(eq(accessLog.action, 'reveal'))
  t.match(log, [{ section: 'basic', correctionId: id, viewerName: '陳文彬' }])
})

t.test(
  'the corrections of an HR office of one go to the second reviewer who is named, and only they decide them',
  async t => {
    const { app, deps } = await startApp(t)
    const agencyId = await addAgency(deps)
    const sole = await addPerson(deps, agencyId, { ...world.huang, roles: ['hr_officer', 'hr_chief'] })
    const second = await addPerson(deps, agencyId, world.head)
    const teacher = await addPerson(deps, agencyId, world.lin)
    const today = '2026-11-23'
    const asked = { personId: sole.personId, section: 'skill', items: [] }
    t.same(await decidingAgency(deps.db, asked, today), { ok: false, why: 'correction.refused.nobody-decides' })
    await agencies.nameSecondReviewer(deps.db, agencyId, second.accountId)
    t.match(await decidingAgency(deps.db, asked, today), { ok: true, agency: { id: agencyId } })

    const hong = visitor(app)
    await signIn(hong, second)
    await hong.get('/')
    t.equal((await hong.get('/review')).statusCode, 404, 'as long as there is nothing to decide')
    const theirs = await sendCorrection(deps, sole, agencyId, { section: 'skill', to: skill, files: ['證書.pdf'] })
    const other = await sendCorrection(deps, teacher, agencyId, { section: 'skill', to: skill, files: ['證書.pdf'] })
    const queue = await hong.get('/review')
    t.match(queue.body, '您是第二位審查人')
    const idsIn = (html: string) =>
      [...html.matchAll(/<a\s+href="\/review\/([0-9a-f-]+)[^"]*"\s+class="number"/g)].map(([, id]) => id)
    t.same(idsIn(queue.body), [theirs])
    for (const at of [`/review/${other}`, '/people', `/people/${sole.personId}`, `/people/${sole.personId}/locks`]) {
      t.equal((await hong.get(at)).statusCode, 404, at)
    }
    const xu = visitor(app)
    await signIn(xu, sole)
    t.equal((await xu.get(`/review/${theirs}`)).statusCode, 404)

    const page = await hong.get(`/review/${theirs}`)
    t.notMatch(page.body, `href="/people/${sole.personId}"`)
    await hong.post(`/review/${theirs}/taking`)
    for (const file of await evidence.ofCorrection(deps.db, theirs))
      await hong.get(`/review/${theirs}/evidence/${file.id}`)
    t.equal((await hong.post(`/review/${theirs}/decision`, { all: 'accepted', seen_version: '' })).statusCode, 303)
    t.match(await correctionOf(deps, theirs), { state: 'applied', decidedBy: second.accountId })
    t.match((await hong.get(`/review/${theirs}`)).body, '已更正')
    t.match((await (async () => xu.get('/access-log'))()).body, /王校長[^]*第二位審查人/)

    const again = await sendCorrection(deps, sole, agencyId, { section: 'skill', to: skill, files: [] })
    const elsewhere = await addAgency(deps, '999000002B', '第二國小')
    const hr = { role: 'hr_officer', agencyId: elsewhere, from: '2026-11-01' } as const
    await deps.db.insert(assignments).values({
      personId: second.personId,
      name: '王校長',
      agencyId: elsewhere,
      kind: 'concurrent',
      staffKind: 'teacher',
      from: '2026-11-01',
    })
    const [grant] = await deps.db
      .insert(roleGrants)
      .values({ accountId: second.accountId, ...hr })
      .returning({ id: roleGrants.id })
    const wang = await addPerson(deps, elsewhere, { ...world.wang, password: null })
    const own = await sendCorrection(deps, wang, elsewhere, { section: 'skill', to: skill, files: [] })
    await hong.post('/acting-agency', { agency: elsewhere })
    for (const [scope, ids, told] of [
      ['', [again, own], /第二國小.*示範國小|示範國小.*第二國小/s],
      ['own', [own], /^((?!data-label="機關").)*$/s],
      ['second', [again], /data-label="機關">\s*示範國小/],
    ] as const) {
      const { body } = await hong.get(`/review?scope=${scope}`)
      t.same(idsIn(body).toSorted(), ids.toSorted(), scope)
      t.match(/<table.*<\/table>/s.exec(body)?.[0], told, scope)
      t.match((await hong.get(`/review/${ids[0]}?scope=${scope}`)).body, `href="/review${scope && `?scope=${scope}`}"`)
    }
    await deps.db.delete(roleGrants).where(eq(roleGrants.id, grant?.id ?? ''))
    await deps.db
      .insert(roleGrants)
      .values({ accountId: teacher.accountId, role: 'hr_officer', agencyId, from: '2026-11-01' })
    t.equal((await hong.get(`/review/${again}`)).statusCode, 404, 'a colleague in HR decides now')
  },
)
