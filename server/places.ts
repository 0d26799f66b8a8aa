import { accessSync, constants, statSync } from 'node:fs'
import path from 'node:path'
import type { Config } from './config.ts'
import type { Mistake } from './mistake.ts'

/** Whether the folders of the configuration can be used by this user, asked before anything is made. */
export function unusablePlaces({ crlFolder, databaseUrl, dataDir, keysFile }: Config): Mistake[] {
  const mistakes = [
    crlFolder ? unreadable('CRL_FOLDER', crlFolder) : undefined,
    databaseUrl ? undefined : unwritable('DATA_DIR', dataDir),
    // a key file that is there need only be read
    codeOf(() => statSync(keysFile)) === 'ENOENT' ? unwritable('KEYS_FILE', path.dirname(keysFile)) : undefined,
  ]
  return mistakes.filter(mistake => mistake !== undefined)
}

function unreadable(name: string, folder: string): Mistake | undefined {
  const code = codeOf(() => accessSync(folder, constants.R_OK | constants.X_OK))
  if (code === 'ENOENT') return { why: 'config.folder-missing', holes: { name, folder } }
  if (code) return { why: 'config.folder-closed', holes: { name, folder, code } }
  return statSync(folder).isDirectory() ? undefined : { why: 'config.folder-no-folder', holes: { name, folder } }
}

/** Also of a folder that is still to be made: then the nearest one that is there counts. */
function unwritable(name: string, folder: string): Mistake | undefined {
  const code = codeOf(() => accessSync(folder, constants.W_OK | constants.X_OK))
  if (code === 'ENOENT') return unwritable(name, path.dirname(folder))
  if (code === 'ENOTDIR' || (!code && !statSync(folder).isDirectory())) {
    return { why: 'config.folder-no-folder', holes: { name, folder } }
  }
  return code ? { why: 'config.folder-read-only', holes: { name, folder, code } } : undefined
}

/** Undefined when the system lets us. */
function codeOf(look: () => void): string | undefined {
  try {
    look()
    return undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'EIO'
  }
}
