import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { permissions } from '../../domain/agency/permission.ts'
import { legalDay } from '../../domain/clock.ts'
import type { Actor } from '../../domain/agency/actor.ts'
import { mayEnter, mayReveal, maySee } from '../../domain/record/access.ts'
import { mayLock } from '../../domain/record/lock.ts'
import { statusOn } from '../../domain/record/derived/status.ts'
import type { Finding } from '../../domain/record/findings.ts'
import { wantedBy } from '../../domain/record/rules.ts'
import { readPurpose } from '../../domain/record/purpose.ts'
import { fieldOf, findSection, sectionOf, sections } from '../../domain/record/sections.ts'
import { showValue } from '../../domain/record/value.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as activations from '../../store/account/activations.ts'
import * as confirmations from '../../store/account/mail-confirmations.ts'
import type { Person } from '../../store/person/people.ts'
import * as assignments from '../../store/person/assignments.ts'
import * as unreachableMail from '../../store/person/unreachable-mail.ts'
import * as corrections from '../../store/correction/corrections.ts'
import * as photos from '../../store/correction/photos.ts'
import * as accessLog from '../../store/record/access-log.ts'
import * as findings from '../../store/record/findings/of-person.ts'
import * as findingsOpening from '../../store/record/findings/opening.ts'
import * as locks from '../../store/record/locks.ts'
import { lookBefore } from '../../store/record/looks.ts'
import { rowsWrittenAfter } from '../../store/record/past.ts'
import * as agencies from '../../store/agency/agencies.ts'
import * as records from '../../store/record/records.ts'
import { speak, type TextKey } from '../../text/speak.ts'
import { once } from '../../web/access/once.ts'
import { purposeOf } from '../../web/access/person-door.ts'
import { readerOf } from '../../web/access/record-reader.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { safePath } from '../../web/own-path.ts'
import { usualPurposes } from '../../web/show/record/usual-purposes.ts'
import { scope } from '../../web/scope.ts'
import { maskedValue } from '../../web/show/masked-value.ts'
import { hrefOf, wordsOf } from '../../web/show/record/finding.ts'
import { disputesOf } from '../../web/show/record/disputes.ts'
import { changesSince, fileView } from '../../web/show/record/file.ts'
import { historyPage, readVersions } from '../../web/show/record/history.ts'
import { labelOf, rowLines, rowTitle } from '../../web/show/row.ts'
import { isArchived, noteReading } from './person.ts'

type Remedy = { href: string; text: TextKey }
type OfField = { Params: { id: string; row: string; field: string } }
type OfRow = { Params: { id: string; row: string } }

/** The addresses of this part name a value that is shown masked. */
export const ofMasked = (app: FastifyInstance, deps: Deps): void =>
  scope(app, 'masked', async request => {
    const { person, params } = request
    const asked = params as OfField['Params']
    const actor = actorOf(request)
    const row = await readerOf(actor, person, deps).row(asked.row)
    const masked = row && maskedValue(row, asked.field)
    return masked && mayReveal(actor, person, masked.section, masked.field) ? masked : undefined
  })

/** Reading somebody else's record: a purpose first, then fifteen minutes, and every page of it told to that person. */
export function readingPages(deps: Deps) {
  const { db, ring, clock } = deps

  const show: Handler = async (request, reply) => {
    const { person } = request
    const purpose = await accessLog.openPurpose(db, actorOf(request).accountId, person.id, clock())
    return purpose === undefined ? closedPage(request, reply, person) : openPage(request, reply, person, purpose)
  }

  const open: Handler = async (request, reply) => {
    const { person } = request
    const form = rawForm(request.body)
    // one of the usual purposes, what was typed beside it, or both
    const colon = speak(reply.language())('form.colon')
    const read = readPurpose([form['usual'], form['purpose']].filter(Boolean).join(colon))
    if (!read.ok) {
      const errors = [{ field: 'purpose', text: read.why }]
      return closedPage(request, reply.code(422), person, { form, errors })
    }
    const purpose = read.value
    const { accountId } = actorOf(request)
    const to = pageOf(person, form['next'])
    const open = async (tx: Deps['db']) => {
      await accessLog.open(tx, { accountId, personId: person.id, purpose }, clock())
      await noteReading(request, person, { ...deps, db: tx }, { action: 'open', section: null, purpose })
    }
    await once(request, deps, open, () => to)
    return reply.seeOther(to, 'said.record-opened')
  }

  const row: Handler<OfRow> = async (request, reply) => {
    const { person } = request
    const purpose = purposeOf(request)
    const actor = actorOf(request)
    const reader = readerOf(actor, person, deps)
    const row = await reader.row(request.params.row)
    if (!row) throw notFound()
    const section = sectionOf(row.section)
    const language = reply.language()
    await noteReading(request, person, deps, { action: 'read', section: section.id, purpose })
    const span = readVersions({})
    const today = legalDay(clock())
    const versions = await reader.history(row.id, span)
    const found = (await findings.ofRow(db, person.id, row.id)).filter(({ field }) =>
      mayEnter(actor, person, section, fieldOf(section, field)),
    )
    return reply.page('people/row', {
      person,
      isArchived: isArchived(person),
      section: labelOf(section, language),
      sectionId: section.id,
      rowId: row.id,
      title: rowTitle(section, row.data, language),
      lines: rowLines(section, row.data, language),
      ...disputesOf(section, row.id, await locks.active(db, person.id, today), today, language),
      mayDispute: mayLock(actor, person).ok,
      doubts: doubtsOf(actor, person, [row], found.filter(isInField))[row.id] ?? {},
      findings: found.map(one => ({ ...wordsOf(one, language), href: hrefOf(person.id, one) })),
      ...historyPage(section, versions, { ...span, rowPath: `/people/${person.id}/rows/${row.id}` }, language),
      dense: true,
    })
  }

  const reveal: Handler = async (request, reply) => {
    const { person, masked } = request
    const { rowId, section, field, value } = masked
    await noteReading(request, person, deps, { action: 'reveal', section: section.id, purpose: purposeOf(request) })
    const language = reply.language()
    return reply.page('people/revealed', {
      person,
      rowId,
      section: labelOf(section, language),
      label: labelOf(field, language),
      value: showValue(field, value, language),
    })
  }

  const isUnreachable = async ({ id }: Person) =>
    deps.sendMail !== null && unreachableMail.isUnreachable(db, id, await confirmations.workMail(db, ring, id))

  async function closedPage(
    request: FastifyRequest,
    reply: FastifyReply,
    person: Person,
    shown: { form?: Raw; errors?: FieldError[] } = {},
  ) {
    const account = await accounts.ofPerson(db, person.id)
    const { accountId, agencyId } = actorOf(request)
    const next = pageOf(person, rawForm(request.query)['next'] ?? shown.form?.['next'])
    // whoever follows a finding has said why already
    const said =
      /\/entry(\?field=|$)/.test(next) && (await findingsOpening.openPurpose(db, accountId, agencyId ?? '', clock()))
    return reply.page('people/closed', {
      person,
      isArchived: isArchived(person),
      hasAccount: account !== undefined,
      waits: !account || account.state === 'invited',
      isUnreachable: await isUnreachable(person),
      hasMail: deps.sendMail !== null && (await records.workEmailOf(db, ring, person.id)) !== '',
      code: account ? ((await activations.latest(db, account.id)) ?? null) : null,
      mayLock: permissions.lockRecords(actorOf(request)),
      form: { purpose: said || '' },
      purposes: usualPurposes(await agencies.purposes(db, agencyId ?? '')),
      next,
      ...shown,
    })
  }

  async function openPage(request: FastifyRequest, reply: FastifyReply, person: Person, purpose: string) {
    const language = reply.language()
    const today = legalDay(clock())
    const actor = actorOf(request)
    const rows = await readerOf(actor, person, deps).rows()
    const seen = sections.filter(section => maySee(actor, person, section))
    const locked = await locks.active(db, person.id, today)
    const wanted = findSection(String(rawForm(request.query)['section'] ?? ''))
    if (wanted && !seen.includes(wanted)) throw notFound()
    // a sensitive section is read by itself, so that the log says it was
    const shown = wanted ? [wanted] : seen.filter(({ sensitive }) => !sensitive)
    await noteReading(request, person, deps, { action: 'read', section: wanted?.id ?? null, purpose })
    const { accountId } = actor
    const before = await lookBefore(db, accountId, person.id, wanted?.id ?? null)
    const others = { notBy: accountId, sections: shown.map(({ id }) => id) }
    const written = before === null ? [] : await rowsWrittenAfter(db, person.id, before, others)
    const changed = written.map(({ id }) => id)
    // what was not sent yet is nobody else's business
    const pending = (await corrections.openOfPerson(db, person.id)).filter(({ number }) => number !== null)
    const wrong = (await findings.ofPerson(db, person.id)).filter(({ rule }) => rule !== findings.agedContact)
    const doubts = doubtsOf(actor, person, rows, wrong)
    const { filled, blank } = fileView(shown, { rows, pending, locks: locked, changed }, today, language)
    return reply.page('people/record', {
      person,
      isArchived: isArchived(person),
      purpose,
      employment: statusOn(await assignments.ofPerson(db, person.id), rows, today),
      isUnreachable: await isUnreachable(person),
      // one section that is asked for is shown with nothing in it, too
      filled: (wanted ? [...filled, ...blank] : filled).map(section => ({ ...section, doubts })),
      blank: wanted ? [] : blank,
      sectionName: wanted ? labelOf(wanted, language) : '',
      changed: changesSince(before, changed, today, { past: `/people/${person.id}/past`, section: wanted?.id }),
      photo:
        wanted || !maySee(actor, person, sectionOf('basic')) ? null : ((await photos.current(db, person.id)) ?? null),
      others: seen
        .filter(({ sensitive }) => sensitive && !wanted)
        .map(section => ({ label: labelOf(section, language), href: `/people/${person.id}?section=${section.id}` })),
      only: wanted?.id ?? null,
      hasAccount: (await accounts.ofPerson(db, person.id)) !== undefined,
      mayLock: permissions.lockRecords(actorOf(request)),
      dense: true,
    })
  }

  return { show, open, row, reveal }
}

const isInField = ({ severity, rule }: Pick<Finding, 'severity' | 'rule'>) =>
  severity === 'error' && wantedBy(rule) === undefined

/** By row and field, where what is wrong of what the actor may enter is put right. */
function doubtsOf(
  actor: Actor,
  person: Person,
  rows: readonly { id: string; section: string }[],
  found: readonly findings.FieldFound[],
): Record<string, Record<string, Remedy>> {
  const doubts: Record<string, Record<string, Remedy>> = {}
  for (const { rowId, field } of found) {
    const row = rows.find(({ id }) => id === rowId)
    if (!row) continue
    const section = sectionOf(row.section)
    if (!mayEnter(actor, person, section, fieldOf(section, field))) continue
    const href = `/people/${person.id}/rows/${rowId}/entry?field=${field}`
    doubts[rowId] = { ...doubts[rowId], [field]: { href, text: 'people.change' } }
  }
  return doubts
}

/** The page of this person that was asked for, else their record. */
function pageOf({ id }: Person, next: unknown): string {
  const path = safePath(next)
  return path.startsWith(`/people/${id}/`) || path.startsWith('/saved-forms/') ? path : `/people/${id}`
}
