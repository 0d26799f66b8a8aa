import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'

/**
 * SQL: a folded name in the order in which people look for one, by strokes or by Zhuyin; a rare variant stands where
 * the common form does. The lists of `assignments` have an index for each (agency, folded name in this order, id, and
 * what narrows them), which goes with the column `folded` and is made anew with it.
 */
export const byStrokes = (folded: SQLWrapper): SQL => sql`${folded} collate "zh_strokes"`
export const byZhuyin = (folded: SQLWrapper): SQL => sql`${folded} collate "zh_zhuyin"`
