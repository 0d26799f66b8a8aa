import { readdirSync } from 'node:fs'
import path from 'node:path'
import { readRevocationList, type ReadList } from '../domain/card/crl.ts'
import { derOfFile } from '../domain/card/der.ts'
import { maxCertificateFile, maxListBytes } from '../domain/card/profile.ts'
import type { TrustRefusal } from '../domain/card/refusal.ts'
import {
  readAnchor,
  readIssuer,
  type Authority,
  type CardKind,
  type Issuer,
  type RevocationList,
  type Trust,
} from '../domain/card/trust.ts'
import { codeOf, readable, Unanswerable } from './question.ts'

/** A file that was not used, and why. */
export type SetAside = { file: string; why: TrustRefusal }

/** A revocation list, and the addresses of complete lists of which it may say that it is one. */
export type ListFile = { file: string; uris: readonly string[] }

type Folder = { anchors: Authority[]; issuers: Issuer[]; setAside: SetAside[] }

/**
 * What a stranger trusts: anchors/*.cer, citizen/*.cer and agency/*.cer of a folder, DER or PEM, and the revocation
 * lists named beside it. Folders and lists are read once in a process, for thousands of cases.
 */
export function trustOf(
  folder: string,
  lists: readonly ListFile[],
  { at, lastNumbers }: { at: Date; lastNumbers: ReadonlyMap<string, bigint> },
): { trust: Trust; setAside: SetAside[] } {
  const { anchors, issuers, setAside } = once(folders, folder, () => readFolder(folder))
  const aside = [...setAside]
  const chosen = new Map<string, RevocationList>()
  for (const list of lists) {
    const { file } = list
    const read = listIn(list, [...issuers, ...anchors])
    if (!read.ok) {
      aside.push({ file, why: read.why })
    } else if (read.list.number < (lastNumbers.get(read.list.issuerKeyId) ?? 0n)) {
      aside.push({ file, why: 'trust.refused.list-number' })
    } else {
      const known = chosen.get(read.list.issuerKeyId)
      if (!known || isBetter(read.list, known, at)) chosen.set(read.list.issuerKeyId, read.list)
    }
  }
  return { trust: { isTest: issuers.some(({ isTest }) => isTest), issuers, lists: chosen }, setAside: aside }
}

const folders = new Map<string, Folder>()
const readLists = new Map<string, Map<Authority, ReadList>>()

function once<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = known.get(key) ?? make()
  known.set(key, value)
  return value
}

function readFolder(folder: string): Folder {
  const found: Folder = { anchors: [], issuers: [], setAside: [] }
  for (const { file, der } of certificatesIn(folder, 'anchors')) {
    const read = readAnchor(der)
    if (read.ok) found.anchors.push(read.authority)
    else found.setAside.push({ file, why: read.why })
  }
  for (const kind of ['citizen', 'agency'] satisfies CardKind[]) {
    for (const { file, der } of certificatesIn(folder, kind)) {
      const read = readIssuer(der, kind, found.anchors)
      if (read.ok) found.issuers.push(read.authority)
      else found.setAside.push({ file, why: read.why })
    }
  }
  return found
}

function certificatesIn(folder: string, room: string) {
  const names = (place: string) => {
    try {
      return readdirSync(place)
    } catch (error) {
      if (codeOf(error) === 'ENOENT' && place !== folder) return []
      throw new Unanswerable('question.unreadable', { file: place, code: codeOf(error) })
    }
  }
  names(folder)
  return names(path.join(folder, room))
    .filter(name => /\.(cer|crt|pem)$/i.test(name))
    .sort()
    .map(name => path.join(folder, room, name))
    .map(file => ({ file, der: derOfFile(readable(file, maxCertificateFile), 'certificate') }))
}

/** The list by the authority whose key signed it; checked anew for an authority that was not asked before. */
function listIn({ file, uris }: ListFile, authorities: readonly Authority[]): ReadList {
  const known = once(readLists, [file, ...uris].join('\n'), () => new Map<Authority, ReadList>())
  let bytes: Buffer | undefined
  let last: ReadList = { ok: false, why: 'trust.refused.list-issuer' }
  for (const authority of authorities) {
    last = once(known, authority, () =>
      readRevocationList((bytes ??= derOfFile(readable(file, maxListBytes), 'list')), authority, { uris }),
    )
    if (last.ok || last.why !== 'trust.refused.list-issuer') return last
  }
  return last
}

/** Lists that have begun before those that have not; among these the newest. */
function isBetter(one: RevocationList, other: RevocationList, at: Date): boolean {
  const [begun, otherBegun] = [one.from <= at, other.from <= at]
  return begun === otherBegun ? one.number > other.number : begun
}
