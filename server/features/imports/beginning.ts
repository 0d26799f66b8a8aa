import type { FastifyReply, FastifyRequest } from 'fastify'
import { openSheet, type Incoming } from '../../documents/sheet/incoming.ts'
import { kindOf } from '../../documents/sheet/read.ts'
import type { Actor } from '../../domain/agency/actor.ts'
import { titleLines } from '../../domain/import/header.ts'
import { importVerbs, mostImported, type ImportVerb, type NotRead } from '../../domain/import/import.ts'
import { sectionsAtAgency } from '../../domain/record/access.ts'
import { mayBatch } from '../../domain/record/batch.ts'
import type { Section } from '../../domain/record/field.ts'
import { readPurpose } from '../../domain/record/purpose.ts'
import { headingOf, takeIn } from '../../reading/take-in.ts'
import * as agencies from '../../store/agency/agencies.ts'
import { allOrNothing } from '../../store/database/all-or-nothing.ts'
import * as imports from '../../store/import/imports.ts'
import * as reading from '../../store/import/reading.ts'
import { newRowId } from '../../store/record/records.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, agencyOf, byOf, hrRoleOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { batchSections } from '../../web/show/record/batch-sections.ts'
import { usualPurposes } from '../../web/show/record/usual-purposes.ts'
import { openRoom } from '../../web/transport/upload-room.ts'
import { refusedByScanner } from '../../web/transport/sent-sheet.ts'
import { expectedBytes, receive } from '../../web/transport/uploads.ts'
import { handOn } from './handing-on.ts'

/** 100,000 lines of an award list in UTF-8. */
export const maxSheet = 48 * 1024 * 1024

/** What is read before the answer comes, in a second at most; the rest is read in the background. */
const maxHere = { csv: 4 * 1024 * 1024, workbook: 512 * 1024, lines: 12_000 }

/** So many sheets that are no batch yet are offered with the form. */
const mostOpen = 10

/** What is known of a sheet before it is read. */
const unread = {
  state: 'reading' as const,
  format: 'csv' as const,
  source: '',
  headerAt: 0,
  names: [],
  columns: [],
  hasFormulas: false,
}

/** The first step: which sheet it is, and what its lines are. */
export function beginning(deps: Deps) {
  const { db, ring, clock } = deps
  const room = openRoom({ maxBytes: 2 * maxSheet, maxOfOne: 1 })

  const form: Handler = async (request, reply) =>
    page(request, reply, { form: { section: 'reward', ...rawForm(request.query) } })

  const begin: Handler = async (request, reply) => {
    const typed = rawForm(request.body)
    const refuse = (...errors: FieldError[]) => page(request, reply.code(422), { form: typed, errors })
    const asked = readAsked(actorOf(request), typed)
    if (!asked) return reply.seeOther('/imports', 'said.batch-not-so')
    const { accountId, actingFor } = actorOf(request)
    const place = room.enter(accountId, expectedBytes(request))
    if (!place.ok) return refuse({ field: 'file', text: 'sheet.refused.busy' })
    try {
      const sent = await receive(request)
      const purpose = readPurpose(typed['purpose'] ?? '')
      const errors: FieldError[] = purpose.ok ? [] : [{ field: 'purpose', text: purpose.why }]
      if (!sent.ok) {
        const text = sent.why === 'blank' ? ('sheet.refused.blank' as const) : ('sheet.refused.large' as const)
        return refuse({ field: 'file', text }, ...errors)
      }
      const infected = await refusedByScanner(request, deps, sent.bytes)
      if (infected) return refuse({ field: 'file', text: infected }, ...errors)
      const agencyId = agencyOf(request)
      const isSmall = sent.bytes.length <= (kindOf(sent.bytes) === 'workbook' ? maxHere.workbook : maxHere.csv)
      const bounds = { maxLines: mostImported + titleLines, isAwaited: true }
      const opened = isSmall ? await openSheet(sent.bytes, bounds) : undefined
      const sheet = opened && isMuch(opened) ? undefined : opened
      if (sheet && !sheet.ok) return refuse(notRead(sheet), ...errors)
      const { verb, section } = asked
      const ofSheet = { agencyId, verb, section: section.id }
      const found = sheet && (await headingOf(db, ofSheet, sheet))
      if (found && !found.ok) return refuse(notRead(found), ...errors)
      if (!purpose.ok) return refuse(...errors)
      const digest = imports.digestOf(ring, sent.bytes)
      const before = await imports.sentBefore(db, agencyId, digest)
      if (before && typed['again'] !== 'yes') {
        const text = 'import.refused.sent-before' as const
        const again = { at: before.at, batchId: before.batchId }
        return page(request, reply.code(422), { form: typed, errors: [{ field: 'file', text }], again })
      }
      if (!sheet && (await reading.waiting(db, accountId)) >= reading.mostWaiting) {
        return refuse({ field: 'file', text: 'sheet.refused.busy' })
      }
      const id = newRowId()
      const by = byOf(request, hrRoleOf(request))
      const to = `/imports/${id}`
      const begun = {
        ...(found?.heading ?? unread),
        ...ofSheet,
        id,
        purpose: purpose.value,
        digest,
        lines: 0,
        untidy: 0,
        notOf: actorOf(request).deputyFor.map(({ personId }) => personId),
        batchId: null,
        byAccountId: accountId,
        actingFor: actingFor?.accountId ?? null,
        at: clock(),
      }
      const begin = async (tx: Deps['db']) => {
        await imports.begin(tx, begun, by)
        if (!sheet) {
          await reading.keepFile(tx, ring, id, sent.bytes)
          return { ok: true as const, led: to, said: 'said.import-reading' as const }
        }
        const taken = await takeIn(tx, deps, begun, sheet.pieces())
        if (!taken.ok) return taken
        const { counts } = taken
        await imports.setCounts(tx, id, counts)
        const asks = typed['look'] === 'yes' || counts.untidy > 0 || begun.hasFormulas
        const handed =
          begun.state === 'people' &&
          !asks &&
          (await handOn(tx, deps, { ...begun, ...counts }, { accountId, by, onlySure: true }))
        const led = handed && handed.ok ? `/batches/${handed.batchId}/values` : to
        return { ok: true as const, led, said: 'said.import-begun' as const }
      }
      const done = await once(
        request,
        deps,
        tx => allOrNothing(tx, begin),
        one => (one.ok ? one.led : null),
      )
      return done.ok ? reply.seeOther(done.led, done.said) : refuse(notRead(done))
    } finally {
      place.leave()
    }
  }

  async function page(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: { form: Raw; errors?: FieldError[]; again?: { at: Date; batchId: string } },
  ) {
    const sections = batchSections(actorOf(request), reply.language())
    const asker = { agencyId: agencyOf(request), accountId: actorOf(request).accountId }
    const open = await imports.openOf(db, asker, mostOpen)
    return reply.page('imports/index', {
      again: null,
      ...shown,
      open: open.flatMap(one => {
        const section = sections.find(({ value }) => value === one.section)
        return section ? [{ ...one, section: section.text }] : []
      }),
      verbs: importVerbs,
      sections,
      maxMegabytes: maxSheet / 1024 / 1024,
      maxLines: mostImported.toLocaleString('en'),
      purposes: usualPurposes(await agencies.purposes(db, agencyOf(request))),
    })
  }

  return { form, begin }
}

/** A small archive may have much in it, and a small table many lines. */
const isMuch = (opened: Incoming) => (opened.ok ? opened.about > maxHere.lines : opened.why === 'sheet.refused.large')

const notRead = ({ why, at }: NotRead): FieldError => ({ field: 'file', text: why, holes: { line: at ?? 1 } })

function readAsked(actor: Actor, typed: Raw): { verb: ImportVerb; section: Section } | undefined {
  const verb = importVerbs.find(one => one === typed['verb'])
  const section = sectionsAtAgency(actor, 'enter').find(one => one.id === typed['section'])
  return verb && section && mayBatch(verb, section) ? { verb, section } : undefined
}
