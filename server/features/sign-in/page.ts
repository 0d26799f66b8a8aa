import type { FastifyReply, FastifyRequest } from 'fastify'
import * as outages from '../../store/help-desk/outages.ts'
import { cardChallenge } from '../../ways/card-answer.ts'
import { healthCardChallenge } from '../../ways/health-card-answer.ts'
import { inOrder } from '../../ways/last-way.ts'
import { offeredWays } from '../../ways/offered-ways.ts'
import { askForPasskey } from '../../ways/passkey-question.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { keptForASecond } from '../../web/kept-for-a-second.ts'
import { safePath } from '../../web/own-path.ts'
import { whyEnded } from './ended.ts'

type Shown = { form?: Raw; errors?: FieldError[]; next?: string | undefined }

const sameForAll = keptForASecond((deps: Deps) => Promise.all([offeredWays(deps), outages.current(deps.db)]))

/** The sheets, one for each way in. `next` is the page the person wanted. */
export async function signInPage(request: FastifyRequest, reply: FastifyReply, deps: Deps, shown: Shown) {
  const wanted = shown.next ?? (request.query as { next?: unknown }).next
  const [offered, notices] = await sameForAll(deps)
  const shared = { ways: inOrder(request, offered), outages: notices, script: 'ways.js' }
  const own = {
    next: safePath(wanted),
    card: cardChallenge(request, reply, deps, { purpose: 'sign-in' }),
    healthCard: healthCardChallenge(request, reply, deps, { purpose: 'sign-in' }),
    passkey: await askForPasskey(request, reply, deps, { purpose: 'sign-in' }),
  }
  const { form, errors } = shown
  if (form || errors) return reply.page('sign-in/index', { ...shared, ...own, form: form ?? {}, errors: errors ?? [] })
  const ended = await whyEnded(request, deps, own.next)
  return ended === undefined
    ? reply.sharedPage('sign-in/index', shared, own)
    : reply.page('sign-in/index', { ...shared, ...own, status: ended })
}
