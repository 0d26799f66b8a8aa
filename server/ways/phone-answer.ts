import type { FastifyReply, FastifyRequest } from 'fastify'
import { holderOf, type Holder, type Report } from '../domain/card/holder.ts'
import { lastFour, normaliseId } from '../domain/national-id.ts'
import {
  appLink,
  phoneMinutes,
  phoneSeconds,
  refusedAs,
  type Heard as HeardThere,
  type Signed,
} from '../domain/ways/mobile-id.ts'
import { readSigningLine } from '../domain/ways/signing-line.ts'
import * as requests from '../store/ways/phone-requests.ts'
import { isTextKey } from '../text/speak.ts'
import { spendLine } from '../web/access/spent-lines.ts'
import type { Said } from '../web/access/said.ts'
import type { Deps } from '../web/deps.ts'
import { allowFormTo } from '../web/transport/headers.ts'
import { checkLine } from './challenge.ts'
import { forgivePhone, phoneHint, refusalOf, type PhoneRefusal, type PhoneTask } from './phone-question.ts'
import { broughtHere } from './phone-return.ts'
import { qrSvg } from './qr.ts'
import { signingWords } from './signing-words.ts'

/** A phone's signature over our line, verified like a card's. */
export type PhoneAnswer = {
  holder: Holder
  report: Report
  line: string
  pkcs1: Buffer
  /** The number the question was asked with, or that the ministry's page told. */
  idNumber: string
  next: string
}

/** What came of an answer: where the person goes, or why not. */
export type Finished = { ok: true; to: string; said?: Said } | ({ ok: false } & PhoneRefusal)

type Turns = {
  /** Address of the page that waits. */
  path: string
  /** Where another way can be chosen. */
  back: string
  finish: (answer: PhoneAnswer) => Promise<Finished>
  /** Once, when it is refused. */
  ended?: (refusal: PhoneRefusal, idNumber: string | null) => Promise<void>
  refused: (refusal: PhoneRefusal, next: string) => Promise<FastifyReply>
  /** The question is over or was asked in another browser. */
  over: () => Promise<FastifyReply>
}

/**
 * The page that waits for a phone. Looking at it asks what came of it, politely, and goes on when the phone has signed.
 */
export async function phonePage(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
  { id, task }: { id: string; task: PhoneTask },
  { path, back, finish, ended, refused, over }: Turns,
): Promise<FastifyReply> {
  const { db, ring, clock } = deps
  // a part of a page cannot show what another page shows
  const whole = (show: () => Promise<FastifyReply>) => (request.headers['hx-request'] ? reply.seeOther(path) : show())
  const found = await requests.find(db, ring, id, clock())
  if (!found) return whole(over)
  const { question } = found
  if (found.refusal) return whole(() => refused(known(found.refusal), question.next))
  const checked = checkLine(request, deps, question, task)
  if (!checked.ok && checked.why === 'challenge.refused.other-browser') return whole(over)

  const heard = checked.ok ? await hear(request, deps, found) : { ok: false as const, why: checked.why, holes: {} }
  if (heard === 'pending' || heard === 'unreachable') {
    const { state, paused } = request.query as { state?: string; paused?: string }
    // where nothing changed, nothing is said again
    if (request.headers['hx-request'] && state === heard) return reply.code(204).send()
    const shown = { path, back, state: heard, isPaused: paused !== undefined }
    return question.mode === 'page'
      ? pageToGoTo(request, reply, deps, { question, task }, shown)
      : waitingPage(request, reply, deps, question, shown)
  }
  const isFirst = heard.ok && checked.ok && (await spendLine(request, deps, checked.line))
  const finished: Finished = !heard.ok
    ? heard
    : isFirst
      ? await finish(heard.answer)
      : { ok: false, why: 'challenge.refused.replay', holes: {} }
  if (!finished.ok) {
    const { why, holes } = finished
    await requests.refuse(db, id, { why, holes })
    request.log.info({ why }, 'The answer of a phone was refused.')
    await ended?.({ why, holes }, heard.ok ? heard.answer.idNumber : question.idNumber)
    return whole(() => refused({ why, holes }, question.next))
  }
  if (heard.ok) await forgivePhone(request, reply, deps, { task, idNumber: heard.answer.idNumber })
  await requests.end(db, id)
  return reply.seeOther(finished.to, finished.said)
}

type Heard = 'pending' | 'unreachable' | { ok: true; answer: PhoneAnswer } | ({ ok: false } & PhoneRefusal)

async function hear(request: FastifyRequest, deps: Deps, found: requests.Found): Promise<Heard> {
  const { question } = found
  const heard = question.mode === 'page' ? await fromPage(request, deps, found) : await fromService(deps, question)
  if (heard === 'pending') return heard
  if (!heard.ok) {
    return heard.why === 'mobile-id.refused.unreachable' ? 'unreachable' : { ok: false, ...refusalOf(request, heard) }
  }

  const { line, next } = question
  const { signature, certificate, idNumber } = heard
  const answer = { pkcs1: signature, certificate, hash: 'sha256' }
  const now = deps.clock()
  const verified = holderOf(answer, { content: Buffer.from(line), kinds: ['citizen'] }, await deps.trust(), now)
  if (!verified.ok) return { ok: false, why: verified.why, holes: {} }
  const { holder, report } = verified
  // the service vouches for the number, the certificate for its last four: they must be of one person
  if (holder.lastFour !== null && holder.lastFour !== lastFour(idNumber)) {
    return { ok: false, why: 'mobile-id.refused.other-person', holes: {} }
  }
  return { ok: true, answer: { holder, report, line, pkcs1: Buffer.from(signature, 'base64'), idNumber, next } }
}

type Told = Exclude<HeardThere, Signed> | (Signed & { idNumber: string })

async function fromService({ db, clock, phone }: Deps, question: requests.Question): Promise<Told> {
  const { transactionId, ticketId, idNumber } = question
  if (!phone || idNumber === null || !(await requests.mayHear(db, transactionId, clock()))) return 'pending'
  const heard = await phone.hear({ transactionId, ticketId, idNumber })
  return heard !== 'pending' && heard.ok ? { ...heard, idNumber } : heard
}

/** What this browser itself brought: somebody who was lured to the ministry's page brings it to another browser. */
async function fromPage(request: FastifyRequest, deps: Deps, { question, answer }: requests.Found): Promise<Told> {
  const { transactionId, idNumber } = question
  if (!answer || !broughtHere(request, deps, transactionId)) return 'pending'
  if (!(await requests.mayHear(deps.db, transactionId, deps.clock()))) return 'pending'
  const isOther = answer.ok && idNumber !== null && normaliseId(idNumber) !== answer.idNumber
  return isOther ? refusedAs('other-person') : answer
}

type Shown = { path: string; back: string; state: 'pending' | 'unreachable'; isPaused: boolean }

async function waitingPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { config }: Pick<Deps, 'config'>,
  { mode, code, ticket, line }: requests.Question,
  { path, back, state, isPaused }: Shown,
): Promise<FastifyReply> {
  const model = {
    url: path,
    back,
    code,
    signs: signingWords(request, line),
    mode,
    state,
    isPaused,
    until: new Date(beganAt(line).getTime() + phoneSeconds * 1000),
    qr: mode === 'scan' ? await qrSvg(ticket) : '',
    appLink: mode === 'app' ? appLink(ticket, `${config.baseUrl}${path}`) : '',
    refresh: isPaused ? 0 : 5,
    script: 'parts.js' as const,
  }
  return reply.page('phone/waiting', model, 'phone/_state')
}

const beganAt = (line: string): Date => readSigningLine(line)?.at ?? new Date(0)

/** A page with one button: the browser goes to the ministry's page with it, and comes back with the answer. */
async function pageToGoTo(
  request: FastifyRequest,
  reply: FastifyReply,
  { phone }: Pick<Deps, 'phone'>,
  { question, task }: { question: requests.Question; task: PhoneTask },
  { back }: Shown,
): Promise<FastifyReply> {
  if (!phone?.page) throw new Error('no page of the ministry is offered here')
  const { transactionId, code, line } = question
  const hint = phoneHint(request, task, code)
  const fields = phone.page.form({ transactionId, hint, seconds: phoneSeconds, content: Buffer.from(line) })
  allowFormTo(reply, phone.page.url)
  const form = { action: phone.page.url, fields: Object.entries(fields) }
  return reply.page('phone/page', { back, code, phoneMinutes, signs: signingWords(request, line), ...form })
}

function known(refusal: requests.Refusal | null): PhoneRefusal {
  const { why = '', holes = {} } = refusal ?? {}
  return isTextKey(why) ? { why, holes } : { why: 'mobile-id.refused.over', holes: {} }
}
