import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Db } from '../../database/database.ts'
import type { By } from '../../database/events.ts'
import * as events from '../../database/events.ts'
import { recordFindings, recordRows } from '../../schema.ts'
import { isAt } from './place.ts'

/** SQL: HR says that the warning is right as it is, and the row has not changed since. */
export const exemptAs = (name: string) => {
  const table = sql.identifier(name)
  return sql`(${table}.exempt_version is not null and ${table}.severity = 'warning'
    and ${table}.exempt_version = (select now.version from ${recordRows} now where now.id = ${table}.row_id))`
}
export const exemptNow = exemptAs('record_findings')

/**
 * Says that a warning is right as it is: until its row changes it is listed among those that need no action. False for
 * an error, and where the row has changed since it was seen or somebody said so already.
 */
export async function exempt(
  tx: Db,
  finding: { id: string; personId: string; rule: string },
  { version, reason }: { version: number; reason: string },
  by: By,
  now: Date,
): Promise<boolean> {
  const asSeen = sql`(select now.version from ${recordRows} now where now.id = ${recordFindings.rowId}) = ${version}`
  const [done] = await tx
    .update(recordFindings)
    .set({ exemptReason: reason, exemptVersion: version, exemptBy: by.accountId, exemptAt: now })
    .where(and(isAt(finding.id), eq(recordFindings.severity, 'warning'), asSeen, sql`not ${exemptNow}`))
    .returning({ rowId: recordFindings.rowId })
  if (!done) return false
  const details = { row: done.rowId, rule: finding.rule }
  await events.add(tx, { what: 'finding.exempted', about: finding.personId, by, at: now, details })
  return true
}

/** Lists it again. False where somebody has done so already. */
export async function endExemption(
  tx: Db,
  finding: { id: string; personId: string; rule: string },
  by: By,
  now: Date,
): Promise<boolean> {
  const [done] = await tx
    .update(recordFindings)
    .set({ exemptReason: null, exemptVersion: null, exemptBy: null, exemptAt: null })
    .where(and(isAt(finding.id), isNotNull(recordFindings.exemptVersion)))
    .returning({ rowId: recordFindings.rowId })
  if (!done) return false
  const details = { row: done.rowId, rule: finding.rule }
  await events.add(tx, { what: 'finding.exemption-ended', about: finding.personId, by, at: now, details })
  return true
}
