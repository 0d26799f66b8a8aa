import { isIPv4 } from 'node:net'
import path from 'node:path'
import type { EvidenceHome } from './domain/correction/evidence-home.ts'
import { isAlmost } from './domain/spelling.ts'
import { retention, type KeepYears } from './domain/retention.ts'
import type { Mistake } from './mistake.ts'
import type { HomeSettings } from './outside/evidence-homes.ts'
import type { ScannerAddress } from './outside/virus-scanner.ts'
import { readScanner, settingsOf, type Setting, type StartKind, type Values } from './settings.ts'
import type { TextKey } from './text/speak.ts'
import type { Settings } from './web/deps.ts'

/** The folder of package.json, views, migrations and public; this file runs as dist/server/config.js. */
export const root = path.resolve(import.meta.dirname, '../..')

export type Config = {
  host: string
  port: number
  /** Origin only, no slash at the end. */
  baseUrl: string
  isSecure: boolean
  /** Absent: the embedded database in `dataDir`. */
  databaseUrl?: string
  dataDir: string
  /** Absent: the binaries that are found, see outside/postgres/binaries.ts. */
  pgBin?: string
  keysFile: string
  /** Absent: the one in `keysFile`. */
  sessionSecret?: string
  trustProxy: false | string[]
  /** Addresses or networks from which many people come, each with an equals sign and their number. */
  sharedAddresses: string[]
  logLevel: Values['LOG_LEVEL']
  componentOrigin: string
  /** Where the components of the health card listen, in the order in which they are tried. */
  healthCardComponents: string[]
  help: Settings['help']
  sessionIdleMinutes: number
  sessionAbsoluteHours: number
  proofMinutes: number
  /** An account is suspended after this many days without a sign-in; 0 for never. */
  idleDays: number
  /** A batch of which nothing was applied is kept for so many days. */
  dryRunDays: number
  keepYears: KeepYears
  evidenceMaxBytes: number
  evidence: HomeSettings
  /** Absent: nothing looks for viruses in what comes in, and the pages say so. */
  scanner?: ScannerAddress
  asksSecondFactor: boolean
  /** Absent: no mail is sent, and nothing offers it. */
  mail?: { url: string; from: string }
  /**
   * TW FidO: where it is reached, and how this site is registered there; `webUrl` where browsers may be sent to its own
   * page. Absent: nothing offers sign-in by phone.
   */
  phone?: { url: string; webUrl?: string; serviceId: string; key: Buffer }
  /** The verifier of health cards. Absent: nothing offers sign-in by health card. */
  healthCards?: { url: string; token: string }
  /** Where revocation lists come from: *.crl files of a folder, and addresses. */
  crlFolder?: string
  crlUrls: string[]
  /** How long after its end a revocation list still counts, for signing in only. */
  revocationGraceHours: number
}

export type ConfigRead = { ok: true; config: Config } | { ok: false; mistakes: Mistake[] }

/** Every name that is read. */
export const settings = Object.keys(settingsOf('real')) as Setting[]

/**
 * Reads the environment once and names all mistakes at once, one sentence each. `isAllOurs`: every name in it must be a
 * setting.
 */
export function readConfig(env: NodeJS.ProcessEnv, kind: StartKind = 'real', isAllOurs = false): ConfigRead {
  const said = (name: Setting) => env[name]?.trim().replace(quoted, '$2') || undefined
  const inQuotes = settings.filter(name => quoted.test(env[name]?.trim() ?? ''))
  const { values, wrong } = readValues(kind, said)
  const mistakes: Mistake[] = [
    ...misspelt(Object.keys(env), isAllOurs),
    ...inQuotes.map(name => ({ why: 'config.quoted' as const, holes: { name } })),
    ...wrong.values(),
    ...wrongTogether(kind, values, { isSaid: name => said(name) !== undefined, isWrong: name => wrong.has(name) }),
  ]
  return mistakes.length === 0 ? { ok: true, config: configOf(values) } : { ok: false, mistakes }
}

// a systemd unit takes quotation marks off, docker does not
const quoted = /^(['"])(.*)\1$/s

/** Each setting by itself. A wrong one is replaced by its default, so that the others can still be checked. */
function readValues(kind: StartKind, said: (name: Setting) => string | undefined) {
  const wrong = new Map<Setting, Mistake>()
  const table = settingsOf(kind)
  const read = settings.map(name => {
    const { read, rules, holes, default: fallback } = table[name]
    const text = said(name)
    if (text === undefined) return [name, fallback]
    const value = read(text)
    const broken = (Object.entries(rules) as [TextKey, (value: unknown) => boolean][]).find(
      ([, holds]) => !holds(value),
    )
    if (broken) wrong.set(name, { why: broken[0], holes: { name, ...holes } })
    return [name, broken ? fallback : value]
  })
  return { values: Object.fromEntries(read) as Values, wrong }
}

const ofPhone = ['FIDO_URL', 'FIDO_SP_SERVICE_ID', 'FIDO_KEY'] as const
const ofHealthCard = ['NHI_VERIFIER_URL', 'NHI_VERIFIER_TOKEN'] as const
const ofMail = ['SMTP_URL', 'MAIL_FROM'] as const
const ofS3 = ['EVIDENCE_S3_URL', 'EVIDENCE_S3_BUCKET', 'EVIDENCE_S3_KEY_ID', 'EVIDENCE_S3_SECRET'] as const
const ofHomes: Record<EvidenceHome, readonly Setting[]> = { database: [], folder: ['EVIDENCE_FOLDER'], s3: ofS3 }
/** Of which each means nothing without the others. */
const dependent = [
  [['FIDO_WEB_URL'], ofPhone],
  [['EVIDENCE_S3_REGION', 'EVIDENCE_S3_STYLE'], ofS3],
  // where files lie is one thing, where new ones are to lie another: nobody has to guess
  [['EVIDENCE_FOLDER', 'EVIDENCE_S3_URL'], ['EVIDENCE_HOME']],
] as const

/** What is seen to be wrong only when two settings are compared. */
function wrongTogether(
  kind: StartKind,
  values: Values,
  { isSaid, isWrong }: Record<'isSaid' | 'isWrong', (name: Setting) => boolean>,
): Mistake[] {
  const { HOST: host, ALLOW_HTTP: allowsHttp } = values
  const baseUrl = baseUrlOf(values)
  const { dataDir, keysFile } = placesOf(values)
  const isAtHome = isLoopback(host) && isLoopback(new URL(baseUrl).hostname)
  const mistakes: Mistake[] = []
  if (!isLoopback(host) && !isSaid('BASE_URL')) {
    mistakes.push({ why: 'config.base-url-needed', holes: { host } })
  } else if (kind === 'real' && !isWrong('BASE_URL') && !isSecure(baseUrl) && allowsHttp === 'no' && !isAtHome) {
    mistakes.push({ why: 'config.http' })
  }
  const { EVIDENCE_HOME: evidenceHome, EVIDENCE_FOLDER: evidenceFolder } = values
  for (const [name, folder] of [
    ['DATA_DIR', dataDir],
    ['EVIDENCE_FOLDER', evidenceFolder && path.resolve(root, evidenceFolder)],
  ] as const) {
    if (folder && !path.relative(folder, keysFile).startsWith('..')) {
      mistakes.push({ why: 'config.keys-inside', holes: { name } })
    }
  }
  for (const names of [ofMail, ofPhone, ofHealthCard, ofS3]) {
    if (names.some(isSaid) && !names.every(isSaid)) {
      mistakes.push({ why: 'config.together', holes: { names: names.join(', ') } })
    }
  }
  for (const [names, others] of dependent) {
    const name = names.find(isSaid)
    if (name && !others.some(isSaid)) mistakes.push({ why: 'config.needs', holes: { name, others: others.join(', ') } })
  }
  const ofHome = ofHomes[evidenceHome]
  if (ofHome.length > 0 && !ofHome.some(isSaid)) {
    mistakes.push({ why: 'config.needs', holes: { name: `EVIDENCE_HOME=${evidenceHome}`, others: ofHome.join(', ') } })
  }
  return mistakes
}

function configOf(values: Values): Config {
  const { DATABASE_URL: databaseUrl, PG_BIN: pgBin, SESSION_SECRET: sessionSecret, CRL_FOLDER: crlFolder } = values
  const { SMTP_URL: smtpUrl, MAIL_FROM: mailFrom, NHI_VERIFIER_URL: verifier, NHI_VERIFIER_TOKEN: token } = values
  const { FIDO_URL: fido, FIDO_SP_SERVICE_ID: serviceId, FIDO_KEY: key, FIDO_WEB_URL: webUrl } = values
  const { HELP_CONTACT: helpContact, CLAMD: clamd } = values
  const scanner = clamd && readScanner(clamd)
  const baseUrl = baseUrlOf(values)
  return {
    host: values.HOST,
    port: values.PORT,
    baseUrl,
    isSecure: isSecure(baseUrl),
    ...(databaseUrl && { databaseUrl }),
    ...placesOf(values),
    ...(pgBin && { pgBin }),
    ...(sessionSecret && { sessionSecret }),
    trustProxy: values.TRUST_PROXY.length > 0 && values.TRUST_PROXY,
    sharedAddresses: values.SHARED_ADDRESSES,
    logLevel: values.LOG_LEVEL,
    componentOrigin: values.COMPONENT_ORIGIN,
    healthCardComponents: values.HEALTH_CARD_COMPONENTS,
    help: {
      cardUrl: values.CARD_HELP_URL,
      cardIssuerUrl: values.CARD_ISSUER_URL,
      cardPhone: values.CARD_HELP_PHONE,
      healthCardUrl: values.HEALTH_CARD_HELP_URL,
      healthCardPhone: values.HEALTH_CARD_HELP_PHONE,
    },
    sessionIdleMinutes: values.SESSION_IDLE_MINUTES,
    sessionAbsoluteHours: values.SESSION_ABSOLUTE_HOURS,
    proofMinutes: values.PROOF_MINUTES,
    idleDays: values.ACCOUNT_IDLE_DAYS,
    dryRunDays: values.KEEP_DRY_RUNS_DAYS,
    keepYears: {
      access_log: values.KEEP_ACCESS_LOG_YEARS,
      sign_ins: values.KEEP_SIGN_INS_YEARS,
      events: values.KEEP_EVENTS_YEARS,
      notices: values.KEEP_NOTICES_YEARS,
      unread_notices: retention.unread_notices.default,
      codes: retention.codes.default,
    },
    evidenceMaxBytes: values.EVIDENCE_MAX_BYTES,
    evidence: evidenceOf(values),
    ...(scanner && { scanner }),
    asksSecondFactor: values.SECOND_FACTOR === 'asked',
    ...(helpContact && { helpContact }),
    ...(smtpUrl && mailFrom && { mail: { url: smtpUrl, from: mailFrom } }),
    ...(fido && serviceId && key && { phone: { url: fido, serviceId, key, ...(webUrl && { webUrl }) } }),
    ...(verifier && token && { healthCards: { url: verifier, token } }),
    ...(crlFolder && { crlFolder: path.resolve(root, crlFolder) }),
    crlUrls: values.CRL_URLS,
    revocationGraceHours: values.REVOCATION_GRACE_HOURS,
  }
}

function evidenceOf(values: Values): HomeSettings {
  const { EVIDENCE_HOME: home, EVIDENCE_FOLDER: folder } = values
  const {
    EVIDENCE_S3_URL: url,
    EVIDENCE_S3_BUCKET: bucket,
    EVIDENCE_S3_KEY_ID: keyId,
    EVIDENCE_S3_SECRET: secret,
  } = values
  const { EVIDENCE_S3_REGION: region, EVIDENCE_S3_STYLE: style } = values
  return {
    home,
    ...(folder && { folder: path.resolve(root, folder) }),
    ...(url && bucket && keyId && secret && { s3: { url, bucket, region, style, keyId, secret } }),
  }
}

const baseUrlOf = ({ BASE_URL, PORT }: Values) => BASE_URL ?? `http://localhost:${PORT}`

const isSecure = (url: string) => url.startsWith('https:')

function placesOf({ DATA_DIR, KEYS_FILE }: Values) {
  const dataDir = path.resolve(root, DATA_DIR)
  return { dataDir, keysFile: path.resolve(root, KEYS_FILE ?? `${dataDir}.keys`) }
}

const isLoopback = (host: string) =>
  ['localhost', '::1', '[::1]'].includes(host) || (isIPv4(host) && host.startsWith('127.'))

// ---- names that are no setting but look like one

// names that begin like this are nobody else's
const families = /^(CRL|EVIDENCE|FIDO|HEALTH_CARD|KEEP|MAIL|NHI_VERIFIER|PROOF|REVOCATION|SMTP)_/

// read by Node itself at its start
const ofNode = /^(NODE_.+|TZ)$/

function misspelt(names: string[], isAllOurs: boolean): Mistake[] {
  return names
    .filter(name => !settings.some(setting => setting === name))
    .flatMap((name): Mistake[] => {
      const known = settings.find(setting => isAlmost(name, setting))
      if (known) return [{ why: 'config.misspelt', holes: { name, known } }]
      return families.test(name) || (isAllOurs && !ofNode.test(name))
        ? [{ why: 'config.unknown', holes: { name } }]
        : []
    })
}
