import type { FastifyReply, FastifyRequest } from 'fastify'
import { replacements, type Replacement } from '../../domain/outgoing/profile.ts'
import { mostAtOnce } from '../../domain/outgoing/made-file.ts'
import { readPurpose } from '../../domain/record/purpose.ts'
import { oddSigns, tableOf, type ExportAsked, type Table } from '../../making/export.ts'
import { makeNext } from '../../making/make.ts'
import { askFile } from '../../web/access/asked-file.ts'
import { actorOf, agencyOf, hrRoleOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { rawForm, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { chosenIn, showProfile, type Looked } from './shown.ts'

/** So many characters are listed that Big5 has not. */
const mostSigns = 100

/** Exporting by a profile: a look at what the file would hold, and the file. */
export function exportPages(deps: Deps) {
  const { db, ring, clock } = deps

  const show: Handler = async (request, reply) => showProfile(reply, deps, request.exportProfile, { chosen: null })

  const look: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const { chosen, table } = await tableFor(request, reply, form)
    const errors = table ? errorsIn(form, table) : [tooMany]
    const shown = { chosen, form, ...(table && { looked: lookedAt(table) }) }
    if (errors.length > 0) return showProfile(reply.code(422), deps, request.exportProfile, { ...shown, errors })
    return showProfile(reply, deps, request.exportProfile, shown)
  }

  const make: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const { id: profileId, version, profile } = request.exportProfile
    // what was looked at is what is made
    if (form['version'] !== String(version)) throw refuseWith(409, 'export.refused.changed')
    const { chosen, table } = await tableFor(request, reply, form)
    const replacement = replacements.find(one => one === form['replacement']) ?? null
    const purpose = readPurpose(form['purpose'] ?? '')
    const errors = table ? [...errorsIn(form, table), ...signErrors(table, replacement)] : [tooMany]
    if (errors.length > 0 || !purpose.ok || !table) {
      const shown = { chosen, form, ...(table && { looked: lookedAt(table) }), errors }
      return showProfile(reply.code(422), deps, request.exportProfile, shown)
    }
    const of: ExportAsked = { profile: { id: profileId, version }, people: chosen, replacement }
    const total = table.people.length
    const told = { purpose: purpose.value, recipients: profile.recipients, total, of }
    const file = await askFile(request, reply, deps, { kind: 'export', role: hrRoleOf(request), ...told })
    if (total <= mostAtOnce) {
      const log = (err: unknown) => request.log.error({ err }, 'A file was not made and is tried again.')
      await makeNext(deps, file.id).catch(log)
    }
    return reply.seeOther(file.path, 'said.file-asked')
  }

  async function tableFor(request: FastifyRequest, reply: FastifyReply, form: Raw) {
    const { profile } = request.exportProfile
    const chosen = chosenIn(form)
    if (chosen === undefined) throw refuseWith(409, 'said.too-many-chosen')
    const asker = actorOf(request)
    const asked = { agencyId: agencyOf(request), profile, people: chosen, asker, language: reply.language() }
    const table = await tableOf(asked, { db, ring, now: clock() })
    return { chosen, table: table && { ...table, signs: profile.format === 'big5' ? oddSigns(table) : [] } }
  }

  return { show, look, make }
}

type LookedAt = Table & { signs: ReturnType<typeof oddSigns> }

const tooMany: FieldError = { field: 'purpose', text: 'export.refused.too-many' }

function errorsIn(form: Raw, table: LookedAt): FieldError[] {
  const purpose = readPurpose(form['purpose'] ?? '')
  return [
    ...(purpose.ok ? [] : [{ field: 'purpose', text: purpose.why }]),
    ...(table.people.length > 0 ? [] : [{ field: 'purpose', text: 'export.refused.nobody' as const }]),
  ]
}

const signErrors = ({ signs }: LookedAt, replacement: Replacement | null): FieldError[] =>
  signs.length > 0 && replacement === null ? [{ field: 'replacement', text: 'export.refused.replacement' }] : []

const lookedAt = ({ people, head, lines, left, signs }: LookedAt): Looked => ({
  people: people.length,
  lines: lines.length,
  columns: head.length,
  left,
  signs: signs.slice(0, mostSigns),
  signCount: signs.length,
})
