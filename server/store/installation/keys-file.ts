import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { KeyRing } from '../database/sealing.ts'

export type Keys = { ring: KeyRing; sessionSecret: string }

type KeysWhy = `keys-file.${'damaged' | 'missing' | 'not-made' | 'open' | 'unreadable'}`

/** `mistake` is for the operator. */
export type KeysRead =
  | { ok: true; keys: Keys }
  | { ok: false; mistake: { why: KeysWhy; holes: { file: string; code: string } } }

export async function readKeys(file: string): Promise<KeysRead> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => error.code ?? 'unreadable')
  if (typeof found === 'string') {
    return refuse(found === 'ENOENT' ? 'keys-file.missing' : 'keys-file.unreadable', file, found)
  }
  if ((found.mode & 0o077) !== 0) return refuse('keys-file.open', file)

  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error)
  if (typeof text !== 'string') return refuse('keys-file.unreadable', file, text.code)
  const keys = keysIn(text)
  return keys ? { ok: true, keys } : refuse('keys-file.damaged', file)
}

/** Makes new keys unless the file is there already; for set-up and the demonstration only. */
export async function makeKeys(file: string): Promise<KeysRead> {
  const half = `${file}.${randomBytes(6).toString('hex')}`
  try {
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(half, newKeys(new Date().toISOString().slice(0, 10)), { mode: 0o600, flush: true })
    // whole or not at all, and never over an older one
    await link(half, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  } catch (error) {
    return refuse('keys-file.not-made', file, (error as NodeJS.ErrnoException).code)
  } finally {
    await rm(half, { force: true })
  }
  return readKeys(file)
}

const refuse = (why: KeysWhy, file: string, code = ''): KeysRead => ({
  ok: false,
  mistake: { why, holes: { file, code } },
})

function keysIn(text: string): Keys | undefined {
  const lines = text.split('\n').map(line => line.trim())
  const said = (name: string) => lines.find(line => line.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
  const dataKeys = said('DATA_KEYS')
    .split(',')
    .map(entry => {
      const [id = '', key = ''] = entry.split(':')
      return { id, key: Buffer.from(key, 'base64') }
    })
  const indexKey = Buffer.from(said('INDEX_KEY'), 'base64')
  const sessionSecret = said('SESSION_SECRET')
  const isWhole = dataKeys.every(({ id, key }) => /^[\w-]{1,40}$/.test(id) && key.length === 32)
  const isDistinct = new Set(dataKeys.map(({ id }) => id)).size === dataKeys.length
  if (!isWhole || !isDistinct || indexKey.length !== 32 || sessionSecret.length < 32) return undefined
  return { ring: { dataKeys, indexKey }, sessionSecret }
}

const newKeys = (
  day: string,
) => `# The keys of this installation. Without this file nobody can read the sealed fields again:
# keep a copy of it apart from the backups of the data. The first data key seals, all of them open.
DATA_KEYS=${day}:${randomBytes(32).toString('base64')}
INDEX_KEY=${randomBytes(32).toString('base64')}
SESSION_SECRET=${randomBytes(32).toString('base64')}
`
