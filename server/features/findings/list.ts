import type { FastifyReply, FastifyRequest } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import type { Language } from '../../domain/language.ts'
import { sectionsAtAgency } from '../../domain/record/access.ts'
import { staffKinds } from '../../domain/record/codes.ts'
import { readPurpose } from '../../domain/record/purpose.ts'
import { rules } from '../../domain/record/rules.ts'
import * as agencyList from '../../store/person/agency-list.ts'
import type { PeopleFilter } from '../../store/person/agency-list.ts'
import * as people from '../../store/person/people.ts'
import * as accessLog from '../../store/record/access-log.ts'
import * as findings from '../../store/record/findings/list.ts'
import type { Found } from '../../store/record/findings/list.ts'
import * as opening from '../../store/record/findings/opening.ts'
import { isPlace } from '../../store/record/findings/place.ts'
import { rowsOf } from '../../store/record/findings/rows.ts'
import { idIndex } from '../../store/record/records.ts'
import { speak } from '../../text/speak.ts'
import { once } from '../../web/access/once.ts'
import { pagePrefix } from '../../web/access/person-door.ts'
import { actorOf, agencyOf, hrRoleOf, viewerOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import { rawForm, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { safePath } from '../../web/own-path.ts'
import { agenciesPage } from '../../web/list/agencies.ts'
import { countedIn } from '../../web/list/agency-scope.ts'
import { hrefIn, keptFor } from '../../web/list/kept-list.ts'
import { readStretch, stepsOf, tableOf } from '../../web/show/list/list.ts'
import { nobody, numberIn, staffNumberIn } from '../../web/show/list/search.ts'
import { nameAndPlace } from '../../web/show/list/told-apart.ts'
import { codeOptions } from '../../web/show/options.ts'
import { labelOf } from '../../web/show/row.ts'
import { wordsOf } from '../../web/show/record/finding.ts'
import { sendSheet } from '../../web/transport/send-sheet.ts'
import { columns, countColumns, linesOf } from './columns.ts'
import { filterOf, findingsList, mayBreak, mayLeave, readQuery, usualSections, withoutPerson } from './query.ts'
import { purposeNow, scopeOf } from './scope.ts'

const size = 50
const sizeOfFile = 5000

/** The findings of the agency one acts for: a purpose first, and everybody who is listed can read that they were. */
export function findingsPages(deps: Deps) {
  const { db, ring, clock } = deps

  const list: Handler = async (request, reply) => {
    const purpose = await purposeNow(request, deps)
    if (purpose === undefined) return closedPage(reply, { form: { next: request.url } })
    const raw = rawForm(request.query)
    const query = readQuery(request, raw)
    const stretch = readStretch(raw, size, isPlace)
    const found = await findings.ofAgency(db, scopeOf(request, deps), filterOf(query), stretch)
    const { rows } = found
    if (rows.length === 0 && (stretch.after ?? stretch.before)) return reply.seeOther(hrefOf(query))
    await noteListed(request, rows, { section: query['section'] ?? `${pagePrefix}findings`, purpose })
    const language = reply.language()
    const known = await rowsOf(
      db,
      rows.map(({ rowId }) => rowId),
    )
    const lines = linesOf(rows, known, { list: request.url, language })
    const isOdd = rows.some(({ severity }) => severity === 'warning')
    const { columnsOf, kept } = await keptFor(request, deps, findingsList, query)
    const shown = columnsOf(columns).filter(({ id }) => id !== 'exempt' || isOdd)
    const named = (one: { id: string; zh: string; en: string }) => ({ value: one.id, text: labelOf(one, language) })
    return reply.page('findings/index', {
      purpose,
      form: query,
      sections: sectionsAtAgency(actorOf(request), 'see').map(named),
      kinds: codeOptions(staffKinds, language),
      rules: rules.filter(rule => mayBreak(rule, filterOf(query).sections)).map(named),
      isBehind: await findings.isBehind(db, scopeOf(request, deps)),
      table: tableOf(lines, shown, language, row => ({ text: nameOf(row, language) }), null),
      steps: stepsOf('/findings', query, found),
      kept,
      count: found.count,
      isMore: found.isMore,
      isNarrowed: Object.keys(withoutPerson(query)).length > 0,
      isFiltered: Object.keys(query).length > 0,
      // what is sensitive is read here, and leaves in no file
      hrefFile: mayLeave(request, query) ? `/findings/file?${new URLSearchParams(query)}` : null,
      dense: true,
    })
  }

  /** What was typed to find somebody: a number stands in no address. */
  const search: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const typed = form['q'] ?? ''
    const query = readQuery(request, form)
    const number = numberIn(typed)
    const staffNumber = staffNumberIn(typed)
    const known = /\d/.test(staffNumber) ? await isHere(request, { staffNumber }) : undefined
    if (known === undefined && number === undefined) return reply.seeOther(hrefOf(query))
    const { q: _q, ...others } = query
    return reply.seeOther(hrefOf({ ...others, person: known ?? (await ofNumber(request, number ?? '')) }))
  }

  async function ofNumber(request: FastifyRequest, number: string): Promise<string> {
    const represented = actorOf(request).deputyFor.map(({ personId }) => personId)
    const known = await people.byAnyNumber(db, idIndex(ring, number), represented)
    const personIds = known.map(({ id }) => id)
    return (personIds.length > 0 && (await isHere(request, { personIds }))) || nobody
  }

  /** Who of the agency's people today it is; nobody else is ever named. */
  async function isHere(request: FastifyRequest, filter: PeopleFilter): Promise<string | undefined> {
    const found = await agencyList.ofAgency(db, agencyOf(request), legalDay(clock()), filter, 'strokes', { limit: 1 })
    return found.rows[0]?.personId
  }

  const open: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const colon = speak(reply.language())('form.colon')
    const read = readPurpose([form['usual'], form['purpose']].filter(Boolean).join(colon))
    if (!read.ok) return closedPage(reply.code(422), { form, errors: [{ field: 'purpose', text: read.why }] })
    const next = safePath(form['next'])
    const to = next.startsWith('/findings') ? next : '/findings'
    const { accountId } = actorOf(request)
    const asked = { accountId, agencyId: agencyOf(request), purpose: read.value }
    await once(
      request,
      deps,
      tx => opening.open(tx, asked, clock()),
      () => to,
    )
    return reply.seeOther(to, 'said.findings-opened')
  }

  const file: Handler = async (request, reply) => {
    const purpose = await purposeNow(request, deps)
    if (purpose === undefined) return reply.seeOther('/findings', 'said.purpose-first')
    const query = readQuery(request)
    if (!mayLeave(request, query)) throw notFound()
    const all: Found[] = []
    for (;;) {
      const last = all.at(-1)
      const page = { limit: sizeOfFile, ...(last && { after: last.id }) }
      const { rows, hasNext } = await findings.ofAgency(db, scopeOf(request, deps), filterOf(query), page)
      all.push(...rows)
      if (!hasNext) break
    }
    await noteListed(request, all, { section: `${pagePrefix}findings-file`, purpose })
    const t = speak(reply.language())
    const head = [
      t('findings.severity'),
      t('person.name'),
      t('findings.section'),
      t('findings.field'),
      t('findings.rule'),
    ]
    const lines = all.map(row => {
      const { severityText, sectionText, fieldText, ruleText } = wordsOf(row, reply.language())
      return [severityText, nameOf(row, reply.language()), sectionText, fieldText, ruleText, row.rule]
    })
    const name = `${t('findings.file')}-${legalDay(clock())}`
    return sendSheet(request, reply, { name, lines: [[...head, 'id'], ...lines] })
  }

  const below: Handler = async (request, reply) => {
    const raw = rawForm(request.query)
    const { agencies, scope } = await countedIn(request, deps, raw)
    const asked = { today: legalDay(clock()), sections: usualSections }
    const found = await findings.countedAt(db, agencies, asked, readStretch(raw, size))
    return agenciesPage(reply, 'findings', { found, scope, columns: countColumns })
  }

  async function noteListed(
    request: FastifyRequest,
    rows: readonly Found[],
    { section, purpose }: { section: string; purpose: string },
  ) {
    const listed = [...new Set(rows.map(({ personId }) => personId))]
    const reading = { ...viewerOf(request, hrRoleOf(request)), action: 'read' as const, section, purpose, at: clock() }
    await accessLog.addAll(
      db,
      listed.map(personId => ({ ...reading, personId })),
    )
  }

  return { list, search, open, file, below }
}

const nameOf = (row: Found, language: Language) => (row.hasNamesake ? nameAndPlace(row, language) : row.name)

const hrefOf = (query: Raw) => hrefIn('/findings', query)

function closedPage(reply: FastifyReply, shown: { form: Raw; errors?: FieldError[] }) {
  return reply.page('findings/closed', { ...shown, next: shown.form['next'] ?? '' })
}
