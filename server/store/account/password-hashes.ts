import { hash, verify } from '@node-rs/argon2'
import { keptForms, normalisePassword } from '../../domain/account/password.ts'
import { turns } from '../../domain/turns.ts'

// argon2id; OWASP's second line of equal strength: 19 MiB, two passes, one lane
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Of Node's four threads one stays free for files, names of hosts and style sheets, whoever sends passwords. */
export const hashedAtOnce = 3
const hashing = turns(hashedAtOnce)

export async function hashOf(password: string): Promise<string> {
  return hashing.take('', () => hash(normalisePassword(password), cost))
}

/** Without a hash (no such account, no password yet) the same work is done and the answer is no. */
export async function matches(passwordHash: string | null | undefined, typed: string): Promise<boolean> {
  nobody ??= hashOf('the password of nobody')
  for (const form of keptForms(typed)) {
    const kept = passwordHash ?? (await nobody)
    if (await hashing.take('', () => verify(kept, form))) return Boolean(passwordHash)
  }
  return false
}

let nobody: Promise<string> | undefined
