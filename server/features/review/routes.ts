import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { daysLeft, extendedDue, legalDay } from '../../domain/clock.ts'
import type { Action } from '../../domain/correction.ts'
import { decide, openStates } from '../../domain/correction.ts'
import { mayRead, permissions } from '../../domain/permission.ts'
import { applied, movedMeanwhile } from '../../domain/record/difference.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import { checkRow } from '../../domain/record/validate.ts'
import { shortDate } from '../../domain/roc-date.ts'
import * as accessLog from '../../store/access-log.ts'
import { allOrNothing } from '../../store/all-or-nothing.ts'
import { factsOf } from '../../store/correction-facts.ts'
import type { Correction } from '../../store/corrections.ts'
import * as corrections from '../../store/corrections.ts'
import * as evidence from '../../store/evidence.ts'
import * as locks from '../../store/locks.ts'
import * as notices from '../../store/notices.ts'
import * as people from '../../store/people.ts'
import * as records from '../../store/records.ts'
import * as reviewers from '../../store/reviewers.ts'
import * as signatures from '../../store/signatures.ts'
import { writeBack } from '../../store/write-back.ts'
import { blockingLock } from '../../domain/lock.ts'
import { correctionView } from '../../web/correction-view.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import { rowErrors } from '../../web/row-form.ts'
import { changeLines, rowTitle } from '../../web/row-view.ts'
import { sendFile } from '../../web/send-file.ts'
import { actorOf, byOf, provedLately } from '../../web/signed-in.ts'
import {
  decisionKeys,
  readAuthority,
  readConfirmation,
  readDecisions,
  readExtension,
  readReturn,
  usualSupplement,
} from './form.ts'
import queue, { reviewerOf } from './queue.ts'

type OfFile = { Params: { id: string; file: string } }
type MoveSet = NonNullable<Parameters<typeof corrections.move>[3]['set']>

/** HR's side of a correction: the queue, the request as it was signed, and the decision. */
export default async function review(app: FastifyInstance, deps: Deps) {
  const { db, ring, clock } = deps

  app.addHook('preHandler', async request => {
    if (!permissions.reviewQueue(actorOf(request))) throw refuseWith(404, 'problem.not-found')
  })
  app.register(queue, deps)

  app.get('/review/:id', ofRequest, async (request, reply) => {
    const correction = await theirs(request)
    await note(request, correction, 'review')
    return page(request, reply, correction)
  })

  app.get('/review/:id/revealed', ofRequest, async (request, reply) => {
    const correction = await theirs(request)
    if (!provedLately(request, clock())) return reply.seeOther(`/proof?next=${encodeURIComponent(request.url)}`)
    await note(request, correction, 'reveal')
    return page(request, reply, correction, { isOpen: true })
  })

  app.get<OfFile>('/review/:id/evidence/:file', ofFile, async (request, reply) => {
    const correction = await theirs(request)
    const file = await evidence.open(db, ring, correction.id, request.params.file)
    if (!file) throw refuseWith(404, 'problem.not-found')
    await evidence.noteOpened(db, file.id, actorOf(request).accountId, clock())
    await note(request, correction, 'evidence')
    return sendFile(reply, file)
  })

  app.post('/review/:id/taking', ofRequest, async (request, reply) =>
    act(request, reply, 'take', { set: { reviewerId: actorOf(request).accountId } }),
  )

  app.post('/review/:id/return', ofRequest, async (request, reply) => {
    const correction = await theirs(request)
    const read = readReturn(rawForm(request.body), legalDay(clock()))
    if (!read.ok) return page(request, reply.code(422), correction, read)
    const { text, day } = read.value
    // what was sent in this round stays as it was signed; the next one begins now
    const set = { decisionText: text, supplementDay: day, round: correction.round + 1 }
    return act(request, reply, 'return', { text, set })
  })

  app.post('/review/:id/forwarding', ofRequest, async (request, reply) => act(request, reply, 'forward', {}))

  app.post('/review/:id/extension', ofRequest, async (request, reply) => {
    const correction = await theirs(request)
    const read = readExtension(rawForm(request.body))
    if (!read.ok) return page(request, reply.code(422), correction, read)
    const { days, text } = read.value
    const due = extendedDue(correction.dueDay ?? legalDay(clock()), days, correction.extendedReason !== null)
    if (!due.ok) {
      const errors = [{ field: 'extension_days', text: due.why }]
      return page(request, reply.code(409), correction, { errors, form: rawForm(request.body) })
    }
    return act(request, reply, 'extend', { text, set: { dueDay: due.day, extendedReason: text } })
  })

  app.post('/review/:id/confirmation', ofRequest, async (request, reply) => {
    const correction = await theirs(request)
    const read = readConfirmation(rawForm(request.body))
    if (!read.ok) return page(request, reply.code(422), correction, read)
    const { action, text } = read.value
    if (action === 'confirm_rejection') {
      const decisionText = [correction.decisionText, text].filter(Boolean).join('\n')
      return act(request, reply, action, { text, set: { decisionText, ...decidedNow(request) } })
    }
    return act(request, reply, action, { text, set: undecided(correction) })
  })

  app.post('/review/:id/decision', ofRequest, async (request, reply) => {
    const correction = await theirs(request)
    const form = rawForm(request.body)
    const read = readDecisions(correction.operation, correction.items, form)
    if (!read.ok) return page(request, reply.code(422), correction, read)
    const { action, items, text } = read.value
    const set = { items, decisionText: text || null, ...decidedNow(request) }
    if (action === 'reject') return act(request, reply, action, { text, set })
    return accept(request, reply, correction, { action, text, set, form })
  })

  app.post('/review/:id/authority', ofRequest, async (request, reply) => {
    const correction = await theirs(request)
    const form = rawForm(request.body)
    const read = readAuthority(form, legalDay(clock()))
    if (!read.ok) return page(request, reply.code(422), correction, read)
    const { isAccepted, day, number } = read.value
    const decision = isAccepted ? ('accepted' as const) : ('rejected' as const)
    const items = correction.items.map(item => ({ ...item, decision, decisionReason: '' }))
    const text = [`${shortDate(day)} ${number}`, read.value.text].filter(Boolean).join('\n')
    const decisionText = read.value.text || null
    const set = { items, decisionText, authorityDay: day, authorityNumber: number, ...decidedNow(request) }
    if (!isAccepted) return act(request, reply, 'reject', { text, set })
    return accept(request, reply, correction, { action: 'decide_by_authority', text, set, form })
  })

  const decidedNow = (request: FastifyRequest) => ({ decidedBy: actorOf(request).accountId, decidedAt: clock() })

  /** The request of the address when it is not the actor's own and they may decide it by their office; else 404. */
  async function theirs(request: FastifyRequest): Promise<Correction> {
    const { id } = request.params as { id: string }
    const actor = actorOf(request)
    const correction = await corrections.find(db, ring, id)
    const isOpen = correction && correction.state !== 'draft' && correction.personId !== actor.personId
    if (!isOpen) throw refuseWith(404, 'problem.not-found')
    if (permissions.keepPeople(actor) && correction.agencyId === actor.agencyId) return correction
    if (await reviewers.isSecondReviewer(db, id, actor.accountId, legalDay(clock()))) return correction
    throw refuseWith(404, 'problem.not-found')
  }

  /** One step that only moves the request. */
  async function act(
    request: FastifyRequest,
    reply: FastifyReply,
    action: Action,
    { text = '', set = {} }: { text?: string; set?: MoveSet },
  ) {
    const correction = await theirs(request)
    const actor = actorOf(request)
    const at = clock()
    const judged = decide(await factsOf(db, ring, correction, actor, legalDay(at)), action, actor)
    if (!judged.ok) return refuse(request, reply, correction, judged.why, rawForm(request.body))
    const by = byOf(request, roleOf(request))
    const moved = await db.transaction(async tx => {
      const done = await corrections.move(tx, ring, correction, { action, to: judged.state, by, at, text, set })
      if (done) await notices.tellPerson(tx, correction.personId, movedNotice(correction), at)
      return done
    })
    if (!moved) return refuse(request, reply, correction, 'problem.changed-meanwhile', rawForm(request.body))
    return reply.seeOther(`/review/${correction.id}`)
  }

  /** Accepts and writes back at once, all or nothing; what a lock holds waits. */
  async function accept(
    request: FastifyRequest,
    reply: FastifyReply,
    correction: Correction,
    step: {
      action: 'accept' | 'accept_partly' | 'decide_by_authority'
      text: string
      set: MoveSet & object
      form: Raw
    },
  ) {
    const actor = actorOf(request)
    const at = clock()
    const judged = decide(await factsOf(db, ring, correction, actor, legalDay(at)), step.action, actor)
    if (!judged.ok) return refuse(request, reply, correction, judged.why, step.form)
    const seen = step.form['seen_version'] ?? ''
    const current = await records.row(db, ring, correction.personId, correction.rowId)
    if (correction.operation !== 'add' && !current) return refuse(request, reply, correction, 'review.gone', step.form)
    if (seen !== String(current?.version ?? '')) {
      return refuse(request, reply, correction, 'record.refused.changed-meanwhile', step.form)
    }
    const broken = await judgeResult(correction, step.set.items ?? correction.items, reply)
    if (broken.length > 0) return page(request, reply.code(422), correction, { errors: broken, form: step.form })

    const by = byOf(request, roleOf(request))
    const { action, text, set } = step
    const done = await allOrNothing(db, async tx => {
      await locks.holdPerson(tx, correction.personId)
      if (!(await corrections.move(tx, ring, correction, { action, to: judged.state, by, at, text, set }))) {
        return { ok: false as const, why: 'problem.changed-meanwhile' as const }
      }
      const accepted = await corrections.find(tx, ring, correction.id)
      if (!accepted) throw new Error('the request is gone')
      const written = await writeBack(tx, ring, accepted, current?.version ?? null, by, at)
      if (written.ok && written.state !== 'applied') {
        await notices.tellPerson(tx, correction.personId, movedNotice(correction), at)
      }
      return written
    })
    if (!done.ok) return refuse(request, reply, correction, done.why, step.form)
    return reply.seeOther(`/review/${correction.id}`)
  }

  /** What would be wrong with the row if the accepted fields were written. */
  async function judgeResult(correction: Correction, items: Correction['items'], reply: FastifyReply) {
    if (correction.operation === 'delete') return []
    const section = sectionOf(correction.section)
    const rows = await records.ofPerson(db, ring, correction.personId)
    const row = rows.find(({ id }) => id === correction.rowId)?.data
    const accepted = items.filter(item => item.decision !== 'rejected')
    const others = rows.filter(({ id, section: of }) => of === section.id && id !== correction.rowId)
    const around = {
      today: legalDay(clock()),
      others: others.map(({ data }) => data),
      basic: rows.find(({ section }) => section === 'basic')?.data,
    }
    // an old row may lack what is asked for today; a correction of something else shall not fail on it
    const known = row ? checkRow(section, row, around).map(({ field, why }) => `${field} ${why}`) : []
    const touched = new Set(accepted.map(({ field }) => field))
    const errors = checkRow(section, applied(row ?? {}, accepted), around).filter(
      ({ isWarning, field, why }) => !isWarning && (touched.has(field) || !known.includes(`${field} ${why}`)),
    )
    return rowErrors(section, errors, reply.language()).map(error => ({ ...error, field: 'decision' }))
  }

  const movedNotice = (correction: Correction) => ({
    text: 'notice.correction-moved' as const,
    holes: { number: correction.number ?? '' },
    url: `/corrections/${correction.id}`,
  })

  const refuse = (
    request: FastifyRequest,
    reply: FastifyReply,
    correction: Correction,
    text: FieldError['text'],
    form: Raw = {},
  ) => page(request, reply.code(409), correction, { errors: [{ field: 'main', text }], form })

  async function page(
    request: FastifyRequest,
    reply: FastifyReply,
    asOpened: Correction,
    { errors = [], form = {}, isOpen = false }: { errors?: FieldError[]; form?: Raw; isOpen?: boolean } = {},
  ) {
    const correction = (await corrections.find(db, ring, asOpened.id)) ?? asOpened
    const actor = actorOf(request)
    const language = reply.language()
    const today = legalDay(clock())
    const section = sectionOf(correction.section)
    const facts = await factsOf(db, ring, correction, actor, today)
    const row = await records.row(db, ring, correction.personId, correction.rowId)
    const may = (action: Action) => decide(facts, action, actor).ok
    const lock = blockingLock(await locks.active(db, correction.personId, today), section.id, today)
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
    const ready = { states: ['submitted', 'in_review'], limit: 2, offset: 0 } as const
    const waiting = await corrections.queue(db, reviewerOf(actor), today, ready)
    const isUnderway = correction.state === 'in_review' && correction.reviewerId !== null
    return reply.page('review/request', {
      ...view,
      ...(isOpen
        ? {
            changes: changeLines(section, correction.operation, correction.items, language, { isOpen }).map(noDecision),
          }
        : {}),
      hasMasked:
        !isOpen && correction.items.some(({ field }) => section.fields.some(one => one.id === field && one.masked)),
      person: { id: correction.personId, name: person?.name ?? '' },
      mayReadRecord: person !== undefined && mayRead(actor, person),
      reviewer:
        isUnderway && correction.reviewerId !== actor.accountId
          ? await people.nameOf(db, correction.reviewerId ?? '')
          : null,
      decisions: decisionKeys(correction.operation, correction.items).map((key, i) => ({
        key,
        label: correction.operation === 'delete' ? view.operation : (view.changes[i]?.label ?? ''),
      })),
      title: row ? rowTitle(section, row.data, language) : '',
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
      next: waiting.rows.find(({ id }) => id !== correction.id) ?? null,
      daysLeft: correction.dueDay && openStates.includes(correction.state) ? daysLeft(correction.dueDay, today) : null,
      files: (await evidence.ofCorrection(db, correction.id)).map(file => ({
        ...file,
        isOpened: opened.includes(file.id),
      })),
      unopened: facts.unopenedEvidence,
      needsAuthority: facts.needsAuthority,
      lock: lock ?? null,
      mayTake: may('take'),
      mayDecide: correction.state === 'in_review' && (may('reject') || may('accept')),
      mayReturn: may('return'),
      mayForward: may('forward'),
      mayDecideByAuthority: may('decide_by_authority'),
      mayRejectByAuthority: correction.state === 'waiting_authority' && may('reject'),
      mayConfirm: may('confirm_rejection'),
      mayExtend: may('extend'),
      usualSupplement: shortDate(usualSupplement(today)),
      errors,
      form,
      dense: true,
    })
  }

  const noDecision = <L extends object>(line: L) => ({ ...line, decision: null, decisionReason: '' })

  function roleOf(request: FastifyRequest) {
    const actor = actorOf(request)
    if (!permissions.keepPeople(actor)) return 'second_reviewer'
    return permissions.lockRecords(actor) ? 'hr_chief' : 'hr_officer'
  }

  async function note(request: FastifyRequest, correction: Correction, action: 'review' | 'evidence' | 'reveal') {
    const actor = actorOf(request)
    await accessLog.add(db, {
      personId: correction.personId,
      accountId: actor.accountId,
      viewerName: actor.name,
      viewerRole: roleOf(request),
      agencyId: actor.agencyId,
      action,
      section: correction.section,
      purpose: '',
      correctionId: correction.id,
      address: request.ip,
      requestId: request.id,
      at: clock(),
    })
  }
}

/** What is undecided again: nothing of the earlier decision stays. */
const undecided = ({ items }: Correction): MoveSet => ({
  items: items.map(({ field, old, new: proposed }) => ({ field, old, new: proposed })),
  decisionText: null,
  decidedBy: null,
  decidedAt: null,
})

const uuid = { type: 'string', format: 'uuid' } as const
const ofRequest = { schema: { params: { type: 'object', properties: { id: uuid } } } } as const
const ofFile = { schema: { params: { type: 'object', properties: { id: uuid, file: uuid } } } } as const
