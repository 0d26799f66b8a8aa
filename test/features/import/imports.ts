import iconv from 'iconv-lite'
import { eq, inArray } from 'drizzle-orm'
import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { readSheet } from '../../../server/documents/sheet/read.ts'
import { removeDryRuns } from '../../../server/jobs/retention.ts'
import { writeSheet } from '../../../server/documents/sheet/write.ts'
import {
  accessLog,
  batches,
  batchRows,
  importBlocks,
  importPeople,
  imports,
  importSources,
  people,
  recordVersions,
} from '../../../server/store/schema.ts'
import { formIn, words } from '../../support/app/pages.ts'
import { addAgency, addPerson } from '../../support/person/people.ts'
import { world } from '../../support/person/world.ts'
import { addColleagues, award, decision, purpose } from '../../support/record/batches.ts'
import { common, desk, line, list } from '../../support/record/imports.ts'

t.test('an award list of thirty in Big5 is imported with four forms and not one click on a person', async t => {
  const { deps, chen, send, tried, apply, awards } = await desk(t, 30)
  const all = await deps.db.select().from(people)
  const teachers = all.filter(({ name }) => name.startsWith('教師'))
  const lines = teachers.map(({ name }) => line(`X${name.slice(2).padStart(9, '0')}`, name))
  const sent = await send(iconv.encode(list(lines), 'cp950'))
  const values = String(sent.headers.location)
  t.match(values, /^\/batches\/[^/]+\/values$/, 'everything is known, and nothing is asked')
  const form = words((await chen.get(values)).body)
  t.notMatch(form, '教師1', 'nobody is typed for one by one')
  t.notMatch(form, '獎懲結果', 'what the list says is not asked for')
  const url = await tried(values)
  t.match(words((await chen.get(url)).body), /可套用 30/)
  t.equal((await awards(teachers[0]?.id ?? '')).length, 0, 'a dry run writes nothing')
  await apply(url)
  for (const { id } of teachers) t.match(await awards(id), [{ data: { ...award, result: '嘉獎一次' } }])
  const looks = await deps.db
    .select()
    .from(accessLog)
    .where(eq(accessLog.personId, teachers[3]?.id ?? ''))
  t.ok(
    looks.some(look => look.purpose === purpose && look.section === 'reward'),
    'each of them sees who looked',
  )

  const again = await send(iconv.encode(list(lines), 'cp950'))
  t.equal(again.statusCode, 422, 'a file that was sent before is known')
  t.match(words(again.body), '同一個檔案先前已經匯入過')
  const meant = await send(iconv.encode(list(lines), 'cp950'), { again: 'yes' })
  const other = await tried(String(meant.headers.location))
  t.match(words((await chen.get(other)).body), /重複：已經有相同的一筆 30/, 'and nothing of it is written twice')

  const reversal = formIn(await chen.get(url), `${url}/reversal`)
  await chen.post(`${url}/reversal`, { ...reversal, reason: '檔案有誤' })
  t.same(await awards(teachers[0]?.id ?? ''), [], 'and it is reversed as any batch is')
})

t.test('only who is not exact is asked about, once, and never again', async t => {
  const { deps, agencyId, chen, huang, send, lines } = await desk(t)
  await addPerson(deps, agencyId, { ...world.gao, name: '林羣妍' })
  const other = await addAgency(deps, '999000002A', '別的學校')
  await addPerson(deps, other, { ...world.shi, name: '石以安' })
  const rows = [
    line(world.lin.idNumber, '林美華'),
    line('', '王大明'),
    line('', '林群妍'),
    line('123456780', '王大名'),
    line(world.shi.idNumber, '石以安'),
    line('A123456789', '陳文斌'),
  ]
  const sent = await send(list(rows))
  const url = String(sent.headers.location)
  t.match(url, /^\/imports\//)
  const page = words((await chen.get(url)).body)
  t.match(page, '已確認：2 人，2 列')
  t.match(page, /異體字、1 列，自第 4 列起/)
  t.match(page, /王大名 12345\*+.*本機關查無此人、身分證統一編號缺少英文字母/)
  t.match(page, /石以安 A1234.*本機關查無此人、1 列/, 'somebody of another school is like nobody')
  t.match(page, /證號或編號與姓名不符/, 'a number that belongs to another name is not taken')
  t.equal((await huang.get(url)).statusCode, 404, 'a sheet is shown to who sent it alone')
  const asked = await deps.db.select().from(importPeople).where(eq(importPeople.confidence, 'variant'))
  const form = formIn(await chen.get(url), `${url}/people`)
  const [first] = Object.keys(form ?? {}).filter(name => name.startsWith('person_'))
  const stranger = await chen.post(`${url}/people`, { ...form, [first ?? '']: world.shi.idNumber })
  t.match(String(stranger.headers.location), /^\/batches\//)
  t.equal((await lines()).length, 0)
  const chosen = String(asked[0]?.candidates[0])
  const second = await send(list([...rows, line('', '王大明', { reason: '別的事由' })]))
  const again = String(second.headers.location)
  const [named] = Object.keys(form ?? {}).filter(name => name.startsWith('person_'))
  await chen.post(`${again}/people`, { ...formIn(await chen.get(again), `${again}/people`), [named ?? '']: chosen })
  const [remembered] = [await send(list([line('', '林群妍')]))]
  t.match(String(remembered.headers.location), /^\/batches\/[^/]+\/values$/, 'what was chosen once is not asked again')
})

t.test('of several with one name the one chosen for a list is not taken silently for the next', async t => {
  const { deps, agencyId, chen, send, lines } = await desk(t)
  const both = [
    await addPerson(deps, agencyId, { ...world.gao, name: '林同名' }),
    await addPerson(deps, agencyId, { ...world.shi, name: '林同名' }),
  ]
  for (const [i, one] of both.entries()) {
    const url = String((await send(list([line('', '林同名', { reason: `第${i}件` })]))).headers.location)
    t.match(url, /^\/imports\//)
    t.match(words((await chen.get(url)).body), '同名或有多人符合')
    const form = formIn(await chen.get(url), `${url}/people`) ?? {}
    const named = Object.keys(form).find(name => name.startsWith('person_')) ?? ''
    const on = String((await chen.post(`${url}/people`, { ...form, [named]: one.personId })).headers.location)
    await chen.post(on, { ...formIn(await chen.get(on), on), ...common, ...decision, reason: '依獎懲令' })
  }
  t.same((await lines()).map(({ personId }) => personId).toSorted(), both.map(({ personId }) => personId).toSorted())
})

t.test('who wants to see the columns of a known file is shown them, to change what was kept', async t => {
  const { chen, send } = await desk(t)
  const file = list([line(world.lin.idNumber, '林美華')])
  t.match(String((await send(file)).headers.location), /^\/batches\//)
  const url = String((await send(file, { look: 'yes' })).headers.location)
  t.match(url, /^\/imports\//)
  const form = formIn(await chen.get(url), `${url}/columns`)
  t.match(form, { column_4: 'field:reason' })
  await chen.post(`${url}/columns`, { ...form, column_4: '' })
  const people = formIn(await chen.get(url), `${url}/people`)
  const values = String((await chen.post(`${url}/people`, people)).headers.location)
  t.match(words((await chen.get(values)).body), '獎懲事由 ', 'what is left aside is asked for')
})

t.test('a heading below titles, columns of one’s own, and a mapping that is kept', async t => {
  const { deps, chen, send, tried, resultOf, lin, wang } = await desk(t)
  const sheet = [
    ['示範國小 獎勵名單', '', '', '', ''],
    ['列印日期：115/08/01', '', '', '', ''],
    ['人員', '', '獎勵', '', '備註'],
    ['姓名', '職稱', '獎懲結果', '事由', ''],
    ['林美華', '', '嘉獎一次', '辦理教學\u200B觀摩', ''],
    ['王大明', '', '嘉獎二次', '辦理教學觀摩', ''],
  ]
  const file = await writeSheet('xlsx', { name: '名單', lines: sheet })
  if (!file.ok) throw new Error(file.why)
  const url = String((await send(file.bytes)).headers.location)
  t.match(url, /^\/imports\//, 'what no layout says is asked')
  const form = formIn(await chen.get(url), `${url}/columns`)
  t.match(form, { column_1: 'who:name', column_3: 'field:result', column_4: '' }, 'as far as it can be guessed')
  const twice = await chen.post(`${url}/columns`, { ...form, column_4: 'field:result' })
  t.equal(twice.statusCode, 422)
  await chen.post(`${url}/columns`, { ...form, column_4: 'field:reason' })
  const people = await chen.get(url)
  t.match(words(people.body), /有 1 格含有隱藏字元/)
  const on = await chen.post(`${url}/people`, formIn(people, `${url}/people`))
  const batch = await tried(String(on.headers.location), {
    row_category: '工作績優',
    row_law_code: 'CA',
    row_law_name: String(award['law_name']),
    row_remedy: '1',
  })
  t.same([await resultOf(lin), await resultOf(wang)], [['clean'], ['clean']])
  t.match(words((await chen.get(batch)).body), '第 5 列')
  const next = await writeSheet('ods', {
    name: '名單',
    lines: sheet.map(one => one.map(cell => cell.replace('\u200B', ''))),
  })
  if (!next.ok) throw new Error(next.why)
  t.match(String((await send(next.bytes)).headers.location), /\/values$/, 'the next file of this kind is known')
  t.equal((await deps.db.select().from(imports)).length, 2)
})

t.test('what is wrong comes back in the same sheet, line by line', async t => {
  const { chen, lock, wang, send, tried, lines } = await desk(t)
  await lock(wang)
  const rows = [
    line(world.lin.idNumber, '林美華'),
    line(world.lin.idNumber, '林美華'),
    line(world.lin.idNumber, '林美華', { reason: '超'.repeat(101) }),
    line(world.wang.idNumber, '王大明'),
    line('', '查無此人'),
  ]
  const url = String((await send(list(rows))).headers.location)
  const on = await chen.post(`${url}/people`, formIn(await chen.get(url), `${url}/people`))
  const batch = await tried(String(on.headers.location))
  t.same(
    (await lines()).map(({ place, result }) => [place, result]),
    [
      [2, 'clean'],
      [3, 'duplicate'],
      [4, 'error'],
      [5, 'locked'],
    ],
  )
  const back = await chen.get(`${url}/file`)
  t.match(back.headers['content-disposition'], /\.csv/)
  const read = await readSheet(back.rawPayload, { maxLines: 20 })
  const last = read.ok ? read.lines.map(({ cells }) => cells.at(-1)) : []
  t.match(last, ['匯入結果', '可套用', /重複/, /^錯誤\n獎懲事由：.*100/, '鎖定略過', '本機關查無此人'])
  const short = await readSheet((await chen.get(`${url}/file?only=errors&format=ods`)).rawPayload, { maxLines: 20 })
  t.equal(short.ok && short.lines.length, 5)
  const results = await chen.get(batch)
  t.match(results.body, `/imports/${url.split('/').at(-1)}/file`)
  t.match(words(results.body), '檔案裡另有 1 列沒有確認人員')
})

t.test('all of a sheet is written or none of it, where that is asked for', async t => {
  const { chen, lin, wang, lock, send, tried, awards } = await desk(t)
  const rows = [line(world.lin.idNumber, '林美華'), line(world.wang.idNumber, '王大明')]
  const url = await tried(String((await send(list(rows))).headers.location))
  const form = formIn(await chen.get(url), `${url}/application`) ?? {}
  await lock(wang)
  const refused = await chen.post(`${url}/application`, { ...form, whole: 'yes' })
  t.equal(refused.statusCode, 409)
  t.match(words(refused.body), '所以一筆也沒有寫入')
  t.same(await awards(lin.personId), [], 'a lock that was set meanwhile undoes everything')
  t.match(words(refused.body), '可套用 2', 'and the dry run stands as it was')
  await chen.post(`${url}/application`, formIn(await chen.get(url), `${url}/application`))
  t.equal((await awards(lin.personId)).length, 1, 'the clean ones are written by themselves')
  t.match(words((await chen.get(url)).body), /鎖定略過 1/)
  t.same(await awards(wang.personId), [])

  const free = [line(world.lin.idNumber, '林美華', { reason: '別的事由' }), line('', '查無此人')]
  const other = String((await send(list(free))).headers.location)
  const on = await chen.post(`${other}/people`, formIn(await chen.get(other), `${other}/people`))
  const last = await tried(String(on.headers.location))
  const whole = { ...formIn(await chen.get(last), `${last}/application`), whole: 'yes' }
  t.equal((await chen.post(`${last}/application`, whole)).statusCode, 409, 'a line that is nobody’s is one of them')
})

t.test('a large sheet goes on in the background, and after whatever ended it', async t => {
  const clock = { now: new Date('2026-11-23T06:00:00Z').getTime(), step: 0 }
  const { deps, agencyId, chen, huang, open, send, tried, lines } = await desk(t, 0, {
    clock: () => new Date((clock.now += clock.step)),
  })
  const all = await addColleagues({ deps, agencyId }, 250)
  const values = String((await send(list(all.map(({ name }) => line('', name))))).headers.location)
  clock.step = 3000
  const url = await tried(values)
  clock.step = 0
  const state = async () => (await deps.db.select().from(batches))[0]?.state
  const until = async (wanted: string) => {
    for (let i = 0; i < 200 && (await state()) !== wanted; i++) await setTimeout(50)
    t.equal(await state(), wanted)
  }
  await until('checked')
  t.equal((await lines()).length, 250)

  const id = String(url.split('/').at(-1))
  const [kept] = await deps.db.select().from(batches)
  await deps.db.update(batches).set({ state: 'checking', tried: 100 })
  const rest = (kept?.people ?? []).slice(100)
  await deps.db.delete(batchRows).where(inArray(batchRows.personId, rest))
  const broken = await chen.get(url)
  t.match(words(broken.body), '已處理 100 ／ 250', 'what was broken off says how far it is')
  t.equal((await chen.get(`${url}/progress`)).statusCode, 200)
  await open(huang, url)
  const both = await Promise.all([chen, huang].map(one => one.post(`${url}/trial`)))
  t.same(
    both.map(({ statusCode }) => statusCode),
    [303, 303],
  )
  await until('checked')
  t.equal((await lines()).length, 250, 'two who go on with it try nobody twice')
  t.same([...new Set((await lines()).map(({ result }) => result))], ['clean'])
  t.equal((await chen.post(`${url}/trial`)).statusCode, 409, 'what is done is not gone on with')

  await chen.post(`${url}/application`, formIn(await chen.get(url), `${url}/application`) ?? {})
  await until('applied')
  const written = async () => (await lines()).filter(({ result }) => result === 'applied').length
  t.equal(await written(), 250)
  await deps.db.update(batches).set({ state: 'applying' })
  const again = await chen.post(`${url}/application`, { run: '1' })
  t.equal(again.statusCode, 303)
  await until('applied')
  const versions = await deps.db.select().from(recordVersions).where(eq(recordVersions.batchId, id))
  t.equal(versions.length, 250, 'nothing is written twice')
})

t.test('nothing is read without a purpose', async t => {
  const { send } = await desk(t)
  const none = await send(list([line(world.lin.idNumber, '林美華')]), { purpose: '' })
  t.match(none.body, 'href="#purpose"')
})

t.test('a sheet of somebody else’s section, verb or agency is not taken', async t => {
  const { deps, send, chen, lin } = await desk(t)
  const file = list([line(world.lin.idNumber, '林美華')])
  for (const asked of [{ section: 'family' }, { section: 'discipline' }, { verb: 'delete' }, { section: 'x' }]) {
    t.equal((await send(file, asked as Record<string, string>)).headers.location, '/imports')
  }
  t.equal((await lin.get('/imports')).statusCode === 200, false, 'who is no HR has no imports')
  t.equal((await deps.db.select().from(batches)).length, 0)
  const own = await send(list([line(world.chen.idNumber, '陳文彬')]))
  const values = String(own.headers.location)
  await chen.post(values, { ...formIn(await chen.get(values), values), ...common, ...decision, reason: '依獎懲令' })
  t.match(await deps.db.select().from(batchRows), [{ result: 'own' }], 'one’s own award is not imported')
})

t.test('a file or its columns sent twice by one form are taken once', async t => {
  const { deps, chen } = await desk(t)
  const form = formIn(await chen.get('/imports'), '/imports')
  const bytes = Buffer.from('姓名,獎懲結果,甲\n林美華,嘉獎一次,乙\n')
  const bring = () =>
    chen.bring('/imports', { ...form, section: 'reward', verb: 'add', purpose }, [{ name: 'a.csv', type: '', bytes }])
  const [first, second] = [await bring(), await bring()]
  t.equal(second.headers.location, first.headers.location)
  t.equal((await deps.db.select().from(imports)).length, 1)
  const url = String(first.headers.location)
  const columns = formIn(await chen.get(url), `${url}/columns`) ?? {}
  const send = () => chen.post(`${url}/columns`, { ...columns, column_3: 'field:reason' })
  t.same([(await send()).headers.location, (await send()).headers.location], [url, url])
  t.equal((await deps.db.select().from(importSources)).length, 1)
})

t.test('what came in is sealed, and goes when dry runs go', async t => {
  const { deps, send } = await desk(t)
  await send(list([line(world.lin.idNumber, '林美華')]))
  const kept = JSON.stringify([await deps.db.select().from(importBlocks), await deps.db.select().from(importPeople)])
  t.notMatch(kept, world.lin.idNumber)
  t.notMatch(kept, '林美華')
  const soon = new Date(deps.clock().getTime() + 30 * 86_400_000 + 60_000)
  await removeDryRuns({ db: deps.db, clock: () => soon, dryRunDays: 30 })
  t.equal((await deps.db.select().from(importBlocks)).length, 1, 'a batch that somebody still has open keeps its sheet')
  const later = new Date(deps.clock().getTime() + 31 * 86_400_000)
  await removeDryRuns({ db: deps.db, clock: () => later, dryRunDays: 30 })
  t.same(await deps.db.select().from(importBlocks), [])
  t.same(await deps.db.select().from(imports), [])
})
