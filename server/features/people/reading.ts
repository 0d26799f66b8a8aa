import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { permissions } from '../../domain/agency/permission.ts'
import { legalDay } from '../../domain/clock.ts'
import { blockingLock } from '../../domain/record/lock.ts'
import { readPurpose } from '../../domain/record/purpose.ts'
import { findSection, sectionOf, sections } from '../../domain/record/sections.ts'
import { showValue } from '../../domain/record/value.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as activations from '../../store/account/activations.ts'
import type { Person } from '../../store/person/people.ts'
import * as unreachableMail from '../../store/person/unreachable-mail.ts'
import * as accessLog from '../../store/record/access-log.ts'
import * as locks from '../../store/record/locks.ts'
import * as records from '../../store/record/records.ts'
import { once } from '../../web/access/once.ts'
import { purposeOf } from '../../web/access/person-door.ts'
import { actorOf, provedLately, safePath } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import { historyLines, labelOf, rowLines, rowTitle, sectionView } from '../../web/show/row.ts'
import { atDoor, note, ofRow, personOf } from './person.ts'

type OfField = { Params: { id: string; row: string; field: string } }
type OfRow = { Params: { id: string; row: string } }

/** Reading somebody else's record: a purpose first, then fifteen minutes, and every page of it told to that person. */
export default async function reading(app: FastifyInstance, deps: Deps) {
  const { db, ring, clock } = deps

  app.get('/people/:id', atDoor, async (request, reply) => {
    const person = await personOf(request, deps)
    const purpose = await accessLog.openPurpose(db, actorOf(request).accountId, person.id, clock())
    return purpose === undefined ? closedPage(request, reply, person) : openPage(request, reply, person, purpose)
  })

  app.post('/people/:id/opening', atDoor, async (request, reply) => {
    const person = await personOf(request, deps)
    const form = rawForm(request.body)
    const read = readPurpose(form['purpose'] ?? '')
    if (!read.ok) {
      const errors = [{ field: 'purpose', text: read.why }]
      return closedPage(request, reply.code(422), person, { form, errors })
    }
    const purpose = read.value
    const { accountId } = actorOf(request)
    const to = pageOf(person, form['next'])
    const open = async (tx: Deps['db']) => {
      await accessLog.open(tx, { accountId, personId: person.id, purpose }, clock())
      await note(request, person, { ...deps, db: tx }, { action: 'open', section: null, purpose })
    }
    await once(request, deps, open, () => to)
    return reply.seeOther(to)
  })

  app.get<OfRow>('/people/:id/rows/:row', ofRow, async (request, reply) => {
    const person = await personOf(request, deps)
    const purpose = purposeOf(request)
    const row = await rowOf(person, request.params.row)
    const section = sectionOf(row.section)
    const language = reply.language()
    await note(request, person, deps, { action: 'read', section: section.id, purpose })
    const versions = await records.history(db, ring, person.id, row.id)
    return reply.page('people/row', {
      person,
      section: labelOf(section, language),
      sectionId: section.id,
      rowId: row.id,
      title: rowTitle(section, row.data, language),
      lines: rowLines(section, row.data, language),
      versions: historyLines(section, versions, language),
      dense: true,
    })
  })

  app.get<OfField>('/people/:id/rows/:row/revealed/:field', ofRow, async (request, reply) => {
    const person = await personOf(request, deps)
    const purpose = purposeOf(request)
    const row = await rowOf(person, request.params.row)
    const section = sectionOf(row.section)
    const field = section.fields.find(({ id, masked }) => id === request.params.field && masked)
    if (!field || !row.data[field.id]) throw refuseWith(404, 'problem.not-found')
    if (!provedLately(request, clock())) return reply.seeOther(`/proof?next=${encodeURIComponent(request.url)}`)
    await note(request, person, deps, { action: 'reveal', section: section.id, purpose })
    const language = reply.language()
    return reply.page('people/revealed', {
      person,
      rowId: row.id,
      section: labelOf(section, language),
      label: labelOf(field, language),
      value: showValue(field, row.data[field.id], language),
    })
  })

  async function rowOf(person: Person, rowId: string) {
    const row = await records.row(db, ring, person.id, rowId)
    if (!row) throw refuseWith(404, 'problem.not-found')
    return row
  }

  const isUnreachable = async ({ id }: Person) => deps.sendMail !== null && unreachableMail.isUnreachable(db, ring, id)

  async function closedPage(
    request: FastifyRequest,
    reply: FastifyReply,
    person: Person,
    shown: { form?: Raw; errors?: FieldError[] } = {},
  ) {
    const account = await accounts.ofPerson(db, person.id)
    return reply.page('people/closed', {
      person,
      hasAccount: account !== undefined,
      waits: !account || account.state === 'invited',
      isUnreachable: await isUnreachable(person),
      hasMail: deps.sendMail !== null && (await records.workEmailOf(db, ring, person.id)) !== '',
      code: account ? ((await activations.latest(db, account.id)) ?? null) : null,
      mayLock: permissions.lockRecords(actorOf(request)),
      next: pageOf(person, rawForm(request.query)['next'] ?? shown.form?.['next']),
      ...shown,
    })
  }

  async function openPage(request: FastifyRequest, reply: FastifyReply, person: Person, purpose: string) {
    const language = reply.language()
    const today = legalDay(clock())
    const rows = await records.ofPerson(db, ring, person.id)
    const locked = await locks.active(db, person.id, today)
    const wanted = findSection(String(rawForm(request.query)['section'] ?? ''))
    // a sensitive section is read by itself, so that the log says it was
    const shown = wanted ? [wanted] : sections.filter(({ sensitive }) => !sensitive)
    await note(request, person, deps, { action: 'read', section: wanted?.id ?? null, purpose })
    const views = shown.map(section => ({
      ...sectionView(
        section,
        rows.filter(row => row.section === section.id),
        language,
      ),
      lock: blockingLock(locked, section.id, today) ?? null,
    }))
    return reply.page('people/record', {
      person,
      purpose,
      isUnreachable: await isUnreachable(person),
      filled: views.filter(view => view.rows.length > 0),
      blank: views.filter(view => view.rows.length === 0),
      others: sections
        .filter(({ sensitive }) => sensitive)
        .map(section => ({ id: section.id, label: labelOf(section, language) })),
      isPart: Boolean(wanted),
      hasAccount: (await accounts.ofPerson(db, person.id)) !== undefined,
      mayLock: permissions.lockRecords(actorOf(request)),
      dense: true,
    })
  }
}

/** The page of this person that was asked for, else their record. */
function pageOf({ id }: Person, next: unknown): string {
  const path = safePath(next)
  return path.startsWith(`/people/${id}/`) ? path : `/people/${id}`
}
