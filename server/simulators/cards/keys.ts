import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

const makePair = promisify(generateKeyPair)

/** A fresh RSA key; 0.2 s for 2048 bits, 1.7 s for 4096, off the main thread. */
export async function rsaKey(bits = 2048, publicExponent = 65537): Promise<KeyObject> {
  const { privateKey } = await makePair('rsa', { modulusLength: bits, publicExponent })
  return privateKey
}

/** The key kept in this file, made and kept at the first call. */
export async function keptKey(file: string, bits: number): Promise<KeyObject> {
  const text = await textOf(file)
  if (text) return createPrivateKey(text)
  const key = await rsaKey(bits)
  await keep(file, key.export({ type: 'pkcs8', format: 'pem' }), 0o600)
  return key
}

/** The bytes kept in this file, made and kept at the first call. */
export async function keptBytes(file: string, make: () => Buffer): Promise<Buffer> {
  const old = await bytesOf(file)
  if (old) return old
  const fresh = make()
  await keep(file, fresh)
  return fresh
}

/** Writes beside and renames, so that a reader never meets half a file. */
export async function keep(file: string, content: string | Buffer, mode = 0o644) {
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(`${file}.new`, content, { mode })
  await rename(`${file}.new`, file)
}

export const textOf = async (file: string) => (await bytesOf(file))?.toString('utf8')

const bytesOf = (file: string): Promise<Buffer | undefined> =>
  readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
