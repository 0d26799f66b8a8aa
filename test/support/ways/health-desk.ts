import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Test } from 'tap'
import { WebSocket } from 'ws'
import { root } from '../../../server/config.ts'
import { cardFolder } from '../card/folder.ts'
import { patience } from '../running/waiting.ts'

const program = path.join(root, 'dist/server/simulators/nhi/main.js')

/** Entries of the simulator's file of people: who `addPerson` invents, a colleague, and who is refused. */
export const healthPeople = {
  lin: entry(1, 'lin', '林美華', 'A223456781', { password: 'kite2468' }),
  chen: entry(2, 'chen', '陳文彬', 'A123456789', { sex: 'M', password: 'boat1357' }),
  gone: entry(3, 'gone', '張𡍼生', 'A123456707', { sex: 'M', password: 'moon8642', mark: 'cancelled' }),
  lost: entry(4, 'lost', '許淑芬', 'A223456790', { password: 'star9753', mark: 'lost' }),
  unregistered: entry(5, 'unregistered', '瓦旦‧諾幹', 'A123456770', { sex: 'M' }),
}

export type HealthEntry = ReturnType<typeof entry>

function entry(
  number: number,
  id: string,
  name: string,
  idNumber: string,
  more: { sex?: 'M' | 'F'; password?: string; mark?: string },
) {
  const cardNumber = `99000000${String(number).padStart(4, '0')}`
  return { id, name, idNumber, birthday: '0680312', sex: 'F' as const, cardNumber, ...more }
}

export type HealthDesk = Awaited<ReturnType<typeof startHealthDesk>>

type Ready = {
  /** Origin of the newer component, and over TLS when `--secure-port` is given. */
  component: string
  secure?: string
  /** Address of the older component. */
  socket: string
  control: string
  verifier: string
  token: string
  /** Hash of the public key that the browser is shown by both. */
  spki: string
  /** PEM file of the authority that certified it. */
  authority: string
}

/** What one sends to the service that verifies, but for the transaction. */
export type Signed = { basic: string; version: string; random: string; sign: string; password: string }

/** Runs the simulator of the health card until it ends; what it said, and its exit code. */
export async function runHealthDesk(args: readonly string[]) {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => said.push(String(data)))
  const [status] = await once(child, 'close')
  return { status, said: said.join('') }
}

/**
 * The simulated health card on free ports, as a process of its own that ends with the test: both components with one
 * reader, and the administration. `people` are entries of its file of people.
 */
export async function startHealthDesk(
  t: Test,
  people: readonly object[] = Object.values(healthPeople),
  args: readonly string[] = [],
) {
  const folder = await cardFolder(t)
  const file = path.join(folder, 'people.json')
  writeFileSync(file, JSON.stringify(people))
  const usual = ['--port', '0', '--socket-port', '0', '--data', folder, '--people', file, '--json', '--with-parent']
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
  const ready: Ready = JSON.parse(line)
  const bearer = { authorization: `Bearer ${ready.token}` }
  const ca = readFileSync(ready.authority)

  return {
    ...ready,
    folder,
    file,
    child,
    ended,
    stop,
    ca,
    /** With these a Chromium trusts the older component, under its real name too. */
    browserArgs: [
      `--ignore-certificate-errors-spki-list=${ready.spki}`,
      '--host-resolver-rules=MAP iccert.nhi.gov.tw 127.0.0.1',
    ],

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

    /** Calls the newer component as pages do: JSON under the type of a form. */
    async call(name: string, body?: object): Promise<Record<string, string>> {
      const init = {
        method: 'POST',
        headers: { origin: 'https://school.example' },
        signal: AbortSignal.timeout(patience),
      }
      const sent = body ? { ...init, body: JSON.stringify(body) } : init
      return (await (await fetch(`${ready.component}/api/${name}`, sent)).json()) as Record<string, string>
    },

    /** Reads a bitmap of the newer component as a canvas would: B, G, R of each pixel, without the zeros. */
    async picture(name: string): Promise<string> {
      const answer = await fetch(`${ready.component}/api/${name}.bmp?tick=${Date.now()}`)
      const bytes = Buffer.from(await answer.arrayBuffer())
      return bytes.subarray(bytes.readUInt32LE(10)).toString('latin1').replaceAll('\0', '')
    },

    /** A line to the older component, open. */
    async dial(address = ready.socket) {
      const socket = new WebSocket(address, { ca })
      const heard: string[] = []
      socket.on('message', data => heard.push(String(data)))
      await once(socket, 'open')
      return {
        socket,
        /** Every message that came. */
        heard,
        /** Sends one command and takes the next message; rejects when the line breaks before. */
        async ask(command: string): Promise<string> {
          const done = new AbortController()
          const { signal } = done
          const broken = once(socket, 'close', { signal }).then(() => Promise.reject(new Error('the line broke')))
          const next = once(socket, 'message', { signal })
          socket.send(command)
          try {
            const [data] = (await Promise.race([next, broken])) as [Buffer]
            return data.toString()
          } finally {
            done.abort()
            await Promise.allSettled([next, broken])
          }
        },
        close: () => socket.terminate(),
      }
    },

    /** What a page brings home from the newer component with this person's card in the reader. */
    async signed({ id, password = '' }: HealthEntry, random = '0417938265101177'): Promise<Signed> {
      await this.act('insert', { card: id })
      const { version = '' } = await this.call('GetVersion')
      const { result: _result, ...basic } = await this.call('GetBasic')
      const { sign = '' } = await this.call('SignHC', { random: version + random })
      return { basic: Object.values(basic).join(','), version, random, sign, password }
    },

    /** Asks the service that verifies; rejects with a TimeoutError when it says nothing for so long. */
    async verify(body: object, headers: Record<string, string> = {}, milliseconds = patience) {
      const answer = await fetch(`${ready.verifier}/v1/verifications`, {
        method: 'POST',
        headers: { ...bearer, 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(milliseconds),
      })
      const text = await answer.text()
      return { status: answer.status, text, body: text.startsWith('{') ? (JSON.parse(text) as object) : null }
    },
  }
}
