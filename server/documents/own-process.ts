import { fork } from 'node:child_process'
import { once } from 'node:events'

export type Ended<Done> = { ok: true; done: Done } | { ok: false; why: 'busy' | 'large' }

/**
 * Hands a task to a program in a process of its own, so that requests go on meanwhile: what is more than the bounds
 * let it bear is `large`, and ends that process only, which it would not do to a thread. The program answers with one
 * message.
 */
export async function inOwnProcess<Done>(
  program: URL,
  task: object,
  { maxMegabytes, maxMs }: { maxMegabytes: number; maxMs: number },
): Promise<Ended<Done>> {
  const process = fork(program, {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${maxMegabytes}`],
    // it has no business with our settings, and what it says of a file is nothing for our log
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const ended = new AbortController()
  process.once('exit', () => ended.abort())
  // held here: a signal that ends by itself may be collected before, and everybody would wait for ever
  const late = setTimeout(() => ended.abort(), maxMs)
  try {
    process.send(task)
    const [done] = (await once(process, 'message', { signal: ended.signal })) as [Done]
    return { ok: true, done }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ABORT_ERR') throw error
    return { ok: false, why: 'large' }
  } finally {
    clearTimeout(late)
    process.kill('SIGKILL')
  }
}

/** A line of tasks that are done one after another; more that wait than anybody has the patience for are `busy`. */
export function inTurn(mostAtOnce: number) {
  let working = 0
  let last: Promise<unknown> = Promise.resolve()
  return async <Done>(task: () => Promise<Ended<Done>>): Promise<Ended<Done>> => {
    if (working >= mostAtOnce) return { ok: false, why: 'busy' }
    working++
    const turn = last.then(task)
    last = turn.catch(() => undefined)
    return turn.finally(() => working--)
  }
}
