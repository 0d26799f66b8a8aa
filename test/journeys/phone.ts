import type { Page } from 'playwright-core'
import t from 'tap'
import { openShell, openContext, skip } from '../support/browser/browser.ts'
import {
  addDiploma,
  heading,
  signInByPassword,
  signOut,
  startBareSite,
  startCorrection,
  textOf,
} from '../support/browser/site.ts'
import { testCa, trustCa } from '../support/card/cards.ts'
import { goodPassword } from '../support/person/people.ts'
import { activationCode, addSchool } from '../support/person/school.ts'
import { phonePeople, startPhones } from '../support/ways/phone-desk.ts'
import { bindPhone } from '../support/ways/phone.ts'

const { lin, chen } = phonePeople

t.test('a teacher and the phone, in a browser without script', { skip, bail: true }, async t => {
  const ca = await testCa(t, () => new Date())
  const phones = await startPhones(t, ca.folder)
  const { baseUrl, deps } = await startBareSite(t, {}, { phone: phones.service })
  await trustCa(deps, ca)
  const { teacher, officer } = await addSchool(deps, { state: 'invited', password: null })
  await bindPhone(deps, officer.accountId, chen)
  const code = await activationCode(deps, teacher)
  const browser = await openShell(t)
  const desk = await (await openContext(browser, { javaScriptEnabled: false })).newPage()
  const phone = await (await openContext(browser, { javaScriptEnabled: false })).newPage()
  await phone.goto(`${phones.control}/?token=${phones.token}`)

  /** Compares the code on both screens, and presses the button on the phone. */
  async function answer(name: string, button: '同意' | '拒絕') {
    const shown = await textOf(desk.locator('.pairing'))
    await phone.reload()
    t.match(await textOf(phone.getByRole('listitem').filter({ hasText: name })), `代碼 ${shown}`)
    await phone
      .getByRole('button', { name: `${button}` })
      .first()
      .click()
    await phone.getByText('目前沒有。').waitFor()
  }

  const byPhone = (page: Page) => page.getByRole('region', { name: '行動自然人憑證' })

  async function askToSignIn(idNumber: string, button: string) {
    await desk.goto(`${baseUrl}/sign-in?next=/record`)
    await byPhone(desk).getByLabel('身分證統一編號').fill(idNumber)
    await byPhone(desk).getByRole('button', { name: button }).click()
    t.equal(await heading(desk), '等候手機確認')
    t.notMatch(desk.url(), idNumber)
  }

  await t.test('activates with the code from HR and the phone; the page goes on by itself', async () => {
    await desk.goto(`${baseUrl}/activation`)
    await desk.getByLabel('啟用碼').fill(code)
    await desk.getByLabel('姓名').fill(teacher.name)
    await desk.getByLabel('末四碼').fill(teacher.idNumber.slice(-4))
    await desk.getByRole('button', { name: '下一步' }).click()
    await byPhone(desk).getByRole('button', { name: '通知我的手機' }).click()
    await answer(teacher.name, '同意')
    await desk.getByRole('button', { name: '登出' }).waitFor()
    await signOut(desk)
  })

  await t.test('hears that it was refused on the phone, with the other ways beside', async t => {
    await askToSignIn(lin.idNumber, '通知我的手機')
    await answer(teacher.name, '拒絕')
    await desk.getByRole('alert').waitFor()
    t.match(await textOf(desk.getByRole('alert')), '手機上按了取消')
    t.equal(await desk.getByRole('region', { name: '帳號密碼' }).count(), 1)
  })

  await t.test('signs in by scanning, with the button instead of waiting', async t => {
    await askToSignIn(lin.idNumber, '改用 QR 碼')
    t.equal(await desk.getByRole('img', { name: '給「行動自然人憑證」App 掃描的 QR 碼' }).count(), 1)
    await answer(teacher.name, '同意')
    await desk.waitForTimeout(4100)
    const again = desk.getByRole('link', { name: '手機已經確認，再看一次' })
    if (await again.isVisible()) await again.click().catch(() => undefined)
    await desk.waitForURL(`${baseUrl}/record`)
  })

  await t.test('signs a correction with the phone', async t => {
    await startCorrection(desk, '學歷', ['系所'])
    await desk.getByLabel('系所').first().fill('國文學系')
    await desk.getByLabel('理由').fill('證書上是這個系名。')
    await desk.getByRole('button', { name: '下一步：證明文件' }).click()
    await addDiploma(desk)
    await desk.getByRole('link', { name: '下一步：核對' }).click()
    await desk.getByRole('link', { name: '下一步：簽章送出' }).click()
    await desk.getByRole('region', { name: '用手機簽章' }).getByRole('button', { name: '通知我的手機' }).click()
    await answer(teacher.name, '同意')
    await desk.getByText('以行動自然人憑證簽章').waitFor()
    t.match(await textOf(desk.getByRole('main')), '已簽章確認')
    await signOut(desk)
  })

  await t.test('sets a password by the phone, and signs in with it', async () => {
    await desk.getByRole('link', { name: '忘記密碼' }).click()
    await desk.getByRole('link', { name: '用手機憑證' }).click()
    await desk.getByLabel('身分證統一編號').fill(lin.idNumber)
    await desk.getByRole('button', { name: '通知我的手機' }).click()
    await answer(teacher.name, '同意')
    await desk.getByLabel('新密碼', { exact: true }).waitFor()
    await desk.getByLabel('帳號').fill(teacher.loginName)
    await desk.getByLabel('新密碼', { exact: true }).fill(goodPassword)
    await desk.getByLabel('再輸入一次新密碼').fill(goodPassword)
    await desk.getByRole('button', { name: '更改密碼' }).click()
    await desk.getByText('密碼已重設，所有裝置').waitFor()
    await signInByPassword(desk, baseUrl, teacher, goodPassword)
    await desk.getByRole('button', { name: '登出' }).waitFor()
  })
})

t.test('with script the page goes on when the phone has answered', { skip }, async t => {
  const ca = await testCa(t, () => new Date())
  const phones = await startPhones(t, ca.folder)
  const { baseUrl, deps } = await startBareSite(t, {}, { phone: phones.service })
  await trustCa(deps, ca)
  const { teacher } = await addSchool(deps)
  await bindPhone(deps, teacher.accountId, lin)
  const browser = await openShell(t)
  const desk = await (await openContext(browser)).newPage()
  await desk.goto(`${baseUrl}/sign-in?next=/record`)
  await desk.getByLabel('身分證統一編號').fill(lin.idNumber)
  await desk.getByRole('button', { name: '通知我的手機' }).click()
  await desk.locator('.pairing').waitFor()
  await desk.waitForLoadState('load')
  let loads = 0
  desk.on('load', () => (loads += 1))
  await desk.waitForResponse(response => response.url().startsWith(desk.url()) && response.status() === 204)
  t.equal(loads, 0, 'only the part that changes is loaded')
  await phones.act('accept', { person: 'lin' })
  await desk.waitForURL(`${baseUrl}/record`)
})
