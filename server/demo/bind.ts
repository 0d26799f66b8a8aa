import { readCertificate, subjectTexts } from '../domain/card/certificate.ts'
import { tidy } from '../domain/typed-text.ts'
import type { Db } from '../store/database/database.ts'
import type { KeyRing } from '../store/database/sealing.ts'
import * as credentials from '../store/ways/credentials.ts'
import * as healthCards from '../store/ways/health-cards.ts'
import type { Soul } from './district/crowd.ts'
import type { DrawerCard } from './drawer.ts'
import { healthCardNumber } from './health-cards.ts'
import { hasPhone, type Phones } from './phones.ts'
import type { Simulator } from './simulator.ts'

/** What of each phone is kept, for people whose phones are bound from the beginning. */
export function readPhones(crowd: readonly Soul[], simulator: Simulator, phones: Phones) {
  const bound = crowd.filter(soul => hasPhone(soul) && soul.loginName)
  return Promise.all(
    bound.map(async ({ accountId, part }) => {
      const id = part?.id ?? ''
      const [certificate, { issuer }] = await Promise.all([phones.phone(id), simulator.card(id)])
      return { accountId, card: readCard({ certificate, issuer }, 'phone', null) }
    }),
  )
}

/** What of each card of the drawer is kept, for people whose cards are bound from the beginning. */
export function readCards(crowd: readonly Soul[], drawer: readonly DrawerCard[], simulator: Simulator) {
  const bound = crowd.filter(({ part, loginName }) => part?.card && loginName)
  return Promise.all(
    bound.map(async ({ accountId, part }) => {
      const inDrawer = drawer.find(({ id }) => id === part?.id)
      if (!inDrawer) throw new Error(`no card for ${part?.id}`)
      return { accountId, card: readCard(await simulator.card(inDrawer.id), 'citizen_card', inDrawer.cardNumber) }
    }),
  )
}

/** What is kept of a card, from its certificate and that of its issuer. */
export function readCard(
  { certificate, issuer }: { certificate: Buffer; issuer: Buffer },
  kind: credentials.NewCredential['kind'],
  cardNumber: string | null,
): credentials.NewCredential {
  const [own, above] = [certificate, issuer].map(der => readCertificate(der, 'card.refused.certificate'))
  if (!own || !above) throw new Error('two certificates were given')
  const text = (of: typeof own, part: string) => tidy(subjectTexts(of, [part]).join(''))
  return {
    kind,
    issuerFamily: text(above, 'OU'),
    issuerKeyId: above.subjectKeyId ?? '',
    subjectSerial: text(own, 'SN'),
    subjectName: text(own, 'CN'),
    certificate: own.der,
    cardNumber,
    notAfter: own.until,
  }
}

export async function bindCards(tx: Db, cards: Awaited<ReturnType<typeof readCards>>, now: Date): Promise<void> {
  for (const { accountId, card } of cards) {
    const done = await credentials.bind(tx, accountId, card, now)
    if (!done.ok) throw new Error(done.why)
  }
}

/** The health cards of people with an account that is active from the beginning. */
export async function bindHealthCards(tx: Db, ring: KeyRing, crowd: readonly Soul[], now: Date): Promise<void> {
  for (const soul of crowd.filter(({ loginName }) => loginName)) {
    const number = healthCardNumber(soul)
    const done = number === null ? { ok: true as const } : await healthCards.bind(tx, ring, soul.accountId, number, now)
    if (!done.ok) throw new Error(done.why)
  }
}
