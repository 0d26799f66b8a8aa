import { halfWidth } from '../typed-text.ts'

/**
 * Versions of the health card's component that its issuer says are current; anything newer than both counts as well.
 */
export const currentVersions = ['0011', '1001'] as const

/** Four digits as the component says them; undefined when it cannot be a version. */
export function readHealthCardVersion(text: string): string | undefined {
  const version = halfWidth(text)
  return /^\d{4}$/.test(version) ? version : undefined
}

export const isOldHealthCardVersion = (version: string): boolean =>
  !currentVersions.some(current => current === version) && Number(version) < Math.max(...currentVersions.map(Number))

export const placeNames = ['http', 'https', 'name', 'localhost', 'number'] as const
export type PlaceName = (typeof placeNames)[number]

/** One address that the check tries. Signing in uses only those that are configured. */
export type Place = { name: PlaceName; address: string; isUsed: boolean }

/** What is tried: each configured address, and the socket also without its name, which tells a missing name apart. */
export function placesOf(addresses: readonly string[]): Place[] {
  const places = addresses.flatMap((address): Place[] => {
    const { protocol, hostname } = new URL(address)
    if (protocol === 'http:') return [{ name: 'http', address, isUsed: true }]
    if (protocol === 'https:') return [{ name: 'https', address, isUsed: true }]
    const at = (host: string) => address.replace(hostname, host)
    return [
      { name: 'name', address, isUsed: true },
      { name: 'localhost', address: at('localhost'), isUsed: false },
      { name: 'number', address: at('127.0.0.1'), isUsed: false },
    ]
  })
  return places.filter(({ name }, i) => places.findIndex(place => place.name === name) === i)
}

/** The page that the socket's program shows in a window, by which a person sees what no script may see. */
export function windowOf(addresses: readonly string[]): string | undefined {
  const address = addresses.find(one => /^wss?:/.test(one))
  return address && new URL('/', address.replace(/^ws/, 'http')).href
}
