import type { FastifyReply, FastifyRequest } from 'fastify'
import { codesOf } from '../../domain/record/code-book.ts'
import { codeLabel } from '../../domain/record/codes.ts'
import { instantText } from '../../domain/roc-date.ts'
import * as people from '../../store/person/people.ts'
import { speak } from '../../text/speak.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { isId } from '../../web/ids.ts'
import { readStretch, stepsOf, tableOf, type Column } from '../../web/show/list/list.ts'
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
    const form = shown.form ?? rawForm(request.query)
    const stretch = readStretch(form, size)
    const found = await people.withoutCode(db, actorOf(request).agencyId ?? '', clock(), stretch)
    const { rows } = found
    if (rows.length === 0 && (stretch.after ?? stretch.before ?? shown.errors)) return reply.seeOther(path)
    const table = tableOf(
      rows,
      columns,
      reply.language(),
      ({ personId, name }) => ({ text: name, box: personId }),
      null,
    )
    return reply.page('people/without-code', {
      table,
      listed: table.boxes.join(' '),
      place: { after: stretch.after ?? '', before: stretch.before ?? '' },
      hasMail: deps.sendMail !== null,
      steps: stepsOf(path, {}, found),
      dense: true,
      ...shown,
    })
  }

  return { list, issue }
}

type Listed = Awaited<ReturnType<typeof people.withoutCode>>['rows'][number]

const columns: readonly Column<Listed>[] = [
  { id: 'title', label: 'person.title', cell: ({ title }) => title },
  {
    id: 'kind',
    label: 'person.staff-kind',
    cell: ({ staffKind }, language) => codeLabel(codesOf('staff_kinds'), staffKind, language),
  },
  {
    id: 'code',
    label: 'activation-code.label',
    cell: ({ ended }, language) =>
      ended
        ? speak(language)('people.without-code-over', { time: instantText(ended, language) })
        : speak(language)('people.without-code-never'),
  },
]

const ticked = (form: Raw) =>
  Object.keys(form).flatMap(name => (name.startsWith('person_') ? [name.slice('person_'.length)] : []))
