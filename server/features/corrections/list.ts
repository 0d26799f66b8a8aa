import { correctableFields, sectionOf } from '../../domain/record/sections.ts'
import * as corrections from '../../store/correction/corrections.ts'
import { ownSubject, readerOf } from '../../web/access/record-reader.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound, refuseWith } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { labelOf } from '../../web/show/row.ts'
import { stateView } from '../../web/show/state.ts'
import { readStart } from './form.ts'

/** All of one's own corrections, and beginning another one from a row of the record. */
export function listPages({ db, ring, clock }: Deps) {
  const list: Handler = async (request, reply) => {
    const language = reply.language()
    const own = await corrections.ofPerson(db, ring, actorOf(request).personId)
    return reply.page('corrections/index', {
      // a draft that was thrown away never was a correction
      corrections: own
        .filter(({ state, number }) => number !== null || state !== 'withdrawn')
        .map(correction => ({
          id: correction.id,
          number: correction.number,
          section: labelOf(sectionOf(correction.section), language),
          operation: correction.operation,
          state: stateView(correction),
          at: correction.submittedAt ?? correction.createdAt,
          dueDay: correction.dueDay,
        })),
    })
  }

  const start: Handler = async (request, reply) => {
    const actor = actorOf(request)
    const { personId } = actor
    const start = readStart(rawForm(request.body)['start'] ?? '')
    if (!start) throw notFound()
    const { section, operation } = start
    const rows = await readerOf(actor, ownSubject(actor), { db, ring }).rows()
    const row = rows.find(({ id, section: of }) => id === start.rowId && of === section.id)
    if (operation !== 'add' && !row) throw notFound()
    if (correctableFields(section, operation).length === 0) throw refuseWith(409, 'record.refused.own-only')
    if (operation === 'delete' && section.id === 'basic') throw refuseWith(409, 'record.refused.basic-stays')
    if (operation === 'add' && section.form === 'single' && rows.some(({ section: of }) => of === section.id)) {
      throw refuseWith(409, 'record.refused.single-exists')
    }
    const id = await corrections.start(
      db,
      { personId, section: section.id, operation, rowId: row?.id ?? null, baseVersion: row?.version ?? null },
      clock(),
    )
    if (id) {
      const first = start.field
        ? `edit?chosen=yes&field_${start.field}=yes`
        : operation === 'change'
          ? 'fields'
          : 'edit'
      return reply.seeOther(`/corrections/${id}/${first}`, 'said.draft-begun')
    }
    const open = await corrections.openFor(db, personId, start.rowId ?? '')
    return reply.seeOther(open ? `/corrections/${open.id}` : '/corrections', 'said.open-already')
  }

  return { list, start }
}
