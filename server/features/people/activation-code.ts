import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { issueCode, issuedView, issueOnce, readWay } from './issue-code.ts'

/** A new code for one person, on paper or by mail. */
export function activationCodePages(deps: Deps) {
  const issue: Handler = async (request, reply) => {
    const { person } = request
    const way = readWay(rawForm(request.body)['way'], deps)
    const url = `/people/${person.id}`
    const issued = await issueOnce(request, reply, deps, { isList: false, url }, async tx => {
      const one = await issueCode(request, deps, tx, person, { way, again: true })
      const { outcome } = one
      return outcome.kind === 'refused' ? { ok: false as const, why: outcome.why } : [one]
    })
    if (issued.ok) return reply.page(issuedView, issued.model)
    throw refuseWith(409, issued.why)
  }

  return { issue }
}
