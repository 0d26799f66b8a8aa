import type { FastifyReply, FastifyRequest } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import type { CodeTable } from '../../domain/record/code-tables.ts'
import type { CodeValue } from '../../domain/record/field.ts'
import { codeColumns, mostLines, planLoad, type Change, type Plan } from '../../domain/record/code/load.ts'
import type { SheetLine } from '../../domain/sheet.ts'
import { visible } from '../../domain/typed-text.ts'
import { allOrNothing } from '../../store/database/all-or-nothing.ts'
import * as events from '../../store/database/events.ts'
import * as codeTables from '../../store/record/code-tables.ts'
import { ask, countUse } from '../../store/record/code-use.ts'
import { readTables } from '../../store/record/followed-tables.ts'
import { speak } from '../../text/speak.ts'
import { once } from '../../web/access/once.ts'
import { byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { labelOf } from '../../web/show/row.ts'
import { csvOf, readCsv } from '../../documents/sheet/csv.ts'
import { readSentSheet } from '../../web/transport/sent-sheet.ts'
import { receive } from '../../web/transport/uploads.ts'
import { addressOf, shownUse, tableOf, versionIn, type OfTable } from './code-table.ts'

/** What is in a file travels through the page of its dry run as CSV, whose form takes several times as much. */
export const maxCodeFile = 64 * 1024
/** A workbook brings its pictures and formats. */
export const maxCodeUpload = 4 * maxCodeFile

/** Problems and changes of which a page tells. */
const mostTold = 200

type Loaded = { plan: Plan; lines: readonly SheetLine[]; version: number | undefined; hasFormulas?: boolean }
type Shown = { errors?: FieldError[]; loaded?: Loaded }

/** A code table from a file: what it would change, and the change. */
export function codeLoadPages(deps: Deps) {
  const { db, clock } = deps

  const form: Handler<OfTable & { Querystring: Raw }> = async (request, reply) => {
    await readTables(db)
    const errors: FieldError[] = request.query['late'] ? [{ field: 'file', text: 'code-load.refused.late' }] : []
    return page(request, reply, { errors })
  }

  const dryRun: Handler<OfTable> = async (request, reply) => {
    // asked first: a file may not be compared with a newer table than it will be loaded into
    const version = await codeTables.versionOf(db, request.params.name)
    await readTables(db)
    const table = tableOf(request)
    const refuse = (error: Omit<FieldError, 'field'>) =>
      page(request, reply.code(422), { errors: [{ field: 'file', ...error }] })
    const sent = await receive(request)
    if (!sent.ok && sent.why === 'blank') return refuse({ text: 'sheet.refused.blank' })
    const read = sent.ok ? await readSentSheet(request, deps, sent.bytes, { maxLines: mostLines + 1 }) : undefined
    const lines = read?.ok ? read.lines.map(({ at, cells }) => ({ at, cells: cells.map(visible) })) : []
    // what a workbook has in it may be more than its bytes
    if (!read || sizeOf(lines) > maxCodeFile) {
      return refuse({ text: 'code-load.refused.large', holes: { max: maxCodeFile / 1024 } })
    }
    if (!read.ok) return refuse({ text: read.why, holes: { line: read.at ?? 1 } })
    const plan = planLoad(table, lines)
    const loaded = { plan, lines, version, hasFormulas: read.hasFormulas }
    const { length: count } = plan.problems
    if (count === 0) return page(request, reply, { loaded })
    const errors: FieldError[] = [{ field: 'file', text: 'code-load.refused.problems', holes: { count } }]
    return page(request, reply.code(422), { loaded, errors })
  }

  const load: Handler<OfTable> = async (request, reply) => {
    await readTables(db)
    const table = tableOf(request)
    const sent = rawForm(request.body)
    const read = readCsv(Buffer.from(sent['lines'] ?? ''))
    const lines = read.ok ? read.lines : []
    const plan = planLoad(table, lines)
    const loaded = { plan, lines, version: versionIn(sent) }
    if (plan.problems.length > 0 || plan.changes.length === 0) {
      return page(request, reply.code(422), { loaded, errors: [{ field: 'file', text: 'code-load.refused.changed' }] })
    }
    const { ok } = await once(
      request,
      deps,
      tx =>
        allOrNothing(tx, async inner => {
          const values = plan.changes.map(({ after }) => after)
          if (!(await codeTables.load(inner, table.id, loaded.version, values))) return { ok: false }
          const by = byOf(request, 'sysadmin')
          await events.add(inner, {
            what: 'code-table.loaded',
            about: table.id,
            by,
            at: clock(),
            details: countsOf(plan.changes),
          })
          for (const { before, after } of plan.changes.filter(isMappedAnew)) {
            const details = { code: after.code, from: before?.mapsTo ?? null, to: after.mapsTo ?? null }
            await events.add(inner, { what: 'code-table.value-mapped', about: table.id, by, at: clock(), details })
          }
          return { ok: true }
        }),
      done => (done.ok ? addressOf(table) : null),
    )
    if (ok) {
      await readTables(db)
      return reply.seeOther(addressOf(table), 'said.codes-loaded', String(plan.changes.length))
    }
    const version = await codeTables.versionOf(db, table.id)
    await readTables(db)
    return page(request, reply.code(409), {
      loaded: { plan: planLoad(tableOf(request), lines), lines, version },
      errors: [{ field: 'file', text: 'code-load.refused.changed' }],
    })
  }

  async function page(request: FastifyRequest<OfTable>, reply: FastifyReply, { errors = [], loaded }: Shown) {
    const table = tableOf(request)
    const language = reply.language()
    const name = labelOf(table, language)
    const problems = (loaded?.plan.problems ?? []).slice(0, mostTold)
    return reply.page('administration/code-load', {
      table: { id: table.id, name },
      title: speak(language)('code-load.of', { name }),
      columns: codeColumns.join(','),
      maxKilobytes: maxCodeFile / 1024,
      errors,
      ...(loaded && {
        plan: {
          ...loaded.plan,
          ...countsOf(loaded.plan.changes),
          problems: problems.map(one => ({ ...one, column: one.column ?? '', holes: { max: mostLines } })),
          moreProblems: loaded.plan.problems.length - problems.length,
          changes: loaded.plan.changes.slice(0, mostTold),
          moreChanges: Math.max(0, loaded.plan.changes.length - mostTold),
        },
        use: await useOf(table, loaded.plan.changes, reply),
        lines: textOf(loaded.lines),
        hasFormulas: loaded.hasFormulas ?? false,
        version: loaded.version,
      }),
    })
  }

  /** In how many rows of the records stands what would end; where counting takes too long, it goes on without us. */
  async function useOf(table: CodeTable, changes: readonly Change[], reply: FastifyReply) {
    // rows that keep a name have the one of before
    const names = (before: CodeValue | undefined) => (before ? [before.zh, ...(before.formerly ?? [])] : [])
    const ended = changes.filter(({ kind }) => kind === 'ended')
    const ending = ended.map(({ before, after }) => ({ ...after, formerly: names(before) }))
    const use = await countUse(db, table.id, ending, legalDay(clock()))
    if (!use) await ask(db, table.id, ending, clock())
    return use && shownUse(use, reply.language())
  }

  return { form, dryRun, load }
}

const isMappedAnew = ({ before, after }: Change) => before?.mapsTo !== after.mapsTo

const textOf = (lines: readonly SheetLine[]) => csvOf(lines.map(({ cells }) => cells)).toString()

const sizeOf = (lines: readonly SheetLine[]) =>
  lines.flatMap(({ cells }) => cells).reduce((sum, cell) => sum + Buffer.byteLength(cell) + 1, 0)

const countsOf = (changes: readonly Change[]) => {
  const count = (kind: Change['kind']) => changes.filter(one => one.kind === kind).length
  return { added: count('added'), changed: count('changed'), ended: count('ended') }
}
