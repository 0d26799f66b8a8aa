import type { Page } from 'playwright-core'
import t from 'tap'
import { openShell, openContext, skip } from '../support/browser/browser.ts'
import {
  addDiploma,
  cardForm,
  changeOf,
  heading,
  openEvidence,
  signInByPassword,
  startBareSite,
  startCorrection,
  textOf,
  toRecord,
} from '../support/browser/site.ts'
import { testCa, trustCa } from '../support/card/cards.ts'
import { goodPassword } from '../support/person/people.ts'
import { activationCode, addSchool } from '../support/person/school.ts'

const explained = '卡片要由瀏覽器與讀卡元件溝通，需要 JavaScript，現在沒有開啟。'

t.test('the whole story by password, in a browser without script', { skip, bail: true }, async t => {
  const { baseUrl, deps, setClock } = await startBareSite(t)
  await trustCa(deps, await testCa(t))
  const { teacher, officer, chief } = await addSchool(deps, { state: 'invited', password: null })
  const code = await activationCode(deps, teacher)
  const browser = await openShell(t)
  const [lin, hr, huang] = await Promise.all([1, 2, 3].map(() => pageWithoutScript()))
  if (!lin || !hr || !huang) throw new Error('three windows were opened')

  async function pageWithoutScript(): Promise<Page> {
    return (await openContext(browser, { javaScriptEnabled: false })).newPage()
  }

  await t.test('the card form says what it needs, and keeps a typed PIN to itself', async t => {
    await lin.goto(baseUrl)
    t.match(await textOf(lin.getByRole('main')), explained)
    await cardForm(lin).getByLabel('PIN 碼').fill('73914628')
    const [request] = await Promise.all([
      lin.waitForRequest(request => request.method() === 'POST'),
      cardForm(lin).getByRole('button').click(),
    ])
    t.notMatch(request.postData(), '73914628')
    t.match(await textOf(lin.getByRole('alert')), '請確認瀏覽器已開啟 JavaScript')
  })

  await t.test('the teacher activates the account with a password', async t => {
    await lin.getByRole('link', { name: '首次登入：啟用帳號' }).click()
    await lin.getByLabel('啟用碼').fill(code)
    await lin.getByLabel('姓名').fill('林美華')
    await lin.getByLabel('身分證統一編號末四碼').fill('6781')
    await lin.getByRole('button', { name: '下一步' }).click()
    t.match(await textOf(lin.getByRole('main')), explained)
    const byPassword = lin.getByRole('region', { name: '帳號密碼' })
    await lin.getByLabel('帳號', { exact: true }).fill('lin.meihua')
    await lin.getByLabel('新密碼', { exact: true }).fill(goodPassword)
    await lin.getByLabel('再輸入一次').fill(goodPassword)
    await byPassword.getByRole('button').click()
    t.equal(await heading(lin), '林美華，您好')
  })

  await t.test('she asks for a correction, and proves once more by password that it is she', async t => {
    await startCorrection(lin, '學歷', ['系所'])
    await lin.getByLabel('系所').fill('數學教育學系')
    await lin.getByLabel('理由').fill('登錄時寫成別的系。')
    await lin.getByRole('button', { name: '儲存草稿，稍後再送' }).click()
    t.match(await textOf(lin.getByRole('row').nth(1)), /^草稿 .*學歷 改 草稿/)
    await lin.getByRole('row').nth(1).getByRole('link').click()
    await lin.getByRole('button', { name: '下一步：證明文件' }).click()
    await addDiploma(lin)
    await lin.getByRole('link', { name: '下一步：核對' }).click()
    setClock(() => new Date(Date.now() + 11 * 60_000))
    await lin.getByRole('link', { name: '下一步：簽章送出' }).click()
    t.match(await textOf(lin.getByRole('region', { name: '申請書全文' })), '數學教育學系')
    await lin.getByRole('button', { name: '不簽章，直接送出' }).click()
    t.equal(await heading(lin), '請重新確認身分')
    await lin.getByLabel('密碼', { exact: true }).fill(goodPassword)
    await lin.getByRole('button', { name: '確認' }).click()
    t.equal(await heading(lin), '已確認是您本人')
    await lin.getByRole('button', { name: '繼續' }).click()
    const receipt = await textOf(lin.getByRole('main'))
    t.match(receipt, '人事室已收到，等候審查')
    t.match(receipt, '未簽章，請核對正本')
  })

  await t.test('HR filters the queue, sees that it is not signed, and accepts', async t => {
    await signInByPassword(hr, baseUrl, officer, goodPassword)
    await hr.getByRole('navigation').getByRole('link', { name: '審查' }).click()
    await hr.getByLabel('姓名或收件編號').fill('王')
    await hr.getByRole('button', { name: '篩選' }).click()
    t.match(await textOf(hr.getByRole('main')), '沒有符合條件的申請')
    await hr.getByRole('link', { name: '清除條件' }).click()
    await hr.getByRole('row', { name: '林美華' }).getByRole('link').click()
    t.match(await textOf(hr.getByRole('main')), '未簽章，請核對正本')
    await hr.getByRole('button', { name: '由我審查' }).click()
    await openEvidence(hr)
    await hr.getByRole('button', { name: '同意', exact: true }).click()
    t.match(await textOf(hr.getByRole('main')), '已更正')
    await toRecord(lin)
    t.match(await textOf(lin.getByRole('region', { name: '學歷' })), '數學教育學系')
  })

  await t.test('under a lock of the whole record a second one waits, and is written when the lock ends', async t => {
    await signInByPassword(huang, baseUrl, chief, goodPassword)
    await huang.getByRole('navigation').getByRole('link', { name: '人員' }).click()
    await huang.getByRole('link', { name: '林美華' }).click()
    await huang.getByRole('link', { name: '資料鎖定' }).click()
    await huang.getByLabel('查閱目的').fill('學歷查證')
    await huang.getByRole('button', { name: '開啟資料' }).click()
    await huang.getByLabel('理由（本人看得到）').fill('學歷查證中')
    await huang.getByRole('button', { name: '鎖定', exact: true }).click()
    await huang.getByRole('region', { name: '整份資料' }).waitFor()

    await startCorrection(lin, '學歷', ['學校名稱'])
    await lin.getByLabel('學校名稱').fill('國立示範師範大學')
    await lin.getByLabel('理由').fill('學校在那一年改名。')
    await lin.getByRole('button', { name: '下一步：證明文件' }).click()
    await addDiploma(lin)
    await lin.getByRole('link', { name: '下一步：核對' }).click()
    t.match(await changeOf(lin, '學校名稱'), '原為： 國立示範大學 改為： 國立示範師範大學 改')
    await lin.getByRole('link', { name: '下一步：簽章送出' }).click()
    await lin.getByRole('button', { name: '不簽章，直接送出' }).click()

    await hr.getByRole('navigation').getByRole('link', { name: '審查' }).click()
    await hr.getByRole('row', { name: '已送出' }).getByRole('button', { name: '承辦' }).click()
    await openEvidence(hr)
    await hr.getByRole('button', { name: '同意', exact: true }).click()
    t.match(await textOf(hr.getByRole('main')), '同意，等候解除鎖定')

    await huang.getByLabel('解除的理由').fill('查證完畢')
    await huang.getByRole('button', { name: '解除鎖定' }).click()
    await huang.getByRole('region', { name: '整份資料' }).getByText('已解除').waitFor()
    await lin.reload()
    t.match(await textOf(lin.getByRole('main')), '已更正')
  })
})
