import type { Language } from '../../domain/language.ts'
import { halfWidth } from '../../domain/typed-text.ts'
import { hexOf, majorCodes, minorCodes, type ComponentFailure } from '../../domain/ways/component-codes.ts'
import { healthCardCodes, readHealthCardCode } from '../../domain/ways/health-card-codes.ts'
import { mobileIdCodes } from '../../domain/ways/mobile-id-codes.ts'
import { all, isTextKey, speak, type Holes, type TextKey } from '../../text/speak.ts'
import type { Settings } from '../deps.ts'

/** One code of the dictionary. `address` is the last part of its URL, `also` the other ways in which it is met. */
export type Entry = {
  address: string
  code: string
  also: string[]
  area: TextKey
  meaning: string
  /** Blank where the meaning leaves nothing to do. */
  remedy: string
  isForIssuer: boolean
}

type Site = Pick<Settings, 'baseUrl' | 'componentOrigin'>

const areaOf: Record<string, TextKey> = {
  component: 'code.area.own-component',
  card: 'code.area.own-card',
  challenge: 'code.area.own-challenge',
  'health-card': 'code.area.own-health-card',
  'mobile-id': 'code.area.own-mobile-id',
  'sign-in': 'code.area.own-sign-in',
  activation: 'code.area.own-activation',
  passkey: 'code.area.own-passkey',
  password: 'code.area.own-password',
  diagnosis: 'code.area.own-diagnosis',
}

/** The dictionary: the numbers of the card component, the codes of health cards, then every refusal of this site. */
export function codeEntries(language: Language, site: Site): Entry[] {
  const t = speak(language)
  const words = ({ zh, en }: { zh: string; en: string }) => (language === 'zh-TW' ? zh : en)
  const remedy = (failure: ComponentFailure | null) =>
    failure
      ? plain(t(`component.refused.${failure}`, holesOf(`component.refused.${failure}`, site)))
      : t('code.see-other')
  const numbers = [...majorCodes.values(), ...minorCodes.values()].map(line => ({
    address: hexOf(line.code),
    code: hexOf(line.code),
    also: decimals(line.code),
    area: `code.area.${line.area}` as const,
    meaning: words(line),
    remedy: remedy(line.failure),
    isForIssuer: line.failure !== null && isForIssuer({ text: `component.refused.${line.failure}` }),
  }))
  const ofHealthCards = ([...healthCardCodes, 'unknown'] as const).map(code => ({
    address: `${healthCard}.${code}`,
    code: code === 'unknown' ? `${healthCard}.${code}` : code,
    also: [],
    area: 'code.area.health-card' as const,
    meaning: t(`health-card.meaning.${code}`),
    remedy: t(`health-card.remedy.${code}`),
    isForIssuer: false,
  }))
  const own = refusals.map(key => {
    const [meaning, remedy] = halves(plain(t(key, holesOf(key, site))))
    const area = areaOf[key.split('.')[0] ?? ''] ?? 'code.area.own-form'
    const address = addressOfKey(key)
    return {
      address,
      code: address,
      also: numbersOf(key),
      area,
      meaning,
      remedy,
      isForIssuer: isForIssuer({ text: key }),
    }
  })
  return [...numbers, ...ofHealthCards, ...own]
}

/** The entries that hold every word asked for: numbers in hex or decimal, with or without sign, or words. */
export function searchCodes(entries: readonly Entry[], asked: string): Entry[] {
  const words = halfWidth(asked)
    .toLowerCase()
    .split(/[\s/+,]+/)
    .filter(Boolean)
  if (words.every(isCode)) {
    const addresses = words.map(addressOf)
    const exact = entries.filter(
      ({ address, also }) => addresses.includes(address) || words.some(word => also.includes(word)),
    )
    if (exact.length > 0) return exact
  }
  return entries.filter(entry => {
    const text = `${entry.code} ${entry.also.join(' ')} ${entry.meaning} ${entry.remedy}`.toLowerCase()
    return words.every(word => text.includes(word))
  })
}

/** A refusal as it reads later, when the code that came with it is not known any more. */
export const refusalLater = (key: TextKey, language: Language, site: Site): string =>
  plain(speak(language)(key, holesOf(key, site)))

/** Where the dictionary tells about a refusal; undefined for one that is not in it. */
export function codeHref({ text, holes }: { text: TextKey; holes?: Holes }): string | undefined {
  if (text.startsWith(healthCardSentence)) return `/codes/${text.replace(healthCardSentence, `${healthCard}.`)}`
  if (!isRefusal(text)) return undefined
  const name = addressOfKey(text).replace('component.', '')
  const numbers = String(holes?.['code'] ?? '').split('/')
  const failureOf = (number: string) => (majorCodes.get(Number(number)) ?? minorCodes.get(Number(number)))?.failure
  return `/codes/${numbers.find(number => failureOf(number) === name) ?? addressOfKey(text)}`
}

/** Whether its sentence sends the person to the issuer of citizen cards, so that a page links there. */
export const isForIssuer = ({ text }: { text: TextKey }): boolean => forIssuer.includes(text)

const forIssuer: readonly TextKey[] = [
  'component.refused.expired',
  'component.refused.pin-locked',
  'diagnosis.refused.expired',
  'diagnosis.refused.expires-soon',
]

/** The same as the address of an entry, or blank. */
export const codeAddress = (refusal: { text: TextKey; holes?: Holes }): string =>
  codeHref(refusal)?.slice('/codes/'.length) ?? ''

/** A code as somebody may have typed or linked it, in the spelling of the addresses. */
export function addressOf(code: string): string {
  const four = readHealthCardCode(code.toLowerCase().replace(`${healthCard}.`, ''))
  return four ? `${healthCard}.${four}` : (addressOfNumber(code) ?? code.toLowerCase())
}

const healthCard = 'health-card'
const healthCardSentence = `${healthCard}.code.`

const isCode = (word: string) => addressOfNumber(word) !== undefined || readHealthCardCode(word) !== undefined

const isRefusal = (key: string) => /^[a-z-]+\.refused\./.test(key) && !key.startsWith('trust.')

const refusals = Object.keys(all).filter(key => isTextKey(key) && isRefusal(key)) as TextKey[]

const addressOfKey = (key: string) => key.replace('.refused.', '.')

function addressOfNumber(text: string): string | undefined {
  if (/^0x[0-9a-f]{1,16}$/i.test(text)) return hexOf(BigInt(text))
  if (!/^-?\d{2,20}$/.test(text)) return undefined
  const number = BigInt(text)
  return hexOf(number < 0n ? BigInt.asUintN(32, number) : number)
}

/** The numbers by which the app on the phone names this refusal. */
const numbersOf = (key: TextKey) =>
  [...mobileIdCodes.values()].flatMap(({ why, number }) => (why === key ? [number] : []))

const decimals = (code: number) => [String(code), ...(code > 0x7fffffff ? [String(code - 2 ** 32)] : [])]

function holesOf(key: TextKey, { componentOrigin, baseUrl }: Site): Holes {
  const known: Holes = { code: '', component: componentOrigin, host: new URL(baseUrl).hostname }
  return Object.fromEntries([...all[key].zh.matchAll(/\{(\w+)\}/g)].map(([, hole = '']) => [hole, known[hole] ?? '…']))
}

// a code in brackets at the end, which the dictionary says itself
const plain = (sentence: string) => sentence.replace(/\s?\p{Ps}\p{L}+ \p{Pe}/gu, '').replace(/ (?=[ .])/g, '')

/** What it means and what to do: the sentences of this product are built so. */
function halves(sentence: string): [string, string] {
  const [, first = sentence, rest = ''] = /^(.+?(?:\u3002|[.?](?=\s)))\s*(.+)$/s.exec(sentence) ?? []
  return [first, rest]
}
