import type { FastifyReply, FastifyRequest } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import type { Section } from '../../domain/record/field.ts'
import { lockKinds, mayLock } from '../../domain/record/lock.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import { endOverdue } from '../../store/correction/write-back.ts'
import { allOrNothing } from '../../store/database/all-or-nothing.ts'
import * as notices from '../../store/notice/notices.ts'
import * as locks from '../../store/record/locks.ts'
import { once } from '../../web/access/once.ts'
import { noteLook, purposeOf } from '../../web/access/person-door.ts'
import { readerOf } from '../../web/access/record-reader.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound, refuseWith } from '../../web/errors.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { labelOf, rowLines, rowTitle } from '../../web/show/row.ts'
import { defaultUntil, readTerms } from './terms.ts'

type OfRow = { Params: { id: string; row: string } }
type Row = { id: string; section: string; data: Record<string, unknown> }

/** The HR chief marks fields of a row as disputed, upon what their owner says: the mark goes wherever they go. */
export function disputePages(deps: Deps) {
  const { ring, clock } = deps

  const form: Handler<OfRow> = async (request, reply) => {
    const row = await rowOf(request)
    const { person } = request
    if (!mayLock(actorOf(request), person).ok) throw notFound()
    await noteLook(request, deps, { personId: person.id, section: row.section, purpose: purposeOf(request) })
    return page(request, reply, row)
  }

  const set: Handler<OfRow> = async (request, reply) => {
    const { person } = request
    const row = await rowOf(request)
    const section = sectionOf(row.section)
    const now = clock()
    const allowed = mayLock(actorOf(request), person)
    if (!allowed.ok) throw refuseWith(409, allowed.why)
    const sent = rawForm(request.body)
    const errors: FieldError[] = []
    const fields = disputable(section, row).filter(({ id }) => sent[boxOf(id)] === 'yes')
    if (fields.length === 0) errors.push({ field: 'fields', text: 'lock.refused.no-field' })
    const terms = readTerms(sent, lockKinds.dispute.maxDays, legalDay(now), errors)
    if (!terms || errors.length > 0) return page(request, reply.code(422), row, { form: sent, errors })
    const agencyId = actorOf(request).agencyId ?? ''
    const lock = { ...terms, personId: person.id, kind: 'dispute' as const, section: section.id, agencyId }
    const add = async (tx: Deps['db']) => {
      await endOverdue(tx, ring, person.id, now)
      const part = { rowId: row.id, fields: fields.map(({ id }) => id) }
      const isSet = await locks.set(tx, { ...lock, ...part }, byOf(request, 'hr_chief'), now)
      if (!isSet) return { ok: false as const, why: 'lock.refused.disputed' as const }
      // nobody else writes the record now
      const isThere = await readerOf(actorOf(request), person, { db: tx, ring }).row(row.id)
      if (!isThere) return { ok: false as const, why: 'record.refused.changed-meanwhile' as const }
      await notices.tellPerson(tx, person.id, { text: 'notice.dispute-set', url: '/record' }, now)
      return { ok: true as const }
    }
    const to = `/people/${person.id}/rows/${row.id}`
    const kept = await once(
      request,
      deps,
      tx => allOrNothing(tx, add),
      done => (done.ok ? to : null),
    )
    if (kept.ok) return reply.seeOther(to, 'said.dispute-set')
    return page(request, reply.code(409), row, { form: sent, errors: [{ field: 'main', text: kept.why }] })
  }

  async function rowOf(request: FastifyRequest): Promise<Row> {
    const { params, person } = request
    const row = await readerOf(actorOf(request), person, deps).row((params as OfRow['Params']).row)
    if (!row) throw notFound()
    return row
  }

  function page(
    request: FastifyRequest,
    reply: FastifyReply,
    row: Row,
    shown: { form?: Raw; errors?: FieldError[] } = {},
  ) {
    const section = sectionOf(row.section)
    const language = reply.language()
    const lines = rowLines(section, row.data, language)
    return reply.page('locks/dispute', {
      person: request.person,
      rowId: row.id,
      section: labelOf(section, language),
      title: rowTitle(section, row.data, language),
      fields: lines
        .filter(({ field }) => disputable(section, row).some(({ id }) => id === field))
        .map(({ field, label, value }) => ({ name: boxOf(field), label, value })),
      defaultUntil: defaultUntil(legalDay(clock())),
      ...shown,
    })
  }

  return { form, set }
}

const boxOf = (field: string) => `field_${field}`

/** What has a value; of nothing there is nothing to dispute. */
const disputable = (section: Section, row: Row) => section.fields.filter(({ id }) => (row.data[id] ?? '') !== '')
