import type { FastifyReply, FastifyRequest } from 'fastify'
import { sheetFormats, type SheetCell, type SheetFormat } from '../../../domain/sheet.ts'
import { refuseWith } from '../../errors.ts'
import { sendFile } from '../send-file.ts'
import { csvOf } from './csv.ts'
import { medias } from './media.ts'
import { work } from './worker.ts'

type Sheet = { name: string; lines: readonly (readonly SheetCell[])[] }

/**
 * A table as a download, in the format that the address asks for as `format`. No cell of it is a formula to a
 * spreadsheet: in CSV by a mark before it, in the others because it is kept as a text.
 */
export async function sendSheet(request: FastifyRequest, reply: FastifyReply, sheet: Sheet): Promise<FastifyReply> {
  const format = formatIn(request.query)
  const file = { name: `${sheet.name}.${format}`, media: medias[format] }
  return sendFile(reply, { ...file, bytes: await bytesOf(format, sheet) })
}

async function bytesOf(format: SheetFormat, { name, lines }: Sheet): Promise<Buffer> {
  const csv = () => csvOf(lines.map(line => line.map(cell => (typeof cell === 'string' ? cell : cell.day))))
  if (format === 'csv') return csv()
  const written = await work({ lines, file: { format, name } })
  if (!written.ok) throw refuseWith(503, `sheet.refused.${written.why}`)
  return Buffer.from(written.done)
}

/** The format that an address asks for; CSV where it names none that there is. */
const formatIn = (query: unknown): SheetFormat => {
  const asked = (query as { format?: unknown } | undefined)?.format
  return sheetFormats.find(format => format === asked) ?? 'csv'
}
