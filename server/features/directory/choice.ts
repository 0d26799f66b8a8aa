import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../../web/deps.ts'
import { rawForm, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { listIn, mostChosen, scoped, scopeOf, scopeQuery } from '../../web/list/agency-scope.ts'
import { hrefIn } from '../../web/list/kept-list.ts'

/** Choosing agencies below (自行挑選機關), for the list that asks for them, whose address then names them. */
export function choicePages(deps: Deps) {
  const form: Handler = async (request, reply) => {
    const query = rawForm(request.query)
    const { chosen } = await scopeOf(request, deps, query)
    const ticked = (chosen ?? []).map(({ code }) => [`agency_${code}`, 'yes'] as const)
    return choicePage(request, reply, { for: listIn(query), ...Object.fromEntries(ticked) })
  }

  const choose: Handler = async (request, reply) => {
    const typed = rawForm(request.body)
    const { all } = await scopeOf(request, deps, {})
    const chosen = all.filter(({ code }) => typed[`agency_${code}`] === 'yes')
    if (chosen.length > 0 && chosen.length <= mostChosen) {
      const to = hrefIn(scoped[listIn(typed)], scopeQuery(chosen))
      return reply.seeOther(to, 'said.directory-chosen', String(chosen.length))
    }
    const text = chosen.length === 0 ? 'directory.refused.none' : 'directory.refused.many'
    const field = `agency_${all[0]?.code ?? ''}`
    return choicePage(request, reply.code(422), typed, [{ field, text, holes: { max: mostChosen } }])
  }

  async function choicePage(request: FastifyRequest, reply: FastifyReply, form: Raw, errors: FieldError[] = []) {
    const { all } = await scopeOf(request, deps, {})
    const list = listIn(form)
    return reply.page('directory/agencies', { form, errors, agencies: all, list, back: scoped[list] })
  }

  return { form, choose }
}
