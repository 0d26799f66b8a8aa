import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Test } from 'tap'
import { root } from '../../../server/config.ts'

type Simulator = 'hipki' | 'nhi' | 'fido'

const programOf = (name: Simulator) => path.join(root, `dist/server/simulators/${name}/main.js`)

/** Runs a simulator until it ends; what it said, and its exit code. */
export async function runSimulator(name: Simulator, args: readonly string[]) {
  const child = spawn(process.execPath, [programOf(name), ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => said.push(String(data)))
  const [status] = await once(child, 'close')
  return { status, said: said.join('') }
}

/**
 * A simulator on free ports, as a process of its own that ends with the test; what it says when it is ready comes with
 * it. `people` are entries of its file of people, which lies in `folder` beside its keys.
 */
export async function startSimulator<Ready extends { control: string; token: string }>(
  t: Test,
  name: Simulator,
  { folder, people, args }: { folder: string; people: readonly object[]; args: readonly string[] },
) {
  const file = path.join(folder, `people-of-${name}.json`)
  writeFileSync(file, JSON.stringify(people))
  const always = ['--port', '0', '--data', folder, '--people', file, '--json', '--with-parent']
  const child = spawn(process.execPath, [programOf(name), ...always, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
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

  return {
    ...ready,
    folder,
    file,
    child,
    ended,
    stop,
    /** What its own service asks for in every request. */
    bearer,

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
  }
}
