import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import type { Row, Section } from '../../domain/record/field.ts'
import { findSection, sectionOf } from '../../domain/record/sections.ts'
import * as notices from '../../store/notices.ts'
import type { Person } from '../../store/people.ts'
import * as records from '../../store/records.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import { formOfRow, initialRow, rowControls } from '../../web/row-form.ts'
import { labelOf, rowTitle } from '../../web/row-view.ts'
import { byOf } from '../../web/signed-in.ts'
import { readEntry, readReason } from './form.ts'
import { ofPerson, ofRow, personOf, purposeOf, roleOf } from './person.ts'

type OfSection = { Params: { id: string; section: string } }
type OfRow = { Params: { id: string; row: string } }
type Target = { person: Person; section: Section; row: records.Row | null }

/** What HR enters into a record directly: through the one gate, with a reason, and told to the person. */
export default async function entry(app: FastifyInstance, deps: Deps) {
  const { db, ring, clock } = deps

  app.get<OfSection>('/people/:id/sections/:section/entry', ofPerson, async (request, reply) => {
    const target = await newRow(request)
    return target
      ? page(reply, target, { form: formOfRow(target.section, initialRow(target.section)) })
      : closed(request, reply)
  })

  app.post<OfSection>('/people/:id/sections/:section/entry', ofPerson, async (request, reply) => {
    const target = await newRow(request)
    return target ? write(request, reply, target) : closed(request, reply)
  })

  app.get<OfRow>('/people/:id/rows/:row/entry', ofRow, async (request, reply) => {
    const target = await knownRow(request)
    return target
      ? page(reply, target, { form: formOfRow(target.section, target.row?.data ?? {}) })
      : closed(request, reply)
  })

  app.post<OfRow>('/people/:id/rows/:row/entry', ofRow, async (request, reply) => {
    const target = await knownRow(request)
    return target ? write(request, reply, target) : closed(request, reply)
  })

  app.get<OfRow>('/people/:id/rows/:row/deletion', ofRow, async (request, reply) => {
    const target = await knownRow(request)
    return target ? deletionPage(reply, target) : closed(request, reply)
  })

  app.post<OfRow>('/people/:id/rows/:row/deletion', ofRow, async (request, reply) => {
    const target = await knownRow(request)
    if (!target) return closed(request, reply)
    const form = rawForm(request.body)
    const { reason, effective, errors } = readReason(form)
    if (errors.length > 0) return deletionPage(reply.code(422), target, { form, errors })
    const written = await keep(request, target, 'delete', target.row?.data ?? {}, { reason, effective }, form)
    if (!written.ok)
      return deletionPage(reply.code(409), target, { form, errors: [{ field: 'main', text: written.why }] })
    return reply.seeOther(`/people/${target.person.id}`)
  })

  const closed = (request: FastifyRequest, reply: FastifyReply) =>
    reply.seeOther(`/people/${(request.params as { id: string }).id}`)

  /** Undefined while the record is not open for a purpose. */
  async function newRow(request: FastifyRequest<OfSection>): Promise<Target | undefined> {
    const person = await personOf(request, deps)
    const section = findSection(request.params.section)
    if (!section) throw refuseWith(404, 'problem.not-found')
    const isOpen = (await purposeOf(request, person, deps)) !== undefined
    return isOpen ? { person, section, row: null } : undefined
  }

  async function knownRow(request: FastifyRequest<OfRow>): Promise<Target | undefined> {
    const person = await personOf(request, deps)
    const row = await records.row(db, ring, person.id, request.params.row)
    if (!row) throw refuseWith(404, 'problem.not-found')
    const isOpen = (await purposeOf(request, person, deps)) !== undefined
    return isOpen ? { person, section: sectionOf(row.section), row } : undefined
  }

  async function write(request: FastifyRequest, reply: FastifyReply, target: Target) {
    const { person, section, row } = target
    const form = rawForm(request.body)
    const rows = await records.ofPerson(db, ring, person.id)
    const around = {
      today: legalDay(clock()),
      others: rows.filter(({ id, section: of }) => of === section.id && id !== row?.id).map(({ data }) => data),
      basic: rows.find(({ section }) => section === 'basic')?.data,
    }
    const read = readEntry(section, row?.data ?? {}, around, form, reply.language())
    if (!read.ok) return page(reply.code(422), target, read)
    const written = await keep(request, target, row ? 'change' : 'add', read.value.row, read.value, form)
    if (!written.ok) return page(reply.code(409), target, { form, errors: [{ field: 'main', text: written.why }] })
    return reply.seeOther(`/people/${person.id}${section.sensitive ? `?section=${section.id}` : `#${section.id}`}`)
  }

  function keep(
    request: FastifyRequest,
    { person, section, row }: Target,
    operation: 'add' | 'change' | 'delete',
    data: Row,
    { reason, effective }: { reason: string; effective: string | null },
    form: Record<string, string>,
  ) {
    const now = clock()
    // a refusal is kept too: under a lock it has written the event of the attempt
    return db.transaction(async tx => {
      const change = {
        personId: person.id,
        section: section.id,
        rowId: row?.id ?? records.newRowId(),
        operation,
        baseVersion: row ? Number(form['version']) : null,
        data,
        source: 'hr_entry' as const,
        reason,
        effective,
      }
      const written = await records.write(tx, ring, change, byOf(request, roleOf(request)), now)
      if (written.ok) await notices.tellPerson(tx, person.id, { text: 'notice.hr-entry', url: '/record' }, now)
      return written
    })
  }

  function page(reply: FastifyReply, { person, section, row }: Target, shown: object) {
    const language = reply.language()
    return reply.page('people/entry', {
      person,
      section: labelOf(section, language),
      action: row ? `/people/${person.id}/rows/${row.id}/entry` : `/people/${person.id}/sections/${section.id}/entry`,
      isNew: !row,
      version: row?.version ?? '',
      controls: rowControls(section, row?.data ?? {}, { language, today: legalDay(clock()) }),
      dense: true,
      ...shown,
    })
  }

  const deletionPage = (reply: FastifyReply, { person, section, row }: Target, shown: object = {}) =>
    reply.page('people/deletion', {
      person,
      section: labelOf(section, reply.language()),
      rowId: row?.id ?? '',
      version: row?.version ?? '',
      title: rowTitle(section, row?.data ?? {}, reply.language()),
      ...shown,
    })
}
