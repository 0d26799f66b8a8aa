import { customType, date, timestamp } from 'drizzle-orm/pg-core'

/** An instant: timestamptz, which comes back as Date. */
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** A day: an ISO string (pg's date parsing is off, see database.ts). */
export const day = (name: string) => date(name, { mode: 'string' })

export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
