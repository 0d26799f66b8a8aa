import type { FastifyReply, FastifyRequest } from 'fastify'
import { aboveOf, agencyKinds } from '../../domain/agency/agency.ts'
import { legalDay } from '../../domain/clock.ts'
import * as agencies from '../../store/agency/agencies.ts'
import * as roleGrants from '../../store/agency/role-grants.ts'
import * as reviewers from '../../store/correction/reviewers.ts'
import * as events from '../../store/database/events.ts'
import { speak } from '../../text/speak.ts'
import { once } from '../../web/access/once.ts'
import { byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { isId } from '../../web/ids.ts'
import { pager, readPage } from '../../web/paging.ts'
import { mostOptions } from '../../web/show/options.ts'
import { usualPurposes } from '../../web/show/record/usual-purposes.ts'
import { agencyForm, fieldOfRefusal, readAgency } from './form.ts'

/** All agencies, and what each of them is. */
export function agencyPages(deps: Deps) {
  const { db, clock } = deps

  const list: Handler = async (request, reply) => {
    const asked = readPage(request.query, 50)
    const { rows, count } = await agencies.overview(db, legalDay(clock()), asked)
    if (rows.length === 0 && asked.page > 1) return reply.seeOther('/agencies')
    return reply.page('agencies/list', {
      rows: rows.map(row => ({ ...row, above: aboveOf(row, row.hrParentHasHr) })),
      pager: pager('/agencies', asked, count),
      dense: true,
    })
  }

  const newForm: Handler = async (request, reply) => form(reply, { search: searchOf(request.query) })

  const add: Handler = async (request, reply) => {
    const raw = rawForm(request.body)
    const search = searchOf(raw)
    if (raw['find']) return form(reply, { form: raw, search })
    const read = readAgency(raw, await parentsIn(raw))
    if (!read.ok) return form(reply.code(422), { ...read, search })
    const now = clock()
    const added = await once(
      request,
      deps,
      async tx => {
        const kept = await agencies.add(tx, read.value, now)
        if (kept.ok) await addEvent(tx, request, 'agency.added', kept.id, now)
        return kept
      },
      kept => (kept.ok ? `/agencies/${kept.id}` : null),
    )
    if (!added.ok) return form(reply.code(422), { ...refused(raw, added.why), search })
    return reply.seeOther(`/agencies/${added.id}`, 'said.agency-added')
  }

  const show: Handler = async ({ agency }, reply) => {
    const today = legalDay(clock())
    const [parents, holders, reviewer, parentHr] = await Promise.all([
      parentsIn(agencyForm(agency)),
      roleGrants.ofAgency(db, agency.id, today),
      agencies.secondReviewer(db, agency),
      agency.hrParentId ? reviewers.hrOf(db, agency.hrParentId, today, null) : [],
    ])
    const nameOf = (id: string | null) => parents.find(one => one.id === id)?.name ?? ''
    return reply.page('agencies/show', {
      agency,
      holders,
      adminParent: nameOf(agency.adminParentId),
      hrParent: nameOf(agency.hrParentId),
      reviewer: reviewer ?? '',
      purposes: usualPurposes(agency.purposes),
      above: aboveOf(agency, parentHr.length > 0),
    })
  }

  const edit: Handler = async ({ agency, query }, reply) =>
    form(reply, { agency, form: agencyForm(agency), search: searchOf(query) })

  const save: Handler = async (request, reply) => {
    const { agency } = request
    const raw = rawForm(request.body)
    const search = searchOf(raw)
    if (raw['find']) return form(reply, { form: raw, agency, search })
    const read = readAgency(raw, await parentsIn(raw))
    if (!read.ok) return form(reply.code(422), { ...read, agency, search })
    const updated = await db.transaction(async tx => {
      const kept = await agencies.update(tx, agency.id, read.value)
      if (kept.ok) await addEvent(tx, request, 'agency.changed', agency.id, clock())
      return kept
    })
    if (!updated.ok) return form(reply.code(422), { ...refused(raw, updated.why), agency, search })
    return reply.seeOther(`/agencies/${agency.id}`, 'said.agency-saved')
  }

  const parentsIn = ({ admin_parent = '', hr_parent = '' }: Raw) =>
    agencies.withIds(db, [admin_parent, hr_parent].filter(isId))

  async function form(reply: FastifyReply, { form = {}, errors = [], agency, search }: Shown) {
    const t = speak(reply.language())
    const [chosen, found] = await Promise.all([parentsIn(form), agencies.found(db, { search, most: mostOptions })])
    const missing = chosen.filter(({ id }) => !found.agencies.some(one => one.id === id))
    return reply.page('agencies/form', {
      form,
      errors,
      agency: agency ?? null,
      kinds: agencyKinds.map(kind => ({ value: kind, text: t(`agency.kind.${kind}`) })),
      parents: [...missing, ...found.agencies]
        .filter(one => one.id !== agency?.id)
        .map(one => ({ value: one.id, text: `${one.name} ${one.code}` })),
      isLong: found.isPart || search !== '',
      search,
      isCut: found.isPart,
      found: found.agencies.length,
      ...(form['find'] && { status: t('form.found', { count: found.agencies.length }) }),
    })
  }

  return { list, newForm, add, show, edit, save }
}

const searchOf = (typed: unknown) => (rawForm(typed)['q'] ?? '').trim()

const addEvent = (tx: Deps['db'], request: FastifyRequest, what: events.EventName, about: string, at: Date) =>
  events.add(tx, { what, about, by: byOf(request, 'sysadmin'), at })

type Shown = { form?: Raw; errors?: FieldError[]; agency?: agencies.Agency; search: string }

const refused = (form: Raw, why: keyof typeof fieldOfRefusal): { form: Raw; errors: FieldError[] } => ({
  form,
  errors: [{ field: fieldOfRefusal[why], text: why }],
})
