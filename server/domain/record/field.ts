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

type Named = { zh: string; en: string }

/**
 * One value of a code table; the days are the first and the last on which it may be used. A list of choices is sorted
 * by name within each group.
 */
export type CodeValue = Named & {
  code: string
  group?: Named
  validFrom?: string
  validTo?: string
  /** Added by an administrator, not by the owner of the table: it is shown as 自訂. */
  isLocal?: boolean
  /** As what it leaves: of a local value another code of the table, of a word of ours the code of its owner. */
  mapsTo?: string
  /** Names that it had before, by which old texts are still known. */
  formerly?: readonly string[]
}

/** Who has the last word on a field: the person, HR upon evidence, or an authority above them. */
export type Decider = 'person' | 'hr' | 'authority'

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
  /** Told as odd where it is filled in: it does not belong to such a row. */
  absent?: Condition
  decidedBy: Decider
  /** Where the row is about another agency than the person's present one. */
  decidedElsewhereBy?: Decider
  /** Encrypted wherever the value lives, masked with a keyed hash in signed texts. */
  sealed?: boolean
  /** Pages show it as A12345****, whatever the section. */
  masked?: boolean
  /** The id of a code table. */
  codes?: string
  /**
   * The id of a code table that is known to be incomplete, because its owner does not publish it (exam subjects, job
   * titles, reward results): its names are offered while typing, and any other text is kept as well, so that every real
   * document can be entered as it is printed. A code that is typed is kept as its name, or the other way round.
   */
  suggestedBy?: string
  suggestedAs?: 'code'
  /** In code points. */
  maxLength?: number
  min?: number
  max?: number
  notFuture?: boolean
  /** Warned about, never refused: documents are kept as printed. */
  shape?: 'document-number'
  /** Latin letters and digits, kept in half width however they were typed. */
  half?: true
  /** The name of a person: ‧ stands between its parts. */
  name?: true
  /** Refused: Latin letters as in a passport; those of romanised names and Formosan languages; a mobile number. */
  only?: 'latin' | 'roman' | 'mobile'
  /** Single characters that may not stand in the text. */
  forbidden?: string
  /** For an id-number: the field that names its kind. Without it the three kinds with a check digit are read. */
  kindField?: string
  /**
   * What it is to browsers that fill in forms (HTML's autofill tokens), where people enter their own. A date has none:
   * theirs is Gregorian.
   */
  token?: string
  /** While it is set, values of this type are kept from those whom the table of access does not let see them. */
  guards?: 'address'
  /** What a new row begins with. */
  initial?: Value
}

export type Severity = 'error' | 'warning'

/** A rule by its name: the id is for ever, the words say what is wrong, and hold no value of anybody. */
export type NamedRule = Named & { id: string; severity: Severity }

/** What is asked of the fields of a row and of the rows of its section. */
export type Rule = NamedRule &
  (
    | { rule: 'order'; from: string; to: string; strict?: boolean }
    | { rule: 'unique'; fields: readonly string[] }
    /** At most one row of the section for which all conditions hold. */
    | { rule: 'one'; where: readonly Condition[]; at: string }
    | { rule: 'score'; score: string; grade: string; ranges: Record<string, readonly [number, number]> }
    | { rule: 'sex'; sex: string; number: string; kind: string }
    /** Years from the person's birth to the field; `from` reads birth in the same row or in the basic data. */
    | { rule: 'age'; at: string; min: number; max?: number }
  )

export type Section = {
  id: string
  zh: string
  en: string
  form: 'single' | 'multi'
  /** Own permission, every view logged, left out of exports; all its fields are sealed. */
  sensitive?: boolean
  /** A row with this value is no business of the person whom it is about: their own pages have none of it. */
  onlyForHr?: { field: string; is: string }
  /** Place in the printed résumé form and in menus. */
  order: number
  /** Fields that tell one row from another in one line. */
  title: readonly string[]
  /** The fields that a table of its rows has, where they are others than those of the title. */
  columns?: readonly string[]
  /** The day, month or year by which rows stand; where neither is named, they stand as they were entered. */
  newestFirst?: string
  oldestFirst?: string
  /** The last day of what a row says; while it is blank, that holds on. Where none is named a row tells of one day. */
  endsBy?: string
  /** How the next row comes of the last one: what is the same, the year after, the term after that is as long. */
  next?: {
    copied: readonly string[]
    year?: string
    term?: { from: string; until: string; alsoFrom?: string }
  }
  /** The fields that say which authority decided on the row, on which day and under which number. */
  decision?: { by?: string; day?: string; number?: string }
  fields: readonly Field[]
  rules?: readonly Rule[]
}

/** What all fields of a kind have in common. */
export const agency = { type: 'agency', maxLength: 60 } as const
export const idNumber = { type: 'id-number', sealed: true, masked: true } as const
/** A document number such as 新北教人字第1150000000號. */
export const documentNumber = { type: 'text', maxLength: 60, shape: 'document-number' } as const

type Default = 'required' | 'decidedBy'
type FieldLine = Omit<Field, Default> & Partial<Pick<Field, Default>>

/**
 * A section as it is written down: a field that says nothing else is required, and decided by whom the section names.
 */
export type SectionTable = Omit<Section, 'fields'> & { decidedBy: Decider; fields: readonly FieldLine[] }

export const sectionFrom = ({ decidedBy, fields, ...section }: SectionTable): Section => ({
  ...section,
  fields: fields.map(field => ({ required: 'always', decidedBy, ...field })),
})
