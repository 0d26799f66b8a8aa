/**
 * Why something is not in a file: it is of the asker, or of somebody who is not here; the table of access keeps it; it
 * has no official code. What is disputed is in it with a mark.
 */
export const leftOut = ['own', 'gone', 'kept', 'no-code', 'disputed'] as const
export type LeftOut = (typeof leftOut)[number]
