import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import t, { type Test } from 'tap'
import { policyFiles } from '../../../server/domain/help-desk/browser-policy.ts'
import { scratchFolder } from '../../support/database/cluster.ts'

const chromium = process.env['CHROMIUM_BIN']
const policies = '/etc/chromium/policies'

/** Whether a folder of our own can lie over that of the system for one process. */
function canMount(): boolean {
  const parent = existsSync(policies) ? policies : path.dirname(policies)
  return spawnSync('unshare', ['-m', 'sh', '-c', `mount -t tmpfs none ${parent}`]).status === 0
}

const skip = !chromium ? 'no Chromium here' : canMount() ? false : 'no mount of our own here'

async function listen(t: Test, server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close().closeAllConnections())
  return (server.address() as AddressInfo).port
}

/** Opens a page in a Chromium under these policies; gives what the page told the server by its own requests. */
async function visit(t: Test, port: number, who: string, managed: string | undefined) {
  const folder = await scratchFolder()
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const from = path.join(folder, 'policies')
  mkdirSync(path.join(from, 'managed'), { recursive: true })
  if (managed) writeFileSync(path.join(from, 'managed/personnel-desk.json'), managed)
  const isThere = existsSync(policies)
  // nothing of this is seen outside of the process: its mounts are its own
  const mounts = isThere
    ? `mount --bind ${from} ${policies}`
    : `mkdir -p ${folder}/etc && cp -a /etc/chromium/. ${folder}/etc/ && cp -a ${from} ${folder}/etc/policies && mount --bind ${folder}/etc /etc/chromium`
  const browser = [
    chromium,
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    `--user-data-dir=${folder}/user`,
    // as if the site were out on the internet
    `--ip-address-space-overrides=127.0.0.1:${port}=public`,
  ]
  const script = `${mounts} && exec ${browser.join(' ')} 'http://localhost:${port}/?who=${who}'`
  const child = spawn('unshare', ['-m', 'sh', '-c', script], { stdio: 'ignore', detached: true })
  const ended = once(child, 'exit')
  t.teardown(async () => {
    if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
    await ended
  })
}

t.test('a browser under the policy opens the window unasked, and without it does not', { skip }, async t => {
  const local = createServer((_request, response) => response.setHeader('Access-Control-Allow-Origin', '*').end())
  const component = `http://localhost:${await listen(t, local)}/`
  const heard: Record<string, (said: string) => void> = {}
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (url.pathname === '/told') heard[url.searchParams.get('who') ?? '']?.(url.searchParams.get('said') ?? '')
    response.setHeader('Content-Type', 'text/html')
    // the window is asked for on load: nobody clicked
    response.end(
      url.pathname === '/'
        ? `<script>const who = new URLSearchParams(location.search).get('who')
           const popup = open('/window', '_blank', 'width=200,height=200')
           const told = reached => fetch('/told?who=' + who + '&said=' + (popup ? 'opened' : 'blocked') + ' ' + reached)
           fetch('${component}').then(() => told('reached'), () => told('refused'))</script>`
        : '',
    )
  })
  const port = await listen(t, server)
  const origin = `http://localhost:${port}`
  const managed = policyFiles(origin).find(({ name }) => name === 'personnel-desk.json')?.text
  const said = (who: string) => new Promise<string>(resolve => (heard[who] = resolve))

  const [under, without] = [said('under'), said('without')]
  await visit(t, port, 'under', managed)
  t.equal(await under, 'opened reached')
  await visit(t, port, 'without', undefined)
  t.equal(await without, 'blocked refused')
  t.notOk(existsSync(`${policies}/managed/personnel-desk.json`), 'the system is as it was')
})
