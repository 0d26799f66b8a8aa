import type { FastifyReply, FastifyRequest } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import { enterablePart, mayEnter } from '../../domain/record/access.ts'
import { basisOf } from '../../domain/record/basis.ts'
import { difference, type Operation } from '../../domain/record/difference.ts'
import type { Section } from '../../domain/record/field.ts'
import type { Language } from '../../domain/language.ts'
import { blockingLock } from '../../domain/record/lock.ts'
import { findSection, isForOwner, sectionOf } from '../../domain/record/sections.ts'
import * as evidence from '../../store/correction/entry-evidence.ts'
import * as notices from '../../store/notice/notices.ts'
import type { Person } from '../../store/person/people.ts'
import * as people from '../../store/person/people.ts'
import * as locks from '../../store/record/locks.ts'
import * as records from '../../store/record/records.ts'
import { once } from '../../web/access/once.ts'
import { purposeOf } from '../../web/access/person-door.ts'
import { actorOf, byOf, hrRoleOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound, refuseWith } from '../../web/errors.ts'
import { rawForm, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { authorityFields } from '../../web/show/record/authority.ts'
import { disputesOf } from '../../web/show/record/disputes.ts'
import { rowControls, scriptOf } from '../../web/show/row-controls.ts'
import { formOfRow, initialRow, inputOf } from '../../web/show/row-form.ts'
import { labelOf, rowTitle } from '../../web/show/row.ts'
import { formFiles } from '../../web/transport/form-files.ts'
import { claimFiles, evidenceFields } from './evidence.ts'
import { type Entry, type Now, readEntry, readGrounds, type Warning } from './form.ts'
import { noteReading } from './person.ts'

type OfSection = { Params: { id: string; section: string } }
type OfRow = { Params: { id: string; row: string } }
type Target = { person: Person; section: Section; row: records.Row | null }
type Shown = {
  form?: Raw
  errors?: FieldError[]
  files?: evidence.EntryFile[]
  warnings?: Warning[]
  told?: string
}
type ToKeep = Entry & { rowId: string; operation: Operation; files: readonly evidence.EntryFile[] }

/** What HR enters into a record directly: through the one gate, with a reason, and told to the person. */
export function entryPages(deps: Deps) {
  const { db, ring, clock } = deps
  const takeFiles = formFiles(deps, evidence)

  const newForm: Handler<OfSection> = async (request, reply) => {
    const target = await newRow(request)
    const { person, section } = target
    const known = section.form === 'single' && (await rowsOf(person, section)).at(0)
    if (known) return reply.seeOther(`/people/${person.id}/rows/${known.id}/entry`)
    return page(reply, target, { form: formOfRow(section, initialRow(section)) })
  }

  const add: Handler<OfSection> = async (request, reply) => {
    const target = await newRow(request)
    return write(request, reply, target)
  }

  const form: Handler<OfRow> = async (request, reply) => {
    const target = await knownRow(request)
    const at = inputOf(target.section, String(rawForm(request.query)['field'] ?? ''))
    // a fragment would be lost at the door where the purpose is asked for
    if (at) return reply.seeOther(`/people/${target.person.id}/rows/${request.params.row}/entry#${at}`)
    return page(reply, target, { form: formOfRow(target.section, target.row?.data ?? {}) })
  }

  const change: Handler<OfRow> = async (request, reply) => {
    const target = await knownRow(request)
    return write(request, reply, target)
  }

  const deletion: Handler<OfRow> = async (request, reply) => {
    const target = await deletable(request)
    return deletionPage(reply, target)
  }

  const remove: Handler<OfRow> = async (request, reply) => {
    const target = await deletable(request)
    const { person, section, row } = target
    const form = rawForm(request.body)
    const was = row?.data ?? {}
    const fields = difference(section, 'delete', was, {}).map(({ field }) => field)
    const { value: grounds, errors } = readGrounds(section, [was], fields, form, await nowOf(person))
    const sent = await takeFiles(request, form, actorOf(request).accountId)
    errors.push(...sent.errors)
    if (errors.length > 0) return deletionPage(reply.code(422), target, { form, errors, files: sent.files })
    const to = `/people/${person.id}`
    const rowId = request.params.row
    const asked = { ...grounds, rowId, operation: 'delete' as const, row: was, files: sent.files }
    const written = await keep(request, target, asked, () => to)
    if (written.ok) return reply.seeOther(to, 'said.row-deleted')
    const refused = [{ field: 'main', text: written.why }]
    return deletionPage(reply.code(409), target, { form, errors: refused, files: sent.files })
  }

  /** A form that shows values is a reading like any other. */
  async function noteRead(request: FastifyRequest, { person, section, row }: Target) {
    const purpose = purposeOf(request)
    if (row) await noteReading(request, person, deps, { action: 'read', section: section.id, purpose })
  }

  async function newRow(request: FastifyRequest<OfSection>): Promise<Target> {
    const { person } = request
    const section = findSection(request.params.section)
    if (!section || !mayEnter(actorOf(request), person, section)) throw notFound()
    return { person, section, row: null }
  }

  async function knownRow(request: FastifyRequest<OfRow>): Promise<Target> {
    const { person } = request
    const row = await records.row(db, ring, person.id, request.params.row)
    if (!row || !mayEnter(actorOf(request), person, sectionOf(row.section))) throw notFound()
    return { person, section: sectionOf(row.section), row }
  }

  async function deletable(request: FastifyRequest<OfRow>): Promise<Target> {
    const target = await knownRow(request)
    if (target.section.id === 'basic') throw refuseWith(409, 'record.refused.basic-stays')
    return target
  }

  async function rowsOf(person: Person, section: Section) {
    const rows = await records.ofPerson(db, ring, person.id)
    return rows.filter(row => row.section === section.id)
  }

  async function nowOf({ id }: Person): Promise<Now> {
    const today = legalDay(clock())
    return { ownAgency: (await people.mainAgency(db, id, today))?.name ?? '', today }
  }

  /** The lock that holds the section, and what of the row is disputed. */
  async function lockOn({ person, section, row }: Target, language: Language) {
    const today = legalDay(clock())
    const active = await locks.active(db, person.id, today)
    const { disputes } = disputesOf(section, row?.id ?? '', active, today, language)
    return { lock: blockingLock(active, section.id, today) ?? null, disputes }
  }

  async function write(request: FastifyRequest, reply: FastifyReply, target: Target) {
    const { person, section, row } = target
    const form = rawForm(request.body)
    const rows = await records.ofPerson(db, ring, person.id)
    const open = enterablePart(actorOf(request), person, section)
    const read = readEntry(open, row, rows, form, await nowOf(person), reply.language())
    const { files, errors } = await takeFiles(request, form, actorOf(request).accountId)
    const { warnings, told } = read
    const failed = [...(read.ok ? [] : read.errors), ...errors]
    if (!read.ok || errors.length > 0) {
      return page(reply.code(422), target, { form, errors: failed, files, warnings, told })
    }
    const rowId = row?.id ?? records.newRowId()
    const home = `/people/${person.id}${section.sensitive ? `?section=${section.id}` : ''}`
    // the page of the row names what was found, and leads to each field
    const to = ({ findings }: { findings: number }) =>
      findings > 0 ? `/people/${person.id}/rows/${rowId}#findings` : home
    const asked = { ...read.value, rowId, operation: row ? ('change' as const) : ('add' as const), files }
    const written = await keep(request, target, asked, to)
    const refused = written.ok ? [] : [{ field: 'main', text: written.why }]
    if (!written.ok) return page(reply.code(409), target, { form, errors: refused, files })
    if (written.findings === 0) return reply.seeOther(home, 'said.row-saved')
    return reply.seeOther(to(written), 'said.row-saved-findings', String(written.findings))
  }

  function keep(
    request: FastifyRequest,
    { person, section, row }: Target,
    { rowId, operation, row: data, files, reason, effective, decision, needsEvidence }: ToKeep,
    to: (written: { findings: number }) => string,
  ) {
    const now = clock()
    const form = rawForm(request.body)
    const basis = basisOf(form['basis'] ?? '', { files: files.length, needsEvidence })
    // a refusal is kept too: under a lock it has written the event of the attempt
    const write = async (tx: Deps['db']) => {
      const change = {
        rowId,
        operation,
        data,
        personId: person.id,
        section: section.id,
        baseVersion: row ? Number(form['version']) : null,
        source: 'hr_entry' as const,
        writer: { actor: actorOf(request), subject: person },
        reason,
        effective,
        decision,
        basis,
      }
      const written = await records.write(tx, ring, change, byOf(request, hrRoleOf(request)), now)
      if (written.ok) {
        await claimFiles(tx, request, files, { rowId, rowVersion: written.version })
      }
      const notice = { text: 'notice.hr-entry', holes: { section: section.id }, url: '/record' } as const
      const isTheirs = [row?.data ?? data, data].some(one => isForOwner({ section: section.id, data: one }))
      if (written.ok && isTheirs) await notices.tellPerson(tx, person.id, notice, now)
      return written
    }
    return once(request, deps, write, written => (written.ok ? to(written) : null))
  }

  async function page(reply: FastifyReply, target: Target, { files = [], ...shown }: Shown) {
    await noteRead(reply.request, target)
    const { person, section, row } = target
    const language = reply.language()
    const open = enterablePart(actorOf(reply.request), person, section)
    const today = legalDay(clock())
    const controls = rowControls(open, row?.data ?? {}, { language, today, isOwn: false })
    return reply.page('people/entry', {
      person,
      section: labelOf(section, language),
      action: row ? `/people/${person.id}/rows/${row.id}/entry` : `/people/${person.id}/sections/${section.id}/entry`,
      isNew: !row,
      version: row?.version ?? '',
      controls,
      script: scriptOf(controls),
      authority: authorityFields(section, language),
      ...(await lockOn(target, language)),
      evidence: evidenceFields(section, files, deps),
      dense: true,
      warnings: [],
      ...shown,
    })
  }

  async function deletionPage(reply: FastifyReply, target: Target, { files = [], ...shown }: Shown = {}) {
    await noteRead(reply.request, target)
    const { person, section, row } = target
    return reply.page('people/deletion', {
      person,
      section: labelOf(section, reply.language()),
      rowId: row?.id ?? '',
      version: row?.version ?? '',
      title: rowTitle(section, row?.data ?? {}, reply.language()),
      authority: authorityFields(section, reply.language()),
      ...(await lockOn(target, reply.language())),
      evidence: evidenceFields(section, files, deps),
      ...shown,
    })
  }

  return { newForm, add, form, change, deletion, remove }
}
