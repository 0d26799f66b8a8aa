import { lastFour } from '../domain/national-id.ts'
import type { Soul } from './district/crowd.ts'
import { digitsOf, pinOf } from './secrets.ts'

/** A card as the simulator's list of people wants it. */
export type DrawerCard = {
  id: string
  kind: 'citizen' | 'agency' | 'school'
  name: string
  /** Citizens only. */
  lastFour?: string
  /** OID; agencies and schools only. */
  organisation?: string
  subjectSerial: string
  cardNumber: string
  pin: string
  condition?: 'expired' | 'revoked'
}

/**
 * The cards of people that lie beside the simulated reader, made from those they belong to: the same at every start.
 */
export function drawerOf(crowd: readonly Soul[]): DrawerCard[] {
  return crowd.flatMap(({ part, name, idNumber }) => {
    if (!part?.card) return []
    const card = {
      id: part.id,
      kind: 'citizen' as const,
      name: name.zh,
      lastFour: lastFour(idNumber),
      subjectSerial: `99${digitsOf(`subject ${part.id}`, 14)}`,
      cardNumber: `TP${digitsOf(`card ${part.id}`, 14)}`,
      pin: pinOf(part.id),
    }
    return [part.card === 'good' ? card : { ...card, condition: part.card }]
  })
}
