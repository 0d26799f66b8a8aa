import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { ofAgencies, withBelow } from '../../../server/store/person/directory.ts'
import { agencies, assignments, corrections, events, roleGrants } from '../../../server/store/schema.ts'
import { words } from '../../support/app/pages.ts'
import { addAgency, addColleagues, addPerson } from '../../support/person/people.ts'
import { enter, startSchool } from '../../support/person/school.ts'
import { world } from '../../support/person/world.ts'

/** Huang is HR of a bureau with two schools, one of which has an office below it; another school is of another line. */
async function bureau(t: Test) {
  const school = await startSchool(t, ['lin', 'chen', 'huang'])
  const { deps, agencyId, huang } = school
  await deps.db
    .insert(roleGrants)
    .values({ accountId: huang.accountId, role: 'parent_hr', agencyId, from: '2026-11-23' })
  const [first, second, office, foreign] = [
    await addAgency(deps, '999000002B', '第二國小'),
    await addAgency(deps, '999000003C', '第三國小'),
    await addAgency(deps, '999000004D', '分校'),
    await addAgency(deps, '999000005E', '別縣國小'),
  ]
  for (const [id, hrParentId] of [
    [first, agencyId],
    [second, agencyId],
    [office, first],
  ] as const) {
    await deps.db.update(agencies).set({ hrParentId }).where(eq(agencies.id, id))
  }
  await addPerson(deps, first, { ...world.wang, password: null })
  await addPerson(deps, office, { ...world.gao })
  await addPerson(deps, second, { ...world.ye })
  await addPerson(deps, foreign, { ...world.shi })
  return { ...school, first, second, office, foreign }
}

t.test('the HR of a parent agency lists who is at it and at all below, by name and post alone', async t => {
  const { deps, huang, chen } = await bureau(t)
  await enter(huang)
  t.match(words((await huang.get('/people')).body), '本機關暨所屬機關')
  const { body } = await huang.get('/people/directory')
  for (const text of ['林美華', '王大明', '第二國小', '高志明', '分校', '葉庭妤', '共 6 筆']) t.match(body, text)
  t.notMatch(body, '石以安', 'nobody of another line')
  for (const [, table = ''] of body.matchAll(/<table(.*?)<\/table>/gs)) {
    t.notMatch(table, /href|checkbox|待啟用|A1234/, 'no record is reached, nobody chosen, and of accounts nothing told')
  }
  await deps.db.update(assignments).set({ until: '2026-11-01' }).where(eq(assignments.name, '王大明'))
  t.notMatch((await huang.get('/people/directory')).body, '王大明', 'nor who left')

  const some = await huang.post('/people/directory/agencies', { agency_999000004D: 'yes', agency_999000005E: 'yes' })
  t.equal(some.headers.location, '/people/directory?agencies=999000004D', 'only what stands below is chosen')
  const chosen = words((await huang.get('/people/directory?agencies=999000004D.999000005E')).body)
  t.match(chosen, /共 1 筆/)
  t.match(chosen, '挑選的機關（1）')
  t.equal((await huang.post('/people/directory/agencies', { agency_999000005E: 'yes' })).statusCode, 422)
  const { body: choice } = await huang.get('/people/directory/agencies?agencies=999000004D')
  t.match(choice, /agency_999000004D" value="yes"\s+checked/)
  t.notMatch(choice, 'action="/acting-agency"', 'agencies below are no agencies to act for')
  for (const typed of ['999000005E', '%00', "';--", '.'.repeat(900)]) {
    const { body: all } = await huang.get(`/people/directory?agencies=${encodeURIComponent(typed)}`)
    t.match(words(all), '共 5 筆', typed)
    t.notMatch(all, '石以安')
  }
  t.match(words((await huang.get('/people/directory?agencies=999000005E')).body), '挑選的 1 個機關都不在所屬機關之列')
  t.match(words((await huang.get('/people/directory?agencies=999000004D.999000005E')).body), '有 1 個不在所屬機關之列')
  t.notMatch((await huang.get('/people/directory?agencies=999000004D')).body, '不在所屬機關之列')

  const search = async (q: string) =>
    (await huang.post('/people/directory/search', { q, agencies: '999000004D' })).headers.location
  t.equal(await search('志明'), `/people/directory?${new URLSearchParams({ agencies: '999000004D', q: '志明' })}`)
  t.equal(await search(world.gao.idNumber), '/people/directory?agencies=999000004D', 'a number stands in no address')
  t.match(words((await huang.get('/people/directory?agencies=999000004D')).body), '只能用姓名查詢')
  for (const q of ['高志明', '志 明', '高', '髙']) {
    t.match((await huang.get(`/people/directory?q=${encodeURIComponent(q)}`)).body, '高志明', q)
  }
  const traces = await deps.db.select().from(events).where(eq(events.what, 'directory.read'))
  t.match(traces[0], { byAccountId: huang.accountId, byRole: 'parent_hr', details: { scope: 'below', agencies: 4 } })
  t.match(traces.at(-1), { details: { scope: 'below', searched: true } })
  t.notMatch(JSON.stringify(traces), /志明|高/)

  await enter(chen)
  t.notMatch((await chen.get('/people')).body, '/people/directory')
  t.notMatch((await chen.get('/people?agencies=999000004D&scope=below')).body, '高志明')
  for (const path of ['', '?agencies=999000004D', '/agencies']) {
    t.equal((await chen.get(`/people/directory${path}`)).statusCode, 404)
  }
  for (const path of ['/search', '/agencies']) {
    t.equal((await chen.post(`/people/directory${path}`, { q: '高' })).statusCode, 404)
  }
  t.equal((await huang.get(`/people/${await idOf(deps, '高志明')}`)).statusCode, 404, 'and nobody of them is opened')
})

const idOf = async ({ db }: Awaited<ReturnType<typeof bureau>>['deps'], name: string) =>
  (await db.select().from(assignments).where(eq(assignments.name, name)))[0]?.personId

t.test('people below are found by what they do and where, and what was chosen is kept without a name', async t => {
  const { deps, huang, chen } = await bureau(t)
  for (const one of [huang, chen]) await enter(one)
  const place = { staffKind: 'worker', title: '工友 組長', unit: '總務處' }
  await deps.db.update(assignments).set(place).where(eq(assignments.name, '高志明'))
  const namesOn = async (query: string) =>
    [...(await huang.get(`/people/directory?${query}`)).body.matchAll(/<th scope="row"[^>]*>([^<]+)</g)].map(
      ([, name = '']) => words(name).trim(),
    )
  for (const query of [
    'kind=worker',
    'title=工友組長',
    'unit=總務',
    'q=高&title=組長',
    'agencies=999000004D&kind=worker',
  ]) {
    t.same(await namesOn(encodeURI(query)), ['高志明'], query)
  }
  for (const query of [
    'kind=worker&title=校長',
    'unit=%25',
    'title=_',
    'q=林&kind=worker',
    'agencies=999000003C&kind=worker',
  ]) {
    t.same(await namesOn(encodeURI(query)), [], query)
  }
  t.equal((await namesOn('kind=nonsense&title=%00&unit=A123456789')).length, 6, 'what is no filter is none')
  const to = await huang.post('/people/directory/search', {
    kind: 'worker',
    unit: '總務',
    title: '',
    agencies: '999000004D',
  })
  t.equal(
    to.headers.location,
    `/people/directory?${new URLSearchParams({ agencies: '999000004D', kind: 'worker', unit: '總務' })}`,
  )

  const filter = String(new URLSearchParams({ agencies: '999000004D', q: '高志明', kind: 'worker' }))
  t.match(
    (await huang.get(`/people/directory?${filter}`)).body,
    'href="/people/directory/views?agencies=999000004D&amp;kind=worker"',
  )
  const saved = await huang.post('/people/directory/views', { filter, name: '工友' })
  t.equal(saved.headers.location, '/people/directory?agencies=999000004D&kind=worker', 'the name is not kept')
  await huang.post('/people/directory/views/columns', { column_agency: 'yes' })
  const { body } = await huang.get('/people/directory')
  t.match(body, '<a href="/people/directory?kind=worker&amp;agencies=999000004D">工友</a>')
  t.notMatch(body, '職稱</th>')
  t.notMatch((await huang.get('/people')).body, '>工友</a>', 'each list has its own')
  for (const path of ['/views', '/views/columns'])
    t.equal((await chen.post(`/people/directory${path}`)).statusCode, 404)
})

t.test('of agencies below is told how much waits there and how much is wrong, and nothing of whose it is', async t => {
  const { deps, huang, chen, first, office, foreign } = await bureau(t)
  for (const one of [huang, chen]) await enter(one)
  const [wang, gao, shi] = await Promise.all(['王大明', '高志明', '石以安'].map(name => idOf(deps, name)))
  const correction = (personId: string | undefined, agencyId: string, section: string, dueDay: string) => {
    return {
      personId: personId ?? '',
      agencyId,
      section,
      operation: 'add' as const,
      items: [],
      state: 'submitted',
      dueDay,
    }
  }
  await deps.db
    .insert(corrections)
    .values([
      correction(gao, office, 'skill', '2026-11-01'),
      correction(gao, office, 'language', '2026-12-24'),
      correction(gao, office, 'family', '2026-11-01'),
      correction(wang, first, 'skill', '2026-12-24'),
      correction(shi, foreign, 'skill', '2026-11-01'),
    ])
  const countsIn = (html: string) =>
    [...html.matchAll(/<tr>\s*<th scope="row"[^>]*>\s*([^<]+?)\s*<\/th>(.*?)<\/tr>/gs)].map(
      ([, name = '', cells = '']) => `${name} ${words(cells).trim().replace(/\s+/g, ' ')}`,
    )
  const { body: queue } = await huang.get('/review')
  t.match(queue, 'href="/review/agencies"')
  t.notMatch(queue, '高志明', 'the queue is of the own agency')
  const { body } = await huang.get('/review/agencies')
  t.same(
    countsIn(body),
    ['分校 2 1', '示範國小 0 0', '第三國小 0 0', '第二國小 1 0'],
    'at any depth, none of another line',
  )
  t.match(words(body), '看不到內容')
  for (const name of ['高志明', '王大明', 'href="/review/0']) t.notMatch(body, name)

  const chosen = await huang.post('/people/directory/agencies', { for: 'review', agency_999000004D: 'yes' })
  t.equal(chosen.headers.location, '/review/agencies?agencies=999000004D')
  t.same(countsIn((await huang.get('/review/agencies?agencies=999000004D.999000005E')).body), ['分校 2 1'])
  t.match(words((await huang.get('/review/agencies?agencies=999000005E')).body), '都不在所屬機關之列')
  const { body: choice } = await huang.get('/people/directory/agencies?for=review&agencies=999000004D')
  t.match(choice, 'name="for" value="review"')

  const findings = countsIn((await huang.get('/findings/agencies')).body).map(line => line.replace(/ .*/, ''))
  t.same(findings, ['分校', '示範國小', '第三國小', '第二國小'])
  t.equal(countsIn((await huang.get('/findings/agencies?agencies=999000002B.999000005E')).body).length, 1)

  t.equal((await chen.get('/review/agencies')).statusCode, 404)
  t.notMatch((await chen.get('/review')).body, '/review/agencies')
  const { body: none } = await chen.get('/findings/agencies?agencies=999000004D')
  t.notMatch(none, '分校', 'an officer without the right chooses nothing')
})

t.test('page by page, forth and back, everybody of all agencies comes once and in one order', async t => {
  const { deps, agencyId, first, second, foreign } = await bureau(t)
  for (const id of [first, second, foreign]) await addColleagues(deps, id, 23)
  const agencyIds = (await withBelow(deps.db, agencyId)).map(({ id }) => id)
  const asked = [
    [52, { search: '' }],
    [46, { search: '同' }],
    [46, { search: '同仁' }],
    [22, { search: '仁 1' }],
    [52, { staffKind: 'teacher' }],
    [46, { search: '同', title: '', unit: '' }],
  ] as const
  for (const [count, filter] of asked) {
    const of = (stretch: { after?: string; before?: string; limit: number }) =>
      ofAgencies(deps.db, { agencyIds, today: '2026-11-24', ...filter }, stretch)
    const whole = (await of({ limit: 200 })).rows.map(({ id }) => id)
    t.equal(whole.length, count)
    const forth: string[] = []
    let page = await of({ limit: 9 })
    t.match(page, { count: whole.length, hasPrevious: false, hasNext: true })
    for (;;) {
      forth.push(...page.rows.map(({ id }) => id))
      if (!page.hasNext) break
      page = await of({ limit: 9, after: forth.at(-1) ?? '' })
    }
    t.same(forth, whole, JSON.stringify(filter))
    const back = page.rows.map(({ id }) => id)
    while (page.hasPrevious) {
      page = await of({ limit: 9, before: back[0] ?? '' })
      back.unshift(...page.rows.map(({ id }) => id))
    }
    t.same(back, whole, `${JSON.stringify(filter)}, back`)
  }
  const [other] = await deps.db.select().from(assignments).where(eq(assignments.agencyId, foreign))
  const beside = await ofAgencies(deps.db, { agencyIds, today: '2026-11-24' }, { after: other!.id, limit: 9 })
  t.same(beside.rows, [], 'a row of another agency is no place')
})
