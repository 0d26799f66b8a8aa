import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * TW FidO (行動自然人憑證), interface specification 2.9: both sides add a checksum over some of the fields, in this order.
 * All but the last are calls, `POST /moise/sp/<name>` in JSON; the last is a form that a browser takes to the
 * ministry's own page, and the one it brings back.
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
  checkDeviceStatus: {
    asked: ['transaction_id', 'sp_service_id', 'id_num'],
    answered: ['transaction_id', 'error_code', 'is_fido', 'is_mcert_sign'],
  },
  fidoRedirect: {
    asked: ['transaction_id', 'sp_service_id', 'op_code', 'hint', 'sign_data'],
    answered: ['transaction_id', 'error_code', 'id_num', 'signed_response'],
  },
} as const
export type MobileIdCall = keyof typeof checkedFields

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
