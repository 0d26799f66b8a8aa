import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto'
import path from 'node:path'
import { holderOf } from '../../server/domain/card/holder.ts'
import type { Trust } from '../../server/domain/card/trust.ts'
import { openCa } from '../../server/simulators/cards/ca.ts'
import type { Ratio } from './ratio.ts'

const rounds = 300

/** What a sign-in by card costs the server, beside the two public-key operations and one hash that no way leaves out. */
export async function measureCards(trustFolder: string, trust: Trust): Promise<Ratio[]> {
  const ca = await openCa(path.dirname(trustFolder))
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
  return [{ what: 'a card answer verified', unit: 'µs', ours, floor }]
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
