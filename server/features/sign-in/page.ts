import type { FastifyReply, FastifyRequest } from 'fastify'
import * as outages from '../../store/help-desk/outages.ts'
import { cardChallenge } from '../../ways/card-answer.ts'
import { healthCardChallenge } from '../../ways/health-card-answer.ts'
import { inOrder } from '../../ways/last-way.ts'
import { offeredWays } from '../../ways/offered-ways.ts'
import { askForPasskey } from '../../ways/passkey-question.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { safePath } from '../../web/own-path.ts'

type Shown = { form?: Raw; errors?: FieldError[]; next?: string | undefined }

/** The sheets, one for each way in. `next` is the page the person wanted. */
export async function signInPage(request: FastifyRequest, reply: FastifyReply, deps: Deps, shown: Shown) {
  const wanted = shown.next ?? (request.query as { next?: unknown }).next
  const passkey = await askForPasskey(request, reply, deps, { purpose: 'sign-in' })
  const healthCard = healthCardChallenge(request, reply, deps, { purpose: 'sign-in' })
  const [offered, notices] = await Promise.all([offeredWays(deps), outages.current(deps.db)])
  return reply.page('sign-in/index', {
    ways: inOrder(request, offered),
    form: shown.form ?? {},
    errors: shown.errors ?? [],
    next: safePath(wanted),
    outages: notices,
    card: cardChallenge(request, reply, deps, { purpose: 'sign-in' }),
    healthCard,
    passkey,
    script: 'ways.js',
  })
}
