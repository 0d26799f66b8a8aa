import type { FastifyInstance } from 'fastify'
import type { Actor } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import { blockingLock, disputedFields } from '../../domain/record/lock.ts'
import type { Section } from '../../domain/record/field.ts'
import { correctableFields, ownFields, sectionOf, sections } from '../../domain/record/sections.ts'
import { showValue } from '../../domain/record/value.ts'
import * as corrections from '../../store/correction/corrections.ts'
import * as entryEvidence from '../../store/correction/entry-evidence.ts'
import * as photos from '../../store/correction/photos.ts'
import { ownRecord } from '../../store/correction/own-record.ts'
import * as accessLog from '../../store/record/access-log.ts'
import * as findings from '../../store/record/findings/of-person.ts'
import * as locks from '../../store/record/locks.ts'
import { ownLookBefore } from '../../store/record/looks.ts'
import { rowsWrittenAfter } from '../../store/record/past.ts'
import type { TextKey } from '../../text/speak.ts'
import { ownSubject, readerOf } from '../../web/access/record-reader.ts'
import { actorOf, signedInAt, viewerOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { scope } from '../../web/scope.ts'
import { maskedValue } from '../../web/show/masked-value.ts'
import { derivedView } from '../../web/show/record/derived.ts'
import { disputesOf } from '../../web/show/record/disputes.ts'
import { changesSince, fileView } from '../../web/show/record/file.ts'
import { pastView, readDays } from '../../web/show/record/past.ts'
import { inputOf } from '../../web/show/row-form.ts'
import { fieldHistoryPage, readField, readHistory } from '../../web/show/record/field-history.ts'
import { historyPage } from '../../web/show/record/history.ts'
import { labelOf, rowLines, rowTitle } from '../../web/show/row.ts'
import { sendFile, showPicture, unopened } from '../../web/transport/send-file.ts'

type Remedy = { href: string; text: TextKey; told?: TextKey } | { start: string }
type OfRow = { Params: { row: string } }
type OfPhoto = { Params: { photo: string } }
type OfFile = { Params: { row: string; file: string } }

/** Everything in one's own record now or on another day, one row, what it was before, and a value that is masked. */
export function readingPages(deps: Deps) {
  const { db, ring, clock } = deps
  const readerFor = (actor: Actor) => readerOf(actor, ownSubject(actor), deps)

  const show: Handler = async (request, reply) => {
    const actor = actorOf(request)
    const { personId, accountId } = actor
    const now = clock()
    const today = legalDay(now)
    const own = await ownRecord(db, ring, personId, today)
    const { pending, held, findings: found, looked, touchedAt } = own
    const rows = readerFor(actor).visible(own.rows)
    const before = await ownLookBefore(db, personId, looked, signedInAt(request), now)
    const isStill = before === null || touchedAt === null || touchedAt <= before
    const others = { notBy: accountId, sections: sections.map(({ id }) => id) }
    const written = isStill ? [] : await rowsWrittenAfter(db, personId, before, others)
    const changed = readerFor(actor)
      .visible(written)
      .map(({ id }) => id)
    const kept = { rows, pending, locks: held, changed }
    const { filled, blank } = fileView(sections, kept, today, reply.language())
    return reply.page('record/index', {
      filled: filled.map(section => ({
        ...section,
        ...whatOneDoes[section.id],
        doubts: doubtsIn(
          sectionOf(section.id),
          found.filter(({ rowId }) => section.rows.some(({ id }) => id === rowId)),
        ),
      })),
      blank,
      photo: own.photo,
      changed: changesSince(before, changed, today, { past: '/record/past' }),
      dense: false,
    })
  }

  const row: Handler<OfRow> = async (request, reply) => {
    const actor = actorOf(request)
    const { personId } = actor
    const row = await readerFor(actor).row(request.params.row)
    if (!row) throw notFound()
    const section = sectionOf(row.section)
    const language = reply.language()
    const today = legalDay(clock())
    const locked = await locks.active(db, personId, today)
    return reply.page('record/row', {
      section: labelOf(section, language),
      sectionId: section.id,
      rowId: row.id,
      title: rowTitle(section, row.data, language),
      lines: rowLines(section, row.data, language),
      doubts: doubtsIn(section, await findings.ofPerson(db, personId, row.id))[row.id] ?? {},
      isCorrectable: correctableFields(section, 'change').length > 0,
      hasOwnFields: ownFields(section).length > 0,
      pending: (await corrections.openOfPerson(db, personId)).filter(request => request.rowId === row.id),
      lock: blockingLock(locked, section.id, today) ?? null,
      ...disputesOf(section, row.id, locked, today, language),
    })
  }

  const history: Handler<OfRow> = async (request, reply) => {
    const { row: rowId } = request.params
    const query = rawForm(request.query)
    const span = readHistory(query)
    const reader = readerFor(actorOf(request))
    const versions = await reader.history(rowId, span)
    const [newest] = versions
    if (!newest) throw notFound()
    const section = sectionOf(newest.section)
    const field = readField(section, query)
    const at = { ...span, rowPath: `/record/rows/${rowId}` }
    return reply.page('record/history', {
      section: labelOf(section, reply.language()),
      title: rowTitle(section, newest.data, reply.language()),
      rowId: (await reader.row(rowId)) ? rowId : null,
      ...(field
        ? fieldHistoryPage({ section, field }, versions, at, reply.language())
        : historyPage(section, versions, at, reply.language())),
    })
  }

  const evidence: Handler<OfFile> = async (request, reply) => {
    const { row, file } = request.params
    const found = await readerFor(actorOf(request)).evidence(row, file)
    const opened = found && (await entryEvidence.open(deps, found.id))
    if (!opened) throw notFound()
    if (!opened.ok) throw unopened(reply, opened)
    return sendFile(reply, opened.file)
  }

  const photo: Handler<OfPhoto> = async (request, reply) => {
    const opened = await photos.open(deps, actorOf(request).personId, request.params.photo)
    if (!opened) throw notFound()
    if (!opened.ok) throw unopened(reply, opened)
    return showPicture(reply, opened.file)
  }

  const past: Handler = async (request, reply) => {
    const reader = readerFor(actorOf(request))
    const form = rawForm(request.query)
    if (!form['day'] && !form['since']) return reply.page('record/past', { past: null })
    const read = readDays(form, legalDay(clock()))
    if (!read.ok) return reply.code(422).page('record/past', { ...read, past: null })
    const ids = sections.map(({ id }) => id)
    const today = legalDay(clock())
    const disputed = disputedFields(await locks.active(db, actorOf(request).personId, today), today)
    return reply.page('record/past', {
      form,
      past: await pastView(read.value, sections, reply.language(), disputed, at => reader.before(at, ids)),
    })
  }

  const derived: Handler = async (request, reply) => {
    const rows = await readerFor(actorOf(request)).rows()
    return reply.page('record/derived', { all: derivedView(rows, legalDay(clock()), reply.language()) })
  }

  const reveal: Handler = async (request, reply) => {
    const { rowId, section, field, value } = request.masked
    await accessLog.add(db, {
      ...viewerOf(request, 'employee'),
      personId: actorOf(request).personId,
      action: 'reveal',
      section: section.id,
      purpose: '',
      at: clock(),
    })
    const language = reply.language()
    return reply.page('record/revealed', {
      section: labelOf(section, language),
      rowId,
      label: labelOf(field, language),
      value: showValue(field, value, language),
    })
  }

  return { show, row, history, evidence, photo, past, derived, reveal }
}

/** By section: whether one asks for corrections in it, and whether one updates some of it without asking. */
const whatOneDoes = Object.fromEntries(
  sections.map(section => [
    section.id,
    { isCorrectable: correctableFields(section, 'change').length > 0, hasOwnFields: ownFields(section).length > 0 },
  ]),
)
/** Where a field of each row that may be wrong is put right: by the person, or by a correction that begins with it. */
function doubtsIn(section: Section, found: readonly findings.FieldFound[]): Record<string, Record<string, Remedy>> {
  const own = ownFields(section)
  const doubts: Record<string, Record<string, Remedy>> = {}
  for (const { rowId, field, rule } of found) {
    // of a field that is wrong nobody says that it is old
    if (rule === findings.agedContact && doubts[rowId]?.[field]) continue
    const isOwn = own.some(({ id }) => id === field)
    const remedy = isOwn
      ? { href: `/record/${section.id}/own#${inputOf(section, field)}`, text: 'record.own' as const, ...aged(rule) }
      : { start: `change:${section.id}:${rowId}:${field}` }
    doubts[rowId] = { ...doubts[rowId], [field]: remedy }
  }
  return doubts
}

const aged = (rule: string) => (rule === findings.agedContact ? { told: 'record.doubt-age' as const } : {})

/** All addresses of this part name a value of one's own that is masked. */
export const ofMasked = (app: FastifyInstance, deps: Deps): void =>
  scope(app, 'masked', async request => {
    const asked = request.params as { row: string; field: string }
    const actor = actorOf(request)
    const row = await readerOf(actor, ownSubject(actor), deps).row(asked.row)
    return row && maskedValue(row, asked.field)
  })
