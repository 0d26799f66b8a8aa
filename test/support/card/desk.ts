import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Test } from 'tap'
import { root } from '../../../server/config.ts'
import { cardFolder } from './folder.ts'

export type Answer = { func: string; ret_code: number; last_error: number } & Record<string, string & number>

export type Site = { origin?: string }

const program = path.join(root, 'dist/server/simulators/hipki/main.js')

/** Runs the simulator of the card component until it ends; what it said, and its exit code. */
export async function runDesk(args: readonly string[]) {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => said.push(String(data)))
  const [status] = await once(child, 'close')
  return { status, said: said.join('') }
}

/**
 * The simulator of the card component on free ports, as a process of its own that ends with the test.
 * `people` are entries of its file of people.
 */
export async function startDesk(t: Test, people: readonly object[], args: readonly string[] = []) {
  const folder = await cardFolder(t)
  const file = path.join(folder, 'people.json')
  writeFileSync(file, JSON.stringify(people))
  const usual = ['--port', '0', '--data', folder, '--people', file, '--ca-bits', '2048', '--json', '--with-parent']
  const child = spawn(process.execPath, [program, ...usual, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  async function stop() {
    child.kill('SIGTERM')
    return (await ended)[0] as number | null
  }
  t.teardown(stop)
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(() => {
      throw new Error('the simulator ended before it was ready')
    }),
  ])) as [string]
  const ready: { url: string; control: string; token: string; trust: string } = JSON.parse(line)
  const bearer = { authorization: `Bearer ${ready.token}` }

  return {
    ...ready,
    folder,
    file,
    child,
    ended,
    stop,

    /** Does something at the control interface; rejects when it was refused. */
    async act(name: string, wishes: object = {}) {
      const body = JSON.stringify(wishes)
      const response = await fetch(`${ready.control}/api/${name}`, { method: 'POST', headers: bearer, body })
      if (!response.ok) throw new Error(`${name}: ${await response.text()}`)
      return response.json()
    },

    async look(what: string) {
      return (await fetch(`${ready.control}/api/${what}`, { headers: bearer })).json()
    },

    /** What the pop-up does: posts a request as it stands, and takes the answer's text. */
    post(address: string, request: object, { origin }: Site = {}) {
      const body = `tbsPackage=${JSON.stringify(request).replaceAll('+', '%2B')}`
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        ...(origin ? { 'x-opener-origin': origin } : {}),
      }
      return fetch(ready.url + address, { method: 'POST', headers, body })
    },

    async sign(changes: object = {}, site?: Site): Promise<Answer> {
      const response = await this.post('/sign', { ...request, ...changes }, site)
      return (await response.json()) as Answer
    },

    async info(address = '/pkcs11info', site?: Site) {
      return (await this.post(address, {}, site)).json()
    },
  }
}

/** What a site asks for when it wants a signature. */
export const request = {
  func: 'MakeSignature',
  tbs: 'personnel-desk-1 purpose:sign-in',
  tbsEncoding: 'NONE',
  hashAlgorithm: 'SHA256',
  signatureType: 'PKCS7',
  pin: '123456',
  nonce: '',
  withCardSN: 'false',
  checkValidity: 'true',
}
