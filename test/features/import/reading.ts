import { eq } from 'drizzle-orm'
import t from 'tap'
import { readSheets } from '../../../server/jobs/sheets.ts'
import { readNext } from '../../../server/reading/read-next.ts'
import { events, importBlocks, importFiles, imports } from '../../../server/store/schema.ts'
import * as store from '../../../server/store/import/imports.ts'
import * as reading from '../../../server/store/import/reading.ts'
import { formIn, words } from '../../support/app/pages.ts'
import { world } from '../../support/person/world.ts'
import { purpose } from '../../support/record/batches.ts'
import { desk, line, list } from '../../support/record/imports.ts'

/** More than is read before the answer comes. */
const long = '辦理教學觀摩'.repeat(20)
const many = 12_000
const lineOf = (i: number) =>
  line(i % 2 === 0 ? world.lin.idNumber : '', i % 2 === 0 ? '林美華' : `查無${i % 700}`, { reason: `${i}${long}` })
const large = (last = '') => list(Array.from({ length: many }, (_, i) => lineOf(i))) + last

async function waiting(t: Parameters<typeof desk>[0]) {
  const clock = { now: new Date('2026-11-23T06:00:00Z').getTime() }
  const at = await desk(t, 0, { clock: () => new Date(clock.now) })
  const { deps } = at
  const later = (minutes: number) => void (clock.now += minutes * 60_000)
  const rows = () => deps.db.select().from(imports)
  /** As whoever is killed: nobody hears of them any more. */
  const begunAndKilled = async () => {
    const claimed = await reading.claim(deps.db, deps.clock())
    later(3)
    return claimed
  }
  return { ...at, later, rows, begunAndKilled }
}

t.test('a large sheet is read while nobody waits, and every line of it once whatever ends the reading', async t => {
  const { deps, lin, chen, huang, send, rows, begunAndKilled } = await waiting(t)
  const sent = await send(large())
  const url = String(sent.headers.location)
  t.match(url, /^\/imports\//)
  const page = await chen.get(url)
  t.match(words(page.body), '正在讀取檔案')
  t.match(page.body, `hx-get="${url}/progress"`)
  t.match(page.body, `<a href="${url}">`, 'who has no script asks again')
  t.equal((await huang.get(url)).statusCode, 404)
  const list = await chen.get('/imports')
  t.match(list.body, `href="${url}"`, 'whoever left the page comes back to it')
  t.match(words(list.body), new RegExp(`${purpose}、.{1,40}、讀取中`), 'and knows it from others')
  t.notMatch((await huang.get('/imports')).body, url)
  t.equal((await chen.get(`${url}/file`)).statusCode, 409, 'there is no line yet to give back')
  for (const form of ['columns', 'people', 'new-people']) {
    t.equal((await chen.post(`${url}/${form}`, {})).statusCode, 409, form)
  }
  const kept = Buffer.concat((await deps.db.select().from(importFiles)).map(({ sealed }) => sealed))
  t.notOk(kept.includes('林美華'), 'what waits is sealed')

  const killed = await begunAndKilled()
  await reading.tell(deps.db, killed ?? { id: '', tries: 0 }, { lines: 8192, about: many + 1 }, deps.clock())
  t.match(words((await chen.get(url)).body), `已讀取 8192 ／ ${many + 1} 列`)
  const asked = { 'hx-request': 'true', 'hx-request-type': 'partial' }
  t.match((await chen.get(`${url}/progress`, asked)).body, /^\s*<div\s+id="reading"/)
  t.equal(await readNext(deps), false, 'whoever said how far they are is at it')
  await begunAndKilled()
  t.same(await Promise.all([readNext(deps), readNext(deps)]).then(all => all.toSorted()), [false, true])
  t.match(await rows(), [{ state: 'people', lines: many, tries: 2 }])
  t.same(await deps.db.select().from(importFiles), [], 'the file goes once it is read')
  const [sheet] = await rows()
  const places: number[] = []
  for await (const stretch of store.stretches(deps.db, deps.ring, sheet?.id ?? ''))
    places.push(...stretch.map(({ at }) => at))
  t.same(
    places,
    Array.from({ length: many + 1 }, (_, i) => i + 1),
    'each line once, in its order',
  )
  const ofLin = await store.linesOf(deps.db, deps.ring, sheet?.id ?? '', [lin.personId])
  t.same([ofLin.length, ofLin.at(-1)?.at, ofLin.at(-1)?.cells[0]], [many / 2, many, world.lin.idNumber])
  t.match(words((await chen.get(url)).body), `已確認：1 人，${many / 2} 列`)
  const back = (await chen.get(`${url}/file`)).body
  t.match(back, `"${many - 1}${long}"`)
  t.equal(back.match(/本機關查無此人/g)?.length, many / 2)
  t.equal(await reading.tell(deps.db, { id: sheet?.id ?? '', tries: 1 }, { lines: 1, about: 1 }, deps.clock()), false)
})

t.test('many short lines are read in the background as long ones are', async t => {
  const { send, rows } = await waiting(t)
  const short = (lines: number) => `姓名,獎懲結果,獎懲事由\r\n${'林美華,嘉獎一次,教\r\n'.repeat(lines)}`
  await send(short(20))
  await send(short(12_500))
  t.match(
    (await rows()).toSorted((a, b) => b.lines - a.lines),
    [
      { state: 'columns', lines: 20 },
      { state: 'reading', lines: 0 },
    ],
  )
})

t.test('a large sheet that cannot be read says why, and where', async t => {
  const { deps, chen, send, rows } = await waiting(t)
  const broken = String((await send(large('"A1'))).headers.location)
  await readSheets(deps)
  t.match(words((await chen.get(broken)).body), `無法讀取，請檢查雙引號`)
  t.match(await rows(), [{ state: 'not-read', why: 'sheet.refused.quotes', whyAt: many + 2 }])
  t.equal((await deps.db.select().from(importBlocks)).length, 0, 'nothing of it is kept')
  t.equal((await deps.db.select().from(importFiles)).length, 0)
  t.equal((await deps.db.select().from(events).where(eq(events.what, 'import.not-read'))).length, 1)
  t.equal((await chen.post(`${broken}/columns`, {})).statusCode, 409)
  const shifted = String((await send(large(`${lineOf(1).join()},觀摩\r\n`))).headers.location)
  await readSheets(deps)
  t.match(words((await chen.get(shifted)).body), `第 ${many + 2} 列的格數比欄名多`)
  t.equal((await deps.db.select().from(importBlocks)).length, 0, 'nor of this one')
  const nameless = String((await send('a,b\r\n'.repeat(900_000))).headers.location)
  await readSheets(deps)
  t.match(words((await chen.get(nameless)).body), '找不到欄名')
})

t.test('a sheet whose reading ends again and again is given up', async t => {
  const { deps, chen, send, rows, begunAndKilled } = await waiting(t)
  const url = String((await send(large())).headers.location)
  for (let i = 0; i < reading.mostTries; i++) t.ok(await begunAndKilled())
  t.ok(await reading.isAnyWaiting(deps.db))
  await readSheets(deps)
  t.match(await rows(), [{ state: 'not-read', lines: 0 }])
  t.match(words((await chen.get(url)).body), '試了幾次都無法讀完')
  t.notOk(await reading.isAnyWaiting(deps.db))
})

t.test('nobody lets more large sheets wait than are read in a while', async t => {
  const { send, chen } = await waiting(t)
  for (let i = 0; i < reading.mostWaiting; i++) t.equal((await send(large(`\r\n,${i}`))).statusCode, 303)
  const more = await send(large())
  t.equal(more.statusCode, 422)
  t.match(words(more.body), '正在處理其他檔案')
  t.equal((await send(list([line(world.lin.idNumber, '林美華')]))).statusCode, 303, 'a small one is read at once')
  t.ok(formIn(await chen.get('/imports'), '/imports'))
})
