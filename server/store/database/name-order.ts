import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'

/**
 * SQL: a folded name in the order in which people look for one, by strokes or by Zhuyin; a rare variant stands where
 * the common form does. The lists of `assignments` have an index for each (agency, folded name in this order, id, and
 * what narrows them) and one of strokes for all agencies, which go with the column `folded` and are made anew with it.
 */
export const byStrokes = (folded: SQLWrapper): SQL => sql`${folded} collate "zh_strokes"`
export const byZhuyin = (folded: SQLWrapper): SQL => sql`${folded} collate "zh_zhuyin"`
