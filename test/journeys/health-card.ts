import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import t from 'tap'
import { healthCardCodes } from '../../server/domain/ways/health-card-codes.ts'
import { healthCardCode } from '../../server/text/ways/health-card-codes.ts'
import { openBrowser, openContext, openShell, shot, skip } from '../support/browser/browser.ts'
import { heading, signInByPassword, signOut, startBareSite, textOf } from '../support/browser/site.ts'
import { goodPassword } from '../support/person/people.ts'
import { addSchool } from '../support/person/school.ts'
import { bindHealthCard, verifierOf } from '../support/ways/health-card.ts'
import { healthPeople, startHealthDesk, type HealthDesk } from '../support/ways/health-desk.ts'

const { lin, chen, gone, lost } = healthPeople
const renewed = { ...lin, id: 'renewed', cardNumber: '990000000006' }
const usual = Object.values(healthPeople)

const byCard = (page: Page) => page.locator('form[data-health-card]')
const password = (page: Page) => byCard(page).getByLabel('健保卡註冊密碼')
const alertOf = (page: Page) => textOf(page.getByRole('alert'))

/** Types the registered password, presses the button, and waits for nothing. */
async function press(page: Page, typed = lin.password ?? '') {
  await password(page).fill(typed)
  await byCard(page).getByRole('button').click()
}

async function useCard(page: Page, typed?: string) {
  // the load of the page that is there already would be taken for that of the next
  await password(page).waitFor()
  await page.waitForLoadState()
  const loaded = page.waitForEvent('load')
  await press(page, typed)
  await loaded
}

/** The site, and a school whose teacher has the card that lies in the reader. */
async function startSchool(t: Parameters<typeof startHealthDesk>[0], desk: HealthDesk, components: string[]) {
  const site = await startBareSite(t, { healthCardComponents: components }, { healthCards: verifierOf(desk) })
  return { ...site, ...(await addSchool(site.deps)) }
}

const socketOf = ({ socket }: HealthDesk) => socket.replace('//localhost', '//iccert.nhi.gov.tw')

t.test('a teacher and the health card', { skip, bail: true }, async t => {
  const desk = await startHealthDesk(t, [...usual, renewed])
  const { baseUrl, teacher } = await startSchool(t, desk, [desk.component, socketOf(desk)])
  const browser = await openShell(t, desk.browserArgs)
  const page = await (await openContext(browser)).newPage()
  await desk.act('insert', { card: 'lin' })

  await t.test('the first time: registers it after signing in another way', async t => {
    await signInByPassword(page, baseUrl, teacher, goodPassword)
    await page.getByRole('button', { name: '登出' }).waitFor()
    await page.goto(`${baseUrl}/account`)
    await page.getByRole('link', { name: '登記健保卡' }).click()
    await shot(page, 'health-card-register')
    await useCard(page)
    t.equal(await heading(page), '我的帳號')
    await shot(page, 'health-card-account')
    await signOut(page)
  })

  await t.test('signs in through the newer component, and finds this way first the next time', async t => {
    await page.goto(`${baseUrl}/sign-in?next=/record`)
    t.equal(await textOf(page.locator('.sheet h2').first()), '帳號密碼')
    await shot(page, 'health-card-sign-in')
    await useCard(page)
    t.equal(page.url(), `${baseUrl}/record`)
    await signOut(page)
    t.equal(await textOf(page.locator('.sheet h2').first()), '健保卡')
  })

  await t.test('signs in through the older one where that alone runs, whatever it chatters', async t => {
    await desk.act('fault', { component: 'newer', fault: 'stopped' })
    await desk.act('fault', { component: 'older', fault: 'chatter' })
    await useCard(page)
    t.equal(await heading(page), '林美華，您好')
    await signOut(page)
  })

  await t.test('a blank password asks no component, and the field is named', async t => {
    await press(page, '')
    t.equal(await textOf(page.locator('form[data-health-card]').getByRole('status')), '請輸入健保卡註冊密碼。')
    t.equal(await password(page).getAttribute('aria-invalid'), 'true')
  })

  const told: [component: 'newer' | 'older', fault: string, sentence: string][] = [
    ['newer', 'no-card', '7004'],
    ['newer', 'installation', '4206'],
    ['newer', 'service-error', '8201'],
    ['newer', 'closes', '連線'],
    ['newer', 'garbled', '無法辨識'],
    ['older', 'no-card', '7004'],
    ['older', 'unknown-command', '9999'],
    ['older', 'closes', '連線'],
    ['older', 'garbled', '無法辨識'],
  ]
  await t.test('each failure of a component has its own sentence, and one can go on', async t => {
    await page.goto(`${baseUrl}/sign-in`)
    for (const [component, fault, sentence] of told) {
      await desk.act('restart')
      await desk.act('fault', { component: component === 'newer' ? 'older' : 'newer', fault: 'stopped' })
      await desk.act('fault', { component, fault })
      await useCard(page)
      t.match(await alertOf(page), sentence, `${component} ${fault}`)
      t.equal(await password(page).inputValue(), '', 'the password is gone')
    }
    await desk.act('restart')
    await useCard(page, 'kite2469')
    t.match(await alertOf(page), '健保卡註冊密碼錯誤')
    await shot(page, 'health-card-refused')
    await useCard(page)
    t.equal(await heading(page), '林美華，您好')
    await signOut(page)
  })

  await t.test('each code of the table has its own meaning and remedy', async t => {
    for (const code of [...healthCardCodes.filter(code => code !== '0000'), '8888']) {
      await desk.act('fault', { component: 'newer', fault: 'code', code })
      await useCard(page)
      const known = healthCardCodes.find(one => one === code) ?? 'unknown'
      t.match(await alertOf(page), healthCardCode[`health-card.code.${known}`].zh, code)
    }
    await desk.act('restart')
    await useCard(page)
    t.equal(await heading(page), '林美華，您好')
    await signOut(page)
  })

  const refused: [card: string, sentence: string][] = [
    ['gone', '已經註銷或不能使用'],
    ['lost', '已經註銷或不能使用'],
    ['unregistered', '還沒有在健保署網站註冊密碼'],
    ['chen', '這張健保卡還沒有登記'],
    ['lin', '把這張健保卡的註冊鎖住了'],
  ]
  await t.test('what the administration says of a card is told, with what to do', async t => {
    await desk.act('lock', { card: 'lin', locked: 'true' })
    for (const [card, sentence] of refused) {
      await desk.act('insert', { card })
      await useCard(page, { gone, lost, chen, lin }[card]?.password ?? 'anything')
      t.match(await alertOf(page), sentence, card)
      t.equal(await page.getByRole('region', { name: '帳號密碼' }).count(), 1, 'the other ways are there')
    }
    await desk.act('lock', { card: 'lin', locked: 'false' })
    for (const [fault, sentence] of [
      ['unreachable', '現在連不上健保署的驗證服務'],
      ['html', '內容不完整或說的不是這一次'],
    ] as const) {
      await desk.act('verifier', { fault })
      await useCard(page)
      t.match(await alertOf(page), sentence, fault)
    }
    await desk.act('restart')
  })

  await t.test('a new card is recognised, and registered after signing in another way', async t => {
    await desk.act('insert', { card: 'renewed' })
    await useCard(page)
    t.match(await alertOf(page), '應該是換發的新卡')
    await signInByPassword(page, baseUrl, teacher, goodPassword)
    await page.getByRole('button', { name: '登出' }).waitFor()
    await page.goto(`${baseUrl}/account`)
    await page.getByRole('link', { name: '登記健保卡' }).click()
    await useCard(page)
    t.equal(await heading(page), '我的帳號')
    await signOut(page)
    await useCard(page)
    t.equal(await heading(page), '林美華，您好')
    await signOut(page)
  })

  await t.test('a component that never answers is given up in time', async t => {
    for (const silent of ['newer', 'older']) {
      await desk.act('restart')
      await desk.act('fault', { component: 'both', fault: 'stopped' })
      await desk.act('fault', { component: silent, fault: 'silent' })
      const waiting = await (await openContext(browser)).newPage()
      await waiting.clock.install()
      await waiting.goto(`${baseUrl}/sign-in`)
      await press(waiting)
      const loaded = waiting.waitForEvent('load')
      while ((await Promise.race([loaded.then(() => 'loaded'), waiting.waitForTimeout(200)])) !== 'loaded') {
        await waiting.clock.runFor(5000)
      }
      t.match(await alertOf(waiting), '太久沒有回答', silent)
      await waiting.context().close()
    }
  })

  await t.test('with no component at all the check is offered', async t => {
    await desk.act('fault', { component: 'both', fault: 'stopped' })
    await page.goto(`${baseUrl}/sign-in`)
    await useCard(page)
    t.match(await alertOf(page), '沒有健保卡元件回答')
    t.equal(await byCard(page).locator('..').getByRole('link', { name: '檢查這臺電腦' }).count(), 1)
    await desk.act('restart')
  })

  await t.test('without script the page says so, and the other ways are there', async t => {
    const plain = await (await openContext(browser, { javaScriptEnabled: false })).newPage()
    await plain.goto(`${baseUrl}/sign-in`)
    t.match(await textOf(plain.getByRole('region', { name: '健保卡' })), '需要 JavaScript，現在沒有開啟')
    await press(plain)
    t.match(await alertOf(plain), '沒有收到健保卡元件的回答')
    await signInByPassword(plain, baseUrl, teacher, goodPassword)
    await plain.getByRole('button', { name: '登出' }).waitFor()
  })
})

t.test('a component that does not answer is told apart as far as a browser allows', { skip }, async t => {
  const desk = await startHealthDesk(t, usual)
  await desk.act('fault', { component: 'newer', fault: 'stopped' })
  const deaf = createServer((_request, response) => response.end('{"result":"0000"}')).listen(0, 'localhost')
  await once(deaf, 'listening')
  t.teardown(() => deaf.close())
  const socket = socketOf(desk)
  const closed = desk.component
  const { baseUrl, deps, teacher } = await startSchool(t, desk, [closed, socket])
  await bindHealthCard(deps, teacher.accountId, lin)
  const unread = await startSchool(t, desk, [`http://localhost:${(deaf.address() as AddressInfo).port}`])
  const trusted = `--ignore-certificate-errors-spki-list=${desk.spki}`
  const unknown = '--host-resolver-rules=MAP iccert.nhi.gov.tw ~NOTFOUND'
  const known = '--host-resolver-rules=MAP iccert.nhi.gov.tw 127.0.0.1'

  const told: [what: string, site: string, args: string[], sentence: string][] = [
    ['its name does not resolve', baseUrl, [trusted, unknown], '找不到 iccert.nhi.gov.tw'],
    ['its certificate is not trusted', baseUrl, [known], '沒有健保卡元件回答'],
    ['it lets this page read nothing', unread.baseUrl, [], '它拒絕回答本站'],
  ]
  for (const [what, site, args, sentence] of told) {
    await t.test(what, async t => {
      const page = await (await openContext(await openShell(t, args))).newPage()
      await page.goto(`${site}/sign-in`)
      await useCard(page)
      t.match(await alertOf(page), sentence)
    })
  }

  await t.test('the browser was told to keep the page from this computer', async t => {
    const port = new URL(baseUrl).port
    const browser = await openBrowser(t, [trusted, known, `--ip-address-space-overrides=127.0.0.1:${port}=public`])
    const context = await openContext(browser)
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    for (const name of ['loopback-network', 'local-network-access']) {
      await cdp.send('Browser.setPermission', { permission: { name }, setting: 'denied', origin: baseUrl })
    }
    await page.goto(`${baseUrl}/sign-in`)
    await useCard(page)
    t.match(await alertOf(page), '瀏覽器不准本站')
  })
})
