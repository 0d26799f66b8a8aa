import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Test } from 'tap'
import { scratchFolder } from '../database/cluster.ts'

const shared = process.env['TEST_KEYS']

/**
 * A folder for a demo authority of its own, which goes with `t`. The RSA keys that other test files of this run made for
 * the same authorities and cards lie in it, and what is made besides is passed on; certificates and lists are its own.
 */
export async function cardFolder(t: Test): Promise<string> {
  const folder = await scratchFolder()
  if (shared) await bringKeys(shared, folder)
  t.teardown(async () => {
    if (shared) await bringKeys(folder, shared)
    await rm(folder, { recursive: true, force: true })
  })
  return folder
}

async function bringKeys(from: string, to: string) {
  const keys = (await readdir(from, { recursive: true })).filter(file => /\.(pem|key)$/.test(file))
  for (const key of keys.filter(key => !existsSync(path.join(to, key)))) {
    const bytes = await readFile(path.join(from, key))
    // a certificate may have such a name, too
    if (!bytes.includes('PRIVATE KEY')) continue
    const place = path.join(to, key)
    // renamed, so that nobody meets half a key
    const beside = `${place}.${process.pid}`
    await mkdir(path.dirname(place), { recursive: true })
    await writeFile(beside, bytes, { mode: 0o600 })
    await rename(beside, place)
  }
}
