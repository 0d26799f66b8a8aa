import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Language } from '../../domain/language.ts'
import { instantText } from '../../domain/roc-date.ts'
import { isTextKey, type Speak, type TextKey } from '../../text/speak.ts'
import { clearCookie, readCookie, readSignedCookie, setCookie } from './cookies.ts'

/**
 * Sentences that the next page says at its top, of what was just done: `{time}` and the `{number}` of a correction are
 * the only holes, and none of them says who it is about.
 */
export type Said = Extract<TextKey, `said.${string}`>

const saidSeconds = 60

/** Makes the page that the answer leads to say a sentence. `at` is the moment it tells of, which may be long ago. */
export function sayNext(reply: FastifyReply, said: Said, at: Date, number = ''): void {
  setCookie(reply, 'said', `${said}@${at.getTime()}@${number}`, { isSigned: true, seconds: saidSeconds })
}

/** What this page has to say, once. */
export function takeSaid(request: FastifyRequest, reply: FastifyReply, t: Speak, language: Language): string {
  if (!readCookie(request, 'said')) return ''
  const kept = readSignedCookie(request, 'said') ?? ''
  clearCookie(reply, 'said')
  const [key = '', at, number = ''] = kept.split('@')
  const time = new Date(Number(at))
  const isWhole = key.startsWith('said.') && isTextKey(key) && /^\d{13}$/.test(at ?? '') && /^[\d-]{0,12}$/.test(number)
  return isWhole ? inWords(key as Said, time, t, language, number) : ''
}

export const inWords = (said: Said, at: Date, t: Speak, language: Language, number = ''): string =>
  t(said, { time: instantText(at, language), number })
