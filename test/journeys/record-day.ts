import path from 'node:path'
import t from 'tap'
import { openContext, openShell, shot, skip } from '../support/browser/browser.ts'
import { speak } from '../../server/text/speak.ts'
import { byText, skip as noTextBrowser } from '../support/browser/four-ways/by-text.ts'
import { textPlayerOf } from '../support/browser/four-ways/text-player.ts'
import { playerOf } from '../support/browser/player.ts'
import { signInByPassword, startBareSite } from '../support/browser/site.ts'
import { goodPassword } from '../support/person/people.ts'
import { addStaff, dayOf, playDay } from '../support/record/day.ts'
import { playSheets, sheetsDayOf } from '../support/record/sheets-day.ts'

t.test('what HR does with records takes no more in a browser than without script', { skip, bail: true }, async t => {
  const { baseUrl, deps } = await startBareSite(t)
  const staff = await addStaff(deps)
  const browser = await openShell(t)
  const page = await (await openContext(browser)).newPage()
  await signInByPassword(page, baseUrl, staff.chen, goodPassword)
  const officer = playerOf(page, baseUrl)
  const measured = await playDay(t, officer, staff)
  await shot(page, 'record-day')
  // the list comes into its page by script
  const isSearched = (task: string) => /award|contracts/.test(task)
  const expected = Object.entries(dayOf).map(([task, one]) => [
    task,
    { ...one, pages: one.pages - (isSearched(task) ? 1 : 0) },
  ])
  t.same(measured, Object.fromEntries(expected))
  const hers = await (await openContext(browser)).newPage()
  await signInByPassword(hers, baseUrl, staff.huang, goodPassword)
  t.same(await playSheets(t, { officer, chief: playerOf(hers, baseUrl) }, deps, staff), sheetsDayOf)

  const focused = () => page.evaluate('document.activeElement.innerText || document.activeElement.id')
  await page.goto(`${baseUrl}/people`)
  const rows = await page.locator('tbody th a').allInnerTexts()
  await page.focus('#q')
  const went = []
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Alt+ArrowDown']) {
    await page.keyboard.press(key)
    went.push(await focused())
  }
  t.same(went, [rows[0], rows[1], rows[2], rows[1], rows[1]], 'arrows go from row to row')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  t.equal(await focused(), rows[0], 'and end where the list does')
  await page.focus('tbody input')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  t.equal(await page.locator('tbody input:checked').count(), 2, 'two neighbours are ticked')

  const asked: string[] = []
  page.on('request', request => asked.push(request.url()))
  await page.goto(`${baseUrl}/people/${staff.lin.personId}/sections/education/entry`)
  const country = page.getByRole('combobox', { name: '國別' })
  const options = page.getByRole('listbox', { name: '國別' }).getByRole('option')
  await country.fill('剛果')
  await options.nth(1).waitFor()
  t.equal(await country.getAttribute('aria-expanded'), 'true')
  t.match(await page.getByText('找到 2 個，可用上下鍵選擇').getAttribute('role'), 'status')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const marked = await options.nth(1).getAttribute('id')
  t.equal(await country.getAttribute('aria-activedescendant'), marked, 'the focus stays where one types')
  const second = await options.nth(1).innerText()
  await page.keyboard.press('Enter')
  t.equal(await country.inputValue(), second, 'Enter chooses, and sends no form')
  t.equal(await country.getAttribute('aria-expanded'), 'false')
  await page.keyboard.press('ArrowDown')
  await options.nth(19).waitFor()
  t.equal(await options.count(), 20, 'the others are there for whoever opens the list of what was chosen')
  await page.keyboard.press('Escape')
  t.equal(await options.count(), 0, 'Escape leaves it')
  await country.fill('jp')
  await page.getByRole('option', { name: 'JP 日本' }).click()
  t.equal(await country.inputValue(), 'JP 日本')
  await country.fill('𠮷'.repeat(2000))
  await page.getByText('沒有符合的代碼或名稱').waitFor()
  await country.fill('剛果')
  await options.nth(1).waitFor()
  let answer = () => {}
  const held = new Promise<void>(resolve => (answer = resolve))
  await page.route(/code-values/, async route => {
    await held
    await route.continue()
  })
  const late = page.waitForResponse(/code-values/)
  const isAsked = page.waitForRequest(/code-values/)
  await country.fill('日')
  await isAsked
  await page.keyboard.press('Escape')
  answer()
  await (await late).finished()
  await page.waitForTimeout(100)
  t.equal(await country.getAttribute('aria-expanded'), 'false', 'a late answer opens no list that was left')
  t.same(
    asked.filter(url => url.includes('code-values')).map(url => new URL(url).search),
    Array.from({ length: 6 }, () => '?table=countries&ended=yes'),
    'no address has what was typed',
  )

  const entry = page.url()
  const leave = async () => {
    const asks = page.waitForEvent('dialog', { timeout: 10_000 })
    // a click ends when the question is answered
    const clicked = page.locator('main a[href^="/people/"]').first().click({ noWaitAfter: true })
    const question = await asks
    t.equal(question.type(), 'beforeunload')
    await question.dismiss()
    await clicked
  }
  await leave()
  t.match([page.url(), await country.inputValue()], [entry, '日'], 'who is asked stays with what was typed')
  await page.locator('button.main').click()
  await page.locator('#error-summary').waitFor()
  await leave()
  t.ok(await page.locator('#error-summary').isVisible(), 'what came back with mistakes is not saved')
})

t.test('and no more in a text browser', { skip: noTextBrowser, bail: true }, async t => {
  const site = await startBareSite(t)
  const staff = await addStaff(site.deps)
  const folder = t.testdir()
  const playerFor = async ({ loginName }: { loginName: string }) => {
    const home = path.join(folder, loginName)
    const window = await byText(t, site, home)
    await window.open('/sign-in')
    await window.fill('帳號', loginName)
    await window.fill('密碼', goodPassword)
    await window.press('用帳號密碼登入')
    return textPlayerOf(window, { long: [speak('zh-TW')('correction.reason')], home })
  }
  const officer = await playerFor(staff.chen)
  t.same(await playDay(t, officer, staff), dayOf)
  const chief = await playerFor(staff.huang)
  t.same(await playSheets(t, { officer, chief }, site.deps, staff), sheetsDayOf)
})
