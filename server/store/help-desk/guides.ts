import { and, desc, eq } from 'drizzle-orm'
import type { Language } from '../../domain/language.ts'
import type { Db } from '../database/database.ts'
import { guides } from '../schema.ts'

export type GuideVersion = { version: number; body: string; at: Date }

/** Newest first; empty for a guide that nobody here has written anew. */
export function versions(db: Db, slug: string, language: Language): Promise<GuideVersion[]> {
  return db
    .select({ version: guides.version, body: guides.body, at: guides.at })
    .from(guides)
    .where(and(eq(guides.slug, slug), eq(guides.language, language)))
    .orderBy(desc(guides.version))
}

/** Adds a version on top of `base`, the highest the writer saw; false when somebody else wrote one meanwhile. */
export async function add(
  db: Db,
  { slug, language, base, body, by }: { slug: string; language: Language; base: number; body: string; by: string },
  at: Date,
): Promise<boolean> {
  const [newest] = await versions(db, slug, language)
  if ((newest?.version ?? 0) !== base) return false
  const added = await db
    .insert(guides)
    .values({ slug, language, version: base + 1, body, by, at })
    .onConflictDoNothing()
    .returning({ version: guides.version })
  return added.length === 1
}
