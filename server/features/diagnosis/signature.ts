import type { FastifyRequest } from 'fastify'
import { cardChallenge, readCardAnswer } from '../../ways/card-answer.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { codeAddress } from '../../web/show/codes.ts'
import { addressOfSeen, fieldsOf, readSeen } from './seen.ts'

const task = { purpose: 'diagnosis' } as const

/** A test signature of a card that was read. */
export function signaturePages(deps: Deps) {
  const form: Handler = async (request, reply) =>
    reply.page('diagnosis/signature', {
      fields: fieldsOf(readSeen(rawForm(request.query))),
      card: cardChallenge(request, reply, deps, task),
      script: 'diagnosis.js',
    })

  const answer: Handler = async (request, reply) => {
    const raw = rawForm(request.body)
    const seen = { ...readSeen(raw), ...(await trySignature(request, raw['same_card'] === 'no')) }
    const { signature, ...rest } = seen
    return reply.seeOther(addressOfSeen('/diagnosis/result', { ...rest, facts: { ...seen.facts, signature } }))
  }

  /** Verifies and forgets: whose signature it is leaves this function in no form. */
  async function trySignature(request: FastifyRequest, isOtherCard: boolean) {
    const answer = await readCardAnswer(request, deps, { ...task, kinds: ['citizen', 'agency'] })
    if (answer.ok) return { signature: isOtherCard ? ('stale' as const) : ('good' as const), why: '' }
    if (isOtherCard && answer.why.startsWith('card.')) return { signature: 'stale' as const, why: '' }
    return { signature: 'refused' as const, why: codeAddress({ text: answer.why, holes: answer.holes }) }
  }

  return { form, answer }
}
