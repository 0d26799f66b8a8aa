import { accessSync, constants, existsSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Config } from './config.ts'
import type { Mistake } from './mistake.ts'

/** Whether the folders of the configuration can be used by this user, asked before anything is made. */
export function unusablePlaces({ crlFolder, evidence, databaseUrl, dataDir, keysFile }: Config): Mistake[] {
  const mistakes = [
    // never made: where a disk is not mounted, its files would land on another
    evidence.folder
      ? (unreadable('EVIDENCE_FOLDER', evidence.folder) ?? unwritable('EVIDENCE_FOLDER', evidence.folder))
      : undefined,
    crlFolder ? unreadable('CRL_FOLDER', crlFolder) : undefined,
    databaseUrl ? undefined : unwritable('DATA_DIR', dataDir),
    // a key file that is there need only be read
    existsSync(keysFile) ? undefined : unwritable('KEYS_FILE', path.dirname(keysFile)),
  ]
  return mistakes.filter(mistake => mistake !== undefined)
}

function unreadable(name: string, folder: string): Mistake | undefined {
  const code = codeOf(folder, constants.R_OK | constants.X_OK)
  if (!code) return undefined
  if (code === 'ENOENT') return { why: 'config.folder-missing', holes: { name, folder } }
  if (code === 'ENOTDIR') return { why: 'config.folder-no-folder', holes: { name, folder } }
  return { why: 'config.folder-closed', holes: { name, folder, code } }
}

/** Also of a folder that is still to be made: then the nearest one that is there counts. */
function unwritable(name: string, folder: string): Mistake | undefined {
  const code = codeOf(folder, constants.W_OK | constants.X_OK)
  if (code === 'ENOENT') return unwritable(name, path.dirname(folder))
  if (code === 'ENOTDIR') return { why: 'config.folder-no-folder', holes: { name, folder } }
  return code ? { why: 'config.folder-read-only', holes: { name, folder, code } } : undefined
}

/** Undefined when the system lets us. */
function codeOf(folder: string, mode: number): string | undefined {
  try {
    if (!statSync(folder).isDirectory()) return 'ENOTDIR'
    accessSync(folder, mode)
    return undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'EIO'
  }
}
