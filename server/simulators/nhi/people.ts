/** The cancellation mark (註銷註記) of a card, with the digit that stands for it. */
export const marks = {
  normal: { digit: '0', zh: '正常', en: 'normal' },
  lost: { digit: '1', zh: '遺失', en: 'lost' },
  cancelled: { digit: '2', zh: '註銷', en: 'cancelled' },
} as const

export type Mark = keyof typeof marks

export type Person = {
  id: string
  name: string
  idNumber: string
  /** ROC calendar, YYYMMDD. */
  birthday: string
  sex: 'M' | 'F'
  /** 12 digits. */
  cardNumber: string
  mark?: Mark
  /** Registered with the administration for its services on the web; without one nobody is registered. */
  password?: string
}

const shapes: [field: keyof Person, shape: RegExp][] = [
  ['id', /^[\w-]+$/],
  ['name', /^[^,]+$/],
  ['idNumber', /^[A-Z][A-Z\d]\d{8}$/],
  ['birthday', /^\d{7}$/],
  ['sex', /^[MF]$/],
  ['cardNumber', /^\d{12}$/],
]

export const isMark = (name: unknown): name is Mark => typeof name === 'string' && Object.hasOwn(marks, name)

/** The people of a JSON list who have a health card; throws with a sentence that names the first wrong entry. */
export function readPeople(json: string): Person[] {
  const list: unknown = JSON.parse(json)
  if (!Array.isArray(list)) throw new Error('The file of people is not a list.')
  const ids = new Set<string>()
  return list.map((one: Person, index) => {
    const wrong = shapes.find(([field, shape]) => typeof one[field] !== 'string' || !shape.test(one[field]))
    if (wrong) throw new Error(`Entry ${index + 1} of the file of people has no ${wrong[0]}.`)
    if (one.mark !== undefined && !isMark(one.mark)) throw new Error(`${one.id} has no known mark.`)
    if (ids.has(one.id)) throw new Error(`${one.id} is there twice.`)
    ids.add(one.id)
    return one
  })
}

/** The six fields of basic data as they stand on the card. */
export const basicOf = ({ cardNumber, idNumber, name, birthday, sex, mark = 'normal' }: Person) => [
  cardNumber,
  idNumber,
  onCard(name),
  birthday,
  sex,
  marks[mark].digit,
]

// a card holds 20 bytes of Big5, which has no rare characters
const onCard = (name: string) => [...name.replace(/[\u{10000}-\u{10ffff}]/gu, '？')].slice(0, 10).join('')
