import type { Holder } from '../domain/card/holder.ts'
import type { Db } from '../store/database/database.ts'
import * as agencyCards from '../store/ways/agency-cards.ts'
import { readCard } from './bind.ts'
import type { Soul } from './district/crowd.ts'
import { district, type AgencyKey } from './district/district.ts'
import type { DrawerCard } from './drawer.ts'
import { digitsOf, pinOf } from './secrets.ts'
import type { Simulator } from './simulator.ts'

type Entry = { id: string; agency: AgencyKey; kind: 'agency' | 'school'; organisation: string; by: string | null }

/** Of both kinds, and one that waits to be registered; `by` is the part of whoever registered it. */
const entries: readonly Entry[] = [
  { id: 'primary-card', agency: 'primary', kind: 'school', organisation: '2.16.886.111.99999.201', by: 'chief' },
  { id: 'bureau-card', agency: 'bureau', kind: 'agency', organisation: '2.16.886.101.99999.100', by: 'bureau-chief' },
  { id: 'junior-card', agency: 'junior', kind: 'school', organisation: '2.16.886.111.99999.202', by: null },
]

/** The cards of agencies that lie beside the simulated reader. */
export const agencyDrawer: readonly DrawerCard[] = entries.map(({ id, agency, kind, organisation }) => ({
  id,
  kind,
  name: district[agency].name,
  organisation,
  subjectSerial: `99${digitsOf(`subject ${id}`, 14)}`,
  cardNumber: `${kind === 'school' ? 'XC' : 'GC'}${digitsOf(`card ${id}`, 14)}`,
  pin: pinOf(id),
}))

export type AgencyCards = Awaited<ReturnType<typeof readAgencyCards>>

/** What of each card of an agency is kept. */
export function readAgencyCards(simulator: Simulator) {
  return Promise.all(
    entries.map(async entry => {
      const inDrawer = agencyDrawer.find(({ id }) => id === entry.id)
      const card = readCard(await simulator.card(entry.id), 'agency_card', inDrawer?.cardNumber ?? null)
      const holder: Holder = { ...card, kind: 'agency', lastFour: null, signedAt: null }
      return { ...entry, holder }
    }),
  )
}

/** Registers those that are registered from the beginning. */
export async function registerAgencyCards(
  tx: Db,
  cards: AgencyCards,
  crowd: readonly Soul[],
  agencies: Record<AgencyKey, string>,
  now: Date,
): Promise<void> {
  for (const { agency, by, holder } of cards) {
    if (by === null) continue
    const chief = crowd.find(({ part }) => part?.id === by)
    if (!chief) throw new Error(`nobody is ${by}`)
    const agencyId = agencies[agency]
    const who = { accountId: chief.accountId, role: 'hr_chief', agencyId, requestId: null }
    const done = await agencyCards.register(tx, agencyId, holder, who, now)
    if (!done.ok) throw new Error(done.why)
  }
}

export type ToldAgencyCard = { id: string; agency: string; pin: string; isRegistered: boolean }

/** As they are now: a visitor may have registered one or taken one out of use. */
export const agencyCardsTold = (db: Db, cards: AgencyCards): Promise<ToldAgencyCard[]> =>
  Promise.all(
    cards.map(async ({ id, agency, holder }) => {
      const known = await agencyCards.ofCard(db, holder)
      return { id, agency: district[agency].name, pin: pinOf(id), isRegistered: known?.retiredAt === null }
    }),
  )
