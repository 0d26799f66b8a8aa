import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Test } from 'tap'
import type { EvidenceHomes } from '../../../server/domain/correction/evidence-home.ts'
import { openEvidenceFolder } from '../../../server/outside/evidence-folder.ts'
import { openEvidenceS3, type Bucket } from '../../../server/outside/evidence-s3.ts'

/** One that spoils says yes and keeps something else, one that agrees is no such service at all. */
export type Fault = '' | 'agrees' | 'endless' | 'silent' | 'cut' | 'busy' | 'no-bucket' | 'spoils'

/** A service that speaks S3 in a process of its own, which ends with `t`. */
export async function s3Service(t: Test) {
  const key = { bucket: 'evidence', keyId: 'DESKKEY', secret: 'a/secret+of=tests', region: 'tw-north-1' }
  const program = path.join(import.meta.dirname, 's3-service.js')
  const child = spawn(process.execPath, [program, ...Object.values(key)], { stdio: ['pipe', 'pipe', 'inherit'] })
  t.teardown(() => child.kill('SIGKILL'))
  const [said] = await once(child.stdout.setEncoding('utf8'), 'data')
  const url = `http://127.0.0.1:${/^port (\d+)/.exec(String(said))?.[1]}`
  const bucket: Bucket = { url, style: 'path', ...key }
  return {
    bucket,
    breaks: async (fault: Fault) => void (await fetch(`${url}/-/fault`, { method: 'POST', body: fault })),
  }
}

/** All three homes at once, for a test that goes from one to the other. */
export async function threeHomes(t: Test) {
  const { bucket, breaks } = await s3Service(t)
  const folder = path.join(t.testdir({ evidence: {} }), 'evidence')
  const files = { folder: openEvidenceFolder(folder), s3: openEvidenceS3(bucket) }
  const homes = (newest: EvidenceHomes['newest']): EvidenceHomes => ({ newest, ...files })
  return { folder, bucket, breaks, files, homes }
}
