import type { CardKind, Holder } from '../cards/card-certificate.ts'

export type Person = {
  id: string
  kind: CardKind
  name: string
  lastFour?: string
  subjectSerial: string
  cardNumber: string
  pin: string
  organisation?: string
  condition?: 'expired' | 'revoked'
}

/** Whose card it was before, when nobody else's was in. */
export const former: Person = {
  id: 'former',
  kind: 'citizen',
  name: '前一位持卡人',
  lastFour: '0000',
  subjectSerial: '0000000099999999',
  cardNumber: 'TP99999999999999',
  pin: '000000',
}

const texts = ['id', 'name', 'subjectSerial', 'cardNumber', 'pin'] as const

/** The people of a JSON list; throws with a sentence that names the first wrong entry. */
export function readPeople(json: string): Person[] {
  const list: unknown = JSON.parse(json)
  if (!Array.isArray(list)) throw new Error('The file of people is not a list.')
  const ids = new Set<string>()
  return list.map((one: Person, index) => {
    const missing = texts.find(field => typeof one[field] !== 'string' || one[field] === '')
    if (missing) throw new Error(`Entry ${index + 1} of the file of people has no ${missing}.`)
    if (!['citizen', 'agency', 'school'].includes(one.kind)) throw new Error(`${one.id} has no known kind.`)
    if (one.condition && !['expired', 'revoked'].includes(one.condition)) {
      throw new Error(`${one.id} has no known condition.`)
    }
    if (ids.has(one.id)) throw new Error(`${one.id} is there twice.`)
    ids.add(one.id)
    return one
  })
}

export const holderOf = ({ kind, name, subjectSerial, lastFour, organisation, cardNumber }: Person): Holder => ({
  kind,
  name,
  serialNumber: subjectSerial,
  cardNumber,
  ...(lastFour ? { lastFour } : {}),
  ...(organisation ? { organisation } : {}),
})
