import { bareMessage, readMessage, type Message } from './cms.ts'
import { isDer } from './der.ts'
import { maxMessageBytes, type CardKind } from './profile.ts'
import { attempt, Refused, type CheckName } from './refusal.ts'

/** What a card gave back, each part in base64 as it came. */
export type Answer =
  | {
      /** PKCS#7, its content attached or not. */
      cms: string
    }
  | {
      /** PKCS#1 v1.5: nothing but the signature over the content. */
      pkcs1: string
      /** The certificate sent beside it. */
      certificate: string
      /** The hash that was asked for; sha256, sha384 or sha512 are taken, also as SHA-256. */
      hash: string
    }

export type Asked = {
  /** The exact bytes that were to be signed. */
  content: Buffer
  /** Hex; a nonce among the signed attributes must be this one. Undefined where it is no longer known. */
  nonce?: string | undefined
  kinds: readonly CardKind[]
  /** How long after its end the revocation list still counts; not at all where this is left out. */
  graceMs?: number
}

/** What the first door looks at, in this order. */
export const doors = ['too-long', 'base64', 'der', 'message'] as const satisfies CheckName[]
type Door = (typeof doors)[number]

export type Opened = { ok: true; message: Message } | { ok: false; door: Door }

const maxLetters = Math.ceil(maxMessageBytes / 3) * 4

/** The first door: size, strict base64, strict DER, the structure of SignedData. */
export const openAnswer = (answer: Answer): Opened =>
  attempt<Opened, Opened>(
    () => ({ ok: true, message: messageOf(answer) }),
    why => ({ ok: false, door: why.replace('card.refused.', '') as Door }),
  )

/** The attached content, unverified, to say why an answer is refused; undefined when there is none to read. */
export function contentOf(cms: string): Buffer | undefined {
  const opened = openAnswer({ cms })
  return opened.ok ? (opened.message.content ?? undefined) : undefined
}

const messageOf = (answer: Answer): Message =>
  'cms' in answer
    ? readMessage(derOf(answer.cms))
    : bareMessage(bytesOf(answer.pkcs1), derOf(answer.certificate), answer.hash)

function derOf(text: string): Buffer {
  const der = bytesOf(text)
  return isDer(der) ? der : refuse('der')
}

function bytesOf(text: string): Buffer {
  if (text.length > maxLetters) return refuse('too-long')
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length > maxMessageBytes) return refuse('too-long')
  // Buffer skips what is not base64
  return bytes.toString('base64') === text ? bytes : refuse('base64')
}

function refuse(door: Door): never {
  throw new Refused(`card.refused.${door}`)
}
