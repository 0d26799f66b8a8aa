import { CFB, utils, write, type WorkSheet } from '@e965/xlsx'

/** A workbook as people make it, and not we. */
export function made(format: 'ods' | 'xlsx' | 'xlsm' | 'xls', ...sheets: WorkSheet[]): Buffer {
  const book = utils.book_new()
  for (const sheet of sheets) utils.book_append_sheet(book, sheet)
  return write(book, { type: 'buffer', bookType: format, compression: true }) as Buffer
}
export const sheetOf = (...lines: unknown[][]) => utils.aoa_to_sheet(lines, { sheetStubs: true })

/** The same archive with files put in, or changed. */
export function withFiles(bytes: Buffer, files: Record<string, string | Buffer | ((old: string) => string)>): Buffer {
  const archive = CFB.read(bytes, { type: 'buffer' })
  for (const [name, file] of Object.entries(files)) {
    const old = CFB.find(archive, `/${name}`)
    const content = typeof file === 'function' ? Buffer.from(file(Buffer.from(old?.content ?? []).toString())) : file
    if (old) CFB.utils.cfb_del(archive, `/${name}`)
    CFB.utils.cfb_add(archive, `/${name}`, Buffer.from(content))
  }
  return CFB.write(archive, { fileType: 'zip', type: 'buffer', compression: true }) as Buffer
}
