import type { FastifyRequest } from 'fastify'
import { readSheet, type SheetRead } from '../../documents/sheet/read.ts'
import type { Deps } from '../deps.ts'

/**
 * Why a table that somebody sends is not read: the virus scanner, where there is one, found something in it, or does
 * not answer. Since nothing of it is kept by then, it is not held meanwhile.
 */
export async function refusedByScanner(
  request: FastifyRequest,
  { scan }: Pick<Deps, 'scan'>,
  bytes: Buffer,
): Promise<'sheet.refused.infected' | 'sheet.refused.unscanned' | undefined> {
  const scanned = scan && bytes.length > 0 ? await scan(bytes) : undefined
  if (scanned?.is === 'infected') return 'sheet.refused.infected'
  if (scanned?.is !== 'unanswered') return undefined
  request.log.warn({ err: scanned.cause }, 'A sheet cannot be looked at for viruses now.')
  return 'sheet.refused.unscanned'
}

/** The lines of a table that somebody sends. */
export async function readSentSheet(
  request: FastifyRequest,
  deps: Pick<Deps, 'scan'>,
  bytes: Buffer,
  bounds: { maxLines: number },
): Promise<SheetRead> {
  const why = await refusedByScanner(request, deps, bytes)
  return why ? { ok: false, why } : readSheet(bytes, bounds)
}
