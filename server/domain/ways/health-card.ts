import { healthCardCodeKey } from './health-card-codes.ts'

/** Why the page could get no answer of a component, in the words of public/health-card.js. */
export const componentFailures = ['none', 'name', 'permission', 'http', 'closed', 'time-out', 'garbled'] as const
type ComponentFailure = (typeof componentFailures)[number]

/** What the person is told; each has its sentence in both languages. */
export type HealthCardRefusal =
  | `health-card.refused.${ComponentFailure}`
  // said by the verifier
  | 'health-card.refused.signature'
  | 'health-card.refused.cancelled'
  | 'health-card.refused.password'
  | 'health-card.refused.not-registered'
  | 'health-card.refused.locked'
  | 'health-card.refused.other'
  // found by us
  | 'health-card.refused.blank'
  | 'health-card.refused.password-blank'
  | 'health-card.refused.unreachable'
  | 'health-card.refused.answer'

/** What a component gave for our sixteen digits, with the password that the person registered there. */
export type HealthCardAnswer = { basic: string; version: string; sign: string; password: string }

/** Who holds the card. Both numbers are looked up and nothing else; neither is kept or logged as it stands. */
export type HealthCardHolder = { cardNumber: string; idNumber: string }

export type HealthCardQuestion = HealthCardAnswer & { transaction: string; random: string }
export type Verified = ({ ok: true } & HealthCardHolder) | HealthCardRefused
export type HealthCardRefused = { ok: false; why: HealthCardRefusal; code: string }

/** The service that checks a health card: only the health insurance administration can check the signature. */
export type HealthCardVerifier = { verify: (question: HealthCardQuestion) => Promise<Verified> }

/** The sixteen digits of a challenge, the same for the same nonce (64 random hex digits). */
export const randomOf = (nonce: string): string =>
  (BigInt(`0x${nonce}`) % 10n ** BigInt(randomDigits)).toString().padStart(randomDigits, '0')

const randomDigits = 16

/**
 * Why there is no answer to check, from what the page filled in: a word of the page, a code of the component, or
 * nothing at all (no script). Undefined when there is one.
 */
export function componentRefusal(said: {
  failure: string
  code: string
  sign: string
}): { why: HealthCardRefusal | ReturnType<typeof healthCardCodeKey>; code: string } | undefined {
  const code = said.code.trim().slice(0, 10)
  if (code !== '') return { why: healthCardCodeKey(code), code }
  const failure = componentFailures.find(one => one === said.failure)
  if (failure) return { why: `health-card.refused.${failure}`, code }
  return said.failure === '' && said.sign !== '' ? undefined : { why: 'health-card.refused.blank', code }
}

/** Who the card says it belongs to, from the line after `GetBasic:`; undefined for anything else. */
export function readBasic(basic: string): HealthCardHolder | undefined {
  const [cardNumber = '', idNumber = ''] = basic.split(',').map(part => part.trim())
  const isWhole = /^\d{12}$/.test(cardNumber) && /^[A-Z][A-Z0-9]\d{8}$/i.test(idNumber) && basic.length <= longestBasic
  return isWhole ? { cardNumber, idNumber: idNumber.toUpperCase() } : undefined
}

const longestBasic = 300

/**
 * Whether version and signature have the form that the components give them; whether they are good, nobody here knows.
 */
export const hasForm = ({ version, sign }: Pick<HealthCardAnswer, 'version' | 'sign'>): boolean =>
  /^\d{4}$/.test(version) && /^[0-9A-Za-z+/=]{256}$/.test(sign)

const refusals: Record<string, HealthCardRefusal> = {
  '9001': 'health-card.refused.signature',
  '9002': 'health-card.refused.cancelled',
  '9101': 'health-card.refused.password',
  '9102': 'health-card.refused.not-registered',
  '9103': 'health-card.refused.locked',
}

/** What the verifier said. Yes is only `0000` about this transaction, these digits and the card that was read. */
export function readVerification({ transaction, random, basic }: HealthCardQuestion, body: unknown): Verified {
  const said = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const code = codeOf(said['result'])
  if (code === undefined || textOf(said['transaction']) !== transaction) return refusedAs('answer')
  if (code !== '0000') return { ok: false, why: refusals[code] ?? 'health-card.refused.other', code }
  const holder = { cardNumber: textOf(said['card_number']), idNumber: textOf(said['id_number']).toUpperCase() }
  const read = readBasic(basic)
  const agrees =
    textOf(said['random']) === random && holder.cardNumber === read?.cardNumber && holder.idNumber === read.idNumber
  return agrees ? { ok: true, ...holder } : refusedAs('answer')
}

/** Nothing was heard from the verifier, or something that is no answer of its kind. */
export const refusedAs = (why: 'answer' | 'unreachable'): HealthCardRefused => ({
  ok: false,
  why: `health-card.refused.${why}`,
  code: '',
})

/** Four characters, also where they came as a number without their zeros. */
function codeOf(result: unknown): string | undefined {
  const text = typeof result === 'number' ? String(result).padStart(4, '0') : textOf(result)
  return /^[0-9A-Z]{4}$/i.test(text) ? text.toUpperCase() : undefined
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')
