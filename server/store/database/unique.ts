import type { Db } from './database.ts'

/**
 * Does `work`, and says whether it violates a unique constraint: of two who choose the same value at the same instant,
 * both find it free. Then only `work` is undone; the transaction around it goes on.
 */
export async function violates(tx: Db, constraint: string, work: (tx: Db) => Promise<unknown>): Promise<boolean> {
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
