import path from 'node:path'
import { createHash, type KeyObject } from 'node:crypto'
import { cardCertificate, issuerOf, type CardTricks, type Holder } from './card-certificate.ts'
import { card, type Card } from './card.ts'
import { issuer, profiles, type Issuer, type IssuerName, type IssuerTricks } from './issuers.ts'
import { keep, keptBytes, keptKey, rsaKey } from './keys.ts'
import { openRegister, type Revocation } from './register.ts'
import { revocationList, type ListParts, type ListTricks } from './revocation-list.ts'

export type CaOptions = {
  /** Bits of every authority's key; tests say 2048 to save seconds. */
  caBits?: number
  /** Authorities to make at once besides their roots; others come when asked for. */
  issuers?: readonly IssuerName[]
  clock?: () => Date
}

export type Ca = {
  folder: string
  /** Holds anchors/, citizen/, agency/ (*.cer) and lists/ (*.crl), all DER. */
  trust: string
  issuer(name: IssuerName): Promise<Issuer>
  /** Same name and, if wanted, the same claimed key id, but nobody's key: what a forger would make. Kept nowhere. */
  impostor(name: IssuerName, options?: { claimsKeyId?: boolean }): Promise<Issuer>
  /** The holder's card, the same one at every call and every start; keys are made at the first. */
  card(holder: Holder): Promise<Card>
  /** A card made for one test: another issuer, another key, tricks in its signing certificate. Kept nowhere. */
  oddCard(holder: Holder, odd: { by?: IssuerName | Issuer; key?: KeyObject; tricks?: CardTricks }): Promise<Card>
  /** An authority made for one test, under another. Kept nowhere. */
  oddIssuer(like: IssuerName, under: Issuer | null, key?: KeyObject, tricks?: IssuerTricks): Promise<Issuer>
  revoke(by: IssuerName, serial: Buffer, reason?: number): Promise<void>
  /** Takes a serial off the list, as when a card on hold is released. */
  release(by: IssuerName, serial: Buffer): Promise<void>
  /** The list as it would be published now, with replacements; DER. */
  list(by: IssuerName, parts?: Partial<ListParts>, tricks?: ListTricks): Promise<Buffer>
  /** Writes all lists anew with a higher number, good for seven days. */
  publish(): Promise<void>
}

const day = 86_400_000

/** The demo authority kept in a folder; made at the first call. It has the trust folder written when it returns. */
export async function openCa(folder: string, options: CaOptions = {}): Promise<Ca> {
  const { clock = () => new Date(), issuers = ['moica3', 'gca', 'xca'] } = options
  const trust = path.join(folder, 'trust')
  const register = await openRegister(path.join(folder, 'register.json'))
  const made = new Map<IssuerName, Promise<Issuer>>()
  const cards = new Map<string, Promise<Card>>()

  function find(name: IssuerName): Promise<Issuer> {
    const known = made.get(name) ?? open(name)
    made.set(name, known)
    return known
  }

  async function open(name: IssuerName): Promise<Issuer> {
    const profile = profiles[name]
    const [key, parent] = await Promise.all([
      keptKey(path.join(folder, 'keys', `${name}.pem`), options.caBits ?? profile.bits),
      profile.parent === name ? null : find(profile.parent),
    ])
    const fresh = issuer(profile, key, parent)
    const file = path.join(trust, profile.role, `${name}.cer`)
    return { ...fresh, certificate: await keptBytes(file, () => fresh.certificate) }
  }

  async function list(by: IssuerName, parts: Partial<ListParts> = {}, tricks?: ListTricks) {
    const { subject, keyId, key } = await find(by)
    const from = parts.from ?? clock()
    const defaults: ListParts = {
      issuer: subject,
      keyId,
      number: register.number(),
      from,
      until: new Date(from.getTime() + 7 * day),
      revoked: register.revoked(by),
    }
    return revocationList({ ...defaults, ...parts }, key, tricks)
  }

  async function publish() {
    await register.nextNumber()
    for (const name of made.keys()) await keep(path.join(trust, 'lists', `${name}.crl`), await list(name))
  }

  async function keptCard(holder: Holder) {
    const by = await find(issuerOf[holder.kind])
    const folderOf = path.join(folder, 'cards', folderNameOf(holder))
    const credential = async (use: 'signing' | 'encryption') => {
      const key = await keptKey(path.join(folderOf, `${use}.pem`), 2048)
      const fresh = () => cardCertificate(holder, use, by, key, { from: new Date(clock().getTime() - 30 * day) })
      return { key, certificate: await keptBytes(path.join(folderOf, `${use}.cer`), fresh) }
    }
    const [signing, encryption] = await Promise.all([credential('signing'), credential('encryption')])
    return card(holder, signing, encryption, by.certificate)
  }

  const ca: Ca = {
    folder,
    trust,
    issuer: find,
    impostor: async (name, { claimsKeyId = false } = {}) => {
      const [real, root, key] = await Promise.all([find(name), rsaKey(), rsaKey()])
      const fakeRoot = issuer(profiles[profiles[name].parent], root, null)
      const fake = issuer(profiles[name], key, fakeRoot)
      return claimsKeyId ? { ...fake, keyId: real.keyId } : fake
    },
    card: holder => {
      const name = folderNameOf(holder)
      const known = cards.get(name) ?? keptCard(holder)
      cards.set(name, known)
      return known
    },
    oddCard: async (holder, { by = issuerOf[holder.kind], key, tricks }) => {
      const [from, signing, encryption] = await Promise.all([
        typeof by === 'string' ? find(by) : by,
        key ?? rsaKey(),
        key ?? rsaKey(),
      ])
      return card(
        holder,
        { key: signing, certificate: cardCertificate(holder, 'signing', from, signing, tricks) },
        { key: encryption, certificate: cardCertificate(holder, 'encryption', from, encryption) },
        from.certificate,
      )
    },
    oddIssuer: async (like, under, key, tricks) => issuer(profiles[like], key ?? (await rsaKey()), under, tricks),
    revoke: (by, serial, reason) => register.add(by, revocation(serial, clock(), reason)),
    release: (by, serial) => register.remove(by, serial),
    list,
    publish,
  }
  await Promise.all(issuers.map(find))
  await publish()
  return ca
}

// other facts on the same card number are another card
function folderNameOf({ cardNumber, kind, name, serialNumber, lastFour, organisation }: Holder) {
  const facts = JSON.stringify([kind, name, serialNumber, lastFour, organisation])
  return `${cardNumber}-${createHash('sha256').update(facts).digest('hex').slice(0, 12)}`
}

const revocation = (serial: Buffer, at: Date, reason?: number): Revocation => ({
  serial: serial.toString('hex'),
  at: at.toISOString(),
  ...(reason === undefined ? {} : { reason }),
})
