import t from 'tap'
import * as installation from '../../../server/store/installation/installation.ts'
import { accounts, events, people, roleGrants } from '../../../server/store/schema.ts'
import { startApp, visitor } from '../../support/app/app.ts'
import { fillTheLine } from '../../support/app/hashings.ts'
import { goodPassword } from '../../support/person/people.ts'

const link = '/set-up/token-printed-once'
const typed = {
  name: '周 志明',
  id_kind: 'national',
  id_number: 'a123456789',
  login_name: 'Admin@example.edu.tw',
  password: goodPassword,
  again: goodPassword,
}

async function newHouse(t: Parameters<typeof startApp>[0]) {
  const started = await startApp(t)
  await installation.offerSetUp(started.deps.db, installation.setUpTokenHash('token-printed-once'))
  return { ...started, browser: visitor(started.app) }
}

t.test('the printed link names the first administrator, who is signed in and sees what to do first', async t => {
  const { browser, deps, app } = await newHouse(t)
  const page = await browser.get(link)
  t.equal(page.statusCode, 200)
  t.match(page.body, '第一次設定')
  const answer = await browser.post(link, typed)
  t.equal(answer.statusCode, 303)
  t.equal(answer.headers.location, '/agencies')
  t.match(await deps.db.select().from(accounts), [{ state: 'active', loginName: 'admin@example.edu.tw' }])
  t.match(await deps.db.select().from(roleGrants), [{ role: 'sysadmin', agencyId: null }])
  t.match(
    (await deps.db.select().from(events)).find(event => event.what === 'installation.set-up'),
    { byRole: 'service', byAccountId: null },
  )
  t.match((await browser.get('/sign-out')).body, '周 志明')

  const later = visitor(app)
  await later.get('/sign-in')
  const again = await later.post('/sign-in/password', { login_name: 'admin@example.edu.tw', password: goodPassword })
  t.equal(again.statusCode, 303, 'the password signs in later')
})

t.test('where too many wait to be hashed, the link stays good and the form keeps what was typed', async t => {
  const { browser } = await newHouse(t)
  await browser.get(link)
  const empty = await fillTheLine(t)
  const refused = await browser.post(link, typed)
  t.equal(refused.statusCode, 503)
  t.match(refused.body, 'href="#password">現在有很多人同時送出密碼')
  t.match(refused.body, 'value="Admin@example.edu.tw"')
  t.notMatch(refused.body, goodPassword)
  await empty()
  t.equal((await browser.post(link, typed)).statusCode, 303)
})

t.test('a used link and a wrong one are not there, and say so in their own words', async t => {
  const { browser, deps } = await newHouse(t)
  const wrong = await browser.get('/set-up/guessed')
  t.equal(wrong.statusCode, 404)
  t.match(wrong.body, '這個設定連結有誤')
  await browser.get(link)
  t.equal((await browser.post('/set-up/guessed', typed)).statusCode, 404)
  t.same(await deps.db.select().from(people), [])

  await browser.post(link, typed)
  const used = await browser.get(link)
  t.equal(used.statusCode, 404)
  t.match(used.body, '系統已經設定完成')
  t.equal((await browser.post(link, typed)).statusCode, 404)
  t.match((await browser.get('/set-up/guessed')).body, '系統已經設定完成')
})

t.test('a newer link ends the older one', async t => {
  const { browser, deps } = await newHouse(t)
  await installation.offerSetUp(deps.db, installation.setUpTokenHash('another'))
  t.equal((await browser.get(link)).statusCode, 404)
  t.equal((await browser.get('/set-up/another')).statusCode, 200)
})

t.test('two who use the link at the same moment do not both become administrator', async t => {
  const { app, deps } = await newHouse(t)
  const visitors = [visitor(app), visitor(app)]
  for (const one of visitors) await one.get(link)
  const answers = await Promise.all(visitors.map(async one => one.post(link, typed)))
  t.same(answers.map(answer => answer.statusCode).sort(), [303, 404])
  t.equal((await deps.db.select().from(people)).length, 1)
})

t.test('mistakes come back together, with what was typed and without the password', async t => {
  const { browser, deps } = await newHouse(t)
  await browser.get(link)
  const answer = await browser.post(link, { ...typed, name: ' ', id_number: 'A123456788', login_name: 'x', again: '' })
  t.equal(answer.statusCode, 422)
  for (const sentence of ['請填姓名', '檢查碼不符', '帳號要有 4 至 60 個字', '兩次輸入的密碼不一樣']) {
    t.match(answer.body, sentence)
  }
  t.match(answer.body, 'value="A123456788"')
  t.notMatch(answer.body, goodPassword)
  const own = await browser.post(link, { ...typed, password: 'my A123456789 word', again: 'my A123456789 word' })
  t.match(own.body, '密碼裡不能有帳號、姓名、身分證統一編號')
  t.same(await deps.db.select().from(people), [])
  t.equal((await browser.post(link, typed)).statusCode, 303, 'the link still works')
})
