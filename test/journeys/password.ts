import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import t from 'tap'
import { noticeVersion } from '../../server/domain/account/required-step.ts'
import { legalDay } from '../../server/domain/clock.ts'
import type { Mail } from '../../server/domain/mail.ts'
import * as agencies from '../../server/store/agency/agencies.ts'
import { accounts } from '../../server/store/schema.ts'
import { openShell, openContext, skip } from '../support/browser/browser.ts'
import { heading, signInByPassword, signOut, startBareSite, textOf } from '../support/browser/site.ts'
import { addPerson, goodPassword, setEmail } from '../support/person/people.ts'
import { addSchool } from '../support/person/school.ts'

const heron = 'a blue heron stands'
const otter = 'an otter swims by night'

t.test('account and password in a browser without script, when something goes wrong', { skip }, async t => {
  const letters: Mail[] = []
  const sendMail = async (letter: Mail) => void letters.push(letter)
  const { baseUrl, deps, setClock } = await startBareSite(t, {}, { sendMail })
  const { agencyId, teacher } = await addSchool(deps)
  const browser = await openShell(t)
  const window = async () => (await openContext(browser, { javaScriptEnabled: false })).newPage()
  const page = await window()

  let minutes = 0
  const later = (more: number) => {
    minutes += more
    setClock(() => new Date(Date.now() + minutes * 60_000))
  }
  const alertOf = (on: Page = page) => textOf(on.getByRole('alert'))
  const isIn = (on: Page = page) => on.getByRole('button', { name: '登出' }).waitFor()
  const enter = (password = goodPassword, on = page, who = teacher) => signInByPassword(on, baseUrl, who, password)

  async function choosePassword(password: string, again = password) {
    await page.getByLabel('新密碼', { exact: true }).fill(password)
    await page.getByLabel('再輸入一次新密碼').fill(again)
    await page.getByRole('button', { name: '更改密碼' }).click()
  }

  await t.test('a wrong password and an unknown name read the same, and the name stays typed', async t => {
    await enter('not her password')
    const wrong = await alertOf()
    t.match(wrong, '帳號或密碼錯誤')
    t.equal(await page.getByLabel('帳號', { exact: true }).inputValue(), teacher.loginName)
    t.equal(await page.getByLabel('密碼', { exact: true }).inputValue(), '')
    await enter(goodPassword, page, { ...teacher, loginName: 'nobody.here' })
    t.equal(await alertOf(), wrong)
  })

  await t.test('after five wrong ones she is told until when to wait, and comes in after that', async t => {
    for (let i = 0; i < 4; i += 1) await enter('not her password')
    await enter()
    t.match(await alertOf(), /請在 \d\d:\d\d 以後再試/)
    t.equal(await page.getByRole('link', { name: '忘記密碼' }).count(), 1, 'a way back is beside it')
    later(16)
    await enter()
    await isIn()
    await signOut(page)
  })

  const held: ['locked' | 'suspended' | 'invited' | 'closed', string][] = [
    ['locked', '鎖定了這個帳號。要恢復請帶證件洽示範國小人事室'],
    ['suspended', '起停用。原因和恢復請洽示範國小人事室'],
    ['invited', '這個帳號還沒有啟用'],
    ['closed', '註銷，因為已經沒有任職'],
  ]
  for (const [i, [state, sentence]] of held.entries()) {
    await t.test(`an account that is ${state} tells its owner: ${sentence}`, async t => {
      const loginName = `wang.${state}`
      const person = await addPerson(deps, agencyId, {
        name: '王大明',
        idNumber: `A12345${6715 + i}`,
        loginName,
        state,
      })
      await enter(goodPassword, page, person)
      t.match(await alertOf(), sentence)
    })
  }

  await t.test(
    'who must change the password is told what is wrong with each try, and goes on with a good one',
    async t => {
      await deps.db.update(accounts).set({ state: 'must_change' }).where(eq(accounts.id, teacher.accountId))
      await enter()
      t.equal(await heading(page), '設定新密碼')
      for (const [typed, sentence] of [
        ['heron', '密碼至少要有 12 個字'],
        ['password1234', '這個密碼太常見'],
        ['abcdefghijklm', '連續或重複的字'],
        [`${teacher.loginName} 2026`, '密碼裡不能有帳號'],
        [goodPassword, '最近 5 個密碼之一'],
      ] as const) {
        await choosePassword(typed)
        t.match(await alertOf(), sentence)
      }
      await choosePassword(heron, `${heron}s`)
      t.match(await alertOf(), '兩次輸入的密碼不一樣')
      await choosePassword(heron)
      await page.getByText('密碼已更改').waitFor()
      await signOut(page)
    },
  )

  await t.test('a notice that is new is read before anything else', async t => {
    const old = { noticeVersion: noticeVersion - 1 }
    await deps.db.update(accounts).set(old).where(eq(accounts.id, teacher.accountId))
    await enter(heron)
    t.equal(await heading(page), '個人資料告知事項')
    await page.goto(`${baseUrl}/record`)
    t.equal(await heading(page), '個人資料告知事項')
    await page.getByRole('button', { name: '我已閱讀' }).click()
    await page.goto(`${baseUrl}/record`)
    t.equal(await heading(page), '我的資料')
  })

  await t.test('a link in a letter sets a new password once, ends every sign-in, and signs nobody in', async t => {
    await setEmail(deps, teacher.personId, 'lin@demo.edu.example')
    const elsewhere = await window()
    const answers: string[] = []
    for (const name of ['nobody.here', teacher.loginName]) {
      await elsewhere.goto(`${baseUrl}/recovery`)
      await elsewhere.getByRole('link', { name: '用公務信箱' }).click()
      await elsewhere.getByLabel('帳號').fill(name)
      await elsewhere.getByRole('button', { name: '寄出連結' }).click()
      answers.push(await textOf(elsewhere.getByRole('main')))
    }
    t.equal(answers[0], answers[1], 'whether there is such an account cannot be told')
    while (letters.length === 0) await elsewhere.waitForTimeout(50)
    const [link = ''] = /http:\S+/.exec(letters[0]?.text ?? '') ?? []
    const desk = await window()
    await desk.goto(link)
    await desk.getByLabel('新密碼', { exact: true }).fill(otter)
    await desk.getByLabel('再輸入一次新密碼').fill(otter)
    await desk.getByRole('button', { name: '更改密碼' }).click()
    await desk.getByText('密碼已重設').waitFor()
    t.equal(await desk.getByRole('button', { name: '登出' }).count(), 0)
    await page.goto(`${baseUrl}/record`)
    t.equal(await heading(page), '登入', 'the sign-in of before has ended')
    await desk.goto(link)
    t.match(await textOf(desk.getByRole('main')), '這個連結已經失效，或已經用過')
    await enter(heron)
    t.match(await alertOf(), '帳號或密碼錯誤')
    await enter(otter)
    await isIn()
    await signOut(page)
  })

  await t.test('where passwords end after 90 days, an older one lets its owner in to set a new one', async t => {
    await agencies.setPasswordDays(deps.db, agencyId, 90, legalDay(deps.clock()))
    later(91 * 24 * 60)
    await enter(otter)
    t.match(await textOf(page.getByRole('main')), '這個密碼已到期')
    await choosePassword(otter)
    t.match(await alertOf(), '最近 5 個密碼之一')
    await choosePassword('a hedgehog in the leaves')
    await page.getByText('密碼已更改').waitFor()
  })
})
