import type { Incoming, Piece } from '../documents/sheet/incoming.ts'
import { findHeader, guessColumns, isTwice, layoutOf, sourceOf, titleLines } from '../domain/import/header.ts'
import { refuseColumns, type NotRead } from '../domain/import/import.ts'
import { sectionOf } from '../domain/record/sections.ts'
import type { SheetLine } from '../domain/sheet.ts'
import type { Db } from '../store/database/database.ts'
import type { KeyRing } from '../store/database/sealing.ts'
import * as imports from '../store/import/imports.ts'
import { matchPeople, stage } from './staging.ts'

type Asked = Pick<imports.Import, 'id' | 'agencyId' | 'verb' | 'section' | 'notOf'>
type Opened = Extract<Incoming, { ok: true }>

/** What the columns of a sheet are for: as its agency had it the last time, or as one can guess. */
export async function headingOf(db: Db, { agencyId, verb, section }: Omit<Asked, 'id' | 'notOf'>, sheet: Opened) {
  const first = await firstLines(sheet.pieces())
  if (!first.ok) return first
  const header = findHeader(first.lines, sectionOf(section))
  if (!header) return { ok: false, why: 'import.refused.header' } satisfies NotRead
  if (first.lines.at(-1)?.at === header.at) return { ok: false, why: 'import.refused.no-rows' } satisfies NotRead
  const source = sourceOf(header.names, { verb, section })
  const kept = await imports.columnsOf(db, agencyId, source)
  const columns = kept ?? guessColumns(header.names, sectionOf(section))
  const isKnown = kept !== undefined || (layoutOf(header.names) !== undefined && !isTwice(header.names))
  const state = isKnown && !refuseColumns(columns) ? ('people' as const) : ('columns' as const)
  const { format, hasFormulas } = sheet
  return {
    ok: true as const,
    heading: { format, hasFormulas, source, headerAt: header.at, names: header.names, columns, state },
  }
}

/** Stages the lines of a sheet that is there, and finds whom they name; of one that is refused nothing may stay. */
export async function takeIn(
  tx: Db,
  deps: { ring: KeyRing; clock: () => Date },
  sheet: Asked & Pick<imports.Import, 'columns' | 'headerAt'>,
  pieces: AsyncIterable<Piece>,
  tell?: (lines: number) => Promise<void>,
): Promise<{ ok: true; counts: imports.Counts } | NotRead> {
  const staged = await stage(tx, deps.ring, sheet, pieces, tell)
  if (!staged.ok) return staged
  await matchPeople(tx, deps, sheet, staged.said)
  return { ok: true, counts: staged.counts }
}

/** Titles, a header of two lines, and a row below it. */
const most = titleLines + 2

async function firstLines(pieces: AsyncIterable<Piece>): Promise<{ ok: true; lines: SheetLine[] } | NotRead> {
  const first: SheetLine[] = []
  for await (const piece of pieces) {
    if (!piece.ok) return piece
    first.push(...piece.lines)
    if (first.length >= most) break
  }
  return { ok: true, lines: first.slice(0, most) }
}
