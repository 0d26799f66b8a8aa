import type { FastifyRequest } from 'fastify'
import { needsOf } from '../../domain/correction/class.ts'
import type { Section } from '../../domain/record/field.ts'
import * as evidence from '../../store/correction/entry-evidence.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { megabytes } from '../../web/transport/form-files.ts'

/** Whether something in a section is written upon evidence, so that a form asks on what its entry rests. */
export const asksBasis = (section: Section): boolean =>
  needsOf(
    section,
    section.fields.map(({ id }) => id),
    true,
  ).evidence

/** What parts/field/evidence shows: the files that came with the form, and how large another may be. */
export const evidenceFields = (
  section: Section,
  files: readonly evidence.EntryFile[],
  { config, scan }: Pick<Deps, 'config' | 'scan'>,
) => ({ files, max: megabytes(config.evidenceMaxBytes), isScanned: scan !== null, asksBasis: asksBasis(section) })

/** Gives the files of a form to the version that was written with it, in its transaction. */
export async function claimFiles(
  tx: Deps['db'],
  request: FastifyRequest,
  files: readonly evidence.EntryFile[],
  owner: { rowId: string; rowVersion: number },
): Promise<void> {
  const ids = files.map(({ id }) => id)
  const isTheirs = await evidence.claim(tx, actorOf(request).accountId, ids, owner)
  // the same page was sent by somebody else in the same moment, and everything is undone
  if (!isTheirs) throw refuseWith(409, 'problem.changed-meanwhile')
}
