import type { FastifyRequest } from 'fastify'
import { officeOf } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import { extendedDue } from '../../domain/correction/deadline.ts'
import { shortDate } from '../../domain/roc-date.ts'
import type { Correction } from '../../store/correction/corrections.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { chiefsAction, readAuthority, readConfirmation, readDecisions, readExtension, readReturn } from './form.ts'
import { correctionPage } from './page.ts'
import type { MoveSet } from './step.ts'
import { accept, act, openFor } from './step.ts'

/** What a reviewer does with a correction, one address for each step. */
export function decisionPages(deps: Deps) {
  const { clock } = deps

  const take: Handler = async (request, reply) => {
    const opened = await openFor(request, reply, deps, 'take')
    if (!opened.ok) return opened.answer
    const set = { reviewerId: officeOf(actorOf(request)) }
    return act(request, reply, deps, 'take', { to: opened.to, set })
  }

  const release: Handler = async (request, reply) => {
    const opened = await openFor(request, reply, deps, 'release')
    if (!opened.ok) return opened.answer
    return act(request, reply, deps, 'release', { to: opened.to, set: { reviewerId: null } })
  }

  const sendBack: Handler = async (request, reply) => {
    const opened = await openFor(request, reply, deps, 'return')
    if (!opened.ok) return opened.answer
    const { correction } = request
    const read = readReturn(rawForm(request.body), legalDay(clock()))
    if (!read.ok) return correctionPage(request, reply.code(422), deps, read)
    const { text, day } = read.value
    // what was sent in this round stays as it was signed; the next one begins now
    const set = { decisionText: text, supplementDay: day, round: correction.round + 1 }
    return act(request, reply, deps, 'return', { to: opened.to, text, set })
  }

  const forward: Handler = async (request, reply) => {
    const opened = await openFor(request, reply, deps, 'forward')
    return opened.ok ? act(request, reply, deps, 'forward', { to: opened.to }) : opened.answer
  }

  const extend: Handler = async (request, reply) => {
    const opened = await openFor(request, reply, deps, 'extend')
    if (!opened.ok) return opened.answer
    const { correction } = request
    const read = readExtension(rawForm(request.body))
    if (!read.ok) return correctionPage(request, reply.code(422), deps, read)
    const { days, text } = read.value
    const due = extendedDue(correction.dueDay ?? legalDay(clock()), days, correction.extendedReason !== null)
    if (!due.ok) {
      const errors = [{ field: 'extension_days', text: due.why }]
      return correctionPage(request, reply.code(409), deps, { errors, form: rawForm(request.body) })
    }
    return act(request, reply, deps, 'extend', { to: opened.to, text, set: { dueDay: due.day, extendedReason: text } })
  }

  const confirm: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const read = readConfirmation(form)
    const opened = await openFor(request, reply, deps, chiefsAction(form) ?? 'confirm_rejection')
    if (!opened.ok) return opened.answer
    const { correction } = request
    const { to } = opened
    if (!read.ok) return correctionPage(request, reply.code(422), deps, read)
    const { action, text } = read.value
    if (action === 'confirm_rejection') {
      const decisionText = [correction.decisionText, text].filter(Boolean).join('\n')
      return act(request, reply, deps, action, { to, text, set: { decisionText, ...decidedNow(request) } })
    }
    return act(request, reply, deps, action, { to, text, set: undecided(correction) })
  }

  const decide: Handler = async (request, reply) => {
    const opened = await openFor(request, reply, deps, 'reject')
    if (!opened.ok) return opened.answer
    const { correction } = request
    const { facts, to } = opened
    const form = rawForm(request.body)
    const read = readDecisions(correction.operation, correction.items, form)
    if (!read.ok) return correctionPage(request, reply.code(422), deps, read)
    const { action, items, text } = read.value
    const set = { items, decisionText: text || null, ...decidedNow(request) }
    if (action === 'reject') return act(request, reply, deps, action, { to, text, set })
    return accept(request, reply, deps, { facts, action, text, set, form })
  }

  const decideByAuthority: Handler = async (request, reply) => {
    const opened = await openFor(request, reply, deps, 'reject')
    if (!opened.ok) return opened.answer
    const { correction } = request
    const { facts, to } = opened
    const form = rawForm(request.body)
    const read = readAuthority(form, legalDay(clock()))
    if (!read.ok) return correctionPage(request, reply.code(422), deps, read)
    const { isAccepted, day, number } = read.value
    const decision = isAccepted ? ('accepted' as const) : ('rejected' as const)
    const items = correction.items.map(item => ({ ...item, decision, decisionReason: '' }))
    const text = [`${shortDate(day)} ${number}`, read.value.text].filter(Boolean).join('\n')
    const decisionText = read.value.text || null
    const set = { items, decisionText, authorityDay: day, authorityNumber: number, ...decidedNow(request) }
    if (!isAccepted) return act(request, reply, deps, 'reject', { to, text, set })
    return accept(request, reply, deps, { facts, action: 'decide_by_authority', text, set, form })
  }

  function decidedNow(request: FastifyRequest) {
    const { accountId, actingFor } = actorOf(request)
    return { decidedBy: accountId, decidedFor: actingFor?.accountId ?? null, decidedAt: clock() }
  }

  return { take, release, sendBack, forward, extend, confirm, decide, decideByAuthority }
}

/** What is undecided again: nothing of the earlier decision stays. */
const undecided = ({ items }: Correction): MoveSet => ({
  items: items.map(({ field, old, new: proposed }) => ({ field, old, new: proposed })),
  decisionText: null,
  decidedBy: null,
  decidedFor: null,
  decidedAt: null,
})
