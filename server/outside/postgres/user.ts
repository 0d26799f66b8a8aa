import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { StartRefused } from './start-refused.ts'

/** Empty: the database runs as the user who started us. */
export type RunAs = { uid?: number; gid?: number }

/** PostgreSQL refuses to run as root: then it runs as `postgres` if there is such a user, else as `nobody`. */
export async function databaseUser(): Promise<RunAs> {
  if (process.getuid?.() !== 0) return {}

  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map(line => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (!user) throw new StartRefused('database.refused.no-user')
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

/** Data made earlier keep their owner, whoever `as` would be today. */
export async function ownerOf(data: string, as: RunAs): Promise<RunAs> {
  const owner = await stat(data).catch(() => undefined)
  if (!owner) return as
  if (process.getuid?.() === 0) return { uid: owner.uid, gid: owner.gid }
  if (owner.uid === process.getuid?.()) return as
  throw new StartRefused('database.refused.elsewhere', { folder: data })
}

/** Asks the system rather than the modes: access lists and mounts have a say too. */
export const canReach = (as: RunAs, folder: string) =>
  new Promise<boolean>(resolve => {
    execFile('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...as, cwd: '/' }, error => resolve(!error))
  })
