import { eq } from 'drizzle-orm'
import t from 'tap'
import { readSheet } from '../../../server/documents/sheet/read.ts'
import { batchRows, importPeople, imports } from '../../../server/store/schema.ts'
import { formIn, unescaped, words } from '../../support/app/pages.ts'
import { somebodyWaits } from '../../support/running/waiting.ts'
import { addPerson } from '../../support/person/people.ts'
import { world } from '../../support/person/world.ts'
import { desk, line, list } from '../../support/record/imports.ts'

t.test('of two lines that change the same row the second is passed over, and says so', async t => {
  const { chen, lin, send, tried, apply, awards, lines } = await desk(t)
  const ours = (result: string) => line(world.lin.idNumber, '林美華', { result })
  await apply(await tried(String((await send(list([ours('嘉獎一次')]))).headers.location)))
  const sent = await send(list([ours('嘉獎二次'), ours('記功一次')]), { verb: 'change' })
  const url = await tried(String(sent.headers.location), { row_approve_agency: '' })
  t.same(
    (await lines()).slice(1).map(({ place, result }) => [place, result]),
    [
      [2, 'clean'],
      [3, 'twice'],
    ],
  )
  t.match(words((await chen.get(url)).body), '前面已有一列要更改')
  await apply(url)
  t.match(await awards(lin.personId), [{ data: { result: '嘉獎二次' } }])
})

t.test('a line that changes more rows than a page has is told on each of them', async t => {
  const { deps, chen, send, tried, apply } = await desk(t)
  const ours = (reason: string) => line(world.lin.idNumber, '林美華', { reason })
  const many = Array.from({ length: 105 }, (_, i) => ours(`第${i}案`))
  await apply(await tried(String((await send(list(many))).headers.location)))
  const header = '身分證號,獎懲結果\r\n'
  const sheet = String((await send(`${header}${world.lin.idNumber},嘉獎二次\r\n`, { verb: 'change' })).headers.location)
  await chen.post(`${sheet}/columns`, formIn(await chen.get(sheet), `${sheet}/columns`) ?? {})
  const on = await chen.post(`${sheet}/people`, formIn(await chen.get(sheet), `${sheet}/people`) ?? {})
  const blank = { row_approve_agency: '', row_decide_date: '', row_decide_no: '' }
  const url = await tried(String(on.headers.location), { which: 'all', ...blank })
  t.equal(await deps.db.$count(batchRows, eq(batchRows.result, 'clean')), 105)
  const first = (await chen.get(url)).body
  const next = unescaped(/rel="next" href="([^"]+)"/.exec(first)?.[1] ?? '')
  const rowsIn = (body: string) => body.match(/<th scope="row"/g)?.length ?? 0
  t.same([rowsIn(first), rowsIn((await chen.get(next)).body)], [100, 5])
  await apply(url)
  const file = (await chen.get(`${url}/file`)).body
  t.equal(file.match(/已寫入/g)?.length, 105)
})

t.test('a sign that no text has does not keep a sheet out', async t => {
  const { send } = await desk(t)
  const text = '姓名,獎懲結果,獎懲事由,\u0000備註\u0001\r\n林美華,嘉獎一次,甲,\r\n'
  const sent = await send(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]))
  t.equal(sent.statusCode, 303)
})

t.test('more lines of one person than anybody has are not tried', async t => {
  const { deps, chen, send } = await desk(t)
  const many = Array.from({ length: 501 }, (_, i) => line(world.lin.idNumber, '林美華', { reason: `第${i}案` }))
  const url = String((await send(list(many))).headers.location)
  t.match(url, /^\/imports\//)
  const on = await chen.post(`${url}/people`, formIn(await chen.get(url), `${url}/people`) ?? {})
  t.equal(on.statusCode, 422)
  t.match(words(on.body), '同一人最多 500 列')
  t.match(await deps.db.select().from(imports), [{ state: 'people' }])
})

t.test('who was chosen is chosen for these lines, whatever the columns became meanwhile', async t => {
  const { deps, agencyId, chen, send } = await desk(t)
  const ids = []
  for (const [i, who] of [world.gao, world.shi].entries()) {
    ids.push(await addPerson(deps, agencyId, { ...who, name: '同名同', loginName: `same${i}` }))
  }
  const sent = await send('姓名,職稱,獎懲結果,獎懲事由\r\n同名同,甲職,嘉獎一次,一\r\n同名同,乙職,嘉獎一次,二\r\n')
  const url = String(sent.headers.location)
  const columns = formIn(await chen.get(url), `${url}/columns`)
  await chen.post(`${url}/columns`, columns ?? {})
  const seen = formIn(await chen.get(url), `${url}/people`) ?? {}
  const inputs = Object.keys(seen).filter(name => name.startsWith('person_'))
  t.equal(inputs.length, 2)
  await chen.post(`${url}/columns`, { ...formIn(await chen.get(url), `${url}/columns`), column_2: '' })
  const people = await deps.db.select().from(importPeople)
  t.equal(people.length, 1, 'both lines name somebody alike by now')
  const [first, second] = people[0]?.candidates ?? []
  const late = await chen.post(`${url}/people`, {
    ...seen,
    [inputs[0] ?? '']: first ?? '',
    [inputs[1] ?? '']: second ?? '',
  })
  t.equal(late.statusCode, 422, 'and are asked about anew')
})

t.test('a sheet whose columns change in the same moment is not handed on by the ones before', async t => {
  const { deps, chen, send } = await desk(t)
  const url = String((await send('姓名,職稱,獎懲結果\r\n林美華,教師,嘉獎一次\r\n')).headers.location)
  await chen.post(`${url}/columns`, formIn(await chen.get(url), `${url}/columns`) ?? {})
  const form = formIn(await chen.get(url), `${url}/people`) ?? {}
  const [answer] = await deps.db.transaction(async tx => {
    await tx.update(imports).set({ columns: ['', 'who:title', 'field:result'] })
    const sent = chen.post(`${url}/people`, form)
    await somebodyWaits(deps.db)
    return [sent] as const
  })
  t.equal((await answer).statusCode, 409)
  t.match(await deps.db.select().from(imports), [{ state: 'people', batchId: null }])
})

t.test('a sheet comes back with its blank lines, so that a line has the number that is told', async t => {
  const { chen, send } = await desk(t)
  const text = '名單,\r\n\r\n姓名,獎懲結果,事\r\n林美華,嘉獎一次,"一\r\n二"\r\n,,\r\n王大明,嘉獎一次,三\r\n'
  const url = String((await send(text)).headers.location)
  const back = await readSheet((await chen.get(`${url}/file?format=ods`)).rawPayload, { maxLines: 20 })
  t.match(back, { ok: true, lines: [{ at: 1 }, { at: 3 }, { at: 4, cells: ['林美華'] }, { at: 6, cells: ['王大明'] }] })
})
