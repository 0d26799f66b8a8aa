import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Test } from 'tap'
import { root } from '../../../server/config.ts'

/** A documented command in a session of its own, as a service manager or a terminal starts it. */
export function startSession(t: Test, [command = '', ...args]: string[], env: NodeJS.ProcessEnv, cwd = root) {
  const child = spawn(command, args, {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const pid = child.pid ?? 0
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()))
  let isOver = false
  // when nobody holds its output any more
  const over = new Promise<void>(resolve => child.once('close', () => resolve())).then(() => (isOver = true))
  t.teardown(() => {
    if (!isOver) process.kill(-pid, 'SIGKILL')
  })
  async function until(isSo: () => boolean) {
    while (!isSo()) {
      if (isOver) throw new Error(`it ended too early: ${said}`)
      await pause(10)
    }
  }
  return { pid, over, until, says: (what: RegExp) => until(() => what.test(said)), said: () => said }
}

/** A file of a process, or nothing if the process has ended: those of others may end at any time. */
export function ofProcess(pid: string, file: 'cmdline' | 'environ' | 'stat'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

/** The numbers of all processes. */
export const allPids = (): string[] => readdirSync('/proc').filter(name => /^\d+$/.test(name))

/** The command lines of all processes that have to do with a folder; the ones that clean up after a test aside. */
export function left(folder: string): string[] {
  return allPids()
    .filter(pid => Number(pid) !== process.pid)
    .map(pid => [ofProcess(pid, 'cmdline'), ofProcess(pid, 'environ')])
    .filter(([line = '', env = '']) => (line + env).includes(folder) && !line.includes('cat >/dev/null'))
    .map(([line = '']) => line.replaceAll('\0', ' '))
}

async function isFree(port: number) {
  const server = createServer()
  const tried = new Promise<boolean>(resolve => {
    server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true))
  })
  return tried.finally(() => server.close())
}

/** Waits for its end; then no process has to do with the folder, the ports are free, and nothing was complained about. */
export async function nothingIsLeft(
  t: Test,
  program: ReturnType<typeof startSession>,
  folder: string,
  ports: number[],
) {
  await program.over
  t.same(left(folder), [])
  for (const port of ports) t.ok(await isFree(port), `port ${port} is free`)
  t.notMatch(program.said(), /^\s+at .+\.[jt]s:\d|"level":60/m, 'and nothing broke')
}
