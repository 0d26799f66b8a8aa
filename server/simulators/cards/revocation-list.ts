import type { KeyObject } from 'node:crypto'
import { signed } from './certificate.ts'
import { algorithm, element, integer, sequence, tagged, time } from './der.ts'
import { authorityKey, extension } from './extensions.ts'
import { extension as oid, hashes, type Hash } from './oids.ts'

export type Revoked = { serial: Buffer; at: Date; reason?: number; extensions?: readonly Buffer[] }

export type ListParts = {
  issuer: Buffer
  keyId: Buffer
  number: number
  from: Date
  until: Date
  revoked: readonly Revoked[]
}

/** Whatever is given here replaces a part of an honest list. */
export type ListTricks = {
  version?: number | null
  hash?: Hash
  innerAlgorithm?: Buffer
  outerAlgorithm?: Buffer
  thisUpdate?: Buffer
  hasNextUpdate?: boolean
  /** The list of entries even where there are none, as many authorities write it. */
  writesNone?: boolean
  extensions?: (defaults: { authorityKey: Buffer; number: Buffer }) => readonly Buffer[]
  signature?: (defaults: Buffer, signed: Buffer) => Buffer
}

/** A complete CRL (RFC 5280 5), DER; reasons: 1 key compromise, 4 superseded, 5 cessation, 6 on hold. */
export function revocationList(parts: ListParts, key: KeyObject, tricks: ListTricks = {}): Buffer {
  const hash = tricks.hash ?? 'SHA256'
  const defaults = algorithm(hashes[hash].withRsa)
  const version = tricks.version === undefined ? 1 : tricks.version
  const own = { authorityKey: authorityKey(parts.keyId), number: extension(oid.listNumber, integer(parts.number)) }
  const extensions = tricks.extensions ? tricks.extensions(own) : Object.values(own)
  const inner = sequence(
    ...(version === null ? [] : [integer(version)]),
    tricks.innerAlgorithm ?? defaults,
    parts.issuer,
    tricks.thisUpdate ?? time(parts.from),
    ...(tricks.hasNextUpdate === false ? [] : [time(parts.until)]),
    ...(parts.revoked.length > 0 || tricks.writesNone ? [sequence(Buffer.concat(parts.revoked.map(entry)))] : []),
    ...(extensions.length > 0 ? [tagged(0, sequence(...extensions))] : []),
  )
  return signed(inner, tricks.outerAlgorithm ?? defaults, key, hash, tricks.signature)
}

function entry({ serial, at, reason, extensions }: Revoked) {
  const own = reason === undefined ? [] : [extension(oid.reason, element(10, Buffer.of(reason)))]
  const all = extensions ?? own
  return sequence(integer(serial), time(at), ...(all.length > 0 ? [sequence(...all)] : []))
}
