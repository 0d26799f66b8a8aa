import path from 'node:path'
import type { Ca } from '../cards/ca.ts'
import { cardCertificate, issuerOf } from '../cards/card-certificate.ts'
import { foreseenSerial, withCertificate, type Card } from '../cards/card.ts'
import { keptBytes } from '../cards/keys.ts'
import { serialOf } from '../cards/read.ts'
import { holderOf, type Person } from './people.ts'

export type Cards = {
  /** The person's card in its condition; the keys are made at the first call and kept. */
  card(person: Person): Promise<Card>
  /** Puts the signing certificate on its authority's list and publishes. */
  revoke(person: Person): Promise<void>
  /** DER certificates of the issuing authority and of its root. */
  chain(person: Person): Promise<{ issuer: Buffer; root: Buffer }>
}

const day = 86_400_000

/** The people's cards over the demo authority; cards that are revoked from birth are on the list when it returns. */
export async function openCards(ca: Ca, people: readonly Person[]): Promise<Cards> {
  const made = new Map<string, Promise<Card>>()

  async function make(person: Person) {
    const holder = holderOf(person)
    const card = await ca.card(holder)
    if (!person.condition) return card
    const by = await ca.issuer(issuerOf[person.kind])
    const serial = foreseenSerial(person.cardNumber, person.condition)
    const now = Date.now()
    const dates =
      person.condition === 'expired'
        ? { from: new Date(now - 5 * 366 * day), until: new Date(now - 30 * day) }
        : { from: new Date(now - 30 * day) }
    const file = path.join(ca.folder, 'conditions', `${person.cardNumber}-${person.condition}.cer`)
    const fresh = () => cardCertificate(holder, 'signing', by, card.signing.key, { serial, ...dates })
    return withCertificate(card, await keptBytes(file, fresh))
  }

  function card(person: Person) {
    const known = made.get(person.id) ?? make(person)
    made.set(person.id, known)
    return known
  }

  const revoked = people.filter(({ condition }) => condition === 'revoked')
  for (const { kind, cardNumber } of revoked) {
    await ca.revoke(issuerOf[kind], foreseenSerial(cardNumber, 'revoked'), 1)
  }
  if (revoked.length > 0) await ca.publish()

  return {
    card,
    revoke: async person => {
      const { signing } = await card(person)
      await ca.revoke(issuerOf[person.kind], serialOf(signing.certificate), 1)
      await ca.publish()
    },
    chain: async ({ kind }) => {
      const [issuer, root] = await Promise.all([ca.issuer(issuerOf[kind]), ca.issuer('grca3')])
      return { issuer: issuer.certificate, root: root.certificate }
    },
  }
}
