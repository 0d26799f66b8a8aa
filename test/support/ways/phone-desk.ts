import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Test } from 'tap'
import { root } from '../../../server/config.ts'
import { openMobileId } from '../../../server/outside/mobile-id.ts'

const program = path.join(root, 'dist/server/simulators/fido/main.js')

/** Entries of the simulator's file of people: who `addPerson` invents, and a colleague. */
export const phonePeople = {
  lin: { id: 'lin', name: '林美華', idNumber: 'A223456781', subjectSerial: '0000000099907001' },
  chen: { id: 'chen', name: '陳文彬', idNumber: 'A123456789', subjectSerial: '0000000099907002' },
}

export type PhoneDesk = Awaited<ReturnType<typeof startPhones>>

/** The simulated phones in a process of their own, over the demo authority that is kept in `ca`; `site` is who asks them. */
export async function startPhones(
  t: Test,
  ca: string,
  {
    people = Object.values(phonePeople),
    site = 'http://localhost:3000',
  }: { people?: readonly object[]; site?: string } = {},
) {
  const file = path.join(ca, 'phones.json')
  writeFileSync(file, JSON.stringify(people))
  const place = ['--port', '0', '--callback', `${site}/phone-answer`]
  const args = [...place, '--data', ca, '--people', file, '--json', '--with-parent']
  const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  t.teardown(async () => {
    child.kill('SIGTERM')
    await ended
  })
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(() => {
      throw new Error('the simulator ended before it was ready')
    }),
  ])) as [string]
  type Ready = { url: string; control: string; token: string; serviceId: string; key: string }
  const ready = JSON.parse(line) as Ready
  const account = { serviceId: ready.serviceId, key: Buffer.from(ready.key, 'base64') }
  const bearer = { authorization: `Bearer ${ready.token}` }

  // the keys of the phones are made at first sight, which takes a while on a busy machine
  const seen = people.map(person =>
    fetch(`${ready.control}/api/phones/${(person as { id: string }).id}`, { headers: bearer }),
  )
  await Promise.all(seen)

  return {
    ...ready,
    account,
    /** The product's own client. */
    service: openMobileId({ url: ready.url, ...account }, 4000),
    /** The same where the site is registered for the ministry's page, which lies at another site than ours. */
    withPage: openMobileId(
      { url: ready.url, webUrl: ready.control.replace('localhost', '127.0.0.1'), ...account },
      4000,
    ),

    /** Does something on a phone; rejects when it was refused. */
    async act(name: string, wishes: object = {}) {
      const body = JSON.stringify(wishes)
      const response = await fetch(`${ready.control}/api/${name}`, { method: 'POST', headers: bearer, body })
      if (!response.ok) throw new Error(`${name}: ${await response.text()}`)
      return response.json()
    },

    async look(what: string) {
      return (await fetch(`${ready.control}/api/${what}`, { headers: bearer })).json()
    },
  }
}
