import { correctableFields } from '../../domain/record/sections.ts'
import * as corrections from '../../store/correction/corrections.ts'
import { ownSubject, readerOf } from '../../web/access/record-reader.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound, refuseWith } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { readStretch, stepsOf, tableOf } from '../../web/show/list/list.ts'
import { columns, leadIn } from './columns.ts'
import { readStart } from './form.ts'

const size = 50

/** All of one's own corrections, and beginning another one from a row of the record. */
export function listPages({ db, ring, clock }: Deps) {
  const list: Handler = async (request, reply) => {
    const language = reply.language()
    const stretch = readStretch(rawForm(request.query), size)
    const found = await corrections.ofPerson(db, actorOf(request).personId, stretch)
    if (found.rows.length === 0 && (stretch.after ?? stretch.before)) return reply.seeOther('/corrections')
    return reply.page('corrections/index', {
      table: tableOf(found.rows, columns, language, leadIn(language)),
      steps: stepsOf('/corrections', {}, found),
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
