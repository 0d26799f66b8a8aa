import { linesIn } from '../../documents/sheet/csv.ts'
import { legalDay } from '../../domain/clock.ts'
import { mostImported } from '../../domain/import/import.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import * as imports from '../../store/import/imports.ts'
import * as batches from '../../store/record/batches.ts'
import { speak } from '../../text/speak.ts'
import { refuseWith } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import type { Deps } from '../../web/deps.ts'
import type { Handler } from '../../web/handler.ts'
import { keyOf } from '../../web/show/key-of.ts'
import { rowErrors } from '../../web/show/row-form.ts'
import { sendSheet } from '../../web/transport/send-sheet.ts'

const atOnce = 1000
const nil = '00000000-0000-0000-0000-000000000000'
/** What came of a row that needs nothing more. */
const done = ['clean', 'applied', 'unchanged', 'reversed']

/**
 * The sheet as it came, in its own format, with one more column that says what came of each line; with `only` the lines
 * alone that want something put right.
 */
export function returnedSheet({ db, ring, clock }: Deps): Handler {
  return async (request, reply) => {
    const { sheet } = request
    const language = reply.language()
    const t = speak(language)
    const section = sectionOf(sheet.section)
    const isShort = rawForm(request.query)['only'] === 'errors'
    const asked = await imports.reasons(db, sheet.id)
    const told = new Map<number, { text: string; isDone: boolean }>()
    for (let after = { place: 0, rowId: nil }; sheet.batchId !== null;) {
      const rows = await batches.resultsAfter(db, sheet.batchId, after, atOnce)
      for (const { place, result, complaints } of rows) {
        const errors = rowErrors(section, complaints, language)
        const text = [
          t(keyOf.batchResult(result)),
          ...errors.map(one => `${one.label ?? ''}${t('form.colon')}${t(one.text, one.holes)}`),
        ].join('\n')
        const [before, isDone] = [told.get(place), done.includes(result)]
        const whole = before && { text: `${before.text}\n${text}`, isDone: before.isDone && isDone }
        told.set(place, whole ?? { text, isDone })
      }
      const last = rows.at(-1)
      if (!last) break
      after = last
    }
    const lines: { cells: readonly string[]; reason: string }[] = []
    let next = 1
    for (let after = 0; ;) {
      const kept = await imports.linesAfter(db, ring, sheet.id, after, atOnce)
      const last = kept.at(-1)
      if (!last) break
      after = last.at
      for (const { at, key, cells } of kept) {
        // blank lines are not kept, but are there again, so that a line is where it was
        const blank = isShort ? 0 : Math.max(0, Math.min(at - next, mostImported - lines.length))
        lines.push(...Array.from({ length: blank }, () => ({ cells: [], reason: '' })))
        next = at + (sheet.format === 'csv' ? linesIn(cells) : 1)
        const isTitle = key === ''
        const known = told.get(at)
        const person = asked.get(key)
        const isNobodys = person?.personId === null
        if (isShort && !isTitle && (known ? known.isDone : !isNobodys)) continue
        const whose = isNobodys
          ? [t(keyOf.importConfidence(person.confidence)), person.fault ? t(keyOf.importFault(person.fault)) : '']
          : []
        const reason = isTitle ? titleOf(at) : (known?.text ?? whose.filter(Boolean).join('\n'))
        lines.push({ cells, reason })
      }
    }
    if (lines.length === 0) throw refuseWith(409, 'import.refused.gone')
    const width = lines.reduce((most, { cells }) => Math.max(most, cells.length), 0)
    return sendSheet(request, reply, {
      name: `${t('import.file')}-${legalDay(clock())}`,
      format: sheet.format,
      lines: lines.map(({ cells, reason }) => [...Array.from({ length: width }, (_, i) => cells[i] ?? ''), reason]),
    })

    function titleOf(at: number): string {
      return at === sheet.headerAt ? t('import.reason') : ''
    }
  }
}
