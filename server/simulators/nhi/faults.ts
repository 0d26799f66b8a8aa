/** From where on a fault is met: by every call, by those that need the card, by the signature alone. */
type Stage = 'call' | 'card' | 'signature'

type Words = { zh: string; en: string }

/** With the code that a component answers from that stage on, when it is one that answers. */
type Failure = Words & { code?: string; at?: Stage }

/** Everything that can be made to go wrong with a component, with the words of the control page. */
export const faults = {
  stopped: { zh: '沒有執行（埠關閉）', en: 'does not run (port closed)' },
  'no-reader': { zh: '沒有讀卡機', en: 'no reader', code: '7002', at: 'card' },
  'reader-busy': { zh: '讀卡機被別的程式占用', en: 'reader in use by another program', code: '7003', at: 'card' },
  'no-card': { zh: '讀卡機裡沒有健保卡', en: 'reader without card', code: '7004', at: 'card' },
  'no-access': { zh: '無法存取健保卡', en: 'card cannot be reached', code: '8013', at: 'card' },
  unreachable: { zh: '連不上健保署', en: 'administration out of reach', code: '4061', at: 'signature' },
  'refused-card': { zh: '健保署不認這張卡', en: 'card is not recognised', code: '8006', at: 'signature' },
  installation: { zh: '元件安裝有問題', en: 'component is badly installed', code: '4206', at: 'signature' },
  'service-error': { zh: '元件服務異常', en: 'service of the component fails', code: '8201', at: 'call' },
  'unknown-command': { zh: '不認得任何指令', en: 'knows no command', code: '9999', at: 'call' },
  code: { zh: '回答指定的錯誤碼', en: 'answers with the code below', at: 'card' },
  slow: { zh: '回答很慢', en: 'answers late' },
  silent: { zh: '完全不回答', en: 'never answers' },
  closes: { zh: '簽章時斷線', en: 'connection breaks at the signature' },
  garbled: { zh: '回答只有一半', en: 'half of an answer' },
  chatter: { zh: '夾雜 log: 訊息（舊元件）', en: 'mixes in log: messages (older one)' },
} as const satisfies Record<string, Failure>

export type Fault = keyof typeof faults

/** The same for the service that verifies. */
export const verifierFaults = {
  unreachable: { zh: '服務中斷（503）', en: 'out of service (503)' },
  slow: { zh: '回答很慢', en: 'answers late' },
  silent: { zh: '完全不回答', en: 'never answers' },
  'other-transaction': { zh: '回答別的交易', en: 'answers another transaction' },
  'other-random': { zh: '回答別的亂數', en: 'answers another random' },
  'other-person': { zh: '回答別人的身分', en: 'answers with somebody else' },
  'number-result': { zh: '結果是數字', en: 'result is a number' },
  html: { zh: '回答是網頁，不是 JSON', en: 'answers with a web page instead of JSON' },
  'bare-yes': { zh: '一律通過，但不說是誰', en: 'says yes to all without saying who' },
} as const satisfies Record<string, Words>

export type VerifierFault = keyof typeof verifierFaults

export const isFault = (name: unknown): name is Fault => typeof name === 'string' && Object.hasOwn(faults, name)

export const isVerifierFault = (name: unknown): name is VerifierFault =>
  typeof name === 'string' && Object.hasOwn(verifierFaults, name)

const reach = { call: 0, card: 1, signature: 2 }

/**
 * The code with which this fault answers a call that gets as far as this stage; undefined when it does not. `given` is
 * that of the fault which has none of its own.
 */
export function codeOf(fault: Fault | null, stage: Stage, given: string): string | undefined {
  if (fault === null) return undefined
  const { at, code = given }: Failure = faults[fault]
  return at && reach[at] <= reach[stage] ? code : undefined
}
