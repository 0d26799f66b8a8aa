import { zipOf } from '../documents/archive.ts'
import type { Paper, Papers } from '../documents/paper/paper.ts'
import { paperMedias, writePapers } from '../documents/paper/write.ts'
import { isTheirOwn } from '../domain/agency/actor.ts'
import { legalDay } from '../domain/clock.ts'
import type { Language } from '../domain/language.ts'
import type { Reach } from '../domain/outgoing/made-file.ts'
import { mostOnPaper, type PaperBundle, type RecordPaper } from '../domain/paper.ts'
import { mayPrint, printedRows, type Asker } from '../domain/record/access.ts'
import { findSection } from '../domain/record/sections.ts'
import { kindsOf, mayApply } from '../domain/record/staff-kinds.ts'
import type { Db } from '../store/database/database.ts'
import type { KeyRing } from '../store/database/sealing.ts'
import { markedOf } from '../store/outgoing/marked.ts'
import { subjectsOf } from '../store/outgoing/subjects.ts'
import * as agencyList from '../store/person/agency-list.ts'
import * as records from '../store/record/records.ts'
import { speak } from '../text/speak.ts'
import type { Look, Maker } from './made.ts'
import { fieldsOnPaper, recordPaper, titleOf, type OnPaper, type PaperWish } from './record-paper.ts'

/** Papers of these people, and as whose they leave. */
export type PapersAsked = {
  people: readonly string[]
  kind: RecordPaper
  sections: readonly string[]
  isFull: boolean
  bundle: PaperBundle
  by: string
  agency: string
  isDemo: boolean
}

type From = { db: Db; ring: KeyRing; now: Date }

/** So many papers are drawn by one process, and so many records open at a time. */
const atOnce = 25

/** Of those who were chosen: who is here and whose paper it may be, and how many are left out for what. */
export async function printable(
  { db, now }: Pick<From, 'db' | 'now'>,
  { agencyId, people, asker }: { agencyId: string; people: readonly string[]; asker: Asker },
) {
  const today = legalDay(now)
  const most = 4 * mostOnPaper.each
  const listed = await agencyList.everybody(db, agencyId, today, { personIds: [...people] }, most)
  const others = listed.people.filter(({ id }) => !isTheirOwn(asker, id))
  const subjects = await subjectsOf(
    db,
    others.map(({ id }) => id),
    today,
  )
  const here = others.flatMap(({ id, name }) => {
    const subject = subjects.get(id)
    return subject && mayPrint(asker, subject) ? [{ id, name, subject }] : []
  })
  const left = { own: listed.people.length - others.length, gone: people.length - listed.people.length }
  return { here, left }
}

/** The records of many on paper, each a paper of its own: one after the other, or each in a file. */
export const papersOf: Maker = async ({ asked, agencyId, purpose }, using) => {
  const of = asked.of as PapersAsked
  const { asker, language } = asked
  const { db, ring, now, tell } = using
  if (!agencyId) return { ok: false, why: 'file.refused.failed' }
  const { here } = await printable(using, { agencyId, people: of.people, asker })
  if (here.length === 0 || here.length > mostOnPaper[of.bundle]) return { ok: false, why: 'file.refused.nobody' }
  const sections = of.sections.flatMap(id => findSection(id) ?? [])
  const wish: PaperWish = { kind: of.kind, sections, isFull: of.isFull }
  const by = { asker, language, name: of.by, agency: of.agency, purpose, isDemo: of.isDemo }
  const told: { id: string; fields: string[] }[] = []
  const waiting: Paper[] = []
  const files: Buffer[] = []
  const write = async () => {
    const [first, ...more] = waiting.splice(0)
    const papers: Papers | undefined = first && [first, ...more]
    if (!papers) return true
    const written = await writePapers(papers, { isOne: of.bundle === 'one' })
    if (written.ok) files.push(...written.files)
    else if (written.why === 'paper.refused.busy') throw new Error('too many papers are being made')
    return written.ok
  }
  for (let i = 0; i < here.length; i += atOnce) {
    await tell(i, of.people.length)
    const some = here.slice(i, i + atOnce)
    for (const one of await opened(some, { db, ring, now }, asker, of.sections)) {
      const kinds = kindsOf(one.rows)
      const has = (id: string) => one.rows.some(({ section }) => section === id)
      const own = { ...wish, sections: sections.filter(({ id }) => has(id) || mayApply(id, kinds)) }
      told.push({ id: one.id, fields: fieldsOnPaper(one, own) })
      waiting.push(await recordPaper(one, own, by, using))
    }
    if (of.bundle === 'each' && !(await write())) return { ok: false, why: 'file.refused.large' }
  }
  if (!(await write())) return { ok: false, why: 'file.refused.large' }
  const reach = reachOf(told)
  const looks = looksOf(of)
  const content = await contentOf(here, files, wish, { language, now })
  return { ok: true, content, reach, looks }
}

async function opened(
  some: Awaited<ReturnType<typeof printable>>['here'],
  { db, ring, now }: From,
  asker: Asker,
  sections: readonly string[],
): Promise<OnPaper[]> {
  const ids = some.map(({ id }) => id)
  const [rows, marked] = await Promise.all([
    // by their posts, what kinds of staff they are
    records.ofPeople(db, ring, ids, [...new Set([...sections, 'post'])]),
    markedOf(db, ids, legalDay(now)),
  ])
  return some.map(one => ({
    ...one,
    rows: printedRows(asker, one.subject, rows.get(one.id) ?? []),
    marked: marked.get(one.id) ?? [],
  }))
}

/** What stands on any of the papers, and what of that on that of each does not. */
function reachOf(told: readonly { id: string; fields: readonly string[] }[]): Reach {
  const fields = [...new Set(told.flatMap(one => one.fields))]
  return {
    verb: 'export',
    fields,
    people: told.map(one => ({ id: one.id, without: fields.filter(field => !one.fields.includes(field)) })),
  }
}

const looksOf = ({ sections, isFull }: PapersAsked): Look[] =>
  (isFull ? (['print', 'reveal'] as const) : (['print'] as const)).flatMap(action =>
    sections.map(section => ({ action, section })),
  )

async function contentOf(
  here: readonly { name: string }[],
  files: readonly Buffer[],
  wish: PaperWish,
  { language, now }: { language: Language; now: Date },
) {
  const t = speak(language)
  const [first] = here
  const day = legalDay(now).replaceAll('-', '')
  const kind = t(wish.kind === 'check' ? 'paper.check.title' : 'paper.record.title')
  const [file = Buffer.alloc(0)] = files
  if (files.length === 1) {
    const title = here.length === 1 ? titleOf(first?.name ?? '', wish, language) : kind
    return { name: `${title}-${day}.pdf`, media: paperMedias.pdf, bytes: file }
  }
  const named = files.map((bytes, i) => ({
    name: `${String(i + 1).padStart(3, '0')}-${fileName(here[i]?.name ?? '')}.pdf`,
    bytes,
  }))
  return { name: `${kind}-${day}.zip`, media: 'application/zip', bytes: await zipOf(named, now) }
}

/** What no system takes in the name of a file is left out of it. */
const fileName = (name: string) => name.replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]/gu, ' ').trim()
