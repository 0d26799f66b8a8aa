import type { FastifyReply, FastifyRequest } from 'fastify'
import { officeOf, type Actor } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import type { Action, CorrectionFacts, State } from '../../domain/correction/correction.ts'
import { decide } from '../../domain/correction/correction.ts'
import { applied } from '../../domain/record/difference.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import { aroundOf, checkChange } from '../../domain/record/validate.ts'
import type { Correction } from '../../store/correction/corrections.ts'
import * as corrections from '../../store/correction/corrections.ts'
import { factsOf } from '../../store/correction/facts.ts'
import * as news from '../../store/correction/news.ts'
import { writeBack } from '../../store/correction/write-back.ts'
import { allOrNothing } from '../../store/database/all-or-nothing.ts'
import * as locks from '../../store/record/locks.ts'
import * as records from '../../store/record/records.ts'
import { once } from '../../web/access/once.ts'
import { sayNext } from '../../web/access/said.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { AnsweredOtherwise } from '../../web/errors.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import { rowErrors } from '../../web/show/row-form.ts'
import { roleOf } from './correction.ts'
import { fromQueue } from './filter.ts'
import { correctionPage } from './page.ts'

/** What HR does with a correction. */
type ReviewAction = Exclude<Action, 'save' | 'submit' | 'resubmit' | 'withdraw' | 'apply' | 'reconsider'>

export type MoveSet = NonNullable<Parameters<typeof corrections.move>[3]['set']>

type Acceptance = {
  facts: CorrectionFacts
  action: 'accept' | 'accept_partly' | 'decide_by_authority'
  text: string
  set: MoveSet
  form: Raw
}

type Opened = { ok: true; facts: CorrectionFacts; to: State } | { ok: false; answer: FastifyReply }

/** Whether this step may be taken at all, and what it leads `to`: asked before what was typed is read. */
export async function openFor(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
  action: Action,
): Promise<Opened> {
  const { correction } = request
  const actor = actorOf(request)
  const facts = await factsOf(deps.db, deps.ring, correction, actor, legalDay(deps.clock()))
  const decision = decide(facts, action, actor)
  const { revision } = rawForm(request.body)
  // what is decided is what the page showed; another round may ask for something else
  if (decision.ok && revision !== undefined && revision !== String(correction.revision)) {
    return { ok: false, answer: await refuse(request, reply, deps, 'problem.changed-meanwhile', rawForm(request.body)) }
  }
  if (decision.ok) return { ok: true, facts, to: decision.state }
  if (decision.why === 'correction.refused.not-now' && isDecidedBy(correction, actor)) throw decidedByYou(request)
  return { ok: false, answer: await refuse(request, reply, deps, decision.why, rawForm(request.body)) }
}

const decidedStates: readonly State[] = ['waiting_chief', 'accepted', 'partly_accepted', 'applied', 'rejected']

const isDecidedBy = ({ state, decidedBy }: Correction, { accountId }: Actor) =>
  decidedBy === accountId && decidedStates.includes(state)

/** Whoever decided it a moment ago, in another tab or by two clicks, is led to what they decided. */
function decidedByYou(request: FastifyRequest) {
  const { number, decidedAt, updatedAt } = request.correction
  return new AnsweredOtherwise(reply => {
    sayNext(reply, 'said.decided-by-you', decidedAt ?? updatedAt, number ?? '')
    return reply.seeOther(pathOf(request))
  })
}

/** The page of the correction, still in the queue one came from. */
const pathOf = (request: FastifyRequest) => `/review/${request.correction.id}${fromQueue(request.query)}`

/** One step that is open and only moves the correction. */
export async function act(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
  action: ReviewAction,
  { to, text = '', set = {} }: { to: State; text?: string; set?: MoveSet },
) {
  const { ring, clock } = deps
  const { correction } = request
  const at = clock()
  const by = byOf(request, roleOf(request))
  const moved = await once(
    request,
    deps,
    async tx => {
      const done = await corrections.move(tx, ring, correction, { action, to, by, at, text, set })
      const day = action === 'extend' ? set.dueDay : set.supplementDay
      if (done) await news.tellStep(tx, correction, { action, to, day }, at)
      const { reviewerId } = correction
      if (done && action === 'release' && reviewerId !== null && reviewerId !== officeOf(actorOf(request))) {
        await news.tellReleased(tx, correction, reviewerId, at)
      }
      return done
    },
    done => (done ? pathOf(request) : null),
  )
  if (!moved) return refuse(request, reply, deps, 'problem.changed-meanwhile', rawForm(request.body))
  const said = to === 'rejected' ? 'confirm_rejection' : action
  return reply.seeOther(pathOf(request), `said.review.${said}`, correction.number ?? '')
}

/** Accepts and writes back at once, all or nothing; what a lock holds waits. */
export async function accept(request: FastifyRequest, reply: FastifyReply, deps: Deps, step: Acceptance) {
  const { db, ring, clock } = deps
  const { correction } = request
  const actor = actorOf(request)
  const at = clock()
  const decision = decide(step.facts, step.action, actor)
  if (!decision.ok) return refuse(request, reply, deps, decision.why, step.form)
  const seen = step.form['seen_version'] ?? ''
  const current = await records.row(db, ring, correction.personId, correction.rowId)
  if (correction.operation !== 'add' && !current) return refuse(request, reply, deps, 'review.gone', step.form)
  if (seen !== String(current?.version ?? '')) {
    return refuse(request, reply, deps, 'record.refused.changed-meanwhile', step.form)
  }
  const broken = await checkResult(deps, correction, step.set.items ?? correction.items, reply)
  if (broken.length > 0) return correctionPage(request, reply.code(422), deps, { errors: broken, form: step.form })

  const by = byOf(request, roleOf(request))
  const { action, text, set } = step
  const write = async (tx: Deps['db']) => {
    await locks.holdPerson(tx, correction.personId)
    if (!(await corrections.move(tx, ring, correction, { action, to: decision.state, by, at, text, set }))) {
      return { ok: false as const, why: 'problem.changed-meanwhile' as const }
    }
    const accepted = await corrections.find(tx, ring, correction.id)
    if (!accepted) throw new Error('the correction is gone')
    return writeBack(tx, ring, accepted, current?.version ?? null, by, at)
  }
  const done = await once(
    request,
    deps,
    tx => allOrNothing(tx, write),
    written => (written.ok ? pathOf(request) : null),
  )
  if (!done.ok) return refuse(request, reply, deps, done.why, step.form)
  const said = done.state === 'applied' ? action : 'waits'
  return reply.seeOther(pathOf(request), `said.review.${said}`, correction.number ?? '')
}

/** What would be wrong with the row if the accepted fields were written. */
async function checkResult(
  { db, ring, clock }: Deps,
  correction: Correction,
  items: Correction['items'],
  reply: FastifyReply,
) {
  if (correction.operation === 'delete') return []
  const section = sectionOf(correction.section)
  const rows = await records.ofPerson(db, ring, correction.personId)
  const row = rows.find(({ id }) => id === correction.rowId)?.data
  const accepted = items.filter(item => item.decision !== 'rejected')
  const around = aroundOf(rows, { section: section.id, id: correction.rowId }, legalDay(clock()))
  const change = { before: row, after: applied(row ?? {}, accepted), fields: accepted.map(({ field }) => field) }
  const errors = checkChange(section, change, around).filter(({ isWarning }) => !isWarning)
  return rowErrors(section, errors, reply.language()).map(error => ({ ...error, field: 'decision' }))
}

const refuse = (request: FastifyRequest, reply: FastifyReply, deps: Deps, text: FieldError['text'], form: Raw = {}) =>
  correctionPage(request, reply.code(409), deps, { errors: [{ field: 'main', text }], form })
