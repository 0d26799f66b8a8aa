import { createHash } from 'node:crypto'
import t from 'tap'
import {
  checkedFields,
  checksum,
  isChecksum,
  type MobileIdCall,
} from '../../../server/domain/ways/mobile-id-checksum.ts'
import { mobileIdCodes, mobileIdRefusal } from '../../../server/domain/ways/mobile-id-codes.ts'
import { pageForm, readReturn } from '../../../server/domain/ways/mobile-id-page.ts'
import {
  appLink,
  askingCall,
  enrolmentCall,
  hearingCall,
  pairingCode,
  readEnrolment,
  readResult,
  readTicket,
} from '../../../server/domain/ways/mobile-id.ts'
import { hasOpenssl, openssl } from '../../support/card/openssl.ts'

const key = Buffer.from([...Array(32).keys()])
const account = { serviceId: 'SP0001', key }
const transactionId = '0f0e9b7e-6f5c-4a55-9d0e-3f5f1e0b7c11'
const idNumber = 'A123456789'
const hashed = createHash('sha256').update(idNumber).digest('base64url')

const asked = {
  transaction_id: transactionId,
  sp_service_id: 'SP0001',
  id_num: idNumber,
  op_code: 'SIGN',
  hint: '登入測試',
  sign_data: 'Y2hhbGxlbmdlLTEyMw==',
}

// made with Python's `cryptography`: AESGCM(key).encrypt(iv, sha256(fields).hexdigest(), None), iv before it, in hex
const known: [string, MobileIdCall, 'asked' | 'answered', Record<string, string>, string][] = [
  [
    'a ticket is asked for',
    'getSpTicket',
    'asked',
    { ...asked, op_mode: 'I-SCAN' },
    '6465666768696a6b6c6d6e6f2c2bef02408d63ad095068d9e8560fcc7afa623def08914792e7c87cc995c178add174f97f2aa365cec04007c577fefb2268aadf417e231bcd929de08de5c0bf696001f07d5e8f013738c18633bce002',
  ],
  [
    'a phone is notified',
    'requestAthOrSignPush',
    'asked',
    asked,
    '6465666768696a6b6c6d6e6f707fbd534cd063fd08566e89bb00089927f5353db25d914292e49b7acf9b967bf2da78a17874a9309ec2190ccd27f3fa7a3ffed3417c781fcfc795b08be792bccf04c1b5b3abf1bdf4ec48421e4c21da',
  ],
  [
    'the result is asked for',
    'getAthOrSignResult',
    'asked',
    { transaction_id: transactionId, sp_service_id: 'SP0001', sp_ticket_id: 'T-1' },
    '6465666768696a6b6c6d6e6f2d2eee02188f33a80c5a398eb8525eca23a3653fef55924691e3cd70c2c5c12ef0d879f52a71f962c596495dcb71fcaa2869a0d11329771fc3c09aefd8b8c3b2188c02bdcb5c23cfa28147a56c31e1c7',
  ],
  [
    'a ticket is given',
    'getSpTicket',
    'answered',
    { transaction_id: transactionId, error_code: '0', sp_ticket: 'aaa.bbb' },
    '6465666768696a6b6c6d6e6f2d2beb501f8b34ff090139dabf5253c824a3366ee954964595e5cf29ccc6907facd023f27e23fa66cbc01d59ca7ba8f6783fab82147f2219cac39bb4d7e394ef64e861e896abeaefc42fa2cc37cf7640',
  ],
  [
    'a result is given',
    'getAthOrSignResult',
    'answered',
    { transaction_id: transactionId, error_code: '0', hashed_id_num: 'hash', signed_response: 'c2ln' },
    '6465666768696a6b6c6d6e6f712cbd5318db6efa0e016dd9ef060f9c7bf46369bf0dc54396e3cd2a9d96c371acd124a17f71ae32cc914f06c57bfbae7e3dad82152922499cc69bb5d7e294ecfdf145283264cfac851ca00f1d0ea276',
  ],
  [
    'it is asked whether a number is enrolled',
    'checkDeviceStatus',
    'asked',
    { transaction_id: transactionId, sp_service_id: 'SP0001', id_num: idNumber },
    '6465666768696a6b6c6d6e6f7c78ee5418d164ad0e066ad0ef5d0c9e27fb3732b95c951191e4cf70c390942dac8c76f47b2bae61cb924a5c9f77a8ae2c3ffb86187e724bc9c6cee58eb6c3b3fdcff61784eaa617e5779f8a04e1bc7b',
  ],
  [
    'it is told whether a number is enrolled',
    'checkDeviceStatus',
    'answered',
    { transaction_id: transactionId, error_code: '0', is_fido: 'Y', is_mcert_sign: 'N' },
    '6465666768696a6b6c6d6e6f792de65048de32fd5d51668ebe520ec924f43369bf09c011c6b7992acac0c77ba7dd70f57522ac32cdca4e08c421f2f77e68fadf112f7319ca949eb7dcb690b347fd7a0d416180bd65b2b824ad8677dc',
  ],
  [
    'a browser is sent to the page of the ministry',
    'fidoRedirect',
    'asked',
    asked,
    '6465666768696a6b6c6d6e6f2b7fe8074b8f63fc060439dcb8555acd74fa346bb30fca10c5e99879c99bc77aa5df21f2752ba23cc8c5415bc874fdab7a6ca181187d721acb90cae18ee3c3b8cb78563e8a7a30e21678db020ba1ec6b',
  ],
  [
    'a browser comes back from the page of the ministry',
    'fidoRedirect',
    'answered',
    { transaction_id: transactionId, error_code: '0', id_num: idNumber, signed_response: 'c2ln' },
    '6465666768696a6b6c6d6e6f7d2de8051f8f64a85b003bdce2040e9872f4653abd5f9117c3e89f2c9ec69d7da7dc70f07573a366c8c11908cf72aefc2c39fc83142e781a9892cee7d6b99dec4fe932fe3afb4000a32abd2923a185b3',
  ],
  [
    'a result is given under an IV of zeros, as the public samples do',
    'getAthOrSignResult',
    'answered',
    { transaction_id: transactionId, error_code: '0', hashed_id_num: 'hash', signed_response: 'c2ln' },
    '000000000000000000000000378bd6ebd41ebbd938cb9b042d4ff4f8eb7533301ce0561eb1acd2e1a3ca3b6f766782dd19918d3002a146ccf9f7582fcc6174834c1225c43681084572037f82c6c93674421180b2b40391968ebbbb5b',
  ],
]

for (const [what, call, side, fields, answer] of known) {
  t.test(`the checksum that another program made when ${what} is taken`, async t => {
    t.ok(isChecksum(key, call, side, fields, answer))
    t.match(checksum(key, call, side, fields), /^[0-9a-f]{184}$/)
    t.ok(isChecksum(key, call, side, fields, checksum(key, call, side, fields)), 'and so is our own')
  })

  t.test(`when ${what}, no field, digit or key can be changed`, async t => {
    for (const name of checkedFields[call][side]) {
      t.notOk(isChecksum(key, call, side, { ...fields, [name]: `${fields[name] ?? ''}x` }, answer), name)
    }
    for (let at = 0; at < answer.length; at += 1) {
      const changed = `${answer.slice(0, at)}${answer[at] === '0' ? '1' : '0'}${answer.slice(at + 1)}`
      t.notOk(isChecksum(key, call, side, fields, changed), `digit ${at}`)
    }
    t.notOk(isChecksum(Buffer.alloc(32), call, side, fields, answer))
    for (const cut of ['', answer.slice(2), `${answer}00`, answer.replace(/^../, 'zz')]) {
      t.notOk(isChecksum(key, call, side, fields, cut))
    }
  })
}

t.test(
  'OpenSSL opens our checksum and finds the digest of the fields',
  { skip: !hasOpenssl && 'no openssl' },
  async t => {
    const fields = { ...asked, op_mode: 'I-SCAN' }
    const made = checksum(key, 'getSpTicket', 'asked', fields)
    const payload = `${transactionId}SP0001A123456789SIGNI-SCAN登入測試Y2hhbGxlbmdlLTEyMw==`
    const digest = openssl(['dgst', '-sha256', '-r'], Buffer.from(payload)).text.slice(0, 64)
    // GCM is counter mode from 2 on
    const counter = `${made.slice(0, 24)}00000002`
    const cipher = Buffer.from(made.slice(24, -32), 'hex')
    const opened = openssl(['enc', '-d', '-aes-256-ctr', '-K', key.toString('hex'), '-iv', counter], cipher)
    t.equal(opened.text, digest)
  },
)

t.test('of ten thousand checksums over the same fields no two share an IV', async t => {
  const ivs = Array.from({ length: 10_000 }, () => checksum(key, 'getSpTicket', 'asked', asked).slice(0, 24))
  t.equal(new Set(ivs).size, ivs.length)
})

const refused = (why: string, code = '') => ({ ok: false, why: `mobile-id.refused.${why}`, code })

const task = { transactionId, idNumber, hint: '登入 K7', seconds: 240, content: Buffer.from('a line') } as const

t.test('a phone is asked for a signature over exactly our bytes, and the checksum is over what is sent', async t => {
  for (const [mode, name, op_mode] of [
    ['push', 'requestAthOrSignPush', undefined],
    ['scan', 'getSpTicket', 'I-SCAN'],
    ['app', 'getSpTicket', 'MWEB2APP'],
  ] as const) {
    const { call, body } = askingCall(account, { ...task, mode })
    t.equal(call, name)
    t.match(body, { op_code: 'SIGN', op_mode, hint: task.hint, time_limit: 240, id_num: idNumber })
    const { sign_info, sp_checksum, ...sent } = body as Record<string, string> & { sign_info: Record<string, string> }
    t.same(sign_info, {
      sign_type: 'PKCS#1',
      sign_data: task.content.toString('base64'),
      tbs_encoding: 'base64',
      hash_algorithm: 'SHA256',
    })
    t.ok(isChecksum(key, call, 'asked', { ...sent, ...sign_info }, sp_checksum ?? ''))
  }
  const { call, body } = hearingCall(account, { transactionId, ticketId: 'T-1' })
  t.same(Object.keys(body), ['transaction_id', 'sp_service_id', 'sp_ticket_id', 'sp_checksum'])
  t.ok(isChecksum(key, call, 'asked', body as Record<string, string>, (body as Record<string, string>)['sp_checksum']!))
})

t.test('the form for the page of the ministry is flat, asks for the same signature, and holds no number', async t => {
  const { transactionId, hint, seconds, content } = task
  const { sp_checksum, ...fields } = pageForm(account, { transactionId, hint, seconds, content })
  t.same(fields, {
    transaction_id: transactionId,
    sp_service_id: 'SP0001',
    op_code: 'SIGN',
    hint,
    sign_type: 'PKCS#1',
    sign_data: content.toString('base64'),
    tbs_encoding: 'base64',
    hash_algorithm: 'SHA256',
    time_limit: '240',
  })
  t.ok(isChecksum(key, 'fidoRedirect', 'asked', fields, sp_checksum ?? ''))
})

t.test('whether a number is enrolled is asked and read with checksums of its own', async t => {
  const { call, body } = enrolmentCall(account, { transactionId, idNumber })
  t.equal(call, 'checkDeviceStatus')
  t.same(Object.keys(body), ['transaction_id', 'sp_service_id', 'id_num', 'sp_checksum'])
  t.ok(isChecksum(key, call, 'asked', body as Record<string, string>, (body as Record<string, string>)['sp_checksum']!))

  const told = (is_fido: string, is_mcert_sign: string) => {
    const fields = { transaction_id: transactionId, error_code: '0', is_fido, is_mcert_sign }
    const idp_checksum = checksum(key, 'checkDeviceStatus', 'answered', fields)
    return { error_code: '0', result: { is_fido, is_mcert_sign, idp_checksum } }
  }
  const read = (body: unknown) => readEnrolment(account, transactionId, body)
  t.same(read(told('Y', 'Y')), { ok: true, hasPhone: true, hasCertificate: true })
  t.same(read(told('Y', 'N')), { ok: true, hasPhone: true, hasCertificate: false })
  t.same(read(told('N', 'N')), { ok: true, hasPhone: false, hasCertificate: false })
  const { result } = told('N', 'N')
  t.same(read({ error_code: '0', result: { ...result, is_fido: 'Y' } }), refused('checksum'))
  t.same(read({ error_code: 'SP-API-LF-01-DB_CONN_ERR' }), refused('platform', '1021'))
  t.same(read('<html>'), refused('answer'))
})

t.test('what a browser brings counts only with its checksum, even a refusal', async t => {
  const brought = (error_code: string, id_num: string, signed_response: string) => {
    const fields = { transaction_id: transactionId, error_code, id_num, signed_response }
    return { ...fields, cert: 'Y2VydA==', idp_checksum: checksum(key, 'fidoRedirect', 'answered', fields) }
  }
  const read = (form: Record<string, string>, id: string = transactionId) => readReturn(account, id, form)
  const whole = brought('0', idNumber, 'c2ln')
  t.same(read(whole), { ok: true, idNumber, signature: 'c2ln', certificate: 'Y2VydA==' })
  for (const name of ['error_code', 'id_num', 'signed_response', 'idp_checksum']) {
    t.same(read({ ...whole, [name]: 'x' }), refused('checksum'), name)
  }
  t.same(read(whole, 'another'), refused('checksum'))
  t.same(read({ ...whole, cert: '' }), refused('answer'))
  t.same(read(brought('0', 'A123456780', 'c2ln')), refused('answer'), 'no number has this check digit')
  t.same(read(brought('0', idNumber, '')), refused('answer'))
  t.same(read(brought('APP_USER_CANCEL', '', '')), refused('cancelled', '9015'))
  t.same(read({ transaction_id: transactionId, error_code: 'APP_USER_CANCEL' }), refused('checksum'))
  t.same(read({}), refused('checksum'))
})

function ticket(fields: object): string {
  const payload = Buffer.from(JSON.stringify(fields)).toString('base64url')
  return `${payload}.${createHash('sha256').update(payload).digest('base64url')}`
}

function given(sp_ticket: string, error_code: string | number = '0') {
  const fields = { transaction_id: transactionId, error_code: String(error_code), sp_ticket }
  return { error_code, result: { sp_ticket, idp_checksum: checksum(key, 'getSpTicket', 'answered', fields) } }
}

const whole = ticket({ transaction_id: transactionId, sp_ticket_id: 'T-1' })

t.test('a ticket is taken when it is whole and of this transaction', async t => {
  const read = (body: unknown) => readTicket(account, 'getSpTicket', transactionId, body)
  t.same(read(given(whole)), { ok: true, ticket: whole, ticketId: 'T-1' })
  t.same(read(given(whole, 0)), { ok: true, ticket: whole, ticketId: 'T-1' }, 'the code may be a number')
  t.same(read({ ...given(whole), error_code: 'X' }), refused('other', 'X'))
  t.same(read({ error_code: '0', result: { ...given(whole).result, sp_ticket: `${whole}x` } }), refused('checksum'))
  t.same(read(given(ticket({ transaction_id: 'another', sp_ticket_id: 'T-1' }))), refused('answer'))
  t.same(read(given(ticket({ transaction_id: transactionId }))), refused('answer'))
  t.same(read(given(whole.replace('.', '.x'))), refused('answer'))
  t.same(read(given('bm90IGpzb24.x')), refused('answer'))
  for (const nothing of [undefined, null, 'html', [], {}, { error_code: null }]) {
    t.same(read(nothing), refused('answer'), JSON.stringify(nothing))
  }
})

function result(more: Record<string, string> = {}) {
  const fields = { hashed_id_num: hashed, signed_response: 'c2ln', ...more }
  const idp_checksum = checksum(key, 'getAthOrSignResult', 'answered', {
    transaction_id: transactionId,
    error_code: '0',
    ...fields,
  })
  return { error_code: '0', result: { ...fields, cert: 'Y2VydA==', idp_checksum, ...more } }
}

t.test('a signature is handed on only from the person it was asked of', async t => {
  const read = (body: unknown, about = { transactionId, idNumber }) => readResult(account, about, body)
  t.same(read(result()), { ok: true, signature: 'c2ln', certificate: 'Y2VydA==' })
  t.same(read(result(), { transactionId, idNumber: 'A223456781' }), refused('other-person'))
  t.same(read(result(), { transactionId: 'another', idNumber }), refused('checksum'))
  t.same(read(result({ idp_checksum: '' })), refused('checksum'))
  t.same(read(result({ hashed_id_num: '' })), refused('other-person'))
  t.same(read(result({ cert: '' })), refused('answer'))
  t.same(read('<html>'), refused('answer'))
})

t.test('what is not finished yet is waited for, everything else ends it', async t => {
  const read = (error_code: string | number) => readResult(account, { transactionId, idNumber }, { error_code })
  for (const code of ['SP-API-ATH-02-SPTKTID_TXNLOG_NF', 'SPTKTID_TXNLOG_NF', '20002', 20003, '9007']) {
    t.equal(read(code), 'pending', String(code))
  }
  t.same(read('SP-API-ATH-02-APP_USER_CANCEL'), refused('cancelled', '9015'))
  t.same(read('SPTKT_OVD'), refused('expired', '1101'))
})

t.test('codes are known by name, with and without the interface, and by number', async t => {
  t.ok(mobileIdCodes.size > 60)
  for (const [name, { number, why }] of mobileIdCodes) {
    t.same(mobileIdRefusal(name), { why, code: number })
    t.same(mobileIdRefusal(`SP-API-ATH-03-${name}`), { why, code: number })
    t.same(mobileIdRefusal(number), { why, code: number })
  }
  t.match(mobileIdRefusal('SP-API-ATH-03-PS_FCM_UNAVAILABLE'), { why: 'mobile-id.refused.push' })
  t.match(mobileIdRefusal('3111'), { why: 'mobile-id.refused.reopen-app' })
  t.match(mobileIdRefusal('APP-API-01-32004'), { why: 'mobile-id.refused.app', code: '32004' })
  t.match(mobileIdRefusal('NEVER_SEEN'), { why: 'mobile-id.refused.other', code: 'NEVER_SEEN' })
})

t.test('the link to the app carries ticket and way back in the letters the app reads', async t => {
  const link = new URL(appLink('aaa.bbb', 'https://hr.example.edu.tw/sign-in/phone/1'))
  t.equal(link.href.split('?')[0], 'mobilemoica://moica.moi.gov.tw/w2a/verifySign')
  t.equal(link.searchParams.get('sp_ticket'), 'aaa.bbb')
  const back = Buffer.from(link.searchParams.get('rtn_url') ?? '', 'base64url').toString()
  t.equal(back, 'https://hr.example.edu.tw/sign-in/phone/1')
})

t.test('the code on both screens has two characters that nobody mixes up', async t => {
  t.equal(
    pairingCode(() => 0),
    '22',
  )
  t.equal(
    pairingCode(limit => limit - 1),
    'ZZ',
  )
  for (let i = 0; i < 30; i += 1)
    t.match(
      pairingCode(limit => i % limit),
      /^[2-9A-HJ-NP-Z]{2}$/,
    )
})
