import { hash, verify } from '@node-rs/argon2'
import { keptForms, normalisePassword } from '../domain/password.ts'

// argon2id; OWASP's second line of equal strength: 19 MiB, two passes, one lane
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export async function hashOf(password: string): Promise<string> {
  return hash(normalisePassword(password), cost)
}

/** Without a hash (no such account, no password yet) the same work is done and the answer is no. */
export async function matches(passwordHash: string | null | undefined, typed: string): Promise<boolean> {
  nobody ??= hashOf('the password of nobody')
  for (const form of keptForms(typed)) {
    if (await verify(passwordHash ?? (await nobody), form)) return Boolean(passwordHash)
  }
  return false
}

let nobody: Promise<string> | undefined
