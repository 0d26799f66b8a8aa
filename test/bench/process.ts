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

/** Processor time of a process so far, in microseconds, user and system together. */
export function processorTime(pid: number): number {
  const fields = (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '').split(' ')
  // fields 14 and 15 of proc(5); a tick is a hundredth of a second on every Linux we know
  return (Number(fields[11]) + Number(fields[12])) * 10_000
}

/** Memory a process holds now, in MiB. */
export function memory(pid: number): number {
  const [, kib = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kib) / 1024
}
