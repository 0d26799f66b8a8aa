import type { FastifyRequest } from 'fastify'
import { linesIn } from '../../documents/sheet/csv.ts'
import { legalDay } from '../../domain/clock.ts'
import { mostImported } from '../../domain/import/import.ts'
import type { Language } from '../../domain/language.ts'
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
import { sendLongSheet } from '../../web/transport/send-sheet.ts'

const atOnce = 1000
const nil = '00000000-0000-0000-0000-000000000000'
/** What came of a row that needs nothing more. */
const done = ['clean', 'applied', 'unchanged', 'reversed']

type Told = { text: string; isDone: boolean }

/**
 * The sheet as it came, in its own format, with one more column that says what came of each line; with `only` the lines
 * alone that want something put right.
 */
export function returnedSheet({ db, ring, clock }: Deps): Handler {
  return async (request, reply) => {
    const { sheet } = request
    const t = speak(reply.language())
    if (!(await imports.hasLines(db, { importId: sheet.id }))) throw refuseWith(409, 'import.refused.gone')
    return sendLongSheet(request, reply, {
      name: `${t('import.file')}-${legalDay(clock())}`,
      format: sheet.format,
      pieces: lines(request, reply.language()),
    })
  }

  async function* lines({ sheet, query }: FastifyRequest, language: Language): AsyncGenerator<string[][]> {
    const t = speak(language)
    const isShort = rawForm(query)['only'] === 'errors'
    const mostBlank = isShort ? 0 : mostImported
    const whose = await imports.whoseLines(db, sheet.id)
    const toldUntil = results(sheet, language)
    let [next, blanks] = [1, 0]
    for await (const stretch of imports.stretches(db, ring, sheet.id)) {
      const told = await toldUntil(stretch.at(-1)?.at ?? 0)
      const piece: string[][] = []
      for (const { at, cells } of stretch) {
        // blank lines are not kept, but are there again, so that a line is where it was
        for (; next < at && blanks < mostBlank; next += 1, blanks += 1) {
          piece.push(wide([], ''))
          if (piece.length >= atOnce) yield piece.splice(0)
        }
        next = at + (sheet.format === 'csv' ? linesIn(cells) : 1)
        const isTitle = at <= sheet.headerAt
        const known = told.get(at)
        const one = whose.get(at)
        const isNobodys = one?.personId === null
        if (isShort && !isTitle && (known ? known.isDone : !isNobodys)) continue
        const why = isNobodys
          ? [t(keyOf.importConfidence(one.confidence)), one.fault ? t(keyOf.importFault(one.fault)) : '']
          : []
        const title = at === sheet.headerAt ? t('import.reason') : ''
        piece.push(wide(cells, isTitle ? title : (known?.text ?? why.filter(Boolean).join('\n'))))
      }
      yield piece
    }

    function wide(cells: readonly string[], reason: string): string[] {
      return [...Array.from({ length: sheet.width }, (_, i) => cells[i] ?? ''), reason]
    }
  }

  /** What came of the rows of a sheet, line by line: of those up to a line that were not told before. */
  function results({ batchId, section: id }: imports.Import, language: Language) {
    const t = speak(language)
    const section = sectionOf(id)
    let after = { place: 0, rowId: nil }
    let ahead: Awaited<ReturnType<typeof batches.resultsAfter>> = []
    return async (line: number): Promise<Map<number, Told>> => {
      const told = new Map<number, Told>()
      if (batchId === null) return told
      for (;;) {
        if (ahead.length === 0) ahead = await batches.resultsAfter(db, batchId, after, atOnce)
        const here = ahead.filter(({ place }) => place <= line)
        for (const { place, result, complaints } of here) {
          const errors = rowErrors(section, complaints, language)
          const text = [
            t(keyOf.batchResult(result)),
            ...errors.map(one => `${one.label ?? ''}${t('form.colon')}${t(one.text, one.holes)}`),
          ].join('\n')
          const [before, isDone] = [told.get(place), done.includes(result)]
          const whole = before && { text: `${before.text}\n${text}`, isDone: before.isDone && isDone }
          told.set(place, whole ?? { text, isDone })
        }
        const isAll = here.length < ahead.length || ahead.length === 0
        after = here.at(-1) ?? after
        ahead = ahead.slice(here.length)
        if (isAll) return told
      }
    }
  }
}
