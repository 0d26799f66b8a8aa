import { marks } from './mark.ts'

/**
 * Why something is not in a file: it is of the asker, or of somebody who is not here; the table of access keeps it; it
 * has no official code. What is disputed or asked to be corrected is in it with a mark.
 */
export const leftOut = ['own', 'gone', 'kept', 'no-code', ...marks] as const
export type LeftOut = (typeof leftOut)[number]
