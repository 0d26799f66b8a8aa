import type { Page } from 'playwright-core'
import t from 'tap'
import { openShell, openContext, skip } from '../support/browser/browser.ts'
import {
  cardOf,
  cards,
  heading,
  signInByPassword,
  signOut,
  startSite,
  textOf,
  useCard,
} from '../support/browser/site.ts'
import { goodPassword } from '../support/person/people.ts'
import { addSchool } from '../support/person/school.ts'
import { world } from '../support/person/world.ts'

const password = 'a blue heron stands'

async function typeNewPassword(page: Page) {
  await page.getByLabel('新密碼', { exact: true }).fill(password)
  await page.getByLabel('再輸入一次').fill(password)
  await page.getByRole('button', { name: '更改密碼' }).click()
}

t.test('a renewed card takes the place of the old one after one more proof', { skip, bail: true }, async t => {
  const renewed = cardOf(9, 'renewed', world.lin, '40718263')
  const newest = cardOf(10, 'newest', world.lin, '91827364')
  const site = await startSite(t, [cards.lin, cards.chen, renewed, newest])
  const { baseUrl, desk, deps, setClock } = site
  const { teacher, officer } = await addSchool(deps)
  await site.bind(teacher, cards.lin)
  const page = await (await openContext(await openShell(t))).newPage()
  const byPassword = page.getByRole('region', { name: '帳號密碼' })
  const alertOf = () => textOf(page.getByRole('alert'))

  async function prove({ loginName }: { loginName: string }, typed: string) {
    await page.getByLabel('帳號', { exact: true }).fill(loginName)
    await page.getByLabel('密碼', { exact: true }).fill(typed)
    await byPassword.getByRole('button').click()
  }

  await t.test('the new card is recognised; the password of somebody else or a wrong code proves nothing', async t => {
    await desk.act('insert', { card: 'renewed' })
    await page.goto(`${baseUrl}/sign-in`)
    await useCard(page, renewed.pin)
    t.equal(await heading(page), '您換了新卡')
    await prove(teacher, 'not her password')
    t.match(await alertOf(), '帳號或密碼錯誤')
    await prove(officer, goodPassword)
    t.match(await alertOf(), '帳號或密碼錯誤')
    const byCode = page.getByRole('region', { name: '用人事室的代碼' })
    await byCode.getByLabel('代碼').fill('ABCDE-FGHJK')
    await byCode.getByRole('button').click()
    t.match(await alertOf(), '代碼錯誤，或已經失效')
    t.equal(await heading(page), '您換了新卡')
  })

  await t.test('her own password does, and from then on the card signs in alone', async t => {
    await prove(teacher, goodPassword)
    await page.goto(baseUrl)
    t.equal(await heading(page), '林美華，您好')
    await signOut(page)
    await useCard(page, renewed.pin)
    t.equal(await heading(page), '林美華，您好')
    await signOut(page)
  })

  await t.test('the old one signs in no more', async t => {
    await desk.act('insert', { card: 'lin' })
    await desk.act('restart')
    await useCard(page, cards.lin.pin)
    t.match(await alertOf(), '由新卡取代，不能登入')
  })

  await t.test('who comes in another way after showing a newer one is asked whether it is theirs: no', async t => {
    await desk.act('swap', { card: 'newest' })
    await page.goto(`${baseUrl}/sign-in`)
    await useCard(page, newest.pin)
    t.equal(await heading(page), '您換了新卡')
    await page.getByRole('link', { name: '也可以用別的方式登入' }).click()
    await signInByPassword(page, baseUrl, teacher, goodPassword)
    t.equal(await heading(page), '這是您的新卡嗎？')
    t.match(await textOf(page.getByRole('main')), newest.cardNumber)
    await page.getByRole('button', { name: '不是我的卡，不要登記' }).click()
    await page.goto(baseUrl)
    t.equal(await heading(page), '林美華，您好')
    await signOut(page)
  })

  await t.test('and yes: it takes the place of the one before', async t => {
    await useCard(page, newest.pin)
    await signInByPassword(page, baseUrl, teacher, goodPassword)
    await page.getByRole('button', { name: '是我的新卡，取代舊卡' }).click()
    await page.goto(baseUrl)
    t.equal(await heading(page), '林美華，您好')
    await signOut(page)
    await useCard(page, newest.pin)
    t.equal(await heading(page), '林美華，您好')
    await signOut(page)
  })

  await t.test(
    'with the card she sets a password that she forgot; a card of nobody and a late answer do not',
    async t => {
      await desk.act('swap', { card: 'chen' })
      await page.getByRole('link', { name: '忘記密碼' }).click()
      await page.getByRole('link', { name: '用卡片' }).click()
      await useCard(page, cards.chen.pin)
      t.match(await alertOf(), '這張卡片沒有登記，不能用來重設密碼')
      await desk.act('swap', { card: 'newest' })
      await useCard(page, newest.pin)
      await page.getByLabel('新密碼', { exact: true }).waitFor()
      setClock(() => new Date(Date.now() + 16 * 60_000))
      await typeNewPassword(page)
      t.match(await textOf(page.getByRole('main')), '超過時間，或已經用過了，請重新開始')
      await page.getByRole('link', { name: '用卡片' }).click()
      await useCard(page, newest.pin)
      await typeNewPassword(page)
      await page.getByText('密碼已重設，所有裝置').waitFor()
      await signInByPassword(page, baseUrl, teacher, password)
      t.equal(await heading(page), '林美華，您好')
    },
  )
})
