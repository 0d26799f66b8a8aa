import { eq } from 'drizzle-orm'
import t from 'tap'
import { batchRows, imports } from '../../../server/store/schema.ts'
import { formIn, unescaped, words } from '../../support/app/pages.ts'
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
