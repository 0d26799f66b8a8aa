import { readVersion } from '../../domain/help-desk/component-version.ts'
import { factNames, readFacts, type FactName, type Facts } from '../../domain/help-desk/diagnosis.ts'
import { readHealthCardVersion } from '../../domain/help-desk/health-card-component.ts'
import { halfWidth } from '../../domain/typed-text.ts'
import { hexOf } from '../../domain/ways/component-codes.ts'
import type { Raw } from '../../web/forms.ts'

/** What is known about one computer. It all fits in an address, and no part of it can hold personal data. */
export type Seen = {
  source: 'measured' | 'said'
  facts: Facts
  /** Version of the component, or blank. */
  component: string
  /** One number of the component or a pair in hex, or blank. */
  code: string
  /** Of the health card's component: four digits and four characters, or blank. */
  health: { version: string; code: string }
  /** Why a test signature was refused, as an address of the dictionary, or blank. */
  why: string
}

// what the server knows or works out itself is never taken from an address
const serversOwn: readonly FactName[] = ['authorities', 'lists', 'phones', 'version', 'health', 'health_age']

/** Reads an address or a form; what does not fit is left out. */
export function readSeen(raw: Raw): Seen {
  const given = Object.fromEntries(Object.entries(raw).filter(([name]) => !serversOwn.some(own => own === name)))
  const healthCode = halfWidth(raw['health_code'] ?? '').toUpperCase()
  return {
    source: raw['source'] === 'said' ? 'said' : 'measured',
    facts: readFacts(given),
    component: readVersion(raw['component'] ?? '') ?? '',
    code: readCode(raw['code'] ?? ''),
    health: {
      version: readHealthCardVersion(raw['health_version'] ?? '') ?? '',
      code: /^[0-9A-F]\d{3}$/.test(healthCode) ? healthCode : '',
    },
    why: /^[a-z][a-z-]{0,40}\.[a-z][a-z-]{0,60}$|^0x[0-9A-F]{1,16}$/.test(raw['why'] ?? '') ? (raw['why'] ?? '') : '',
  }
}

/** Whether it is about the health card's component rather than the one of citizen cards. */
export const isOfHealthCard = ({ facts, health }: Seen): boolean =>
  health.version !== '' || health.code !== '' || Object.keys(facts).some(name => name.startsWith('health_'))

/** The same as fields of a form or of an address. */
export function fieldsOf({ source, facts, component, code, health, why }: Seen): Record<string, string> {
  const words = factNames
    .filter(name => !serversOwn.includes(name))
    .flatMap(name => (facts[name] ? [[name, facts[name]] as const] : []))
  const rest = [
    ['component', component],
    ['code', code],
    ['health_version', health.version],
    ['health_code', health.code],
    ['why', why],
  ] as const
  return { source, ...Object.fromEntries([...words, ...rest.filter(([, value]) => value !== '')]) }
}

export const addressOfSeen = (page: string, seen: Seen): string => `${page}?${new URLSearchParams(fieldsOf(seen))}`

function readCode(typed: string): string {
  const parts = halfWidth(typed)
    .split(/[\s/+,]+/)
    .slice(0, 2)
  if (!parts.every(part => /^(0x[0-9a-f]{1,8}|-?\d{2,10})$/i.test(part))) return ''
  return parts
    .map(part => {
      const number = BigInt(part)
      return hexOf(number < 0n ? BigInt.asUintN(32, number) : number)
    })
    .join('/')
}
