import type { Actor } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import type { Target } from '../../domain/import/import.ts'
import { saidIn, untidy, type Said } from '../../domain/import/line.ts'
import { matcher } from '../../domain/import/match.ts'
import { normaliseId } from '../../domain/national-id.ts'
import { mostPeople } from '../../domain/record/batch.ts'
import type { SheetLine } from '../../domain/sheet.ts'
import type { Db } from '../../store/database/database.ts'
import type { KeyRing } from '../../store/database/sealing.ts'
import * as imports from '../../store/import/imports.ts'
import * as agencyList from '../../store/person/agency-list.ts'
import * as people from '../../store/person/people.ts'
import * as former from '../../store/record/former-identities.ts'
import { formerNameIndex, idIndex } from '../../store/record/records.ts'
import type { Deps } from '../../web/deps.ts'

/** So many lines are in memory at a time. */
const atOnce = 1000

/** Each way in which the lines name somebody. */
export type SaidOf = Map<string, { said: Said; firstAt: number; lines: number }>

/** Keeps the lines of a sheet, and tells whom they name. */
export async function stage(
  tx: Db,
  ring: KeyRing,
  { id, columns, headerAt }: Pick<imports.Import, 'id' | 'columns' | 'headerAt'>,
  lines: AsyncIterable<SheetLine>,
): Promise<{ counts: { lines: number; untidy: number }; said: SaidOf }> {
  const counts = { lines: 0, untidy: 0 }
  const said: SaidOf = new Map()
  const count = counting(said, ring, columns)
  let waiting: imports.KeptLine[] = []
  for await (const line of lines) {
    const isRow = line.at > headerAt
    if (isRow) {
      counts.lines += 1
      counts.untidy += untidy(line.cells)
    }
    waiting.push({ ...line, key: isRow ? count(line) : '' })
    if (waiting.length < atOnce) continue
    await imports.addLines(tx, ring, id, waiting)
    waiting = []
  }
  if (waiting.length > 0) await imports.addLines(tx, ring, id, waiting)
  return { counts, said }
}

/** Whom the lines name by other columns. */
export async function nameAnew(
  tx: Db,
  ring: KeyRing,
  { id, headerAt }: Pick<imports.Import, 'id' | 'headerAt'>,
  columns: readonly Target[],
): Promise<SaidOf> {
  const said: SaidOf = new Map()
  const count = counting(said, ring, columns)
  for (let after = headerAt; ;) {
    const lines = await imports.linesAfter(tx, ring, id, after, atOnce)
    const last = lines.at(-1)
    if (!last) return said
    await imports.setKeys(
      tx,
      id,
      lines.map(line => ({ at: line.at, key: count(line) })),
    )
    after = last.at
  }
}

/** Counts the lines that name somebody, and tells by which key; what names them alike is read once. */
function counting(said: SaidOf, ring: KeyRing, columns: readonly Target[]) {
  const places = columns.flatMap((target, i) => (target.startsWith('who:') ? [i] : []))
  const keys = new Map<string, string>()
  return ({ at, cells }: SheetLine): string => {
    const whole = JSON.stringify(places.map(i => cells[i]))
    const says = keys.has(whole) ? {} : saidIn(columns, cells)
    const key = keys.get(whole) ?? imports.keyOf(ring, says)
    keys.set(whole, key)
    const known = said.get(key)
    if (known) known.lines += 1
    else said.set(key, { said: says, firstAt: at, lines: 1 })
    return key
  }
}

/**
 * Finds who of the agency is meant, and nobody else: a number of somebody who is not here is told like one that nobody
 * has.
 */
export async function matchPeople(
  tx: Db,
  { ring, clock }: Pick<Deps, 'ring' | 'clock'>,
  { agencyId, importId, actor }: { agencyId: string; importId: string; actor: Actor },
  said: SaidOf,
): Promise<void> {
  const { people: here } = await agencyList.everybody(tx, agencyId, legalDay(clock()), {}, mostPeople + 2)
  const ids = new Set(here.map(({ id }) => id))
  const all = [...said.values()].map(one => one.said)
  const [numbers, names] = [new Map<string, string>(), new Map<string, readonly string[]>()]
  const notOf = actor.deputyFor.map(({ personId }) => personId)
  const typed = [...new Set(all.flatMap(one => (one['id-number'] ? [normaliseId(one['id-number'])] : [])))]
  for (const some of inPieces(typed)) {
    const byIndex = await people.byIdNumbers(
      tx,
      some.map(number => idIndex(ring, number)),
      notOf,
    )
    for (const number of some) {
      const id = byIndex.get(idIndex(ring, number))
      if (id !== undefined && ids.has(id)) numbers.set(number, id)
    }
  }
  for (const some of inPieces([...new Set(all.flatMap(({ name }) => name ?? []))])) {
    const byIndex = await former.byNames(
      tx,
      some.map(name => formerNameIndex(ring, name)),
    )
    for (const name of some) {
      const found = byIndex.get(formerNameIndex(ring, name)) ?? []
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
  const named = [...said].map(([key, one]) => ({ key, ...one, ...match(one.said) }))
  await imports.setPeople(tx, ring, importId, named)
}

function inPieces<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / atOnce) }, (_, i) => all.slice(i * atOnce, (i + 1) * atOnce))
}
