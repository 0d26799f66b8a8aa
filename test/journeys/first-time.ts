import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import * as activations from '../../server/store/account/activations.ts'
import { openContext, openShell, shot, skip } from '../support/browser/browser.ts'
import {
  cardForm,
  cards,
  heading,
  signInByPassword,
  signOut,
  startBareSite,
  startSite,
  textOf,
} from '../support/browser/site.ts'
import { testCa, trustCa } from '../support/card/cards.ts'
import { addPerson, goodPassword } from '../support/person/people.ts'
import { activationCode, addSchool } from '../support/person/school.ts'
import { world } from '../support/person/world.ts'
import { verifierOf } from '../support/ways/health-card.ts'
import { healthPeople, startHealthDesk } from '../support/ways/health-desk.ts'
import { phonePeople, startPhones } from '../support/ways/phone-desk.ts'

const { lin } = phonePeople
const invited = { state: 'invited', password: null } as const
const notice = '表示您已閱讀這份告知事項（第 1 版）'

const sheet = (page: Page, name: string) => page.getByRole('region', { name })
const isIn = (page: Page) => page.getByRole('button', { name: '登出' }).waitFor()

/** Types who one is, by code or behind the link of a letter. */
async function say(page: Page, { code, name, lastFour }: { code?: string; name: string; lastFour: string }) {
  if (code) await page.getByLabel('啟用碼').fill(code)
  await page.getByLabel('姓名').fill(name)
  await page.getByLabel('末四碼').fill(lastFour)
  await page.getByRole('button', { name: '下一步' }).click()
}

t.test('the first time, in a browser without script', { skip, bail: true }, async t => {
  const ca = await testCa(t, () => new Date())
  const phones = await startPhones(t, ca.folder)
  const { baseUrl, deps } = await startBareSite(t, {}, { phone: phones.service })
  await trustCa(deps, ca)
  const { agencyId, teacher, officer } = await addSchool(deps, invited)
  const wang = await addPerson(deps, agencyId, { ...world.wang, ...invited })
  const browser = await openShell(t)
  const page = await (await openContext(browser, { javaScriptEnabled: false })).newPage()

  await t.test('HR invites two at once, and each letter has a code of its own, for its owner only', async t => {
    await signInByPassword(page, baseUrl, officer, goodPassword)
    await page.getByRole('navigation').getByRole('link', { name: '人員' }).click()
    await page.getByRole('link', { name: '邀請還沒有帳號的人' }).click()
    await page.getByLabel('這一頁全部（2 位）').check()
    await page.getByRole('button', { name: '邀請' }).click()
    t.equal(await page.getByRole('table').getByRole('row').count(), 3, 'a head and two people')
    const codes = (await textOf(page.getByRole('main'))).match(/\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/g) ?? []
    t.equal(new Set(codes).size, 2)
    await signOut(page)
    await page.goto(`${baseUrl}/activation`)
    await say(page, { code: codes[0] ?? '', name: '陳大同', lastFour: '0000' })
    t.match(await textOf(page.getByRole('alert')), '啟用碼、姓名或末四碼不符')
    t.equal(await page.getByLabel('啟用碼').inputValue(), codes[0])
  })

  await t.test(
    'behind the link of a letter, a wrong second fact and then the right one lead to a password',
    async t => {
      const asked = { accountId: wang.accountId, by: null }
      const token = await activations.issueLink(deps.db, deps.ring, asked, deps.clock())
      await page.goto(`${baseUrl}/activation/mail/link?token=${token}`)
      await say(page, { name: wang.name, lastFour: '6743' })
      t.match(await textOf(page.getByRole('alert')), '姓名或末四碼與人事資料不符')
      t.equal(await page.getByLabel('姓名').inputValue(), wang.name)
      await page.getByLabel('末四碼').fill('6780')
      await page.getByRole('button', { name: '下一步' }).click()
      t.equal(await heading(page), '選擇登入方式')
      t.match(await textOf(sheet(page, '個人資料告知事項')), notice)
      await page.getByLabel('帳號', { exact: true }).fill(wang.loginName)
      await page.getByLabel('新密碼', { exact: true }).fill(goodPassword)
      await page.getByLabel('再輸入一次新密碼').fill(goodPassword)
      await page.getByRole('button', { name: '設定密碼並登入' }).click()
      await isIn(page)
      await signOut(page)
    },
  )

  await t.test('the phone alone activates, with the notice read and no code', async t => {
    await sheet(page, '行動自然人憑證').getByRole('link', { name: '第一次使用手機' }).click()
    t.match(await textOf(sheet(page, '個人資料告知事項')), notice)
    await sheet(page, '行動自然人憑證').getByLabel('身分證統一編號').fill(lin.idNumber)
    await sheet(page, '行動自然人憑證').getByRole('button', { name: '通知我的手機' }).click()
    t.equal(await heading(page), '等候手機確認')
    await phones.act('accept', { person: 'lin' })
    await isIn(page)
    t.match(await heading(page), teacher.name)
    await signOut(page)
  })

  await t.test('a PIN that is typed all the same is sent nowhere', async t => {
    await cardForm(page).getByLabel('PIN 碼').fill('73914628')
    const [request] = await Promise.all([
      page.waitForRequest(request => request.method() === 'POST'),
      cardForm(page).getByRole('button').click(),
    ])
    t.notMatch(request.postData(), '73914628')
    t.match(await textOf(page.getByRole('alert')), '請確認瀏覽器已開啟 JavaScript')
  })
})

t.test('the first time by card, without a code', { skip }, async t => {
  const { baseUrl, deps, desk } = await startSite(t, [cards.lin])
  await addSchool(deps, invited)
  await desk.act('insert', { card: 'lin' })
  const page = await firstPage(t, baseUrl)
  const byCard = sheet(page, '用自然人憑證')
  const press = async (typed: string) => {
    await byCard.getByLabel('身分證統一編號').fill(typed)
    await byCard.getByLabel('PIN 碼').fill(cards.lin.pin)
    await byCard.getByRole('button').click()
  }
  await shot(page, 'first-time')
  await press('A223456790')
  t.match(await textOf(page.getByRole('alert')), '與卡片上的不同')
  await shot(page, 'first-time-refused')
  t.equal(await byCard.getByLabel('身分證統一編號').inputValue(), 'A223456790')
  await page.waitForLoadState()
  await press('A223456781')
  await isIn(page)
  t.match(await heading(page), '林美華')
})

t.test('the first time by health card, with a code', { skip }, async t => {
  const desk = await startHealthDesk(t)
  const components = { healthCardComponents: [desk.component] }
  const { baseUrl, deps } = await startBareSite(t, components, { healthCards: verifierOf(desk) })
  const { teacher } = await addSchool(deps, invited)
  await desk.act('insert', { card: 'lin' })
  const page = await firstPage(t, baseUrl, desk.browserArgs)
  await say(page, { code: await activationCode(deps, teacher), name: teacher.name, lastFour: '6781' })
  t.match(await textOf(sheet(page, '個人資料告知事項')), notice)
  await shot(page, 'first-time-way')
  await page.waitForLoadState()
  const byCard = sheet(page, '健保卡')
  await byCard.getByLabel('健保卡註冊密碼').fill(healthPeople.lin.password ?? '')
  await byCard.getByRole('button').click()
  await isIn(page)
  t.match(await heading(page), '林美華')
})

/** The page where one begins, in a browser with script. */
async function firstPage(t: Test, baseUrl: string, args: readonly string[] = []): Promise<Page> {
  const page = await (await openContext(await openShell(t, args))).newPage()
  await page.goto(`${baseUrl}/activation`)
  await page.waitForLoadState()
  return page
}
