import type { FastifyReply, FastifyRequest } from 'fastify'
import { waysFor, type WayFor } from '../../../domain/way.ts'
import * as credentials from '../../../store/ways/credentials.ts'
import { errorOf } from '../../../ways/answered.ts'
import { phonePage } from '../../../ways/phone-answer.ts'
import { actorOf } from '../../../web/access/signed-in.ts'
import type { Deps } from '../../../web/deps.ts'
import type { FieldError } from '../../../web/forms.ts'
import { rawForm } from '../../../web/forms.ts'
import type { Handler } from '../../../web/handler.ts'
import { safePath } from '../../../web/own-path.ts'
import { isOfKeptForm, pressedBefore } from './pressed.ts'
import { phoneAnswered, proofWays, task } from './ways.ts'

/**
 * "Prove it again": asked before sensitive steps; sends the person on to `next`. It is no sign-in, so none is noted.
 */
export function proofPages(deps: Deps) {
  const { clock } = deps
  const isOffered = (way: WayFor<'proof'>) => proofWays[way].isOffered?.(deps) ?? true

  async function page(request: FastifyRequest, reply: FastifyReply, next: unknown, errors: FieldError[] = []) {
    const bound = credentials.ofAccount(deps.db, actorOf(request).accountId)
    const offered = waysFor.proof.filter(isOffered)
    const forms = await Promise.all(offered.map(way => proofWays[way].form(request, reply, deps, bound)))
    const to = safePath(next)
    const pressed = await pressedBefore(request, deps, to)
    const shown = { ...Object.assign({}, ...forms), next: to, pressed, errors }
    return reply.page('sign-in/proof', { ...shown, script: 'ways.js' })
  }

  const form: Handler<{ Querystring: { next?: string } }> = async (request, reply) =>
    page(request, reply, request.query.next)

  const answer =
    (way: WayFor<'proof'>): Handler =>
    async (request, reply) => {
      const { next } = rawForm(request.body)
      const answered = await proofWays[way].answer(request, reply, deps)
      if (!answered.ok) return page(request, reply.code(answered.status), next, [errorOf(answered)])
      if (answered.waitsAt) return reply.seeOther(answered.waitsAt)
      proved(request, clock(), safePath(next))
      return reply.seeOther(safePath(next))
    }

  const phone: Handler<{ Params: { id: string } }> = async (request, reply) => {
    const { id } = request.params
    const refuse = (error: FieldError, next: string) => page(request, reply.code(422), next, [error])
    return phonePage(
      request,
      reply,
      deps,
      { id, task },
      {
        path: `/proof/phone/${id}`,
        back: '/proof',
        async finish({ holder, next }) {
          const answered = await phoneAnswered(request, deps, holder)
          if (!answered.ok) return answered
          proved(request, clock(), next)
          return { ok: true, to: next }
        },
        refused: ({ why: text, holes }, next) => refuse({ field: 'phone', text, holes }, next),
        over: () => refuse({ field: 'phone', text: 'mobile-id.refused.over' }, '/'),
      },
    )
  }

  return { isOffered, form, answer, phone }
}

function proved(request: FastifyRequest, now: Date, next: string): void {
  const { signedIn } = request.session
  if (!signedIn) return
  const { goesOn: _earlier, ...rest } = signedIn
  const goesOn = isOfKeptForm(next) ? { goesOn: next } : {}
  request.session.signedIn = { ...rest, proofAt: now.getTime(), seenAt: now.getTime(), ...goesOn }
}
