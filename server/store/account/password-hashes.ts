import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { keptForms, normalisePassword } from '../../domain/account/password.ts'
import { turns } from '../../domain/turns.ts'

// argon2id; OWASP's second line of equal strength: 19 MiB, two passes, one lane
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// as libuv reads it
const threads = Number(process.env['UV_THREADPOOL_SIZE'] ?? 4) || 1

/**
 * Two of Node's threads stay free for files, names of hosts and style sheets, whoever sends passwords; and more than
 * there are processors would only slow each other down.
 */
export const hashedAtOnce = Math.max(1, Math.min(threads - 2, availableParallelism()))

const hashing = turns(hashedAtOnce)

// so many more may ask the database meanwhile that there is always one to be hashed
const coming = turns(4 * hashedAtOnce, { maxWait: 3000 })

/** What may be done with passwords by whoever has a turn. */
export type Hashing = {
  hashOf: (password: string) => Promise<string>
  /** Without a hash (no such account, no password yet) the same work is done and the answer is no. */
  matches: (passwordHash: string | null | undefined, typed: string) => Promise<boolean>
}

/**
 * The one door to hashing. `whose` is the account or the place that waits: each has its turn, so that nobody holds up
 * those of others. Inside stands what must not be counted or known before its turn. Throws `Busy` at once where it
 * would take more than three seconds until the turn comes.
 */
export const inTurn = <Done>(whose: string, work: (hashing: Hashing) => Promise<Done>): Promise<Done> =>
  coming.take(whose, () => work({ hashOf: hashNow, matches: matchesNow }))

export const hashOf = (password: string, whose: string): Promise<string> =>
  inTurn(whose, ({ hashOf }) => hashOf(password))

const hashNow = (password: string) => hashing.take('', () => hash(normalisePassword(password), cost))

let nobody: Promise<string> | undefined

async function matchesNow(passwordHash: string | null | undefined, typed: string): Promise<boolean> {
  const ofNobody = await (nobody ??= hashNow('the password of nobody'))
  for (const form of keptForms(typed)) {
    if (await hashing.take('', () => verify(passwordHash ?? ofNobody, form))) return Boolean(passwordHash)
  }
  return false
}
