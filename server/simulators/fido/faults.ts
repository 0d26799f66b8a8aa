/** Everything that can be made to go wrong, with the words of the phone page. Each works alone, for everybody. */
export const faults = {
  'unknown-person': { zh: '查無此人', en: 'person is not registered' },
  'no-device': { zh: '沒有綁定手機', en: 'no phone is bound' },
  'no-certificate': { zh: '手機裡沒有憑證', en: 'the phone holds no certificate' },
  'push-failed': { zh: '推播失敗', en: 'push fails' },
  'code-at-once': { zh: '一問就回這個錯誤碼', en: 'answers every question with the code below' },
  'code-later': { zh: '看結果時回這個錯誤碼', en: 'answers every look at a result with the code below' },
  refused: { zh: '手機一律拒絕', en: 'phone refuses everything' },
  expired: { zh: '一律逾時', en: 'every request is expired' },
  never: { zh: '一直處理中', en: 'pending for ever' },
  slow: { zh: '回答很慢', en: 'answers late' },
  silent: { zh: '完全不回答', en: 'never answers' },
  html: { zh: '回答是網頁，不是 JSON', en: 'answers with a web page instead of JSON' },
  'wrong-checksum': { zh: '檢核碼不對', en: 'wrong checksum' },
  'wrong-ticket': { zh: '別的交易的票', en: 'ticket of another transaction' },
  'wrong-hash': { zh: '身分證號雜湊不符', en: 'hash of another ID number' },
  'other-certificate': { zh: '別人的憑證與簽章', en: 'certificate and signature of somebody else' },
  'other-content': { zh: '簽了別的內容', en: 'signature over something else' },
  'zero-iv': { zh: '檢核碼用全零 IV', en: 'checksums with an IV of zeros' },
  'number-code': { zh: '錯誤碼是數字', en: 'error code is a number' },
} as const satisfies Record<string, { zh: string; en: string }>

export type Fault = keyof typeof faults

export const isFault = (name: unknown): name is Fault => typeof name === 'string' && Object.hasOwn(faults, name)
