import type { Actor } from '../../domain/agency/actor.ts'
import { visibleRows, type Subject } from '../../domain/record/access.ts'
import { rowsBefore } from '../../store/record/past.ts'
import * as records from '../../store/record/records.ts'
import type { Deps } from '../deps.ts'

/**
 * The record of a person as the actor sees it: pages read it here and nowhere else, so that none shows a row or a
 * value which the table of access keeps from them.
 */
export function readerOf(actor: Actor, subject: Subject, { db, ring }: Pick<Deps, 'db' | 'ring'>) {
  const visible = <R extends { section: string; data: Record<string, unknown> }>(rows: readonly R[]) =>
    visibleRows(actor, subject, rows)
  return {
    /** Of rows that were read with something else. */
    visible,
    rows: async () => visible(await records.ofPerson(db, ring, subject.id)),
    /** Undefined also for one that is kept from the actor. */
    row: async (id: string) => {
      const row = await records.row(db, ring, subject.id, id)
      return row && visible([row])[0]
    },
    history: async (id: string, span: { upTo: number | null; limit: number }) =>
      visible(await records.history(db, ring, subject.id, id, span)),
    before: async (at: Date, sections: readonly string[]) =>
      visible(await rowsBefore(db, ring, subject.id, at, sections)),
  }
}

/** Oneself, as the table of access asks for it. */
export const ownSubject = ({ personId }: Pick<Actor, 'personId'>): Subject => ({ id: personId, agencyIds: [] })
