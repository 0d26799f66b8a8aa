import type { FastifyReply, FastifyRequest } from 'fastify'
import * as accounts from '../../store/account/accounts.ts'
import * as signIns from '../../store/account/sign-ins.ts'
import * as people from '../../store/person/people.ts'
import { idIndex } from '../../store/record/records.ts'
import * as credentials from '../../store/ways/credentials.ts'
import { errorOf } from '../../ways/answered.ts'
import { cardUsed } from '../../ways/card-used.ts'
import { phonePage, type Finished, type PhoneAnswer } from '../../ways/phone-answer.ts'
import { askPhone, typedNumber, type PhoneRefusal } from '../../ways/phone-question.ts'
import { languageOf } from '../../web/access/language.ts'
import { passwordPath } from '../../web/access/signed-in.ts'
import { visitOf } from '../../web/access/visit.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { safePath } from '../../web/own-path.ts'
import { stateRefusal } from './account-state.ts'
import { enter } from './enter.ts'
import { countFailure } from './failure.ts'
import { signInPage } from './page.ts'

const task = { purpose: 'sign-in' } as const

/** Sign-in by phone: a number is typed, the phone is asked, and a page waits until it has signed. */
export function phoneSignIn(deps: Deps) {
  const { db, ring, clock } = deps

  const ask: Handler = async (request, reply) => {
    const { id_number: typed = '', next = '' } = rawForm(request.body)
    const form = { id_number: typed }
    const read = typedNumber(request, deps)
    if (!read.ok) return refuse(request, reply.code(read.status), errorOf(read), { form, next })
    const question = { idNumber: read.value, task, path: '/sign-in/phone', next: safePath(next) }
    const asked = await askPhone(request, reply, deps, question)
    if (asked.ok) return reply.seeOther(asked.path)
    return refuse(request, reply.code(asked.status), errorOf(asked), { form, next })
  }

  const answer: Handler<{ Params: { id: string } }> = async (request, reply) => {
    const { id } = request.params
    if (request.actor) return reply.seeOther('/')
    return phonePage(
      request,
      reply,
      deps,
      { id, task },
      {
        path: `/sign-in/phone/${id}`,
        back: '/sign-in',
        finish: answer => pass(request, reply, answer),
        ended: ({ why, holes }, idNumber) => noteRefusal(request, { why, holes }, idNumber),
        refused: ({ why: text, holes }, next) =>
          refuse(request, reply.code(422), { field: 'phone', text, holes }, { next }),
        over: () => refuse(request, reply.code(422), { field: 'phone', text: 'mobile-id.refused.over' }),
      },
    )
  }

  /** Begins the session of the account that the phone's certificate is bound to. */
  async function pass(
    request: FastifyRequest,
    reply: FastifyReply,
    { holder, idNumber, next }: PhoneAnswer,
  ): Promise<Finished> {
    const bound = await credentials.ofCard(db, holder)
    if (!bound) return { ok: false, why: 'mobile-id.refused.not-bound', holes: {} }
    const owner = await people.byIdNumber(db, idIndex(ring, idNumber))
    if (owner?.id !== bound.personId) return { ok: false, why: 'mobile-id.refused.other-person', holes: {} }
    const now = clock()
    const refusal = await stateRefusal(db, bound, now, languageOf(request))
    if (refusal) return { ok: false, ...refusal }
    await signIns.add(db, { accountId: bound.accountId, way: 'phone', ...visitOf(request) }, null, now)
    await cardUsed(request, deps, bound, credentials.phoneOf(holder))
    const mustChange = bound.state === 'must_change'
    await enter(request, reply, deps, { accountId: bound.accountId, way: 'phone' })
    return { ok: true, to: mustChange ? passwordPath : next }
  }

  /** The owner of the number reads of it, because somebody else may have asked. */
  async function noteRefusal(request: FastifyRequest, { why: text, holes }: PhoneRefusal, idNumber: string | null) {
    await countFailure(request, deps, { text, holes })
    const owner = idNumber && (await people.byIdNumber(db, idIndex(ring, idNumber)))
    const account = owner && (await accounts.ofPerson(db, owner.id))
    if (account) await signIns.add(db, { accountId: account.id, way: 'phone', ...visitOf(request) }, text, clock())
  }

  const refuse = (
    request: FastifyRequest,
    reply: FastifyReply,
    error: FieldError,
    shown: { form?: Raw; next?: string } = {},
  ) => signInPage(request, reply, deps, { ...shown, errors: [error] })

  return { ask, answer }
}
