export const evidenceRefusals = [
  'evidence.refused.blank',
  'evidence.refused.empty',
  'evidence.refused.kind',
  'evidence.refused.large',
  'evidence.refused.many',
] as const
export type EvidenceRefusal = (typeof evidenceRefusals)[number]

export type Media = 'application/pdf' | 'image/jpeg' | 'image/png'

export const mostFiles = 10

const beginnings: [Media, readonly number[]][] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
]

/** What a file is by its first bytes; its name and what the browser says of it count for nothing. */
export function mediaOf(bytes: Uint8Array): Media | undefined {
  return beginnings.find(([, start]) => start.every((byte, i) => bytes[i] === byte))?.[0]
}

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
  const name = given
    .normalize('NFC')
    .replace(/^.*[/\\]/s, '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  const isFit = endings[media].some(ending => name.length > ending.length && name.toLowerCase().endsWith(ending))
  const signs = [...(isFit ? name : `${name || 'file'}${endings[media][0]}`)]
  return signs.length > 100 ? [...signs.slice(0, 90), '…', ...signs.slice(-9)].join('') : signs.join('')
}
