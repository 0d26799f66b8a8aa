import { createHash, timingSafeEqual } from 'node:crypto'
import { checksum, isChecksum, type MobileIdCall } from './mobile-id-checksum.ts'
import { mobileIdRefusal, type MobileIdRefusal } from './mobile-id-codes.ts'

/**
 * How the phone hears of it: told by the service, by scanning a code on another screen, by a link on itself, or on the
 * ministry's own page.
 */
export const phoneModes = ['push', 'scan', 'app', 'page'] as const
export type PhoneMode = (typeof phoneModes)[number]

/** What somebody's phone is asked to sign. */
export type PhoneTask = {
  /** Unique; 100 characters at most. */
  transactionId: string
  idNumber: string
  mode: Exclude<PhoneMode, 'page'>
  /** What the app shows. */
  hint: string
  /** 30 to 600. */
  seconds: number
  content: Buffer
}

/** The same, when the ministry's page finds out whose phone it is. */
export type PageTask = Omit<PhoneTask, 'idNumber' | 'mode'>

type Ticket = { ticket: string; ticketId: string }

export type Asked = ({ ok: true } & Ticket) | PhoneRefused
export type PhoneRefused = { ok: false; why: MobileIdRefusal; code: string }
export type Signed = { ok: true; signature: string; certificate: string }
export type Heard = Signed | 'pending' | PhoneRefused
/** What the ministry's page sent, which also says of whom. */
export type Returned = (Signed & { idNumber: string }) | PhoneRefused
export type Enrolment = { ok: true; hasPhone: boolean; hasCertificate: boolean } | PhoneRefused

/** The service, as far as it is used. Nothing is asked twice by itself: each push rings a phone. */
export type PhoneService = {
  ask: (task: PhoneTask) => Promise<Asked>
  hear: (about: Pick<PhoneTask, 'transactionId' | 'idNumber'> & Pick<Ticket, 'ticketId'>) => Promise<Heard>
  /** Whether a phone is bound to the number, and a certificate in it that signs. Rings nobody. */
  enrolment: (about: Pick<PhoneTask, 'transactionId' | 'idNumber'>) => Promise<Enrolment>
  /** Null where this site is not registered for it. */
  page: MinistryPage | null
  /** Whether the service answers at all; the question names nobody. */
  isReached: () => Promise<boolean>
}

/** The ministry's own page, to which the browser takes a form, and from which it brings the answer to us. */
type MinistryPage = {
  url: string
  form: (task: PageTask) => Record<string, string>
  read: (transactionId: string, form: Record<string, string>) => Returned
}

/** The service that asks, as it is registered: its id and the AES-256 key shared with the ministry. */
export type ServiceAccount = { serviceId: string; key: Buffer }

/**
 * How long a phone may take to confirm: a little less than the line is good for, so that the service is the first to
 * say that it is over.
 */
export const phoneSeconds = 240

/** The same for pages and guides. */
export const phoneMinutes = phoneSeconds / 60

const modeWords = { scan: 'I-SCAN', app: 'MWEB2APP' } as const

/** What is to be signed: PKCS#1 over the content with SHA-256. */
export const signInfo = (content: Buffer) => ({
  sign_type: 'PKCS#1',
  sign_data: content.toString('base64'),
  tbs_encoding: 'base64',
  hash_algorithm: 'SHA256',
})

/** The call that asks for a signature, and its JSON. */
export function askingCall({ serviceId, key }: ServiceAccount, task: PhoneTask): { call: MobileIdCall; body: object } {
  const { transactionId, idNumber, mode, hint, seconds, content } = task
  const call = mode === 'push' ? 'requestAthOrSignPush' : 'getSpTicket'
  const sign_info = signInfo(content)
  const fields = {
    transaction_id: transactionId,
    sp_service_id: serviceId,
    id_num: idNumber,
    op_code: 'SIGN',
    ...(mode !== 'push' && { op_mode: modeWords[mode] }),
    hint,
  }
  const sp_checksum = checksum(key, call, 'asked', { ...fields, ...sign_info })
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

/** The call that asks whether a number is enrolled, and its JSON. */
export function enrolmentCall(
  { serviceId, key }: ServiceAccount,
  { transactionId, idNumber }: Pick<PhoneTask, 'transactionId' | 'idNumber'>,
): { call: MobileIdCall; body: object } {
  const call = 'checkDeviceStatus'
  const fields = { transaction_id: transactionId, sp_service_id: serviceId, id_num: idNumber }
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
 * What came of it. A signature is handed on only from the person it was asked of. No checksum says that certificate and
 * signature are good: both must be verified like a card's.
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

/** Whether a number is enrolled. */
export function readEnrolment({ key }: ServiceAccount, transactionId: string, body: unknown): Enrolment {
  const { code, result } = envelopeOf(body)
  if (code !== '0') return refused(code)
  const [is_fido, is_mcert_sign] = ['is_fido', 'is_mcert_sign'].map(name => textOf(result[name]))
  const fields = { transaction_id: transactionId, error_code: code, is_fido, is_mcert_sign }
  const isRight = isChecksum(key, 'checkDeviceStatus', 'answered', fields, textOf(result['idp_checksum']))
  return isRight
    ? { ok: true, hasPhone: is_fido === 'Y', hasCertificate: is_mcert_sign === 'Y' }
    : refusedAs('checksum')
}

/** Nothing was heard from the service, or something that is no answer of its kind. */
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

/** Why the service refused, by its code. */
export const refused = (code: string): PhoneRefused =>
  code === '' ? refusedAs('answer') : { ok: false, ...mobileIdRefusal(code) }

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function isSame(said: string, right: string): boolean {
  const [one, other] = [Buffer.from(said), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}
