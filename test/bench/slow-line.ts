import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { chromium, type BrowserContext, type Page, type Request } from 'playwright-core'

const bytesPerSecond = 50_000 / 8
const roundTrip = 300
const segment = 1460
/** Of each segment, for TCP and IP. */
const ownBytes = 40

const executablePath = process.env.CHROMIUM_SHELL ?? process.env.CHROMIUM_BIN

/**
 * What a browser fetches for the sign-in page over a slow line and when it shows something: one that was never here,
 * and the same once more. The line is a proxy that charges each byte, header and handshake, which the browser's own
 * throttling does not.
 */
export async function tellSlowLine(port: number): Promise<void> {
  if (!executablePath) return console.log('The slow line needs a browser: set CHROMIUM_BIN or CHROMIUM_SHELL.')
  const line = await openLine(port)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    await tellVisits(await browser.newContext({ locale: 'zh-TW' }), `http://localhost:${line.port}/sign-in`)
  } finally {
    await browser.close()
    line.close()
  }
}

async function tellVisits(context: BrowserContext, url: string) {
  // a handshake comes before the first question only
  for (const [visit, roundTrips] of [
    ['First', 2],
    ['Second', 1],
  ] as const) {
    const page = await context.newPage()
    const asked: Request[] = []
    page.on('requestfinished', request => asked.push(request))
    await page.goto(url, { waitUntil: 'networkidle' })
    const { paint, ready, loaded } = await timesOf(page)
    const weights = await Promise.all(asked.map(weightOf))
    // what the browser had kept came by no line
    const came = weights.filter(({ body }) => body >= 0)
    const own = came.filter(({ isPage }) => isPage).reduce((sum, { headers, body }) => sum + headers + body, 0)
    const least = roundTrips * roundTrip + (own / bytesPerSecond) * 1000
    console.log(`\n${visit} visit at 50 kbit/s, ${roundTrip} ms: first paint after ${paint} ms, which is`)
    console.log(
      `${(paint / least).toFixed(2)} × of the page's bytes and round trips; ready ${ready}, loaded ${loaded} ms.`,
    )
    for (const { name, headers, body } of came) console.log(`  ${name}: ${body} bytes, ${headers} of headers`)
    await page.close()
  }
}

async function weightOf(request: Request) {
  const { responseHeadersSize: headers, responseBodySize: body } = await request.sizes()
  return { name: new URL(request.url()).pathname, isPage: request.isNavigationRequest(), headers, body }
}

/** Milliseconds since the address was asked for. */
const timesOf = (page: Page): Promise<{ paint: number; ready: number; loaded: number }> =>
  page.evaluate(`(() => {
    const [{ domContentLoadedEventEnd: ready, loadEventEnd: loaded }] = performance.getEntriesByType('navigation')
    const [{ startTime: paint }] = performance.getEntriesByName('first-paint')
    return { paint: Math.round(paint), ready: Math.round(ready), loaded: Math.round(loaded) }
  })()`)

/** A line to a port of this machine, both directions as slow; all connections share it. */
async function openLine(port: number): Promise<{ port: number; close: () => void }> {
  const open = new Set<Socket>()
  const [up, down] = [direction(), direction()]
  const server = createServer(near => {
    const far = connect(port, '127.0.0.1')
    // the browser asks only after its handshake
    up(near, far, performance.now() + roundTrip)
    down(far, near, 0)
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket)
      socket.on('error', () => other.destroy())
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.close()
    for (const socket of open) socket.destroy()
  }
  return { port: (server.address() as AddressInfo).port, close }
}

/** One direction of a line: a segment leaves when those before it have left, and comes half a round trip later. */
function direction() {
  let freeAt = 0
  return (from: Socket, to: Socket, opensAt: number) => {
    const send = (bytes: number, arrive: () => void) => {
      const leavesAt = Math.max(performance.now(), freeAt, opensAt)
      freeAt = leavesAt + ((bytes + ownBytes) / bytesPerSecond) * 1000
      setTimeout(arrive, freeAt + roundTrip / 2 - performance.now())
    }
    from.on('data', (chunk: Buffer) => {
      for (let at = 0; at < chunk.length; at += segment) {
        const part = chunk.subarray(at, at + segment)
        send(part.length, () => to.write(part))
      }
    })
    from.on('end', () => send(0, () => to.end()))
  }
}
