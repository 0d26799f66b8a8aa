import type { FastifyReply } from 'fastify'
import { offeredWays } from '../../ways/offered-ways.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError } from '../../web/forms.ts'

/** The ways back that this installation has. */
export async function waysBack(reply: FastifyReply, deps: Deps, errors: FieldError[] = []) {
  const offered = await offeredWays(deps)
  return reply.page('recovery/index', {
    errors,
    takesCards: offered.includes('card'),
    takesPhones: offered.includes('phone'),
    takesHealthCards: offered.includes('health_card'),
    hasMail: deps.sendMail !== null,
  })
}
