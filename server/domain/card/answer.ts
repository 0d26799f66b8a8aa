import { readMessage, type Message } from './cms.ts'
import { isDer } from './der.ts'
import { mostMessageBytes } from './profile.ts'
import { Refused } from './refusal.ts'

/** The first door: size, strict base64, strict DER, SignedData. Throws `Refused`. */
export function openAnswer(cms: string): Message {
  if (cms.length > (mostMessageBytes * 4) / 3 + 4) throw new Refused('card.refused.too-long')
  const der = Buffer.from(cms, 'base64')
  // Buffer skips what is not base64
  if (der.length === 0 || der.toString('base64') !== cms) throw new Refused('card.refused.base64')
  if (der.length > mostMessageBytes) throw new Refused('card.refused.too-long')
  if (!isDer(der)) throw new Refused('card.refused.der')
  return readMessage(der)
}

/** The attached content, unverified, to say why an answer is refused; undefined when there is none to read. */
export function contentOf(cms: string): Buffer | undefined {
  try {
    return openAnswer(cms).content ?? undefined
  } catch (error) {
    if (error instanceof Refused) return undefined
    throw error
  }
}
