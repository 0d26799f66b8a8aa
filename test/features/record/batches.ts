import { randomUUID } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import t from 'tap'
import * as records from '../../../server/store/record/records.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import { accessLog, assignments, notices, recordRows, recordVersions } from '../../../server/store/schema.ts'
import { visitor } from '../../support/app/app.ts'
import { formIn, unescaped, words } from '../../support/app/pages.ts'
import { addRow } from '../../support/correction/corrections.ts'
import { addAgency, addPerson } from '../../support/person/people.ts'
import { addEducation, enter, type Somebody } from '../../support/person/school.ts'
import { world } from '../../support/person/world.ts'
import { award, common, decision, office, purpose, tick } from '../../support/record/batches.ts'

t.test(
  'an award is entered for several people, with a result of each one, and none of it before it is applied',
  async t => {
    const { deps, chen, lin, wang, begin, awards, apply } = await office(t)
    const url = await begin('add', [lin, wang], { differs_result: 'yes' })
    const form = formIn(await chen.get(`${url}/values`), `${url}/values`)
    const values = { ...form, ...common, ...decision, reason: '依獎懲令' }
    const undecided = await chen.post(`${url}/values`, { ...values, row_decide_no: '', authority_number: '' })
    t.equal(undecided.statusCode, 422, 'what an authority decides is entered upon its decision only')
    t.match(undecided.body, 'href="#authority_number"')
    t.match(formIn(undecided, `${url}/values`), { authority_name: '教育局', row_reason: common.row_reason })
    const lacking = await chen.post(`${url}/values`, { ...values, row_law_code: ' ' })
    t.equal(lacking.statusCode, 422, 'what all of them would lack is said once, on the form')
    t.match(lacking.body, 'href="#row_law_code"')
    const each = (one: Somebody) => `each_${one.personId}_result`
    const checked = await chen.post(`${url}/values`, { ...values, [each(lin)]: '嘉獎二次' })
    t.equal(checked.headers.location, url)
    const dry = await chen.get(url)
    t.match(words(dry.body), /可套用 1.*/)
    t.match(dry.body, `href="${url}/values#${each(wang)}"`, 'what is wrong leads to its field')
    t.same(await awards(lin.personId), [], 'nothing is written by a dry run')
    t.match((await chen.get(`${url}?result=error`)).body, '王大明')
    const typed = formIn(await chen.get(`${url}/values`), `${url}/values`)
    t.match(typed, { [each(lin)]: '嘉獎二次', row_decide_no: common.row_decide_no }, 'what was typed stands there')
    await chen.post(`${url}/values`, { ...typed, [each(wang)]: '記功一次' })
    const applied = await apply(url)
    t.equal(applied.headers.location, url)
    t.match((await chen.get(url)).body, /id="status"[^>]*>[^<]*已寫入/)
    t.match(await awards(lin.personId), [{ data: { result: '嘉獎二次', decide_date: '2026-07-31' } }])
    t.match(await awards(wang.personId), [{ data: { result: '記功一次' } }])
    const [version] = await deps.db.select().from(recordVersions).where(eq(recordVersions.reason, '依獎懲令'))
    t.match(version, {
      authority: '教育局',
      authorityDay: '2026-07-31',
      source: 'hr_entry',
      batchId: url.split('/').at(-1),
      byAccountId: chen.accountId,
    })
    const told = await deps.db.select().from(notices).where(eq(notices.accountId, lin.accountId))
    t.match(told, [{ text: 'notice.hr-entry', holes: { section: 'reward' } }])
    const looks = await deps.db.select().from(accessLog).where(eq(accessLog.personId, wang.personId))
    t.ok(looks.length > 0 && looks.every(look => look.purpose === purpose && look.section === 'reward'))
  },
)

t.test('two of one name are told apart by where they are, from the first page to the file of results', async t => {
  const { deps, agencyId, chen, wang, begin } = await office(t)
  const other = await addPerson(deps, agencyId, { ...world.gao, name: world.wang.name })
  for (const [{ personId }, unit] of [
    [wang, '教務處'],
    [other, '輔導室'],
  ] as const) {
    await deps.db.update(assignments).set({ unit }).where(eq(assignments.personId, personId))
  }
  const [first, second] = [/王大明（教務處[^）]*）/, /王大明（輔導室[^）]*）/]
  const choice = (await chen.get('/batches/new?verb=add&section=reward')).body
  const url = await begin('add', 'all', { differs_result: 'yes' })
  const values = await chen.get(`${url}/values`)
  const typed = { ...formIn(values, `${url}/values`), ...common, ...decision, reason: '依獎懲令' }
  await chen.post(`${url}/values`, typed)
  const results = (await chen.get(url)).body
  const file = (await chen.get(`${url}/file`)).body
  for (const body of [choice, values.body, results, file]) {
    t.match(body, first)
    t.match(body, second)
    t.notMatch(body, '林美華（', 'a name that one person has stands by itself')
  }
})

t.test('each row comes out as it is: duplicate, locked, unchanged, without a row, or one’s own', async t => {
  const { deps, lock, chen, huang, lin, wang, tried, resultOf, awards, apply } = await office(t)
  await addRow(deps, lin.personId, 'reward', award)
  await lock(wang)
  const url = await tried('add', [lin, wang, huang, chen], { ...common, row_result: '嘉獎一次' })
  t.same(await resultOf(lin), ['duplicate'])
  t.same(await resultOf(wang), ['locked'])
  t.same(await resultOf(huang), ['clean'])
  t.same(await resultOf(chen), [], 'nobody stands in a batch of their own')
  await apply(url)
  t.equal((await awards(huang.personId)).length, 1)
  t.same(await awards(wang.personId), [])

  const other = await tried('change', [lin, wang], { row_result: '嘉獎一次', which: 'newest' })
  const page = words((await chen.get(other)).body)
  t.match(page, '和原來相同')
  t.match(page, '沒有符合的資料')
})

t.test('rows are changed and deleted by what they hold', async t => {
  const { deps, chen, lin, tried, awards, apply } = await office(t)
  await addRow(deps, lin.personId, 'reward', award)
  await addRow(deps, lin.personId, 'reward', { ...award, decide_date: '2025-07-31', result: '記功一次' })
  const matching = { which: 'matching', match_field: 'result', match_value: '記功一次' }
  const changed = await tried('change', [lin], { ...matching, row_decide_no: '晨教人字第1140000009號' })
  const form = words((await chen.get(`${changed}/values`)).body)
  t.notMatch(
    form.slice(form.indexOf('空白的欄位'), form.indexOf('要清空的欄位')),
    '可不填',
    'of no field is it told that it may be blank',
  )
  await apply(changed)
  const numbers = async () => (await awards(lin.personId)).map(({ data }) => data['decide_no']).sort()
  t.same(await numbers(), ['晨教人字第1140000009號', award['decide_no']])
  const deleted = await tried('delete', [lin], matching)
  await apply(deleted)
  t.same(await numbers(), [award['decide_no']])
  const copied = await tried('copy', [lin], { which: 'newest', row_decide_date: '115/8/31', row_result: '嘉獎二次' })
  await apply(copied)
  t.match(
    (await awards(lin.personId)).find(({ data }) => data['result'] === '嘉獎二次'),
    { data: { decide_date: '2026-08-31', reason: award['reason'] } },
  )
})

t.test('rows may be picked by a code as it is named, and of several it is asked which', async t => {
  const { deps, chen, lin, begin, resultOf } = await office(t)
  await addEducation(deps, lin)
  const url = await begin('change', [lin], { section: 'education' })
  const form = { ...formIn(await chen.get(`${url}/values`), `${url}/values`), ...decision, reason: '依證書' }
  const sent = { ...form, row_dept: '國語文學系', which: 'matching', match_field: 'degree', match_value: '學' }
  const asked = await chen.post(`${url}/values`, sent)
  t.equal(asked.statusCode, 422)
  t.match(words(asked.body), '「學」可能是')
  const choice = { match_value_choice: '50' }
  t.match(asked.body, `name="match_value_choice" value="${choice.match_value_choice}"`)
  t.equal((await chen.post(`${url}/values`, { ...sent, ...choice })).statusCode, 303)
  t.same(await resultOf(lin), ['clean'])
  t.match(formIn(await chen.get(`${url}/values`), `${url}/values`), { match_value: '學', ...choice })
})

t.test('what changed since the dry run is not written over, nor what was locked or left', async t => {
  const { deps, lock, huang, lin, wang, tried, resultOf, awards, apply } = await office(t)
  const rows = [await addRow(deps, lin.personId, 'reward', award), await addRow(deps, wang.personId, 'reward', award)]
  await addRow(deps, huang.personId, 'reward', award)
  const url = await tried('change', [lin, wang, huang], { row_decide_no: '晨教人字第1150000002號' })
  await deps.db.transaction(tx =>
    records.write(
      tx,
      deps.ring,
      {
        personId: lin.personId,
        section: 'reward',
        rowId: rows[0] ?? '',
        operation: 'change',
        baseVersion: 1,
        data: { ...award, result: '嘉獎二次' },
        source: 'hr_entry',
        writer: 'program',
        reason: '更正',
      },
      bySystem,
      deps.clock(),
    ),
  )
  await lock(wang)
  await deps.db.update(assignments).set({ until: '2020-12-31' }).where(eq(assignments.personId, huang.personId))
  await apply(url)
  t.same(await resultOf(lin), ['changed'])
  t.same(await resultOf(wang), ['locked'])
  t.same(await resultOf(huang), ['not-here'])
  t.match(await awards(lin.personId), [{ version: 2, data: { result: '嘉獎二次', decide_no: award['decide_no'] } }])
})

t.test('two officers who apply one batch at once write each row once', async t => {
  const { deps, chen, huang, lin, wang, tried, awards, all, apply } = await office(t, 10)
  const url = await tried('add', 'all', { ...common, row_result: '嘉獎一次' })
  const answers = await Promise.all([chen, huang].map(one => apply(url, one)))
  t.ok(answers.every(({ statusCode }) => statusCode === 303 || statusCode === 409))
  t.equal((await awards(lin.personId)).length, 1)
  t.equal((await awards(wang.personId)).length, 1)
  t.ok((await all()).every(result => result === 'applied' || result === 'own'))
  const before = await deps.db.$count(recordVersions)
  t.equal((await apply(url)).statusCode, 409)
  t.equal(await deps.db.$count(recordVersions), before, 'a batch that was applied is applied no more')
})

t.test('applied and reversed, every record is as it was', async t => {
  const { deps, chen, lin, wang, tried, resultOf, lock, apply } = await office(t)
  await addRow(deps, lin.personId, 'reward', award)
  await addRow(deps, wang.personId, 'reward', { ...award, result: '記功一次' })
  await addRow(deps, wang.personId, 'reward', { ...award, decide_date: '2024-01-31' })
  const record = async () => {
    const rows = await deps.db
      .select({ id: recordRows.id, data: recordRows.data })
      .from(recordRows)
      .where(and(eq(recordRows.section, 'reward'), eq(recordRows.deleted, false)))
      .orderBy(asc(recordRows.id))
    return rows
  }
  const before = await record()
  for (const [verb, values] of [
    ['add', { ...common, row_decide_date: '115/6/30', row_result: '嘉獎一次' }],
    ['change', { which: 'all', row_decide_no: '晨教人字第1150000003號', row_category: '服務績優' }],
    ['copy', { which: 'newest', row_decide_date: '115/9/1' }],
    ['delete', { which: 'all' }],
  ] as const) {
    const url = await tried(verb, [lin, wang], values)
    await apply(url)
    t.not(JSON.stringify(await record()), JSON.stringify(before), verb)
    t.equal((await chen.post(`${url}/reversal`, { reason: '' })).statusCode, 422)
    const reversed = await chen.post(`${url}/reversal`, { reason: '獎懲令撤銷' })
    t.equal(reversed.headers.location, url)
    t.same(await record(), before, verb)
    await chen.post(`${url}/reversal`, { reason: '獎懲令撤銷' })
    t.same(await record(), before, `${verb}, reversed twice`)
  }

  const last = await tried('change', [lin, wang], { which: 'newest', row_result: '記大功一次' })
  await apply(last)
  const touched = await tried('change', [lin], { which: 'newest', row_result: '嘉獎二次' })
  await apply(touched)
  await lock(wang)
  await chen.post(`${last}/reversal`, { reason: '獎懲令撤銷' })
  t.ok((await resultOf(lin)).includes('moved-on'))
  t.ok((await resultOf(wang)).includes('held'), 'a lock holds what is written back, too')
})

t.test('five hundred people stand in one batch', async t => {
  const { deps, chen, tried, all, apply } = await office(t, 500)
  const url = await tried('add', 'all', { ...common, row_result: '嘉獎一次' })
  const began = performance.now()
  let forms = 0
  for (; (await all()).includes('clean'); forms++) await apply(url)
  t.comment(`measured: ${Math.round(performance.now() - began)} ms to apply to 503 people, ${forms} forms`)
  t.equal(await deps.db.$count(recordRows, eq(recordRows.section, 'reward')), 503)
  t.equal((await all()).length, 503)

  const pages: string[][] = []
  const go = async (to: string) => {
    const { body } = await chen.get(to)
    pages.push([...body.matchAll(/<th scope="row"[^>]*>([^<]+)</g)].map(([, name = '']) => name.trim()))
    const step = (rel: string) => unescaped(new RegExp(`rel="${rel}" href="([^"]+)"`).exec(body)?.[1] ?? '')
    return { next: step('next'), previous: step('prev') }
  }
  let at = await go(url)
  t.equal(at.previous, '')
  while (at.next) at = await go(at.next)
  const forth = pages.splice(0)
  t.equal(new Set(forth.flat()).size, 503, 'page by page everybody comes once')
  while (at.previous) at = await go(at.previous)
  t.same(pages.toReversed(), forth.slice(0, -1), 'and back')
  t.equal((await chen.get(`${url}?after=600_${randomUUID()}`)).headers.location, url)
})

t.test('where not all are listed, somebody is looked for, and stays chosen when something is missing', async t => {
  const { chen, add } = await office(t, 205)
  const last = await add('gao', { name: '龜山一郎', idNumber: 'C123456763' })
  const asked = { verb: 'change', section: 'education' }
  const page = await chen.get(`/batches/new?${new URLSearchParams(asked)}`)
  t.notMatch(page.body, tick(last))
  const form = formIn(page, '/batches/choice')
  for (const q of ['龜山', 'c123 456 763']) {
    const found = await chen.post('/batches/choice', { ...form, q })
    t.same(found.body.match(/person_[-\w]+(?=" value)/g), [tick(last)], `by ${q}, which stands in no address`)
  }
  const refused = await chen.post('/batches/new', { ...asked, [tick(last)]: 'yes' })
  t.equal(refused.statusCode, 422)
  t.match(formIn(refused, '/batches/new'), { [tick(last)]: 'yes' })
})

t.test('a batch is of its agency alone; a teacher has none', async t => {
  const { deps, app, lin, chen, tried } = await office(t)
  const url = await tried('add', [lin], { ...common, row_result: '嘉獎一次' })
  const elsewhere = await addAgency(deps, '999000002B')
  const hong = { ...(await addPerson(deps, elsewhere, world.hong)), ...visitor(app) }
  await enter(hong)
  await enter(lin)
  for (const one of [hong, lin]) {
    for (const path of ['', '/values', '/opening']) t.equal((await one.get(`${url}${path}`)).statusCode, 404)
    for (const path of ['values', 'application', 'reversal', 'opening']) {
      t.equal((await one.post(`${url}/${path}`, { reason: '試試看' })).statusCode, 404)
    }
  }
  t.equal((await lin.get('/batches')).statusCode, 404)
  const others = await hong.post('/batches/new', { verb: 'add', section: 'reward', purpose, [tick(lin)]: 'yes' })
  t.equal(others.statusCode, 422, 'people of another agency cannot be chosen')
  t.equal(
    (await chen.get('/batches/new?verb=add&section=family')).headers.location,
    '/batches',
    'nor what is sensitive',
  )
  t.equal((await chen.get('/batches/new?verb=delete&section=basic')).headers.location, '/batches')
})

t.test('the results leave as a file, told to those in it', async t => {
  const { deps, chen, lin, tried, apply } = await office(t)
  const url = await tried('add', [lin], { ...common, row_result: '4001', row_category: '自訂類別' })
  await apply(url)
  const before = await deps.db.$count(accessLog, eq(accessLog.personId, lin.personId))
  const { headers, body } = await chen.get(`${url}/file`)
  t.match(headers, { 'content-type': 'text/csv; charset=utf-8' })
  t.match(body, /"林美華","[^"]*嘉獎一次","[^"]*核定機關：[^"]*","[^"]*","已寫入"/)
  const codes = '獎懲結果：4001\n獎懲類別：（無正式代碼）\n適用法規代碼：CA\n適用法規：CA\n教示條款：1'
  t.match(body, `"${codes}"`, 'a code leaves as that of its owner, and a text that is none is told')
  t.equal(await deps.db.$count(accessLog, eq(accessLog.personId, lin.personId)), before + 1)
})

t.test('what was tried anew elsewhere is not applied unseen', async t => {
  const { chen, huang, lin, tried, open, apply, awards } = await office(t)
  const url = await tried('add', [lin], { ...common, row_result: '嘉獎一次' })
  await open(huang, url)
  const seen = formIn(await chen.get(url), `${url}/application`) ?? {}
  const form = formIn(await huang.get(`${url}/values`), `${url}/values`)
  await huang.post(`${url}/values`, { ...form, row_result: '記大功一次' })
  t.equal((await chen.post(`${url}/application`, seen)).statusCode, 409)
  t.same(await awards(lin.personId), [])
  await apply(url)
  t.match(await awards(lin.personId), [{ data: { result: '記大功一次' } }])
})

t.test('in a colleague’s batch an officer reads nothing that was written of herself', async t => {
  const { deps, chen, huang, lin, tried, open } = await office(t)
  const url = await tried('add', [lin, huang], { ...common, row_result: '嘉獎一次' })
  const before = await deps.db.$count(accessLog, eq(accessLog.personId, huang.personId))
  const rowOf = (body: string, name: string) =>
    new RegExp(`${name}.*?</tr>`, 's').exec(body.slice(body.indexOf('<table')))?.[0]
  t.match(rowOf((await chen.get(url)).body, '黃主任'), '嘉獎一次')
  await open(huang, url)
  const seen = (await huang.get(url)).body
  t.notMatch(rowOf(seen, '黃主任'), '嘉獎一次')
  t.match(rowOf(seen, '林美華'), '嘉獎一次')
  t.equal(await deps.db.$count(accessLog, eq(accessLog.personId, huang.personId)), before + 1, 'by chen alone')
})
