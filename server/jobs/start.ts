import PgBoss from 'pg-boss'
import { outageOf } from '../domain/outage.ts'
import type { Log } from '../outside/postgres/embedded.ts'
import { forJobs, openDatabase, type Db } from '../store/database/database.ts'
import { closeLeft, remindOfCards, remindOfPasswords, turnDeputies } from './accounts.ts'
import * as sheets from '../store/import/reading.ts'
import * as files from '../store/outgoing/files.ts'
import * as batches from '../store/record/batches.ts'
import { carryBatches } from './batches.ts'
import { countCodes } from './code-use.ts'
import { endLocks, forgetEnded, scanEvidence, sweepEvidence, type ScanDeps } from './expiry.ts'
import { makeFiles, sweepFiles } from './files.ts'
import { reckonFindings } from './findings.ts'
import { keepFormerIdentities } from './former-identities.ts'
import { suspendIdle, type IdleDeps } from './idle-accounts.ts'
import { sendLetters, type LetterDeps } from './letters.ts'
import { prepareYears, removeDryRuns, removeKept, type DryRunDeps, type RetentionDeps } from './retention.ts'
import { refreshAskedLists, refreshLists, type ListDeps } from './revocation-refresh.ts'
import { readSheets } from './sheets.ts'

export type AllDeps = ListDeps & IdleDeps & LetterDeps & ScanDeps & RetentionDeps & DryRunDeps
type Job = {
  cron: string
  work: (deps: AllDeps) => Promise<unknown>
  /** For what somebody waits for: asked every few seconds, so that it need not wait for its turn. */
  isDue?: (db: Db) => Promise<boolean>
}

const jobs: Record<string, Job> = {
  'asked-lists': { cron: '* * * * *', work: refreshAskedLists },
  'carry-batches': { cron: '* * * * *', work: carryBatches, isDue: batches.isAnyGoingOn },
  'close-left': { cron: '3 16 * * *', work: closeLeft },
  'count-codes': { cron: '* * * * *', work: countCodes },
  'end-locks': { cron: '*/5 * * * *', work: endLocks },
  'keep-former-identities': { cron: '*/10 * * * *', work: keepFormerIdentities },
  'make-files': { cron: '* * * * *', work: makeFiles, isDue: files.isAnyWaiting },
  'prepare-years': { cron: '17 18 * * *', work: prepareYears },
  'read-sheets': { cron: '* * * * *', work: readSheets, isDue: sheets.isAnyWaiting },
  'reckon-findings': { cron: '*/10 * * * *', work: reckonFindings },
  'remind-of-cards': { cron: '0 0 * * *', work: remindOfCards },
  'remind-of-passwords': { cron: '2 0 * * *', work: remindOfPasswords },
  'remove-dry-runs': { cron: '37 18 * * *', work: removeDryRuns },
  'remove-kept': { cron: '27 18 * * *', work: removeKept },
  'suspend-idle': { cron: '4 0 * * *', work: suspendIdle },
  'forget-ended': { cron: '7 * * * *', work: forgetEnded },
  'sweep-evidence': { cron: '12 18 * * *', work: sweepEvidence },
  'scan-evidence': { cron: '* * * * *', work: scanEvidence },
  'sweep-files': { cron: '*/10 * * * *', work: sweepFiles },
  'send-letters': { cron: '* * * * *', work: sendLetters },
  'turn-deputies': { cron: '*/5 * * * *', work: turnDeputies },
  'revocation-refresh': { cron: '23 * * * *', work: refreshLists },
}

/**
 * Begins what happens while nobody looks. However many instances share the database, each turn of a job runs once; it
 * is tried again when it fails. Gives the function that waits for running jobs and ends.
 */
export async function startJobs(url: string, deps: AllDeps, log: Log): Promise<() => Promise<void>> {
  // a connection that is being closed may still hear that the database ends
  const ending = { asked: false }
  const warn = seldom((err: unknown) => log.warn({ err }, 'The jobs cannot use the database and try again.'))
  const onLost = (err: unknown) => void (ending.asked || warn(err))
  const { db, pool, close } = openDatabase(url, { max: 2, onLost, patience: forJobs })
  // a job that outlasts the end has nobody any more to report to
  const executeSql = async (text: string, values: unknown[]) =>
    pool.ending ? { rows: [] } : await pool.query<object>(text, values)
  const boss = new PgBoss({ db: { executeSql }, schema: 'jobs' })
  boss.on('error', onLost)
  await boss.start()
  for (const [name, { cron, work }] of Object.entries(jobs)) {
    await boss.createQueue(name, { name, policy: 'short', retryLimit: 3, retryDelay: 60 })
    await boss.schedule(name, cron)
    await boss.work(name, { pollingIntervalSeconds: 5 }, () => run(name, async () => work(deps), log, warn))
  }
  const look = async () => {
    for (const [name, { isDue }] of Object.entries(jobs)) if (await isDue?.(db)) await boss.send(name, {})
  }
  const looking = setInterval(() => void look().catch(onLost), dueSeconds * 1000)
  return async () => {
    ending.asked = true
    clearInterval(looking)
    await boss.stop({ graceful: true, wait: true, timeout: 3000 })
    await close()
  }
}

const dueSeconds = 3

/** The queue keeps the words of an error in its table: it gets words without values, the log gets the rest. */
async function run(name: string, work: () => Promise<unknown>, log: Log, warn: (err: unknown) => void) {
  const failed = await work().then(
    () => undefined,
    (err: unknown) => ({ err }),
  )
  if (!failed) return
  if (outageOf(failed.err)) warn(failed.err)
  else log.error({ ...failed, job: name }, 'A job failed and is tried again.')
  throw new Error('see the log of the application')
}

/** Once a minute is enough: ten jobs ask every five seconds. */
function seldom(act: (what: unknown) => void): (what: unknown) => void {
  let last = -Infinity
  return what => {
    if (performance.now() - last < 60_000) return
    last = performance.now()
    act(what)
  }
}
