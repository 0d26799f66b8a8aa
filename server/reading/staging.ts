import { setImmediate as othersFirst } from 'node:timers/promises'
import { legalDay } from '../domain/clock.ts'
import type { NotRead, Target } from '../domain/import/import.ts'
import { saidIn, untidy } from '../domain/import/line.ts'
import { matcher } from '../domain/import/match.ts'
import { normaliseId } from '../domain/national-id.ts'
import { mostPeople } from '../domain/record/batch.ts'
import type { SheetLine } from '../domain/sheet.ts'
import type { Piece } from '../documents/sheet/incoming.ts'
import type { Db } from '../store/database/database.ts'
import type { KeyRing } from '../store/database/sealing.ts'
import * as imports from '../store/import/imports.ts'
import * as agencyList from '../store/person/agency-list.ts'
import * as people from '../store/person/people.ts'
import * as former from '../store/record/former-identities.ts'
import { formerNameIndex, idIndex } from '../store/record/records.ts'

/** Each way in which the lines name somebody, by its key. */
export type SaidOf = Map<string, imports.SaidBy>

/**
 * Keeps the lines of a sheet, and tells whom they name; `tell` hears after each stretch how many there are by then.
 * What is kept of a sheet that is refused further down is for the caller to undo.
 */
export async function stage(
  tx: Db,
  ring: KeyRing,
  { id, columns, headerAt }: Pick<imports.Import, 'id' | 'columns' | 'headerAt'>,
  pieces: AsyncIterable<Piece>,
  tell: (lines: number) => Promise<void> = async () => {},
): Promise<{ ok: true; counts: imports.Counts; said: SaidOf } | NotRead> {
  const counts = { lines: 0, width: 0, untidy: 0 }
  const naming = namedBy(ring, columns)
  let [waiting, stretch]: [SheetLine[], number] = [[], 0]
  const keep = async (lines: readonly SheetLine[]) => {
    // those of one person beside each other, people in the order in which a batch goes through them
    const named = lines.map(line => ({ line, who: line.at > headerAt ? naming.whoIn(line) : undefined }))
    const sorted = named.toSorted((a, b) => (a.who?.place ?? -1) - (b.who?.place ?? -1))
    const blocks = await imports.addStretch(tx, ring, id, { stretch, lines: sorted.map(({ line }) => line) })
    for (const [i, { line, who }] of sorted.entries()) if (who) naming.add(who, line.at, blocks[i] ?? 0)
    stretch += 1
    await tell(counts.lines)
  }
  for await (const piece of pieces) {
    if (!piece.ok) return piece
    for (const line of piece.lines) {
      counts.width = Math.max(counts.width, line.cells.length)
      if (line.at <= headerAt) continue
      // in a workbook all lines have as many cells
      const isShifted = line.cells.findLastIndex(cell => cell !== '') >= columns.length
      if (isShifted) return { ok: false, why: 'import.refused.shifted', at: line.at }
      counts.lines += 1
      counts.untidy += untidy(line.cells)
    }
    waiting.push(...piece.lines)
    for (; waiting.length >= imports.stretchSize; waiting = waiting.slice(imports.stretchSize)) {
      await keep(waiting.slice(0, imports.stretchSize))
    }
  }
  if (waiting.length > 0) await keep(waiting)
  return { ok: true, counts, said: naming.said }
}

/** Whom the lines name by other columns. */
export async function nameAnew(
  tx: Db,
  ring: KeyRing,
  { id, headerAt }: Pick<imports.Import, 'id' | 'headerAt'>,
  columns: readonly Target[],
): Promise<SaidOf> {
  const naming = namedBy(ring, columns)
  for await (const lines of imports.stretches(tx, ring, id)) {
    for (const line of lines) if (line.at > headerAt) naming.add(naming.whoIn(line), line.at, line.block)
  }
  return naming.said
}

/** Tells whom lines name, each way of naming somebody once; what names them alike is read once. */
function namedBy(ring: KeyRing, columns: readonly Target[]) {
  const places = columns.flatMap((target, i) => (target.startsWith('who:') ? [i] : []))
  const said: SaidOf = new Map()
  const seen = new Map<string, { place: number; by: imports.SaidBy }>()
  const byKey = new Map<string, { place: number; by: imports.SaidBy }>()
  return {
    said,
    whoIn({ cells }: SheetLine) {
      const whole = JSON.stringify(places.map(i => cells[i]))
      const before = seen.get(whole)
      if (before) return before
      const says = saidIn(columns, cells)
      const key = imports.keyOf(ring, says)
      const who = byKey.get(key) ?? { place: byKey.size, by: { said: says, places: [], blocks: [] } }
      seen.set(whole, who)
      byKey.set(key, who)
      said.set(key, who.by)
      return who
    },
    add({ by }: { by: imports.SaidBy }, at: number, block: number) {
      by.places.push(at)
      if (by.blocks.at(-1) !== block) by.blocks.push(block)
    },
  }
}

/**
 * Finds who of the agency is meant, and nobody else: a number of somebody who is not here is told like one that nobody
 * has. Of `notOf` it is not told what they were called before.
 */
export async function matchPeople(
  tx: Db,
  { ring, clock }: { ring: KeyRing; clock: () => Date },
  { id: importId, agencyId, notOf }: Pick<imports.Import, 'id' | 'agencyId' | 'notOf'>,
  said: SaidOf,
): Promise<void> {
  const { people: here } = await agencyList.everybody(tx, agencyId, legalDay(clock()), {}, mostPeople + 2)
  const ids = new Set(here.map(({ id }) => id))
  const all = [...said.values()].map(one => one.said)
  const [numbers, names] = [new Map<string, string>(), new Map<string, readonly string[]>()]
  const typed = [...new Set(all.flatMap(one => (one['id-number'] ? [normaliseId(one['id-number'])] : [])))]
  for (const some of inPieces(typed)) {
    const indexes = some.map(number => idIndex(ring, number))
    const byIndex = await people.byIdNumbers(tx, indexes, notOf)
    for (const [i, number] of some.entries()) {
      const id = byIndex.get(indexes[i] ?? '')
      if (id !== undefined && ids.has(id)) numbers.set(number, id)
    }
  }
  for (const some of inPieces([...new Set(all.flatMap(({ name }) => name ?? []))])) {
    const indexes = some.map(name => formerNameIndex(ring, name))
    const byIndex = await former.byNames(tx, indexes)
    for (const [i, name] of some.entries()) {
      const found = byIndex.get(indexes[i] ?? '') ?? []
      names.set(
        name,
        found.filter(id => ids.has(id) && !notOf.includes(id)),
      )
    }
  }
  const before = await imports.chosenBefore(tx, agencyId, [...said.keys()])
  const match = matcher({
    people: here,
    byNumber: number => numbers.get(number),
    byFormerName: name => names.get(name) ?? [],
    remembered: one => before.get(imports.keyOf(ring, one)),
  })
  const named: imports.Named[] = []
  for (const some of inPieces([...said])) {
    await othersFirst()
    named.push(...some.map(([key, one]) => ({ key, ...one, ...match(one.said) })))
  }
  await imports.setPeople(tx, ring, importId, named)
}

const atOnce = 1000

function inPieces<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / atOnce) }, (_, i) => all.slice(i * atOnce, (i + 1) * atOnce))
}
