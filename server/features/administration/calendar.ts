import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SpecialDay } from '../../domain/calendar/day.ts'
import { closedBy, isWeekend, knownYears, specialDays, yearOf } from '../../domain/calendar/working-days.ts'
import {
  calendarChanges,
  calendarColumns,
  calendarLines,
  isSpecial,
  leastWorkingDays,
  longestDayName,
  mostCalendarLines,
  readCalendar as readCalendarFile,
  type CalendarChange,
} from '../../domain/calendar/year-file.ts'
import { legalDay } from '../../domain/clock.ts'
import { dayInTable, readRocDate, yearText } from '../../domain/roc-date.ts'
import type { SheetLine, SheetRefusal } from '../../domain/sheet.ts'
import { csvOf, readCsv } from '../../documents/sheet/csv.ts'
import { openSheet } from '../../documents/sheet/incoming.ts'
import * as calendar from '../../store/calendar/calendar.ts'
import * as deadlines from '../../store/correction/deadlines.ts'
import { allOrNothing } from '../../store/database/all-or-nothing.ts'
import * as events from '../../store/database/events.ts'
import { speak } from '../../text/speak.ts'
import { once } from '../../web/access/once.ts'
import { byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { dateError, rawForm, readText, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { sendSheet } from '../../web/transport/send-sheet.ts'
import { refusedByScanner } from '../../web/transport/sent-sheet.ts'
import { receive } from '../../web/transport/uploads.ts'

/** A year in CSV has 10 KB; a workbook brings its formats. */
export const maxCalendarFile = 256 * 1024
const mostOfHistory = 20

type OfYear = { Querystring: Raw }
type Loaded = { days: SpecialDay[]; changes: CalendarChange[]; lines: readonly SheetLine[]; version: number }
type Shown = { form?: Raw; errors?: FieldError[]; loaded?: Loaded; year?: number }

const addressOf = (year: number) => `/administration/calendar?year=${year}`

/** The office calendar: by which days terms end and reminders count. */
export function calendarPages(deps: Deps) {
  const { db, clock } = deps

  const show: Handler<OfYear> = async (request, reply) => page(request, reply, {})

  const file: Handler<OfYear> = async (request, reply) => {
    await calendar.readCalendar(db)
    const year = yearAsked(request.query)
    const lines = [calendarColumns, ...calendarLines(year, specialDays(year))]
    return sendSheet(request, reply, { name: `office-calendar-${year}`, lines })
  }

  const set: Handler = async (request, reply) => {
    await calendar.readCalendar(db)
    const form = rawForm(request.body)
    const errors: FieldError[] = []
    const read = readRocDate(form['day'] ?? '')
    if (!read.ok) errors.push(dateError(form, 'day', read))
    const kind = form['kind']
    if (kind !== 'off' && kind !== 'work') errors.push({ field: 'kind', text: 'calendar.refused.mark' })
    const name = readText(form, 'name', longestDayName, errors)
    if (!read.ok || errors.length > 0) return page(request, reply.code(422), { form, errors })
    const day = { day: read.value, isOff: kind === 'off', name }
    const year = yearOf(day.day)
    // with one day it would count as known, and nobody would miss its holidays
    if (!knownYears().includes(year)) {
      const unknown = { field: 'day', text: 'calendar.refused.unknown' } as const
      return page(request, reply.code(422), { form, errors: [unknown], year })
    }
    const before = specialDays(year)
    const others = before.filter(one => one.day !== day.day)
    const after = isSpecial(day) ? [...others, day] : others
    if (calendarChanges(before, after).length === 0) {
      const usual = { field: 'day', text: 'calendar.refused.usual' } as const
      return page(request, reply.code(422), { form, errors: [usual], year })
    }
    const details = { day: day.day, off: day.isOff, name }
    const done = await change(request, {
      year,
      expected: versionIn(form),
      what: 'calendar.day-set',
      days: after,
      details,
    })
    if (done) return reply.seeOther(addressOf(year), 'said.calendar-day')
    return page(request, reply.code(409), { form, errors: [{ field: 'day', text: 'calendar.refused.changed' }], year })
  }

  const dryRun: Handler = async (request, reply) => {
    await calendar.readCalendar(db)
    const refuse = (error: Omit<FieldError, 'field'>) =>
      page(request, reply.code(422), { errors: [{ field: 'file', ...error }] })
    const sent = await receive(request)
    if (!sent.ok) {
      return sent.why === 'blank' ? refuse({ text: 'sheet.refused.blank' }) : refuse({ text: 'calendar.refused.large' })
    }
    const why = await refusedByScanner(request, deps, sent.bytes)
    if (why) return refuse({ text: why })
    // as others write it, in Big5 among them
    const read = await openSheet(sent.bytes, { maxLines: mostCalendarLines, isAwaited: true })
    const notRead = ({ why, at }: { why: SheetRefusal; at?: number }) => refuse({ text: why, holes: { line: at ?? 1 } })
    if (!read.ok) return notRead(read)
    const lines: SheetLine[] = []
    for await (const piece of read.pieces()) {
      if (!piece.ok) return notRead(piece)
      lines.push(...piece.lines)
    }
    return loadedPage(request, reply, lines)
  }

  async function loadedPage(request: FastifyRequest, reply: FastifyReply, lines: readonly SheetLine[]) {
    const read = readCalendarFile(lines)
    if (!read.ok) {
      const holes = {
        line: read.at,
        count: read.missing ?? 0,
        max: longestDayName,
        least: leastWorkingDays,
        columns: calendarColumns.join(speak(reply.language())('form.list-comma')),
      }
      return page(request, reply.code(422), { errors: [{ field: 'file', text: read.why, holes }] })
    }
    const { year, days } = read
    const changes = calendarChanges(specialDays(year), days)
    const version = await calendar.versionOf(db, year)
    // a year that is not kept is, even where it is as the program has it: it was looked at
    if (changes.length === 0 && version > 0) {
      const errors: FieldError[] = [{ field: 'file', text: 'calendar.refused.same' }]
      return page(request, reply.code(422), { errors, year })
    }
    return page(request, reply, { loaded: { days, changes, lines, version }, year })
  }

  const load: Handler = async (request, reply) => {
    await calendar.readCalendar(db)
    const form = rawForm(request.body)
    const sent = readCsv(Buffer.from(form['lines'] ?? ''))
    const lines = sent.ok ? sent.lines : []
    const read = readCalendarFile(lines)
    if (!read.ok) return loadedPage(request, reply, lines)
    const { year, days } = read
    const count = calendarChanges(specialDays(year), days).length
    const details = { count }
    const done = await change(request, { year, expected: versionIn(form), what: 'calendar.loaded', days, details })
    if (done) return reply.seeOther(addressOf(year), 'said.calendar-loaded', String(count))
    const loaded = {
      days,
      changes: calendarChanges(specialDays(year), days),
      lines,
      version: await calendar.versionOf(db, year),
    }
    const errors: FieldError[] = [{ field: 'file', text: 'calendar.refused.changed' }]
    return page(request, reply.code(409), { loaded, errors, year })
  }

  type Change = {
    year: number
    expected: number
    what: 'calendar.day-set' | 'calendar.loaded'
    days: readonly SpecialDay[]
    details: Record<string, string | number | boolean>
  }

  /** The change and its event; false for the later of two who read the same version. */
  async function change(request: FastifyRequest, { year, expected, what, days, details }: Change): Promise<boolean> {
    const closed = closedBy(year, days)
    const { ok } = await once(
      request,
      deps,
      tx =>
        allOrNothing(tx, async inner => {
          if (!(await calendar.setYear(inner, year, expected, days))) return { ok: false }
          await deadlines.endLater(inner, closed)
          const by = byOf(request, 'sysadmin')
          await events.add(inner, { what, about: String(year), by, at: clock(), details })
          return { ok: true }
        }),
      done => (done.ok ? addressOf(year) : null),
    )
    await calendar.readCalendar(db)
    return ok
  }

  const thisYear = () => yearOf(legalDay(clock()))

  function yearAsked(query: unknown): number {
    const asked = rawForm(query)['year'] ?? ''
    return /^(19|20)\d\d$/.test(asked) ? Number(asked) : thisYear()
  }

  async function page(request: FastifyRequest, reply: FastifyReply, { form, errors = [], loaded, year: of }: Shown) {
    const year = of ?? yearAsked(request.query)
    // asked first: a form may not know of a newer calendar than its page shows
    const version = await calendar.versionOf(db, year)
    await calendar.readCalendar(db)
    const language = reply.language()
    const t = speak(language)
    const years = [...new Set([...knownYears(), thisYear(), year])].toSorted((a, b) => a - b)
    const shownYear = (one: number) => yearText(one - 1911, language)
    const next = thisYear() + 1
    return reply.page('administration/calendar', {
      title: t('calendar.title'),
      year: { number: year, text: shownYear(year) },
      years: years.map(one => ({ number: one, text: shownYear(one), href: addressOf(one), isHere: one === year })),
      isKnown: knownYears().includes(year),
      missing: knownYears().includes(next) ? '' : shownYear(next),
      days: specialDays(year).map(one => ({ ...one, isWeekend: isWeekend(one.day) })),
      history: (await calendar.changes(db, year, mostOfHistory)).map(one => {
        const { day, off, name, count } = { day: null, off: false, name: '', count: 0, ...one.details }
        const holes = {
          day: dayInTable(String(day ?? ''), language),
          name: String(name) || t('form.none'),
          count: Number(count),
        }
        const set = off ? 'calendar.history.off' : 'calendar.history.work'
        return { at: one.at, by: one.by ?? '', text: t(day === null ? 'calendar.history.loaded' : set, holes) }
      }),
      ...(loaded && { plan: { ...loaded, lines: csvOf(loaded.lines.map(({ cells }) => cells)).toString() } }),
      version,
      max: longestDayName,
      form: form ?? {},
      errors,
    })
  }

  return { show, file, set, dryRun, load }
}

const versionIn = (form: Raw): number => (/^\d{1,9}$/.test(form['version'] ?? '') ? Number(form['version']) : -1)
