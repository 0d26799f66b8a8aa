import type { FastifyReply, FastifyRequest } from 'fastify'
import * as listViews from '../../store/person/list-views.ts'
import { actorOf } from '../access/signed-in.ts'
import type { Deps } from '../deps.ts'
import { rawForm, readText, type FieldError, type Raw } from '../forms.ts'
import type { Handler } from '../handler.ts'
import { columnsOf } from '../show/list/list.ts'
import { hasIdNumber } from '../show/list/search.ts'
import { hrefIn, type KeptList } from './kept-list.ts'

const longest = 30

/** How one sees a list oneself: its columns, and what one narrows it to again and again. */
export function listViewPages({ db }: Deps, list: KeptList) {
  const path = `${list.path}/views`

  const show: Handler = async (request, reply) =>
    page(request, reply, { query: list.keep(rawForm(request.query), request) })

  const chooseColumns: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const chosen = list.columns.flatMap(({ id }) => (form[`column_${id}`] === 'yes' ? [id] : []))
    await listViews.choose(db, actorOf(request).accountId, list.id, { columns: chosen })
    return reply.seeOther(list.path, 'said.list-columns')
  }

  const save: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const asked = rawForm(Object.fromEntries(new URLSearchParams(form['filter'])))
    const query = list.keep(asked, request)
    const { name, errors } = readName(form, 'name')
    if (errors.length > 0 || Object.keys(query).length === 0) {
      return page(request, reply.code(422), { query, form, errors })
    }
    const { accountId } = actorOf(request)
    const isSaved = await db.transaction(tx => listViews.save(tx, accountId, list.id, { name, query }))
    if (isSaved) return reply.seeOther(hrefIn(list.path, query), 'said.list-view-saved')
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
    const isRenamed = await db.transaction(tx => listViews.rename(tx, accountId, list.id, view, name))
    if (isRenamed) return reply.seeOther(path, 'said.list-view-renamed')
    const taken: FieldError = { field, text: 'list.refused.taken' }
    return page(request, reply.code(409), { query: {}, form, errors: [taken] })
  }

  const remove: Handler = async (request, reply) => {
    const { view } = request.params as { view: string }
    await listViews.remove(db, actorOf(request).accountId, list.id, view)
    return reply.seeOther(path, 'said.list-view-removed')
  }

  async function page(
    request: FastifyRequest,
    reply: FastifyReply,
    { query, form, errors = [] }: { query: Raw; form?: Raw; errors?: FieldError[] },
  ) {
    const { columns, saved } = await listViews.ofAccount(db, actorOf(request).accountId, list.id)
    const usual = list.usual ?? list.columns.map(({ id }) => id)
    const now = columnsOf(list.columns, columns, usual).map(({ id }) => [`column_${id}`, 'yes'] as const)
    return reply.page('lists/views', {
      form: { ...Object.fromEntries(now), ...form },
      // of a filter that was deleted meanwhile there is no field
      errors: errors.filter(({ field }) => field === 'name' || saved.some(({ id }) => field === `name_${id}`)),
      columns: list.columns,
      saved,
      filter: new URLSearchParams(query).toString(),
      action: path,
      back: hrefIn(list.path, query),
    })
  }

  return { show, chooseColumns, save, rename, remove }
}

function readName(form: Raw, field: string): { name: string; errors: FieldError[] } {
  const errors: FieldError[] = []
  const name = readText(form, field, longest, errors)
  if (name === '' || errors.length > 0) return { name, errors: [{ field, text: 'list.refused.name' }] }
  // a name tells as much as the list itself; a number would stand where nothing of a record is looked for
  if (hasIdNumber(name)) return { name, errors: [{ field, text: 'list.refused.number' }] }
  return { name, errors }
}
