import { useTables } from '../../domain/record/code-book.ts'
import { shippedTables } from '../../domain/record/code-tables.ts'
import { readCalendar } from '../calendar/calendar.ts'
import type { Db } from '../database/database.ts'
import * as codeTables from './code-tables.ts'

let read: { db: Db; state: number } | undefined

/** Reads the code tables of the database if they have changed since; from then on this process goes by them. */
export async function readTables(db: Db): Promise<void> {
  // asked first: what changes in between is read again the next time
  const state = await codeTables.state(db)
  if (read?.db === db && read.state === state) return
  const tables = await codeTables.all(db)
  // a start that broke off may have written none of the program's tables, or not the newest
  const unwritten = shippedTables.filter(({ id }) => tables.every(table => table.id !== id))
  useTables([...tables, ...unwritten])
  read = { db, state }
}

const seconds = 3

async function look(db: Db) {
  await readTables(db)
  await readCalendar(db)
}

/**
 * Looks every few seconds whether another process has changed the code tables, or the office calendar. Gives the
 * function that stops it.
 */
export function followTables(db: Db, onError: (error: unknown) => void): () => Promise<void> {
  let looking = Promise.resolve()
  const timer = setInterval(() => (looking = looking.then(() => look(db)).catch(onError)), seconds * 1000)
  timer.unref()
  return () => {
    clearInterval(timer)
    return looking
  }
}
