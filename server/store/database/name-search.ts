import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { foldName } from '../../domain/name-text.ts'
import { people } from './tables.ts'

/**
 * SQL: what was typed stands in the name of a person, as names are compared: by whichever variant, dot or blank, in
 * full width or half, and whatever unseen signs were kept with the name or pasted with the word. `folded` is the name
 * of the row of `people` where none other is given.
 */
export const nameHolds = (typed: string, folded: SQLWrapper = people.folded): SQL =>
  holds(sql`${foldName(typed)}`, folded)

/**
 * SQL: what was typed, folded, stands in a name, or each of its words (see `wordsOf`) in the romanised or the English
 * one, for whoever sees the record.
 */
export const anyNameHolds = (
  folded: SQLWrapper,
  words: SQLWrapper,
  names: { folded: SQLWrapper; otherNames: SQLWrapper } = people,
): SQL => sql`(${holds(folded, names.folded)} or ${holdsWords(words, names.otherNames)})`

export const holds = (folded: SQLWrapper, name: SQLWrapper): SQL => sql`position(${folded} in ${name}) > 0`
export const holdsWords = (words: SQLWrapper, otherNames: SQLWrapper): SQL =>
  sql`${otherNames} like all(${words}::text[])`

/** A pattern for each word of what was typed. */
export const wordsOf = (typed: string): string[] =>
  wordsIn(typed).map(word => `%${word.replace(/[\\%_]/g, String.raw`\$&`)}%`)

/** The words of a name, each folded. */
export const wordsIn = (typed: string): string[] =>
  typed
    .split(/[\s,\uFF0C\u3001]+/)
    .map(foldName)
    .filter(Boolean)
