import type { FastifyReply, FastifyRequest } from 'fastify'
import { foldName } from '../../domain/name-text.ts'
import type { CodeTable } from '../../domain/record/code-tables.ts'
import type { CodeValue } from '../../domain/record/field.ts'
import { allTables } from '../../domain/record/code-book.ts'
import { cellsOf, codeColumns, longestName } from '../../domain/record/code/load.ts'
import { askedIn } from '../../domain/record/code/asked.ts'
import { checkCode, checkNewCode, mayMapTo, type LocalCodeRefusal } from '../../domain/record/code/local.ts'
import { isWordOfOurs, nameOf } from '../../domain/record/codes.ts'
import type { Language } from '../../domain/language.ts'
import { dayInTable, readRocDate } from '../../domain/roc-date.ts'
import { halfWidth } from '../../domain/typed-text.ts'
import { allOrNothing } from '../../store/database/all-or-nothing.ts'
import type { Db } from '../../store/database/database.ts'
import * as events from '../../store/database/events.ts'
import * as codeUse from '../../store/record/code-use.ts'
import * as codeTables from '../../store/record/code-tables.ts'
import { readTables } from '../../store/record/followed-tables.ts'
import { speak } from '../../text/speak.ts'
import { once } from '../../web/access/once.ts'
import { byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { dateError, rawForm, readText, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { readStretch, stepsOf, tableOf as listOf, type Column } from '../../web/show/list/list.ts'
import { labelOf } from '../../web/show/row.ts'
import { sendSheet } from '../../web/transport/send-sheet.ts'
import { addressOf, shownUse, tableOf, versionIn, type OfTable } from './code-table.ts'

const size = 50

type Shown = { form?: Raw; errors?: FieldError[] }

/** The code tables: what is in them, values of one's own, and last days. */
export function codeTablePages(deps: Deps) {
  const { db, clock } = deps

  const list: Handler = async (_request, reply) => {
    await readTables(db)
    const language = reply.language()
    return reply.page('administration/code-tables', {
      table: listOf(allTables(), tableColumns, language, table => ({
        text: labelOf(table, language),
        href: addressOf(table),
      })),
      counted: speak(language)('pager.all', { count: allTables().length }),
    })
  }

  const show: Handler<OfTable> = async (request, reply) => page(request, reply)

  const file: Handler<OfTable> = async (request, reply) => {
    await readTables(db)
    const { id, values } = tableOf(request)
    return sendSheet(request, reply, { name: id, lines: [codeColumns, ...values.map(cellsOf)] })
  }

  const add: Handler<OfTable> = async (request, reply) => {
    await readTables(db)
    const table = tableOf(request)
    const form = rawForm(request.body)
    const errors: FieldError[] = []
    const value = readValue(form, errors)
    const wrong = checkNewCode(table, value).map(one => refused(one.field, one.why))
    const all = [...errors, ...wrong]
    if (all.length > 0) return page(request, reply.code(422), { form, errors: all })
    const work = (tx: Db) => codeTables.addLocal(tx, table.id, versionIn(form), value)
    const details = { code: value.code, to: value.mapsTo ?? null }
    const done = await change(request, table, { what: 'code-table.value-added', details, work })
    if (!done) return page(request, reply.code(409), { form, errors: [refused('code', 'code-table.refused.changed')] })
    return reply.seeOther(addressOf(table), 'said.code-added')
  }

  const end: Handler<OfTable> = async (request, reply) => {
    await readTables(db)
    const table = tableOf(request)
    const form = rawForm(request.body)
    const errors: FieldError[] = []
    const code = halfWidth(form['ended'] ?? '')
    const value = table.values.find(one => one.code === code)
    if (!value) errors.push(refused('ended', 'code-table.refused.unknown'))
    const validTo = readDay(form, 'valid_to', errors)
    if (value && validTo) {
      const wrong = checkCode(table, { ...value, validTo })
      errors.push(...wrong.filter(({ field }) => field === 'valid_to').map(one => refused(one.field, one.why)))
    }
    if (errors.length > 0) return page(request, reply.code(422), { form, errors })
    const work = (tx: Db) => codeTables.end(tx, table.id, versionIn(form), { code, validTo: validTo ?? null })
    const details = { code, to: validTo ?? null }
    const done = await change(request, table, { what: 'code-table.value-ended', details, work })
    if (!done) return page(request, reply.code(409), { form, errors: [refused('ended', 'code-table.refused.changed')] })
    // the page then says which entries have it, as soon as they are counted
    if (value && validTo) await codeUse.ask(db, table.id, [value], clock())
    return reply.seeOther(addressOf(table), 'said.code-ended')
  }

  const map: Handler<OfTable> = async (request, reply) => {
    await readTables(db)
    const table = tableOf(request)
    const form = rawForm(request.body)
    const [code, typed] = [halfWidth(form['mapped'] ?? ''), halfWidth(form['maps_to_code'] ?? '')]
    const value = table.values.find(one => one.code === code)
    const errors: FieldError[] = []
    if (!value) errors.push(refused('mapped', 'code-table.refused.unknown'))
    else if (typed && !mayMapTo(table.values, { ...value, mapsTo: typed })) {
      errors.push(refused('maps_to_code', whyNot(value)))
    }
    if (errors.length > 0) return page(request, reply.code(422), { form, errors })
    const mapsTo = typed || null
    const work = (tx: Db) => codeTables.map(tx, table.id, versionIn(form), { code, mapsTo })
    const details = { code, from: value?.mapsTo ?? null, to: mapsTo }
    const done = await change(request, table, { what: 'code-table.value-mapped', details, work })
    if (!done)
      return page(request, reply.code(409), { form, errors: [refused('mapped', 'code-table.refused.changed')] })
    return reply.seeOther(addressOf(table), 'said.code-mapped')
  }

  /** The change, its event and the new book; false for the later of two who read the same version. */
  async function change(
    request: FastifyRequest,
    { id }: CodeTable,
    { what, details, work }: { what: events.EventName; details: Details; work: (tx: Db) => Promise<boolean> },
  ): Promise<boolean> {
    const { ok } = await once(
      request,
      deps,
      tx =>
        allOrNothing(tx, async inner => {
          if (!(await work(inner))) return { ok: false }
          const by = byOf(request, 'sysadmin')
          await events.add(inner, { what, about: id, by, at: clock(), details })
          return { ok: true }
        }),
      done => (done.ok ? addressOf({ id }) : null),
    )
    if (ok) await readTables(db)
    return ok
  }

  async function page(request: FastifyRequest<OfTable>, reply: FastifyReply, { form, errors }: Shown = {}) {
    // asked first: a form may not know of a newer table than its page shows
    const version = await codeTables.versionOf(db, request.params.name)
    await readTables(db)
    const table = tableOf(request)
    const { q = '' } = rawForm(request.query)
    const found = table.values.filter(one => isAsked(one, q)).map(one => ({ ...one, id: one.code }))
    const stretch = readStretch(rawForm(request.query), size, code => found.some(({ id }) => id === code))
    const rows = stretchOf(found, stretch)
    const language = reply.language()
    const t = speak(language)
    const named = table.values.filter(({ code }) => askedIn(table.id).includes(code))
    const leadOf = ({ code, isLocal }: CodeValue) => ({
      text: code,
      note: isLocal ? ('code-table.local' as const) : undefined,
    })
    return reply.page('administration/code-table', {
      table: { id: table.id, name: labelOf(table, language), isClosed: table.isClosed },
      values: listOf(rows, columns, language, leadOf),
      steps: stepsOf(addressOf(table), q ? { q } : {}, {
        rows,
        count: found.length,
        isMore: false,
        hasPrevious: rows[0] !== found[0],
        hasNext: rows.at(-1) !== found.at(-1),
      }),
      isFiltered: q !== '',
      count: found.length,
      title: t('code-table.of', { name: labelOf(table, language) }),
      asked: named.map(value => nameOf(value, language)).join(t('form.list-comma')),
      mayEnd: table.values.length > named.length,
      // not `counted`, which the steps of the list above it would print as their number of values
      inUse: await useOf(table, language),
      history: (await codeTables.changes(db, table.id, mostOfHistory)).map(one => changeOf(one, language)),
      // a form that was refused is sent again against what its sender has now seen
      version,
      max: longestName,
      form: { q, ...form },
      ...(errors && { errors }),
    })
  }

  /** What was counted of codes of the table while nobody waited, or is still to be. */
  async function useOf({ id, values }: CodeTable, language: Language) {
    const count = await codeUse.asked(db, id)
    if (!count) return null
    const names = values.filter(({ code }) => count.codes.includes(code)).map(value => nameOf(value, language))
    return {
      codes: names.join(speak(language)('form.list-comma')),
      at: count.countedAt,
      use: count.use && shownUse(count.use, language),
    }
  }

  return { list, show, file, add, end, map }
}

const mostOfHistory = 20
type Details = Record<string, string | null>

/** A local value stands for an official one of its table; an official one has a code of its own. */
const whyNot = ({ code, isLocal }: CodeValue): LocalCodeRefusal =>
  isLocal || isWordOfOurs(code) ? 'code-table.refused.maps-to' : 'code-table.refused.official'

/** A change of the table in words. */
function changeOf(
  { what, at, details, by }: Awaited<ReturnType<typeof codeTables.changes>>[number],
  language: Language,
) {
  const t = speak(language)
  const sentence = sentences.find(([event]) => event === what)?.[1]
  // a mapping that is not there, and what the events of an older version do not tell
  const blanks = { to: null, from: null, code: null, added: 0, changed: 0, ended: 0, ...details }
  const shown = (value: unknown) =>
    what === 'code-table.value-ended' && isDay(value) ? dayInTable(value, language) : String(value ?? t('form.none'))
  const holes = Object.fromEntries(Object.entries(blanks).map(([hole, value]) => [hole, shown(value)]))
  return { at, by: by ?? '', text: sentence ? t(sentence, holes) : what }
}

const isDay = (value: unknown): value is string => /^\d{4}-\d\d-\d\d$/.test(String(value))

const sentences = [
  ['code-table.loaded', 'code-table.history.loaded'],
  ['code-table.value-added', 'code-table.history.added'],
  ['code-table.value-ended', 'code-table.history.ended'],
  ['code-table.value-mapped', 'code-table.history.mapped'],
] as const

const tableColumns: readonly Column<CodeTable>[] = [
  { id: 'count', label: 'code-table.count', cell: ({ values }) => String(values.length) },
  {
    id: 'own',
    label: 'code-table.of-own',
    cell: ({ values, isClosed }, language) =>
      isClosed ? speak(language)('code-table.closed') : String(values.filter(({ isLocal }) => isLocal).length),
  },
]

const columns: readonly Column<CodeValue>[] = [
  { id: 'zh', label: 'code-table.zh', cell: ({ zh }) => zh },
  { id: 'en', label: 'code-table.en', cell: ({ en }) => en },
  {
    id: 'from',
    label: 'code-table.valid-from',
    cell: ({ validFrom }, language) => (validFrom ? dayInTable(validFrom, language) : ''),
  },
  {
    id: 'to',
    label: 'code-table.valid-to',
    cell: ({ validTo }, language) => (validTo ? dayInTable(validTo, language) : ''),
  },
  { id: 'maps', label: 'code-table.maps-to', cell: ({ mapsTo }) => mapsTo ?? '' },
]

/** The page of a list in memory that `readStretch` asked for. */
function stretchOf<Row extends { id: string }>(
  rows: readonly Row[],
  { after, before, limit }: ReturnType<typeof readStretch>,
): Row[] {
  const place = (id: string) => rows.findIndex(row => row.id === id)
  const first = after ? place(after) + 1 : before ? Math.max(0, place(before) - limit) : 0
  return rows.slice(first, before ? place(before) : first + limit)
}

/** By a part of the code or of a name, whichever variant of a character was typed. */
function isAsked({ code, zh, en }: CodeValue, typed: string): boolean {
  const asked = foldName(halfWidth(typed)).toLowerCase()
  return [code, zh, en].some(text => foldName(text).toLowerCase().includes(asked))
}

const refused = (field: string, text: LocalCodeRefusal): FieldError => ({ field, text })

function readDay(form: Raw, field: string, errors: FieldError[]): string | undefined {
  if (!form[field]?.trim()) return undefined
  const read = readRocDate(form[field])
  if (read.ok) return read.value
  errors.push(dateError(form, field, read))
  return undefined
}

function readValue(form: Raw, errors: FieldError[]): CodeValue {
  const mapsTo = halfWidth(form['maps_to'] ?? '')
  const validFrom = readDay(form, 'valid_from', errors)
  return {
    code: halfWidth(form['code'] ?? ''),
    zh: readText(form, 'zh', longestName, errors),
    en: readText(form, 'en', longestName, errors),
    isLocal: true,
    ...(validFrom && { validFrom }),
    ...(mapsTo && { mapsTo }),
  }
}
