import { shippedTables, type CodeTable } from './code-tables.ts'
import type { CodeValue } from './field.ts'

// of the whole process: what is asked of a code does not depend on who asks
let list = shippedTables
let book = bookOf(list)

function bookOf(tables: readonly CodeTable[]): ReadonlyMap<string, CodeTable> {
  return new Map(tables.map(table => [table.id, table]))
}

/** The tables by which codes are read from now on: those of the database, once they are known. */
export function useTables(tables: readonly CodeTable[]): void {
  list = tables
  book = bookOf(tables)
}

/** The tables in their order, the same list until they change. */
export const allTables = (): readonly CodeTable[] => list

export const findTable = (id: string): CodeTable | undefined => book.get(id)

/** The values of a table, the same list until the tables change; a field without a table has none. */
export function codesOf(table: string | undefined): readonly CodeValue[] {
  if (table === undefined) return none
  const found = book.get(table)
  if (!found) throw new Error(`no code table ${table}`)
  return found.values
}

const none: readonly CodeValue[] = []
