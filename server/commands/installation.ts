import { readConfig, type Config } from '../config.ts'
import { openLog } from '../log.ts'
import { inBoth } from '../mistake.ts'
import type { Settings } from '../settings-file.ts'
import { openStorage, placeOf, type Storage } from '../storage.ts'

/**
 * Says on the error output which installation the settings name, opens it, and gives what `work` answers; 2 when there
 * is none. It never makes one, brings none up to date and makes no keys.
 */
export async function inInstallation(
  { env, isFile }: Settings,
  work: (storage: Storage, config: Config) => Promise<number>,
): Promise<number> {
  const read = readConfig(env, 'real', isFile)
  if (!read.ok) return refused(read.mistakes.map(inBoth))
  const { config } = read
  const { baseUrl } = config
  console.error(inBoth({ why: 'installation.spoken-of', holes: { baseUrl, place: placeOf(config) } }))
  const opened = await openStorage('real', config, openLog('silent'), { use: 'find' })
  if (!opened.ok) return refused([inBoth(opened.mistake)])
  try {
    return await work(opened.storage, config)
  } finally {
    await opened.storage.close()
  }
}

function refused(lines: string[]): number {
  for (const line of lines) console.error(line)
  return 2
}
