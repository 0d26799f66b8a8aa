/**
 * How one field of a record is described. Value kept in jsonb, by type:
 * text, lines, agency, phone, email, id-number: string · date: `YYYY-MM-DD` · month: `YYYY-MM` · year: ROC year as
 * number · number: whole number · flag: boolean · code: the code · codes: list of codes · address: `Address`.
 * A field without a value is null or absent; the empty string is never kept.
 */
export type FieldType =
  | 'text'
  | 'lines'
  | 'agency'
  | 'phone'
  | 'email'
  | 'id-number'
  | 'date'
  | 'month'
  | 'year'
  | 'number'
  | 'flag'
  | 'code'
  | 'codes'
  | 'address'

export type Value = string | number | boolean | readonly string[] | Address | null
export type Row = Record<string, unknown>

export const addressParts = ['zip', 'county', 'town', 'village', 'nbhd', 'rest'] as const
/** `county` is a code of `counties`; the other parts are text as typed, `zip` three, five or six digits. */
export type Address = Record<(typeof addressParts)[number], string>

/** One value of a code table; the days are the first and the last on which it may be used. */
export type CodeValue = { code: string; zh: string; en: string; validFrom?: string; validTo?: string }

/** Who has the last word on a field: the person, HR upon evidence, another authority, the system. */
export type ChangeClass = 'S' | 'E' | 'O' | 'X'

export type Condition =
  | { field: string; is: readonly (string | boolean)[] }
  /** A blank field is not "not x": then nothing is known. */
  | { field: string; isNot: readonly (string | boolean)[] }
  | { blank: string }
  | { anyFilled: readonly string[] }
  | { person: 'foreign' }

export type Field = {
  id: string
  zh: string
  en: string
  type: FieldType
  required: 'always' | 'never' | Condition
  change: ChangeClass
  /** The class where the row is about another agency than the person's present one. */
  changeElsewhere?: ChangeClass
  /** Encrypted wherever the value lives, masked with a keyed hash in signed texts. */
  sealed?: boolean
  /** Pages show it as A12345****, whatever the section. */
  masked?: boolean
  codes?: readonly CodeValue[]
  /**
   * Values to offer while typing. A list whose owner does not publish it (exam subjects, job titles, reward results) is
   * plain text with suggestions, so that every real document can be entered as it is printed.
   */
  suggestions?: readonly string[]
  /** In code points. */
  maxLength?: number
  min?: number
  max?: number
  notFuture?: boolean
  /** Warned about, never refused: documents are kept as printed. */
  shape?: 'document-number'
  /** Latin letters and digits, kept in half width however they were typed. */
  half?: true
  /** Refused: Latin letters as in a passport; a mobile number. */
  only?: 'latin' | 'mobile'
  /** Single characters that may not stand in the text. */
  forbidden?: string
  /** For an id-number: the field that names its kind. Without it the three kinds with a check digit are read. */
  kindField?: string
  /** What a new row begins with. */
  initial?: Value
}

/** Rules between fields and between rows. `says` is the severity. */
export type Rule =
  | { rule: 'order'; from: string; to: string; strict?: boolean; says?: 'warning' }
  | { rule: 'unique'; fields: readonly string[] }
  /** At most one row of the section for which all conditions hold. */
  | { rule: 'one'; where: readonly Condition[]; at: string; says: 'error' | 'warning' }
  | { rule: 'score'; score: string; grade: string; ranges: Record<string, readonly [number, number]> }
  | { rule: 'sex'; sex: string; number: string; kind: string }
  /** Years from the person's birth to the field; `from` reads birth in the same row or in the basic data. */
  | { rule: 'age'; at: string; min: number; max?: number }

export type Section = {
  id: string
  zh: string
  en: string
  form: 'single' | 'multi'
  /** Own permission, every view logged, left out of exports; all its fields are sealed. */
  sensitive?: boolean
  /** Place in the printed résumé form and in menus. */
  order: number
  /** Fields that tell one row from another in one line. */
  title: readonly string[]
  fields: readonly Field[]
  rules?: readonly Rule[]
}

type More = Partial<Omit<Field, 'id' | 'zh' | 'en' | 'type' | 'required' | 'change'>>
type Required = Field['required']

/** `O/E`: another authority decides on rows of the own agency, evidence is enough for rows of others. */
export type ChangeWord = ChangeClass | 'O/E'

const make =
  (type: FieldType) =>
  (id: string, zh: string, en: string, required: Required, change: ChangeWord, more: More = {}): Field => ({
    id,
    zh,
    en,
    type,
    required,
    ...(change === 'O/E' ? { change: 'O', changeElsewhere: 'E' } : { change }),
    ...more,
  })

export const date = make('date')
export const month = make('month')
export const year = make('year')
export const number = make('number')
export const flag = make('flag')
export const phone = make('phone')
export const email = make('email')
export const address = make('address')
export const idNumber = (...[id, zh, en, required, change, more]: Parameters<ReturnType<typeof make>>) =>
  make('id-number')(id, zh, en, required, change, { ...more, sealed: true, masked: true })
export const agency = (...[id, zh, en, required, change, more]: Parameters<ReturnType<typeof make>>) =>
  make('agency')(id, zh, en, required, change, { maxLength: 60, ...more })

const withLength =
  (type: FieldType) =>
  (maxLength: number, id: string, zh: string, en: string, required: Required, change: ChangeWord, more: More = {}) =>
    make(type)(id, zh, en, required, change, { maxLength, ...more })
export const text = withLength('text')
export const lines = withLength('lines')

/** A document number such as 新北教人字第1150000000號. */
export const docNumber = (...[id, zh, en, required, change, more]: Parameters<ReturnType<typeof make>>) =>
  make('text')(id, zh, en, required, change, { maxLength: 60, shape: 'document-number', ...more })

const withCodes =
  (type: FieldType) =>
  (
    codes: readonly CodeValue[],
    id: string,
    zh: string,
    en: string,
    required: Required,
    change: ChangeWord,
    more: More = {},
  ) =>
    make(type)(id, zh, en, required, change, { codes, ...more })
export const code = withCodes('code')
export const codes = withCodes('codes')

export const R = 'always'
export const O = 'never'
