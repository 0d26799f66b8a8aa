import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import type { Config } from './config.ts'
import { startJobs } from './jobs/start.ts'
import { openEvidenceHomes } from './outside/evidence-homes.ts'
import { openMail } from './outside/mail.ts'
import { openMobileId } from './outside/mobile-id.ts'
import { openHealthCardVerifier } from './outside/nhi-verifier.ts'
import { openVirusScanner } from './outside/virus-scanner.ts'
import { portRefused } from './ports.ts'
import type { Storage, Opened } from './storage.ts'
import type * as installation from './store/installation/installation.ts'
import { followTables } from './store/record/followed-tables.ts'
import * as listFetching from './store/trust/list-fetching.ts'
import { trustOf } from './store/trust/trust.ts'
import { undoing } from './undoing.ts'
import { offeredWays } from './ways/offered-ways.ts'

export type Service = {
  /** In order: visitors, jobs, the database. Ends within seconds, whatever visitors do. */
  close: () => Promise<void>
}

/**
 * Builds the application on an open database, listens, and lets others start; `instead` says how to choose another
 * port.
 */
export async function openService(
  kind: installation.Kind,
  config: Config,
  storage: Storage,
  log: FastifyBaseLogger,
  instead: string,
): Promise<Opened<{ service: Service }>> {
  const { db, keys } = storage
  const settings = { ...config, sessionSecret: config.sessionSecret ?? keys.sessionSecret }
  const clock = () => new Date()
  const sendMail = config.mail ? openMail(config.mail) : null
  const phone = config.phone ? openMobileId(config.phone) : null
  const healthCards = config.healthCards ? openHealthCardVerifier(config.healthCards) : null
  const evidenceHomes = openEvidenceHomes(config.evidence)
  const deps = {
    db,
    ring: keys.ring,
    evidenceHomes,
    scan: config.scanner ? openVirusScanner(config.scanner) : null,
    clock,
    trust: () => trustOf(db),
    config: settings,
    sendMail,
    phone,
    healthCards,
    installation: kind,
  }
  const { host, port } = config
  const { push, undo: close } = undoing(storage.close)
  try {
    await listFetching.ask(db, clock())
    push(
      followTables(db, err =>
        log.warn({ err }, 'Code tables and calendar could not be looked at and are tried again.'),
      ),
    )
    push(
      await startJobs(
        storage.url,
        {
          ...deps,
          db: storage.jobsDb,
          sources: config,
          idleDays: config.idleDays,
          keepYears: config.keepYears,
          dryRunDays: config.dryRunDays,
          baseUrl: config.baseUrl,
          offeredWays: () => offeredWays(deps),
        },
        log,
      ),
    )
    const app = await buildApp(deps, { log, trustProxy: config.trustProxy, sharedAddresses: config.sharedAddresses })
    push(() => closeApp(app))
    await app.listen({ host, port })
    await storage.letOthersStart()
    return { ok: true, service: { close } }
  } catch (error) {
    await close()
    if (!(error instanceof Error && 'syscall' in error && error.syscall === 'listen' && 'code' in error)) throw error
    return { ok: false, mistake: portRefused(host, port, String(error.code), instead) }
  }
}

async function closeApp(app: FastifyInstance) {
  // visitors who are being served get a moment to hear the end
  const patience = setTimeout(() => app.server.closeAllConnections(), 3000)
  await app.close()
  clearTimeout(patience)
}

export type Ending = { isAsked: () => boolean; asked: Promise<void> }

/**
 * Hears when the operator asks for the end, also while everything is still starting. Asking again hurries nothing: npm
 * hands on what the terminal has sent already, and a database must not be left behind.
 */
export function askedToEnd(): Ending {
  let isAsked = false
  const asked = new Promise<void>(resolve => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        isAsked = true
        resolve()
      })
    }
  })
  return { isAsked: () => isAsked, asked }
}
