import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { keptForms, normalisePassword } from '../../domain/account/password.ts'
import { Busy, turns } from '../../domain/turns.ts'

// argon2id; OWASP's second line of equal strength: 19 MiB, two passes, one lane
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// as libuv reads it
const threads = Number(process.env['UV_THREADPOOL_SIZE'] ?? 4) || 1

/**
 * Two of Node's threads stay free for files, names of hosts and style sheets, whoever sends passwords. More than there
 * are processors would slow each other down, and more than four hold most connections to the database.
 */
const hashedAtOnce = Math.max(1, Math.min(threads - 2, availableParallelism(), 4))

const hashing = turns(hashedAtOnce)

const maxWait = 3000

/** Two more may ask the database meanwhile, so that there is always one to be hashed. */
export const comingAtOnce = hashedAtOnce + 2

const coming = turns(comingAtOnce, { maxWait, waitOf: ahead => (ahead * usual) / hashedAtOnce })

// milliseconds for which one is hashed, the latest counting most; the database is slow for other reasons
let usual = 50

async function hashed<Result>(work: () => Promise<Result>): Promise<Result> {
  return hashing.take('', async () => {
    const begun = performance.now()
    const result = await work()
    const took = Math.min(performance.now() - begun, 4 * usual)
    usual += (took - usual) / 8
    return result
  })
}

/** What may be done with passwords by whoever has a turn. */
export type Hashing = {
  hashOf: (password: string) => Promise<string>
  /** Without a hash (no such account, no password yet) the same work is done and the answer is no. */
  matches: (passwordHash: string | null | undefined, typed: string) => Promise<boolean>
}

/**
 * The one door to hashing. `whose` is the account or the place that waits: each has its turn, so that nobody holds up
 * those of others. Inside stands what must not be counted or known before its turn. Throws `Busy` at once where it
 * would probably take more than three seconds until the turn comes, and when it came three times as late.
 */
export async function inTurn<Done>(whose: string, work: (hashing: Hashing) => Promise<Done>): Promise<Done> {
  const asked = performance.now()
  return coming.take(whose, () => {
    if (performance.now() - asked > 3 * maxWait) throw new Busy(maxWait / 1000)
    return work({ hashOf: hashNow, matches: matchesNow })
  })
}

export const hashOf = (password: string, whose: string): Promise<string> =>
  inTurn(whose, ({ hashOf }) => hashOf(password))

const hashNow = (password: string) => hashed(() => hash(normalisePassword(password), cost))

let nobody: Promise<string> | undefined

async function matchesNow(passwordHash: string | null | undefined, typed: string): Promise<boolean> {
  const ofNobody = await (nobody ??= hashNow('the password of nobody'))
  for (const form of keptForms(typed)) {
    if (await hashed(() => verify(passwordHash ?? ofNobody, form))) return Boolean(passwordHash)
  }
  return false
}
