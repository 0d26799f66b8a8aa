import t from 'tap'
import { openContext, openShell, skip } from '../support/browser/browser.ts'
import {
  addDiploma,
  openEvidence,
  signInByPassword,
  signOut,
  startBareSite,
  startCorrection,
} from '../support/browser/site.ts'
import { listener } from '../support/browser/voice.ts'
import { goodPassword } from '../support/person/people.ts'
import { addSchool } from '../support/person/school.ts'

const monday = Date.parse('2026-11-23T06:00:00Z')

t.test('eight journeys as they are heard', { skip, bail: true }, async t => {
  const { baseUrl, deps, setClock } = await startBareSite(t)
  // a clock that stands still says the same time again
  setClock(new Date(monday))
  const { teacher, officer } = await addSchool(deps)
  const browser = await openShell(t)
  const lin = await (await openContext(browser)).newPage()
  const hr = await (await openContext(browser)).newPage()

  await t.test('a wrong password', async t => {
    const { hear, compare } = listener(t, 'wrong-password')
    await signInByPassword(lin, baseUrl, teacher, 'not the one she chose')
    await lin.getByRole('alert').waitFor()
    await hear(lin, '輸入錯的密碼')
    compare()
  })

  await t.test('signing in', async t => {
    const { hear, compare } = listener(t, 'sign-in')
    await lin.goto(`${baseUrl}/sign-in`)
    await hear(lin, '打開登入頁', { whole: true })
    await signInByPassword(lin, baseUrl, teacher, goodPassword)
    await lin.getByRole('heading', { level: 1, name: '林美華，您好' }).waitFor()
    await hear(lin, '輸入帳號和密碼，登入', { whole: true })
    compare()
  })

  await t.test('a correction with an error', async t => {
    const { hear, compare } = listener(t, 'correction-error')
    await startCorrection(lin, '學歷', ['系所'])
    await hear(lin, '開始申請更正學歷')
    await lin.getByLabel('系所').fill('數學教育學系')
    await lin.getByRole('button', { name: '下一步：證明文件' }).click()
    await lin.getByRole('alert').waitFor()
    await hear(lin, '改了系所，沒有寫理由就到下一步')
    compare()
  })

  await t.test('adding a file', async t => {
    const { hear, compare } = listener(t, 'upload')
    await lin.getByLabel('理由').fill('登錄時寫成別的系。')
    await lin.getByRole('button', { name: '下一步：證明文件' }).click()
    await lin.getByLabel('選擇檔案').waitFor()
    await hear(lin, '寫了理由，到證明文件')
    await addDiploma(lin)
    await hear(lin, '加入畢業證書')
    compare()
  })

  await t.test('sending it', async t => {
    const { hear, compare } = listener(t, 'send')
    await lin.getByRole('link', { name: '下一步：核對' }).click()
    await lin.getByRole('link', { name: '下一步：簽章送出' }).waitFor()
    await hear(lin, '核對')
    await lin.getByRole('link', { name: '下一步：簽章送出' }).click()
    await lin.getByRole('button', { name: '不簽章，直接送出' }).waitFor()
    await hear(lin, '到簽章送出')
    await lin.getByRole('button', { name: '不簽章，直接送出' }).click()
    await lin.getByText('人事室已收到').waitFor()
    await hear(lin, '不簽章，直接送出')
    compare()
  })

  await t.test('HR filters the queue', async t => {
    const { hear, compare } = listener(t, 'filter')
    await signInByPassword(hr, baseUrl, officer, goodPassword)
    await hr.getByRole('navigation').getByRole('link', { name: '審查' }).click()
    await hr.getByRole('row', { name: '林美華' }).waitFor()
    await hear(hr, '打開審查清單')
    await hr.getByRole('searchbox').or(hr.locator('[name=q]')).first().fill('王')
    await hr.locator('form.filters').getByRole('button').click()
    await hr.getByRole('row', { name: '林美華' }).waitFor({ state: 'detached' })
    await hear(hr, '只看姓名有「王」的')
    compare()
  })

  await t.test('HR decides', async t => {
    const { hear, compare } = listener(t, 'decision')
    await hr.goto(`${baseUrl}/review`)
    await hr.getByRole('row', { name: '林美華' }).getByRole('link').first().click()
    await hr.getByRole('button', { name: '由我審查' }).waitFor()
    await hear(hr, '打開一件申請')
    await hr.getByRole('button', { name: '由我審查' }).click()
    await hr.getByRole('button', { name: '同意', exact: true }).waitFor()
    await openEvidence(hr)
    await hr.getByRole('button', { name: '同意', exact: true }).click()
    await hr.getByText('已更正').first().waitFor()
    await hear(hr, '由我審查，看過證明文件，同意')
    compare()
  })

  await t.test('a session ends while one types', async t => {
    const { hear, compare } = listener(t, 'time-out')
    await startCorrection(lin, '學歷', ['系所'])
    await lin.getByLabel('系所').fill('物理學系')
    await lin.getByLabel('理由').fill('證書上是物理學系。')
    setClock(new Date(monday + 60 * 60_000))
    await lin.getByRole('button', { name: '下一步：證明文件' }).click()
    await lin.getByRole('heading', { level: 1, name: '登入' }).waitFor()
    await hear(lin, '一小時後才按下一步')
    await lin.getByLabel('帳號', { exact: true }).fill(teacher.loginName)
    await lin.getByLabel('密碼', { exact: true }).fill(goodPassword)
    await lin.getByRole('region', { name: '帳號密碼' }).getByRole('button', { name: '登入' }).click()
    await lin.getByRole('heading', { level: 1, name: '剛才沒送出的內容還在' }).waitFor()
    await hear(lin, '再登入')
    await signOut(lin)
    await hear(lin, '登出')
    compare()
  })
})
