import type { FastifyReply, FastifyRequest } from 'fastify'
import { noticeVersion } from '../../domain/account/required-step.ts'
import type { Activation } from '../../store/account/activations.ts'
import { cardChallenge } from '../../ways/card-answer.ts'
import { healthCardChallenge } from '../../ways/health-card-answer.ts'
import { firstWays, waysInWords } from '../../ways/offered-ways.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError, Raw } from '../../web/forms.ts'

export type Shown = { form?: Raw; errors?: FieldError[] }

/** Where one begins: by the code from HR, or by what proves by itself who one is. */
export const firstPage = async (request: FastifyRequest, reply: FastifyReply, deps: Deps, shown: Shown = {}) =>
  reply.page('activation/index', { ...shown, ...(await offered(request, reply, deps)) })

/** Where one chooses how to sign in from then on, after code, name and number agreed. */
export const wayPage = async (
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
  { name }: Activation,
  shown: Shown = {},
) => reply.page('activation/way', { ...shown, name, ...(await offered(request, reply, deps)) })

/** The first page again, for whom the time ran out after the code agreed. */
export const startAgain = (request: FastifyRequest, reply: FastifyReply, deps: Deps) =>
  firstPage(request, reply.code(422), deps, { errors: [{ field: 'code', text: 'activation.refused.over' }] })

/** What both pages offer, and the notice that whoever uses it has read. */
async function offered(request: FastifyRequest, reply: FastifyReply, deps: Deps) {
  const healthCard = healthCardChallenge(request, reply, deps, { purpose: 'activation' })
  const ways = await firstWays(deps)
  const takesCards = ways.includes('card')
  return {
    takesCards,
    hasPhone: ways.includes('phone'),
    /** Those that prove by themselves who one is. */
    ownWays: waysInWords(
      ways.filter(way => way !== 'password'),
      reply.language(),
    ),
    card: cardChallenge(request, reply, deps, { purpose: 'activation' }),
    healthCard,
    noticeVersion,
    script: takesCards || healthCard ? ('ways.js' as const) : undefined,
  }
}
