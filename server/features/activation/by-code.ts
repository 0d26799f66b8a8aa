import * as activations from '../../store/account/activations.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { checkIdentity } from './check-identity.ts'
import { readClaim } from './form.ts'
import { firstPage, wayPage } from './pages.ts'
import { pendingActivation, rememberProved } from './pending.ts'

/** The code from HR, with name and number; after it one chooses how to sign in from then on. */
export function codePages(deps: Deps) {
  const { db, ring } = deps

  const form: Handler = async (request, reply) => firstPage(request, reply, deps)

  const claim: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const read = readClaim(form)
    if (!read.ok) return firstPage(request, reply.code(422), deps, read)
    const { code, ...who } = read.value
    const checked = await checkIdentity(request, deps, {
      who,
      find: now => activations.find(db, ring, code, now),
      otherwise: 'activation.refused.unknown',
    })
    if (!checked.ok) {
      const errors = [{ field: 'code', text: checked.why, holes: checked.holes ?? {} }]
      return firstPage(request, reply.code(checked.status), deps, { form, errors })
    }
    rememberProved(reply, deps, checked.activation)
    return reply.seeOther('/activation/way')
  }

  const choose: Handler = async (request, reply) => {
    const activation = await pendingActivation(request, deps)
    return activation ? wayPage(request, reply, deps, activation) : reply.seeOther('/activation')
  }

  return { form, claim, choose }
}
