import { legalDay } from '../../domain/clock.ts'
import { maySee } from '../../domain/record/access.ts'
import { findSection, sectionOf, sections } from '../../domain/record/sections.ts'
import { pagePrefix, purposeOf } from '../../web/access/person-door.ts'
import { readerOf } from '../../web/access/record-reader.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { pastView, readDays } from '../../web/show/record/past.ts'
import { historyPage, readVersions } from '../../web/show/record/history.ts'
import { labelOf, rowTitle } from '../../web/show/row.ts'
import { noteReading } from './person.ts'

type OfRow = { Params: { id: string; row: string } }

/** Somebody else's record on a day, what changed between two, and each version of a row. */
export function pastPages(deps: Deps) {
  const { clock } = deps

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
    const { day = '', since = '' } = form
    return reply.page('people/past', {
      ...page,
      form,
      past: await pastView(read.value, shown, language, at => reader.before(at, ids)),
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
    const span = readVersions(rawForm(request.query))
    const versions = await readerOf(actorOf(request), person, deps).history(rowId, span)
    const [newest] = versions
    if (!newest) throw notFound()
    const section = sectionOf(newest.section)
    await noteReading(request, person, deps, { action: 'read', section: section.id, purpose })
    const language = reply.language()
    return reply.page('people/history', {
      person,
      section: labelOf(section, language),
      title: rowTitle(section, newest.data, language),
      rowId: newest.deleted ? null : rowId,
      ...historyPage(section, versions, { ...span, path: `/people/${person.id}/rows/${rowId}/history` }, language),
      dense: true,
    })
  }

  return { show, history }
}
