import { idleDays } from './domain/account/idle.ts'
import { usualPeople } from './domain/account/sign-in-delay.ts'
import { maxFileBytes } from './domain/correction/evidence-file.ts'
import { isMailAddress } from './domain/mail-address.ts'
import { dryRunDays, retention } from './domain/retention.ts'
import type { Holes, TextKey } from './text/speak.ts'
import { readNetwork, readShared } from './web/transport/address.ts'

/** `demo` also serves tests: only there may the components be somewhere else and the port be any free one. */
export type StartKind = 'real' | 'demo'

/** What must be true of a value, in this order: the first sentence whose test fails is told. */
type Rules<Value> = Partial<Record<TextKey, (value: Value) => boolean>>

/** Where a virus scanner is asked: the path of a socket, or a host and a port. */
export function readScanner(text: string): { socket: string } | { host: string; port: number } | undefined {
  if (text.startsWith('/')) return { socket: text }
  const [, bracketed, plain, digits] = /^(?:\[([\da-f:.]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(text) ?? []
  const [host, port] = [bracketed ?? plain, Number(digits)]
  return host && port >= 1 && port <= 65_535 ? { host, port } : undefined
}

/** Every setting by its name in the environment; the table of OPERATING.md has a line for each. */
export const settingsOf = (kind: StartKind) => {
  const isReal = kind === 'real'
  const webAddress: Rules<string> = { 'config.web-address': isWebAddress }
  const https: Rules<string> = { 'config.https': url => !isReal || url.startsWith('https:') }
  return {
    HOST: text({ default: '127.0.0.1' }),
    PORT: whole({ default: 3000, min: isReal ? 1 : 0, max: 65_535 }),
    BASE_URL: origin({ must: { 'config.base-url-signed': url => /^[A-Za-z0-9.:/-]+$/.test(url) } }),
    ALLOW_HTTP: oneOf(['yes', 'no'], { default: 'no' }),
    DATABASE_URL: text({ must: { 'config.database-url': isAddressOf(/^postgres(ql)?:\/\//) } }),
    DATA_DIR: text({ default: 'data' }),
    KEYS_FILE: text(),
    PG_BIN: text(),
    SESSION_SECRET: text({ must: { 'config.session-secret': secret => secret.length >= 32 } }),
    SESSION_IDLE_MINUTES: whole({ default: 20, min: 5, max: 240 }),
    SESSION_ABSOLUTE_HOURS: whole({ default: 12, min: 1, max: 24 }),
    PROOF_MINUTES: whole({ default: 10, min: 1, max: 60 }),
    // the invented people of the demonstration do not come every day
    ACCOUNT_IDLE_DAYS: whole({ ...idleDays, default: isReal ? idleDays.default : 0, orZero: true }),
    KEEP_ACCESS_LOG_YEARS: whole(retention.access_log),
    KEEP_DRY_RUNS_DAYS: whole(dryRunDays),
    KEEP_EVENTS_YEARS: whole(retention.events),
    KEEP_NOTICES_YEARS: whole(retention.notices),
    KEEP_SIGN_INS_YEARS: whole(retention.sign_ins),
    EVIDENCE_MAX_BYTES: whole({ default: maxFileBytes, min: 1024, max: maxFileBytes }),
    EVIDENCE_HOME: oneOf(['database', 'folder', 's3'], { default: 'database' }),
    EVIDENCE_FOLDER: text(),
    // what is sent there is sealed already and signed, so the way need not be closed
    EVIDENCE_S3_URL: origin(),
    EVIDENCE_S3_BUCKET: text({
      must: { 'config.evidence-bucket': name => /^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/.test(name) },
    }),
    EVIDENCE_S3_REGION: text({ default: 'us-east-1' }),
    EVIDENCE_S3_STYLE: oneOf(['path', 'host'], { default: 'path' }),
    EVIDENCE_S3_KEY_ID: text(),
    EVIDENCE_S3_SECRET: text(),
    CLAMD: text({ must: { 'config.clamd': name => readScanner(name) !== undefined } }),
    CRL_URLS: list({ default: [], must: { 'config.crl-urls': urls => urls.every(isWebAddress) } }),
    CRL_FOLDER: text(),
    // a visitor of the demonstration has no authenticator for its invented people
    SECOND_FACTOR: oneOf(['asked', 'optional'], { default: isReal ? 'asked' : 'optional' }),
    FIDO_URL: origin({ must: https }),
    FIDO_SP_SERVICE_ID: text(),
    FIDO_KEY: base64({ must: { 'config.fido-key': key => key.length === 32 } }),
    FIDO_WEB_URL: origin({ must: https }),
    NHI_VERIFIER_URL: origin({ must: https }),
    NHI_VERIFIER_TOKEN: text(),
    REVOCATION_GRACE_HOURS: whole({ default: 0, min: 0, max: 72 }),
    SMTP_URL: text({ must: { 'config.smtp-url': isMailServer } }),
    MAIL_FROM: text({ must: { 'config.mail-from': isMailAddress } }),
    TRUST_PROXY: list({
      default: [],
      must: {
        'config.trust-proxy': networks => networks.every(text => readNetwork(text)),
        'config.trust-proxy-wide': networks => !networks.some(isWide),
      },
    }),
    SHARED_ADDRESSES: list({
      default: [],
      must: {
        'config.shared-addresses': entries => entries.every(text => readShared(text)),
        'config.shared-addresses-wide': entries => !entries.some(text => isWide(readShared(text)?.network ?? '')),
        'config.shared-addresses-people': entries => entries.every(text => isCrowd(readShared(text)?.people ?? 0)),
      },
    }),
    HELP_CONTACT: text({ must: { 'config.help-contact': contact => contact.length <= 200 } }),
    LOG_LEVEL: oneOf(logLevels, { default: 'info' }),
    CARD_HELP_URL: text({ default: 'https://moica.nat.gov.tw/rac_plugin.html', must: webAddress }),
    CARD_ISSUER_URL: text({ default: 'https://moica.nat.gov.tw', must: webAddress }),
    CARD_HELP_PHONE: text({ default: '(02)2192-2918' }),
    HEALTH_CARD_HELP_URL: text({
      default: 'https://med.nhi.gov.tw/iwse5000/IWSE5050S02.aspx?bc=CMS',
      must: webAddress,
    }),
    HEALTH_CARD_HELP_PHONE: text({ default: '(07)231-8122' }),
    COMPONENT_ORIGIN: origin({
      default: defaultComponent,
      must: { 'config.demo-only': url => !isReal || url === defaultComponent },
    }),
    HEALTH_CARD_COMPONENTS: list({
      default: defaultHealthCard,
      must: {
        'config.health-card-components': urls => urls.every(isComponentAddress),
        'config.demo-only': urls => !isReal || urls.join() === defaultHealthCard.join(),
      },
    }),
  }
}

type Table = ReturnType<typeof settingsOf>
export type Setting = keyof Table
/** Without a default and not said: undefined. */
export type Values = { [Name in Setting]: ReturnType<Table[Name]['read']> | Table[Name]['default'] }

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

// the card component listens here on every PC
const defaultComponent = 'http://localhost:61161'

// the newer component of the health card in its two forms, then the older one under the name that its setup makes known
const defaultHealthCard = ['http://localhost:59001', 'https://localhost:59002', 'wss://iccert.nhi.gov.tw:7777/echo']

// ---- how a setting is read

type More<Value, Default> = { default?: Default; must?: Rules<Value> }

const readBy =
  <Value>(read: (text: string) => Value, own: Rules<Value> = {}, holes: Holes = {}) =>
  <Default extends Value | undefined = undefined>({ default: fallback, must }: More<Value, Default> = {}) => ({
    read,
    rules: { ...own, ...must },
    holes,
    default: fallback as Default,
  })

const text = readBy(text => text)

// whatever somebody may have put between two entries, full-width marks included
const list = readBy(text => text.split(/[\s,;\uff0c\u3001\uff1b]+/).filter(Boolean))

const base64 = readBy(text => Buffer.from(text, 'base64'))

const origin = readBy(originOf, { 'config.origin': url => url !== '' })

type Whole = { default: number; min: number; max: number; orZero?: boolean }
const whole = ({ min, max, orZero = false, ...more }: Whole) =>
  readBy(
    text => (/^\d{1,10}$/.test(text) ? Number(text) : Number.NaN),
    { 'config.whole': value => (value >= min && value <= max) || (orZero && value === 0) },
    { min, max },
  )(more)

const oneOf = <Word extends string>(words: readonly Word[], more: { default: Word }) =>
  readBy(text => text as Word, { 'config.one-of': word => words.includes(word) }, { words: words.join(', ') })(more)

// ---- what a value may be

/** Without a slash at the end; empty for what is no origin. */
function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/` && !url.username
  return isOrigin ? url.origin : ''
}

const isAddressOf = (beginning: RegExp) => (text: string) => beginning.test(text) && URL.canParse(text)

const isMailServer = (text: string) => isAddressOf(/^smtps?:\/\/./)(text) && new URL(text).hostname !== ''

const isWebAddress = (text: string) => /^https?:\/\/[\w.~:/?#@!$&()*+=%[\]-]+$/.test(text) && URL.canParse(text)

function isComponentAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || url.username || url.search) return false
  return /^wss?:$/.test(url.protocol) || (/^https?:$/.test(url.protocol) && text === url.origin)
}

// fewer than of an address that nothing is said of would keep its people out
const isCrowd = (people: number) => people >= usualPeople && people <= 1_000_000

/**
 * Wider than any network of proxies or of a city. Of the private ones, from which nobody outside can send, fc00::/7 is
 * the widest.
 */
function isWide(text: string): boolean {
  const { address = '', bits = 0, family } = readNetwork(text) ?? {}
  const isPrivate = /^f[cde]/.test(address)
  return bits < (family === 'ipv4' ? 8 : isPrivate ? 7 : 16)
}
