import type { FastifyReply, FastifyRequest } from 'fastify'
import { addDays, legalDay } from '../../domain/clock.ts'
import { refusedFields } from '../../domain/correction/dispute.ts'
import type { Language } from '../../domain/language.ts'
import { movedMeanwhile } from '../../domain/record/difference.ts'
import { lockKinds } from '../../domain/record/lock.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import type { Correction } from '../../store/correction/corrections.ts'
import * as reviewers from '../../store/correction/reviewers.ts'
import { endLock, endOverdue } from '../../store/correction/write-back.ts'
import { allOrNothing } from '../../store/database/all-or-nothing.ts'
import type { Db } from '../../store/database/database.ts'
import * as locks from '../../store/record/locks.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound, refuseWith } from '../../web/errors.ts'
import { rawForm, readText, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { fieldNames } from '../../web/show/record/disputes.ts'
import { rowLines } from '../../web/show/row.ts'
import { rowOf } from './own-correction.ts'

const longest = 500

/** What a person says against a rejection: a mark on the values that stayed, wherever they go (個資法 §11 II). */
export function disputePages(deps: Deps) {
  const { db, ring, clock } = deps

  const form: Handler = async (request, reply) => {
    if ((await disputable(deps, request.correction)).length === 0) throw notFound()
    return page(request, reply)
  }

  const set: Handler = async (request, reply) => {
    const { correction } = request
    const now = clock()
    const today = legalDay(now)
    const sent = rawForm(request.body)
    const possible = await disputable(deps, correction)
    if (possible.length === 0) throw refuseWith(409, 'dispute.refused.nothing')
    const errors: FieldError[] = []
    const fields = possible.filter(id => sent[boxOf(id)] === 'yes')
    if (fields.length === 0) errors.push({ field: 'fields', text: 'dispute.refused.no-field' })
    const reason = readText(sent, 'reason', longest, errors)
    if (reason === '') errors.push({ field: 'reason', text: 'dispute.refused.reason' })
    if (errors.length > 0) return page(request, reply.code(422), { form: sent, errors })
    const { personId, section, rowId, number } = correction
    const agencyId = correction.agencyId ?? ''
    const lock = {
      personId,
      kind: 'dispute' as const,
      section,
      rowId,
      fields,
      reason,
      docNumber: number,
      until: addDays(today, lockKinds.dispute.maxDays),
      agencyId,
    }
    const add = async (tx: Db) => {
      await endOverdue(tx, ring, personId, now)
      const isSet = await locks.set(tx, lock, byOf(request, 'employee'), now)
      if (!isSet) return { ok: false as const, why: 'dispute.refused.marked' as const }
      // nobody else writes the record now
      const still = await disputable({ ...deps, db: tx }, correction)
      if (!fields.every(id => still.includes(id)))
        return { ok: false as const, why: 'dispute.refused.nothing' as const }
      const holes = { number: number ?? '', section }
      const told = { text: 'notice.dispute-noted', holes, url: `/review/${correction.id}` } as const
      // those whom the table of access lets decide it, never its person
      const asked = { personId, agencyId, section, items: fields.map(field => ({ field })) }
      await reviewers.tell(tx, asked, told, now)
      return { ok: true as const }
    }
    const to = `/corrections/${correction.id}`
    const kept = await once(
      request,
      deps,
      tx => allOrNothing(tx, add),
      done => (done.ok ? to : null),
    )
    if (kept.ok) return reply.seeOther(to, 'said.dispute-noted')
    return page(request, reply.code(409), { form: sent, errors: [{ field: 'main', text: kept.why }] })
  }

  const end: Handler = async (request, reply) => {
    const { correction } = request
    const now = clock()
    const own = await ownDispute(db, correction, actorOf(request).accountId, legalDay(now))
    if (!own) throw refuseWith(409, 'lock.refused.over')
    const to = `/corrections/${correction.id}`
    const reason = correction.number ?? ''
    const ended = await once(
      request,
      deps,
      tx => endLock(tx, ring, own, { reason, by: byOf(request, 'employee') }, now),
      done => (done ? to : null),
    )
    if (!ended) throw refuseWith(409, 'lock.refused.over')
    return reply.seeOther(to, 'said.dispute-taken-back')
  }

  async function page(request: FastifyRequest, reply: FastifyReply, shown: { form?: Raw; errors?: FieldError[] } = {}) {
    const { correction } = request
    const { section, current } = await rowOf(deps, correction)
    const possible = await disputable(deps, correction)
    return reply.page('corrections/dispute', {
      id: correction.id,
      number: correction.number,
      fields: rowLines(section, current, reply.language())
        .filter(({ field }) => possible.includes(field))
        .map(({ field, label, value }) => ({ name: boxOf(field), label, value })),
      until: addDays(legalDay(clock()), lockKinds.dispute.maxDays),
      max: longest,
      ...shown,
    })
  }

  return { form, set, end }
}

const boxOf = (field: string) => `field_${field}`

/** Ids of the fields that may be marked: what stands there as it did, and of nothing there is nothing to dispute. */
async function disputable(deps: Deps, correction: Correction): Promise<string[]> {
  const refused = refusedFields(correction)
  if (refused.length === 0) return []
  const { current } = await rowOf(deps, correction)
  const moved = correction.operation === 'change' ? movedMeanwhile(correction.items, current) : []
  return refused.filter(id => (current[id] ?? '') !== '' && moved.every(({ field }) => field !== id))
}

/** The mark that an account set upon a correction of its own, while it holds. */
async function ownDispute(db: Db, correction: Correction, accountId: string, today: string) {
  return (await disputesOf(db, correction, today)).find(({ setBy }) => setBy === accountId)
}

async function disputesOf(db: Db, { personId, rowId }: Correction, today: string) {
  const active = await locks.active(db, personId, today)
  return active.filter(lock => lock.kind === 'dispute' && lock.rowId === rowId)
}

/** What the page of a correction says of marks: whether one may be set, and the own one that holds. */
export async function disputeOn(deps: Deps, correction: Correction, accountId: string, language: Language) {
  if (refusedFields(correction).length === 0) return { mayDispute: false, dispute: null }
  const marks = await disputesOf(deps.db, correction, legalDay(deps.clock()))
  const own = marks.find(({ setBy }) => setBy === accountId)
  // a row has one mark at a time
  if (!own) {
    return { mayDispute: marks.length === 0 && (await disputable(deps, correction)).length > 0, dispute: null }
  }
  const { fields, reason, until } = own
  const names = fieldNames(sectionOf(correction.section), fields ?? [], language)
  return { mayDispute: false, dispute: { fields: names, reason, until } }
}
