import type { Db } from './database.ts'

const kept = new WeakMap<object, Map<string, unknown>>()

/** Builds a named prepared statement once for each database or transaction it is used on. */
export function prepared<T>(db: Db, name: string, build: (db: Db) => T): T {
  let statements = kept.get(db)
  if (!statements) kept.set(db, (statements = new Map()))
  if (!statements.has(name)) statements.set(name, build(db))
  return statements.get(name) as T
}
