import { sql } from 'drizzle-orm'
import { keptSince } from '../../domain/retention.ts'
import type { Db } from './database.ts'
import * as events from './events.ts'

/**
 * The tables that only grow and go by age. Each is kept in parts by the year of `at`, so that what nobody has to keep
 * any longer goes as a whole year. Years are of UTC like all instants; where they part is for the database alone.
 */
export const byYear = ['access_log', 'events', 'sign_ins'] as const
export type ByYear = (typeof byYear)[number]

const isAppendOnly = (table: ByYear) => table !== 'sign_ins'

/** Years: from the first day of one to the first day of another; null where it has no beginning or no end. */
type Part = { name: string; from: number | null; until: number | null }

/** The parts of a table, oldest first. */
async function partsOf(db: Db, table: ByYear): Promise<Part[]> {
  const year = (word: 'FROM' | 'TO') =>
    sql`substring(pg_get_expr(relpartbound, oid) from ${`${word} \\('(\\d+)-`}::text)::int`
  const { rows } = await db.execute<Part>(sql`
    select relname as name, ${year('FROM')} as "from", ${year('TO')} as until
    from pg_class join pg_inherits on inhrelid = oid where inhparent = ${table}::regclass order by 2 nulls first`)
  return rows
}

/**
 * Gives the next year a part of its own. The last part has no end, so that a row finds its place whatever a clock says
 * and whether or not this was done; it is done a month early, while that part is empty and quickly read.
 */
export async function prepareNextYear(db: Db, table: ByYear, now: Date): Promise<void> {
  const next = new Date(now.getTime() + month).getUTCFullYear() + 1
  const last = (await partsOf(db, table)).at(-1)
  if (!last || (last.from ?? 0) >= next) return
  await db.transaction(async tx => {
    await hold(tx, table)
    const [whole, part] = [sql.identifier(table), sql.identifier(last.name)]
    // a clock may have been ahead
    const { rows } = await tx.execute<{ year: number | null }>(
      sql`select extract(year from max(at) at time zone 'UTC')::int as year from ${part}`,
    )
    const year = Math.max(next, (rows[0]?.year ?? 0) + 1)
    const [from, until] = [last.from === null ? sql`minvalue` : firstDay(last.from), firstDay(year)]
    const added = `${table}_${year}`
    await tx.execute(sql`alter table ${whole} detach partition ${part}`)
    await tx.execute(sql`alter table ${whole} attach partition ${part} for values from (${from}) to (${until})`)
    await tx.execute(
      sql`create table ${sql.identifier(added)} partition of ${whole} for values from (${until}) to (maxvalue)`,
    )
    if (isAppendOnly(table)) await tx.execute(neverEmptied(added))
  })
}

/**
 * Drops the parts whose last row is older than `years`: nothing else removes rows from an append-only table. As many
 * parts have to follow: each year makes one, and a clock that is years ahead for a night does not.
 */
export async function dropYears(db: Db, table: ByYear, years: number, now: Date): Promise<void> {
  const before = keptSince(years, now)
  const parts = await partsOf(db, table)
  for (const [i, { name, until }] of parts.entries()) {
    const isOld = until !== null && Date.UTC(until) <= before.getTime() && parts.length - 1 - i >= years
    if (!isOld) continue
    await db.transaction(async tx => {
      const count = await tx.$count(sql`${sql.identifier(name)}`)
      const details = { count, until: new Date(Date.UTC(until)).toISOString() }
      await events.add(tx, { what: 'retention.removed', about: table, by: events.bySystem, at: now, details })
      await hold(tx, table)
      await tx.execute(sql`drop table ${sql.identifier(name)}`)
    })
  }
}

const month = 31 * 86_400_000

const firstDay = (year: number) => sql.raw(`'${year}-01-01T00:00:00Z'`)

// the triggers for rows come with the part
const neverEmptied = (name: string) =>
  sql`create trigger never_emptied before truncate on ${sql.identifier(name)}
    for each statement execute function refuse_rewriting()`

/** Alone, or not at all for now: whoever came later would wait behind us for those who are before us. */
async function hold(tx: Db, table: ByYear) {
  await tx.execute(sql`set local lock_timeout = '500ms'`)
  await tx.execute(sql`lock table ${sql.identifier(table)} in access exclusive mode`)
}
