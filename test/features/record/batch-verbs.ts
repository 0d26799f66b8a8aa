import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import t from 'tap'
import type { Represented } from '../../../server/domain/agency/actor.ts'
import { whoIsAmong } from '../../../server/features/batches/naming.ts'
import * as records from '../../../server/store/record/records.ts'
import { accessLog, batches, recordVersions } from '../../../server/store/schema.ts'
import { formIn, words } from '../../support/app/pages.ts'
import { addRow } from '../../support/correction/corrections.ts'
import { dispute } from '../../support/record/dispute.ts'
import { award, common, office, purpose } from '../../support/record/batches.ts'

const appraisal = {
  year: 113,
  regime: 'teacher',
  kind: '1',
  clause: '4-1-1',
  decide_date: '2025-09-30',
  decide_no: '晨教核字第1140000001號',
}

t.test('the appraisals of the next year come of those of the last one', async t => {
  const { deps, chen, lin, wang, huang, tried, apply, resultOf } = await office(t)
  await addRow(deps, lin.personId, 'appraisal', { ...appraisal, year: 112 })
  await addRow(deps, lin.personId, 'appraisal', appraisal)
  await addRow(deps, wang.personId, 'appraisal', { ...appraisal, year: 115 })
  const typed = { row_clause: '4-1-1', row_decide_date: '115/9/30', row_decide_no: '晨教核字第1150000001號' }
  const section = { section: 'appraisal' }
  const url = await tried('generate', [lin, wang, huang], typed, section)
  t.match(words((await chen.get(`${url}/values`)).body), '照抄：適用制度、考績種類。依序推算：年別（學年）。')
  t.same(await resultOf(lin), ['clean'])
  t.same(await resultOf(wang), ['error'], 'the year to come has no appraisal yet')
  t.same(await resultOf(huang), ['none'])
  await apply(url)
  const rows = await records.ofPerson(deps.db, deps.ring, lin.personId)
  const years = rows.filter(row => row.section === 'appraisal').map(({ data }) => data)
  t.same(years.map(({ year }) => year).sort(), [112, 113, 114])
  t.match(
    years.find(({ year }) => year === 114),
    { regime: 'teacher', kind: '1', decide_date: '2026-09-30' },
  )
  t.equal(
    (await chen.get('/batches/new?verb=generate&section=reward')).headers.location,
    '/batches',
    'nothing follows from an award',
  )
})

t.test('what the row says of the decision is not typed twice', async t => {
  const { deps, chen, lin, begin, apply } = await office(t)
  const url = await begin('add', [lin])
  const form = formIn(await chen.get(`${url}/values`), `${url}/values`)
  t.match(
    words((await chen.get(`${url}/values`)).body),
    '空白的欄位，以上面填寫的「核定機關、核定日期、核定文號」為準。',
  )
  const typed = { ...form, ...common, row_result: '嘉獎一次', reason: '依獎懲令' }
  await chen.post(`${url}/values`, { ...typed, authority_number: '晨府人字第1150000007號' })
  await apply(url)
  const decision = { authority: '晨光市政府教育局', authorityDay: '2026-07-31' }
  const versions = () => deps.db.select().from(recordVersions)
  t.match(
    (await versions()).find(({ batchId }) => batchId),
    { ...decision, authorityNumber: '晨府人字第1150000007號' },
  )

  await chen.post(`/people/${lin.personId}/opening`, { purpose })
  const entry = `/people/${lin.personId}/sections/reward/entry`
  await chen.post(entry, { ...typed, row_reason: '指導學生參賽' })
  t.match(
    (await versions()).find(({ data }) => data['reason'] === '指導學生參賽'),
    { ...decision, authorityNumber: award['decide_no'] },
  )
  const [row] = (await records.ofPerson(deps.db, deps.ring, lin.personId)).filter(one => one.section === 'reward')
  const change = `/people/${lin.personId}/rows/${row?.id}/entry`
  const asked = formIn(await chen.get(change), change)
  const refused = await chen.post(change, { ...asked, row_result: '記功一次', reason: '更正' })
  t.equal(refused.statusCode, 422, 'a change does not rest on the decision of before')
  t.match(refused.body, 'href="#authority_day"')
})

t.test('the row of one person is copied to others, whoever is named so that it can only be them', async t => {
  const { deps, add, chen, lin, wang, huang, begin, apply, awards, resultOf } = await office(t)
  await addRow(deps, lin.personId, 'reward', award)
  await add('ye', { name: '李同名', idNumber: 'A223456709' })
  await add('shi', { name: '李同名', idNumber: 'A223456718' })
  const url = await begin('copy', [wang, huang])
  const form = { ...formIn(await chen.get(`${url}/values`), `${url}/values`), reason: '同一獎懲令' }
  const decided = {
    authority_name: '教育局',
    authority_day: '115/7/31',
    authority_number: award['decide_no'] as string,
  }
  const send = (from: string) => chen.post(`${url}/values`, { ...form, ...decided, from })
  for (const from of ['不在這裡', '李同名', '陳文彬', 'A123456789']) {
    const refused = await send(from)
    t.equal(refused.statusCode, 422, from)
    t.match(refused.body, 'href="#from"', from)
  }
  t.equal((await send('A223456781')).statusCode, 303, 'by the number')
  const [kept] = await deps.db.select().from(batches)
  t.notMatch(JSON.stringify(kept), 'A223456781', 'which is kept nowhere')
  t.match(formIn(await chen.get(`${url}/values`), `${url}/values`), { from: '林美華' })
  await send('林美華')
  t.same(await resultOf(wang), ['clean'])
  await apply(url)
  for (const one of [wang, huang]) t.match(await awards(one.personId), [{ data: award }])
  const looks = await deps.db.select().from(accessLog).where(eq(accessLog.personId, lin.personId))
  t.match(looks[0], { section: 'reward', purpose }, 'whose row was copied can read it')
})

t.test('what no batch may fill in is not offered to be added', async t => {
  const { chen } = await office(t)
  for (const section of ['oath', 'former_identity']) {
    const answer = await chen.get(`/batches/new?verb=add&section=${section}`)
    t.equal(answer.headers.location, '/batches', section)
    t.equal((await chen.get(`/batches/new?verb=change&section=${section}`)).statusCode, 200)
  }
})

t.test('as many lines as may be compared can be sent, and the values of as many as may differ', async t => {
  const { chen, begin } = await office(t)
  const line = `測試人員,${'國立臺灣師範大學附屬高級中學'.repeat(2)}\n`
  const pasted = { section: 'education', field: 'school', purpose, lines: line.repeat(1000) }
  t.equal((await chen.post('/batches/comparison', pasted)).statusCode, 200)
  const url = await begin('add', 'all', { differs_reason: 'yes' })
  const each = Object.fromEntries(
    Array.from({ length: 3000 }, (_, i) => [`each_${String(i).padStart(36, '0')}_reason`, '辦理教學觀摩']),
  )
  t.equal((await chen.post(`${url}/values`, each)).statusCode, 422, 'read, and refused for what it lacks')
})

t.test('pasted lines are compared with the records, and who differs goes on into a change', async t => {
  const { deps, add, chen, huang, lin, wang, awards, apply } = await office(t)
  const rare = await add('gao', { name: '𡍼‧小明', idNumber: 'C123456763' })
  const twins = [
    await add('ye', { name: '李同名', idNumber: 'A223456709' }),
    await add('shi', { name: '李同名', idNumber: 'A223456718' }),
  ]
  for (const one of [lin, wang, huang, rare]) await addRow(deps, one.personId, 'reward', award)
  t.equal(
    (await chen.get('/batches/new?verb=compare&section=reward')).headers.location,
    '/batches/comparison?section=reward',
  )
  t.equal((await chen.get('/batches/comparison?section=family')).headers.location, '/batches', 'nothing sensitive')
  const url = '/batches/comparison'
  const page = await chen.get(`${url}?section=reward`)
  const empty = await chen.post(url, { ...formIn(page, url), field: 'nothing' })
  t.equal(empty.statusCode, 422)
  for (const id of ['field', 'lines', 'purpose']) t.match(empty.body, `href="#${id}"`)
  const many = await chen.post(url, { ...formIn(page, url), lines: '王,1\n'.repeat(1001), field: 'result', purpose })
  t.equal(many.statusCode, 422)
  const lines = [
    'A223456781\t嘉獎二次',
    '王大明，嘉獎一次',
    '',
    '塗·小明\t記功一次',
    '李同名\t嘉獎一次',
    'Z199999999\t嘉獎一次',
    '林美華\t嘉獎一次',
    '陳文彬\t嘉獎一次',
    `${'x'.repeat(500)}`,
  ]
  const sent = { ...formIn(page, url), field: 'result', purpose, lines: lines.join('\r\n') }
  const result = await chen.post(url, sent)
  const heads = [...result.body.matchAll(/<h2>(.*?)<\/h2>/gs)].map(([, head = '']) => words(head).replace(/\s/g, ''))
  t.same(heads, [
    '不同：2',
    '找不到，或同名的不只一人：3',
    '同一人貼了兩次：1',
    '本人或被代理人，沒有比對：1',
    '只在本機關：1',
    '相同：1',
    '再比對一次',
  ])
  for (const one of [lin, wang, huang, rare, ...twins]) {
    const looks = await deps.db.select().from(accessLog).where(eq(accessLog.personId, one.personId))
    t.match(looks, [{ section: 'reward', purpose }])
  }
  t.equal(await deps.db.$count(accessLog, eq(accessLog.personId, chen.personId)), 0)
  const saved = await chen.post(`${url}/file`, { ...formIn(result, url), ...sent })
  t.equal(saved.statusCode, 200)
  const [head = '', ...told] = saved.body.replace('\uFEFF', '').trim().split('\r\n')
  t.match(head, '"結果","姓名","行","本機關","貼上的","註記"')
  t.match(told[0], /^"不同","林美華","1","嘉獎一次","嘉獎二次"/)
  t.equal(told.length, 9, 'those who are the same as well, and who is only here')
  t.equal((await chen.post(`${url}/file`, { ...sent, lines: '' })).statusCode, 422)
  t.equal((await chen.post(`${url}/file`, { ...sent, section: 'family' })).headers.location, '/batches')

  const ids = [lin.personId, rare.personId].join(' ')
  const asked = { verb: 'compare', section: 'reward', listed_all: 'yes', listed: ids }
  const ofChosen = await chen.post('/batches/choice', asked)
  t.match(words(ofChosen.body), '只和選取的人員（2 位）比對')
  const few = words(
    (await chen.post(url, { ...formIn(ofChosen, url), field: 'result', purpose, lines: lines.join('\n') })).body,
  )
  t.match(few, /找不到，或同名的不只一人：\s*5.*同一人貼了兩次：\s*1/s)
  t.notMatch(few, '只在本機關')
  const elsewhere = { ...asked, listed: randomUUID(), field: 'result', purpose, lines: '王大明\t嘉獎二次' }
  t.match(words((await chen.post(url, elsewhere)).body), /找不到，或同名的不只一人：\s*1/, 'nobody of elsewhere')

  const [theirs] = await awards(lin.personId)
  const disputed = { section: 'reward', rowId: theirs?.id ?? '', fields: ['result'] }
  await dispute(deps, huang, lin.personId, disputed)
  const { body: marked } = await chen.post(url, sent)
  t.equal(marked.match(/爭議中/g)?.length, 2, 'whoever compares learns of it, and once more of who was pasted twice')
  t.match(words(marked), /林美華\s+1\s+嘉獎一次\s+爭議中\s+嘉獎二次/)
  const kept = (await chen.post(`${url}/file`, sent)).body
  t.match(kept, '"嘉獎一次","嘉獎二次","爭議中"')

  const begun = await chen.post('/batches/new', formIn(result, '/batches/new') ?? {})
  const batch = String(begun.headers.location).replace('/values', '')
  const form = formIn(await chen.get(`${batch}/values`), `${batch}/values`)
  t.match(form, { [`each_${lin.personId}_result`]: '嘉獎二次', [`each_${rare.personId}_result`]: '記功一次' })
  const decided = { authority_name: '教育局', authority_day: '115/7/31', authority_number: '晨教人字第1150000009號' }
  await chen.post(`${batch}/values`, { ...form, ...decided, reason: '依獎懲令更正' })
  const tried = (await chen.get(batch)).body
  t.equal(tried.match(/爭議中/g)?.length, 1, 'and who changes it with many others')
  t.match(words(tried), /林美華.*爭議中\s+\S*結果/s)
  t.match((await chen.get(`${batch}/file`)).body, '爭議中：')
  await apply(batch)
  t.match(await awards(lin.personId), [{ data: { result: '嘉獎二次', reason: award['reason'] } }])
  t.match(await awards(rare.personId), [{ data: { result: '記功一次' } }])
  t.match(await awards(wang.personId), [{ version: 1 }])

  t.notMatch(result.body, '不列入大批修改', 'of everybody something was pasted')
  const blank = { field: 'result', purpose, lines: '王大明\t嘉獎二次\r\n塗·小明\t' }
  const other = words(
    (await chen.post(url, { ...formIn(await chen.get(`${url}?section=reward`), url), ...blank })).body,
  )
  t.match(other, /不同：2 .*不列入大批修改.*大批修改不同的 1 人/s, 'who is counted and not changed is told')
})

t.test('a number that somebody had before tells a deputy nothing of the one they stand in for', async t => {
  const { deps, huang, lin } = await office(t)
  const former = { kind: 'id_no', old_value: 'A800000014', new_value: '', effective: '2020-01-01', doc_no: '一' }
  await addRow(deps, huang.personId, 'former_identity', former)
  const here = [lin, huang].map(({ personId, name }) => ({ id: personId, name }))
  const whoIs = (deputyFor: Represented[]) => whoIsAmong(deps, here, ['A800000014'], { deputyFor })
  t.same((await whoIs([]))('A800000014'), [huang.personId])
  t.same((await whoIs([huang]))('A800000014'), [])
})
