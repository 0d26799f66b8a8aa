import { legalDay } from '../../domain/clock.ts'
import { maySee } from '../../domain/record/access.ts'
import { disputedFields } from '../../domain/record/lock.ts'
import { findSection, sectionOf, sections } from '../../domain/record/sections.ts'
import * as entryEvidence from '../../store/correction/entry-evidence.ts'
import * as locks from '../../store/record/locks.ts'
import { pagePrefix, purposeOf } from '../../web/access/person-door.ts'
import { readerOf } from '../../web/access/record-reader.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { pastView, readDays } from '../../web/show/record/past.ts'
import { fieldHistoryPage, readField, readHistory } from '../../web/show/record/field-history.ts'
import { historyPage } from '../../web/show/record/history.ts'
import { labelOf, rowTitle } from '../../web/show/row.ts'
import { sendFile, unopened } from '../../web/transport/send-file.ts'
import { noteReading, noteReadings } from './person.ts'

type OfRow = { Params: { id: string; row: string } }
type OfFile = { Params: { id: string; row: string; file: string } }

/** Somebody else's record on a day, what changed between two, each version of a row, and what proves it. */
export function pastPages(deps: Deps) {
  const { db, clock } = deps

  const show: Handler = async (request, reply) => {
    const { person } = request
    const form = rawForm(request.query)
    const wanted = findSection(form['section'] ?? '')
    const actor = actorOf(request)
    const reader = readerOf(actor, person, deps)
    const seen = sections.filter(section => maySee(actor, person, section))
    if (wanted && !seen.includes(wanted)) throw notFound()
    const name = wanted ? labelOf(wanted, reply.language()) : ''
    const page = { person, section: wanted?.id ?? null, sectionName: name, past: null, dense: true }
    if (!form['day'] && !form['since']) return reply.page('people/past', page)
    const read = readDays(form, legalDay(clock()))
    if (!read.ok) return reply.code(422).page('people/past', { ...page, ...read })
    // a sensitive section is read by itself, so that the log says it was
    const shown = wanted ? [wanted] : seen.filter(({ sensitive }) => !sensitive)
    const ids = shown.map(({ id }) => id)
    const section = wanted?.id ?? `${pagePrefix}past`
    await noteReading(request, person, deps, { action: 'read', section, purpose: purposeOf(request) })
    const language = reply.language()
    const today = legalDay(clock())
    const disputed = async () => disputedFields(await locks.active(db, person.id, today), today)
    const { day = '', since = '' } = form
    return reply.page('people/past', {
      ...page,
      form,
      past: await pastView(read.value, shown, language, await disputed(), at => reader.before(at, ids)),
      others: seen
        .filter(({ sensitive }) => sensitive && !wanted)
        .map(section => ({
          label: labelOf(section, language),
          href: `/people/${person.id}/past?${new URLSearchParams({ section: section.id, day, since })}`,
        })),
    })
  }

  const history: Handler<OfRow> = async (request, reply) => {
    const { person } = request
    const purpose = purposeOf(request)
    const { row: rowId } = request.params
    const query = rawForm(request.query)
    const span = readHistory(query)
    const versions = await readerOf(actorOf(request), person, deps).history(rowId, span)
    const [newest] = versions
    if (!newest) throw notFound()
    const section = sectionOf(newest.section)
    await noteReading(request, person, deps, { action: 'read', section: section.id, purpose })
    const language = reply.language()
    const field = readField(section, query)
    const at = { ...span, rowPath: `/people/${person.id}/rows/${rowId}` }
    return reply.page('people/history', {
      person,
      section: labelOf(section, language),
      title: rowTitle(section, newest.data, language),
      rowId: newest.deleted ? null : rowId,
      ...(field
        ? fieldHistoryPage({ section, field }, versions, at, language)
        : historyPage(section, versions, at, language)),
      dense: true,
    })
  }

  const evidence: Handler<OfFile> = async (request, reply) => {
    const { person, params } = request
    const purpose = purposeOf(request)
    const found = await readerOf(actorOf(request), person, deps).evidence(params.row, params.file)
    if (!found) throw notFound()
    const opened = await entryEvidence.open(deps, found.id)
    if (!opened) throw notFound()
    if (!opened.ok) throw unopened(reply, opened)
    // it tells of everybody whom the batch was for
    const others = await entryEvidence.peopleOf(db, found.id)
    const reading = { action: 'evidence', section: found.section, purpose } as const
    await noteReadings(request, [person.id, ...others.filter(id => id !== person.id)], deps, reading)
    return sendFile(reply, opened.file)
  }

  return { show, history, evidence }
}
