import { bits, boolean, element, integer, objectId, octets, sequence, set } from './der.ts'
import { access, extension as oid } from './oids.ts'

export const extension = (id: string, value: Buffer, isCritical = false) =>
  sequence(objectId(id), ...(isCritical ? [boolean(true)] : []), octets(value))

// RFC 5280 4.2.1.3, in the order of the bits
const usages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
] as const
export type Usage = (typeof usages)[number]

export function keyUsage(named: readonly Usage[]) {
  const places = named.map(usage => usages.indexOf(usage))
  const byte = places.reduce((sum, place) => sum | (0x80 >> place), 0)
  return extension(oid.keyUsage, bits(Buffer.of(byte), named.length ? 7 - Math.max(...places) : 0), true)
}

export const policies = (ids: readonly string[]) =>
  extension(oid.policies, sequence(...ids.map(id => sequence(objectId(id)))))

/** Pairs of attribute type and DER value, each in a set of its own. */
export const directoryAttributes = (attributes: readonly (readonly [string, Buffer])[]) =>
  extension(oid.directoryAttributes, sequence(...attributes.map(([id, value]) => sequence(objectId(id), set(value)))))

export const authorityKey = (keyId: Buffer) => extension(oid.authorityKey, sequence(element(0x80, keyId)))
export const subjectKey = (keyId: Buffer) => extension(oid.subjectKey, octets(keyId))

export const basicConstraints = (isCa: boolean, pathLength?: number) =>
  extension(
    oid.basicConstraints,
    sequence(...(isCa ? [boolean(true)] : []), ...(pathLength === undefined ? [] : [integer(pathLength)])),
    true,
  )

export const extendedUsage = (ids: readonly string[], isCritical = false) =>
  extension(oid.extendedUsage, sequence(...ids.map(objectId)), isCritical)

export const listPoints = (urls: readonly string[]) =>
  extension(oid.listPoints, sequence(...urls.map(url => sequence(element(0xa0, element(0xa0, uri(url)))))))

export const authorityInfo = (issuersUrl: string, ocspUrl: string) =>
  extension(
    oid.authorityInfo,
    sequence(sequence(objectId(access.issuers), uri(issuersUrl)), sequence(objectId(access.ocsp), uri(ocspUrl))),
  )

/** The names and IPv4 addresses of a server. */
export const serverNames = (hosts: readonly string[]) =>
  extension(oid.serverNames, sequence(...hosts.map(host => (isAddress(host) ? address(host) : dns(host)))))

const isAddress = (host: string) => /^[\d.]+$/.test(host)
const address = (host: string) => element(0x87, Buffer.from(host.split('.').map(Number)))
const dns = (host: string) => element(0x82, Buffer.from(host, 'latin1'))
const uri = (url: string) => element(0x86, Buffer.from(url, 'latin1'))
