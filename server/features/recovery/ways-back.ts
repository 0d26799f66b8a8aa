import type { FastifyReply } from 'fastify'
import { offersCards } from '../../ways/card-answer.ts'
import { offersPhone } from '../../ways/phone-question.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError } from '../../web/forms.ts'

/** The ways back that this installation has. */
export const waysBack = async (reply: FastifyReply, deps: Deps, errors: FieldError[] = []) =>
  reply.page('recovery/index', {
    errors,
    takesCards: await offersCards(deps),
    takesPhones: await offersPhone(deps),
    takesHealthCards: deps.healthCards !== null,
    hasMail: deps.sendMail !== null,
  })
