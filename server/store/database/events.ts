import { events } from '../schema.ts'
import type { Db } from './database.ts'

/** Who did it, for events and versions: never a name or a number, only ids and the role. */
export type By = {
  accountId: string | null
  role: string | null
  agencyId: string | null
  requestId: string | null
  /** The account they acted for as a deputy. */
  actingFor?: string | null
  /** The card of the agency they acted for, where it was inserted. */
  agencyCard?: string | null
}

/** For what the system does by itself: jobs, the end of a lock by date. */
export const bySystem: By = { accountId: null, role: 'service', agencyId: null, requestId: null }

/** Adds a row to the audit log, in the transaction of the write it tells of. `details` holds no personal data. */
export async function add(
  db: Db,
  event: { what: string; about: string; by: By; at: Date; details?: Record<string, string | number | boolean | null> },
): Promise<void> {
  await db.insert(events).values({
    what: event.what,
    about: event.about,
    byAccountId: event.by.accountId,
    actingFor: event.by.actingFor ?? null,
    byRole: event.by.role,
    byAgencyId: event.by.agencyId,
    requestId: event.by.requestId,
    details: { ...event.details, ...(event.by.agencyCard && { agencyCard: event.by.agencyCard }) },
    at: event.at,
  })
}
