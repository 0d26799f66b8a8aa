import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'

export type Unzipped =
  | { ok: true; files: Map<string, Buffer> }
  | { ok: false; why: 'sheet.refused.broken' | 'sheet.refused.encrypted' | 'sheet.refused.large' }

const mostEntries = 1000
const refuse = (why: 'broken' | 'encrypted' | 'large'): Unzipped => ({ ok: false, why: `sheet.refused.${why}` })

/**
 * The files of a zip archive whose names are wanted, at most `maxBytes` of them together as they really are: what the
 * archive says of their sizes is not believed. Of the others only the names are read.
 */
export async function unzip(bytes: Buffer, isWanted: (name: string) => boolean, maxBytes: number): Promise<Unzipped> {
  try {
    return await filesIn(await fromBufferPromise(bytes), isWanted, maxBytes)
  } catch {
    // whatever the library finds wrong with an archive, or cannot unpack
    return refuse('broken')
  }
}

async function filesIn(zip: ZipFile, isWanted: (name: string) => boolean, maxBytes: number): Promise<Unzipped> {
  if (zip.entryCount > mostEntries) return refuse('large')
  const files = new Map<string, Buffer>()
  let left = maxBytes
  for await (const entry of zip.eachEntry()) {
    const { fileName: name } = entry
    if (entry.isEncrypted()) return refuse('encrypted')
    if (files.has(name) || !entry.canDecodeFileData()) return refuse('broken')
    const file = isWanted(name) ? await read(zip, entry, left) : Buffer.alloc(0)
    if (!file) return refuse('large')
    left -= file.length
    files.set(name, file)
  }
  return { ok: true, files }
}

/** Undefined where it has more than `most` bytes. */
async function read(zip: ZipFile, entry: Entry, most: number): Promise<Buffer | undefined> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of await zip.openReadStreamPromise(entry)) {
    length += piece.length
    if (length > most) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
