import { isIPv4 } from 'node:net'
import path from 'node:path'
import { idleDays } from './domain/account/idle.ts'
import { isMailAddress } from './domain/mail-address.ts'
import { isAlmost } from './domain/spelling.ts'
import type { Mistake } from './mistake.ts'
import type { Holes, TextKey } from './text/speak.ts'
import { readNetwork } from './web/transport/address.ts'

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
  /** Absent: the binaries that are found, see store/postgres-binaries.ts. */
  pgBin?: string
  keysFile: string
  /** Absent: the one in `keysFile`. */
  sessionSecret?: string
  trustProxy: false | string[]
  logLevel: (typeof logLevels)[number]
  componentOrigin: string
  /** Where the components of the health card listen, in the order in which they are tried. */
  healthCardComponents: string[]
  sessionIdleMinutes: number
  sessionAbsoluteHours: number
  proofMinutes: number
  /** After so many days without a sign-in an account is suspended; 0 for never. */
  idleDays: number
  evidenceMaxBytes: number
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
  /** For so long after its end a revocation list still counts, for signing in only. */
  revocationGraceHours: number
}

export type ConfigRead = { ok: true; config: Config } | { ok: false; mistakes: Mistake[] }

/** Every name that is read; the table of OPERATING.md has a line for each. */
export const settings = [
  'HOST',
  'PORT',
  'BASE_URL',
  'ALLOW_HTTP',
  'DATABASE_URL',
  'DATA_DIR',
  'KEYS_FILE',
  'PG_BIN',
  'SESSION_SECRET',
  'SESSION_IDLE_MINUTES',
  'SESSION_ABSOLUTE_HOURS',
  'PROOF_MINUTES',
  'ACCOUNT_IDLE_DAYS',
  'EVIDENCE_MAX_BYTES',
  'CRL_URLS',
  'CRL_FOLDER',
  'SECOND_FACTOR',
  'FIDO_URL',
  'FIDO_SP_SERVICE_ID',
  'FIDO_KEY',
  'FIDO_WEB_URL',
  'NHI_VERIFIER_URL',
  'NHI_VERIFIER_TOKEN',
  'REVOCATION_GRACE_HOURS',
  'SMTP_URL',
  'MAIL_FROM',
  'TRUST_PROXY',
  'LOG_LEVEL',
  'COMPONENT_ORIGIN',
  'HEALTH_CARD_COMPONENTS',
] as const
type Setting = (typeof settings)[number]

/**
 * Reads the environment once and names all mistakes at once, one sentence each. `demo` also serves tests: only there may the
 * component be somewhere else and the port be any free one. `isAllOurs`: every name in it must be a setting.
 */
export function readConfig(env: NodeJS.ProcessEnv, kind: 'real' | 'demo' = 'real', isAllOurs = false): ConfigRead {
  const mistakes: Mistake[] = misspelt(Object.keys(env), isAllOurs)
  const wrong = (why: TextKey, holes: Holes = {}) => void mistakes.push({ why, holes })
  const says = (name: Setting) => env[name]?.trim().replace(quoted, '$2') || undefined
  for (const name of settings) if (quoted.test(env[name]?.trim() ?? '')) wrong('config.quoted', { name })
  const listed = (name: Setting, fallback = '') => (says(name) ?? fallback).split(separators).filter(Boolean)

  function whole(name: Setting, fallback: number, min: number, max: number) {
    const text = says(name)
    if (text === undefined) return fallback
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
    if (value >= min && value <= max) return value
    wrong('config.whole', { name, min, max })
    return fallback
  }

  function oneOf<Word extends string>(name: Setting, words: readonly Word[], fallback: Word) {
    const text = says(name)
    const word = text === undefined ? fallback : words.find(word => word === text)
    if (!word) wrong('config.one-of', { name, words: words.join(', ') })
    return word ?? fallback
  }

  function origin(name: Setting, fallback: string) {
    const text = says(name)
    if (text === undefined) return fallback
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/` && !url.username) return url.origin
    wrong('config.origin', { name })
    return fallback
  }

  const host = says('HOST') ?? '127.0.0.1'
  const port = whole('PORT', 3000, kind === 'demo' ? 0 : 1, 65_535)
  const baseUrl = origin('BASE_URL', `http://localhost:${port}`)
  if (!/^[A-Za-z0-9.:/-]+$/.test(baseUrl)) {
    wrong('config.base-url-signed')
  }
  const isSecure = baseUrl.startsWith('https:')
  const allowsHttp = oneOf('ALLOW_HTTP', ['yes', 'no'], 'no') === 'yes'
  if (!isLoopback(host) && !says('BASE_URL')) {
    wrong('config.base-url-needed', { host })
  } else if (
    kind === 'real' &&
    !isSecure &&
    !allowsHttp &&
    !(isLoopback(host) && isLoopback(new URL(baseUrl).hostname))
  ) {
    wrong('config.http')
  }

  const databaseUrl = says('DATABASE_URL')
  if (databaseUrl && !(/^postgres(ql)?:\/\//.test(databaseUrl) && URL.canParse(databaseUrl)))
    wrong('config.database-url')

  const dataDir = path.resolve(root, says('DATA_DIR') ?? 'data')
  const pgBin = says('PG_BIN')
  const keysFile = path.resolve(root, says('KEYS_FILE') ?? `${dataDir}.keys`)
  if (!path.relative(dataDir, keysFile).startsWith('..')) {
    wrong('config.keys-inside')
  }

  const sessionSecret = says('SESSION_SECRET')
  if (sessionSecret && sessionSecret.length < 32) wrong('config.session-secret')

  const proxies = listed('TRUST_PROXY')
  if (!proxies.every(readNetwork)) wrong('config.trust-proxy')
  else if (proxies.some(isWide)) wrong('config.trust-proxy-wide')

  const componentOrigin = origin('COMPONENT_ORIGIN', defaultComponent)
  if (kind === 'real' && componentOrigin !== defaultComponent) {
    wrong('config.demo-only', { name: 'COMPONENT_ORIGIN' })
  }

  const healthCardComponents = listed('HEALTH_CARD_COMPONENTS', defaultHealthCard)
  if (!healthCardComponents.every(isComponentAddress)) {
    wrong('config.health-card-components')
  } else if (kind === 'real' && healthCardComponents.join() !== defaultHealthCard) {
    wrong('config.demo-only', { name: 'HEALTH_CARD_COMPONENTS' })
  }

  const smtpUrl = says('SMTP_URL')
  const mailFrom = says('MAIL_FROM')
  if (smtpUrl && !(/^smtps?:\/\/./.test(smtpUrl) && URL.canParse(smtpUrl) && new URL(smtpUrl).hostname)) {
    wrong('config.smtp-url')
  }
  if (Boolean(smtpUrl) !== Boolean(mailFrom)) {
    wrong('config.together', { names: 'SMTP_URL, MAIL_FROM' })
  } else if (mailFrom && !isMailAddress(mailFrom)) {
    wrong('config.mail-from')
  }
  const crlUrls = listed('CRL_URLS')
  if (!crlUrls.every(url => /^https?:\/\/[\w.~:/?#@!$&()*+=%[\]-]+$/.test(url) && URL.canParse(url)))
    wrong('config.crl-urls')
  const crlFolder = says('CRL_FOLDER')
  const phone = phoneOf(origin)
  const healthCards = healthCardsOf(origin)

  function phoneOf(readOrigin: typeof origin): Config['phone'] {
    const all: Setting[] = ['FIDO_URL', 'FIDO_SP_SERVICE_ID', 'FIDO_KEY']
    const [url, serviceId, written] = all.map(says)
    const web = says('FIDO_WEB_URL')
    if (!url && !serviceId && !written) {
      if (web) wrong('config.needs', { name: 'FIDO_WEB_URL', others: all.join(', ') })
      return undefined
    }
    if (!url || !serviceId || !written) {
      wrong('config.together', { names: all.join(', ') })
      return undefined
    }
    const key = Buffer.from(written, 'base64')
    if (key.length !== 32) wrong('config.fido-key')
    const place = readOrigin('FIDO_URL', '')
    if (kind === 'real' && place.startsWith('http:')) {
      wrong('config.https', { name: 'FIDO_URL' })
    }
    const page = web && readOrigin('FIDO_WEB_URL', '')
    if (kind === 'real' && page?.startsWith('http:')) {
      wrong('config.https', { name: 'FIDO_WEB_URL' })
    }
    return { url: place, serviceId, key, ...(page && { webUrl: page }) }
  }

  function healthCardsOf(readOrigin: typeof origin): Config['healthCards'] {
    const [url, token] = [says('NHI_VERIFIER_URL'), says('NHI_VERIFIER_TOKEN')]
    if (!url && !token) return undefined
    if (!url || !token) {
      wrong('config.together', { names: 'NHI_VERIFIER_URL, NHI_VERIFIER_TOKEN' })
      return undefined
    }
    const place = readOrigin('NHI_VERIFIER_URL', '')
    if (kind === 'real' && place.startsWith('http:')) {
      wrong('config.https', { name: 'NHI_VERIFIER_URL' })
    }
    return { url: place, token }
  }

  const config: Config = {
    host,
    port,
    baseUrl,
    isSecure,
    ...(databaseUrl && { databaseUrl }),
    dataDir,
    ...(pgBin && { pgBin }),
    keysFile,
    ...(sessionSecret && { sessionSecret }),
    trustProxy: proxies.length > 0 && proxies,
    logLevel: oneOf('LOG_LEVEL', logLevels, 'info'),
    componentOrigin,
    healthCardComponents,
    sessionIdleMinutes: whole('SESSION_IDLE_MINUTES', 20, 5, 240),
    sessionAbsoluteHours: whole('SESSION_ABSOLUTE_HOURS', 12, 1, 24),
    proofMinutes: whole('PROOF_MINUTES', 10, 1, 60),
    // the invented people of the demonstration do not come every day
    idleDays:
      says('ACCOUNT_IDLE_DAYS') === '0'
        ? 0
        : whole('ACCOUNT_IDLE_DAYS', kind === 'demo' ? 0 : idleDays.default, idleDays.min, idleDays.max),
    ...(smtpUrl && mailFrom && { mail: { url: smtpUrl, from: mailFrom } }),
    // a visitor of the demonstration has no authenticator for its invented people
    asksSecondFactor: oneOf('SECOND_FACTOR', ['asked', 'optional'], kind === 'demo' ? 'optional' : 'asked') === 'asked',
    ...(phone && { phone }),
    ...(healthCards && { healthCards }),
    evidenceMaxBytes: whole('EVIDENCE_MAX_BYTES', 10_485_760, 1024, 10_485_760),
    ...(crlFolder && { crlFolder: path.resolve(root, crlFolder) }),
    crlUrls,
    revocationGraceHours: whole('REVOCATION_GRACE_HOURS', 0, 0, 72),
  }
  return mistakes.length === 0 ? { ok: true, config } : { ok: false, mistakes }
}

// a systemd unit takes quotation marks off, docker does not
const quoted = /^(['"])(.*)\1$/s

// whatever somebody may have put between two entries, full-width marks included
const separators = /[\s,;\uff0c\u3001\uff1b]+/

// names that begin like this are nobody else's
const families = /^(CRL|EVIDENCE|FIDO|HEALTH_CARD|MAIL|NHI_VERIFIER|PROOF|REVOCATION|SMTP)_/

// read by Node itself at its start
const ofNode = /^(NODE_.+|TZ)$/

/** A mistake for each name that is no setting but looks like one. */
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

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

// the card component listens here on every PC
const defaultComponent = 'http://localhost:61161'

// the newer component of the health card in its two forms, then the older one under the name that its setup makes known
const defaultHealthCard = 'http://localhost:59001,https://localhost:59002,wss://iccert.nhi.gov.tw:7777/echo'

function isComponentAddress(text: string) {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || url.username || url.search) return false
  return /^wss?:$/.test(url.protocol) || (/^https?:$/.test(url.protocol) && text === url.origin)
}

const isLoopback = (host: string) =>
  ['localhost', '::1', '[::1]'].includes(host) || (isIPv4(host) && host.startsWith('127.'))

/** Wider than any network of proxies. Of the private ones, from which nobody outside can send, fc00::/7 is the widest. */
function isWide(text: string) {
  const { address = '', bits = 0, family } = readNetwork(text) ?? {}
  const isPrivate = /^f[cde]/.test(address)
  return bits < (family === 'ipv4' ? 8 : isPrivate ? 7 : 16)
}
