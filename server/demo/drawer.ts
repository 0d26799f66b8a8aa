import { createHash } from 'node:crypto'
import { lastFour } from '../domain/national-id.ts'
import { demoPin } from './cast.ts'
import type { Soul } from './crowd.ts'

/** A card as the simulator's list of people wants it. */
export type DrawerCard = {
  id: string
  kind: 'citizen'
  name: string
  lastFour: string
  subjectSerial: string
  cardNumber: string
  pin: string
  condition?: 'expired' | 'revoked'
}

/** The cards that lie beside the simulated reader, made from who they belong to: the same at every start. */
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
      pin: demoPin,
    }
    return [part.card === 'good' ? card : { ...card, condition: part.card }]
  })
}

/** Digits that are the same for the same words. */
export const digitsOf = (text: string, count: number) =>
  [...createHash('sha256').update(text).digest()]
    .map(byte => byte % 10)
    .join('')
    .slice(0, count)
