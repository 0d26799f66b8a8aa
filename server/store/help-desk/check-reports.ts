import { randomInt } from 'node:crypto'
import { count, desc, eq, gt } from 'drizzle-orm'
import { letters } from '../../domain/readable-code.ts'
import { halfWidth } from '../../domain/typed-text.ts'
import type { Db } from '../database/database.ts'
import { checkReports } from '../schema.ts'

export type CheckReport = typeof checkReports.$inferSelect

const day = 86_400_000
const daysKept = 90
// nobody is signed in: a bound on what strangers can fill
const maxADay = 500

/** Keeps a report for ninety days under a number that reads aloud well; undefined when too many came today. */
export async function add(
  db: Db,
  { fields, findings }: Pick<CheckReport, 'fields' | 'findings'>,
  now: Date,
): Promise<string | undefined> {
  const since = new Date(now.getTime() - day)
  const [lately] = await db.select({ count: count() }).from(checkReports).where(gt(checkReports.at, since))
  if ((lately?.count ?? 0) >= maxADay) return undefined
  const drawn = Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')
  const ticket = `${drawn.slice(0, 4)}-${drawn.slice(4)}`
  const expiresAt = new Date(now.getTime() + daysKept * day)
  await db.insert(checkReports).values({ ticket, fields, findings, at: now, expiresAt })
  return ticket
}

/** A number as it may be typed or read aloud, with blanks, in full width or without its hyphen; blank for nothing. */
export function ticketOf(typed: string): string {
  const signs = halfWidth(typed)
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase()
  return signs && `${signs.slice(0, 4)}-${signs.slice(4)}`
}

/** Newest first; `ticket` finds one. */
export async function list(db: Db, { limit, offset, ticket }: { limit: number; offset: number; ticket: string }) {
  const where = ticket ? eq(checkReports.ticket, ticket) : undefined
  const [rows, [all]] = await Promise.all([
    db.select().from(checkReports).where(where).orderBy(desc(checkReports.at)).limit(limit).offset(offset),
    db.select({ count: count() }).from(checkReports).where(where),
  ])
  return { rows, count: all?.count ?? 0 }
}
