import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { mobileIdRefusal, type MobileIdRefusal } from './mobile-id-codes.ts'

/**
 * TW FidO (行動自然人憑證), interface specification 2.9: what is asked of the service and what it answers. Each call is
 * `POST /moise/sp/<name>` in JSON; both sides add a checksum over some of the fields, in this order.
 */
export const checkedFields = {
  getSpTicket: {
    asked: ['transaction_id', 'sp_service_id', 'id_num', 'op_code', 'op_mode', 'hint', 'sign_data'],
    answered: ['transaction_id', 'error_code', 'sp_ticket'],
  },
  requestAthOrSignPush: {
    asked: ['transaction_id', 'sp_service_id', 'id_num', 'device_user_def_desc', 'op_code', 'hint', 'sign_data'],
    answered: ['transaction_id', 'error_code', 'sp_ticket'],
  },
  getAthOrSignResult: {
    asked: ['transaction_id', 'sp_service_id', 'sp_ticket_id'],
    answered: ['transaction_id', 'error_code', 'hashed_id_num', 'signed_response'],
  },
} as const
export type MobileIdCall = keyof typeof checkedFields

/** How the phone hears of it: told by the service, by scanning a code on another screen, or by a link on itself. */
export const phoneModes = ['push', 'scan', 'app'] as const
export type PhoneMode = (typeof phoneModes)[number]

/** What somebody's phone is asked to sign. */
export type PhoneTask = {
  /** Unique; 100 characters at most. */
  transactionId: string
  idNumber: string
  mode: PhoneMode
  /** What the app shows. */
  hint: string
  /** 30 to 600. */
  seconds: number
  content: Buffer
}

export type Ticket = { ticket: string; ticketId: string }

export type Asked = ({ ok: true } & Ticket) | PhoneRefused
export type PhoneRefused = { ok: false; why: MobileIdRefusal; code: string }
export type Signed = { ok: true; signature: string; certificate: string }
export type Heard = Signed | 'pending' | PhoneRefused

/** The service, as far as it is used. Nothing is asked twice by itself: each push rings a phone. */
export type PhoneService = {
  ask: (task: PhoneTask) => Promise<Asked>
  hear: (about: Pick<PhoneTask, 'transactionId' | 'idNumber'> & Pick<Ticket, 'ticketId'>) => Promise<Heard>
  /** Whether the service answers at all; whom anybody asks about is not told. */
  isReached: () => Promise<boolean>
}

type Fields = Record<string, string | undefined>
type Side = 'asked' | 'answered'

const ivBytes = 12
const tagBytes = 16
const digestLetters = 64

/** 184 hex digits: a random IV, the SHA-256 of the fields as 64 hex letters under AES-256-GCM, the tag. */
export function checksum(key: Buffer, call: MobileIdCall, side: Side, fields: Fields): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const sealed = Buffer.concat([cipher.update(digestOf(call, side, fields)), cipher.final()])
  return Buffer.concat([iv, sealed, cipher.getAuthTag()]).toString('hex')
}

/** Whether the checksum belongs to these fields, whatever IV it was made with. Never throws. */
export function isChecksum(key: Buffer, call: MobileIdCall, side: Side, fields: Fields, said: string): boolean {
  const bytes = Buffer.from(said, 'hex')
  if (bytes.length !== ivBytes + digestLetters + tagBytes || said.length !== 2 * bytes.length) return false
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes))
    decipher.setAuthTag(bytes.subarray(-tagBytes))
    const opened = Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()])
    return timingSafeEqual(opened, digestOf(call, side, fields))
  } catch {
    return false
  }
}

function digestOf(call: MobileIdCall, side: Side, fields: Fields): Buffer {
  const payload = checkedFields[call][side].map(name => fields[name] ?? '').join('')
  return Buffer.from(createHash('sha256').update(payload).digest('hex'))
}

/** The service that asks, as it is registered: its id and the AES-256 key shared with the ministry. */
export type ServiceAccount = { serviceId: string; key: Buffer }

const modeWords = { scan: 'I-SCAN', app: 'MWEB2APP' } as const

/** The call that asks for a signature, and its JSON. PKCS#1 over the content with SHA-256. */
export function askingCall({ serviceId, key }: ServiceAccount, task: PhoneTask): { call: MobileIdCall; body: object } {
  const { transactionId, idNumber, mode, hint, seconds, content } = task
  const call = mode === 'push' ? 'requestAthOrSignPush' : 'getSpTicket'
  const sign_data = content.toString('base64')
  const fields = {
    transaction_id: transactionId,
    sp_service_id: serviceId,
    id_num: idNumber,
    op_code: 'SIGN',
    ...(mode !== 'push' && { op_mode: modeWords[mode] }),
    hint,
  }
  const sp_checksum = checksum(key, call, 'asked', { ...fields, sign_data })
  const sign_info = { sign_type: 'PKCS#1', sign_data, tbs_encoding: 'base64', hash_algorithm: 'SHA256' }
  return { call, body: { ...fields, time_limit: seconds, sign_info, sp_checksum } }
}

/** The call that asks what came of it, and its JSON. */
export function hearingCall(
  { serviceId, key }: ServiceAccount,
  { transactionId, ticketId }: { transactionId: string; ticketId: string },
): { call: MobileIdCall; body: object } {
  const call = 'getAthOrSignResult'
  const fields = { transaction_id: transactionId, sp_service_id: serviceId, sp_ticket_id: ticketId }
  return { call, body: { ...fields, sp_checksum: checksum(key, call, 'asked', fields) } }
}

/** The answer to a call that asks for a signature: its checksum, its transaction and the ticket's own digest hold. */
export function readTicket({ key }: ServiceAccount, call: MobileIdCall, transactionId: string, body: unknown): Asked {
  const { code, result } = envelopeOf(body)
  if (code !== '0') return refused(code)
  const sp_ticket = textOf(result['sp_ticket'])
  const fields = { transaction_id: transactionId, error_code: code, sp_ticket }
  if (!isChecksum(key, call, 'answered', fields, textOf(result['idp_checksum']))) return refusedAs('checksum')
  const ticketId = ticketIdOf(sp_ticket, transactionId)
  return ticketId ? { ok: true, ticket: sp_ticket, ticketId } : refusedAs('answer')
}

/**
 * What came of it. A signature is handed on only from the person it was asked of; that the certificate and the
 * signature are good, no checksum covers: both must be verified like a card's.
 */
export function readResult(
  { key }: ServiceAccount,
  { transactionId, idNumber }: { transactionId: string; idNumber: string },
  body: unknown,
): Heard {
  const { code, result } = envelopeOf(body)
  if (isPending(code)) return 'pending'
  if (code !== '0') return refused(code)
  const [hashed_id_num, signed_response, certificate] = ['hashed_id_num', 'signed_response', 'cert'].map(name =>
    textOf(result[name]),
  )
  const fields = { transaction_id: transactionId, error_code: code, hashed_id_num, signed_response }
  if (!isChecksum(key, 'getAthOrSignResult', 'answered', fields, textOf(result['idp_checksum']))) {
    return refusedAs('checksum')
  }
  if (!isSame(hashed_id_num ?? '', hashedIdNumber(idNumber))) return refusedAs('other-person')
  return signed_response && certificate ? { ok: true, signature: signed_response, certificate } : refusedAs('answer')
}

/** Nothing was heard from the service, or something that is none of its answers. */
export const refusedAs = (why: 'answer' | 'checksum' | 'other-person' | 'unreachable'): PhoneRefused => ({
  ok: false,
  why: `mobile-id.refused.${why}`,
  code: '',
})

/** The address that opens the app on the same phone; the app comes back to `returnUrl`, which proves nothing. */
export function appLink(ticket: string, returnUrl: string): string {
  const encoded = (text: string) => Buffer.from(text).toString('base64url')
  const query = new URLSearchParams({ sp_ticket: ticket, rtn_url: encoded(returnUrl), rtn_val: encoded('back') })
  return `mobilemoica://moica.moi.gov.tw/w2a/verifySign?${query.toString()}`
}

const codeSigns = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Two characters that stand on both screens; `below` gives a random whole number under its argument. */
export const pairingCode = (below: (limit: number) => number): string =>
  [0, 1].map(() => codeSigns[below(codeSigns.length)] ?? '').join('')

const hashedIdNumber = (idNumber: string) => createHash('sha256').update(idNumber).digest('base64url')

function envelopeOf(body: unknown): { code: string; result: Record<string, unknown> } {
  const { error_code, result } = objectOf(body)
  // some answers have the code as a number
  const code = typeof error_code === 'number' ? String(error_code) : textOf(error_code)
  return { code, result: objectOf(result) }
}

/** The id inside a ticket of this transaction; undefined for one that was cut or changed. */
function ticketIdOf(ticket: string, transactionId: string): string | undefined {
  const [payload = '', digest = '', ...more] = ticket.split('.')
  if (more.length > 0 || createHash('sha256').update(payload).digest('base64url') !== digest) return undefined
  try {
    const said = objectOf(JSON.parse(Buffer.from(payload, 'base64url').toString()))
    return said['transaction_id'] === transactionId ? textOf(said['sp_ticket_id']) || undefined : undefined
  } catch {
    return undefined
  }
}

const isPending = (code: string) => /^(SP-API-ATH-02-)?(SPTKTID_TXNLOG_NF|9007|20002|20003)$/.test(code)

const refused = (code: string): PhoneRefused =>
  code === '' ? refusedAs('answer') : { ok: false, ...mobileIdRefusal(code) }

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function isSame(said: string, right: string): boolean {
  const [one, other] = [Buffer.from(said), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}
