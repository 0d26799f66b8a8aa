import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

/** Several files in one, as ZIP with their names in UTF-8. */
export async function zipOf(files: readonly { name: string; bytes: Buffer }[], at: Date): Promise<Buffer> {
  const zip = new ZipFile()
  for (const { name, bytes } of files) zip.addBuffer(bytes, name, { mtime: at })
  zip.end()
  return buffer(zip.outputStream)
}
