import * as recoveries from '../../store/person/recoveries.ts'
import { remember } from '../../web/access/short-memory.ts'
import { inVain } from '../../web/brake.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'

/** Links of letters by mail, and those that the operator of the server prints; the token leaves the address at once. */
export function linkPages(deps: Deps) {
  const { db, ring, clock } = deps

  const open =
    (kind: 'mail' | 'operator'): Handler =>
    async (request, reply) => {
      const { token = '' } = rawForm(request.query)
      const found = await recoveries.bySecret(db, ring, kind, token, clock())
      if (!found) throw await inVain(request, deps, refuseWith(404, 'recovery.refused.link'))
      remember(reply, deps, 'recovery', found.id)
      return reply.seeOther('/recovery/new-password')
    }

  return { open }
}
