import type { Actor } from '../../domain/agency/actor.ts'
import { maySeeEvidence, printedRows, visibleRows, type Asker, type Subject } from '../../domain/record/access.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import * as entryEvidence from '../../store/correction/entry-evidence.ts'
import { rowsBefore } from '../../store/record/past.ts'
import * as records from '../../store/record/records.ts'
import type { Deps } from '../deps.ts'

/** Evidence of a version. `mayOpen`: not what tells of others, to whoever is no HR of the agency that keeps it. */
export type ReadFile = { id: string; name: string; size: number; mayOpen: boolean }

/**
 * The record of a person as the actor sees it: pages read it here and nowhere else, so that none shows a row or a
 * value which the table of access keeps from them.
 */
export function readerOf(actor: Asker, subject: Subject, { db, ring }: Pick<Deps, 'db' | 'ring'>) {
  const visible = <R extends { section: string; data: Record<string, unknown> }>(rows: readonly R[]) =>
    visibleRows(actor, subject, rows)
  const { agencyId, personId } = actor
  const fileView = ({ id, name, size, forHr, batchAgencyId }: entryEvidence.VersionFile): ReadFile => {
    const isForThem = personId !== subject.id && batchAgencyId === agencyId
    return { id, name, size, mayOpen: !forHr || isForThem }
  }

  /** Null where there is some and it may show what is kept from the actor. */
  const evidenceView = (section: string, files: readonly entryEvidence.VersionFile[] = []): ReadFile[] | null => {
    const isOpen = files.length === 0 || maySeeEvidence(actor, subject, sectionOf(section))
    return isOpen ? files.map(fileView) : null
  }

  async function history(id: string, span: { upTo: number | null; limit: number }) {
    const versions = visible(await records.history(db, ring, subject.id, id, span))
    const files = await entryEvidence.ofVersions(
      db,
      versions.map(({ version }) => version),
    )
    return versions.map((one, i) => ({ ...one, evidence: evidenceView(one.section, files[i]) }))
  }

  return {
    /** Of rows that were read with something else. */
    visible,
    rows: async () => visible(await records.ofPerson(db, ring, subject.id)),
    /** As far as they leave on paper. */
    printed: async () => printedRows(actor, subject, await records.ofPerson(db, ring, subject.id)),
    /** Undefined also for one that is kept from the actor. */
    row: async (id: string) => {
      const row = await records.row(db, ring, subject.id, id)
      return row && visible([row])[0]
    },
    history,
    /** A file named by the history of a row, and the section of that; undefined where it is not theirs to open. */
    evidence: async (rowId: string, id: string) => {
      const version = await entryEvidence.versionOf(db, rowId, id)
      if (version === undefined) return undefined
      const found = (await history(rowId, { upTo: version, limit: 1 })).find(one => one.version.version === version)
      const file = found?.evidence?.find(one => one.id === id && one.mayOpen)
      return found && file && { id: file.id, section: found.section }
    },
    /** With what the version rests on that stood then. */
    before: async (at: Date, sections: readonly string[]) => {
      const rows = visible(await rowsBefore(db, ring, subject.id, at, sections))
      const files = await entryEvidence.ofVersions(
        db,
        rows.map(({ id, ...row }) => ({ ...row, rowId: id })),
      )
      return rows.map((row, i) => ({ ...row, evidence: evidenceView(row.section, files[i]) }))
    },
  }
}

/** Oneself, as the table of access asks for it. */
export const ownSubject = ({ personId }: Pick<Actor, 'personId'>): Subject => ({ id: personId, agencyIds: [] })
