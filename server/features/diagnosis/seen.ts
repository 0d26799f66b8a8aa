import { hexOf } from '../../domain/card/component-codes.ts'
import { readVersion } from '../../domain/component-version.ts'
import { factNames, readFacts, type Facts } from '../../domain/diagnosis.ts'
import type { Raw } from '../../web/forms.ts'

/** What is known about one computer. It all fits in an address, and no part of it can hold personal data. */
export type Seen = {
  source: 'measured' | 'said'
  facts: Facts
  /** Version of the component, or blank. */
  component: string
  /** One number of the component or a pair in hex, or blank. */
  code: string
  /** Why a test signature was refused, as an address of the dictionary, or blank. */
  why: string
}

// what the server knows itself is never taken from an address
const serversOwn = ['authorities', 'lists', 'version']

/** Reads an address or a form; what does not fit is left out. */
export function readSeen(raw: Raw): Seen {
  const given = Object.fromEntries(Object.entries(raw).filter(([name]) => !serversOwn.includes(name)))
  return {
    source: raw['source'] === 'said' ? 'said' : 'measured',
    facts: readFacts(given),
    component: readVersion(raw['component'] ?? '') ?? '',
    code: readCode(raw['code'] ?? ''),
    why: /^[a-z][a-z-]{0,40}\.[a-z][a-z-]{0,60}$|^0x[0-9A-F]{1,16}$/.test(raw['why'] ?? '') ? (raw['why'] ?? '') : '',
  }
}

/** The same as fields of a form or of an address. */
export function fieldsOf({ source, facts, component, code, why }: Seen): Record<string, string> {
  const words = factNames
    .filter(name => !serversOwn.includes(name))
    .flatMap(name => (facts[name] ? [[name, facts[name]] as const] : []))
  const rest = [
    ['component', component],
    ['code', code],
    ['why', why],
  ] as const
  return { source, ...Object.fromEntries([...words, ...rest.filter(([, value]) => value !== '')]) }
}

export const addressOfSeen = (page: string, seen: Seen): string => `${page}?${new URLSearchParams(fieldsOf(seen))}`

function readCode(typed: string): string {
  const parts = typed
    .normalize('NFKC')
    .trim()
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
