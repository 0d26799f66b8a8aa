import type { Page } from 'playwright-core'
import t from 'tap'
import { openShell, openContext, skip } from '../support/browser/browser.ts'
import {
  addDiploma,
  cardOf,
  cards,
  heading,
  openEvidence,
  signInByPassword,
  signOut,
  startCorrection,
  startSite,
  textOf,
  useCard,
} from '../support/browser/site.ts'
import { goodPassword } from '../support/person/people.ts'
import { addSchool } from '../support/person/school.ts'

t.test('what was sent once is not taken twice, and of two reviewers one decides', { skip, bail: true }, async t => {
  const card = {
    ...cardOf(9, 'school', { name: '示範國小', idNumber: '' }, '60247913'),
    kind: 'school',
    organisation: '2.16.886.101.99999.1',
  }
  const site = await startSite(t, [cards.lin, card])
  const { baseUrl, desk, deps } = site
  const { teacher, officer, chief } = await addSchool(deps)
  await site.bind(teacher, cards.lin)
  await desk.act('insert', { card: 'lin' })
  const browser = await openShell(t)
  const context = await openContext(browser)
  const lin = await context.newPage()

  await t.test('a captured sign-in opens nothing, in this browser or in another', async t => {
    await lin.goto(`${baseUrl}/sign-in`)
    const [captured] = await Promise.all([
      lin.waitForRequest(request => request.url() === `${baseUrl}/sign-in/card`),
      useCard(lin, cards.lin.pin),
    ])
    t.equal(await heading(lin), '林美華，您好')
    await signOut(lin)
    const form = Object.fromEntries(new URLSearchParams(captured.postData() ?? ''))
    t.ok((form['cms']?.length ?? 0) > 1000)

    await postFrom(lin, '/sign-in/card', form)
    t.match(await textOf(lin.getByRole('alert')), '這個簽章已經用過')
    const thief = await (await openContext(browser)).newPage()
    await thief.goto(`${baseUrl}/sign-in`)
    await postFrom(thief, '/sign-in/card', form)
    t.match(await textOf(thief.getByRole('alert')), '這個簽章來自另一個瀏覽器')
    await thief.goto(`${baseUrl}/record`)
    t.equal(await heading(thief), '登入')
    await thief.context().close()
  })

  await t.test('a captured signature under a correction sends no second one', async t => {
    await useCard(lin, cards.lin.pin)
    await startCorrection(lin, '學歷', ['系所'])
    await lin.getByLabel('系所').fill('數學教育學系')
    await lin.getByLabel('理由').fill('登錄時寫成別的系。')
    await lin.getByRole('button', { name: '下一步：證明文件' }).click()
    await addDiploma(lin)
    await lin.getByRole('link', { name: '下一步：核對' }).click()
    await lin.getByRole('link', { name: '下一步：簽章送出' }).click()
    const [captured] = await Promise.all([
      lin.waitForRequest(request => request.method() === 'POST' && request.url().endsWith('/signing')),
      useCard(lin, cards.lin.pin),
    ])
    const receipt = await heading(lin)
    const form = Object.fromEntries(new URLSearchParams(captured.postData() ?? ''))
    await postFrom(lin, new URL(captured.url()).pathname, form)
    t.match(await textOf(lin.locator('#status')), '已經送出')
    t.equal(await lin.evaluate('document.activeElement.id'), 'status', 'what was done is heard first')
    await lin.getByRole('navigation').getByRole('link', { name: '校正申請' }).click()
    t.equal(await lin.getByRole('row').count(), 2, 'a head and one correction')
    t.equal(receipt, `校正申請 ${await textOf(lin.getByRole('row').nth(1).getByRole('link'))}`)
  })

  const hr = await (await openContext(browser)).newPage()
  const huang = await (await openContext(browser)).newPage()
  await t.test('who presses later is told that a colleague has it', async t => {
    for (const [page, person] of [
      [hr, officer],
      [huang, chief],
    ] as const) {
      await signInByPassword(page, baseUrl, person, goodPassword)
      await page.getByRole('navigation').getByRole('link', { name: '審查' }).click()
      await page.getByRole('row', { name: '林美華' }).getByRole('link').click()
    }
    await hr.getByRole('button', { name: '由我審查' }).click()
    await hr.getByRole('heading', { name: '決定', exact: true }).waitFor()
    const [answer] = await Promise.all([
      huang.waitForResponse(response => response.request().method() === 'POST'),
      huang.getByRole('button', { name: '由我審查' }).click(),
    ])
    t.equal(answer.status(), 409)
    t.match(await textOf(huang.getByRole('alert')), '這件申請由另一位同仁審查中')
    t.match(await textOf(huang.getByRole('main')), /開始審查，陳文彬/)
  })

  await t.test('of two who decide at the same moment one wins, and the other reads why not', async t => {
    for (const page of [hr, huang]) {
      await openEvidence(page)
    }
    const answers = await Promise.all(
      [hr, huang].map(async page => {
        const [answer] = await Promise.all([
          page.waitForResponse(response => response.request().method() === 'POST'),
          page.getByRole('button', { name: '同意', exact: true }).click(),
        ])
        return { page, status: answer.status() }
      }),
    )
    t.same(answers.map(({ status }) => status).sort(), [303, 409])
    const loser = answers.find(({ status }) => status === 409)?.page ?? hr
    // whichever it meets first: the state, the revision, or the entry that the other has just written
    t.match(
      await textOf(loser.getByRole('alert')),
      /資料已有人更改|目前的狀態不能這樣處理|這筆資料在您填寫的時候有人改過了/,
    )
    t.match(await textOf(loser.getByRole('main')), '已更正')
    await lin.getByRole('navigation').getByRole('link', { name: '我的資料' }).click()
    await lin.getByRole('link', { name: '查看' }).click()
    await lin.getByRole('link', { name: '異動紀錄' }).click()
    t.equal(await lin.getByText('校正申請，').count(), 1, 'it was written once')
  })

  await t.test('the card of the school signs nobody in alone, and stands beside who has signed in', async t => {
    await desk.act('insert', { card: card.id })
    await huang.getByRole('navigation').getByRole('link', { name: '人員' }).click()
    await huang.getByRole('link', { name: '機關憑證' }).click()
    await useCard(huang, card.pin)
    t.match(await textOf(huang.getByRole('row').nth(1)), '示範國小')

    await signOut(lin)
    await useCard(lin, card.pin)
    t.match(await textOf(lin.getByRole('alert')), '這是機關憑證，不能單獨登入')
    await lin.getByLabel('帳號', { exact: true }).fill(officer.loginName)
    await lin.getByLabel('密碼', { exact: true }).fill(goodPassword)
    await lin.getByRole('region', { name: '帳號密碼' }).getByRole('button', { name: '登入' }).click()
    await lin.getByRole('heading', { level: 1, name: '插入機關憑證' }).waitFor()
    await useCard(lin, card.pin)
    t.equal(await heading(lin), '陳文彬，您好')
    t.equal(await lin.getByText('以機關憑證代表示範國小').count(), 1)
  })
})

/** Posts these fields from a page of the site, with the token of the page. */
async function postFrom(page: Page, path: string, fields: Record<string, string>) {
  const loaded = page.waitForEvent('load')
  await page.evaluate(
    `(({ path, fields }) => {
      const form = document.createElement('form')
      form.method = 'post'
      form.action = path
      const token = document.querySelector('[name=_csrf]').value
      for (const [name, value] of Object.entries({ ...fields, _csrf: token })) {
        const field = document.createElement('input')
        field.type = 'hidden'
        field.name = name
        field.value = value
        form.append(field)
      }
      document.body.append(form)
      form.submit()
    })(${JSON.stringify({ path, fields })})`,
  )
  await loaded
}
