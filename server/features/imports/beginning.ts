import type { FastifyReply, FastifyRequest } from 'fastify'
import { openSheet } from '../../documents/sheet/incoming.ts'
import type { Actor } from '../../domain/agency/actor.ts'
import { findHeader, guessColumns, isTwice, layoutOf, sourceOf, titleLines } from '../../domain/import/header.ts'
import { importVerbs, mostImported, refuseColumns, type ImportVerb } from '../../domain/import/import.ts'
import { sectionsAtAgency } from '../../domain/record/access.ts'
import { mayBatch } from '../../domain/record/batch.ts'
import type { Section } from '../../domain/record/field.ts'
import { readPurpose } from '../../domain/record/purpose.ts'
import type { SheetLine } from '../../domain/sheet.ts'
import * as agencies from '../../store/agency/agencies.ts'
import * as imports from '../../store/import/imports.ts'
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
import { matchPeople, stage } from './staging.ts'

/** 100,000 lines of an award list in UTF-8. */
export const maxSheet = 48 * 1024 * 1024

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
      const found = await refusedByScanner(request, deps, sent.bytes)
      if (found) return refuse({ field: 'file', text: found }, ...errors)
      const agencyId = agencyOf(request)
      const sheet = await openSheet(sent.bytes, { maxLines: mostImported + titleLines })
      if (!sheet.ok) return refuse({ field: 'file', text: sheet.why, holes: { line: sheet.at ?? 1 } }, ...errors)
      const first = await firstLines(sheet.lines())
      const header = findHeader(first, asked.section)
      if (!header) return refuse({ field: 'file', text: 'import.refused.header' }, ...errors)
      if (first.at(-1)?.at === header.at) return refuse({ field: 'file', text: 'import.refused.no-rows' }, ...errors)
      const shifted = sheet.lastBeyond(header.names.length)
      if (shifted !== undefined && shifted > header.at) {
        return refuse({ field: 'file', text: 'import.refused.shifted', holes: { line: shifted } }, ...errors)
      }
      if (!purpose.ok) return refuse(...errors)
      const digest = imports.digestOf(ring, sent.bytes)
      const before = await imports.sentBefore(db, agencyId, digest)
      if (before && typed['again'] !== 'yes') {
        const text = 'import.refused.sent-before' as const
        const again = { at: before.at, batchId: before.batchId }
        return page(request, reply.code(422), { form: typed, errors: [{ field: 'file', text }], again })
      }
      const { verb, section } = asked
      const source = sourceOf(header.names, { verb, section: section.id })
      const kept = await imports.columnsOf(db, agencyId, source)
      const columns = kept ?? guessColumns(header.names, section)
      const isKnown = kept !== undefined || (layoutOf(header.names) !== undefined && !isTwice(header.names))
      const id = newRowId()
      const by = byOf(request, hrRoleOf(request))
      const to = `/imports/${id}`
      const led = await once(
        request,
        deps,
        async tx => {
          const begun = {
            id,
            agencyId,
            verb,
            section: section.id,
            state: isKnown && !refuseColumns(columns) ? ('people' as const) : ('columns' as const),
            purpose: purpose.value,
            digest,
            format: sheet.format,
            source,
            headerAt: header.at,
            names: header.names,
            columns,
            lines: 0,
            untidy: 0,
            hasFormulas: sheet.hasFormulas,
            batchId: null,
            byAccountId: accountId,
            actingFor: actingFor?.accountId ?? null,
            at: clock(),
          }
          await imports.begin(tx, begun, by)
          const staged = await stage(tx, ring, begun, sheet.lines())
          const counted = { ...begun, ...staged.counts }
          await imports.setCounts(tx, id, staged.counts)
          await matchPeople(tx, deps, { agencyId, importId: id, actor: actorOf(request) }, staged.said)
          const asks = typed['look'] === 'yes' || counted.untidy > 0 || counted.hasFormulas
          const isSure = counted.state === 'people' && !asks
          const handed = isSure && (await handOn(tx, deps, counted, { accountId, by, onlySure: true }))
          return handed && handed.ok ? `/batches/${handed.batchId}/values` : to
        },
        where => where,
      )
      return reply.seeOther(led, 'said.import-begun')
    } finally {
      place.leave()
    }
  }

  async function page(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: { form: Raw; errors?: FieldError[]; again?: { at: Date; batchId: string } },
  ) {
    return reply.page('imports/index', {
      again: null,
      ...shown,
      verbs: importVerbs,
      sections: batchSections(actorOf(request), reply.language()),
      maxMegabytes: maxSheet / 1024 / 1024,
      maxLines: mostImported.toLocaleString('en'),
      purposes: usualPurposes(await agencies.purposes(db, agencyOf(request))),
    })
  }

  return { form, begin }
}

async function firstLines(lines: AsyncIterable<SheetLine>): Promise<SheetLine[]> {
  const first: SheetLine[] = []
  for await (const line of lines) {
    first.push(line)
    // with the second line of a header, and a row below it
    if (first.length > titleLines + 1) break
  }
  return first
}

function readAsked(actor: Actor, typed: Raw): { verb: ImportVerb; section: Section } | undefined {
  const verb = importVerbs.find(one => one === typed['verb'])
  const section = sectionsAtAgency(actor, 'enter').find(one => one.id === typed['section'])
  return verb && section && mayBatch(verb, section) ? { verb, section } : undefined
}
