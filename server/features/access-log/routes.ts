import type { FastifyInstance } from 'fastify'
import { inTaipei, legalDay } from '../../domain/clock.ts'
import type { Language } from '../../domain/language.ts'
import { findSection } from '../../domain/record/sections.ts'
import { dateText } from '../../domain/roc-date.ts'
import type { SheetCell } from '../../domain/sheet.ts'
import * as accessLog from '../../store/record/access-log.ts'
import { isTextKey, speak } from '../../text/speak.ts'
import { pagePrefix } from '../../web/access/person-door.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import { withRepresented } from '../../web/show/acting-for.ts'
import { readStretch, stepsOf, tableOf, type Column } from '../../web/show/list/list.ts'
import { labelOf } from '../../web/show/row.ts'
import { sendSheet } from '../../web/transport/send-sheet.ts'

import { recipients } from './recipients.ts'

type Row = Awaited<ReturnType<typeof accessLog.othersOfPerson>>['rows'][number]

/** Who looked at the data of the person signed in; nobody sees this list of somebody else. */
export default async function accessLogPages(app: FastifyInstance, deps: Deps) {
  const { db, clock, config } = deps
  app.get('/access-log/recipients', recipients(deps))

  app.get('/access-log', async (request, reply) => {
    const asked = readStretch(rawForm(request.query), 25, accessLog.isPlace)
    const found = await accessLog.othersOfPerson(db, actorOf(request), asked)
    if (found.rows.length === 0 && (asked.after ?? asked.before)) return reply.seeOther('/access-log')
    const language = reply.language()
    const cases = casesOfPage(found, language)
    const rows = found.rows.map(row => ({ id: accessLog.placeOf(row) }))
    return reply.page('access-log/index', {
      table: tableOf(cases, columns, language, ({ day }) => ({ text: dateText(day, language) })),
      steps: stepsOf('/access-log', {}, { ...found, rows }),
      isEmpty: found.rows.length === 0,
      years: config.keepYears.access_log,
    })
  })

  app.get(
    '/access-log/file',
    { config: { proof: 'fresh', strong: 'own', fetchedAt: '/access-log' } },
    async (request, reply) => {
      const language = reply.language()
      const t = speak(language)
      const lines: SheetCell[][] = []
      for (let after: string | undefined; ;) {
        const asked = { limit: sizeOfFile, ...(after !== undefined && { after }) }
        const { rows, hasNext } = await accessLog.othersOfPerson(db, actorOf(request), asked)
        lines.push(...rows.map(row => lineOf(row, language)))
        const last = rows.at(-1)
        if (!hasNext || !last) break
        after = accessLog.placeOf(last)
      }
      const head = [
        t('access-log.day'),
        t('access-log.time'),
        t('access-log.who'),
        t('access-log.purpose'),
        t('access-log.what'),
      ]
      const name = `${t('access-log.title')}-${legalDay(clock())}`
      return sendSheet(request, reply, { name, lines: [head, ...lines] })
    },
  )
}

const sizeOfFile = 500

/** What stands beside the day: who, why, and what they looked at. */
const columns: readonly Column<Case>[] = [
  {
    id: 'who',
    label: 'access-log.who',
    cell: ({ name, agency, role }) => ({ view: '/access-log/_who', shown: { name, agency, role } }),
  },
  { id: 'purpose', label: 'access-log.purpose', cell: ({ purpose }) => purpose },
  {
    id: 'what',
    label: 'access-log.what',
    cell: ({ looks }) => ({ view: '/access-log/_looks', shown: { looks } }),
  },
]

type Case = {
  id: string
  day: string
  name: string
  role: string
  agency: string
  purpose: string
  /** What was looked at, and each time of that day; in the order in which it began. */
  looks: { what: string; times: Date[] }[]
}

/** Cases whose newest row is of the page, each whole: none stands on two pages. */
function casesOfPage(page: Record<'rows' | 'newer' | 'older', readonly Row[]>, language: Language): Case[] {
  const isEarlier = new Set(casesOf(page.newer, language).keys())
  const ofPage = casesOf(page.rows, language)
  const all = casesOf([...page.rows, ...page.older], language)
  return [...all].flatMap(([key, one]) => (ofPage.has(key) && !isEarlier.has(key) ? [one] : []))
}

/** What one viewer looked at on one day for one purpose is one case; the newest first, as the rows are. */
function casesOf(rows: readonly Row[], language: Language): Map<string, Case> {
  const cases = new Map<string, Case>()
  for (const row of rows) {
    const head = headOf(row, language)
    const key = JSON.stringify([head, row.accountId])
    const found = cases.get(key) ?? { ...head, id: key, looks: [] }
    cases.set(key, found)
    const what = whatOf(row, language)
    // rows come newest first, and a case is told from its beginning
    const same = found.looks.find(look => look.what === what)
    const others = found.looks.filter(look => look !== same)
    found.looks = [{ what, times: [row.at, ...(same?.times ?? [])] }, ...others]
  }
  return cases
}

function headOf(row: Row, language: Language) {
  const t = speak(language)
  const role = `role.${row.viewerRole}`
  const correction = row.correctionNumber ? t('access-log.correction', { number: row.correctionNumber }) : ''
  return {
    day: legalDay(row.at),
    name: withRepresented(row.viewerName, row.actingForName, t),
    role: isTextKey(role) ? t(role) : row.viewerRole,
    agency: row.agencyName ?? '',
    purpose: [row.purpose, correction].filter(Boolean).join(t('form.list-comma')) || t('form.none'),
  }
}

function whatOf({ action, section }: Row, language: Language): string {
  const t = speak(language)
  return t('access-log.look', { action: t(`access-log.action.${action}`), part: partOf(section, language) })
}

/** A reading as a line of a file. */
function lineOf(row: Row, language: Language): SheetCell[] {
  const { day, name, role, agency, purpose } = headOf(row, language)
  const who = [name, role, agency].filter(Boolean).join(speak(language)('form.list-comma'))
  return [{ day }, inTaipei(row.at).time, who, purpose, whatOf(row, language)]
}

/** A section, a page beside the record, the whole record, or a section that no longer exists. */
function partOf(section: string | null, language: Language): string {
  const t = speak(language)
  if (section === null) return t('access-log.whole')
  const known = findSection(section)
  if (known) return labelOf(known, language)
  const page = `access-log.page.${section.slice(pagePrefix.length)}`
  return section.startsWith(pagePrefix) && isTextKey(page) ? t(page) : section
}
