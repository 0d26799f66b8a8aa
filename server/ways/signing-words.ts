import type { FastifyRequest } from 'fastify'
import { instantText } from '../domain/roc-date.ts'
import { readSigningLine } from '../domain/ways/signing-line.ts'
import { speak } from '../text/speak.ts'
import { languageOf } from '../web/access/language.ts'

/** The model of parts/way/signs: what a line says, in words; `textSha256` where it is about a text. */
export type SigningWords = { line: string; purpose: string; origin: string; time: string; textSha256?: string }

/** Reads the words out of the line itself, so that nothing else is shown than what is signed. */
export function signingWords(request: FastifyRequest, line: string): SigningWords {
  const read = readSigningLine(line)
  if (!read) throw new Error('this is no line of ours')
  const language = languageOf(request)
  const { purpose, origin, at, textSha256 } = read
  return {
    line,
    purpose: speak(language)(`signing-line.purpose.${purpose}`),
    origin,
    time: instantText(at, language),
    ...(textSha256 && { textSha256 }),
  }
}
