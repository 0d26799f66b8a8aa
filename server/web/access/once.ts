import { createHash, randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Kept, Led, SentForm } from '../../store/account/sent-forms.ts'
import * as sentForms from '../../store/account/sent-forms.ts'
import type { Db } from '../../store/database/database.ts'
import { keyedHash } from '../../store/database/sealing.ts'
import { speak } from '../../text/speak.ts'
import type { Deps } from '../deps.ts'
import { AnsweredOtherwise } from '../errors.ts'
import { contentOf, textFields } from '../forms.ts'
import { languageOf } from './language.ts'
import { keepForm } from './late-form.ts'
import { provedRecently } from './proof.ts'
import { inWords, sayNext } from './said.ts'

type Using = Pick<Deps, 'db' | 'ring' | 'clock'>

/** Codes that are shown once are shown again for so long: whoever clicks twice sees only the second answer. */
const pageMinutes = 15

/** The field `_once` of parts/csrf: which rendering of a form was sent. Costs nothing until the form is carried out. */
export const newFormKey = (): string => randomBytes(9).toString('base64url')

/** A form that was carried out already is answered with what it led to, before its route looks at it. */
export function answerSentForms(app: FastifyInstance, deps: Using): void {
  app.addHook('preHandler', async (request, reply) => {
    const kept = await sentAlready(request, deps)
    if (kept) return answerAgain(request, reply, deps, kept)
  })
}

const refusals: readonly number[] = [404, 409, 422]

/**
 * A form that is about to be refused for what it did itself, while it came a second time: its answer is that of the
 * first. Undefined when it was not carried out.
 */
export async function answerRefused(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Using,
): Promise<FastifyReply | undefined> {
  const kept = refusals.includes(reply.statusCode) ? await sentAlready(request, deps) : undefined
  return kept && answerAgain(request, reply.code(200).removeHeader('HX-Retarget'), deps, kept)
}

async function sentAlready(request: FastifyRequest, deps: Using): Promise<Kept | undefined> {
  const form = request.method === 'POST' ? formOf(request, deps) : undefined
  const kept = form && (await sentForms.find(deps.db, deps.ring, form.id))
  return kept?.content === form?.content ? kept : undefined
}

/**
 * Carries out, in one transaction, a form that adds something: `work` runs once for each rendering of it, however often
 * and however fast it is sent. `ledTo` says where it led, or null when it was refused and may be sent again. Forms
 * without a key, from pages of an older version, are simply carried out.
 */
export async function once<T>(
  request: FastifyRequest,
  deps: Using,
  work: (tx: Db) => Promise<T>,
  ledTo: (done: T, tx: Db) => string | Led | null | Promise<Led | null>,
): Promise<T> {
  const { db, ring, clock } = deps
  const form = formOf(request, deps)
  return db.transaction(async tx => {
    if (!form) return work(tx)
    if (!(await sentForms.take(tx, form, clock()))) throw await sentBefore(request, deps, form, tx)
    const done = await work(tx)
    const led = await ledTo(done, tx)
    if (led === null) await sentForms.release(tx, form.id)
    else await sentForms.finish(tx, ring, form.id, typeof led === 'string' ? { url: led } : led)
    return done
  })
}

/** What a form was carried out for did not come about after all: it may be sent again. */
export async function offerOnceMore(request: FastifyRequest, deps: Using): Promise<void> {
  const form = formOf(request, deps)
  if (form) await sentForms.release(deps.db, form.id)
}

async function sentBefore(request: FastifyRequest, deps: Using, form: SentForm, tx: Db): Promise<Error> {
  const kept = await sentForms.find(tx, deps.ring, form.id)
  if (!kept) throw new Error('a form that was taken is not there')
  const isSame = kept.content === form.content
  return new AnsweredOtherwise(reply =>
    isSame ? answerAgain(request, reply, deps, kept) : offerAgain(request, reply, deps, kept),
  )
}

function answerAgain(request: FastifyRequest, reply: FastifyReply, { clock }: Using, { url, page, at }: Kept) {
  const now = clock()
  // an unlocked screen alone shows no codes
  if (page && provedRecently(request, now) && now.getTime() - at.getTime() <= pageMinutes * 60_000) {
    const language = languageOf(request)
    return reply.page(page.view, { ...page.model, status: inWords('said.form-sent', at, speak(language), language) })
  }
  sayNext(reply, 'said.form-sent', at)
  return reply.seeOther(url)
}

/** Whoever goes back and types something else may mean to correct it, or to add another one: they are asked. */
async function offerAgain(request: FastifyRequest, reply: FastifyReply, deps: Using, { accountId }: Kept) {
  const path = await keepForm(request, deps, accountId, ['_once'])
  if (!path) {
    const problem = { problem: 'problem.sent-before', reference: request.id }
    return reply.code(409).page('problem', problem)
  }
  return reply.seeOther(`${path}?other=yes`)
}

function formOf(request: FastifyRequest, { ring }: Using): SentForm | undefined {
  const key = textFields(request.body)['_once']
  const accountId = request.actor?.accountId
  if (!accountId || typeof key !== 'string' || !/^[\w-]{12}$/.test(key)) return undefined
  const id = createHash('sha256').update(`${accountId} ${request.url} ${key}`).digest('hex')
  return { id, accountId, content: keyedHash(ring, 'sent-form', JSON.stringify(contentOf(request.body))) }
}
