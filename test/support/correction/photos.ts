import * as photos from '../../../server/store/correction/photos.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { deflateSync } from 'node:zlib'

type Asked = { width?: number; height?: number; beside?: string }

const u16 = (...numbers: number[]) => Buffer.concat(numbers.map(n => Buffer.from([n >> 8, n & 255])))
const u32 = (n: number) => Buffer.from([n >>> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255])

/** The pieces of a JPEG in their order; `beside` is what its camera wrote. */
export function jpegPhoto({ width = 300, height = 400, beside }: Asked): Buffer {
  const piece = (mark: number, content: Buffer) =>
    Buffer.concat([Buffer.from([0xff, mark]), u16(content.length + 2), content])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    piece(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...(beside === undefined ? [] : [piece(0xe1, Buffer.from(beside, 'latin1'))]),
    piece(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)])),
    piece(0xc0, Buffer.concat([Buffer.from([8]), u16(height, width), Buffer.from([1, 1, 0x11, 0])])),
    piece(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
    Buffer.from([0xff, 0xd9]),
  ])
}

/** A grey PNG that a browser can show. */
export function pngPhoto({ width = 300, height = 400, beside }: Asked): Buffer {
  const piece = (kind: string, content: Buffer) => {
    const named = Buffer.concat([Buffer.from(kind, 'latin1'), content])
    return Buffer.concat([u32(content.length), named, u32(crcOf(named))])
  }
  const lines = Buffer.alloc((width + 1) * height, 0x80)
  for (let row = 0; row < height; row += 1) lines[row * (width + 1)] = 0
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    piece('IHDR', Buffer.concat([u32(width), u32(height), Buffer.from([8, 0, 0, 0, 0])])),
    ...(beside === undefined ? [] : [piece('tEXt', Buffer.from(`Comment\0${beside}`, 'latin1'))]),
    piece('IDAT', deflateSync(lines)),
    piece('IEND', Buffer.alloc(0)),
  ])
}

function crcOf(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

/** A photograph of a person as an officer entered it; gives its id. */
export async function enteredPhoto(
  deps: Deps,
  personId: string,
  { accountId }: { accountId: string },
): Promise<string> {
  const kept = await photos.keep(deps, { media: 'image/jpeg', bytes: jpegPhoto({}) }, accountId)
  if (!kept.ok) throw new Error(kept.why)
  const change = { personId, seen: null, id: kept.file.id, reason: '報到時繳交' }
  const set = await deps.db.transaction(tx => photos.change(tx, change, { ...bySystem, accountId }, deps.clock()))
  if (!set.ok) throw new Error(set.why)
  return kept.file.id
}
