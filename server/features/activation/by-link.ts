import * as activations from '../../store/account/activations.ts'
import { inVain } from '../../web/brake.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { checkIdentity } from './check-identity.ts'
import { readWho } from './form.ts'
import { linkOpened, rememberProved, rememberLink } from './pending.ts'

/** The link of a letter by mail in place of a code: who opens it still has to know name and number. */
export function linkPages(deps: Deps) {
  const { db, ring, clock } = deps

  const open: Handler = async (request, reply) => {
    const { token = '' } = rawForm(request.query)
    const found = await activations.findByLink(db, ring, token, clock())
    if (!found.ok) throw await inVain(request, deps, refuseWith(404, 'activation.refused.link'))
    rememberLink(reply, deps, found.activation)
    return reply.seeOther('/activation/mail')
  }

  const form: Handler = async (request, reply) =>
    linkOpened(request, deps) === undefined ? reply.seeOther('/activation') : reply.page('activation/mail')

  const claim: Handler = async (request, reply) => {
    const id = linkOpened(request, deps)
    if (id === undefined) return reply.seeOther('/activation')
    const form = rawForm(request.body)
    const read = readWho(form)
    if (!read.ok) return reply.code(422).page('activation/mail', read)
    const checked = await checkIdentity(request, deps, {
      who: read.value,
      find: now => activations.findById(db, id, now),
      otherwise: 'activation.refused.who',
    })
    if (!checked.ok) {
      const errors = [{ field: 'name', text: checked.why, holes: checked.holes }]
      return reply.code(checked.status).page('activation/mail', { form, errors })
    }
    rememberProved(reply, deps, checked.activation)
    return reply.seeOther('/activation/way')
  }

  return { open, form, claim }
}
