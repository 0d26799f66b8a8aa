import { isIPv4 } from 'node:net'
import path from 'node:path'
import { idleDays } from './domain/idle-account.ts'
import { readNetwork } from './web/address.ts'

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

export type ConfigRead = { ok: true; config: Config } | { ok: false; mistakes: string[] }

/**
 * Reads the environment once and names all mistakes at once, one sentence each. `demo` also serves tests: only there may the
 * component be somewhere else and the port be any free one.
 */
export function readConfig(env: NodeJS.ProcessEnv, kind: 'real' | 'demo' = 'real'): ConfigRead {
  const mistakes: string[] = []
  const says = (name: string) => env[name]?.trim() || undefined

  function whole(name: string, usual: number, least: number, most: number) {
    const text = says(name)
    if (text === undefined) return usual
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
    if (value >= least && value <= most) return value
    mistakes.push(`${name} must be a whole number from ${least} to ${most}.`)
    return usual
  }

  function oneOf<Word extends string>(name: string, words: readonly Word[], usual: Word) {
    const text = says(name)
    const word = text === undefined ? usual : words.find(word => word === text)
    if (!word) mistakes.push(`${name} must be one of ${words.join(', ')}.`)
    return word ?? usual
  }

  function origin(name: string, usual: string) {
    const text = says(name)
    if (text === undefined) return usual
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/` && !url.username) return url.origin
    mistakes.push(`${name} must be an origin like https://hr.example.edu.tw, without path, query or user.`)
    return usual
  }

  const host = says('HOST') ?? '127.0.0.1'
  const port = whole('PORT', 3000, kind === 'demo' ? 0 : 1, 65_535)
  const baseUrl = origin('BASE_URL', `http://localhost:${port}`)
  if (!/^[A-Za-z0-9.:/-]+$/.test(baseUrl)) {
    mistakes.push('BASE_URL must name the host by letters, digits, dots and hyphens: cards sign it.')
  }
  const isSecure = baseUrl.startsWith('https:')
  const allowsHttp = oneOf('ALLOW_HTTP', ['yes', 'no'], 'no') === 'yes'
  if (!isLoopback(host) && !says('BASE_URL')) {
    mistakes.push(`HOST is ${host}, so BASE_URL must say the address people type into the browser.`)
  } else if (
    kind === 'real' &&
    !isSecure &&
    !allowsHttp &&
    !(isLoopback(host) && isLoopback(new URL(baseUrl).hostname))
  ) {
    mistakes.push(
      'Without https everybody on the network can read what people send: put a proxy with https in front and say so in BASE_URL, or set ALLOW_HTTP=yes.',
    )
  }

  const databaseUrl = says('DATABASE_URL')
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    mistakes.push('DATABASE_URL must begin with postgresql://.')
  }

  const dataDir = path.resolve(root, says('DATA_DIR') ?? 'data')
  const keysFile = path.resolve(root, says('KEYS_FILE') ?? `${dataDir}.keys`)
  if (!path.relative(dataDir, keysFile).startsWith('..')) {
    mistakes.push('KEYS_FILE must be outside DATA_DIR, or one copied folder would hold the safe and its key.')
  }

  const sessionSecret = says('SESSION_SECRET')
  if (sessionSecret && sessionSecret.length < 32) mistakes.push('SESSION_SECRET must have at least 32 characters.')

  const proxies = (says('TRUST_PROXY') ?? '').split(/[\s,]+/).filter(Boolean)
  if (!proxies.every(readNetwork)) {
    mistakes.push(
      'TRUST_PROXY must list the addresses of your proxies, like 127.0.0.1 or 10.0.0.0/8, with commas between.',
    )
  } else if (proxies.some(isWide)) {
    mistakes.push(
      'TRUST_PROXY must not cover the internet: everybody could then write the address by which passwords are braked. List the addresses of your proxies only.',
    )
  }

  const componentOrigin = origin('COMPONENT_ORIGIN', usualComponent)
  if (kind === 'real' && componentOrigin !== usualComponent) {
    mistakes.push('COMPONENT_ORIGIN can be changed only in the demonstration and in tests.')
  }

  const healthCardComponents = (says('HEALTH_CARD_COMPONENTS') ?? usualHealthCard).split(/[\s,]+/)
  if (!healthCardComponents.every(isComponentAddress)) {
    mistakes.push(
      'HEALTH_CARD_COMPONENTS must list origins that begin with http:// or https://, or addresses that begin with wss://, with commas between.',
    )
  } else if (kind === 'real' && healthCardComponents.join() !== usualHealthCard) {
    mistakes.push('HEALTH_CARD_COMPONENTS can be changed only in the demonstration and in tests.')
  }

  const smtpUrl = says('SMTP_URL')
  const mailFrom = says('MAIL_FROM')
  if (smtpUrl && !(/^smtps?:\/\//.test(smtpUrl) && URL.canParse(smtpUrl))) {
    mistakes.push('SMTP_URL must begin with smtp:// or smtps:// and name a host.')
  }
  if (Boolean(smtpUrl) !== Boolean(mailFrom)) {
    mistakes.push('SMTP_URL and MAIL_FROM belong together: set both, or neither.')
  } else if (mailFrom && !/^[^@\s]+@[^@\s]+$/.test(mailFrom)) {
    mistakes.push('MAIL_FROM must be an e-mail address.')
  }
  const crlUrls = (says('CRL_URLS') ?? '').split(/[\s,]+/).filter(Boolean)
  if (!crlUrls.every(url => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) {
    mistakes.push(
      'CRL_URLS must list addresses of revocation lists that begin with http:// or https://, with spaces between.',
    )
  }
  const crlFolder = says('CRL_FOLDER')
  const phone = phoneOf(origin)
  const healthCards = healthCardsOf(origin)

  function phoneOf(readOrigin: typeof origin): Config['phone'] {
    const [url, serviceId, written, web] = ['FIDO_URL', 'FIDO_SP_SERVICE_ID', 'FIDO_KEY', 'FIDO_WEB_URL'].map(says)
    if (!url && !serviceId && !written) {
      if (web) mistakes.push('FIDO_WEB_URL needs FIDO_URL, FIDO_SP_SERVICE_ID and FIDO_KEY beside it.')
      return undefined
    }
    if (!url || !serviceId || !written) {
      mistakes.push('FIDO_URL, FIDO_SP_SERVICE_ID and FIDO_KEY belong together: set all three, or none.')
      return undefined
    }
    const key = Buffer.from(written, 'base64')
    if (key.length !== 32) mistakes.push('FIDO_KEY must be the key of 32 bytes in base64 that the ministry gave.')
    const place = readOrigin('FIDO_URL', '')
    if (kind === 'real' && place.startsWith('http:')) {
      mistakes.push('FIDO_URL must begin with https://: ID numbers are sent there.')
    }
    const page = web && readOrigin('FIDO_WEB_URL', '')
    if (kind === 'real' && page?.startsWith('http:')) {
      mistakes.push('FIDO_WEB_URL must begin with https://: people type their ID number there.')
    }
    return { url: place, serviceId, key, ...(page && { webUrl: page }) }
  }

  function healthCardsOf(readOrigin: typeof origin): Config['healthCards'] {
    const [url, token] = ['NHI_VERIFIER_URL', 'NHI_VERIFIER_TOKEN'].map(says)
    if (!url && !token) return undefined
    if (!url || !token) {
      mistakes.push('NHI_VERIFIER_URL and NHI_VERIFIER_TOKEN belong together: set both, or neither.')
      return undefined
    }
    const place = readOrigin('NHI_VERIFIER_URL', '')
    if (kind === 'real' && place.startsWith('http:')) {
      mistakes.push('NHI_VERIFIER_URL must begin with https://: ID numbers and passwords are sent there.')
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
        : whole('ACCOUNT_IDLE_DAYS', kind === 'demo' ? 0 : idleDays.usual, idleDays.fewest, idleDays.most),
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

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

// the card component listens here on every PC
const usualComponent = 'http://localhost:61161'

// the newer component of the health card in its two forms, then the older one under the name that its setup makes known
const usualHealthCard = 'http://localhost:59001,https://localhost:59002,wss://iccert.nhi.gov.tw:7777/echo'

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
