import type { Db } from './database.ts'

class Undone extends Error {
  readonly refusal: object
  constructor(refusal: object) {
    super('undone')
    this.refusal = refusal
  }
}

/**
 * A transaction that is kept when `work` gives `ok: true` and undone when it refuses; either way its answer comes back.
 */
export async function allOrNothing<R extends { ok: boolean }>(db: Db, work: (tx: Db) => Promise<R>): Promise<R> {
  try {
    return await db.transaction(async tx => {
      const result = await work(tx)
      if (!result.ok) throw new Undone(result)
      return result
    })
  } catch (error) {
    if (error instanceof Undone) return error.refusal as R
    throw error
  }
}
