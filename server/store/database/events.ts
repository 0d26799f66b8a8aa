import type { Slug, WayFor } from '../../domain/way.ts'
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

/** What may have happened. A name once given stays: rows keep it for ever. */
export type EventName =
  | `access.${'refused' | 'refused-more'}`
  | `account.${'opened' | 'activated' | 'recovered' | 'not-me' | 'sessions-ended' | 'notice-acknowledged'}`
  | `account.${'lock' | 'suspend' | 'reactivate' | 'close' | 'invite-again'}`
  | `account.${'mail-asked' | 'mail-confirmed' | 'password-added' | 'password-changed'}`
  | `account.${Slug<WayFor<'binding'>>}-${'added' | 'removed' | 'blocked'}`
  | `account.${'card-renewed' | 'card-renewal-refused' | 'certificate-renewed' | 'passkey-counter'}`
  | `account.${'second-factor-on' | 'second-factor-off' | 'spare-codes-made'}`
  | 'activation.issued'
  | `agency.${'added' | 'changed' | 'password-days-set' | 'purposes-set' | 'strong-proof-set' | 'second-reviewer-named'}`
  | `agency-card.${'registered' | 'retired' | 'used'}`
  | `batch.${'begun' | 'checked' | 'applied' | 'reversed' | 'stopped'}`
  | `certificate.${'prepared' | 'sealed' | 'revoked' | 'template-written'}`
  | 'directory.read'
  | `calendar.${'day-set' | 'loaded'}`
  | `recipient.${'told' | 'acknowledged'}`
  | `code-table.${'loaded' | 'value-added' | 'value-ended' | 'value-mapped'}`
  | 'component.set'
  | 'correction.moved'
  | 'evidence.infected'
  | `deputy.${'named' | 'agreed' | 'begun' | 'shortened' | 'ended'}`
  | `export-profile.${'saved' | 'ended'}`
  | `file.${'asked' | 'made' | 'fetched'}`
  | `finding.${'exempted' | 'exemption-ended'}`
  | 'guide.written'
  | `import.${'begun' | 'read' | 'not-read' | 'columns-set' | 'handed-on'}`
  | 'installation.set-up'
  | `lock.${'set' | 'ended'}`
  | 'outages.set'
  | `person.${'invited' | 'assigned' | 'assignment-ended' | 'assignment-reopened' | 'place-set'}`
  | `person.${'name-shown' | 'name-confirmed'}`
  | `photo.${'set' | 'removed'}`
  | `record.${'confirmed' | 'written' | 'write-held'}`
  | `recovery.${'asked' | 'confirmed' | 'code-made' | 'mail-asked' | 'operator-link'}`
  | 'retention.removed'
  | `role.${'given' | 'ended' | 'lengthened'}`
  | `trust.${'authority-added' | 'authority-removed' | 'folder-imported' | 'grace-used'}`
  | `trust.${'lists-asked' | 'list-taken' | 'list-refused'}`

/** For what the system does by itself: jobs, the end of a lock by date. */
export const bySystem: By = { accountId: null, role: 'service', agencyId: null, requestId: null }

/** Adds a row to the audit log, in the transaction of the write it tells of. */
export async function add(db: Db, { by, at, ...happened }: Happened & { by: By; at: Date }): Promise<void> {
  await addAll(db, [happened], by, at)
}

/** What happened and to what; `details` holds no personal data. */
export type Happened = {
  what: EventName
  about: string
  details?: Record<string, string | number | boolean | null>
}

// a statement has no more than 65,535 parameters
const most = 1000

/** The same of many things that one did at one moment. */
export async function addAll(db: Db, happened: readonly Happened[], by: By, at: Date): Promise<void> {
  const rows = happened.map(({ what, about, details }) => ({
    what,
    about,
    byAccountId: by.accountId,
    actingFor: by.actingFor ?? null,
    byRole: by.role,
    byAgencyId: by.agencyId,
    requestId: by.requestId,
    details: { ...details, ...(by.agencyCard && { agencyCard: by.agencyCard }) },
    at,
  }))
  for (let i = 0; i < rows.length; i += most) await db.insert(events).values(rows.slice(i, i + most))
}
