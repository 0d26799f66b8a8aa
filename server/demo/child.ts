import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../config.ts'
import type { Mistake } from '../mistake.ts'

export type Child<Facts> = { facts: Facts; stop: () => Promise<void> }

/**
 * Starts a simulator of dist/server/simulators in a process of its own; it ends with this one, however that ends. Its
 * first line says where it is.
 */
export async function startChild<Facts>(
  name: string,
  args: readonly string[],
  onLost: () => void,
): Promise<{ ok: true; child: Child<Facts> } | { ok: false; mistake: Mistake }> {
  const script = path.join(root, 'dist/server/simulators', name, 'main.js')
  const child = spawn(
    process.execPath,
    [script, '--json', '--with-parent', ...args],
    // Ctrl-C reaches us first: it hears the end through the pipe
    { detached: true, stdio: ['pipe', 'pipe', 'pipe'] },
  )
  let said = ''
  child.stderr.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-2000)))
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  const line = await Promise.race([
    new Promise<string>(resolve => createInterface({ input: child.stdout }).once('line', resolve)),
    ended.then(() => undefined),
  ])
  if (line === undefined) {
    return { ok: false, mistake: { why: 'demo.refused.simulator', holes: { name, said: said.trim() } } }
  }

  let isWanted = true
  void ended.then(() => isWanted && onLost())
  return {
    ok: true,
    child: {
      facts: JSON.parse(line) as Facts,
      stop: () => {
        isWanted = false
        child.stdin.end()
        return ended
      },
    },
  }
}
