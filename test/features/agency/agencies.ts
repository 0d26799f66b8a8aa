import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { readCode } from '../../../server/domain/readable-code.ts'
import * as activations from '../../../server/store/account/activations.ts'
import * as holders from '../../../server/store/agency/role-grants.ts'
import * as records from '../../../server/store/record/records.ts'
import { accounts, agencies, assignments, events, notices, people, roleGrants } from '../../../server/store/schema.ts'
import { startApp, visitor } from '../../support/app/app.ts'
import { codeOn, words } from '../../support/app/pages.ts'
import { addAgency, addColleagues, addPerson, signIn } from '../../support/person/people.ts'
import { world } from '../../support/person/world.ts'

/** An administrator who belongs to no agency, as set-up leaves them. */
async function begin(t: Test) {
  const started = await startApp(t)
  const { deps, app } = started
  const elsewhere = await addAgency(deps, '999000099Z', '示範縣政府')
  const admin = await addPerson(deps, elsewhere, world.admin)
  await deps.db.delete(assignments)
  const browser = visitor(app)
  await signIn(browser, admin)
  await browser.get('/agencies')
  return { ...started, elsewhere, admin, browser }
}

const school = { code: '999000001a', name: '示範國小', kind: 'school', admin_parent: '', hr_parent: '' }
const chen = {
  name: '陳文彬',
  id_kind: 'national',
  id_number: 'a123456789',
  hr_chief: 'yes',
  staff_kind: 'civil',
  title: '人事主任',
}

t.test('an administrator adds an agency and finds it in the list, still without HR people', async t => {
  const { browser, elsewhere, deps } = await begin(t)
  await browser.get('/agencies/new')
  const added = await browser.post('/agencies/new', { ...school, hr_parent: elsewhere })
  t.equal(added.statusCode, 303)
  const page = await browser.get(added.headers.location ?? '')
  for (const shown of ['示範國小', '999000001A', '示範縣政府', '現在還沒有人，請先指定一位']) t.match(page.body, shown)
  t.notMatch(page.body, 'second-reviewer', 'an HR parent takes over')
  t.match((await browser.get('/agencies')).body, /示範國小[^]*還沒有/)
  const kept = await deps.db.select().from(events).where(eq(events.what, 'agency.added'))
  t.match(kept, [{ byRole: 'sysadmin' }])
})

t.test('an agency says who stands above its HR, and how to change it where nobody does', async t => {
  const { browser, deps, elsewhere } = await begin(t)
  await browser.get('/agencies/new')
  const path = (await browser.post('/agencies/new', school)).headers.location ?? ''
  const id = path.split('/')[2] ?? ''
  const added = words((await browser.get(path)).body)
  t.match(added, '這個機關沒有上級人事機關，也還沒有指定第二位審查人')
  t.match(added, '人事人員無法登入時，只有系統管理者能協助')
  const { body } = await browser.get(path)
  for (const way of [`${path}/edit#hr_parent`, `${path}/second-reviewer`]) t.match(body, `href="${way}"`)
  const warned = /示範國小(?:(?!<\/tr>)[^])*沒有上級人事機關/
  t.match((await browser.get('/agencies')).body, warned)

  const reviewer = await addPerson(deps, id, world.head)
  await browser.get(`${path}/second-reviewer`)
  await browser.post(`${path}/second-reviewer`, { reviewer: reviewer.accountId })
  t.match(words((await browser.get(path)).body), '由王校長或系統管理者協助')
  t.notMatch((await browser.get('/agencies')).body, warned)

  await browser.get(`${path}/edit`)
  await browser.post(`${path}/edit`, { ...school, hr_parent: elsewhere })
  const below = await browser.get(path)
  t.match(words(below.body), '上級人事機關「示範縣政府」還沒有人事人員')
  t.match(below.body, `href="/agencies/${elsewhere}/first-person"`)
  const lacking = /示範國小(?:(?!<\/tr>)[^])*示範縣政府(?:(?!<\/tr>)[^])*上級還沒有人事人員/
  const { body: list } = await browser.get('/agencies')
  t.match(list, lacking)
  t.notMatch(list, warned, 'beside the name of the one above nothing says that there is none')

  await addPerson(deps, elsewhere, world.huang)
  t.notMatch((await browser.get(path)).body, /class="note"/)
  t.notMatch((await browser.get('/agencies')).body, lacking)
})

t.test('an empty list says what to do first', async t => {
  const { browser, deps } = await begin(t)
  await deps.db.delete(agencies)
  t.match((await browser.get('/agencies')).body, '請先新增一個機關')
})

t.test('a code that is taken or has the wrong shape is refused with everything typed still there', async t => {
  const { browser } = await begin(t)
  await browser.get('/agencies/new')
  const taken = await browser.post('/agencies/new', { ...school, code: '999000099Z', kind: 'bureau' })
  t.equal(taken.statusCode, 422)
  t.match(taken.body, '這個機關代碼已經有別的機關使用')
  t.match(taken.body, 'value="示範國小"')
  t.match(taken.body, 'value="bureau" checked')
  const wrong = await browser.post('/agencies/new', { code: '12345', name: '', kind: 'club' })
  for (const sentence of ['9 個數字加 1 個英文字母', '請填機關名稱', '請選機關種類']) t.match(wrong.body, sentence)
  const stranger = await browser.post('/agencies/new', { ...school, hr_parent: '00000000-0000-4000-8000-000000000000' })
  t.match(stranger.body, '請從清單選一個機關')
})

t.test('an agency is changed, but never stands above itself and never takes the code of another', async t => {
  const { browser, deps, elsewhere } = await begin(t)
  const id = await addAgency(deps)
  const path = `/agencies/${id}/edit`
  t.match((await browser.get(path)).body, 'value="示範國小"')
  const changed = await browser.post(path, { ...school, name: '示範國民小學', hr_parent: elsewhere })
  t.equal(changed.headers.location, `/agencies/${id}`)
  t.match((await browser.get(`/agencies/${id}`)).body, '示範國民小學')

  const above = `/agencies/${elsewhere}/edit`
  const county = { code: '999000099Z', name: '示範縣政府', kind: 'city', admin_parent: '' }
  const circle = await browser.post(above, { ...county, hr_parent: id })
  t.equal(circle.statusCode, 422)
  t.match(circle.body, '機關會變成自己的上級人事機關')
  t.equal((await browser.post(above, { ...county, admin_parent: id })).statusCode, 303, 'the two lines are apart')
  t.match((await browser.post(path, { ...school, admin_parent: id })).body, '機關會變成自己的上級')
  t.match((await browser.post(path, { ...school, code: '999000099Z' })).body, '這個機關代碼已經有別的機關使用')
  t.equal((await browser.get('/agencies/00000000-0000-4000-8000-000000000000')).statusCode, 404)
})

t.test(
  'where there are more agencies than a list holds, those above are found by a part of their name or code',
  async t => {
    const { browser, deps, elsewhere } = await begin(t)
    const many = Array.from({ length: 100 }, (_, i) => ({
      code: `9991${i + 10000}A`,
      name: `分校 ${i}`,
      kind: 'school' as const,
    }))
    await deps.db.insert(agencies).values(many)
    const bureau = await addAgency(deps, '999999999Z', '星河市教育局')
    const all = words((await browser.get('/agencies/new')).body)
    t.match(all, '只列出前 100 個')
    t.match(all, '示範縣政府')
    t.notMatch(all, '星河市教育局')
    t.match(words((await browser.get('/agencies/new?q=zz')).body), '找不到符合的機關')
    for (const q of ['星河', '9999z', '星河 教育', '９９９９Ｚ']) {
      const found = await browser.post('/agencies/new', { ...school, q, find: 'yes' })
      t.match(words(found.body), '星河市教育局')
      t.match(words(found.body), '找到 1 個')
      t.match(found.body, `value="${school.name}"`, 'what was typed stays')
    }
    t.equal((await deps.db.select().from(agencies).where(eq(agencies.code, school.code))).length, 0, 'nothing is kept')

    const form = { ...school, hr_parent: bureau, q: '星河' }
    const wrong = await browser.post('/agencies/new', { ...form, name: '' })
    t.equal(wrong.statusCode, 422)
    t.match(wrong.body, new RegExp(`<option value="${bureau}" selected`), 'what was chosen stays')
    const path = String((await browser.post('/agencies/new', form)).headers.location)
    t.match(words((await browser.get(path)).body), '星河市教育局')
    const edit = await browser.get(`${path}/edit?q=${encodeURIComponent('示範縣')}`)
    t.match(edit.body, new RegExp(`<option value="${bureau}" selected`), 'whatever one looks for')
    t.match(edit.body, elsewhere)
  },
)

t.test('the first HR person gets a role and a code shown once that opens their account', async t => {
  const { browser, deps } = await begin(t)
  const id = await addAgency(deps)
  const path = `/agencies/${id}/first-person`
  await browser.get(path)
  const page = await browser.post(path, chen)
  t.equal(page.statusCode, 200)
  const code = readCode(codeOn(page))
  const found = await activations.find(deps.db, deps.ring, code ?? '', deps.clock())
  t.match(found, { ok: true, activation: { name: '陳文彬' } })
  t.match(page.body, 'http://localhost:3000/activation')

  const [person] = await deps.db.select().from(people).where(eq(people.name, '陳文彬'))
  const rows = await records.ofPerson(deps.db, deps.ring, person?.id ?? '')
  t.same(
    rows.map(row => row.data),
    [{ id_type: 'national', id_no: 'A123456789', name_zh: '陳文彬' }],
  )
  const shown = (await browser.get(`/agencies/${id}`)).body
  for (const word of ['陳文彬', '人事主任', '人事主管', '待啟用']) t.match(shown, word)
  t.notMatch(shown, code?.slice(0, 5))
  t.notMatch(JSON.stringify(await deps.db.select().from(events)), /A123456789|陳文彬/)

  const [account] = await deps.db.select().from(accounts).where(eq(accounts.state, 'invited'))
  const again = await browser.post(`/agencies/${id}/activation-code`, { account: account?.id ?? '' })
  t.match(again.body, '陳文彬的新啟用碼')
  t.match(await activations.find(deps.db, deps.ring, code ?? '', deps.clock()), { why: 'activation.refused.expired' })
})

t.test('mistakes about the first person come back together, with what was typed', async t => {
  const { browser, deps } = await begin(t)
  const path = `/agencies/${await addAgency(deps)}/first-person`
  await browser.get(path)
  const answer = await browser.post(path, { ...chen, name: '', id_number: 'A223456789', hr_chief: '', staff_kind: '' })
  t.equal(answer.statusCode, 422)
  for (const sentence of ['請填姓名', '檢查碼不符', '請至少勾選一個角色', '請選人員區分', 'value="A223456789"']) {
    t.match(answer.body, sentence)
  }
  t.equal((await deps.db.select().from(people)).length, 1)
})

t.test('an officer has the right to sensitive data where no chief is there to give it', async t => {
  const { browser, deps } = await begin(t)
  const id = await addAgency(deps)
  const path = `/agencies/${id}/first-person`
  await browser.get(path)
  const rolesOf = async (name: string) => {
    const held = await holders.ofAgency(deps.db, id, '2026-11-23')
    return held.find(holder => holder.name === name)?.roles
  }
  const officer = { ...chen, hr_chief: '', hr_officer: 'yes' }
  await browser.post(path, officer)
  t.same(await rolesOf('陳文彬'), ['hr_officer', 'hr_sensitive'])
  await browser.post(path, { ...chen, name: '黃主任', id_number: world.huang.idNumber })
  t.same(await rolesOf('黃主任'), ['hr_chief'])
  await browser.post(path, { ...officer, name: '洪啟文', id_number: world.hong.idNumber })
  t.same(await rolesOf('洪啟文'), ['hr_officer'])
})

t.test('somebody who is here already gets the role without a new account, under the same name only', async t => {
  const { browser, deps, elsewhere } = await begin(t)
  const chief = await addPerson(deps, elsewhere, { ...world.chen, roles: ['hr_chief'] })
  const id = await addAgency(deps)
  const path = `/agencies/${id}/first-person`
  await browser.get(path)
  const other = await browser.post(path, { ...chen, name: '陳宜君' })
  t.equal(other.statusCode, 422)
  t.match(other.body, '姓名不同')
  const named = await browser.post(path, chen)
  t.match(named.body, '已經有帳號')
  const kept = await deps.db.select().from(assignments).where(eq(assignments.agencyId, id))
  t.match(kept, [{ personId: chief.personId, kind: 'concurrent' }])
  t.match(await deps.db.select().from(notices), [{ accountId: chief.accountId, text: 'notice.role-given' }])
  await deps.db.update(accounts).set({ state: 'closed' }).where(eq(accounts.id, chief.accountId))
  t.match((await browser.post(path, chen)).body, '帳號已經註銷')
})

t.test('an administrator does not give themselves a look into records', async t => {
  const { browser, deps, admin } = await begin(t)
  const path = `/agencies/${await addAgency(deps)}/first-person`
  await browser.get(path)
  const own = await browser.post(path, { ...chen, name: admin.name, id_number: admin.idNumber })
  t.equal(own.statusCode, 422)
  t.match(own.body, '不能指定自己')
  t.match(await deps.db.select().from(roleGrants), [{ role: 'sysadmin' }])
})

t.test('naming somebody asks for a fresh proof, and so does a new code', async t => {
  const { browser, deps, setClock } = await begin(t)
  const id = await addAgency(deps)
  setClock(new Date('2026-11-23T06:12:00Z'))
  const path = `/agencies/${id}/first-person`
  t.equal((await browser.get(path)).headers.location, `/proof?next=${encodeURIComponent(path)}`)
  const asked = await browser.post(`/agencies/${id}/activation-code`, { account: 'x' })
  t.match(asked.headers.location, /^\/proof\?next=%2Fsaved-forms%2F/, 'from where it goes on')
})

t.test('where no HR parent is, a second reviewer is chosen among people who do no HR work there', async t => {
  const { browser, deps, elsewhere } = await begin(t)
  const id = await addAgency(deps)
  const path = `/agencies/${id}/second-reviewer`
  t.match((await browser.get(path)).body, '現在還沒有')
  const chief = await addPerson(deps, id, world.huang)
  const head = await addPerson(deps, id, world.head)
  await addPerson(deps, elsewhere, world.wang)
  const page = await browser.get(path)
  t.match(page.body, '王校長')
  t.notMatch(page.body, '王大明')
  t.notMatch(page.body, '黃主任')
  t.equal((await browser.post(path, { reviewer: chief.accountId })).statusCode, 422)
  t.equal((await browser.post(path, { reviewer: head.accountId })).statusCode, 303)
  t.match((await browser.get(`/agencies/${id}`)).body, '王校長')
  t.match((await browser.get(path)).body, `value="${head.accountId}" selected`)
  await browser.post(path, { reviewer: '' })
  t.notMatch((await browser.get(`/agencies/${id}`)).body, '王校長')

  await deps.db.update(agencies).set({ hrParentId: elsewhere }).where(eq(agencies.id, id))
  t.equal((await browser.get(path)).statusCode, 404)
})

t.test('where more may be second reviewer than a list holds, they are found by a part of the name', async t => {
  const { browser, deps, elsewhere } = await begin(t)
  const id = await addAgency(deps)
  const path = `/agencies/${id}/second-reviewer`
  await addColleagues(deps, id, 100)
  t.notMatch(words((await browser.get(path)).body), '只列出前')
  const wang = await addPerson(deps, elsewhere, { ...world.wang, roles: ['hr_chief'] })
  const head = await addPerson(deps, id, world.head)
  const all = await browser.get(path)
  t.match(words(all.body), '只列出前 100 個')
  t.notMatch(all.body, '王大明', 'those of the agency come first')
  const found = await browser.post(path, { q: '大明', reviewer: head.accountId, find: 'yes' })
  t.equal(found.statusCode, 200)
  t.match(words(found.body), '找到 1 個')
  t.match(found.body, '王大明')
  t.match(found.body, `value="${head.accountId}" selected`, 'whom one chose before stays')
  t.notMatch((await browser.get(`/agencies/${id}`)).body, '王校長', 'nothing is kept')
  t.match(words((await browser.post(path, { q: 'zz', find: 'yes' })).body), '找不到符合的人員')
  t.equal((await browser.post(path, { q: '大明', reviewer: wang.accountId })).statusCode, 303)
  t.match((await browser.get(path)).body, `value="${wang.accountId}" selected`, 'wherever in the list they are')
  t.equal((await browser.post(path, { reviewer: 'nobody' })).statusCode, 422)
})

t.test('for everybody but administrators none of these pages is there', async t => {
  const { deps, app } = await begin(t)
  const id = await addAgency(deps)
  const chief = await addPerson(deps, id, { ...world.huang, roles: ['hr_chief', 'hr_officer'] })
  const browser = visitor(app)
  t.equal((await browser.get('/agencies')).headers.location, '/sign-in?next=%2Fagencies')
  await signIn(browser, chief)
  await browser.get('/sign-out')
  for (const path of ['', '/new', `/${id}`, `/${id}/edit`, `/${id}/first-person`, `/${id}/second-reviewer`]) {
    t.equal((await browser.get(`/agencies${path}`)).statusCode, 404, path)
  }
  await browser.get('/sign-out')
  for (const path of ['new', `${id}/edit`, `${id}/first-person`, `${id}/second-reviewer`, `${id}/activation-code`]) {
    t.equal((await browser.post(`/agencies/${path}`, { ...school, ...chen })).statusCode, 404, path)
  }
})

t.test('a long list has pages', async t => {
  const { browser, deps } = await begin(t)
  const rows = Array.from({ length: 60 }, (_, i) => ({
    code: `9990002${String(i).padStart(2, '0')}A`,
    name: `示範第 ${i} 國小`,
    kind: 'school' as const,
  }))
  await deps.db.insert(agencies).values(rows)
  t.match((await browser.get('/agencies')).body, '第 1 頁，共 2 頁，61 筆')
  t.match((await browser.get('/agencies?page=2')).body, '示範第 59 國小')
  t.equal((await browser.get('/agencies?page=9')).headers.location, '/agencies')
})
