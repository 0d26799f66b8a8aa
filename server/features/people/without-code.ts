import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { codeLabel, staffKinds } from '../../domain/record/codes.ts'
import * as people from '../../store/person/people.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import { isId } from '../../web/ids.ts'
import { pager, readPage } from '../../web/paging.ts'
import { invite, invitedView, inviteOnce, readWay, type Invitation } from './issue-code.ts'
import { personIfTheirs } from './person.ts'

const path = '/people/invitations'
const size = 25

/** Everybody of the agency who is not invited yet, or whose code is over: some of them at once, or a page of them. */
export default async function invitations(app: FastifyInstance, deps: Deps) {
  const { db, clock } = deps

  app.get('/people/invitations', { config: { proof: 'fresh' } }, async (request, reply) => page(request, reply))

  app.post('/people/invitations', { config: { proof: 'fresh-at-page' } }, async (request, reply) => {
    const form = rawForm(request.body)
    const chosen = form['all'] === 'yes' ? (form['listed'] ?? '').split(' ') : ticked(form)
    const way = readWay(form['way'], deps)
    const invited = await inviteOnce(request, reply, deps, { isList: true, url: path }, async tx => {
      const invitations: Invitation[] = []
      for (const id of chosen.filter(isId).slice(0, size)) {
        const person = await personIfTheirs(request, { ...deps, db: tx }, id)
        if (person) invitations.push(await invite(request, deps, tx, person, { way, again: false }))
      }
      return invitations.length > 0 ? invitations : { ok: false as const }
    })
    if (invited.ok) return reply.page(invitedView, invited.model)
    return page(request, reply.code(422), { form, errors: [{ field: 'all', text: 'people.refused.nobody-chosen' }] })
  })

  async function page(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: { form?: Raw; errors?: FieldError[] } = {},
  ): Promise<FastifyReply> {
    const asked = readPage(shown.form ?? request.query, size)
    const { rows, count } = await people.notInvited(db, actorOf(request).agencyId ?? '', clock(), asked)
    if (rows.length === 0 && (asked.page > 1 || shown.errors)) return reply.seeOther(path)
    return reply.page('people/invitations', {
      people: rows.map(row => ({ ...row, staffKind: codeLabel(staffKinds, row.staffKind, reply.language()) })),
      listed: rows.map(({ id }) => id).join(' '),
      hasMail: deps.sendMail !== null,
      pager: pager(path, asked, count),
      dense: true,
      ...shown,
    })
  }
}

const ticked = (form: Raw) =>
  Object.keys(form).flatMap(name => (name.startsWith('person_') ? [name.slice('person_'.length)] : []))
