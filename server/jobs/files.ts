import { makeNext } from '../making/make.ts'
import * as files from '../store/outgoing/files.ts'
import type { EvidenceDeps, JobDeps } from './expiry.ts'

/** Makes the files that wait. One that fails keeps no other; its error is thrown at the end. */
export async function makeFiles(deps: JobDeps & Pick<EvidenceDeps, 'evidenceHomes'>): Promise<void> {
  const failed: unknown[] = []
  const making = () =>
    makeNext(deps).catch((error: unknown) => {
      failed.push(error)
      return failed.length < files.mostTries
    })
  while (await making());
  if (failed.length > 0) throw new AggregateError(failed, 'files could not be made')
}

/** Removes the files whose day is over. */
export const sweepFiles = ({ db, clock }: Pick<JobDeps, 'db' | 'clock'>): Promise<void> => files.sweep(db, clock())
