import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Test } from 'tap'

const run = promisify(execFile)

/** What programs of other people make of our files; without them such a test is skipped, and says so. */
export const lacks = (tool: 'pdftotext' | 'soffice'): false | string => {
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`])
    return false
  } catch {
    return `${tool} is not installed`
  }
}

/** A folder of its own for a test. */
export async function folder(t: Test): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'paper-'))
  t.teardown(() => rm(made, { recursive: true, force: true }))
  return made
}

async function kept(t: Test, name: string, bytes: Uint8Array): Promise<string> {
  const file = path.join(await folder(t), name)
  await writeFile(file, bytes)
  return file
}

/** The text of each page of a PDF in the order in which it was drawn: cell after cell, each with all its lines. */
export async function pdfPages(t: Test, bytes: Uint8Array): Promise<string[]> {
  const { stdout } = await run('pdftotext', ['-raw', await kept(t, 'paper.pdf', bytes), '-'])
  return stdout.split('\f').slice(0, -1)
}

/** Where the list of contents of a PDF leads, in its order. */
export async function pdfContents(t: Test, bytes: Uint8Array): Promise<string[]> {
  const { stdout } = await run('pdftohtml', ['-xml', '-stdout', '-i', await kept(t, 'paper.pdf', bytes)])
  return [...stdout.matchAll(/<item page="\d+">(.*)<\/item>/g)].map(([, text = '']) => text)
}

/** The structure of a PDF as a reader for the blind meets it, a line each. */
export async function pdfStructure(t: Test, bytes: Uint8Array): Promise<string[]> {
  const { stdout } = await run('pdfinfo', ['-struct-text', await kept(t, 'paper.pdf', bytes)], {
    maxBuffer: 64 * 1024 * 1024,
  })
  return stdout.split('\n').map(line => line.trim())
}

/** An OpenDocument text as LibreOffice reads it. */
export const odtText = async (t: Test, bytes: Uint8Array): Promise<string> =>
  (await byLibreOffice(t, { name: 'paper.odt', bytes }, 'txt:Text (encoded):UTF8')).toString('utf8')

/** What LibreOffice makes of a file when it opens it and saves it as `to`: a suffix, and behind it a filter. */
export async function byLibreOffice(
  t: Test,
  { name, bytes }: { name: string; bytes: Uint8Array },
  to: string,
): Promise<Buffer> {
  const file = await kept(t, name, bytes)
  const at = path.dirname(file)
  const settings = `-env:UserInstallation=file://${at}/profile`
  await run('soffice', [settings, '--headless', '--convert-to', to, '--outdir', path.join(at, 'saved'), file])
  return readFile(path.join(at, 'saved', `${path.parse(name).name}.${to.split(':')[0]}`))
}

export const unblanked = (text: string): string => text.replace(/\s+/g, '')

/** Whether a text stands there, with the numbers of those characters that a font may lack. */
export const stands = (text: string, value: string): boolean => {
  const code = (sign: string) => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  return text.includes([...unblanked(value)].map(sign => (text.includes(sign) ? sign : code(sign))).join(''))
}
