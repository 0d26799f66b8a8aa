import { chown, mkdir, open, rename, rm, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { maxSealedBytes } from '../domain/correction/evidence-file.ts'
import { HomeUnreachable, type SealedFiles } from '../domain/correction/evidence-home.ts'
import { turns } from '../domain/turns.ts'

const reachMs = 2000

/** Sealed files in a folder that is there already, two levels deep, for its owner alone. */
export function openEvidenceFolder(folder: string, timeoutMs = 20_000): SealedFiles {
  const stepsTo = (name: string) => [name.slice(0, 2), name.slice(2, 4)]
  const placeOf = (name: string) => path.join(folder, ...stepsTo(name), name)

  async function put(name: string, sealed: Buffer): Promise<void> {
    const owner = await ownerOf(folder)
    let parent = folder
    for (const step of stepsTo(name)) parent = await makeIn(parent, step, owner)
    const file = placeOf(name)
    const part = partOf(file)
    const handle = await open(part, 'wx', 0o600)
    try {
      if (owner) await handle.chown(owner.uid, owner.gid)
      await handle.writeFile(sealed)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(part, file)
    await keep(parent)
  }

  async function get(name: string): Promise<Buffer | undefined> {
    const handle = await open(placeOf(name)).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
      // a folder that is gone as a whole is another thing
      await stat(folder)
      return undefined
    })
    return handle && buffer(handle.createReadStream({ end: maxSealedBytes }))
  }

  async function remove(name: string): Promise<void> {
    await stat(folder)
    for (const file of [partOf(placeOf(name)), placeOf(name)]) await rm(file, { force: true })
  }

  async function isReached(): Promise<boolean> {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize > maxSealedBytes
  }

  // each of those who wait for a disk that is silent keeps one of the few threads that read files
  const line = turns(2)
  let silent = 0
  async function within<Result>(ms: number, begin: () => Promise<Result>): Promise<Result> {
    let bell: NodeJS.Timeout | undefined
    try {
      if (silent > 0) throw new Error('it does not answer yet')
      const work = line.take('', begin)
      const tooLate = new Promise<never>((_, reject) => {
        bell = setTimeout(() => {
          silent += 1
          void work.catch(() => {}).finally(() => (silent -= 1))
          reject(new Error(`no answer within ${ms} ms`))
        }, ms)
      })
      return await Promise.race([work, tooLate])
    } catch (error) {
      throw new HomeUnreachable('folder', error)
    } finally {
      clearTimeout(bell)
    }
  }

  return {
    put: (name, sealed) => within(timeoutMs, () => put(name, sealed)),
    get: name => within(timeoutMs, () => get(name)),
    remove: name => within(timeoutMs, () => remove(name)),
    isReached: () => within(reachMs, isReached).catch(() => false),
  }
}

const partOf = (file: string) => `${file}.part`

type Owner = { uid: number; gid: number }

/** Whose the files must be; undefined where they are ours by themselves. A command may be run by root. */
async function ownerOf(folder: string): Promise<Owner | undefined> {
  const owner = await stat(folder)
  return process.getuid?.() === 0 ? owner : undefined
}

/** Never the folder itself: where a disk is not mounted nothing may be written in its place. */
async function makeIn(parent: string, name: string, owner: Owner | undefined): Promise<string> {
  const folder = path.join(parent, name)
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    // whoever made it a moment ago may not have come that far
    await keep(parent)
    return folder
  }
  if (owner) await chown(folder, owner.uid, owner.gid)
  await keep(parent)
  return folder
}

/** A name is kept for good only when its folder is. */
async function keep(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}
