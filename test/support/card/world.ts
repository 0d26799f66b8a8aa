import type { Test } from 'tap'
import { readRevocationList } from '../../../server/domain/card/crl.ts'
import type { CardRefusal, TrustRefusal } from '../../../server/domain/card/refusal.ts'
import { readAnchor, readIssuer, type Authority, type Issuer, type Trust } from '../../../server/domain/card/trust.ts'
import { openCa, type Ca } from '../../../server/simulators/cards/ca.ts'
import type { CardTricks, Holder } from '../../../server/simulators/cards/card-certificate.ts'
import type { Card } from '../../../server/simulators/cards/card.ts'
import type { Issuer as DemoIssuer, IssuerName } from '../../../server/simulators/cards/issuers.ts'
import type { MessageTricks, Wish } from '../../../server/simulators/cards/signed-data.ts'
import { cardFolder } from './folder.ts'

export const lin: Holder = {
  kind: 'citizen',
  name: '林測試',
  serialNumber: '0000000099900001',
  lastFour: '6789',
  cardNumber: 'TP99000000000001',
}
export const wang: Holder = { ...lin, name: '王測試', serialNumber: '0000000099900005', cardNumber: 'TP99000000000005' }
export const office: Holder = {
  kind: 'agency',
  name: '示範市政府教育局',
  serialNumber: '0000000099900003',
  organisation: '2.16.886.101.90028.20002.999',
  cardNumber: 'GC99000000000003',
}
export const school: Holder = {
  kind: 'school',
  name: '示範市立示範國民小學',
  serialNumber: '0000000099900002',
  organisation: '2.16.886.111.99999.1',
  cardNumber: 'XC99000000000002',
}

export const nonce = 'ab'.repeat(32)
export const content = Buffer.from(`personnel-desk-1 purpose:sign-in origin:http://localhost:3000 nonce:${nonce}`)

export type CardWorld = {
  ca: Ca
  lin: Card
  trust: Trust
  now: Date
  /** What Lin's card says to the content, as the component sends it. */
  sign(wish?: Wish, tricks?: MessageTricks): Buffer
  /** The same by a card of Lin's key with another certificate. */
  odd(tricks: CardTricks, by?: IssuerName | DemoIssuer): Promise<Buffer>
  /** The trust with this list in the place of one of its own. */
  withList(der: Buffer, by: IssuerName): Promise<Trust>
}

/** The demo authority and what an installation that imported it holds; nothing of it is in a database. */
export async function cardWorld(t: Test): Promise<CardWorld> {
  const ca = await openCa(await cardFolder(t), { caBits: 2048, issuers: ['moica2', 'moica3', 'gca', 'xca'] })
  const now = new Date()
  const card = await ca.card(lin)
  const anchors = await Promise.all(
    (['grca2', 'grca3'] as const).map(
      async name => good(readAnchor((await ca.issuer(name)).certificate, now)).authority,
    ),
  )
  const kinds = { moica2: 'citizen', moica3: 'citizen', gca: 'agency', xca: 'agency' } as const
  const names = Object.keys(kinds) as (keyof typeof kinds)[]
  const issuers = await Promise.all(
    names.map(async name => good(readIssuer((await ca.issuer(name)).certificate, kinds[name], anchors, now)).authority),
  )
  const authorities: Record<string, Authority | Issuer | undefined> = Object.fromEntries(
    [...anchors, ...issuers].map(authority => [authority.keyId, authority]),
  )
  const listOf = async (der: Buffer, by: IssuerName) => {
    const authority = authorities[(await ca.issuer(by)).keyId.toString('hex')]
    if (!authority) throw new Error(`${by} is not in this world`)
    return good(readRevocationList(der, authority, { now })).list
  }
  const lists = await Promise.all(
    (['grca2', 'grca3', ...names] as const).map(async name => listOf(await ca.list(name), name)),
  )
  const trust: Trust = { isTest: true, issuers, lists: new Map(lists.map(list => [list.issuerKeyId, list])) }

  return {
    ca,
    lin: card,
    trust,
    now,
    sign: (wish = { cardNumber: lin.cardNumber, nonce }, tricks) => card.sign(content, wish, tricks),
    odd: async (tricks, by) =>
      (await ca.oddCard(lin, { ...(by && { by }), key: card.signing.key, tricks })).sign(content),
    withList: async (der, by) => {
      const list = await listOf(der, by)
      return { ...trust, lists: new Map([...trust.lists, [list.issuerKeyId, list]]) }
    },
  }
}

function good<Read extends { ok: true } | { ok: false; why: CardRefusal | TrustRefusal }>(read: Read) {
  if (!read.ok) throw new Error(read.why)
  return read as Extract<Read, { ok: true }>
}
