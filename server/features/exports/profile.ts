import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { nameOfSource, sourcesIn } from '../../domain/outgoing/columns.ts'
import { dateForms, exportFormats, isInSeason, rowChoices } from '../../domain/outgoing/profile.ts'
import { readyProfiles } from '../../domain/outgoing/ready.ts'
import { legalDay } from '../../domain/clock.ts'
import { listOrders } from '../../domain/person/list-order.ts'
import { instantText } from '../../domain/roc-date.ts'
import { sectionsAtAgency } from '../../domain/record/access.ts'
import { codesOf } from '../../domain/record/code-book.ts'
import { allOrNothing } from '../../store/database/all-or-nothing.ts'
import * as agencies from '../../store/agency/agencies.ts'
import * as files from '../../store/outgoing/files.ts'
import * as profiles from '../../store/outgoing/profiles.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, agencyOf, byOf, hrRoleOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { rawForm, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { isId } from '../../web/ids.ts'
import { scope } from '../../web/scope.ts'
import { tableOf, type Column, type Lead } from '../../web/show/list/list.ts'
import { codeOptions } from '../../web/show/options.ts'
import { usualPurposes } from '../../web/show/record/usual-purposes.ts'
import { labelOf } from '../../web/show/row.ts'
import { formOf, readProfile } from './form.ts'
import { chosenIn, showProfile } from './shown.ts'

declare module 'fastify' {
  interface FastifyRequest {
    exportProfile: profiles.KeptProfile
  }
}

/** What stands beside a profile; an agency has as many as it gives data to others. */
const columns: readonly Column<profiles.KeptProfile>[] = [
  { id: 'recipients', label: 'export.recipients', cell: ({ profile }) => profile.recipients },
  { id: 'version', label: 'export.version', cell: ({ version }) => String(version) },
  { id: 'changed', label: 'export.changed-at', cell: ({ at }, language) => instantText(at, language) },
]

/** All addresses of this part name a profile of the agency that the actor acts for. */
export const ofProfile = (app: FastifyInstance, { db }: Deps): void =>
  scope(app, 'exportProfile', request =>
    profiles.find(db, (request.params as { profile: string }).profile, agencyOf(request)),
  )

/** What an agency exports for whom: its profiles, those to begin with, and changing one. */
export function profilePages(deps: Deps) {
  const { db, clock } = deps

  const list: Handler = async (request, reply) => {
    const language = reply.language()
    const found = await profiles.ofAgency(db, agencyOf(request))
    const today = legalDay(clock())
    const leadOf = ({ id, profile }: profiles.KeptProfile): Lead => ({
      text: profile.name,
      href: `/exports/${id}`,
      note: isInSeason(profile, today) ? undefined : 'export.not-in-season',
    })
    return reply.page('exports/index', {
      table: tableOf(found, columns, language, leadOf),
      steps: { count: found.length, isMore: false, previous: null, next: null },
      ready: readyProfiles.map(one => ({ id: one.id, text: labelOf(one, language) })),
    })
  }

  const newForm: Handler = async (request, reply) => {
    const { ready } = rawForm(request.query)
    const found = readyProfiles.find(({ id }) => id === ready)
    const language = reply.language()
    const form = formOf(found ? { ...found.profile, name: labelOf(found, language) } : {}, language)
    return page(request, reply, { form, id: null })
  }

  const add: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const id = files.newId()
    return change(request, reply, { form, id, seen: null })
  }

  const form: Handler = async (request, reply) => {
    const { id, version, profile } = request.exportProfile
    return page(request, reply, { form: { ...formOf(profile, reply.language()), version: String(version) }, id })
  }

  const save: Handler = async (request, reply) => {
    const typed = rawForm(request.body)
    const seen = /^\d{1,6}$/.test(typed['version'] ?? '') ? Number(typed['version']) : 0
    return change(request, reply, { form: typed, id: request.exportProfile.id, seen })
  }

  async function change(
    request: FastifyRequest,
    reply: FastifyReply,
    { form, id, seen }: { form: Raw; id: string; seen: number | null },
  ) {
    const language = reply.language()
    const shown = { form, id: seen === null ? null : id }
    const open = sectionsAtAgency(actorOf(request), 'export')
    const more = sourcesIn(open).find(one => one === form['column'])
    // the other button of the form: nothing is saved yet
    if (form['do'] === 'column' && more) {
      const columns = [form['columns']?.trimEnd(), nameOfSource(more, language)].filter(Boolean).join('\n')
      return page(request, reply, { ...shown, form: { ...form, columns } })
    }
    const read = readProfile(form, open, language)
    if (!read.ok) return page(request, reply.code(422), { ...shown, errors: read.errors })
    const by = byOf(request, hrRoleOf(request))
    const saving = { id, agencyId: agencyOf(request), profile: read.value, byName: actorOf(request).name, seen }
    const to = `/exports/${id}`
    const saved = await once(
      request,
      deps,
      tx => allOrNothing(tx, inner => profiles.save(inner, saving, by, clock())),
      ({ ok }) => (ok ? to : null),
    )
    if (saved.ok) return reply.seeOther(to, 'said.export-profile-saved')
    if (saved.why === 'export.refused.changed') throw refuseWith(409, 'export.refused.changed')
    return page(request, reply.code(409), { ...shown, errors: [{ field: 'name', text: saved.why }] })
  }

  const remove: Handler = async (request, reply) => {
    const { id, agencyId } = request.exportProfile
    await db.transaction(tx => profiles.end(tx, id, agencyId, byOf(request, hrRoleOf(request)), clock()))
    return reply.seeOther('/exports', 'said.export-profile-ended')
  }

  /** From the list of people, where they were chosen. */
  const choice: Handler = async (request, reply) => {
    const typed = rawForm(request.body)
    const { profile: id = '' } = typed
    const found = isId(id) ? await profiles.find(db, id, agencyOf(request)) : undefined
    if (!found) return reply.seeOther('/exports')
    const chosen = chosenIn(typed)
    if (chosen === undefined) return reply.seeOther('/people', 'said.too-many-chosen')
    if (!chosen?.length) return reply.seeOther('/people', 'said.nobody-chosen')
    return showProfile(reply, deps, found, { chosen })
  }

  async function page(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: { form: Raw; id: string | null; errors?: FieldError[] },
  ) {
    const language = reply.language()
    const open = sectionsAtAgency(actorOf(request), 'export')
    return reply.page('exports/edit', {
      ...shown,
      sources: sourcesIn(open).map(of => ({ value: of, text: nameOfSource(of, language) })),
      kinds: codeOptions(codesOf('staff_kinds'), language),
      orders: listOrders,
      formats: exportFormats,
      dateForms,
      rowChoices,
      purposes: usualPurposes(await agencies.purposes(db, agencyOf(request))),
      dense: true,
    })
  }

  return { list, newForm, add, form, save, remove, choice }
}
