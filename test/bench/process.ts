import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

/** Starts a script of ours and waits for the first line that holds `ready`; gives the line and how long it took. */
export async function start(script: string, args: string[], ready: RegExp, env: NodeJS.ProcessEnv = {}) {
  const begun = performance.now()
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', line => ready.test(line) && resolve(line))
    void ended.then(() => reject(new Error(`${script} ended before it was ready`)))
  })
  return {
    line,
    pid: child.pid ?? 0,
    milliseconds: performance.now() - begun,
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

/** Does something while it runs, and stops it also when that failed. */
export async function during<Started extends { stop: () => Promise<void> }, T>(
  starting: Promise<Started>,
  work: (started: Started) => Promise<T>,
): Promise<T> {
  const started = await starting
  try {
    return await work(started)
  } finally {
    await started.stop()
  }
}

/** Processor time of a process so far, in microseconds, user and system together. */
export function processorTime(pid: number): number {
  const [user = 0, system = 0] = timesOf(pid)
  return user + system
}

/** The same of PostgreSQL: the postmaster, its children, and those of them that ended. */
export function timeOfPostgres(postmaster: number): number {
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ')
  const times = [timesOf(postmaster), ...children.map(pid => timesOf(Number(pid)).slice(0, 2))]
  return times.flat().reduce((sum, time) => sum + time, 0)
}

/** User and system of the process, user and system of its children that ended: fields 14 to 17 of proc(5). */
function timesOf(pid: number): number[] {
  const fields = (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '').split(' ')
  // a tick is a hundredth of a second on every Linux we know
  return fields.slice(11, 15).map(ticks => Number(ticks) * 10_000)
}

/** Memory a process holds now, in MiB. */
export function memory(pid: number): number {
  const [, kib = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kib) / 1024
}
