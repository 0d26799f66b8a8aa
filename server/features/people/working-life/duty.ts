import type { FastifyReply, FastifyRequest } from 'fastify'
import { legalDay } from '../../../domain/clock.ts'
import { foldName } from '../../../domain/name-text.ts'
import { isWithin } from '../../../domain/person/working-life.ts'
import { sectionOf } from '../../../domain/record/sections.ts'
import * as agencies from '../../../store/agency/agencies.ts'
import * as evidence from '../../../store/correction/entry-evidence.ts'
import * as notices from '../../../store/notice/notices.ts'
import * as assignments from '../../../store/person/assignments.ts'
import * as records from '../../../store/record/records.ts'
import { writeAll } from '../../../store/record/write-all.ts'
import { speak } from '../../../text/speak.ts'
import { once } from '../../../web/access/once.ts'
import { actorOf, byOf, hrRoleOf } from '../../../web/access/signed-in.ts'
import type { Deps } from '../../../web/deps.ts'
import { rawForm } from '../../../web/forms.ts'
import type { Handler } from '../../../web/handler.ts'
import { formFiles } from '../../../web/transport/form-files.ts'
import { claimFiles } from '../evidence.ts'
import {
  actionBasis,
  actionView,
  actionWarnings,
  assignmentHere,
  readAction,
  type Asked,
  type Shown,
} from './action.ts'

const section = sectionOf('concurrent_duty')
const asked: Asked = { section, fields: ['kind', 'title', 'org', 'from', 'until', 'paid'] }

/**
 * A duty beside one's post. Whoever serves another agency of this installation is assigned there for its days, and HR
 * of that agency reads their record.
 */
export function dutyPages(deps: Deps) {
  const { db, ring, clock } = deps
  const takeFiles = formFiles(deps, evidence)

  const form: Handler = async (request, reply) => {
    await assignmentHere(request, deps)
    return page(request, reply, { form: {} })
  }

  const enter: Handler = async (request, reply) => {
    const { person } = request
    const now = clock()
    const here = await assignmentHere(request, deps)
    const form = rawForm(request.body)
    const rows = await records.ofPerson(db, ring, person.id)
    const [today, language] = [legalDay(now), reply.language()]
    const { row, decision, errors } = readAction(asked, form, rows, today, language)
    const from = String(row['from'] ?? '')
    if (errors.length === 0 && !isWithin(from, here)) {
      errors.push({ field: 'row_from', text: 'working-life.refused.not-here-then' })
    }
    const { files, ...sent } = await takeFiles(request, form, actorOf(request).accountId)
    errors.push(...sent.errors)
    const data = { ...row, approve_no: decision.number }
    const writing = { section, before: null, after: data, fields: Object.keys(data) }
    const inputs = { approve_no: 'authority_number' }
    const { isNew, ...told } = actionWarnings([writing], form, { rows, today, language, inputs })
    if (errors.length > 0 || isNew) return page(request, reply.code(422), { form, errors, files, ...told })
    const by = byOf(request, hrRoleOf(request))
    const named = row['kind'] === 'serving' ? await agenciesNamed(String(row['org'])) : []
    if (named.length > 1) {
      const errors = [{ field: 'row_org', text: 'working-life.refused.which-agency' } as const]
      return page(request, reply.code(422), { form, errors, files, ...told })
    }
    const [served] = named
    const write = (tx: Deps['db']) => {
      const change = {
        personId: person.id,
        section: section.id,
        rowId: records.newRowId(),
        operation: 'add' as const,
        baseVersion: null,
        // whoever typed its code meant its name
        data: { ...data, ...(served && { org: served.name }) },
        source: 'hr_entry' as const,
        writer: { actor: actorOf(request), subject: person },
        reason: speak('zh-TW')('working-life.duty'),
        effective: from,
        decision,
        basis: actionBasis(section, form, files),
      }
      return writeAll<'working-life.refused.serving-there'>(
        tx,
        ring,
        [change],
        by,
        now,
        async (inner, [rowVersion = 0]) => {
          await claimFiles(inner, request, files, { rowId: change.rowId, rowVersion })
          await notices.tellPerson(
            inner,
            person.id,
            { text: 'notice.hr-entry', holes: { section: section.id }, url: '/record' },
            now,
          )
          if (!served) return { ok: true }
          const { staffKind } = here
          const term = { from, until: String(row['until']) }
          const assignment = { agencyId: served.id, staffKind, title: String(row['title']), ...term }
          if (!(await assignments.assign(inner, person.id, assignment, by, now))) {
            return { ok: false, why: 'working-life.refused.serving-there' }
          }
          const holes = { agency: served.name, ...term }
          await notices.tellPerson(inner, person.id, { text: 'notice.assigned-too', holes, url: '/account' }, now)
          return { ok: true }
        },
      )
    }
    const to = `/people/${person.id}/assignments`
    const done = await once(request, deps, write, ({ ok }) => (ok ? to : null))
    if (done.ok) return reply.seeOther(to, served ? 'said.duty-assigned' : 'said.duty-entered')
    const field = done.why.startsWith('working-life.') ? 'row_org' : 'main'
    return page(request, reply.code(409), { form, errors: [{ field, text: done.why }], files, ...told })
  }

  /** Those of ours that have this code, else this name. */
  async function agenciesNamed(typed: string) {
    const { agencies: found } = await agencies.found(db, { search: typed, most: 100 })
    const isTyped = (one: string) => foldName(one) === foldName(typed)
    const ofCode = found.filter(({ code }) => isTyped(code))
    return ofCode.length > 0 ? ofCode : found.filter(({ name }) => isTyped(name))
  }

  async function page(request: FastifyRequest, reply: FastifyReply, shown: Shown) {
    const view = await actionView(request, deps, asked, shown, reply.language())
    return reply.page('people/working-life/duty', view)
  }

  return { form, enter }
}
