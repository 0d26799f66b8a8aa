/**
 * How many rows of people of an agency have one of some codes in a field; `agency` is null of those who are at none,
 * and `rows` where the values are encrypted.
 */
export type CodeUse = { agency: string | null; section: string; field: string; rows: number | null }
