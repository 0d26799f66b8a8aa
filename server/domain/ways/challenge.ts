import { createHmac, timingSafeEqual } from 'node:crypto'
import { isFuture } from '../lifetime.ts'
import { readSigningLine, signingLine, type SigningLine } from './signing-line.ts'

export const challengeRefusals = [
  'challenge.refused.early',
  'challenge.refused.late',
  'challenge.refused.other-browser',
  'challenge.refused.other-origin',
  'challenge.refused.other-purpose',
  'challenge.refused.other-text',
  'challenge.refused.replay',
  'challenge.refused.unknown',
] as const
export type ChallengeRefusal = (typeof challengeRefusals)[number]

/** What the line must say where its answer is taken. */
export type Expected = Omit<SigningLine, 'at' | 'nonce'>

const goodFor = 5 * 60_000

/** After this the line is too old by its own time, so nobody needs to remember that it was used. */
export function endOfChallenge({ at }: Pick<SigningLine, 'at'>): Date {
  return new Date(at.getTime() + goodFor)
}

/**
 * A line to sign and the seal by which it is known again, so that nothing is kept for a visitor. The seal's first half
 * says that the line is ours, the second that it went to this browser (a random word in a cookie).
 */
export function issueChallenge(key: Buffer, line: SigningLine, browser: string): { line: string; seal: string } {
  const text = signingLine(line)
  return { line: text, seal: sealOf(key, text, browser).join('.') }
}

type Presented = { line: string; seal: string; browser: string; expected: Expected; now: Date }

/** Whether a line that came back is ours and meant for here and now. Whether it was used before, the store knows. */
export function checkChallenge(
  key: Buffer,
  { line, seal, browser, expected, now }: Presented,
): { ok: true; line: SigningLine } | { ok: false; why: ChallengeRefusal } {
  const [ours, here] = sealOf(key, line, browser)
  const [saysOurs = '', saysHere = '', ...more] = seal.split('.')
  const read = readSigningLine(line)
  if (!read || more.length > 0 || !isSame(saysOurs, ours)) return { ok: false, why: 'challenge.refused.unknown' }
  const why = misfit(read, expected, now)
  if (why) return { ok: false, why }
  return isSame(saysHere, here) ? { ok: true, line: read } : { ok: false, why: 'challenge.refused.other-browser' }
}

/** Why a line does not belong here, by its own words alone; undefined when it could. */
export function misfit(line: SigningLine, expected: Expected, now: Date): ChallengeRefusal | undefined {
  if (line.purpose !== expected.purpose) return 'challenge.refused.other-purpose'
  if (line.origin !== expected.origin) return 'challenge.refused.other-origin'
  if (isFuture(line.at, now)) return 'challenge.refused.early'
  if (now > endOfChallenge(line)) return 'challenge.refused.late'
  const parts = ['request', 'round', 'textSha256'] as const
  return parts.every(part => line[part] === expected[part]) ? undefined : 'challenge.refused.other-text'
}

function sealOf(key: Buffer, line: string, browser: string): [string, string] {
  const mac = (text: string) => createHmac('sha256', key).update(text).digest('hex')
  return [mac(line), mac(`${line}\n${browser}`)]
}

function isSame(said: string, right: string): boolean {
  const [one, other] = [Buffer.from(said), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}
