import { readMessage, type Message } from './cms.ts'
import { isDer } from './der.ts'
import { mostMessageBytes, type CardKind } from './profile.ts'
import { Refused, type CheckName } from './refusal.ts'

/** What the component gave back, as posted. */
export type Answer = {
  /** PKCS#7 in base64. */
  cms: string
}

export type Asked = {
  /** The exact bytes that were to be signed. */
  content: Buffer
  /** Hex; a nonce among the signed attributes must be this one. */
  nonce?: string
  kinds: readonly CardKind[]
}

/** What the first door looks at, in this order. */
export const doors = ['too-long', 'base64', 'der', 'message'] as const satisfies CheckName[]

export type Opened = { ok: true; message: Message } | { ok: false; door: (typeof doors)[number] }

const mostLetters = Math.ceil(mostMessageBytes / 3) * 4

/** The first door: size, strict base64, strict DER, the structure of SignedData. */
export function openAnswer(cms: string): Opened {
  if (cms.length > mostLetters) return { ok: false, door: 'too-long' }
  const der = Buffer.from(cms, 'base64')
  if (der.length > mostMessageBytes) return { ok: false, door: 'too-long' }
  // Buffer skips what is not base64
  if (der.length === 0 || der.toString('base64') !== cms) return { ok: false, door: 'base64' }
  if (!isDer(der)) return { ok: false, door: 'der' }
  try {
    return { ok: true, message: readMessage(der) }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, door: 'message' }
    throw error
  }
}

/** The attached content, unverified, to say why an answer is refused; undefined when there is none to read. */
export function contentOf(cms: string): Buffer | undefined {
  const opened = openAnswer(cms)
  return opened.ok ? (opened.message.content ?? undefined) : undefined
}
