import type { FastifyReply, FastifyRequest } from 'fastify'
import * as listViews from '../../store/person/list-views.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm, readText, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { columnsOf } from '../../web/show/list/list.ts'
import { columns, peopleList, usualColumns } from './list-columns.ts'
import { queryIn, readQuery, withoutPerson } from './list-query.ts'

const longest = 30

/** How one sees the list of people oneself: its columns, and what one narrows it to again and again. */
export function listViewPages({ db }: Deps) {
  const show: Handler = async (request, reply) =>
    page(request, reply, { query: withoutPerson(readQuery(rawForm(request.query))) })

  const chooseColumns: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const chosen = columns.flatMap(({ id }) => (form[`column_${id}`] === 'yes' ? [id] : []))
    await listViews.choose(db, actorOf(request).accountId, peopleList, { columns: chosen })
    return reply.seeOther('/people', 'said.list-columns')
  }

  const save: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const query = withoutPerson(queryIn(form))
    const { name, errors } = readName(form, 'name')
    if (errors.length > 0 || Object.keys(query).length === 0) {
      return page(request, reply.code(422), { query, form, errors })
    }
    const { accountId } = actorOf(request)
    const isSaved = await db.transaction(tx => listViews.save(tx, accountId, peopleList, { name, query }))
    if (isSaved) return reply.seeOther(`/people?${new URLSearchParams(query)}`, 'said.list-view-saved')
    const full: FieldError = { field: 'name', text: 'list.refused.many', holes: { max: listViews.mostViews } }
    return page(request, reply.code(409), { query, form, errors: [full] })
  }

  const rename: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const { view } = request.params as { view: string }
    const field = `name_${view}`
    const { name, errors } = readName(form, field)
    if (errors.length > 0) return page(request, reply.code(422), { query: {}, form, errors })
    const { accountId } = actorOf(request)
    const isRenamed = await db.transaction(tx => listViews.rename(tx, accountId, peopleList, view, name))
    if (isRenamed) return reply.seeOther('/people/views', 'said.list-view-renamed')
    const taken: FieldError = { field, text: 'list.refused.taken' }
    return page(request, reply.code(409), { query: {}, form, errors: [taken] })
  }

  const remove: Handler = async (request, reply) => {
    const { view } = request.params as { view: string }
    await listViews.remove(db, actorOf(request).accountId, peopleList, view)
    return reply.seeOther('/people/views', 'said.list-view-removed')
  }

  async function page(
    request: FastifyRequest,
    reply: FastifyReply,
    { query, form, errors = [] }: { query: Raw; form?: Raw; errors?: FieldError[] },
  ) {
    const views = await listViews.ofAccount(db, actorOf(request).accountId, peopleList)
    const shown = columnsOf(columns, views.columns, usualColumns).map(({ id }) => `column_${id}`)
    const { saved } = views
    const now = Object.fromEntries(shown.map(id => [id, 'yes']))
    return reply.page('people/list/views', {
      form: { ...now, ...form },
      // of a filter that was deleted meanwhile there is no field
      errors: errors.filter(({ field }) => field === 'name' || saved.some(({ id }) => field === `name_${id}`)),
      columns,
      saved,
      filter: new URLSearchParams(query).toString(),
      back: `/people${Object.keys(query).length > 0 ? `?${new URLSearchParams(query)}` : ''}`,
    })
  }

  return { show, chooseColumns, save, rename, remove }
}

function readName(form: Raw, field: string): { name: string; errors: FieldError[] } {
  const errors: FieldError[] = []
  const name = readText(form, field, longest, errors)
  if (name === '' || errors.length > 0) return { name, errors: [{ field, text: 'list.refused.name' }] }
  return { name, errors }
}
