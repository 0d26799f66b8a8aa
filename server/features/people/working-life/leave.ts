import type { FastifyReply, FastifyRequest } from 'fastify'
import { legalDay } from '../../../domain/clock.ts'
import { openLeaves, whyNoLeave, whyNoReturn } from '../../../domain/person/working-life.ts'
import { sectionOf } from '../../../domain/record/sections.ts'
import { readRocDate } from '../../../domain/roc-date.ts'
import * as evidence from '../../../store/correction/entry-evidence.ts'
import * as notices from '../../../store/notice/notices.ts'
import * as locks from '../../../store/record/locks.ts'
import * as records from '../../../store/record/records.ts'
import { speak } from '../../../text/speak.ts'
import { once } from '../../../web/access/once.ts'
import { actorOf, byOf, hrRoleOf } from '../../../web/access/signed-in.ts'
import type { Deps } from '../../../web/deps.ts'
import { dateError, rawForm, type FieldError } from '../../../web/forms.ts'
import type { Handler } from '../../../web/handler.ts'
import { readAuthorityDecision } from '../../../web/show/record/authority.ts'
import { rowTitle } from '../../../web/show/row.ts'
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

const section = sectionOf('leave_status')
const asked: Asked = { section, fields: ['kind', 'reason', 'from', 'until'], codes: ['unpaid_leave', 'suspended'] }
/** Where the form has the number of the decision. */
const inputs = { order_no: 'authority_number' } as const
const notice = { text: 'notice.hr-entry', holes: { section: section.id }, url: '/record' } as const

/** Somebody goes on unpaid leave or is suspended, and comes back. */
export function leavePages(deps: Deps) {
  const { db, ring, clock } = deps
  const takeFiles = formFiles(deps, evidence)

  const leaveForm: Handler = async (request, reply) => {
    await assignmentHere(request, deps)
    return leavePage(request, reply, { form: { row_kind: 'unpaid_leave' } })
  }

  const leave: Handler = async (request, reply) => {
    const { person } = request
    const now = clock()
    await assignmentHere(request, deps)
    const form = rawForm(request.body)
    const known = await records.ofPerson(db, ring, person.id)
    const [today, language] = [legalDay(now), reply.language()]
    const { row, decision, errors } = readAction(asked, form, known, today, language)
    const { files, ...sent } = await takeFiles(request, form, actorOf(request).accountId)
    errors.push(...sent.errors)
    const data = { ...row, order_no: decision.number, returned_on: null }
    const writing = { section, before: null, after: data, fields: Object.keys(data) }
    const { isNew, ...told } = actionWarnings([writing], form, { rows: known, today, language, inputs })
    if (errors.length > 0 || isNew) return leavePage(request, reply.code(422), { form, errors, files, ...told })
    const enter = async (tx: Deps['db']) => {
      await locks.holdPerson(tx, person.id)
      const here = await assignmentHere(request, { db: tx, clock })
      const why = whyNoLeave(row, here, await records.ofPerson(tx, ring, person.id))
      if (why) return { ok: false as const, why }
      return write(tx, request, {
        rowId: records.newRowId(),
        operation: 'add',
        baseVersion: null,
        data,
        reason: speak('zh-TW')('working-life.leave'),
        effective: String(row['from']),
        decision,
        basis: actionBasis(section, form, files),
        files,
      })
    }
    const to = `/people/${person.id}/assignments`
    const done = await once(request, deps, enter, ({ ok }) => (ok ? to : null))
    if (done.ok) return reply.seeOther(to, 'said.leave-entered')
    const field = done.why.startsWith('working-life.') ? 'row_from' : 'main'
    return leavePage(request, reply.code(409), { form, errors: [{ field, text: done.why }], files, ...told })
  }

  const returnForm: Handler = async (request, reply) => returnPage(request, reply, { form: {} })

  const enterReturn: Handler = async (request, reply) => {
    const { person } = request
    const now = clock()
    const today = legalDay(now)
    await assignmentHere(request, deps)
    const form = rawForm(request.body)
    const known = await records.ofPerson(db, ring, person.id)
    if (openLeaves(known, today).length === 0) {
      const errors = [{ field: 'main', text: 'working-life.refused.no-leave' } as const]
      return returnPage(request, reply.code(409), { form, errors })
    }
    const errors: FieldError[] = []
    const day = readRocDate(form['returned_on'] ?? '')
    if (!day.ok) errors.push(dateError(form, 'returned_on', day))
    const decision = readAuthorityDecision(form, { isNeeded: true, today }, errors)
    const { files, ...sent } = await takeFiles(request, form, actorOf(request).accountId)
    errors.push(...sent.errors)
    const before = known.find(({ id }) => id === form['leave']?.split(':')[0]) ?? null
    const returned = { ...before?.data, returned_on: day.ok ? day.value : null }
    const writing = { section, before, after: returned, fields: ['returned_on'] }
    const { isNew, ...told } = actionWarnings(before && day.ok ? [writing] : [], form, {
      rows: known,
      today,
      language: reply.language(),
      inputs: { returned_on: 'returned_on' },
    })
    if (!day.ok || errors.length > 0 || isNew) {
      return returnPage(request, reply.code(422), { form, errors, files, ...told })
    }
    const enter = async (tx: Deps['db']) => {
      await locks.holdPerson(tx, person.id)
      const [id, version] = (form['leave'] ?? '').split(':')
      const open = openLeaves(await records.ofPerson(tx, ring, person.id), today).find(one => one.id === id)
      if (!open) return { ok: false as const, why: 'record.refused.changed-meanwhile' as const }
      const why = whyNoReturn(open, day.value)
      if (why) return { ok: false as const, why }
      return write(tx, request, {
        rowId: open.id,
        operation: 'change',
        baseVersion: Number(version),
        data: { ...open.data, returned_on: day.value },
        reason: speak('zh-TW')('working-life.return'),
        effective: day.value,
        decision,
        basis: actionBasis(section, form, files),
        files,
      })
    }
    const to = `/people/${person.id}/assignments`
    const done = await once(request, deps, enter, ({ ok }) => (ok ? to : null))
    if (done.ok) return reply.seeOther(to, 'said.return-entered')
    const field = done.why.startsWith('working-life.') ? 'returned_on' : 'main'
    return returnPage(request, reply.code(409), { form, errors: [{ field, text: done.why }], files, ...told })
  }

  /** The row of a leave, what proves it, and word of it to whom it is about. */
  async function write(
    tx: Deps['db'],
    request: FastifyRequest,
    {
      files,
      ...row
    }: Omit<records.Change, 'personId' | 'section' | 'source' | 'writer'> & { files: readonly evidence.EntryFile[] },
  ) {
    const { person } = request
    const personId = person.id
    const now = clock()
    const writer = { actor: actorOf(request), subject: person }
    const change = { ...row, personId, section: section.id, source: 'hr_entry' as const, writer }
    const written = await records.write(tx, ring, change, byOf(request, hrRoleOf(request)), now)
    if (!written.ok) return written
    await claimFiles(tx, request, files, { rowId: row.rowId, rowVersion: written.version })
    await notices.tellPerson(tx, personId, notice, now)
    return written
  }

  async function leavePage(request: FastifyRequest, reply: FastifyReply, shown: Shown) {
    const view = await actionView(request, deps, asked, shown, reply.language())
    return reply.page('people/working-life/leave', view)
  }

  async function returnPage(request: FastifyRequest, reply: FastifyReply, shown: Shown) {
    await assignmentHere(request, deps)
    const rows = await records.ofPerson(db, ring, request.person.id)
    const language = reply.language()
    const view = await actionView(request, deps, { ...asked, fields: [] }, shown, language)
    return reply.page('people/working-life/return', {
      ...view,
      leaves: openLeaves(rows, legalDay(clock())).map(({ id, data }) => ({
        value: `${id}:${rows.find(row => row.id === id)?.version}`,
        text: rowTitle(section, data, language),
      })),
    })
  }

  return { leaveForm, leave, returnForm, enterReturn }
}
