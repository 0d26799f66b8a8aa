import { readLogin } from '../../ways/chosen-password.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { begin } from './begin.ts'
import { finish } from './finish.ts'
import { startAgain, wayPage, type Shown } from './pages.ts'
import { pendingActivation } from './pending.ts'

/** A login name and a password after the code. */
export function passwordPages(deps: Deps) {
  const choose: Handler = async (request, reply) => {
    const activation = await pendingActivation(request, deps)
    if (!activation) return startAgain(request, reply, deps)
    const refuse = (status: number, shown: Shown) => wayPage(request, reply.code(status), deps, activation, shown)
    const { personId, accountId } = activation
    // an account that comes back after it was closed had passwords before
    const read = await readLogin(request, deps, { accountId, personId }, rawForm(request.body))
    if (!read.ok) return refuse(read.status, read)
    const { loginName, passwordHash } = read
    const finished = await finish(request, deps, activation, { way: 'password', login: { loginName, passwordHash } })
    if (!finished.ok) {
      return refuse(422, { form: { login_name: loginName }, errors: [{ field: 'login_name', text: finished.why }] })
    }
    await begin(request, reply, deps, { accountId, way: 'password' })
    return reply.seeOther('/', 'said.activated')
  }

  return { choose }
}
