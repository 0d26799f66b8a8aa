import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { readRevocationList, type ListAsked, type ListFacts } from '../../domain/card/crl.ts'
import { derOfFile } from '../../domain/card/der.ts'
import { maxListBytes } from '../../domain/card/profile.ts'
import type { TrustRefusal } from '../../domain/card/refusal.ts'
import { readAuthority, type Authority } from '../../domain/card/trust.ts'

/** Plain data, so that it can go from one thread to another. */
export type ListRead =
  | { ok: true; facts: ListFacts; serials: Buffer; address: string | undefined }
  | { ok: false; why: TrustRefusal }

// 64 KB hold about 2,000 entries, which are read within 10 ms
const maxAtOnce = 64 * 1024
// the longest file that is taken at all, 3 million of the shortest entries, needs less than half of each
const maxMegabytes = 512
const maxMs = 120_000
const tooMuch = ['ERR_WORKER_OUT_OF_MEMORY', 'ABORT_ERR']

/**
 * Reads a list, DER or PEM, by the one of the authorities whose key signed it. A long list is read on a thread of its
 * own: requests go on while 400,000 entries are verified and sorted. One that is more than the thread can bear is
 * refused.
 */
export async function readList(file: Buffer, authorities: readonly Authority[], asked: ListAsked): Promise<ListRead> {
  const certificates = authorities.map(({ certificate }) => certificate)
  if (file.length <= maxAtOnce) return readListBy(file, certificates, asked)
  if (file.length > maxListBytes) return { ok: false, why: 'trust.refused.unreadable' }
  const worker = new Worker(new URL('./list-thread.js', import.meta.url), {
    workerData: { file, certificates, asked },
    resourceLimits: { maxOldGenerationSizeMb: maxMegabytes },
  })
  try {
    const [read] = (await once(worker, 'message', { signal: AbortSignal.timeout(maxMs) })) as [ListRead]
    return read.ok ? { ...read, serials: Buffer.from(read.serials) } : read
  } catch (error) {
    if (!tooMuch.includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    return { ok: false, why: 'trust.refused.unreadable' }
  } finally {
    await worker.terminate()
  }
}

/**
 * The same at once, in the thread that asks. The first authority that does not call the list another's has the word.
 */
export function readListBy(file: Buffer, certificates: readonly Buffer[], asked: ListAsked): ListRead {
  const der = derOfFile(file, 'list')
  for (const certificate of certificates) {
    const authority = readAuthority(certificate)
    if (!authority.ok) throw new Error(`an authority that was taken in is not one: ${authority.why}`)
    const read = readRevocationList(der, authority.authority, asked)
    if (read.ok) {
      const { has: _, ...facts } = read.list
      return { ok: true, facts, serials: read.serials, address: read.address }
    }
    if (read.why !== 'trust.refused.list-issuer') return read
  }
  return { ok: false, why: 'trust.refused.list-issuer' }
}
