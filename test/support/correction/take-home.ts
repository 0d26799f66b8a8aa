import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../../../server/config.ts'
import type { Browser } from '../app/app.ts'
import { words } from '../app/pages.ts'

/**
 * Does what somebody does at home who has nothing but the page of a sent correction: downloads every file it offers into an
 * empty folder and runs the commands as they stand. Gives each command with what it said, and what this program said.
 */
export async function verifyAtHome(browser: Browser, id: string, folder: string) {
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
  const program = `'${process.execPath}' '${path.join(root, 'dist/server/cli.js')}'`
  const script = ofDesk.replace('npm run -s desk --', program)
  const { status, stdout, stderr } = spawnSync('sh', ['-ec', script], { cwd: folder, encoding: 'utf8' })
  return { ran, ofDesk, desk: { status, said: `${stdout}${stderr}`, script } }
}
