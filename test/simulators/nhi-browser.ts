import type { Browser, Page } from 'playwright-core'
import t from 'tap'
import { serve } from '../../server/simulators/serve.ts'
import { openShell, openContext, shot, skip } from '../support/browser/browser.ts'
import { healthPeople, startHealthDesk } from '../support/ways/health-desk.ts'

const { lin } = healthPeople
const random = '0417938265101177'

// what a page can do: post, read a bitmap through a canvas, and talk over a web socket
const script = `
window.post = async (url, body) => (await fetch(url, { method: 'POST', body: body && JSON.stringify(body) })).json()
window.read = url => new Promise((done, fail) => {
  const image = new Image()
  image.crossOrigin = 'Anonymous'
  image.onerror = () => fail(new Error('no image'))
  image.onload = () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: 1 })
    const context = canvas.getContext('2d')
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, image.width, 1)
    const bytes = Array.from({ length: image.width }, (_, x) => [data[4 * x + 2], data[4 * x + 1], data[4 * x]]).flat()
    done(String.fromCharCode(...bytes.filter(byte => byte !== 0)))
  }
  image.src = url
})
window.talk = (url, commands) => new Promise((done, fail) => {
  const socket = new WebSocket(url)
  const heard = []
  socket.onopen = () => commands.forEach(command => socket.send(command))
  socket.onerror = () => fail(new Error('no line'))
  socket.onmessage = ({ data }) => { heard.push(data); if (heard.length === commands.length) done(heard) }
})`

t.test('the components of the health card, in a real browser', { skip }, async t => {
  const desk = await startHealthDesk(t)
  await desk.act('insert', { card: 'lin' })
  const site = await serve(0, () => ({ body: `<!doctype html><title>site</title><script>${script}</script>` }))
  t.teardown(() => site.close())
  const commands = ['GetVersion', 'GetBasic', `H_Sign?Random=0001${random}`]
  const atRealName = desk.socket.replace('localhost', 'iccert.nhi.gov.tw')

  async function openSite(browser: Browser) {
    const page = await browser.newPage()
    await page.goto(`http://localhost:${site.port}/`)
    const on = <T>(call: string, ...given: unknown[]): Promise<T> =>
      page.evaluate(`${call}(${given.map(one => JSON.stringify(one)).join(', ')})`)
    return { page, on }
  }

  await t.test('a page of another origin reads the bitmap and calls the newer one', async t => {
    const { on } = await openSite(await openShell(t))
    t.equal(await on('read', `${desk.component}/api/GetCardStatus.bmp?tick=1`), '{"result":"0000"}')
    t.match(await on('post', `${desk.component}/api/GetBasic`), { result: '0000', name: lin.name })
    const signed = await on('post', `${desk.component}/api/SignHC`, { random: `0001${random}` })
    t.match(signed, { result: '0000', sign: /^[\dA-F]{256}$/ })
    await t.rejects(on('talk', desk.socket, commands), /no line/, 'the certificate of the older one is not trusted')
  })

  await t.test('and speaks with the older one once its certificate is trusted, under both names', async t => {
    const { on } = await openSite(await openShell(t, desk.browserArgs))
    for (const address of [desk.socket, atRealName]) {
      const heard = await on<string[]>('talk', address, commands)
      t.match(heard, ['GetVersion:1001', new RegExp(`^GetBasic:${lin.cardNumber},.+,0,$`), /^H_Sign:[\dA-F]{256}$/])
    }
    await t.rejects(on('talk', desk.socket.replace('/echo', '/'), commands), /no line/)
  })

  await t.test('a person inserts, breaks and mends at the desk', async t => {
    const context = await openContext(await openShell(t))
    const page = await context.newPage()
    await page.goto(`${desk.control}/?token=${desk.token}`)
    await page.getByRole('button', { name: '取出卡片' }).click()
    t.match(await now(page), '沒有卡片 empty')
    await page.getByRole('button', { name: /^插入.*：陳文彬/ }).click()
    t.match(await now(page), '陳文彬')
    await page.getByRole('listitem').filter({ hasText: '陳文彬' }).last().getByText('健保署的紀錄').click()
    await page.getByRole('button', { name: /^鎖定註冊.*：陳文彬/ }).click()
    t.match(await page.getByRole('listitem').filter({ hasText: 'boat1357' }).innerText(), '已鎖定 locked')
    await page.locator('#fault-component').selectOption('older')
    await page.locator('#fault').selectOption('no-reader')
    await page.getByRole('button', { name: '套用 Apply' }).first().click()
    t.match(
      await now(page),
      /newer（HTTP）：版本 version 1001，正常[^]+older（WebSocket）：版本 version 1001，沒有讀卡機/,
    )
    await page.locator('#ms').fill('often')
    await page.getByRole('button', { name: '套用 Apply' }).first().click()
    t.match(await page.getByRole('alert').innerText(), 'ms is not between')
    await shot(page, 'health-desk')
    await page.getByRole('button', { name: '重新啟動' }).click()
    t.notMatch(await now(page), '沒有讀卡機')
  })
})

const now = (page: Page) => page.getByRole('region', { name: '目前' }).innerText()
