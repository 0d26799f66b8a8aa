import { and, eq, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { byStrokes } from '../../database/name-order.ts'
import { assignments, recordFindings, recordRows } from '../../schema.ts'

/** How a finding is called in the list of its agency: where it is, so that its place is known when it is gone. */
export const placeOf = ({ rowId, rule, field }: { rowId: string; rule: string; field: string }) =>
  `${rowId}~${rule}~${field}`
/** Whether a finding can be called so. */
export const isPlace = (text: string): boolean => {
  const [rowId = '', rule = '', field = '', ...more] = text.split('~')
  return isRowId.test(rowId) && /^[\w.-]+$/.test(rule) && /^\w+$/.test(field) && more.length === 0
}
const isRowId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** SQL: it is the finding that is called so. */
export function isAt(place: string): SQL | undefined {
  const [rowId = '', rule = '', field = ''] = place.split('~')
  return and(eq(recordFindings.rowId, rowId), eq(recordFindings.rule, rule), eq(recordFindings.field, field))
}

/** What `isBeyond` is asked with. */
export function partsOf(place: string) {
  const [placeRow, placeRule, placeField] = place.split('~')
  return { placeRow, placeRule, placeField }
}

const [row, rule, field] = ['placeRow', 'placeRule', 'placeField'].map(name => sql.placeholder(name))

/** By the row, which is there when its finding is gone: whoever mends one after the other goes on where they were. */
export function isBeyond(keys: readonly SQLWrapper[], agencyId: SQLWrapper, than: '<' | '>'): SQL {
  const ofRow = (what: SQL) => sql`(select ${what} from ${recordRows} gone
    join ${assignments} whose on whose.person_id = gone.person_id and whose.agency_id = ${agencyId}
    where gone.id = ${row}::uuid order by whose.until_day desc limit 1)`
  const there = [
    ofRow(byStrokes(sql`whose.folded`)),
    ofRow(sql`gone.person_id`),
    ofRow(sql`gone.section`),
    sql`${row}::uuid`,
    sql`${rule}::text`,
    sql`${field}::text`,
  ]
  return sql`(${sql.join([...keys], sql`, `)}) ${sql.raw(than)} (${sql.join(there, sql`, `)})`
}
