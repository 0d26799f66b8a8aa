import type { FastifyReply, FastifyRequest } from 'fastify'
import { officeOf, type Actor } from '../../domain/agency/actor.ts'
import { mayRead } from '../../domain/record/access.ts'
import { daysLeft, legalDay } from '../../domain/clock.ts'
import type { Action } from '../../domain/correction/correction.ts'
import { decide, openStates } from '../../domain/correction/correction.ts'
import { movedMeanwhile } from '../../domain/record/difference.ts'
import { blockingLock } from '../../domain/record/lock.ts'
import { fieldOf, sectionOf } from '../../domain/record/sections.ts'
import { shortDate } from '../../domain/roc-date.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as corrections from '../../store/correction/corrections.ts'
import * as evidence from '../../store/correction/evidence.ts'
import { factsOf, rowAsSent } from '../../store/correction/facts.ts'
import { nextAfter, reviewerOf } from '../../store/correction/queue.ts'
import * as signatures from '../../store/correction/signatures.ts'
import { supplementDue } from '../../domain/correction/deadline.ts'
import * as corrected from '../../store/outgoing/corrected.ts'
import * as people from '../../store/person/people.ts'
import * as locks from '../../store/record/locks.ts'
import * as records from '../../store/record/records.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { correctionView } from '../../web/show/correction.ts'
import { disputesOf } from '../../web/show/record/disputes.ts'
import { toldLines } from '../../web/show/record/told.ts'
import { changeLines, rowTitle } from '../../web/show/row.ts'
import { allowFrames } from '../../web/transport/headers.ts'
import { noteReading } from './correction.ts'
import { fromQueue, readFilter } from './filter.ts'

type Shown = { errors?: FieldError[]; form?: Raw; isOpen?: boolean }

/**
 * The correction as it was signed and everything its reviewer may do now; `isOpen` shows whole numbers. Its person sees
 * that it was shown, also where it is shown again with a mistake.
 */
export async function correctionPage(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
  { errors = [], form = {}, isOpen = false }: Shown = {},
) {
  const { db, ring, clock } = deps
  await noteReading(request, deps, isOpen ? 'reveal' : 'review')
  const correction = (await corrections.find(db, ring, request.correction.id)) ?? request.correction
  const actor = actorOf(request)
  const language = reply.language()
  const today = legalDay(clock())
  const section = sectionOf(correction.section)
  const facts = await factsOf(db, ring, correction, actor, today)
  const row = await records.row(db, ring, correction.personId, correction.rowId)
  const may = (action: Action) => decide(facts, action, actor).ok
  const mayDecide = correction.state === 'in_review' && may('reject')
  const isFinal = decide(facts, 'reject', actor)
  // the form is there before every file was opened
  const mayDecideByAuthority = decide({ ...facts, unopenedEvidence: 0 }, 'decide_by_authority', actor).ok
  const active = await locks.active(db, correction.personId, today)
  const lock = blockingLock(active, section.id, today)
  const files = await evidence.ofCorrection(db, correction.id)
  if (files.length > 0) allowFrames(reply)
  const opened = await evidence.openedBy(db, correction.id, actor.accountId)
  const isDecidable = correction.state === 'in_review' || correction.state === 'submitted'
  const moved = isDecidable && correction.operation !== 'add' ? movedMeanwhile(correction.items, row?.data ?? {}) : []
  const view = correctionView(
    correction,
    await corrections.eventsOf(db, correction.id),
    await signatures.ofCorrection(db, ring, correction.id),
    language,
  )
  const person = await people.find(db, correction.personId, today)
  const next = await nextAfter(db, reviewerOf(actor), today, correction, readFilter(request.query).filter)
  const isUnderway = correction.state === 'in_review' && correction.reviewerId !== null
  const changes = isOpen
    ? changeLines(section, correction.operation, correction.items, language, { isOpen }).map(noDecision)
    : view.changes
  return reply.page('review/correction', {
    ...view,
    changes,
    hasMasked:
      !isOpen && correction.items.some(({ field }) => section.fields.some(one => one.id === field && one.masked)),
    person: { id: correction.personId, name: person?.name ?? '' },
    mayReadRecord: person !== undefined && mayRead(actor, person),
    reviewer:
      isUnderway && correction.reviewerId !== officeOf(actor)
        ? await accounts.nameOf(db, correction.reviewerId ?? '')
        : null,
    lines: mayDecide && !facts.needsAuthority ? linesOf(correction, changes) : [],
    isFinal: isFinal.ok && isFinal.state === 'rejected',
    title: rowTitle(section, await rowAsSent(db, ring, correction), language),
    isGone: correction.operation !== 'add' && !row && isDecidable,
    moved: moved.map(
      ({ field, now }) =>
        changeLines(
          section,
          'change',
          [{ field, old: correction.items.find(item => item.field === field)?.old, new: now }],
          language,
        )[0],
    ),
    seenVersion: row?.version ?? '',
    revision: correction.revision,
    from: fromQueue(request.query),
    next: next ? { id: next.id, number: next.number, mayTake: next.state === 'submitted' } : null,
    isDone: !steps.some(may),
    daysLeft: correction.dueDay && openStates.includes(correction.state) ? daysLeft(correction.dueDay, today) : null,
    files: files.map(file => ({ ...file, isOpened: opened.includes(file.id) })),
    unopened: facts.unopenedEvidence,
    mustOpen: facts.unopenedEvidence > 0 && ((mayDecide && !facts.needsAuthority) || mayDecideByAuthority),
    needsAuthority: facts.needsAuthority,
    lock: lock ?? null,
    disputes: disputesOf(section, correction.rowId, active, today, language).disputes,
    told: correction.state === 'applied' ? toldLines(await toldHere(deps, correction.id, actor), language) : [],
    mayTake: may('take'),
    mayRelease: may('release'),
    mayDecide,
    mayReturn: may('return'),
    mayForward: may('forward'),
    mayDecideByAuthority,
    mayRejectByAuthority: correction.state === 'waiting_authority' && may('reject'),
    mayConfirm: may('confirm_rejection'),
    mayOverturn: may('overturn_rejection'),
    mayExtend: may('extend'),
    defaultSupplement: shortDate(supplementDue(today)),
    errors: errors.map(error => ({ ...lineOf(error, changes), ...error })),
    form,
    script: files.length > 0 ? 'evidence.js' : undefined,
    dense: true,
  })
}

/**
 * The lines that can be decided one by one, `mayReject` those that can be left out. None where only the whole can be: a
 * single field, a deletion, a new row all of whose fields are asked for.
 */
function linesOf<L extends { field: string }>({ operation, items, section }: corrections.Correction, changes: L[]) {
  const lines = changes.map(line => ({
    ...line,
    mayReject: operation === 'change' || fieldOf(sectionOf(section), line.field).required !== 'always',
  }))
  return operation !== 'delete' && items.length > 1 && lines.some(({ mayReject }) => mayReject) ? lines : []
}

/** Whom the actor's own agency has to tell of it. */
async function toldHere({ db }: Deps, correctionId: string, { agencyId }: Actor) {
  return (await corrected.ofCorrection(db, correctionId)).filter(one => one.agencyId === agencyId)
}

/** The word of the line that a mistake belongs to. */
function lineOf({ field }: FieldError, changes: readonly { field: string; label: string }[]) {
  const line = changes.find(one => field === `item_${one.field}` || field === `why_${one.field}`)
  return line ? { label: line.label } : {}
}

/** As long as one of them is open, the correction is not done with. */
const steps = ['take', 'reject', 'forward', 'decide_by_authority', 'overturn_rejection'] as const

const noDecision = <L extends object>(line: L) => ({ ...line, decision: null, decisionReason: '' })
