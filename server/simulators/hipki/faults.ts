/**
 * Everything that can be made to go wrong, with the words of the control page. Each works alone, whatever card is in.
 */
export const faults = {
  'never-ready': { zh: '視窗開了但從不說準備好', en: 'window opens but never says it is ready' },
  'ready-then-silent': { zh: '收下要求後不回答', en: 'takes the request and never answers' },
  slow: { zh: '回答很慢', en: 'answers late' },
  closes: { zh: '視窗收下要求後自行關閉', en: 'window takes the request and closes' },
  'http-500': { zh: '以 HTTP 500 送出照常的回答', en: 'usual answer under HTTP status 500' },
  html: { zh: '回答是網頁，不是 JSON', en: 'answers with a web page instead of JSON' },
  twice: { zh: '同一回答送兩次', en: 'sends its answer twice' },
  'other-origin': { zh: '回答來自別的來源', en: 'answer comes from another origin' },
  code: { zh: '回答指定的錯誤碼', en: 'answers with the code below' },
  'helper-timeout': { zh: '簽章程式逾時', en: 'native helper times out' },
  'wrong-func': { zh: '回答的功能名稱不符', en: 'answer names another function' },
  'no-reader': { zh: '沒有讀卡機', en: 'no reader' },
  'no-card': { zh: '讀卡機裡沒有卡片', en: 'reader without card' },
  'two-cards': { zh: '兩張卡片，別人的在前', en: 'two cards, the other one first' },
  'unknown-token': { zh: '讀不懂的卡片', en: 'card that cannot be read' },
  'old-version': { zh: '舊版元件', en: 'old version of the component' },
  stale: { zh: '還留著前一張卡的憑證', en: 'still holds the certificate of an earlier card' },
  untrusted: { zh: '網站尚未被信任', en: 'site is not trusted yet' },
  encoded: { zh: '要求整段以百分號編碼', en: 'request is percent-encoded as a whole' },
} as const satisfies Record<string, { zh: string; en: string }>

export type Fault = keyof typeof faults

export const isFault = (name: unknown): name is Fault => typeof name === 'string' && Object.hasOwn(faults, name)
