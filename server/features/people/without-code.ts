import type { FastifyReply, FastifyRequest } from 'fastify'
import { codesOf } from '../../domain/record/code-book.ts'
import { codeLabel } from '../../domain/record/codes.ts'
import * as people from '../../store/person/people.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { isId } from '../../web/ids.ts'
import { pager, readPage } from '../../web/paging.ts'
import { issueCode, issuedView, issueOnce, readWay, type Issued } from './issue-code.ts'
import { personIfTheirs } from './person.ts'

const path = '/people/invitations'
const size = 25

/** So many at most are invited at once. */
export const mostInvited = size

/**
 * Everybody of the agency who has no code yet, or whose code is over: codes for some of them, or for a page at once.
 */
export function withoutCodePages(deps: Deps) {
  const { db, clock } = deps

  const list: Handler = async (request, reply) => page(request, reply)

  const issue: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const chosen = form['all'] === 'yes' ? (form['listed'] ?? '').split(' ') : ticked(form)
    const way = readWay(form['way'], deps)
    const issued = await issueOnce(request, reply, deps, { isList: true, url: path }, async tx => {
      const all: Issued[] = []
      for (const id of chosen.filter(isId).slice(0, size)) {
        const person = await personIfTheirs(request, { ...deps, db: tx }, id)
        if (person) all.push(await issueCode(request, deps, tx, person, { way, again: false }))
      }
      return all.length > 0 ? all : { ok: false as const }
    })
    if (issued.ok) return reply.page(issuedView, issued.model)
    return page(request, reply.code(422), { form, errors: [{ field: 'all', text: 'people.refused.nobody-chosen' }] })
  }

  async function page(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: { form?: Raw; errors?: FieldError[] } = {},
  ): Promise<FastifyReply> {
    const asked = readPage(shown.form ?? request.query, size)
    const { rows, count } = await people.withoutCode(db, actorOf(request).agencyId ?? '', clock(), asked)
    if (rows.length === 0 && (asked.page > 1 || shown.errors)) return reply.seeOther(path)
    return reply.page('people/without-code', {
      people: rows.map(row => ({
        ...row,
        staffKind: codeLabel(codesOf('staff_kinds'), row.staffKind, reply.language()),
      })),
      listed: rows.map(({ id }) => id).join(' '),
      hasMail: deps.sendMail !== null,
      pager: pager(path, asked, count),
      dense: true,
      ...shown,
    })
  }

  return { list, issue }
}

const ticked = (form: Raw) =>
  Object.keys(form).flatMap(name => (name.startsWith('person_') ? [name.slice('person_'.length)] : []))
