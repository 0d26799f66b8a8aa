import { createHash } from 'node:crypto'

/** A ready-made policy file that lets one site open the component's window and reach this computer unasked. */
export type PolicyFile = { name: string; media: string; text: string }

// the newer name counts where a browser knows it; the older one serves versions before 146
const chromiumPolicies = ['PopupsAllowedForUrls', 'LoopbackNetworkAllowedForUrls', 'LocalNetworkAccessAllowedForUrls']

const registryRoots = ['SOFTWARE\\Policies\\Google\\Chrome', 'SOFTWARE\\Policies\\Microsoft\\Edge']
const firefoxRoot = 'SOFTWARE\\Policies\\Mozilla\\Firefox'
const profileTypes = ['com.google.Chrome', 'com.microsoft.Edge']

// lists in the registry are numbered; a high number does not overwrite what the school has
const entry = '9001'

/** Every file for one site. `origin` is scheme, host and port without a slash at the end. */
export function policyFiles(origin: string): PolicyFile[] {
  const host = new URL(origin).hostname
  const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`
  return [
    { name: 'personnel-desk.json', media: 'application/json', text: json(chromium(origin)) },
    { name: 'policies.json', media: 'application/json', text: json({ policies: firefox(origin, host) }) },
    { name: 'personnel-desk.reg', media: 'text/plain; charset=utf-8', text: registry(origin, host) },
    { name: 'personnel-desk.mobileconfig', media: 'application/x-apple-aspen-config', text: profile(origin, host) },
  ]
}

const chromium = (origin: string) => Object.fromEntries(chromiumPolicies.map(name => [name, [origin]]))

const firefox = (origin: string, host: string) => ({
  PopupBlocking: { Allow: [origin] },
  LocalNetworkAccess: { SkipDomains: [host] },
})

function registry(origin: string, host: string): string {
  const key = (path: string, value: string) => [`[HKEY_LOCAL_MACHINE\\${path}]`, `"${entry}"="${value}"`, '']
  return [
    'Windows Registry Editor Version 5.00',
    '',
    ...registryRoots.flatMap(root => chromiumPolicies.flatMap(name => key(`${root}\\${name}`, origin))),
    ...key(`${firefoxRoot}\\PopupBlocking\\Allow`, origin),
    ...key(`${firefoxRoot}\\LocalNetworkAccess\\SkipDomains`, host),
  ].join('\r\n')
}

function profile(origin: string, host: string): string {
  const id = `personnel-desk.${host}`
  const payload = (type: string, value: object) => ({
    PayloadType: type,
    PayloadVersion: 1,
    PayloadIdentifier: `${id}.${type}`,
    PayloadUUID: uuidOf(`${origin} ${type}`),
    ...value,
  })
  const content = [
    ...profileTypes.map(type => payload(type, chromium(origin))),
    payload('org.mozilla.firefox', { EnterprisePoliciesEnabled: true, ...firefox(origin, host) }),
  ]
  const whole = {
    PayloadType: 'Configuration',
    PayloadVersion: 1,
    PayloadIdentifier: id,
    PayloadUUID: uuidOf(origin),
    PayloadDisplayName: `Personnel Desk ${host}`,
    PayloadScope: 'System',
    PayloadContent: content,
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    `<plist version="1.0">${plist(whole)}</plist>`,
    '',
  ].join('\n')
}

function plist(value: unknown): string {
  if (Array.isArray(value)) return `<array>${value.map(plist).join('')}</array>`
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).map(([key, part]) => `<key>${escaped(key)}</key>${plist(part)}`)
    return `<dict>${parts.join('\n')}</dict>`
  }
  if (typeof value === 'boolean') return `<${value}/>`
  return typeof value === 'number' ? `<integer>${value}</integer>` : `<string>${escaped(String(value))}</string>`
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** The same for the same site, so that a profile installed again replaces itself. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
