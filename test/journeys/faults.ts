import type { Page } from 'playwright-core'
import t from 'tap'
import type { ComponentFailure } from '../../server/domain/ways/component-codes.ts'
import type { Fault } from '../../server/simulators/hipki/faults.ts'
import { openBrowser, openContext, openShell, skip } from '../support/browser/browser.ts'
import { cardForm, cardOf, cards, heading, pressForCard, startSite, textOf, useCard } from '../support/browser/site.ts'
import { addSchool } from '../support/person/school.ts'
import { world } from '../support/person/world.ts'

const expired = { ...cardOf(3, 'expired', world.lin, cards.lin.pin), condition: 'expired' }
const revoked = { ...cardOf(4, 'revoked', world.lin, cards.lin.pin), condition: 'revoked' }

/** How the sentence for each fault begins; null where the person gets in all the same. */
const sentences: Record<Exclude<Fault, 'code'>, string | null> = {
  'never-ready': '這臺電腦的讀卡元件沒有回應',
  'ready-then-silent': '元件等了一分鐘沒有回答，沒有簽章',
  slow: null,
  closes: '簽章還沒完成，元件的小視窗就關了',
  'http-500': null,
  html: '元件有回答，但不是 JSON',
  twice: null,
  'other-origin': '簽章從別的位址回來',
  'helper-timeout': '元件找不到讀卡程式或等太久沒有回應',
  'wrong-func': '元件回答的是另一個功能',
  'no-reader': '元件找不到讀卡機',
  'no-card': '讀卡機裡沒有卡片',
  'two-cards': 'PIN 碼錯誤，還剩兩次機會',
  'unknown-token': '讀卡機讀不到這張卡片',
  'old-version': null,
  stale: '簽章未通過驗證：不是這張卡片簽的',
  untrusted: '這臺電腦的元件還不信任本站',
  encoded: null,
}

/** What else the component can say, with a code of its table and the sentence that the person reads. */
const codes = {
  cancelled: ['0x76000999', '', '您在元件視窗按了取消'],
  'card-removed': ['0x76100006', '0x32', '讀取途中抽出了卡片'],
  early: ['0x76500001', '', '卡片上的憑證還沒到生效日'],
  expired: ['0x76500002', '', '卡片上的憑證過期了'],
  library: ['0x76100001', '', '元件缺少讀卡的函式庫'],
  'log-in': ['0x76100006', '', '卡片沒有接受這次登入'],
  'no-certificate': ['0x7610000C', '', '這張卡片裡找不到可以簽章的憑證'],
  'other-card': ['0x83000103', '', '插的是另一種卡片'],
  'other-function': ['0x76400003', '', '元件回報的是開卡、解密等別的功能的錯誤'],
  'pin-few-left': ['0x76100006', '0xffffffff80000001', 'PIN 碼錯誤，剩下的次數不多了'],
  'pin-length': ['0x76100006', '0xa2', 'PIN 碼的長度不符'],
  'pin-missing': ['0x76000998', '', '元件沒有收到 PIN 碼'],
  'pin-wrong': ['0x76100006', '0xa0', 'PIN 碼錯誤。請再輸入一次'],
  request: ['0x7600000B', '', '元件無法辨識本站的要求'],
  signing: ['0x76300004', '', '卡片簽章時出錯'],
  'software-certificate': ['0xE0000008', '', '元件去找了電腦裡的軟體憑證'],
  unknown: ['0x76999999', '', '元件回報了我們不認得的錯誤'],
} as const satisfies Partial<Record<ComponentFailure, readonly [code: string, reason: string, sentence: string]>>

t.test('whatever goes wrong with card and component, the person is told and signs in after all', { skip }, async t => {
  const site = await startSite(t, [cards.lin, cards.chen, expired, revoked])
  const { baseUrl, desk } = site
  const { teacher } = await addSchool(site.deps)
  await site.bind(teacher, cards.lin)
  await desk.act('insert', { card: 'lin' })
  const { pin } = cards.lin
  const browser = await openShell(t)
  const context = await openContext(browser)
  const page = await context.newPage()

  /** The page of somebody who comes anew. */
  async function arrive(on: Page = page) {
    await on.context().clearCookies()
    await on.goto(`${baseUrl}/sign-in`)
  }

  const told = (on: Page = page) => textOf(on.getByRole('alert').getByRole('link'))
  const isIn = async (on: Page = page) => (await heading(on)) === '林美華，您好'

  for (const fault of Object.keys(sentences) as (keyof typeof sentences)[]) {
    const sentence = sentences[fault]
    const isWait = fault === 'never-ready' || fault === 'ready-then-silent'
    if (isWait) continue
    await t.test(`the fault ${fault} ${sentence ? `is told: ${sentence}` : 'keeps nobody out'}`, async t => {
      await desk.act('fault', { fault, ms: 1500 })
      await arrive()
      await useCard(page, pin)
      if (sentence) {
        t.match(await told(), new RegExp(`^${sentence}`))
        t.match(await textOf(cardForm(page).locator('#card-pin-error')), sentence, 'and at the field')
        await desk.act('fault', { fault: null })
        await useCard(page, pin)
      }
      t.ok(await isIn())
      t.equal(context.pages().length, 1, 'no window stays open')
      await desk.act('restart')
    })
  }

  await t.test('whatever code of its table the component answers with has its sentence, with the code', async t => {
    await arrive()
    for (const [code, reason, sentence] of Object.values(codes)) {
      await desk.act('fault', { fault: 'code', code, reason })
      await useCard(page, pin)
      t.match(await told(), new RegExp(`^${sentence}`))
      t.match(await told(), `${code}${reason && '/'}`)
    }
    await desk.act('restart')
    await useCard(page, pin)
    t.ok(await isIn())
  })

  const waits = [
    ['never-ready', '正在開啟元件的小視窗', 9_000],
    ['ready-then-silent', '卡片正在簽章', 59_000],
  ] as const
  for (const [fault, meanwhile, patience] of waits) {
    await t.test(`the fault ${fault} is waited out and told: ${sentences[fault]}`, async t => {
      await desk.act('fault', { fault })
      const hurried = await openContext(browser)
      await hurried.clock.install()
      const late = await hurried.newPage()
      await arrive(late)
      const popup = hurried.waitForEvent('page')
      await pressForCard(late, pin)
      await popup
      await late.getByRole('status').filter({ hasText: meanwhile }).waitFor()
      await late.clock.fastForward(patience)
      t.match(await textOf(cardForm(late).getByRole('status')), meanwhile, 'not too early')
      const loaded = late.waitForEvent('load')
      await late.clock.fastForward(2_000)
      await loaded
      t.match(await told(late), new RegExp(`^${sentences[fault]}`))
      await desk.act('restart')
      await useCard(late, pin)
      t.ok(await isIn(late))
      t.equal(hurried.pages().length, 1)
      await hurried.close()
    })
  }

  await t.test('a slow card is waited for, and a second press with the PIN opens nothing', async t => {
    await desk.act('fault', { fault: 'slow', ms: 2000 })
    await arrive()
    let opened = 0
    context.on('request', request => (opened += Number(request.url().endsWith('/popupForm'))))
    const loaded = page.waitForEvent('load')
    await pressForCard(page, pin)
    await page.getByText('卡片正在簽章，請不要抽出卡片。').waitFor()
    t.equal(await cardForm(page).getByLabel('PIN 碼').inputValue(), '', 'the PIN is forgotten already')
    await pressForCard(page, pin, { force: true })
    t.equal(context.pages().length, 2)
    await loaded
    t.ok(await isIn())
    t.equal(opened, 1)
    await desk.act('restart')
  })

  await t.test('a page that comes back out of the memory of the browser is loaded anew', async t => {
    await arrive()
    const line = await cardForm(page).getAttribute('data-line')
    const loaded = page.waitForEvent('load')
    await page.evaluate(`dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`)
    await loaded
    t.not(await cardForm(page).getAttribute('data-line'), line)
  })

  await t.test('a window that the person closes is told, before and while the card signs', async t => {
    for (const [fault, sentence] of [
      ['never-ready', '元件的小視窗在開始簽章前就關了'],
      ['ready-then-silent', '簽章還沒完成，元件的小視窗就關了'],
    ] as const) {
      await desk.act('fault', { fault })
      await arrive()
      const popup = context.waitForEvent('page')
      await pressForCard(page, pin)
      const loaded = page.waitForEvent('load')
      await (await popup).waitForLoadState()
      if (fault === 'ready-then-silent') await page.getByText('卡片正在簽章').waitFor()
      await (await popup).close()
      await loaded
      t.match(await told(), sentence)
    }
    await desk.act('restart')
    await useCard(page, pin)
    t.ok(await isIn())
  })

  await t.test('who is asked to trust the site does so where the sentence says, and goes on', async t => {
    await desk.act('fault', { fault: 'untrusted' })
    await arrive()
    await useCard(page, pin)
    const beneath = cardForm(page).getByRole('link', { name: /addDomain/ })
    const address = (await beneath.getAttribute('href')) ?? ''
    t.match(await told(), address)
    // a window of its own: in one of two tabs a browser may hold the next click back
    const beside = await openContext(browser)
    const tab = await beside.newPage()
    await tab.goto(address)
    await tab.getByRole('button', { name: '信任 Trust', exact: true }).click()
    await beside.close()
    await useCard(page, pin)
    t.ok(await isIn())
    await desk.act('restart')
  })

  await t.test('no window opens for a PIN that cannot be one', async t => {
    await arrive()
    for (const [typed, sentence] of [
      ['', '請輸入 PIN 碼。'],
      ['12 34', 'PIN 碼只有英文字母和數字，請再看一次。'],
    ] as const) {
      await pressForCard(page, typed)
      t.equal(await textOf(cardForm(page).getByRole('status')), sentence)
    }
    t.equal(context.pages().length, 1)
    await useCard(page, pin)
    t.ok(await isIn())
  })

  await t.test('wrong PINs are counted down until the card is locked', async t => {
    await arrive()
    for (const sentence of ['還剩兩次機會', '只剩一次機會', '這張卡片已經鎖卡']) {
      await useCard(page, '111111')
      t.match(await told(), sentence)
    }
    await useCard(page, pin)
    t.match(await told(), '這張卡片已經鎖卡', 'and the right one comes too late')
    await desk.act('unlock', { card: 'lin' })
    await useCard(page, pin)
    t.ok(await isIn())
  })

  await t.test('a click while the answer is on its way sends it no second time', async t => {
    await arrive()
    // as soon as the form is on its way
    await page.evaluate(`document.querySelector('form[data-card]').addEventListener('submit', event => {
      if (!event.defaultPrevented) setTimeout(() => event.target.querySelector('button').click())
    })`)
    let posted = 0
    page.on('request', request => {
      if (request.method() === 'POST') posted += 1
    })
    await useCard(page, pin)
    t.ok(await isIn())
    t.equal(posted, 1)
  })

  const others: [string, string][] = [
    ['expired', '卡片上的憑證過期了'],
    ['revoked', '這張卡片已經停用或廢止'],
    ['chen', '這張卡片還沒有登記'],
  ]
  for (const [card, sentence] of others) {
    await t.test(`with the card ${card} the person is told: ${sentence}`, async t => {
      await desk.act('swap', { card })
      await arrive()
      await useCard(page, card === 'chen' ? cards.chen.pin : pin)
      t.match(await told(), sentence)
      await desk.act('swap', { card: 'lin' })
      await useCard(page, pin)
      t.ok(await isIn())
    })
  }

  await t.test(
    'a card that was changed under an old component is refused until the component starts again',
    async t => {
      await desk.act('swap', { card: 'chen' })
      await desk.act('swap', { card: 'lin', stale: true })
      await arrive()
      await useCard(page, pin)
      t.match(await told(), '請重新啟動元件')
      await desk.act('restart')
      await useCard(page, pin)
      t.ok(await isIn())
    },
  )

  await t.test('a browser that blocks the window is named as the cause', async t => {
    const guarded = await openContext(await openBrowser(t))
    // nothing was clicked, so the browser of these tests must block it, as a person's does
    await guarded.addInitScript(`addEventListener('load', () => {
      if (location.pathname !== '/sign-in' || document.querySelector('.error-summary')) return
      const form = document.querySelector('form[data-card]')
      form.querySelector('[data-card-pin]').value = '${pin}'
      form.requestSubmit()
    })`)
    const blocked = await guarded.newPage()
    await blocked.goto(`${baseUrl}/sign-in`)
    await blocked.getByRole('alert').waitFor()
    t.match(await told(blocked), '瀏覽器擋下了元件的小視窗')
    t.equal(guarded.pages().length, 1)
    await useCard(blocked, pin)
    t.ok(await isIn(blocked), 'a click opens it')
    await guarded.close()
  })
})
