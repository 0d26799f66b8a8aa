import { errorOf } from '../../ways/answered.ts'
import { passwordPath } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { safePath } from '../../web/own-path.ts'
import { enter } from './enter.ts'
import { countFailure } from './failure.ts'
import { signInPage } from './page.ts'
import { readPasswordAnswer } from './password-answer.ts'
import { rememberHalf, secondPath } from './second-factor.ts'

/** Sign-in by login name and password, with a second half where the account has a second factor. */
export function passwordSignIn(deps: Deps) {
  const answer: Handler = async (request, reply) => {
    const { login_name: loginName = '', password = '', next } = rawForm(request.body)
    const answer = await readPasswordAnswer(request, reply, deps, { loginName, password, purpose: 'sign-in' })
    if (!answer.ok) {
      const error = errorOf(answer)
      const form = { login_name: loginName }
      // whoever was not even checked failed at nothing, and a page without a statement is what many can be answered
      if (answer.status === 503) return reply.code(503).page('sign-in/busy', { form, next: safePath(next) })
      await countFailure(request, deps, error)
      const shown = { form, errors: [error], next }
      return signInPage(request, reply.code(answer.status), deps, shown)
    }
    const { account, needsSecond } = answer
    if (needsSecond) {
      rememberHalf(reply, deps, account)
      return reply.seeOther(secondPath(safePath(next)))
    }
    await enter(request, reply, deps, { accountId: account.id, way: 'password' })
    return reply.seeOther(account.state === 'must_change' ? passwordPath : safePath(next))
  }

  return { answer }
}
