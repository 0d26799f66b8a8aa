import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { maxListBytes } from '../domain/card/profile.ts'

/** A revocation list; `bytes` is undefined when it could not be fetched. `source` has no query; a file has no `uri`. */
export type Fetched = { source: string; uri?: string; bytes: Buffer | undefined }

export type Sources = { crlFolder?: string; crlUrls: readonly string[] }

/** Every list of the configured folder and addresses, one after the other: they are long. */
export async function* fetchLists({ crlFolder, crlUrls }: Sources): AsyncGenerator<Fetched> {
  for (const url of crlUrls) yield { source: nameOf(url), uri: url, bytes: await download(url).catch(() => undefined) }
  if (crlFolder === undefined) return
  const names = await readdir(crlFolder).catch(() => undefined)
  if (!names) yield { source: path.basename(crlFolder), bytes: undefined }
  for (const name of (names ?? []).filter(name => /\.crl$/i.test(name)).sort()) {
    yield { source: name, bytes: await take(path.join(crlFolder, name)).catch(() => undefined) }
  }
}

function nameOf(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}

async function download(url: string): Promise<Buffer | undefined> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(120_000) })
  if (!answer.ok || !answer.body) return undefined
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body) {
    size += part.length
    if (size > maxListBytes) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}

async function take(file: string): Promise<Buffer | undefined> {
  const found = await stat(file)
  return found.isFile() && found.size <= maxListBytes ? readFile(file) : undefined
}
