import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Test } from 'tap'
import { WebSocket } from 'ws'
import { cardFolder } from '../card/folder.ts'
import { world } from '../person/world.ts'
import { runSimulator, startSimulator } from '../running/simulator.ts'
import { patience } from '../running/waiting.ts'

/** Entries of the simulator's file of people: lin, chen, and who is refused. */
export const healthPeople = {
  lin: entry(1, 'lin', world.lin, { password: 'kite2468' }),
  chen: entry(2, 'chen', world.chen, { sex: 'M', password: 'boat1357' }),
  gone: entry(
    3,
    'gone',
    { name: '張𡍼生', idNumber: 'A123456707' },
    { sex: 'M', password: 'moon8642', mark: 'cancelled' },
  ),
  lost: entry(4, 'lost', { name: '許淑芬', idNumber: 'A223456790' }, { password: 'star9753', mark: 'lost' }),
  unregistered: entry(5, 'unregistered', { name: '瓦旦‧諾幹', idNumber: 'A123456770' }, { sex: 'M' }),
}

export type HealthEntry = ReturnType<typeof entry>

function entry(
  number: number,
  id: string,
  { name, idNumber }: { name: string; idNumber: string },
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
export const runHealthDesk = (args: readonly string[]) => runSimulator('nhi', args)

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
  const desk = await startSimulator<Ready>(t, 'nhi', { folder, people, args: ['--socket-port', '0', ...args] })
  const { bearer } = desk
  const ca = readFileSync(desk.authority)

  return {
    ...desk,
    ca,
    /** With these a Chromium trusts the older component, under its real name too. */
    browserArgs: [
      `--ignore-certificate-errors-spki-list=${desk.spki}`,
      '--host-resolver-rules=MAP iccert.nhi.gov.tw 127.0.0.1',
    ],

    /** Calls the newer component as pages do: JSON under the type of a form. */
    async call(name: string, body?: object): Promise<Record<string, string>> {
      const init = {
        method: 'POST',
        headers: { origin: 'https://school.example' },
        signal: AbortSignal.timeout(patience),
      }
      const sent = body ? { ...init, body: JSON.stringify(body) } : init
      return (await (await fetch(`${desk.component}/api/${name}`, sent)).json()) as Record<string, string>
    },

    /** Reads a bitmap of the newer component as a canvas would: B, G, R of each pixel, without the zeros. */
    async picture(name: string): Promise<string> {
      const answer = await fetch(`${desk.component}/api/${name}.bmp?tick=${Date.now()}`)
      const bytes = Buffer.from(await answer.arrayBuffer())
      return bytes.subarray(bytes.readUInt32LE(10)).toString('latin1').replaceAll('\0', '')
    },

    /** A line to the older component, open. */
    async dial(address = desk.socket) {
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
      const answer = await fetch(`${desk.verifier}/v1/verifications`, {
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
