import type { ChallengeRefusal } from './challenge.ts'

export const passkeyRefusals = [
  'passkey.refused.counter',
  'passkey.refused.late',
  'passkey.refused.no-answer',
  'passkey.refused.not-known',
  'passkey.refused.not-verified',
  'passkey.refused.other-account',
  'passkey.refused.other-browser',
  'passkey.refused.other-origin',
  'passkey.refused.other-purpose',
  'passkey.refused.removed',
  'passkey.refused.replay',
  'passkey.refused.signature',
  'passkey.refused.taken',
  'passkey.refused.unknown',
  'passkey.refused.unreadable',
] as const
export type PasskeyRefusal = (typeof passkeyRefusals)[number]

/** What is wrong with the line of the page, said of a passkey, which asks for no PIN of ours and signs no text. */
export const ofChallenge: Record<ChallengeRefusal, PasskeyRefusal> = {
  'challenge.refused.early': 'passkey.refused.late',
  'challenge.refused.late': 'passkey.refused.late',
  'challenge.refused.other-browser': 'passkey.refused.other-browser',
  'challenge.refused.other-origin': 'passkey.refused.other-origin',
  'challenge.refused.other-purpose': 'passkey.refused.other-purpose',
  'challenge.refused.other-text': 'passkey.refused.other-purpose',
  'challenge.refused.replay': 'passkey.refused.replay',
  'challenge.refused.unknown': 'passkey.refused.unknown',
}

/** Signatures that are taken, by their COSE numbers: EdDSA, ES256 and RS256, of which every device knows one. */
export const algorithms = [-8, -7, -257]

/**
 * The host that the passkeys of a site belong to. Undefined where browsers make none: over plain http beyond this
 * machine, and for an IP address.
 */
export function rpIdOf(baseUrl: string): string | undefined {
  const { protocol, hostname } = new URL(baseUrl)
  const isHere = hostname === 'localhost' || hostname.endsWith('.localhost')
  const isAddress = /^[\d.]+$|^\[/.test(hostname)
  return (protocol === 'https:' || isHere) && !isAddress ? hostname : undefined
}

/**
 * Whether a count of uses did not rise, so that somebody else may use a copy. A device that always says 0 does not
 * count.
 */
export const hasGoneBack = (kept: number, said: number): boolean => (kept > 0 || said > 0) && said <= kept
