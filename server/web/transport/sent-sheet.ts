import type { FastifyRequest } from 'fastify'
import { readSheet, type SheetRead } from '../../documents/sheet/read.ts'
import type { Deps } from '../deps.ts'

/**
 * The lines of a table that somebody sends, after the virus scanner has looked at it where there is one: since nothing
 * of it is kept, it is not held for a scanner that does not answer.
 */
export async function readSentSheet(
  request: FastifyRequest,
  { scan }: Pick<Deps, 'scan'>,
  bytes: Buffer,
  bounds: { maxLines: number },
): Promise<SheetRead> {
  const scanned = scan && bytes.length > 0 ? await scan(bytes) : undefined
  if (scanned?.is === 'infected') return { ok: false, why: 'sheet.refused.infected' }
  if (scanned?.is !== 'unanswered') return readSheet(bytes, bounds)
  request.log.warn({ err: scanned.cause }, 'A sheet cannot be looked at for viruses now.')
  return { ok: false, why: 'sheet.refused.unscanned' }
}
