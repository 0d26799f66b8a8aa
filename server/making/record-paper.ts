import type { Paper, Picture } from '../documents/paper/paper.ts'
import { readPhoto } from '../domain/correction/photo.ts'
import type { EvidenceHomes } from '../domain/correction/evidence-home.ts'
import type { Language } from '../domain/language.ts'
import type { Marked } from '../domain/outgoing/mark.ts'
import type { RecordPaper } from '../domain/paper.ts'
import { may, mayReveal, type Asker, type Subject } from '../domain/record/access.ts'
import type { Section } from '../domain/record/field.ts'
import { sectionOf } from '../domain/record/sections.ts'
import { instantText } from '../domain/roc-date.ts'
import * as photos from '../store/correction/photos.ts'
import type { Db } from '../store/database/database.ts'
import type { KeyRing } from '../store/database/sealing.ts'
import { speak } from '../text/speak.ts'
import { checkParts, recordParts, type PrintedRow } from './record-parts.ts'

/** Whose record it is, with the rows of it that the asker may have on paper. */
export type OnPaper = {
  id: string
  name: string
  subject: Subject
  rows: readonly PrintedRow[]
  marked: readonly Marked[]
}

/** What of a record is printed; `isFull`: with whole numbers. */
export type PaperWish = { kind: RecordPaper; sections: readonly Section[]; isFull: boolean }

/** Who prints it: their name, as people read it, and what for; no purpose is of one's own. */
export type PrintedBy = {
  asker: Asker
  language: Language
  name: string
  agency: string
  purpose: string | null
  isDemo: boolean
}

type Using = { db: Db; ring: KeyRing; evidenceHomes: EvidenceHomes; now: Date; warn?: (cause: unknown) => void }

const basic = sectionOf('basic')

/** A record as a paper of its own, with head and foot. */
export async function recordPaper(of: OnPaper, wish: PaperWish, by: PrintedBy, using: Using): Promise<Paper> {
  const { asker, language, agency, purpose } = by
  const t = speak(language)
  const isCheck = wish.kind === 'check'
  const rows = printedOf(of, wish)
  const parts = (isCheck ? checkParts : recordParts)(wish.sections, rows, {
    language,
    photo: isCheck ? undefined : await photoOf({ ...of, rows }, by, using),
    marked: of.marked,
    isOpen: (section, field, data) =>
      wish.isFull &&
      mayReveal(asker, of.subject, section, field) &&
      may(asker, of.subject, 'reveal', section, field, data),
  })
  const kind = t(isCheck ? 'paper.check.title' : 'paper.record.title')
  const time = instantText(using.now, language)
  const foot =
    purpose === null ? t('paper.record.own-foot', { time }) : t('paper.record.foot', { time, name: by.name, purpose })
  return {
    title: titleOf(of.name, wish, language),
    language,
    author: agency || by.name,
    madeAt: using.now,
    head: [[agency, kind].filter(Boolean).join('　'), of.name],
    foot: [foot, by.isDemo ? t('paper.demo') : ''].filter(Boolean).join('\n'),
    parts: [{ kind: 'heading', level: 1, text: kind }, ...parts],
  }
}

export const titleOf = (name: string, { kind }: Pick<PaperWish, 'kind'>, language: Language): string =>
  speak(language)(kind === 'check' ? 'paper.check.of' : 'paper.record.of', { name })

const printedOf = ({ rows }: OnPaper, { sections }: PaperWish) =>
  rows.filter(row => sections.some(({ id }) => id === row.section))

/** What has a value in what is printed, as `section.field`: what was kept back, or is blank, does not leave. */
export function fieldsOnPaper(of: OnPaper, wish: PaperWish): string[] {
  const rows = printedOf(of, wish)
  return wish.sections.flatMap(({ id, fields }) =>
    fields
      .filter(field => rows.some(({ section, data }) => section === id && isTold(data[field.id])))
      .map(field => `${id}.${field.id}`),
  )
}

const isTold = (value: unknown) =>
  (value ?? null) !== null && !(typeof value === 'object' && value !== null && 'isKept' in value)

/** The photograph of a record whose basic data go on paper; without one that cannot be read the rest is printed. */
async function photoOf(
  { id, name, subject, rows }: OnPaper,
  { asker, language, purpose }: PrintedBy,
  { warn, ...using }: Using,
): Promise<Picture | undefined> {
  const isShown = may(asker, subject, purpose === null ? 'see' : 'export', basic)
  if (!isShown || !rows.some(({ section }) => section === basic.id)) return undefined
  const photo = await photos.current(using.db, id)
  const found = photo && (await photos.open(using, id, photo))
  if (!found) return undefined
  if (!found.ok) {
    warn?.(found.cause)
    return undefined
  }
  const read = readPhoto(found.file.bytes)
  return read.ok ? { ...read.photo, alt: speak(language)('photo.alt', { name }) } : undefined
}
