export const photoRefusals = [
  'photo.refused.blank',
  'photo.refused.damaged',
  'photo.refused.kind',
  'photo.refused.large',
  'photo.refused.pixels',
  'photo.refused.shape',
  'photo.refused.turned',
] as const
export type PhotoRefusal = (typeof photoRefusals)[number]

/** 照片 of the 履歷表, box 1: JPEG or PNG of at most 2 MB. */
export const maxPhotoBytes = 2 * 1024 * 1024
/** Of its shorter and of its longer side: to be known on paper, and no more than a browser should unpack. */
export const [fewestPixels, mostPixels] = [200, 4000]

export type Photo = { media: 'image/jpeg' | 'image/png'; width: number; height: number; bytes: Buffer }
export type PhotoRead = { ok: true; photo: Photo } | { ok: false; why: PhotoRefusal }

/**
 * A photograph without all that a camera or a program wrote beside the picture: where and when it was taken is personal
 * data. It is not drawn anew; one that its camera wants shown turned is refused, because that is written there as well.
 */
export function readPhoto(bytes: Buffer): PhotoRead {
  const refuse = (why: PhotoRefusal): PhotoRead => ({ ok: false, why })
  if (bytes.length === 0) return refuse('photo.refused.blank')
  if (bytes.length > maxPhotoBytes) return refuse('photo.refused.large')
  const isPng = bytes.subarray(0, pngMark.length).equals(pngMark)
  if (!isPng && !(bytes[0] === 0xff && bytes[1] === 0xd8)) return refuse('photo.refused.kind')
  const read = isPng ? readPng(bytes) : readJpeg(bytes)
  if (!read) return refuse('photo.refused.damaged')
  const { width, height, turned, parts } = read
  if (turned) return refuse('photo.refused.turned')
  if (Math.min(width, height) < fewestPixels || Math.max(width, height) > mostPixels) {
    return refuse('photo.refused.pixels')
  }
  if (width > height) return refuse('photo.refused.shape')
  return { ok: true, photo: { media: isPng ? 'image/png' : 'image/jpeg', width, height, bytes: Buffer.concat(parts) } }
}

type Picture = { width: number; height: number; turned: boolean; parts: Buffer[] }

const pngMark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** What a picture is drawn from (PNG, third edition, 5.6); anything else tells of something else. */
const drawnOfPng = ['IHDR', 'PLTE', 'tRNS', 'cHRM', 'gAMA', 'sBIT', 'sRGB', 'IDAT', 'IEND']

function readPng(bytes: Buffer): Picture | undefined {
  const parts: Buffer[] = [pngMark]
  let [turned, width, height] = [false, 0, 0]
  for (let at = pngMark.length; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at)
    const end = at + 12 + length
    if (end > bytes.length) return undefined
    const kind = bytes.toString('latin1', at + 4, at + 8)
    const content = bytes.subarray(at + 8, at + 8 + length)
    if (kind === 'IHDR' && length === 13) [width, height] = [content.readUInt32BE(0), content.readUInt32BE(4)]
    if (kind === 'eXIf') turned ||= isTurned(content)
    if (drawnOfPng.includes(kind)) parts.push(bytes.subarray(at, end))
    if (kind === 'IEND') return width > 0 && height > 0 ? { width, height, turned, parts } : undefined
    at = end
  }
  return undefined
}

/** Marks of JPEG (ITU-T T.81, table B.1): the end, a scan, and those that stand alone. */
const [endOfImage, startOfScan] = [0xd9, 0xda]
const standsAlone = (mark: number) => mark === 0x01 || (mark >= 0xd0 && mark <= 0xd7)
/** A frame, but for the tables of codes that have marks between those of frames. */
const isFrame = (mark: number) => mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark)
/** What applications and people wrote, but for what says how the colours are to be read (JFIF, Adobe). */
const isBeside = (mark: number) => mark === 0xfe || (mark >= 0xe1 && mark <= 0xef && mark !== 0xee)

function readJpeg(bytes: Buffer): Picture | undefined {
  const parts: Buffer[] = [bytes.subarray(0, 2)]
  let [turned, width, height, scans] = [false, 0, 0, 0]
  for (let at = 2; at + 2 <= bytes.length;) {
    if (bytes[at] !== 0xff) return undefined
    const mark = bytes[at + 1] ?? 0
    if (mark === 0xff) {
      at += 1
      continue
    }
    if (mark === endOfImage) {
      parts.push(bytes.subarray(at, at + 2))
      return scans > 0 && width > 0 && height > 0 ? { width, height, turned, parts } : undefined
    }
    if (standsAlone(mark)) return undefined
    if (at + 4 > bytes.length) return undefined
    const length = bytes.readUInt16BE(at + 2)
    const end = at + 2 + length
    if (length < 2 || end > bytes.length) return undefined
    const content = bytes.subarray(at + 4, end)
    if (isFrame(mark) && content.length >= 5) [height, width] = [content.readUInt16BE(1), content.readUInt16BE(3)]
    if (mark === 0xe1 && content.toString('latin1', 0, 6) === 'Exif\0\0') turned ||= isTurned(content.subarray(6))
    const next = mark === startOfScan ? endOfScan(bytes, end) : end
    if (mark === startOfScan) scans += 1
    if (!isBeside(mark)) parts.push(bytes.subarray(at, next))
    at = next
  }
  return undefined
}

/** Where the next mark stands after the coded data of a scan, in which 0xFF is followed by 0 or by a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at >= 0 && at + 1 < bytes.length) {
    const after = bytes[at + 1] ?? 0
    if (after !== 0 && !standsAlone(after)) return at
    at = bytes.indexOf(0xff, at + 2)
  }
  return bytes.length
}

/** Whether Exif data (a TIFF) say in its tag of orientation that the picture is to be turned or mirrored. */
function isTurned(exif: Buffer): boolean {
  const isLittle = exif.toString('latin1', 0, 2) === 'II'
  const word = (at: number) => (at + 2 > exif.length ? 0 : isLittle ? exif.readUInt16LE(at) : exif.readUInt16BE(at))
  if (exif.length < 8) return false
  const first = isLittle ? exif.readUInt32LE(4) : exif.readUInt32BE(4)
  const tags = Array.from({ length: Math.min(word(first), 500) }, (_, i) => first + 2 + 12 * i)
  const orientation = tags.find(at => word(at) === 0x0112)
  return orientation !== undefined && word(orientation + 8) > 1
}
