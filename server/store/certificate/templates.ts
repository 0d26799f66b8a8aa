import { and, desc, eq } from 'drizzle-orm'
import type { CertificateKind } from '../../domain/certificate/certificate.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import * as events from '../database/events.ts'
import { certificateTemplates } from '../schema.ts'

/** The newest text of an agency; undefined while it has none of its own. */
export async function newest(db: Db, agencyId: string, kind: CertificateKind) {
  const [row] = await db
    .select({ version: certificateTemplates.version, body: certificateTemplates.body })
    .from(certificateTemplates)
    .where(and(eq(certificateTemplates.agencyId, agencyId), eq(certificateTemplates.kind, kind)))
    .orderBy(desc(certificateTemplates.version))
    .limit(1)
  return row
}

/** Adds a version on top of `base`, which the writer saw; false when somebody else wrote one meanwhile. */
export async function add(
  tx: Db,
  { agencyId, kind, base, body }: { agencyId: string; kind: CertificateKind; base: number; body: string },
  by: By & { accountId: string },
  at: Date,
): Promise<boolean> {
  const version = base + 1
  if (((await newest(tx, agencyId, kind))?.version ?? 0) !== base) return false
  const [added] = await tx
    .insert(certificateTemplates)
    .values({ agencyId, kind, version, body, by: by.accountId, at })
    .onConflictDoNothing()
    .returning({ version: certificateTemplates.version })
  if (added) {
    await events.add(tx, { what: 'certificate.template-written', about: agencyId, by, at, details: { kind, version } })
  }
  return added !== undefined
}
