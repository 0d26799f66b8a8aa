import { inflateRawSync } from 'node:zlib'

export type Unzipped =
  | { ok: true; files: Map<string, Buffer> }
  | { ok: false; why: 'sheet.refused.broken' | 'sheet.refused.encrypted' | 'sheet.refused.large' }

const mostEntries = 1000
const endMark = Buffer.from([0x50, 0x4b, 0x05, 0x06])
const [entryMark, fileMark] = [0x02014b50, 0x04034b50]
const broken = { ok: false, why: 'sheet.refused.broken' } as const

/**
 * The files of a zip archive whose names are wanted, at most `maxBytes` of them together as they really are: what the
 * archive says of their sizes is not believed. Of the others only the names are read.
 */
export function unzip(bytes: Buffer, isWanted: (name: string) => boolean, maxBytes: number): Unzipped {
  try {
    return filesIn(bytes, isWanted, maxBytes)
  } catch (error) {
    // a number that points out of the file, or what is no deflated stream
    if (error instanceof RangeError || isOfZlib(error)) {
      return codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? { ok: false, why: 'sheet.refused.large' } : broken
    }
    throw error
  }
}

function filesIn(bytes: Buffer, isWanted: (name: string) => boolean, maxBytes: number): Unzipped {
  const end = bytes.lastIndexOf(endMark)
  if (end === -1) return broken
  const count = bytes.readUInt16LE(end + 10)
  if (count > mostEntries) return { ok: false, why: 'sheet.refused.large' }
  const files = new Map<string, Buffer>()
  let [at, left] = [bytes.readUInt32LE(end + 16), maxBytes]
  for (let i = 0; i < count; i++) {
    if (bytes.readUInt32LE(at) !== entryMark) return broken
    const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)]
    const [size, start] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)]
    const [ofName, ofExtra] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30)]
    const name = bytes.toString('utf8', at + 46, at + 46 + ofName)
    at += 46 + ofName + ofExtra + bytes.readUInt16LE(at + 32)
    if ((flags & 1) === 1) return { ok: false, why: 'sheet.refused.encrypted' }
    if (files.has(name) || (method !== 0 && method !== 8)) return broken
    if (!isWanted(name)) {
      files.set(name, Buffer.alloc(0))
      continue
    }
    if (bytes.readUInt32LE(start) !== fileMark) return broken
    const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28)
    const packed = bytes.subarray(from, from + size)
    // one more byte than there may be, which is refused below
    const file = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: left + 1 })
    left -= file.length
    if (left < 0) return { ok: false, why: 'sheet.refused.large' }
    files.set(name, file)
  }
  return { ok: true, files }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code
const isOfZlib = (error: unknown) => error instanceof Error && String(codeOf(error)).startsWith('Z_')
