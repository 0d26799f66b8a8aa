import t from 'tap'
import * as records from '../../../server/store/record/records.ts'
import { recordVersions } from '../../../server/store/schema.ts'
import { formIn, words } from '../../support/app/pages.ts'
import { addRow } from '../../support/correction/corrections.ts'
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
