import { createHash } from 'node:crypto'
import { tidy } from '../typed-text.ts'

export const evidenceRefusals = [
  'evidence.refused.blank',
  'evidence.refused.busy',
  'evidence.refused.empty',
  'evidence.refused.gone',
  'evidence.refused.infected',
  'evidence.refused.kind',
  'evidence.refused.large',
  'evidence.refused.late',
  'evidence.refused.left-out',
  'evidence.refused.many',
  'evidence.refused.same',
  'evidence.refused.several',
  'evidence.refused.shifted',
  'evidence.refused.unreachable',
] as const
export type EvidenceRefusal = (typeof evidenceRefusals)[number]

/** Why a file that is kept cannot be opened. */
export type Unopened = `evidence.unopened.${'damaged' | 'held' | 'infected' | 'missing' | 'unreachable'}`

/**
 * What a virus scanner said. `none`: there was none when the file came; `held`: nobody opens it until it has answered;
 * `infected`: the file was held, and its bytes are gone.
 */
export type ScanState = 'none' | 'clean' | 'held' | 'infected'

export type Media = 'application/pdf' | 'image/jpeg' | 'image/png'

export const maxFiles = 10

/** What a file is recognised by, whatever it is called. */
export const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Of the largest file that a setting can allow, and of any when it is sealed. */
export const maxFileBytes = 10 * 1024 * 1024
export const maxSealedBytes = maxFileBytes + 100

const pdf = [0x25, 0x50, 0x44, 0x46, 0x2d]
const pictures: [Media, readonly number[]][] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
]

/**
 * So many bytes may stand before the mark of a PDF: what readers of PDF put up with (PDF Reference 1.7, H.3, note 13).
 */
const maxBefore = 1024

export type MediaRead =
  | { ok: true; media: Media }
  | { ok: false; why: 'evidence.refused.kind' | 'evidence.refused.shifted' }

/**
 * What a file is by its first bytes; its name and what the browser says of it count for nothing. A picture has to begin
 * with its mark: behind anything else, such as a byte order mark, no viewer opens it.
 */
export function readMedia(bytes: Uint8Array): MediaRead {
  const picture = pictures.find(([, mark]) => placeOf(bytes, mark) === 0)
  if (picture) return { ok: true, media: picture[0] }
  if (placeOf(bytes, pdf) >= 0) return { ok: true, media: 'application/pdf' }
  const isShifted = pictures.some(([, mark]) => placeOf(bytes, mark) > 0)
  return { ok: false, why: isShifted ? 'evidence.refused.shifted' : 'evidence.refused.kind' }
}

const placeOf = (bytes: Uint8Array, mark: readonly number[]) =>
  Buffer.from(bytes.subarray(0, maxBefore + mark.length)).indexOf(Buffer.from(mark))

const endings: Record<Media, readonly [string, ...string[]]> = {
  'application/pdf': ['.pdf'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
}

/**
 * A name that is safe to show and to save: no folders, no control or direction signs, at most 100 characters, and an
 * ending that says what the file is, so that a reviewer's machine never runs what begins like a picture.
 */
export function fileName(given: string, media: Media): string {
  const name = tidy(given)
    .replace(/^.*[/\\]/s, '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  const isFit = endings[media].some(ending => name.length > ending.length && name.toLowerCase().endsWith(ending))
  const signs = [...(isFit ? name : `${name || 'file'}${endings[media][0]}`)]
  return signs.length > 100 ? [...signs.slice(0, 90), '…', ...signs.slice(-9)].join('') : signs.join('')
}
