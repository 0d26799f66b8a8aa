import { createHash, createPublicKey, randomBytes, sign, verify, X509Certificate } from 'node:crypto'
import forge from 'node-forge'
import { readRevocationList } from '../../server/domain/card/crl.ts'
import { holderOf } from '../../server/domain/card/holder.ts'
import { readAuthority, type Trust } from '../../server/domain/card/trust.ts'
import type { Ca } from '../../server/simulators/cards/ca.ts'
import type { Ratio } from './table.ts'

const rounds = 300

/** What a sign-in by card costs the server, beside the two public-key operations and one hash that no way leaves out. */
export async function measureCards(ca: Ca, trust: Trust): Promise<Ratio[]> {
  const card = await ca.card({
    kind: 'citizen',
    name: '量測用卡',
    serialNumber: '9900000000000001',
    lastFour: '6789',
    cardNumber: 'TP99999999999998',
  })
  const nonce = 'ab'.repeat(32)
  const content = Buffer.from(`personnel-desk-1 purpose:sign-in origin:http://localhost:3000 nonce:${nonce}`)
  const cms = card.sign(content, { cardNumber: card.holder.cardNumber, nonce }).toString('base64')
  const asked = { content, nonce, kinds: ['citizen' as const] }
  const now = new Date()
  const once = holderOf({ cms }, asked, trust, now)
  if (!once.ok) throw new Error(once.why)
  const ours = timeOf(() => holderOf({ cms }, asked, trust, now))

  const certificate = new X509Certificate(card.signing.certificate)
  const issuer = createPublicKey(new X509Certificate(card.issuer).publicKey.export({ type: 'spki', format: 'pem' }))
  const signature = card.signPkcs1(content)
  const floor = timeOf(() => {
    createHash('sha256').update(content).digest()
    verify('sha256', content, certificate.publicKey, signature)
    certificate.verify(issuer)
  })
  const message = Buffer.from(cms, 'base64').toString('latin1')
  const min = timeOf(() => {
    forge.asn1.fromDer(message)
    verify('sha256', content, certificate.publicKey, signature)
  })
  return [
    { what: 'a card answer verified', unit: 'µs', ours, floor },
    {
      what: 'card answers on one core, beside one parse and one signature',
      unit: '/s',
      ours: 1e6 / ours,
      floor: 1e6 / min,
    },
    ...(await measureList(ca)),
  ]
}

/** A list as long as the longest that was ever seen, beside its signature alone, and beside a look-up in a Set. */
async function measureList(ca: Ca): Promise<Ratio[]> {
  const { certificate, key } = await ca.issuer('moica3')
  const authority = readAuthority(certificate)
  if (!authority.ok) throw new Error(authority.why)
  const revoked = Array.from({ length: 412_000 }, () => ({ serial: randomBytes(16), at: new Date() }))
  const der = await ca.list('moica3', { revoked })
  const begun = performance.now()
  const read = readRevocationList(der, authority.authority)
  const ours = performance.now() - begun
  if (!read.ok) throw new Error(read.why)

  const signature = sign('sha256', der, key)
  const { publicKey } = authority.authority
  const bare = performance.now()
  verify('sha256', der, publicKey, signature)
  const floor = performance.now() - bare

  const set = new Set(revoked.map(({ serial }) => serial.toString('hex')))
  const asked = revoked.slice(0, 1000).map(({ serial }) => serial)
  return [
    { what: 'a list of 412,000 cards read', unit: 'ms', ours, floor },
    {
      what: '1,000 cards looked up in it',
      unit: 'µs',
      ours: timeOf(() => asked.every(serial => read.list.has(serial))),
      floor: timeOf(() => asked.every(serial => set.has(serial.toString('hex')))),
    },
  ]
}

/** Microseconds of the middle one of many turns, after some to warm up. */
function timeOf(work: () => void): number {
  const times = Array.from({ length: rounds }, () => {
    const begun = performance.now()
    work()
    return (performance.now() - begun) * 1000
  })
  return times.slice(rounds / 3).toSorted((a, b) => a - b)[rounds / 3] ?? 0
}
