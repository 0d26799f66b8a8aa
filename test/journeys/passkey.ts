import type { Browser, CDPSession, Page } from 'playwright-core'
import t from 'tap'
import { openShell, openContext, shot, skip } from '../support/browser/browser.ts'
import { heading, signInByPassword, signOut, startBareSite, textOf } from '../support/browser/site.ts'
import { goodPassword } from '../support/person/people.ts'
import { addSchool } from '../support/person/school.ts'

const verified = { hasResidentKey: true, hasUserVerification: true, isUserVerified: true }
const options = { protocol: 'ctap2', transport: 'internal', automaticPresenceSimulation: true, ...verified } as const

/** A window on a computer with a fingerprint reader, which knows the finger until `forget` is called. */
async function computer(browser: Browser) {
  const page = await (await openContext(browser)).newPage()
  const cdp: CDPSession = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options })
  const know = (isUserVerified: boolean) => cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
  return { page, forget: () => know(false), remember: () => know(true) }
}

const byPasskey = (page: Page) => page.getByRole('region', { name: '通行金鑰' })
const pressPasskey = (page: Page) => page.getByRole('button', { name: '用通行金鑰登入' }).click()
const ways = (page: Page) => page.getByRole('main').getByRole('region').count()

t.test('a passkey from its making to its end, on a computer that knows a finger', { skip, bail: true }, async t => {
  const { baseUrl, deps } = await startBareSite(t)
  const { teacher, officer } = await addSchool(deps)
  const browser = await openShell(t)
  const { page, forget, remember } = await computer(browser)
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))

  await t.test('she adds it in her account, and gets spare codes', async t => {
    await signInByPassword(page, baseUrl, teacher, goodPassword)
    await page.goto(`${baseUrl}/account`)
    await shot(page, 'account-none')
    await page.getByRole('link', { name: '新增通行金鑰' }).click()
    await page.getByLabel('名稱').fill('學校的筆電')
    await shot(page, 'new-passkey')
    await page.getByRole('button', { name: '新增通行金鑰' }).click()
    await page.getByRole('heading', { name: '備用碼' }).waitFor()
    await shot(page, 'spare-codes')
    t.equal(await page.getByRole('main').getByRole('listitem').count(), 10)
    await page.getByRole('link', { name: '我已經收好' }).click()
    t.match(await textOf(page.getByRole('row', { name: '學校的筆電' })), '還沒用過')
    await shot(page, 'account-one')
    await page.getByRole('link', { name: '第二道驗證' }).click()
    await shot(page, 'second-factor')
    await page.goto(`${baseUrl}/account/passkeys/new`)
    await page.getByRole('button', { name: '新增通行金鑰' }).click()
    await page.getByText('這個裝置已經有您的通行金鑰').waitFor()
  })

  await t.test('after the password it is asked for', async t => {
    await signOut(page)
    await signInByPassword(page, baseUrl, teacher, goodPassword)
    await page.getByText('密碼正確。請再用您的通行金鑰').waitFor()
    t.equal(await page.getByText('這個瀏覽器現在不能用通行金鑰').isVisible(), false)
    await shot(page, 'asked')
    await pressPasskey(page)
    await page.getByRole('heading', { level: 1, name: `${teacher.name}，您好` }).waitFor()
  })

  await t.test('alone it signs in as well', async t => {
    await signOut(page)
    await shot(page, 'sign-in')
    await pressPasskey(page)
    await page.getByRole('heading', { level: 1, name: `${teacher.name}，您好` }).waitFor()
    await page.goto(`${baseUrl}/account`)
    t.match(await textOf(page.getByRole('row', { name: '這個裝置' })), /^通行金鑰/)
  })

  await t.test('a finger that is not hers opens nothing, and the page says so where it stands', async t => {
    await signOut(page)
    await forget()
    await pressPasskey(page)
    await page.getByText('沒有完成').waitFor()
    await shot(page, 'not-allowed')
    t.match(await textOf(byPasskey(page).getByRole('status')), '可能是您按了取消')
    t.equal(await heading(page), '登入')
    await remember()
    await pressPasskey(page)
    await page.getByRole('button', { name: '登出' }).waitFor()
  })

  await t.test('once removed it is refused, with the other ways beside', async t => {
    await page.goto(`${baseUrl}/account`)
    await page.getByRole('row', { name: '學校的筆電' }).getByRole('link').click()
    await page.getByRole('button', { name: '移除這個通行金鑰' }).click()
    await page.getByText('還沒有通行金鑰').waitFor()
    await signOut(page)
    await pressPasskey(page)
    t.match(await textOf(page.getByRole('alert')), '已經從帳號移除')
    await shot(page, 'removed')
    t.equal(await ways(page), 2)
    t.same(complaints, [])
  })

  await t.test('where a browser knows none or runs no script, nothing offers one', async t => {
    const old = await openContext(browser)
    await old.addInitScript('delete window.PublicKeyCredential')
    for (const context of [old, await openContext(browser, { javaScriptEnabled: false })]) {
      const plain = await context.newPage()
      await plain.goto(`${baseUrl}/sign-in`)
      t.equal(await ways(plain), 1)
      t.equal(await plain.getByText('通行金鑰').filter({ visible: true }).count(), 0)
      await signInByPassword(plain, baseUrl, officer, goodPassword)
      await plain.goto(`${baseUrl}/account/passkeys/new`)
      t.equal(await plain.getByRole('button', { name: '新增通行金鑰' }).count(), 0)
      t.match(await textOf(plain.getByRole('main')), '這個瀏覽器現在不能用通行金鑰')
    }
  })
})
