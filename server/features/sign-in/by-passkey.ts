import type { FastifyRequest } from 'fastify'
import * as signIns from '../../store/account/sign-ins.ts'
import type { TextKey } from '../../text/speak.ts'
import { errorOf, refused, type Answered } from '../../ways/answered.ts'
import { languageOf } from '../../web/access/language.ts'
import { passwordPath } from '../../web/access/signed-in.ts'
import { visitOf } from '../../web/access/visit.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { safePath } from '../../web/own-path.ts'
import { stateRefusal } from './account-state.ts'
import { enter } from './enter.ts'
import { countFailure } from './failure.ts'
import { signInPage } from './page.ts'
import { usePasskey } from './passkey-used.ts'

/** Sign-in by passkey alone. The device and what opens it are two factors, so no password is asked for. */
export function passkeySignIn(deps: Deps) {
  const { db, clock } = deps

  const answer: Handler = async (request, reply) => {
    const { next } = rawForm(request.body)
    const checked = await check(request)
    if (!checked.ok) {
      const error = errorOf(checked)
      await countFailure(request, deps, error)
      return signInPage(request, reply.code(checked.status), deps, { errors: [error], next })
    }
    const { accountId, mustChange } = checked
    await enter(request, reply, deps, { accountId, way: 'passkey' })
    return reply.seeOther(mustChange ? passwordPath : safePath(next))
  }

  /** The state of an account is told only to somebody whose passkey opened it. */
  async function check(
    request: FastifyRequest,
  ): Promise<Answered<{ accountId: string; mustChange: boolean }, unknown>> {
    const used = await usePasskey(request, deps, { purpose: 'sign-in' })
    if (!used.ok) {
      if (used.claimed) await noteSignIn(request, used.claimed.accountId, used.why)
      return used
    }
    const { accountId, state } = used.passkey
    const refusal = await stateRefusal(db, used.passkey, clock(), languageOf(request))
    await noteSignIn(request, accountId, refusal?.why ?? null)
    if (refusal) return refused('passkey', refusal.why, refusal)
    return { ok: true, accountId, mustChange: state === 'must_change' }
  }

  const noteSignIn = (request: FastifyRequest, accountId: string, cause: TextKey | null) =>
    signIns.add(db, { accountId, way: 'passkey', ...visitOf(request) }, cause, clock())

  return { answer }
}
