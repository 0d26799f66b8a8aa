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

t.test('what HR does with records takes no more in a browser than without script', { skip, bail: true }, async t => {
  const { baseUrl, deps } = await startBareSite(t)
  const staff = await addStaff(deps)
  const page = await (await openContext(await openShell(t))).newPage()
  await signInByPassword(page, baseUrl, staff.chen, goodPassword)
  const measured = await playDay(t, playerOf(page, baseUrl), staff)
  await shot(page, 'record-day')
  // the list comes into its page by script
  const isSearched = (task: string) => /award|contracts/.test(task)
  const expected = Object.entries(dayOf).map(([task, one]) => [
    task,
    { ...one, pages: one.pages - (isSearched(task) ? 1 : 0) },
  ])
  t.same(measured, Object.fromEntries(expected))

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
})

t.test('and no more in a text browser', { skip: noTextBrowser, bail: true }, async t => {
  const site = await startBareSite(t)
  const staff = await addStaff(site.deps)
  const window = await byText(t, site, path.join(t.testdir(), 'chen'))
  const { loginName } = staff.chen
  await window.open('/sign-in')
  await window.fill('帳號', loginName)
  await window.fill('密碼', goodPassword)
  await window.press('用帳號密碼登入')
  t.same(await playDay(t, textPlayerOf(window, [speak('zh-TW')('correction.reason')]), staff), dayOf)
})
