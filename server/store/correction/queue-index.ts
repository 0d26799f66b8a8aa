import { sql, type SQL } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { openStates } from '../../domain/correction/correction.ts'

const decided = ['accepted', 'partly_accepted']

// spelled out: an index serves no statement that gives the states as values
const oneOf = (states: readonly string[]) => sql.raw(states.map(state => `'${state}'`).join(', '))

/** SQL: the correction is decided and waits for a lock to end. */
export const isDecided = (state: AnyPgColumn): SQL<boolean> => sql<boolean>`(${state} in (${oneOf(decided)}))`

/** SQL: the correction is in the queue of its agency. */
export const isQueued = (state: AnyPgColumn): SQL => sql`${state} in (${oneOf([...openStates, ...decided])})`
