import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import t from 'tap'
import { serve } from '../../server/simulators/serve.ts'
import { openShell, skip } from '../support/browser/browser.ts'
import { request, startDesk } from '../support/card/desk.ts'

const lin = {
  id: 'lin',
  kind: 'citizen',
  name: '林測試',
  lastFour: '6789',
  subjectSerial: '0000000099900001',
  cardNumber: 'TP99000000000001',
  pin: '123456',
}

type Told = { origin: string; isPopup: boolean; text: string; func?: string; ret?: number }

/** A site that opens a window of the component on a click, answers getTbs once, and writes down what it is told. */
const sitePage = (url: string, message: object) => `<!doctype html>
<html lang="en"><title>site</title><button>sign</button>
<script>
window.told = []
document.querySelector('button').onclick = () => { window.popup = open(${JSON.stringify(url)}, 'card', 'width=400,height=400') }
addEventListener('message', ({ origin, source, data }) => {
  told.push({ origin, isPopup: source === popup, text: data })
  if (data === '{"func":"getTbs"}') popup.postMessage(${JSON.stringify(JSON.stringify(message))}, origin)
})
</script>`

t.test('the window of the component, in a real browser', { skip }, async t => {
  const desk = await startDesk(t, [lin])
  await desk.act('insert', { card: 'lin' })
  let next = { address: '/popupForm', message: request as object }
  const site = await serve(0, () => ({ body: sitePage(desk.url + next.address, next.message) }))
  t.teardown(() => site.close())
  const browser = await openShell(t)
  const page = await browser.newPage()

  /** Clicks and returns what the site was told until nothing more came, with the window that was opened. */
  async function clicked({ address = '/popupForm', message = request as object, host = 'localhost' } = {}) {
    next = { address, message }
    for (const left of page.context().pages()) if (left !== page) await left.close()
    await page.goto(`http://${host}:${site.port}/`)
    const [popup] = await Promise.all([page.waitForEvent('popup'), page.click('button')])
    return { page, popup, told: () => toldTo(page) }
  }

  async function toldTo(page: Page): Promise<Told[]> {
    const told: Told[] = await page.evaluate('told')
    return told.map(one => {
      try {
        const { func, ret_code: ret } = JSON.parse(one.text)
        return { ...one, func, ret }
      } catch {
        return one
      }
    })
  }

  async function settled(popup: Page) {
    if (!popup.isClosed()) await popup.waitForEvent('close')
    await wait(100)
  }

  const ready = { origin: desk.url, isPopup: true, func: 'getTbs' }

  for (const address of ['/popupForm', '/ChtPopupForm']) {
    t.test(`${address} says it is ready, hands over the answer, and closes`, async t => {
      const { popup, told } = await clicked({ address })
      await settled(popup)
      t.match(await told(), [ready, { origin: desk.url, isPopup: true, func: 'sign', ret: 0 }])
      t.equal((await told()).length, 2)
    })
  }

  t.test('reads certificates, and says no to what it does not know', async t => {
    for (const [func, answer] of [
      ['GetUserCert', { func: 'pkcs11info', ret: 0, text: /certb64/ }],
      ['CheckEnvir', { func: 'pkcs11info', ret: 0 }],
      ['DecryptData', { func: 'decrypt', ret: 0x76000004 }],
      ['makeCsr', { func: 'makeCsr', ret: 0x7600000e }],
    ] as const) {
      const { popup, told } = await clicked({ message: { func } })
      await settled(popup)
      t.match(await told(), [ready, answer], func)
    }
  })

  t.test('carries a plus and a percent sign, raw or encoded as a whole', async t => {
    for (const [fault, tbs] of [
      [null, 'a+b 100%'],
      ['encoded', 'a+b 100%'],
    ] as const) {
      await desk.act('fault', { fault })
      const { popup, told } = await clicked({ message: { ...request, tbs } })
      await settled(popup)
      const { signature } = JSON.parse((await told())[1]?.text ?? '{}')
      t.ok(Buffer.from(signature, 'base64').includes(tbs), String(fault))
    }
  })

  const played: [string, object[]][] = [
    ['closes', [ready]],
    ['twice', [ready, { func: 'sign' }, { func: 'sign' }]],
    ['other-origin', [ready, { origin: desk.url.replace('localhost', '127.0.0.1'), func: 'sign', ret: 0 }]],
    ['html', [ready, { text: /<!doctype/ }]],
  ]
  for (const [fault, expected] of played) {
    t.test(`plays the fault ${fault}`, async t => {
      await desk.act('fault', { fault })
      const { popup, told } = await clicked()
      await settled(popup)
      const all = await told()
      t.match(all, expected)
      t.equal(all.length, expected.length)
    })
  }

  for (const [fault, expected] of [
    ['never-ready', []],
    ['ready-then-silent', [ready]],
  ] as const) {
    t.test(`plays the fault ${fault}: the window stays`, async t => {
      await desk.act('fault', { fault })
      const { popup, told } = await clicked()
      await wait(500)
      t.equal(popup.isClosed(), false)
      t.equal((await told()).length, expected.length)
    })
  }

  t.test('knows the site behind it, and the person can trust it', async t => {
    await desk.act('restart')
    await desk.act('trust', { host: '127.0.0.1', trusted: false })
    const { popup, told } = await clicked({ host: '127.0.0.1' })
    await settled(popup)
    t.match(await told(), [ready, { ret: 0x76000031 }])

    const asking = await clicked({ host: '127.0.0.1', address: '/addDomain?domain=127.0.0.1' })
    t.match(await asking.popup.textContent('p'), '127.0.0.1')
    await asking.popup.click('button[value=accept]')
    await settled(asking.popup)
    t.match(await asking.told(), [{ isPopup: true, ret: 0 }])

    const again = await clicked({ host: '127.0.0.1' })
    await settled(again.popup)
    t.match(await again.told(), [ready, { func: 'sign', ret: 0 }])
  })

  t.test('the desk fits a narrow screen and works by its forms', async t => {
    const page = await browser.newPage({ viewport: { width: 320, height: 640 } })
    await page.goto(`${desk.control}/?token=${desk.token}`)
    t.equal(page.url(), `${desk.control}/`)
    t.equal(await page.evaluate('document.documentElement.scrollWidth'), 320)
    await page.click('text=取出卡片')
    t.match(await page.textContent('#now + ul'), '沒有卡片')
    await page.click('text=插入')
    t.match(await page.textContent('#now + ul'), lin.name)
    await page.selectOption('#fault', 'slow')
    await page.fill('#ms', '250')
    await page.click('text=套用')
    t.match(await desk.look('state'), { fault: 'slow', ms: 250 })
  })
})
