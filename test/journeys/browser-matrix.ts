import { createServer as createSecure } from 'node:https'
import { createServer, type RequestListener, type Server } from 'node:http'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import t from 'tap'
import { WebSocketServer } from 'ws'
import { openBrowser, skip as noBrowser } from '../support/browser/browser.ts'
import { hasOpenssl, openssl } from '../support/card/openssl.ts'
import { scratchFolder } from '../support/database/cluster.ts'

const skip = noBrowser || (hasOpenssl ? false : 'no OpenSSL here')

type Row = {
  space: 'public' | 'private'
  secure: boolean
  /** What the debugging protocol grants. */
  grants: string[]
  permission: string
  reaches: boolean
}

// what a browser let a page do when this was measured; sign-in by citizen card rests on the window on a click, sign-in by
// health card on the last column
const rows: Row[] = [
  { space: 'public', secure: true, grants: [], permission: 'prompt', reaches: false },
  { space: 'public', secure: true, grants: ['localNetworkAccess'], permission: 'denied', reaches: false },
  { space: 'public', secure: true, grants: ['loopbackNetwork'], permission: 'granted', reaches: true },
  { space: 'public', secure: false, grants: [], permission: 'denied', reaches: false },
  { space: 'private', secure: true, grants: [], permission: 'prompt', reaches: true },
  { space: 'private', secure: false, grants: [], permission: 'denied', reaches: true },
]

const openers: [policy: string, answers: boolean][] = [
  ['', true],
  ['same-origin-allow-popups', true],
  ['noopener-allow-popups', true],
  ['same-origin', false],
]

// a page as strict as ours: only script of its own, and the component
const asker = `
const { component } = document.documentElement.dataset
window.ask = () => new Promise(resolve => {
  const popup = open(component + '/popupForm', '_blank', 'width=200,height=200')
  if (!popup) return resolve('blocked')
  addEventListener('message', event => { if (event.origin === component) { popup.close(); resolve('answered') } })
  setTimeout(resolve, 2500, 'silent')
})
window.probe = () => new Promise(resolve => {
  const picture = new Image()
  picture.onload = () => resolve(true)
  picture.onerror = () => resolve(false)
  setTimeout(resolve, 2500, false)
  picture.src = component + '/p11Image.bmp?' + Math.random()
})
window.request = () => fetch(component + '/api', { method: 'POST' }).then(() => true, () => false)
window.socket = () => new Promise(resolve => {
  const channel = new WebSocket(component.replace('http', 'ws') + '/echo')
  channel.onopen = () => resolve(true)
  channel.onerror = () => resolve(false)
  setTimeout(resolve, 2500, false)
})
window.permission = () => navigator.permissions.query({ name: 'loopback-network' }).then(({ state }) => state, () => 'unknown')
onclick = () => window.ask().then(said => { document.title = said })
if (location.hash === '#load') window.ask().then(said => { document.title = said })
`
const picture = Buffer.from(
  'Qk06AAAAAAAAADYAAAAoAAAAAQAAAAEAAAABABgAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAAA////AA==',
  'base64',
)

async function listen(server: Server) {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

t.test('what sign-in by card needs of a browser', { skip }, async t => {
  const folder = await scratchFolder()
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const [key, certificate] = [path.join(folder, 'key.pem'), path.join(folder, 'certificate.pem')]
  openssl(
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'].concat([
      '-keyout',
      key,
      '-out',
      certificate,
    ]),
  )
  const tls = { key: readFileSync(key), cert: readFileSync(certificate) }
  const servers: Server[] = []
  t.teardown(() => servers.forEach(server => server.close().closeAllConnections()))

  const component = createServer((request, response) => {
    const isPicture = request.url?.startsWith('/p11Image.bmp')
    response.setHeader('Content-Type', isPicture ? 'image/bmp' : 'text/html')
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.end(isPicture ? picture : `<script>if (opener) opener.postMessage('{"func":"getTbs"}', '*')</script>`)
  })
  servers.push(component)
  const sockets = new WebSocketServer({ server: component })
  t.teardown(() => sockets.clients.forEach(socket => socket.terminate()))
  const componentOrigin = `http://localhost:${await listen(component)}`

  const site: RequestListener = (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (url.pathname === '/asker.js') {
      response.setHeader('Content-Type', 'text/javascript').end(asker)
      return
    }
    const opener = url.searchParams.get('opener')
    if (opener) response.setHeader('Cross-Origin-Opener-Policy', opener)
    const policy = `default-src 'none'; script-src 'self'; img-src 'self' ${componentOrigin}; connect-src ${componentOrigin} ${componentOrigin.replace('http', 'ws')}`
    response.setHeader('Content-Security-Policy', policy).setHeader('Content-Type', 'text/html')
    response.end(`<!doctype html><html data-component="${componentOrigin}"><body>page<script src="/asker.js"></script>`)
  }
  const addresses = new Map<string, number>()
  for (const space of ['public', 'private']) {
    for (const secure of [true, false]) {
      const server = secure ? createSecure(tls, site) : createServer(site)
      servers.push(server)
      addresses.set(`${space} ${secure}`, await listen(server))
    }
  }
  const address = ({ space, secure }: Pick<Row, 'space' | 'secure'>) =>
    `${secure ? 'https' : 'http'}://desk.test:${addresses.get(`${space} ${secure}`)}`

  const overrides = [...addresses].map(([name, port]) => `127.0.0.1:${port}=${name.split(' ')[0]}`).join(',')
  const browser = await openBrowser(t, [
    '--host-resolver-rules=MAP desk.test 127.0.0.1',
    `--ip-address-space-overrides=${overrides}`,
  ])

  async function open(url: string, origin: string, grants: string[] = []): Promise<Page> {
    const context = await browser.newContext({ ignoreHTTPSErrors: true })
    const page = await context.newPage()
    if (grants.length > 0) {
      const session = await context.newCDPSession(page)
      const { targetInfo } = await session.send('Target.getTargetInfo')
      const root = await browser.newBrowserCDPSession()
      const { browserContextId = '' } = targetInfo
      await root.send('Browser.grantPermissions', { origin, browserContextId, permissions: grants as never })
    }
    await page.goto(url)
    return page
  }

  // the page's own policy forbids the usual way to wait
  async function said(page: Page): Promise<string> {
    const title = await page.title()
    if (title !== '') return title
    await pause(50)
    return said(page)
  }

  async function clicked(page: Page) {
    await page.click('body')
    return said(page)
  }

  for (const row of rows) {
    const { space, secure, grants, permission, reaches } = row
    const where = `${space} address, ${secure ? 'https' : 'http'}${grants.length > 0 ? `, ${grants.join()}` : ''}`
    await t.test(where, async t => {
      const page = await open(address(row), address(row), grants)
      t.equal(
        await clicked(page),
        'answered',
        `Signing in by card is broken: this browser lets no window on a click reach the component (${where}).`,
      )
      t.equal(await page.evaluate('permission()'), permission, 'what the browser says about the permission has changed')
      t.equal(await page.evaluate('probe()'), reaches, 'whether a picture reaches the component has changed')
      const broken = `Signing in by health card works differently now (${where}): whether`
      t.equal(await page.evaluate('request()'), reaches, `${broken} a request reaches the component has changed`)
      t.equal(await page.evaluate('socket()'), reaches, `${broken} a web socket reaches the component has changed`)
      await page.context().close()
    })
  }

  for (const [opener, answers] of openers) {
    await t.test(`opener policy ${opener || 'none'}`, async t => {
      const row = { space: 'public' as const, secure: true }
      const page = await open(`${address(row)}/?opener=${opener}`, address(row))
      t.equal(
        await clicked(page),
        answers ? 'answered' : 'silent',
        `the policy ${opener} works differently now: the answer of the window ${answers ? 'is lost' : 'comes back'}`,
      )
      await page.context().close()
    })
  }

  await t.test('a window on load, without a click', async t => {
    const row = { space: 'public' as const, secure: true }
    const page = await open(`${address(row)}/#load`, address(row))
    t.equal(await said(page), 'blocked', 'windows without a click are no longer blocked')
    await page.context().close()
  })
})
