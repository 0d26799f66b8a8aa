import { randomInt, randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { holderOf, type Holder, type Report } from '../domain/card/holder.ts'
import { inTaipei } from '../domain/clock.ts'
import { appLink, pairingCode, phoneModes, type PhoneMode, type PhoneRefused } from '../domain/mobile-id.ts'
import { lastFour } from '../domain/national-id.ts'
import type { Purpose } from '../domain/signing-line.ts'
import * as requests from '../store/phone-requests.ts'
import * as delays from '../store/sign-in-delays.ts'
import { isTextKey, type Holes, speak, type TextKey } from '../text/speak.ts'
import { browserOf, cardChallenge, judgeLine, spendLine, type CardTask } from './card-answer.ts'
import type { Deps } from './deps.ts'
import { rawForm } from './forms.ts'
import { languageOf } from './language.ts'
import { qrSvg } from './qr.ts'

export type PhoneRefusal = { why: TextKey; holes: Holes }

/** A phone's signature over our line, verified like a card's. */
export type PhoneAnswer = {
  holder: Holder
  report: Report
  line: string
  pkcs1: Buffer
  /** The number the question was asked with. */
  idNumber: string
  next: string
}

/** What came of an answer: where the person goes, or why not. */
export type Finished = { ok: true; to: string } | ({ ok: false } & PhoneRefusal)

/** Purposes that a phone can be asked for; each has its words in the app. */
export type PhoneTask = CardTask & { purpose: Exclude<Purpose, 'diagnosis'> }

type Question = { idNumber: string; task: PhoneTask; next: string }
type Begun = { ok: true; id: string } | ({ ok: false; status: 422 | 429 } & PhoneRefusal)

// a little less than the line is good for, so that the service says first that the time is over
const seconds = 240

/** How the form asks for the phone to hear of it; a push when it does not say. */
export const modeOf = (request: FastifyRequest): PhoneMode =>
  phoneModes.find(mode => mode === rawForm(request.body)['mode']) ?? 'push'

/**
 * Asks the phone of the person with this number to sign a line of ours. Counted before it is sent, so that nobody can
 * ring a stranger's phone all day; whether we know the number makes no difference to what happens.
 */
export async function askPhone(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
  { idNumber, task, next }: Question,
): Promise<Begun> {
  const { db, ring, clock, phone } = deps
  if (!phone) throw new Error('no phone is offered here')
  const mode = modeOf(request)
  const counted = await delays.mayTry(
    db,
    allowances(request, reply, deps, mode === 'push' ? idNumber : undefined),
    clock(),
  )
  if (!counted.ok) {
    const holes = { time: inTaipei(counted.until).time.slice(0, 5) }
    return { ok: false, status: 429, why: 'mobile-id.refused.wait', holes }
  }

  const { line, seal } = cardChallenge(request, reply, deps, task)
  const code = pairingCode(limit => randomInt(limit))
  const hint = speak(languageOf(request))(`mobile-id.hint.${task.purpose}`, { code })
  const transactionId = randomUUID()
  const asked = await phone.ask({ transactionId, idNumber, mode, hint, seconds, content: Buffer.from(line) })
  if (!asked.ok) return { ok: false, status: 422, ...refusalOf(request, asked) }
  const { ticket, ticketId } = asked
  const question = { transactionId, ticketId, ticket, idNumber, mode, code, line, seal, next }
  return { ok: true, id: await requests.add(db, ring, question, clock()) }
}

type Turns = {
  /** Address of the page that waits. */
  path: string
  /** Where another way can be chosen. */
  back: string
  finish: (answer: PhoneAnswer) => Promise<Finished>
  /** Once, when it is refused. */
  ended?: (refusal: PhoneRefusal, idNumber: string) => Promise<void>
  refused: (refusal: PhoneRefusal, next: string) => Promise<FastifyReply>
  /** The question is over or was asked in another browser. */
  over: () => Promise<FastifyReply>
}

/** The page that waits for a phone. Looking at it asks what came of it, politely, and goes on when the phone has signed. */
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
  const judged = judgeLine(request, deps, question, task)
  if (!judged.ok && judged.why === 'challenge.refused.other-browser') return whole(over)

  const heard = judged.ok ? await hear(request, deps, id, question) : { ok: false as const, why: judged.why, holes: {} }
  if (heard === 'pending' || heard === 'unreachable') {
    return waitingPage(reply, deps, question, { path, back, isUnreachable: heard === 'unreachable' })
  }
  const isTaken = heard.ok && judged.ok && (await spendLine(db, judged.line))
  const finished: Finished = !heard.ok
    ? heard
    : isTaken
      ? await finish(heard.answer)
      : { ok: false, why: 'challenge.refused.replay', holes: {} }
  if (!finished.ok) {
    const { why, holes } = finished
    await requests.refuse(db, id, { why, holes })
    request.log.info({ why }, 'The answer of a phone was refused.')
    await ended?.({ why, holes }, question.idNumber)
    return whole(() => refused({ why, holes }, question.next))
  }
  await forgive(request, reply, deps, question.idNumber)
  await requests.end(db, id)
  return reply.seeOther(finished.to)
}

type Heard = 'pending' | 'unreachable' | { ok: true; answer: PhoneAnswer } | ({ ok: false } & PhoneRefusal)

async function hear(request: FastifyRequest, deps: Deps, id: string, question: requests.Question): Promise<Heard> {
  const { db, clock, phone, trust } = deps
  const now = clock()
  if (!phone || !(await requests.mayHear(db, id, now))) return 'pending'
  const heard = await phone.hear(question)
  if (heard === 'pending') return heard
  if (!heard.ok) {
    return heard.why === 'mobile-id.refused.unreachable' ? 'unreachable' : { ok: false, ...refusalOf(request, heard) }
  }

  const { line, idNumber, next } = question
  const { signature, certificate } = heard
  const answer = { pkcs1: signature, certificate, hash: 'sha256' }
  const verified = holderOf(answer, { content: Buffer.from(line), kinds: ['citizen'] }, await trust(), now)
  if (!verified.ok) return { ok: false, why: verified.why, holes: {} }
  const { holder, report } = verified
  // the service vouches for the number, the certificate for its last four: they must be of one person
  if (holder.lastFour !== null && holder.lastFour !== lastFour(idNumber)) {
    return { ok: false, why: 'mobile-id.refused.other-person', holes: {} }
  }
  return { ok: true, answer: { holder, report, line, pkcs1: Buffer.from(signature, 'base64'), idNumber, next } }
}

async function waitingPage(
  reply: FastifyReply,
  { config }: Pick<Deps, 'config'>,
  { mode, code, ticket }: requests.Question,
  { path, back, isUnreachable }: { path: string; back: string; isUnreachable: boolean },
): Promise<FastifyReply> {
  const model = {
    url: path,
    back,
    code,
    mode,
    isUnreachable,
    qr: mode === 'scan' ? await qrSvg(ticket) : '',
    appLink: mode === 'app' ? appLink(ticket, `${config.baseUrl}${path}`) : '',
    refresh: 5,
    scripts: ['htmx.min.js'],
  }
  return reply.page('phone/waiting', model, 'phone/_state')
}

const refusalOf = (request: FastifyRequest, { why, code }: PhoneRefused): PhoneRefusal => {
  request.log.info({ why, code }, 'The service for phones refused.')
  return { why, holes: { code } }
}

function known(refusal: requests.Refusal | null): PhoneRefusal {
  const { why = '', holes = {} } = refusal ?? {}
  return isTextKey(why) ? { why, holes } : { why: 'mobile-id.refused.over', holes: {} }
}

const allowances = (request: FastifyRequest, reply: FastifyReply, { ring }: Deps, idNumber?: string) => {
  const browser = browserOf(request, reply)
  return delays.phoneAllowances(ring, { address: request.ip, browser, ...(idNumber && { idNumber }) })
}

/** Who confirmed was not rung in vain; what others tried at the same place still counts. */
async function forgive(request: FastifyRequest, reply: FastifyReply, deps: Deps, idNumber: string): Promise<void> {
  const counted = allowances(request, reply, deps, idNumber)
  const [person, browser, address] = counted
  if (person) await delays.forgive(deps.db, { account: person })
  if (browser && address) await delays.forgive(deps.db, { account: browser, address })
}
