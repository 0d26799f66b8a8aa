import type { FastifyReply, FastifyRequest } from 'fastify'
import { csvPieces } from '../../documents/sheet/csv.ts'
import { medias } from '../../documents/sheet/media.ts'
import { writeLongBook, writeSheet, type Sheet, type SheetWritten } from '../../documents/sheet/write.ts'
import { sheetFormats, type SheetFormat } from '../../domain/sheet.ts'
import { refuseWith } from '../errors.ts'
import { sendFile } from './send-file.ts'

/** A table as a download, in the format that the address asks for as `format`, or else in its own. */
export async function sendSheet(
  request: FastifyRequest,
  reply: FastifyReply,
  { format: own = 'csv', ...sheet }: Sheet & { format?: SheetFormat },
): Promise<FastifyReply> {
  const format = formatIn(request.query) ?? own
  return sendWritten(reply, sheet.name, format, await writeSheet(format, sheet))
}

function sendWritten(reply: FastifyReply, name: string, format: SheetFormat, written: SheetWritten): FastifyReply {
  if (!written.ok) throw refuseWith(503, written.why)
  return sendFile(reply, { name: `${name}.${format}`, media: medias[format], bytes: written.bytes })
}

/** The same of a table that comes in pieces, of which no more than one is in memory as lines. */
export async function sendLongSheet(
  request: FastifyRequest,
  reply: FastifyReply,
  { name, format, pieces }: { name: string; format: SheetFormat; pieces: AsyncIterable<string[][]> },
): Promise<FastifyReply> {
  const asked = formatIn(request.query) ?? format
  if (asked === 'csv') return sendFile(reply, { name: `${name}.csv`, media: medias.csv, bytes: csvPieces(pieces) })
  return sendWritten(reply, name, asked, await writeLongBook(asked, { name, pieces }))
}

/** The format that an address asks for; undefined where it names none that there is. */
const formatIn = (query: unknown): SheetFormat | undefined => {
  const asked = (query as { format?: unknown } | undefined)?.format
  return sheetFormats.find(format => format === asked)
}
