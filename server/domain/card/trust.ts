import type { KeyObject } from 'node:crypto'
import {
  areSound,
  isSignedBy,
  isSoundAlgorithm,
  isSoundKey,
  isSoundSerial,
  readCertificate,
  subjectTexts,
  usages,
  type Certificate,
} from './certificate.ts'
import { oids, policy, testAuthority, type CardKind } from './profile.ts'
import { attempt, Refused, type TrustRefusal } from './refusal.ts'

export type { CardKind }

/** An authority whose key we hold: an anchor, or an issuer of cards that an anchor signed. */
export type Authority = {
  /** Hex of the subject key identifier: the only thing that tells the generations of one name apart. */
  keyId: string
  /** DER of the subject. */
  name: Buffer
  /** The subject for people to read. */
  title: string
  publicKey: KeyObject
  from: Date
  until: Date
  serial: Buffer
  /** Its name says that it is for tests. */
  isTest: boolean
  /** DER. */
  certificate: Buffer
}

export type Issuer = Authority & {
  kind: CardKind
  /** OU of the authority, else its CN or O: the same for all its generations. */
  family: string
  anchorKeyId: string
}

/** A complete list, verified with the key it is kept under. */
export type RevocationList = {
  issuerKeyId: string
  number: bigint
  from: Date
  until: Date
  /** Of the list as it was published; hex. */
  sha256: string
  /** Whether a serial number (content bytes of the INTEGER) is on it. */
  has(serial: Buffer): boolean
}

export type Trust = {
  /** Some authority in here is a test authority. */
  isTest: boolean
  issuers: readonly Issuer[]
  /** By the key id of the authority that signed it, anchors as well as issuers. */
  lists: ReadonlyMap<string, RevocationList>
}

export type ReadAuthority<A extends Authority> = { ok: true; authority: A } | { ok: false; why: TrustRefusal }

/**
 * Any authority, whoever signed it: whoever asks knows that it is the right one. Without `now` its dates are not looked
 * at.
 */
export const readAuthority = (der: Buffer, now?: Date): ReadAuthority<Authority> =>
  atDoor(() => authorityOf(readCertificate(der, 'trust.refused.unreadable'), now))

/**
 * A root that signed itself. That it is the right one is for the operator to compare, by its fingerprint. Without `now`
 * its dates are not looked at.
 */
export const readAnchor = (der: Buffer, now?: Date): ReadAuthority<Authority> =>
  atDoor(() => {
    const certificate = readCertificate(der, 'trust.refused.unreadable')
    const authority = authorityOf(certificate, now)
    if (!certificate.issuer.equals(certificate.subject)) throw new Refused('trust.refused.unknown-anchor')
    if (!isSignedBy(certificate, authority.publicKey)) throw new Refused('trust.refused.signature')
    return authority
  })

/**
 * An authority that issues cards, signed directly by one of the anchors; there are no longer paths. Without `now` its
 * dates are left to the checks of each card.
 */
export const readIssuer = (
  der: Buffer,
  kind: CardKind,
  anchors: readonly Authority[],
  now?: Date,
): ReadAuthority<Issuer> =>
  atDoor(() => {
    const certificate = readCertificate(der, 'trust.refused.unreadable')
    const authority = authorityOf(certificate, now)
    const anchor = anchors.find(({ keyId }) => keyId === certificate.authorityKeyId)
    const [family = ''] = ['OU', 'CN', 'O'].flatMap(part => subjectTexts(certificate, [part]))
    if (!anchor?.name.equals(certificate.issuer)) throw new Refused('trust.refused.unknown-anchor')
    if (!isSignedBy(certificate, anchor.publicKey)) throw new Refused('trust.refused.signature')
    if (!mayIssue(certificate) || family === '') throw new Refused('trust.refused.authority')
    return { ...authority, kind, family, anchorKeyId: anchor.keyId }
  })

/**
 * Cards of level 3 may come from it. One that names no policy is taken: the operator pinned it, and every card names
 * it.
 */
const mayIssue = ({ policies }: Certificate): boolean =>
  policies.length === 0 || policies.includes(policy) || policies.includes(oids.anyPolicy)

/** What makes any certificate one of an authority: RFC 5280 6.1.4 (k) and (n), the key id, today's algorithms. */
function authorityOf(certificate: Certificate, now: Date | undefined): Authority {
  const { publicKey, subjectKeyId: keyId, usage, isCa, version, extensions } = certificate
  const signs = usages.keyCertSign | usages.cRLSign
  const isWhole = version === 3 && isCa && (usage & signs) === signs && isSoundSerial(certificate.serial)
  if (!isSoundAlgorithm(certificate) || !isSoundKey(certificate)) throw new Refused('trust.refused.algorithm')
  if (!isWhole || !keyId || !publicKey || !areSound(extensions)) throw new Refused('trust.refused.authority')
  if (now && (now < certificate.from || now > certificate.until)) throw new Refused('trust.refused.dates')
  const { subject: name, from, until, serial, der } = certificate
  const texts = subjectTexts(certificate, ['O', 'OU', 'CN'])
  const isTest = texts.some(text => testAuthority.test(text))
  return { keyId, name, title: texts.join(' '), publicKey, from, until, serial, isTest, certificate: der }
}

const atDoor = <A extends Authority>(read: () => A): ReadAuthority<A> =>
  attempt<ReadAuthority<A>, ReadAuthority<A>>(
    () => ({ ok: true, authority: read() }),
    why => ({ ok: false, why: why as TrustRefusal }),
  )
