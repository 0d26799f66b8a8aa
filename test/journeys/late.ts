import type { Page } from 'playwright-core'
import t from 'tap'
import { openShell, openContext, skip } from '../support/browser/browser.ts'
import {
  addDiploma,
  heading,
  signInByPassword,
  startBareSite,
  startCorrection,
  textOf,
} from '../support/browser/site.ts'
import { goodPassword } from '../support/person/people.ts'
import { addSchool } from '../support/person/school.ts'

const minutes = (count: number) => () => new Date(Date.now() + count * 60_000)

t.test('who types longer than the session lasts loses nothing, also without script', { skip }, async t => {
  const { baseUrl, deps, setClock } = await startBareSite(t)
  const { teacher, officer } = await addSchool(deps)
  const browser = await openShell(t)
  const page = await (await openContext(browser, { javaScriptEnabled: false })).newPage()

  await t.test('the end of the session is told in words and can be put off', async t => {
    await signInByPassword(page, baseUrl, teacher, goodPassword)
    const end = /若沒有操作，(\d\d:\d\d) 會自動登出/
    const first = end.exec(await textOf(page.locator('.who')))?.[1]
    setClock(minutes(15))
    const [extended] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('button', { name: '延長' }).click(),
    ])
    t.equal(await heading(extended), '已延長登入')
    await extended.close()
    await page.reload()
    t.not(end.exec(await textOf(page.locator('.who')))?.[1], first)
    setClock(minutes(30))
    await page.reload()
    t.equal(await heading(page), '林美華，您好', 'half an hour later she is still in')
  })

  await t.test('a form that comes too late is kept, and offered again after the next sign-in', async t => {
    await startCorrection(page, '學歷', ['系所'])
    await page.getByLabel('系所').fill('數學教育學系')
    await page.getByLabel('理由').fill('登錄時寫成別的系，\n畢業證書上是「數學教育學系」。')
    setClock(minutes(51))
    await page.getByRole('button', { name: '下一步：證明文件' }).click()
    t.equal(await heading(page), '登入')
    await page.getByLabel('帳號', { exact: true }).fill(teacher.loginName)
    await page.getByLabel('密碼', { exact: true }).fill(goodPassword)
    await page.getByRole('region', { name: '帳號密碼' }).getByRole('button', { name: '登入' }).click()
    t.equal(await heading(page), '剛才沒送出的內容還在')
    await page.getByRole('button', { name: '把剛才的內容再送出' }).click()
    t.equal(await heading(page), '證明文件')
    await page.getByRole('link', { name: '回上一步' }).click()
    t.equal(await page.getByLabel('系所').inputValue(), '數學教育學系')
    t.equal(await page.getByLabel('理由').inputValue(), '登錄時寫成別的系，\n畢業證書上是「數學教育學系」。')
  })

  await t.test('it is kept for its owner only', async t => {
    await page.getByLabel('理由').fill('這是林美華寫的。')
    setClock(minutes(72))
    await page.getByRole('button', { name: '下一步：證明文件' }).click()
    await page.getByLabel('帳號', { exact: true }).fill(officer.loginName)
    await page.getByLabel('密碼', { exact: true }).fill(goodPassword)
    await page.getByRole('region', { name: '帳號密碼' }).getByRole('button', { name: '登入' }).click()
    const shown = await textOf(page.getByRole('main'))
    t.match(shown, '找不到這一頁')
    t.notMatch(shown, '這是林美華寫的')
  })

  await t.test(
    'with script the page says so two minutes before, and goes on in place; other tabs fall silent',
    async t => {
      setClock(minutes(100))
      const context = await openContext(browser)
      await context.clock.install()
      const [first, second] = [await context.newPage(), await context.newPage()]
      await signInByPassword(first, baseUrl, officer, goodPassword)
      for (const page of [first, second]) await page.goto(`${baseUrl}/sign-out`)
      const pass = async (mins: number) => {
        setClock(minutes(mins))
        await context.clock.fastForward((mins - now) * 60_000)
        now = mins
      }
      let now = 100
      const warning = (page: Page) => page.locator('#session-end')

      await pass(118.2)
      for (const page of [first, second]) await warning(page).filter({ hasText: '再過不到兩分鐘' }).waitFor()
      t.equal(await textOf(first.locator('#status')), '')
      await first.getByRole('main').getByRole('button', { name: '登出' }).focus()
      await first.keyboard.press('Shift+Tab')
      const stay = warning(first).getByRole('button', { name: '延長登入' })
      await stay.focus()
      await first.keyboard.press('Enter')
      await first.locator('#status', { hasText: '已延長登入' }).waitFor()
      t.equal(await textOf(warning(first)), '')
      t.match(await textOf(first.locator('.who')), /\d\d:\d\d 會自動登出/)
      t.ok(
        await first.evaluate(() => document.activeElement !== document.body),
        'the focus is not lost with the button',
      )

      await pass(118.6)
      await second.waitForFunction(() => document.getElementById('session-end')?.textContent === '')

      await pass(139)
      for (const page of [first, second]) await warning(page).filter({ hasText: '登入已經結束' }).waitFor()
    },
  )

  await t.test('what waited for a proof goes on by itself, and going back does not send it again', async t => {
    setClock(minutes(200))
    const page = await (await openContext(browser)).newPage()
    await signInByPassword(page, baseUrl, teacher, goodPassword)
    await page.goto(`${baseUrl}/corrections`)
    await page.getByRole('main').getByRole('row').nth(1).getByRole('link').click()
    await page.getByRole('button', { name: '下一步：證明文件' }).click()
    await addDiploma(page)
    await page.getByRole('link', { name: '下一步：核對' }).click()
    await page.getByRole('link', { name: '下一步：簽章送出' }).click()
    setClock(minutes(211))
    await page.getByRole('button', { name: '不簽章，直接送出' }).click()
    await page.getByLabel('密碼', { exact: true }).fill(goodPassword)
    await page.getByRole('button', { name: '確認' }).click()
    await page.getByText('人事室已收到，等候審查').waitFor()
    const receipt = page.url()
    await page.goBack()
    t.equal(new URL(page.url()).pathname, '/proof')
    await page.goto(receipt)
    t.match(await textOf(page.getByRole('main')), '人事室已收到，等候審查')
  })

  await t.test('a look-up after the end takes nobody away from what they typed', async t => {
    setClock(minutes(230))
    const page = await (await openContext(browser)).newPage()
    await signInByPassword(page, baseUrl, teacher, goodPassword)
    await page.goto(`${baseUrl}/record`)
    await page.locator('button[value="add:education"]').click()
    const form = page.url()
    await page.getByLabel('系所').fill('應用數學系')
    setClock(minutes(252))
    const answered = page.waitForResponse(answer => answer.url().includes('code-values'))
    const country = page.getByRole('combobox', { name: '國別' })
    await country.fill('日本')
    t.equal((await answered).headers()['hx-redirect']?.split('?')[0], '/sign-in')
    await page.getByText('現在查不到清單，可以直接輸入代碼或名稱。').waitFor()
    t.equal(page.url(), form)
    t.equal(await page.getByLabel('系所').inputValue(), '應用數學系')
    t.equal(await country.getAttribute('aria-expanded'), 'false')
  })
})
