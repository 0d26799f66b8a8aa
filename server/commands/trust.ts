import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import { derOfFile } from '../domain/card/der.ts'
import { maxCertificateFile } from '../domain/card/profile.ts'
import { publishedName } from '../domain/card/published.ts'
import { listState } from '../domain/trust/freshness.ts'
import { inBoth } from '../mistake.ts'
import { takeSettings } from '../settings-file.ts'
import type { Db } from '../store/database/database.ts'
import * as events from '../store/database/events.ts'
import * as authorities from '../store/trust/authorities.ts'
import { addAuthority, fingerprintOf, importTrust, type Role } from '../store/trust/trust.ts'
import type { Holes, TextKey } from '../text/speak.ts'
import { inInstallation } from './installation.ts'
import { codeOf, readable, Unanswerable } from './question.ts'

const usage = [
  'npm run -s desk -- trust list',
  'npm run -s desk -- trust add --kind root|citizen|agency --certificate FILE --sha256 HEX',
  'npm run -s desk -- trust remove --sha256 HEX',
  'npm run -s desk -- trust import --folder DIR   (anchors/*.cer, citizen/*.cer, agency/*.cer, lists/*.crl)',
  inBoth({ why: 'command.settings' }),
].join('\n')

/** What the page of the authorities does, for whoever has the settings of the installation. */
export async function trust(args: string[]): Promise<number> {
  const taken = takeSettings(args)
  if (!taken.ok) return told(2, [inBoth(taken.mistake)])
  const [act = '', ...rest] = taken.rest
  const deed = Object.hasOwn(deeds, act) ? deeds[act] : undefined
  const options = optionsOf(rest)
  if (!deed || !options) return told(2, [usage])
  return inInstallation(taken, async ({ db }, config) => {
    try {
      return await deed(db, options, config)
    } catch (error) {
      if (error instanceof Unanswerable) return told(2, [error.message])
      // of a folder or one of its files
      const { syscall, path: file } = error as NodeJS.ErrnoException
      if (!syscall || !file) throw error
      return told(2, [inBoth({ why: 'question.unreadable', holes: { file, code: codeOf(error) } })])
    }
  })
}

type Options = { kind?: string; certificate?: string; sha256?: string; folder?: string }

function optionsOf(args: string[]): Options | undefined {
  const text = { type: 'string' } as const
  try {
    return parseArgs({ args, options: { kind: text, certificate: text, sha256: text, folder: text } }).values
  } catch {
    return undefined
  }
}

/** In a column, in both languages. */
const both = (why: TextKey, holes: Holes = {}) => inBoth({ why, holes }).replace('\n', ' / ')
const roles: readonly Role[] = ['root', 'citizen', 'agency']
const hexOf = (said: string | undefined) => said?.replace(/[\s:]/g, '').toLowerCase()

function told(status: number, lines: string[]): number {
  const say = status === 0 ? console.log : console.error
  for (const line of lines) say(line)
  return status
}

const deeds: Record<string, (db: Db, options: Options, config: Config) => Promise<number>> = {
  list,
  add,
  remove,
  import: takeFolder,
}

async function list(db: Db, _: Options, { revocationGraceHours }: Config): Promise<number> {
  const now = new Date()
  const all = await authorities.all(db)
  const lines = all.map(one => {
    const { title, published } = one
    const name = published ? both('trust.name.published', { title, published }) : title
    const facts = [both(`trust.role.${one.role}`), name, one.until.toISOString().slice(0, 10)]
    return [one.fingerprint, ...facts, both(`trust.list.${listState(one.list, now, revocationGraceHours)}`)].join('\t')
  })
  return told(0, lines.length > 0 ? lines : [inBoth({ why: 'trust.empty' })])
}

async function add(db: Db, { kind, certificate, sha256 }: Options): Promise<number> {
  const role = roles.find(role => role === kind)
  if (!role || certificate === undefined) return told(2, [usage])
  const der = derOfFile(readable(certificate, maxCertificateFile), 'certificate')
  const fingerprint = fingerprintOf(der)
  if (hexOf(sha256) !== fingerprint) {
    const published = publishedName(fingerprint)
    return told(1, [
      `${both('trust.fingerprint')}: ${fingerprint}`,
      ...(published ? [inBoth({ why: 'trust.published-same', holes: { name: published } })] : []),
      inBoth({ why: 'command.not-compared' }),
    ])
  }
  const why = await db.transaction(async tx => {
    const refused = await addAuthority(tx, der, role, { test: false, at: new Date() })
    if (!refused) await addEvent(tx, 'trust.authority-added', fingerprint)
    return refused
  })
  return why ? told(1, [`${inBoth({ why })} (${why})`]) : told(0, [fingerprint])
}

async function remove(db: Db, { sha256 }: Options): Promise<number> {
  const fingerprint = hexOf(sha256) ?? ''
  const isRemoved = await db.transaction(async tx => {
    const was = await authorities.remove(tx, fingerprint, new Date())
    if (was) await addEvent(tx, 'trust.authority-removed', fingerprint)
    return was
  })
  return isRemoved ? told(0, [fingerprint]) : told(1, [inBoth({ why: 'trust.refused.not-here' })])
}

async function takeFolder(db: Db, { folder }: Options): Promise<number> {
  if (folder === undefined) return told(2, [usage])
  const { anchors, issuers, lists, refused } = await importTrust(db, folder, { test: false, at: new Date() })
  await addEvent(db, 'trust.folder-imported', 'folder', { anchors, issuers, lists, refused: refused.length })
  told(0, [inBoth({ why: 'trust.imported', holes: { anchors, issuers, lists } })])
  return told(
    refused.length > 0 ? 1 : 0,
    refused.map(({ file, why }) => inBoth({ why: 'verifier.set-aside', holes: { file, why: both(why) } })),
  )
}

const addEvent = (db: Db, what: events.EventName, about: string, details: Record<string, number> = {}) =>
  events.add(db, { what, about, by: events.bySystem, at: new Date(), details })
