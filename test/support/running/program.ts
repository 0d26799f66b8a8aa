import type { Test } from 'tap'
import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { root } from '../../../server/config.ts'
import { tryPort } from '../../../server/ports.ts'
import { scratchFolder, tether } from '../database/cluster.ts'

export type Program = {
  pid: number
  /** Everything it wrote so far. */
  said: () => { out: string; err: string }
  /** Waits until its output holds this, and gives the match; fails when the program ends without having said it. */
  says: (what: RegExp) => Promise<RegExpMatchArray>
  /** Ends it with this signal; gives its exit status (null after a signal that killed it). */
  end: (signal: NodeJS.Signals) => Promise<number | null>
  ended: Promise<number | null>
}

/** A script of dist/server in a process of its own, with nothing of our environment but what is given. */
export function startProgram(t: Test, script: string, args: string[] = [], env: NodeJS.ProcessEnv = {}): Program {
  const child = spawn(process.execPath, [path.join(root, 'dist/server', script), ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text))
  const ended = new Promise<number | null>(resolve => child.once('close', resolve))
  let isOver = false
  void ended.then(() => (isOver = true))
  t.teardown(async () => {
    child.kill('SIGKILL')
    await ended
  })

  async function says(what: RegExp) {
    for (;;) {
      const found = what.exec(said.out) ?? what.exec(said.err)
      if (found) return found
      if (isOver) throw new Error(`it ended without saying ${what}: ${said.out}${said.err}`)
      await pause(20)
    }
  }
  return {
    pid: child.pid ?? 0,
    said: () => said,
    says,
    end: signal => {
      child.kill(signal)
      return ended
    },
    ended,
  }
}

/** A folder for data and keys; whatever database was left running there ends with `t`. */
export async function programFolder(t: Test) {
  const folder = await scratchFolder()
  const cuts = ['data', 'demo/database'].map(name => tether(path.join(folder, name, 'pg18'), path.join(folder, name)))
  t.teardown(async () => {
    for (const cut of cuts) cut()
    await rm(folder, { recursive: true, force: true })
  })
  return folder
}

export async function freePort(): Promise<number> {
  const tried = await tryPort('127.0.0.1', 0)
  if (!tried.ok) throw new Error(tried.why)
  return tried.port
}
