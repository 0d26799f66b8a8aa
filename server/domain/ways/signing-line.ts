import { purposes, type Purpose } from '../way.ts'

/** What a signature can be about: one round of a correction, and the text the person read. All three or none. */
export type SignedText = { request: string; round: number; textSha256: string }

/** What a line says. `origin` has no slash at the end, `at` is kept to the second, `nonce` is 64 hex digits. */
export type SigningLine = { purpose: Purpose; origin: string; at: Date; nonce: string } & Partial<SignedText>

export const maxBytes = 900

const shape = new RegExp(
  [
    '^personnel-desk-1',
    `purpose:(?<purpose>${purposes.join('|')})`,
    'origin:(?<origin>https?://[A-Za-z0-9.:-]{1,300})',
    '(?:request:(?<request>[A-Za-z0-9-]{1,64}) round:(?<round>[1-9][0-9]{0,5}) ' +
      'text-sha256:(?<textSha256>[0-9a-f]{64}) )?' +
      'at:(?<at>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)',
    'nonce:(?<nonce>[0-9a-f]{64})$',
  ].join(' '),
)

/**
 * The one line a card or phone signs: at most 900 characters of `[A-Za-z0-9 .:/-]`, which every transport carries
 * unchanged. A part that does not fit is a bug and throws.
 */
export function signingLine({ purpose, origin, request, round, textSha256, at, nonce }: SigningLine): string {
  const line = [
    'personnel-desk-1',
    `purpose:${purpose}`,
    `origin:${origin}`,
    ...(request === undefined ? [] : [`request:${request}`]),
    ...(round === undefined ? [] : [`round:${round}`]),
    ...(textSha256 === undefined ? [] : [`text-sha256:${textSha256}`]),
    `at:${secondOf(at)}`,
    `nonce:${nonce}`,
  ].join(' ')
  if (!shape.test(line) || line.length > maxBytes) throw new Error('this cannot stand in a line to be signed')
  return line
}

/** The parts of a line; undefined for anything that `signingLine` would not have written. */
export function readSigningLine(line: string): SigningLine | undefined {
  const parts = shape.exec(line)?.groups
  if (!parts || line.length > maxBytes) return undefined
  const { purpose, origin = '', request, round, textSha256, nonce = '' } = parts
  const at = new Date(parts['at'] ?? '')
  if (Number.isNaN(at.getTime()) || secondOf(at) !== parts['at']) return undefined
  const text = request && round && textSha256 ? { request, round: Number(round), textSha256 } : {}
  return { purpose: purpose as Purpose, origin, ...text, at, nonce }
}

const secondOf = (at: Date) => `${at.toISOString().slice(0, 19)}Z`
