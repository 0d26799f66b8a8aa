import { and, asc, eq, notInArray, or, sql } from 'drizzle-orm'
import { rules, wantedBy } from '../../../domain/record/rules.ts'
import type { Db } from '../../database/database.ts'
import { recordFindings } from '../../schema.ts'
import { exemptNow } from './exemption.ts'

/** A field that a rule has found something about. */
export type FieldFound = { rowId: string; field: string; rule: string }

/** Contact details that nobody saw to for long; whoever they are of can say that they are right. */
export const agedContact = 'basic.contact-age'

const missing = rules.flatMap(({ id }) => (wantedBy(id) === undefined ? [] : id))

/** SQL: what is wrong in a field, and what its owner can see to; the rest that is odd is for HR to look at. */
export const isForOwner = or(
  and(eq(recordFindings.severity, 'error'), notInArray(recordFindings.rule, missing)),
  eq(recordFindings.rule, agedContact),
)

/** The fields of a person's record, or of one row of it, that the person may put right. */
export async function ofPerson(db: Db, personId: string, rowId?: string): Promise<FieldFound[]> {
  return db
    .select({ rowId: recordFindings.rowId, field: recordFindings.field, rule: recordFindings.rule })
    .from(recordFindings)
    .where(
      and(
        eq(recordFindings.personId, personId),
        rowId === undefined ? undefined : eq(recordFindings.rowId, rowId),
        isForOwner,
      ),
    )
}

/** What the rules say of one row of a person, but for warnings that need no action. */
export async function ofRow(db: Db, personId: string, rowId: string) {
  return db
    .select({
      rule: recordFindings.rule,
      severity: recordFindings.severity,
      section: recordFindings.section,
      rowId: recordFindings.rowId,
      field: recordFindings.field,
    })
    .from(recordFindings)
    .where(and(eq(recordFindings.personId, personId), eq(recordFindings.rowId, rowId), sql`not ${exemptNow}`))
    .orderBy(asc(recordFindings.severity), asc(recordFindings.rule), asc(recordFindings.field))
}
