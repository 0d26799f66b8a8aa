import { randomInt, randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { readId } from '../domain/national-id.ts'
import type { PurposeOf } from '../domain/way.ts'
import {
  pairingCode,
  phoneModes,
  phoneSeconds,
  type Enrolment,
  type PhoneMode,
  type PhoneRefused,
} from '../domain/ways/mobile-id.ts'
import * as delays from '../store/account/sign-in-delays.ts'
import * as requests from '../store/ways/phone-requests.ts'
import { type Holes, speak, type TextKey } from '../text/speak.ts'
import { languageOf } from '../web/access/language.ts'
import { actorOf } from '../web/access/signed-in.ts'
import { mayTry } from '../web/brake.ts'
import type { Deps } from '../web/deps.ts'
import { rawForm } from '../web/forms.ts'
import { refused, type Answered, type Refused } from './answered.ts'
import { offersCards } from './card-answer.ts'
import { browserOf, issueLine, type Task } from './challenge.ts'

export type PhoneRefusal = { why: TextKey; holes: Holes }

/** Each purpose has its words in the app. */
export type PhoneTask = Task & { purpose: PurposeOf<'phone'> }

/** `path` is where the page that waits lies, without the id; `idNumber` null where the ministry's page finds it out. */
type Question = { idNumber: string | null; task: PhoneTask; path: string; next: string }

/** Whether phones are taken here: the certificate in a phone is checked like that of a citizen card. */
export const offersPhone = async (deps: Pick<Deps, 'phone' | 'trust'>): Promise<boolean> =>
  deps.phone !== null && (await offersCards(deps))

/** How the form wants the phone to hear of it; a push when it does not say. */
function modeOf(request: FastifyRequest, { phone }: Pick<Deps, 'phone'>): PhoneMode {
  const asked = phoneModes.find(mode => mode === rawForm(request.body)['mode']) ?? 'push'
  return asked === 'page' && !phone?.page ? 'push' : asked
}

/** The number that is typed; null where the ministry's page asks for it. */
export function typedNumber(request: FastifyRequest, deps: Pick<Deps, 'phone'>): Answered<{ value: string | null }> {
  if (modeOf(request, deps) === 'page') return { ok: true, value: null }
  const read = readId(rawForm(request.body)['id_number'] ?? '')
  return read.ok ? read : refused('id_number', read.why)
}

/**
 * Asks the phone of the person with this number to sign a line of ours, or lets the ministry's page ask it; gives the
 * address of the page that waits. Counted before it is sent, so that nobody can ring a stranger's phone all day;
 * whether we know the number makes no difference to what happens.
 */
export async function askPhone(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
  { idNumber, task, path, next }: Question,
): Promise<Answered<{ path: string }>> {
  const { db, ring, clock, phone } = deps
  if (!phone) throw new Error('no phone is offered here')
  const mode = modeOf(request, deps)
  const rung = mode === 'push' ? idNumber : null
  const wait = await whyWait(request, deps, allowances(request, reply, deps, task, rung))
  if (wait) return wait

  const { line, seal } = issueLine(request, reply, deps, task)
  const code = pairingCode(limit => randomInt(limit))
  const transactionId = randomUUID()
  const question = { transactionId, idNumber, mode, code, line, seal, path: `${path}/${transactionId}`, next }
  if (mode === 'page') {
    await requests.add(db, ring, { ...question, ticketId: '', ticket: '' }, clock())
    return { ok: true, path: question.path }
  }
  if (idNumber === null) throw new Error('only the page of the ministry asks without a number')
  const hint = phoneHint(request, task, code)
  const content = Buffer.from(line)
  const asked = await phone.ask({ transactionId, idNumber, mode, hint, seconds: phoneSeconds, content })
  if (!asked.ok) return atPhone(refusalOf(request, asked))
  const { ticket, ticketId } = asked
  await requests.add(db, ring, { ...question, ticketId, ticket }, clock())
  return { ok: true, path: question.path }
}

/**
 * Whether the person with this number has what a phone needs here. Only for the number in the record of whoever asks:
 * about a stranger it would give something away. Counted like a question to a phone.
 */
export async function askEnrolment(
  request: FastifyRequest,
  deps: Deps,
  idNumber: string,
): Promise<Exclude<Enrolment, PhoneRefused> | Refused> {
  if (!deps.phone) throw new Error('no phone is offered here')
  const wait = await whyWait(request, deps, delays.ownPhoneAllowances(deps.ring, actorOf(request).accountId))
  if (wait) return wait
  const told = await deps.phone.enrolment({ transactionId: randomUUID(), idNumber })
  if (!told.ok) return atPhone(refusalOf(request, told))
  return told
}

/** What the app shows: what it is for, and the two characters. */
export const phoneHint = (request: FastifyRequest, { purpose }: PhoneTask, code: string): string =>
  speak(languageOf(request))(`mobile-id.hint.${purpose}`, { code })

export const refusalOf = (request: FastifyRequest, { why, code }: PhoneRefused): PhoneRefusal => {
  request.log.info({ why, code }, 'The service for phones refused.')
  return { why, holes: { code } }
}

const atPhone = ({ why, holes }: PhoneRefusal) => refused('phone', why, { holes })

/** Counts a question; the refusal says until when to wait. */
async function whyWait(
  request: FastifyRequest,
  deps: Deps,
  counted: readonly delays.Allowance[],
): Promise<Refused | undefined> {
  const may = await mayTry(request, deps, counted)
  return may.ok ? undefined : refused('phone', 'mobile-id.refused.wait', { holes: may.holes, status: 429 })
}

/** Whoever confirmed was not rung in vain; what others tried at the same place still counts. */
export async function forgivePhone(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
  { task, idNumber }: { task: PhoneTask; idNumber: string },
): Promise<void> {
  await delays.forgive(deps.db, allowances(request, reply, deps, task, idNumber))
}

/** What a question is counted on; `rung` is the ID number of the person it rings. */
function allowances(
  request: FastifyRequest,
  reply: FastifyReply,
  { ring }: Deps,
  { purpose }: PhoneTask,
  rung: string | null,
): delays.Allowance[] {
  if (inSession.includes(purpose)) return delays.ownPhoneAllowances(ring, actorOf(request).accountId)
  const browser = browserOf(request, reply)
  return delays.phoneAllowances(ring, { place: request.place, browser, ...(rung !== null && { idNumber: rung }) })
}

// these ask with the number of the record, never with one that is typed
const inSession: readonly PurposeOf<'phone'>[] = ['proof', 'binding', 'correction']
