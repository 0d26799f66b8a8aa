import type { Db } from './database.ts'

const kept = new WeakMap<object, Map<string, unknown>>()

/** Builds a named prepared statement once for each database or transaction it is used on. */
export function prepared<T>(db: Db, name: string, build: (db: Db) => T): T {
  let statements = kept.get(db)
  if (!statements) kept.set(db, (statements = new Map()))
  if (!statements.has(name)) statements.set(name, build(db))
  return statements.get(name) as T
}

const texts = new WeakMap<object, Map<string, unknown>>()
/** As many as the filters of a list that people combine; whoever tries all of them fills no memory. */
const mostTexts = 300

/**
 * Builds a statement without a name (`prepare('')`) once for each key: its text is kept, and it is planned for the
 * values it is asked with each time.
 */
export function planned<T>(db: Db, key: string, build: (db: Db) => T): T {
  let statements = texts.get(db)
  if (!statements) texts.set(db, (statements = new Map()))
  const statement = (statements.get(key) as T | undefined) ?? build(db)
  if (statements.size < mostTexts) statements.set(key, statement)
  return statement
}
