import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Test } from 'tap'
import { patience } from '../running/waiting.ts'

/** For `t.test(…, { skip })`: why there is no text browser, or false. */
export const skip = hasAll() ? false : 'w3m and script (util-linux) are not both here'

function hasAll(): boolean {
  try {
    execFileSync('/bin/sh', ['-c', 'command -v w3m && command -v script'])
    return true
  } catch {
    return false
  }
}

/**
 * w3m on a terminal of its own, worked by its keys: labels and links are found by searching for their words, as its
 * users do. `see` gives the text of the page without blanks and line breaks.
 */
export async function openTextBrowser(t: Test, url: string) {
  const home = t.testdir()
  const [saved, typed] = [path.join(home, 'page.txt'), path.join(home, 'typed.txt')]
  mkdirSync(path.join(home, '.w3m'))
  writeFileSync(path.join(home, '.w3m/keymap'), `keymap X SAVE_SCREEN "${saved}"\nkeymap C COMMAND\n`)
  // the editor for long texts is one that knows what will be typed
  writeFileSync(path.join(home, 'editor'), `#!/bin/sh\ncat '${typed}' > "$1"\n`, { mode: 0o755 })
  const child = spawn(
    'script',
    ['-qfc', `stty cols 132 rows 50; exec w3m -cookie -no-mouse -o confirm_qq=0 ${url}`, '/dev/null'],
    {
      cwd: home,
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        LC_ALL: 'C.UTF-8',
        TERM: 'vt100',
        EDITOR: path.join(home, 'editor'),
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  )
  t.teardown(() => child.kill('SIGTERM'))
  let screen = ''
  child.stdout.on('data', data => (screen += String(data)))
  await until(() => screen.includes('Viewing'))

  const press = (keys: string) => void child.stdin.write(keys)
  const command = (text: string) => press(`C${text}\r`)

  async function find(words: string) {
    const before = screen.length
    command('BEGIN')
    command(`SEARCH "${words}"`)
    await see()
    if (screen.slice(before).includes('Not found')) throw new Error(`w3m does not find ${words}`)
  }

  async function see(): Promise<string> {
    rmSync(saved, { force: true })
    press('X')
    await until(() => existsSync(saved))
    let text = ''
    do {
      text = readFileSync(saved, 'utf8')
      await wait(20)
    } while (text === '' || text !== readFileSync(saved, 'utf8'))
    return text.replace(/\s+/g, '')
  }

  return {
    home,
    see,
    go: (address: string) => command(`GOTO ${address}`),

    /** Follows the link, or presses the button, at the first place of these words. */
    async follow(words: string) {
      await find(words)
      command('GOTO_LINK')
      await see()
    },

    /** Types into the field after a label (a regular expression of w3m without `$`: its field may follow on the line). */
    async fill(label: string, text: string) {
      await find(label)
      press(`\t\r\u0015${text}\r`)
      await see()
    },

    /** Ticks the box before a label. */
    async tick(label: string) {
      await find(label)
      command('PREV_LINK')
      press('\r')
      await see()
    },

    async fillLong(label: string, text: string) {
      writeFileSync(typed, text)
      await find(label)
      press('\t\r')
      await see()
    },

    /** Sends the form of the field that was filled last. */
    async submit() {
      command('SUBMIT')
      await see()
    },
  }

  async function until(isSo: () => boolean) {
    for (let waited = 0; !isSo(); waited += 20) {
      if (waited > patience) throw new Error(`w3m does not go on: ${screen.slice(-500)}`)
      await wait(20)
    }
  }
}
