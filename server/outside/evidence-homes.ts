import type { EvidenceHome, EvidenceHomes } from '../domain/correction/evidence-home.ts'
import { openEvidenceFolder } from './evidence-folder.ts'
import { openEvidenceS3, type Bucket } from './evidence-s3.ts'

export type HomeSettings = { home: EvidenceHome; folder?: string; s3?: Bucket }

/** What is configured beside the home of new files is still read, until everything has moved. */
export const openEvidenceHomes = ({ home, folder, s3 }: HomeSettings): EvidenceHomes => ({
  newest: home,
  folder: folder === undefined ? null : openEvidenceFolder(folder),
  s3: s3 ? openEvidenceS3(s3) : null,
})
