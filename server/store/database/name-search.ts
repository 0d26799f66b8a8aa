import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { foldName } from '../../domain/name-text.ts'
import { people } from './tables.ts'

/**
 * SQL: what was typed stands in the name of a person, as names are compared: by whichever variant, dot or blank, in
 * full width or half, and whatever unseen signs were kept with the name or pasted with the word. `folded` is the name
 * of the row of `people` where none other is given.
 */
export const nameHolds = (typed: string, folded: SQLWrapper = people.folded): SQL =>
  sql`position(${foldName(typed)} in ${folded}) > 0`
