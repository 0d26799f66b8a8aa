import type { Page } from 'playwright-core'
import t from 'tap'
import { openShell, openContext, skip } from '../support/browser/browser.ts'
import { freeOrigin, heading, startBareSite, textOf } from '../support/browser/site.ts'
import { testCa, trustCa } from '../support/card/cards.ts'
import { addSchool } from '../support/person/school.ts'
import { phonePeople, startPhones } from '../support/ways/phone-desk.ts'
import { bindPhone } from '../support/ways/phone.ts'

const { lin } = phonePeople

t.test('a teacher confirms on the page of the ministry, which lies at another site', { skip }, async t => {
  const ca = await testCa(t, () => new Date())
  const baseUrl = await freeOrigin()
  const phones = await startPhones(t, ca.folder, { site: baseUrl })
  const { deps } = await startBareSite(t, { baseUrl }, { phone: phones.withPage })
  await trustCa(deps, ca)
  const { teacher } = await addSchool(deps)
  await bindPhone(deps, teacher.accountId, lin)
  const browser = await openShell(t)

  /** To the page of the ministry and, with the phone, through it; the last button brings the browser back. */
  async function confirm(page: Page, does: 'accept' | 'refuse') {
    await page.goto(`${baseUrl}/sign-in?next=/record`)
    await page.getByRole('button', { name: '到內政部的頁面確認' }).click()
    t.equal(await heading(page), '到內政部的頁面確認')
    const code = await textOf(page.locator('.pairing'))
    await page.getByRole('button', { name: '前往內政部的頁面' }).click()
    t.match(await textOf(page.getByRole('main')), `代碼 ${code}`)
    t.match(
      page.url(),
      /^http:\/\/127\.0\.0\.1:/,
      'another site than ours, so that no cookie of ours comes back with it',
    )
    await page.getByLabel('您是').selectOption(teacher.name)
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByText('請在手機上確認').waitFor()
    await phones.act(does, { person: 'lin' })
    await page.getByRole('button', { name: '回到原來的網站' }).click()
  }

  for (const javaScriptEnabled of [false, true]) {
    await t.test(javaScriptEnabled ? 'with script' : 'without script, after a refusal', async t => {
      const page = await (await openContext(browser, { javaScriptEnabled })).newPage()
      if (!javaScriptEnabled) {
        await confirm(page, 'refuse')
        t.match(await textOf(page.getByRole('alert')), '手機上按了取消')
        t.equal(await page.getByRole('region', { name: '帳號密碼' }).count(), 1, 'the other ways are there')
      }
      await confirm(page, 'accept')
      await page.waitForURL(`${baseUrl}/record`)
      t.match(await textOf(page.locator('.who')), teacher.name)
    })
  }
})
