import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as accounts from '../../../store/account/accounts.ts'
import * as people from '../../../store/person/people.ts'
import * as records from '../../../store/record/records.ts'
import * as credentials from '../../../store/ways/credentials.ts'
import * as healthCards from '../../../store/ways/health-cards.ts'
import * as passkeys from '../../../store/ways/passkeys.ts'
import type { Holes, TextKey } from '../../../text/speak.ts'
import { cardChallenge, readCardAnswer } from '../../../ways/card-answer.ts'
import { healthCardChallenge, readHealthCardAnswer } from '../../../ways/health-card-answer.ts'
import { askForPasskey } from '../../../ways/passkey-question.ts'
import { phonePage } from '../../../ways/phone-answer.ts'
import { askPhone, offersPhone } from '../../../ways/phone-question.ts'
import { actorOf, safePath } from '../../../web/access/signed-in.ts'
import type { Deps } from '../../../web/deps.ts'
import type { FieldError } from '../../../web/forms.ts'
import { rawForm } from '../../../web/forms.ts'
import { uuid } from '../../../web/ids.ts'
import { byPassword } from '../by-password.ts'
import { cardUsed } from '../card-used.ts'
import { usePasskey } from '../passkey-used.ts'

/** "Prove it again": asked before sensitive steps; sends the person on to `next`. It is no sign-in, so none is noted. */
export default async function proof(app: FastifyInstance, deps: Deps) {
  const { db, ring, clock } = deps

  async function page(request: FastifyRequest, reply: FastifyReply, next: unknown, errors: FieldError[] = []) {
    const { accountId } = actorOf(request)
    const [account, bound, health, known] = await Promise.all([
      accounts.find(db, accountId),
      credentials.ofAccount(db, accountId),
      healthCards.ofAccount(db, accountId),
      passkeys.ofAccount(db, accountId),
    ])
    const healthCard = health.length > 0 ? healthCardChallenge(request, reply, deps, byHealthCard) : null
    const passkey = known.length > 0 ? await askForPasskey(request, reply, deps, { purpose: 'proof', known }) : null
    return reply.page('sign-in/proof', {
      next: safePath(next),
      errors,
      hasPassword: Boolean(account?.passwordHash),
      hasCard: bound.some(({ kind }) => kind === 'citizen_card'),
      hasPhone: bound.some(({ kind }) => kind === 'phone') && (await offersPhone(deps)),
      card: cardChallenge(request, reply, deps, { purpose: 'proof' }),
      healthCard,
      passkey,
      scripts: ['card.js', ...(healthCard ? ['health-card.js'] : []), ...(passkey ? ['passkey.js'] : [])],
    })
  }

  app.get<{ Querystring: { next?: string } }>('/proof', async (request, reply) =>
    page(request, reply, request.query.next),
  )

  app.post('/proof/password', async (request, reply) => {
    const { password = '', next } = rawForm(request.body)
    const account = await accounts.find(db, actorOf(request).accountId)
    const judged = await byPassword(request, reply, deps, {
      loginName: account?.loginName ?? '',
      password,
      purpose: 'proof',
    })
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
    await cardUsed(request, deps, bound, credentials.cardOf(answer.holder))
    proved(request, clock())
    return reply.seeOther(safePath(next))
  })

  if (deps.healthCards) {
    app.post('/proof/health-card', async (request, reply) => {
      const { next } = rawForm(request.body)
      const answer = await readHealthCardAnswer(request, deps, byHealthCard)
      const refuse = (text: TextKey, holes: Holes = {}, status = 422) =>
        page(request, reply.code(status), next, [{ field: 'health-card-password', text, holes }])
      if (!answer.ok) return refuse(answer.why, answer.holes, answer.status)
      const bound = await healthCards.ofCard(db, ring, answer.holder.cardNumber)
      const owner = await people.byIdNumber(db, records.idIndex(ring, answer.holder.idNumber))
      if (bound?.accountId !== actorOf(request).accountId || bound.personId !== owner?.id) {
        return refuse('health-card.refused.not-yours')
      }
      await healthCards.used(db, bound.id, clock())
      proved(request, clock())
      return reply.seeOther(safePath(next))
    })
  }

  app.post('/proof/passkey', async (request, reply) => {
    const { next } = rawForm(request.body)
    const { accountId } = actorOf(request)
    const used = await usePasskey(request, deps, { purpose: 'proof', accountId })
    if (!used.ok) return page(request, reply.code(422), next, [{ field: 'passkey', text: used.why }])
    proved(request, clock())
    return reply.seeOther(safePath(next))
  })

  if (!deps.phone) return

  app.post('/proof/phone', async (request, reply) => {
    const { next } = rawForm(request.body)
    const idNumber = await records.idNumberOf(db, ring, actorOf(request).personId)
    const question = { idNumber, task: byPhone, path: '/proof/phone', next: safePath(next) }
    const asked = await askPhone(request, reply, deps, question)
    if (asked.ok) return reply.seeOther(asked.path)
    return page(request, reply.code(asked.status), next, [{ field: 'phone', text: asked.why, holes: asked.holes }])
  })

  app.get<{ Params: { id: string } }>('/proof/phone/:id', ofRequest, async (request, reply) => {
    const { id } = request.params
    const refuse = (text: TextKey, holes: Holes, next: string) =>
      page(request, reply.code(422), next, [{ field: 'phone', text, holes }])
    return phonePage(
      request,
      reply,
      deps,
      { id, task: byPhone },
      {
        path: `/proof/phone/${id}`,
        back: '/proof',
        async finish({ holder, next }) {
          const bound = await credentials.ofCard(db, holder)
          if (bound?.accountId !== actorOf(request).accountId) {
            return { ok: false, why: 'mobile-id.refused.not-yours', holes: {} }
          }
          await cardUsed(request, deps, bound, credentials.phoneOf(holder))
          proved(request, clock())
          return { ok: true, to: next }
        },
        refused: ({ why, holes }, next) => refuse(why, holes, next),
        over: () => refuse('mobile-id.refused.over', {}, '/'),
      },
    )
  })
}

const byPhone = { purpose: 'proof' } as const
const byHealthCard = { purpose: 'proof' } as const

const ofRequest = {
  schema: { params: { type: 'object', properties: { id: uuid } } },
} as const

export function proved(request: FastifyRequest, now: Date): void {
  const { signedIn } = request.session
  if (signedIn) request.session.signedIn = { ...signedIn, proofAt: now.getTime(), seenAt: now.getTime() }
}
