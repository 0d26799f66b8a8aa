import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { visitor } from './app.ts'
import { words } from './pages.ts'

/**
 * Does what somebody does at home who has nothing but the page of a sent request: downloads every file it offers into an
 * empty folder and runs the commands as they stand. Gives each command with what it said.
 */
export async function verifyAtHome(browser: ReturnType<typeof visitor>, id: string, folder: string) {
  mkdirSync(folder, { recursive: true })
  const page = await browser.get(`/corrections/${id}`)
  for (const [, url = ''] of page.body.matchAll(/href="(\/corrections\/[^"]+\/signatures\/[^"]+)"/g)) {
    const { rawPayload, headers } = await browser.get(url)
    const name = /filename="([^"]+)"/.exec(String(headers['content-disposition']))?.[1] ?? ''
    writeFileSync(path.join(folder, name), rawPayload)
  }
  const [commands = '', ofDesk = ''] = (page.body.match(/<pre lang="en">.*?<\/pre>/gs) ?? []).map(words)
  const ran = commands.split('\n').map(line => {
    const [command = '', ...args] = line.split(' ')
    const { status, stdout } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' })
    return { line, status, said: stdout.trim() }
  })
  return { ran, ofDesk }
}
