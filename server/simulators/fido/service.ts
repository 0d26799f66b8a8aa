import { setTimeout as pause } from 'node:timers/promises'
import { json, wishesOf } from '../guarded.ts'
import type { Ask, Reply } from '../serve.ts'
import { isSealOf } from './checksum.ts'
import type { Request } from './requests.ts'
import { contentOf, hashOf, signing, type SigningOptions } from './signature.ts'

export type ServiceOptions = SigningOptions & { serviceId: string }

type Fields = Record<string, string>
type Given = { code: string; result?: Record<string, string> }

const prefixes: Record<string, string> = {
  getSpTicket: 'SP-API-ATH-01-',
  getAthOrSignResult: 'SP-API-ATH-02-',
  requestAthOrSignPush: 'SP-API-ATH-03-',
  checkDeviceStatus: 'SP-API-LF-01-',
}

/** The service of the ministry as far as it answers a site: four calls under /moise/sp/. */
export function service({ serviceId, ...options }: ServiceOptions) {
  const { requests, people, key } = options
  const { sealed, signed, outcome } = signing(options)

  function asked(name: string, body: Fields, sign: Fields): Given | Request {
    const { transaction_id = '', id_num = '', op_code = '', op_mode = '', hint = '', sp_checksum } = body
    const isPush = name === 'requestAthOrSignPush'
    const middle = isPush ? [body['device_user_def_desc'] ?? '', op_code] : [op_code, op_mode]
    const checked = [transaction_id, serviceId, id_num, ...middle, hint, sign['sign_data'] ?? '']
    if (!isSealOf(key, checked, sp_checksum)) return { code: 'INV_SP_CHECKSUM' }
    const seconds = Number(body['time_limit'] ?? 60)
    const isMode = isPush || ['I-SCAN', 'APP2APP', 'MWEB2APP'].includes(op_mode)
    if (!transaction_id || op_code !== 'SIGN' || !isMode || !(seconds >= 30 && seconds <= 600)) {
      return { code: 'PM_INV_NF' }
    }
    const task = contentOf(sign)
    if ('code' in task) return task
    if (!/^[A-Z][A-Z\d]\d{8}$/.test(id_num)) return { code: 'PM_IDN_FT_ERR' }
    const person = people.find(({ idNumber }) => idNumber === id_num)
    if (!person || requests.fault() === 'unknown-person') return { code: 'IDNUM_USERPROF_NF' }
    if (requests.fault() === 'no-device') return { code: 'IDNUM_DEVPROF_NF' }
    if (requests.fault() === 'code-at-once') return { code: requests.code() }
    if (isPush && requests.fault() === 'push-failed') return { code: 'PS_FCM_UNAVAILABLE' }
    const asking = { transaction: transaction_id, person, mode: isPush ? 'PUSH' : op_mode, hint, seconds, ...task }
    return requests.add(asking) ?? { code: 'TXNLOG_INS_ERR' }
  }

  function ticketOf(request: Request): Given {
    const { transaction, ticketId, hint, mode, person, until } = request
    const isWrong = requests.fault() === 'wrong-ticket'
    const payload = Buffer.from(
      JSON.stringify({
        transaction_id: isWrong ? `${transaction}x` : transaction,
        op_code: 'SIGN',
        op_mode: mode,
        sp_service_id: serviceId,
        sp_ticket_id: ticketId,
        sp_name: '人事櫃檯示範',
        hint,
        expiration_time: new Date(until).toISOString(),
        hashed_id_num: hashOf(person.idNumber),
        version: '2.9',
      }),
    ).toString('base64url')
    const sp_ticket = `${payload}.${hashOf(payload)}`
    return { code: '0', result: { sp_ticket, idp_checksum: sealed([transaction, '0', sp_ticket]) } }
  }

  async function resultOf(body: Fields): Promise<Given> {
    const { transaction_id = '', sp_ticket_id = '', sp_checksum } = body
    if (!isSealOf(key, [transaction_id, serviceId, sp_ticket_id], sp_checksum)) return { code: 'INV_SP_CHECKSUM' }
    const request = requests.find(sp_ticket_id)
    if (!request || request.transaction !== transaction_id) return { code: 'SPTKTID_SPTKT_NF' }
    const code = outcome(request)
    if (code !== '0') return { code }
    const { idNumber, signature: signed_response, certificate: cert } = await signed(request)
    const hashed_id_num = hashOf(idNumber)
    const idp_checksum = sealed([transaction_id, '0', hashed_id_num, signed_response])
    return { code, result: { hashed_id_num, signed_response, cert, idp_checksum } }
  }

  function statusOf(body: Fields): Given {
    const { transaction_id = '', id_num = '', sp_checksum } = body
    if (!isSealOf(key, [transaction_id, serviceId, id_num], sp_checksum)) return { code: 'INV_SP_CHECKSUM' }
    if (requests.fault() === 'code-at-once') return { code: requests.code() }
    const isKnown = people.some(({ idNumber }) => idNumber === id_num) && requests.fault() !== 'unknown-person'
    const is_fido = isKnown && requests.fault() !== 'no-device' ? 'Y' : 'N'
    const is_mcert_sign = is_fido === 'Y' && requests.fault() !== 'no-certificate' ? 'Y' : 'N'
    const idp_checksum = sealed([transaction_id, '0', is_fido, is_mcert_sign])
    return { code: '0', result: { is_fido, is_mcert_sign, idp_checksum } }
  }

  async function given(name: string, body: Fields, sign: Fields): Promise<Given> {
    if (body['sp_service_id'] !== serviceId) return { code: 'SPSVCID_NF' }
    if (name === 'getAthOrSignResult') return resultOf(body)
    if (name === 'checkDeviceStatus') return statusOf(body)
    const made = asked(name, body, sign)
    return 'ticketId' in made ? ticketOf(made) : made
  }

  return async (ask: Ask): Promise<Reply> => {
    const [, name = ''] = /^\/moise\/sp\/(\w+)$/.exec(ask.path) ?? []
    const prefix = prefixes[name]
    const { sign_info, ...body } = wishesOf(ask.body) ?? {}
    if (ask.method !== 'POST' || prefix === undefined) return json(404, { status: 404, error: 'Not Found' })
    const fault = requests.fault()
    if (fault === 'silent') return null
    if (fault === 'slow') await pause(requests.delay(), undefined, { ref: false })
    if (fault === 'html') return { body: '<!doctype html><title>maintenance</title>' }

    const { code, result = {} } = await given(name, textsOf(body), textsOf(sign_info))
    if (code !== '0') return json(200, { error_code: prefix + code, error_message: code, result })
    return json(200, { error_code: fault === 'number-code' ? 0 : '0', error_message: 'SUCCESS', result })
  }
}

const textsOf = (fields: unknown): Fields =>
  Object.fromEntries(Object.entries((fields ?? {}) as object).map(([name, value]) => [name, String(value)]))
