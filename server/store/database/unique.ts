import type { Db } from './database.ts'

/**
 * Does `work`, and says whether somebody else had the value of a unique constraint first: of two who choose one at the
 * same instant both find it free. Then only `work` is undone; the transaction around it goes on.
 */
export async function isTaken(tx: Db, constraint: string, work: (tx: Db) => Promise<unknown>): Promise<boolean> {
  try {
    await tx.transaction(work)
    return false
  } catch (error) {
    const { code, constraint: broken } = ((error as Error).cause ?? {}) as { code?: string; constraint?: string }
    if (code === uniqueViolation && broken === constraint) return true
    throw error
  }
}

const uniqueViolation = '23505'
