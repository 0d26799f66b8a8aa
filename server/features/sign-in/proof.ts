import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as accounts from '../../store/accounts.ts'
import * as credentials from '../../store/credentials.ts'
import type { Holes, TextKey } from '../../text/speak.ts'
import { cardChallenge, readCardAnswer } from '../../web/card-answer.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import { actorOf, safePath } from '../../web/signed-in.ts'
import { cardUsed } from './card-used.ts'
import { byPassword } from './by-password.ts'

/** "Prove it again": asked before sensitive steps; sends the person on to `next`. */
export default async function proof(app: FastifyInstance, deps: Deps) {
  const { db, clock } = deps

  async function page(request: FastifyRequest, reply: FastifyReply, next: unknown, errors: FieldError[] = []) {
    const { accountId } = actorOf(request)
    const account = await accounts.find(db, accountId)
    return reply.page('sign-in/proof', {
      next: safePath(next),
      errors,
      hasPassword: Boolean(account?.passwordHash),
      hasCard: (await credentials.ofAccount(db, accountId)).some(({ kind }) => kind === 'citizen_card'),
      card: cardChallenge(request, reply, deps, { purpose: 'proof' }),
      scripts: ['card.js'],
    })
  }

  app.get<{ Querystring: { next?: string } }>('/proof', async (request, reply) =>
    page(request, reply, request.query.next),
  )

  app.post('/proof/password', async (request, reply) => {
    const { password = '', next } = rawForm(request.body)
    const account = await accounts.find(db, actorOf(request).accountId)
    const judged = await byPassword(request, reply, deps, { loginName: account?.loginName ?? '', password })
    if (!judged.ok) {
      const text = judged.why === 'sign-in.refused.password' ? 'password.refused.current' : judged.why
      return page(request, reply.code(judged.until ? 429 : 422), next, [
        { field: 'password', text, holes: judged.holes },
      ])
    }
    proved(request, clock())
    return reply.seeOther(safePath(next))
  })

  app.post('/proof/card', async (request, reply) => {
    const { next } = rawForm(request.body)
    const answer = await readCardAnswer(request, deps, { purpose: 'proof', kinds: ['citizen'] })
    const refuse = (text: TextKey, holes: Holes = {}) =>
      page(request, reply.code(422), next, [{ field: 'card-pin', text, holes }])
    if (!answer.ok) return refuse(answer.why, answer.holes)
    const bound = await credentials.ofCard(db, answer.holder)
    if (bound?.accountId !== actorOf(request).accountId) return refuse('proof.refused.other-account')
    await cardUsed(request, deps, bound, answer.holder)
    proved(request, clock())
    return reply.seeOther(safePath(next))
  })
}

export function proved(request: FastifyRequest, now: Date): void {
  const { signedIn } = request.session
  if (signedIn) request.session.signedIn = { ...signedIn, proofAt: now.getTime(), seenAt: now.getTime() }
}
