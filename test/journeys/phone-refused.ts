import t from 'tap'
import type { MobileIdRefusal } from '../../server/domain/ways/mobile-id-codes.ts'
import { openShell, openContext, skip } from '../support/browser/browser.ts'
import { heading, signInByPassword, signOut, startBareSite, textOf } from '../support/browser/site.ts'
import { testCa, trustCa } from '../support/card/cards.ts'
import { goodPassword } from '../support/person/people.ts'
import { addSchool } from '../support/person/school.ts'
import { phonePeople, startPhones } from '../support/ways/phone-desk.ts'
import { bindPhone } from '../support/ways/phone.ts'

const { lin, chen } = phonePeople

type Told = MobileIdRefusal extends `mobile-id.refused.${infer Word}` ? Word : never
type Fault = [fault: string, sentence: string, code?: string]

/** Each thing the person can be told, with what brings it about at the service; '' where somebody else confirms. */
const told: Record<Told, Fault> = {
  cancelled: ['code-later', '手機上按了取消', 'APP_USER_CANCEL'],
  'unknown-person': ['code-at-once', '還沒有申請行動自然人憑證', 'IDNUM_USERPROF_NF'],
  'no-device': ['code-at-once', '沒有綁定手機', 'IDNUM_DEVPROF_NF'],
  'other-device': ['code-later', '不是這個身分證統一編號綁定的手機', 'DEVID_SPTKT_MISMATCH'],
  expired: ['code-later', '時間到了', 'SPTKT_OVD'],
  used: ['code-later', '已經用過', 'SPTKTID_SPTKT_RDM'],
  push: ['code-at-once', '通知送不到手機', 'PS_FCM_UNAVAILABLE'],
  'reopen-app': ['code-at-once', '請開啟 App 一次再試', 'PS_FCM_NOT_FOUND'],
  app: ['code-later', '手機上的 App 沒有完成簽章', 'APP_SIGN_FAILURE'],
  'id-number': ['code-at-once', '不接受這個身分證統一編號的格式', 'PM_IDN_FT_ERR'],
  platform: ['code-at-once', '平臺暫時有問題', 'DB_CONN_ERR'],
  'set-up': ['code-at-once', '本站和平臺之間的設定有誤', 'INV_SP_CHECKSUM'],
  other: ['code-later', '我們不認得的錯誤', 'SOMETHING_NEW'],
  unreachable: ['silent', '現在連不上行動自然人憑證的平臺'],
  answer: ['wrong-ticket', '內容不完整'],
  checksum: ['wrong-checksum', '沒有通過核對'],
  'other-person': ['wrong-hash', '和這個身分證統一編號不是同一位'],
}

t.test('whatever goes wrong with the phone is told, in a browser without script', { skip }, async t => {
  const ca = await testCa(t, () => new Date())
  const phones = await startPhones(t, ca.folder)
  const { baseUrl, deps, setClock } = await startBareSite(t, {}, { phone: phones.service })
  const { teacher } = await addSchool(deps)
  await bindPhone(deps, teacher.accountId, lin)
  await trustCa(deps, ca)
  const page = await (await openContext(await openShell(t), { javaScriptEnabled: false })).newPage()

  let seconds = 0
  const later = (more: number) => {
    seconds += more
    setClock(() => new Date(Date.now() + seconds * 1000))
  }

  const byPhone = page.getByRole('region', { name: '行動自然人憑證' })
  const alert = page.getByRole('alert')
  const waiting = page.getByRole('heading', { level: 1, name: '等候手機確認' })
  const again = page.getByRole('link', { name: '手機已經確認，再看一次' })

  /** In a browser that asked nobody before. A notice to the same person counts in every browser, a code to scan does not. */
  async function ask({ idNumber = lin.idNumber, button = '改用 QR 碼' } = {}) {
    await page.context().clearCookies()
    await page.goto(`${baseUrl}/sign-in`)
    await byPhone.getByLabel('身分證統一編號').fill(idNumber)
    await byPhone.getByRole('button', { name: button }).click()
  }

  /** Agrees on the phone, and looks again when four seconds are over. */
  async function agree(person = 'lin') {
    await waiting.waitFor()
    await phones.act('accept', { person })
    later(5)
    await again.click()
  }

  for (const [word, [fault, sentence, code]] of Object.entries(told)) {
    await t.test(`${word}: ${sentence}`, async t => {
      const button = word === 'push' || word === 'reopen-app' ? '通知我的手機' : '改用 QR 碼'
      if (fault === 'code-later' || fault === 'wrong-hash') {
        await phones.act('fault', { fault: null })
        await ask({ button })
        await waiting.waitFor()
        await phones.act('accept', { person: 'lin' })
        await phones.act('fault', { fault, code })
        later(5)
        await again.click()
      } else {
        await phones.act('fault', { fault, code })
        await ask({ button })
      }
      t.match(await textOf(alert), sentence)
      t.equal(await heading(page), '登入')
      t.equal(await byPhone.getByRole('button', { name: '改用 QR 碼' }).count(), 1, 'to try again')
      t.equal(await page.getByRole('region', { name: '帳號密碼' }).count(), 1, 'or in another way')
      await phones.act('expire')
    })
  }

  await t.test('a number with a slip of the hand is told before any phone rings, and stays in the field', async t => {
    await phones.act('fault', { fault: null })
    await ask({ idNumber: 'A223456782' })
    t.match(await textOf(alert), '號碼的檢查碼不符')
    t.equal(await byPhone.getByLabel('身分證統一編號').inputValue(), 'A223456782')
    t.equal(await byPhone.getByLabel('身分證統一編號').getAttribute('aria-invalid'), 'true')
    t.match(await phones.look('state'), { requests: [] })
  })

  await t.test('the phone of a colleague opens nothing, and nothing tells whether they have an account', async t => {
    await ask({ idNumber: chen.idNumber })
    await agree('chen')
    t.match(await textOf(alert), '這支手機的憑證還沒有登記')
  })

  await t.test('after five minutes the page tells that it is over, and to start again', async t => {
    await ask()
    await waiting.waitFor()
    later(301)
    await again.click()
    t.match(await textOf(alert), '這次的手機確認已經結束')
  })

  await t.test('while the service cannot be reached the page says so, and goes on when it can', async () => {
    await ask()
    await waiting.waitFor()
    await phones.act('accept', { person: 'lin' })
    await phones.act('fault', { fault: 'silent' })
    later(5)
    await again.click()
    await page.getByText('剛才連不上行動自然人憑證的平臺').waitFor()
    await phones.act('fault', { fault: null })
    later(5)
    await again.click()
    await page.getByRole('button', { name: '登出' }).waitFor()
    await signOut(page)
  })

  await t.test('who is rung too often is told until when to wait, and can still scan or use another way', async t => {
    for (let i = 0; i < 3; i += 1) {
      await ask({ button: '通知我的手機' })
      await waiting.waitFor()
    }
    await ask({ button: '通知我的手機' })
    t.match(await textOf(alert), /請在 \d\d:\d\d 以後再試/)
    await ask()
    await page.getByRole('img', { name: /QR 碼/ }).waitFor()
    await agree()
    await page.getByRole('heading', { level: 1, name: '林美華，您好' }).waitFor()
    await signOut(page)
    await signInByPassword(page, baseUrl, teacher, goodPassword)
    await page.getByRole('button', { name: '登出' }).waitFor()
  })
})
