import { createServer, request as ask, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { startApp } from '../support/app/app.ts'
import { openContext, openShell, skip } from '../support/browser/browser.ts'
import { signInByPassword, textOf } from '../support/browser/site.ts'
import { testCa, trustCa } from '../support/card/cards.ts'
import { goodPassword } from '../support/person/people.ts'
import { addSchool } from '../support/person/school.ts'
import { phonePeople, startPhones } from '../support/ways/phone-desk.ts'
import { bindPhone } from '../support/ways/phone.ts'

const { lin } = phonePeople
const portal = '<!doctype html><title>Wi-Fi</title><h1>請先登入無線網路</h1><form><input name="user"></form>'

/** What stands between the browser and the application, and may answer in its place. */
type Between = null | 'cut' | 'half' | { status: number; body?: string; headers?: Record<string, string> }

/** The application behind a proxy of the test; `parts` counts what was asked for by pages alone. */
async function startBehindProxy(t: Test, more: Parameters<typeof startApp>[2] = {}) {
  const [behind, seen] = [{ port: 0 }, { parts: 0 }]
  let between: Between = null
  const proxy = createServer((request, response) => {
    const isPart = request.headers['hx-request-type'] === 'partial'
    if (isPart) seen.parts += 1
    if (isPart && between) return answerInstead(between, response)
    const { method, url, headers } = request
    const onward = ask({ host: '127.0.0.1', port: behind.port, method, path: url, headers }, answer => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    })
    request.pipe(onward)
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  t.teardown(() => {
    proxy.closeAllConnections()
    proxy.close()
  })
  const baseUrl = `http://localhost:${(proxy.address() as AddressInfo).port}`
  const { app, deps, setClock } = await startApp(t, { baseUrl }, more)
  setClock(() => new Date())
  await app.listen({ port: 0, host: '127.0.0.1' })
  behind.port = (app.server.address() as AddressInfo).port
  return { baseUrl, deps, seen, stand: (what: Between) => (between = what) }
}

function answerInstead(between: Exclude<Between, null>, response: ServerResponse) {
  if (between === 'cut') return void response.destroy()
  if (between === 'half') {
    response.writeHead(200, { 'content-type': 'text/html', 'desk-answer': 'yes', 'content-length': '500' })
    return void response.write('<div id="phone-state">', () => response.destroy())
  }
  const { status, body = portal, headers } = between
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body)
}

const status = (page: Page) => page.locator('#status')

t.test('the page that waits for a phone outlives whatever answers in place of the site', { skip }, async t => {
  const ca = await testCa(t, () => new Date())
  const phones = await startPhones(t, ca.folder)
  const { baseUrl, deps, seen, stand } = await startBehindProxy(t, { phone: phones.service })
  await trustCa(deps, ca)
  const { teacher } = await addSchool(deps)
  await bindPhone(deps, teacher.accountId, lin)
  const context = await openContext(await openShell(t))
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(`${baseUrl}/sign-in?next=/record`)
  await page.getByLabel('身分證統一編號').fill(lin.idNumber)
  await page.getByRole('button', { name: '通知我的手機' }).click()
  const code = await textOf(page.locator('.pairing'))

  /** Lets the page's time go on until it has asked once more. */
  async function nextTurn() {
    const before = seen.parts
    for (let turns = 0; seen.parts === before && turns < 13; turns += 1) {
      await page.clock.runFor(5000)
      await page.waitForTimeout(200)
    }
    if (seen.parts === before) throw new Error('it does not ask again within a minute')
  }
  const isReached = () => status(page).filter({ hasText: '已重新連上本站。' }).waitFor()
  const isUnreached = () => status(page).filter({ hasText: '剛才連不上本站' }).waitFor()

  const answers: [string, Between][] = [
    ['a bad gateway', { status: 502, body: '<h1>502 Bad Gateway</h1>' }],
    ['a login page', { status: 200 }],
    ['a login page elsewhere', { status: 302, headers: { location: 'http://127.0.0.1:9/login' } }],
    ['a page that would take the whole window away', { status: 200, headers: { 'hx-redirect': '/elsewhere' } }],
    ['too many requests', { status: 429, body: '' }],
    ['an overload of our own', { status: 503, headers: { 'desk-answer': 'yes', 'hx-retarget': 'body' } }],
    ['a broken connection', 'cut'],
    ['half an answer', 'half'],
  ]
  for (const [name, between] of answers) {
    await t.test(name, async t => {
      stand(between)
      await nextTurn()
      await isUnreached()
      t.equal(await textOf(page.locator('.pairing')), code)
      t.match(await textOf(page.locator('#phone-state')), '以前於手機上確認')
      t.notMatch(await page.content(), /無線網路|Bad Gateway/)
      stand(null)
      await nextTurn()
      await isReached()
    })
  }

  await t.test('it asks later and later, at least once a minute, and says so once', async t => {
    stand({ status: 502 })
    await page.evaluate(`changes = 0; new MutationObserver(() => (changes += 1))
      .observe(document.getElementById('status'), { childList: true, characterData: true, subtree: true })`)
    const before = seen.parts
    for (let turn = 0; turn < 60; turn += 1) {
      await page.clock.runFor(5000)
      await page.waitForTimeout(50)
    }
    const asked = seen.parts - before
    t.ok(asked >= 5 && asked <= 10, `${asked} times in five minutes`)
    t.equal(await page.evaluate('changes'), 1)
    stand(null)
    await nextTurn()
    await isReached()
  })

  await t.test('when the network is back it asks at once, and the phone signs the teacher in', async () => {
    await context.setOffline(true)
    for (let turn = 0; turn < 20; turn += 1) {
      await page.clock.runFor(5000)
      await page.waitForTimeout(20)
    }
    await isUnreached()
    await context.setOffline(false)
    await page.clock.runFor(5000)
    await isReached()
    await phones.act('accept', { person: 'lin' })
    await page.clock.runFor(5000)
    await page.waitForURL(`${baseUrl}/record`)
  })
})

t.test('a list stays what it was when something else answers, and says that it is not new', { skip }, async t => {
  const { baseUrl, deps, stand } = await startBehindProxy(t)
  const { officer, teacher } = await addSchool(deps)
  const context = await openContext(await openShell(t))
  const page = await context.newPage()
  await signInByPassword(page, baseUrl, officer, goodPassword)
  await page.goto(`${baseUrl}/people`)
  const list = page.locator('#people')
  const search = async (text: string) => {
    await page.getByLabel('姓名').fill(text)
    await page.getByRole('button', { name: '找人' }).click()
  }
  for (const between of ['cut', { status: 200 }, { status: 502 }, { status: 429 }] as Between[]) {
    stand(between)
    await search('不存在')
    await status(page).filter({ hasText: '連不上本站，清單沒有更新' }).waitFor()
    t.match(await textOf(list), teacher.name, JSON.stringify(between))
    t.equal(page.url(), `${baseUrl}/people`)
    stand(null)
    await search(teacher.name)
    await status(page).filter({ hasText: '已重新連上本站。 找到 1 筆。' }).waitFor()
    await page.goto(`${baseUrl}/people`)
  }
  await t.test('what is found is said each time, also that nothing is', async () => {
    await search(teacher.name)
    await status(page)
      .filter({ hasText: /^找到 1 筆。$/ })
      .waitFor()
    await search('不存在')
    await status(page).filter({ hasText: '沒有找到符合的資料。' }).waitFor()
    await page.goto(`${baseUrl}/people`)
  })
  await t.test('who has no network hears it again for every try', async t => {
    await context.setOffline(true)
    await page.evaluate(`said = []; new MutationObserver(() => said.push(document.getElementById('status').textContent))
      .observe(document.getElementById('status'), { childList: true })`)
    const heard = () => page.evaluate<number>(`said.filter(text => text !== '').length`)
    for (const count of [1, 2]) {
      await search('不存在')
      while ((await heard()) < count) await page.waitForTimeout(20)
      t.equal(await heard(), count)
    }
    t.match(await textOf(list), teacher.name)
  })
})
