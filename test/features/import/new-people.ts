import { eq } from 'drizzle-orm'
import t from 'tap'
import { layouts } from '../../../server/domain/import/layouts.ts'
import { idIndex } from '../../../server/store/record/records.ts'
import { assignments, importPeople, people } from '../../../server/store/schema.ts'
import { formIn, unescaped, words } from '../../support/app/pages.ts'
import { addAgency, addPerson } from '../../support/person/people.ts'
import type { Somebody } from '../../support/person/school.ts'
import { world } from '../../support/person/world.ts'
import { desk } from '../../support/record/imports.ts'

const columns = Object.keys(layouts.find(({ id }) => id === 'new-staff')?.columns ?? {})
const register = (...lines: Record<string, string>[]) =>
  [columns, ...lines.map(one => columns.map(name => one[name] ?? ''))].map(one => `${one.join(',')}\r\n`).join('')
const line = (name: string, number: string, day = '115/8/1', title = '教師') => ({
  姓名: name,
  身分證統一編號: number,
  服務單位: '教務處',
  職稱: title,
  到校日期: day,
})
const asked = { section: 'post', verb: 'add', purpose: '新進人員建檔' }

t.test('who is new in a register becomes one of us as one by one, and their lines are theirs', async t => {
  const { deps, agencyId, chen, huang, send } = await desk(t)
  const other = await addAgency(deps, '999000002A', '別的學校')
  await addPerson(deps, other, world.shi)
  const list = register(
    line('高志明', world.gao.idNumber),
    line('葉庭妤', world.ye.idNumber, ''),
    line('石以安', world.shi.idNumber),
    line('錯號碼', 'A123456780'),
    line('明年來', world.admin.idNumber, '116/8/1'),
    line('林美華', world.lin.idNumber),
    line('林美華', world.head.idNumber),
    line('沒號碼', ''),
  )
  const door = /href="(\/imports\?section=post)"/.exec((await chen.get('/people/new')).body)?.[1] ?? ''
  t.equal(formIn(await chen.get(door), '/imports')?.['section'], 'post', 'whoever adds one by one is shown the way')
  const url = String((await send(list, asked)).headers.location)
  t.match(url, /^\/imports\//, 'nobody is added without being asked about')
  const page = await chen.get(url)
  t.match(words(page.body), /高志明 教務處 教師 A12345.*可新增，自民國 115 年 8 月 1 日起/)
  t.match(
    words(page.body),
    /葉庭妤 教務處 教師 A22345.*可新增，自民國 115 年 11 月 23 日起/,
    'without a day, from today on',
  )
  t.match(words(page.body), /石以安 教務處 教師 A12345.{4,6} 可新增/, 'somebody of another school is told like nobody')
  t.match(words(page.body), /錯號碼.{1,30}錯誤：.*檢查碼/)
  t.match(words(page.body), /明年來.{1,30}錯誤：到校日期應在過去一年內/)
  t.match(words(page.body), /沒號碼.{1,30}錯誤：/)
  t.match(words(page.body), /證號或編號與姓名不符、可新增/, 'why somebody is not ticked')
  const form = formIn(page, `${url}/new-people`) ?? {}
  const boxes = Object.keys(form).filter(name => name.startsWith('new_'))
  t.equal(boxes.length, 3, 'who has the name of somebody here is ticked by a person alone')
  t.equal(page.body.match(/name="new_/g)?.length, 4)
  t.equal(await deps.db.$count(people), 5, 'a look writes nothing')

  const unticked = await chen.post(`${url}/new-people`, { _csrf: String(form['_csrf']), staff_kind: 'teacher' })
  t.equal(unticked.statusCode, 422)
  t.match(words(unticked.body), '請勾選要新增的人')
  const unknown = await chen.post(`${url}/new-people`, { ...form, staff_kind: 'king' })
  t.equal(unknown.statusCode, 422)
  const { _csrf = '' } = formIn(await huang.get('/imports'), '/imports') ?? {}
  const hers = await huang.post(`${url}/new-people`, { ...form, _csrf })
  t.equal(hers.statusCode, 404, 'not even a colleague adds by it')

  const theirs = String((await send(list, asked, huang)).headers.location)
  const fresh = formIn(await chen.get(url), `${url}/new-people`) ?? {}
  const both: [Somebody, string, Record<string, string>][] = [
    [chen, url, fresh],
    [chen, url, fresh],
    [huang, theirs, formIn(await huang.get(theirs), `${theirs}/new-people`) ?? {}],
  ]
  const answers = await Promise.all(both.map(([one, at, sent]) => one.post(`${at}/new-people`, sent)))
  t.same(
    answers.map(({ statusCode }) => statusCode),
    [303, 303, 303],
  )
  for (const [who, from] of [
    [world.gao, '2026-08-01'],
    [world.ye, '2026-11-23'],
  ] as const) {
    const known = await deps.db
      .select()
      .from(people)
      .where(eq(people.idNumberIndex, idIndex(deps.ring, who.idNumber)))
    t.match(known, [{ name: who.name }], 'two officers with one list make one person of each')
    const at = await deps.db
      .select()
      .from(assignments)
      .where(eq(assignments.personId, known[0]?.id ?? ''))
    t.match(at, [{ agencyId, title: '教師', unit: '教務處', staffKind: 'teacher', from, accountState: 'invited' }])
    t.equal(at.length, 1)
  }
  t.equal(await deps.db.$count(people), 7)
  for (const [one, at] of [
    [chen, url],
    [huang, theirs],
  ] as const) {
    const after = words((await one.get(at)).body)
    t.match(after, /石以安.{1,40}錯誤：身分證統一編號已登記為另一個人/)
    t.match(after, '已確認：3 人，3 列', 'the new ones are known by their numbers')
  }
  const back = (await chen.get(`${url}/file?format=csv`)).body
  t.match(back, /石以安.*本機關查無此人\n身分證統一編號已登記為另一個人/)
  const on = await chen.post(`${url}/people`, formIn(await chen.get(url), `${url}/people`) ?? {})
  t.match(on.headers.location, /^\/batches\//)
  t.equal(
    (await chen.post(`${url}/new-people`, { ...fresh, _once: 'x' })).statusCode,
    409,
    'a list that was handed on adds nobody',
  )
})

t.test('whoever had left comes back by a register, and no other list makes people', async t => {
  const { deps, chen, send, agencyId } = await desk(t)
  const gao = await addPerson(deps, agencyId, { ...world.gao, state: 'closed' })
  await deps.db.update(assignments).set({ until: '2026-06-30' }).where(eq(assignments.personId, gao.personId))
  const url = String((await send(register(line('高志明', world.gao.idNumber)), asked)).headers.location)
  await chen.post(`${url}/new-people`, formIn(await chen.get(url), `${url}/new-people`) ?? {})
  t.match(await deps.db.select().from(importPeople), [{ confidence: 'exact', personId: gao.personId }])
  t.equal((await deps.db.select().from(assignments).where(eq(assignments.personId, gao.personId))).length, 2)

  await addPerson(deps, await addAgency(deps, '999000002A', '別的學校'), world.shi)
  const list = register(line('石以安', world.shi.idNumber), line('葉庭妤', world.ye.idNumber))
  const next = String((await send(list, asked)).headers.location)
  const press = async (nth: number) => {
    const form = formIn(await chen.get(next), `${next}/new-people`) ?? {}
    const box = Object.keys(form).filter(name => name.startsWith('new_'))[nth] ?? ''
    await chen.post(`${next}/new-people`, { _csrf: String(form['_csrf']), staff_kind: 'teacher', [box]: 'yes' })
  }
  await press(0)
  await press(0)
  const told = words((await chen.get(next)).body)
  t.match(told, '已確認：1 人，1 列')
  t.match(
    told,
    /石以安.{1,40}錯誤：身分證統一編號已登記為另一個人/,
    'what was refused is told after the next press too',
  )

  const plain = String(
    (await send(`姓名,身分證號,職系\r\n王新人,${world.head.idNumber},教\r\n`, asked)).headers.location,
  )
  const columnsForm = formIn(await chen.get(plain), `${plain}/columns`) ?? {}
  await chen.post(`${plain}/columns`, columnsForm)
  const page = unescaped((await chen.get(plain)).body)
  t.match(page, '王新人')
  t.notMatch(page, '/new-people')
})
