import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import t from 'tap'
import { openContext, openShell, shot, skip } from '../support/browser/browser.ts'
import {
  cardOf,
  cards,
  heading,
  signInByPassword,
  signOut,
  startBareSite,
  startSite,
  textOf,
  useCard,
} from '../support/browser/site.ts'
import { goodPassword } from '../support/person/people.ts'
import { addSchool } from '../support/person/school.ts'
import { world } from '../support/person/world.ts'

const alertOf = (page: Page) => textOf(page.getByRole('alert'))
const headingAt = async (page: Page, url: string) => {
  await page.goto(url)
  return heading(page)
}

t.test(
  'a teacher whose card is lost shuts its finder out and goes on with a new one',
  { skip, bail: true },
  async t => {
    const renewed = cardOf(9, 'renewed', world.lin, '40718263')
    const site = await startSite(t, [cards.lin, renewed])
    const { baseUrl, desk } = site
    const { teacher } = await addSchool(site.deps)
    await site.bind(teacher, cards.lin)
    const browser = await openShell(t)
    const window = async () => (await openContext(browser)).newPage()
    const [finder, lin] = [await window(), await window()]
    const account = `${baseUrl}/account`

    await t.test('in the browser of whoever found it nothing is left the moment it is removed', async t => {
      await desk.act('insert', { card: 'lin' })
      await finder.goto(`${baseUrl}/sign-in`)
      await useCard(finder, cards.lin.pin)
      t.equal(await headingAt(finder, account), '我的帳號')

      await signInByPassword(lin, baseUrl, teacher, goodPassword)
      await lin.goto(account)
      await lin.getByRole('link', { name: /更名或移除.*林美華/ }).click()
      t.match(await textOf(lin.getByRole('main')), '其他裝置上用卡片或手機憑證的登入也會立即結束')
      await shot(lin, 'lost-card-removal')
      await lin.getByRole('button', { name: '移除這張卡片' }).click()
      t.match(await textOf(lin.getByRole('row', { name: '林美華 自然人憑證' })), '本人移除')
      t.equal(await headingAt(finder, account), '登入')
    })

    await t.test('the old card is refused with its sentence', async t => {
      await useCard(finder, cards.lin.pin)
      t.match(await alertOf(finder), '這張卡片已經從帳號移除、停用，或由新卡取代，不能登入')
    })

    await t.test('the new card is known again, and the password registers it', async t => {
      await signOut(lin)
      await desk.act('insert', { card: 'renewed' })
      await desk.act('restart')
      await useCard(lin, renewed.pin)
      t.equal(await heading(lin), '您換了新卡')
      await lin.getByLabel('帳號', { exact: true }).fill(teacher.loginName)
      await lin.getByLabel('密碼', { exact: true }).fill(goodPassword)
      await lin.getByRole('button', { name: '登記新卡並登入' }).first().click()
      t.equal(await heading(lin), '我的帳號')
    })

    await t.test('the history tells all of it', async t => {
      await lin.goto(`${account}/sign-ins`)
      const results = await lin.locator('td[data-label="結果"]').allInnerTexts()
      t.match(
        results.map(text => text.trim()),
        [/^成功$/, /^失敗 用了一張還沒有登記的新卡/, /^失敗 用了一張已經移除、停用或換掉的卡片$/, /^成功$/, /^成功$/],
      )
      await shot(lin, 'lost-card-history')
      await lin.goto(account)
      await shot(lin, 'lost-card-account')
    })
  },
)

t.test('"this was not me" shuts others out, without script', { skip, bail: true }, async t => {
  const { baseUrl, deps } = await startBareSite(t)
  const { teacher, officer } = await addSchool(deps)
  const browser = await openShell(t)
  const window = async () => (await openContext(browser, { javaScriptEnabled: false })).newPage()
  const [intruder, lin, hr] = [await window(), await window(), await window()]
  const secondFactor = `${baseUrl}/account/second-factor`

  await t.test('an intruder is in and sets up an app of their own', async t => {
    await signInByPassword(lin, baseUrl, teacher, goodPassword)
    await signInByPassword(intruder, baseUrl, teacher, goodPassword)
    await intruder.goto(secondFactor)
    await intruder.getByRole('button', { name: '設定驗證 App' }).click()
    const secret = (await textOf(intruder.locator('dd').first())).replaceAll(' ', '')
    await intruder.getByLabel('驗證碼').fill(new TOTP({ secret: Secret.fromBase32(secret), digits: 6 }).generate())
    await intruder.getByRole('button', { name: '開啟第二道驗證' }).click()
    t.equal(await intruder.locator('code').count(), 10)
  })

  await t.test('the owner sees the sign-in, chooses a new password, and nobody else is in', async t => {
    await lin.goto(`${baseUrl}/account`)
    await lin.getByRole('link', { name: '這不是我' }).first().click()
    await lin.getByLabel('新密碼', { exact: true }).fill('short')
    await lin.getByLabel('再輸入一次').fill('short')
    const button = lin.getByRole('button', { name: '換密碼、結束其他登入並通知人事室' })
    await button.click()
    t.match(await alertOf(lin), '有 1 個問題需要處理')
    await lin.getByLabel('新密碼', { exact: true }).fill('a blue heron stands')
    await lin.getByLabel('再輸入一次').fill('a blue heron stands')
    await button.click()
    t.equal(await heading(lin), '別人已無法登入')
    t.equal(await headingAt(intruder, `${baseUrl}/account`), '登入')
    await signInByPassword(intruder, baseUrl, teacher, goodPassword)
    t.match(await alertOf(intruder), '帳號或密碼錯誤', 'the old password is worth nothing')
  })

  await t.test('the app is gone: the new password alone signs in, and HR has heard of it', async t => {
    await lin.goto(secondFactor)
    t.equal(await lin.getByRole('button', { name: '設定驗證 App' }).count(), 1)
    await signOut(lin)
    await signInByPassword(lin, baseUrl, teacher, 'a blue heron stands')
    t.equal(await heading(lin), '林美華，您好')
    await signInByPassword(hr, baseUrl, officer, goodPassword)
    await hr.goto(`${baseUrl}/inbox`)
    t.match(await textOf(hr.getByRole('main')), '一位同仁回報帳號遭他人登入')
  })
})
