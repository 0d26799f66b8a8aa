import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Test } from 'tap'
import { patience } from '../../running/waiting.ts'
import { diploma, type Site } from '../site.ts'
import type { Window } from './description.ts'

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

type Place = { before: string; after: string }

/**
 * w3m on a terminal of its own, worked by its keys: labels, links and buttons are found by searching for their words,
 * as its users do, and whether something was followed is known by what the site was asked for.
 */
export async function byText(t: Test, { app, baseUrl }: Site, home: string): Promise<Window> {
  const [saved, typed, file] = [
    path.join(home, 'page.txt'),
    path.join(home, 'typed.txt'),
    path.join(home, diploma.name),
  ]
  mkdirSync(path.join(home, '.w3m'), { recursive: true })
  writeFileSync(path.join(home, '.w3m/keymap'), `keymap X SAVE_SCREEN "${saved}"\nkeymap C COMMAND\n`)
  // the editor for long texts is one that knows what will be typed
  writeFileSync(path.join(home, 'editor'), `#!/bin/sh\ncat '${typed}' > "$1"\n`, { mode: 0o755 })
  writeFileSync(file, diploma.buffer)
  const child = spawn(
    'script',
    [
      '-qfc',
      `stty cols 132 rows 50; exec w3m -cookie -no-mouse -o confirm_qq=0 -o accept_language=zh-TW ${baseUrl}/sitemap`,
      '/dev/null',
    ],
    {
      cwd: home,
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        LC_ALL: 'C.UTF-8',
        TERM: 'linux',
        EDITOR: path.join(home, 'editor'),
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  )
  // without its terminal w3m ends
  t.teardown(() => child.kill('SIGKILL'))
  let screen = ''
  child.stdout.on('data', data => (screen += String(data)))
  let asked = 0
  app.server.on('request', () => (asked += 1))
  await until(() => screen.includes('Viewing'))

  const keys = (pressed: string) => void child.stdin.write(pressed)
  const command = (text: string) => keys(`C${text}\r`)

  /** Where these words stand, as a search comes by them, with what stands around each on its line. */
  async function placesOf(words: string): Promise<Place[]> {
    const lines = (await see()).split('\n')
    return lines.flatMap(line => {
      const parts = line.split(words)
      return parts
        .slice(1)
        .map((_, i) => ({ before: parts.slice(0, i + 1).join(words), after: parts.slice(i + 1).join(words) }))
    })
  }

  /** To the first place that is right by the first of these that any is, or else to the first. */
  async function goTo(words: string, ...right: ((place: Place) => boolean)[]) {
    const places = await placesOf(words)
    const nth = right.map(one => places.findIndex(one)).find(index => index >= 0)
    await goToNth(words, places, nth ?? 0)
  }

  async function goToNth(words: string, places: readonly Place[], nth: number) {
    if (places.length === 0) throw new Error('these words are not there')
    command('BEGIN')
    command(`SEARCH "${words}"`)
    for (let i = nth; i > 0; i -= 1) command('SEARCH_NEXT')
  }

  const isAtStart = ({ before }: Place) => before.trim() === ''
  /** A label may begin as another one does. */
  const goToField = (label: string) =>
    goTo(label, place => isAtStart(place) && /^\s*(\[|$)/.test(place.after), isAtStart)

  /** At the first of these places from where the site is asked for something, those first where a name may begin. */
  async function follow(words: string) {
    const before = asked
    const places = [...(await placesOf(words)).entries()]
    const [beginning, within] = [true, false].map(is =>
      places.filter(([, { before: line }]) => /(^|[\s•])$/.test(line) === is),
    )
    for (const [i] of [...beginning!, ...within!]) {
      // within a page a link may have led elsewhere
      await goToNth(words, await placesOf(words), i)
      command('GOTO_LINK')
      await see()
      if (asked > before) return
    }
    throw new Error('no link and no button has these words')
  }

  async function see(): Promise<string> {
    rmSync(saved, { force: true })
    keys('X')
    await until(() => existsSync(saved))
    let text = ''
    do {
      text = readFileSync(saved, 'utf8')
      await wait(20)
    } while (text === '' || text !== readFileSync(saved, 'utf8'))
    return text
  }

  async function fill(label: string, text: string) {
    await goToField(label)
    keys(`\t\r\u0015${text}\r`)
    await see()
  }

  async function until(isSo: () => boolean) {
    for (let waited = 0; !isSo(); waited += 20) {
      if (waited > patience) throw new Error(`w3m does not go on: ${screen.slice(-500)}`)
      await wait(20)
    }
  }

  return {
    hasScript: false,
    open: async path => {
      command(`GOTO ${baseUrl}${path}`)
      await see()
    },
    follow,
    press: follow,
    // the box stands before its label
    tick: async name => {
      await goTo(name, ({ before }) => /[\])]$/.test(before))
      command('PREV_LINK')
      keys('\r')
      await see()
    },
    fill,
    write: async (label, text) => {
      writeFileSync(typed, `${text}\n`)
      await goToField(label)
      keys('\t\r')
      await see()
    },
    choose: async (label, option) => {
      await goToField(label)
      keys(`\t\r/${option}\r\r`)
      await see()
    },
    // w3m sends a form as soon as its file is named
    addFile: label => fill(label, file),
    // a file that w3m cannot show is kept under a name that one gives it, and told of in a list
    openFile: async name => {
      const from = screen.length
      await goTo(name)
      command('GOTO_LINK')
      await until(() => screen.slice(from).includes('Save file'))
      keys(`\u0015${asked}.pdf\r`)
      for (let tries = 0; !(await see()).includes('Download complete'); tries += 1) {
        if (tries === 100) throw new Error('the file does not come')
        command('RELOAD')
      }
      command('BACK')
    },
    // what was deleted and inserted is marked in words
    read: async () => (await see()).replace(/\s+|\[(DEL|INS):|:(DEL|INS)\]/g, ''),
  }
}
