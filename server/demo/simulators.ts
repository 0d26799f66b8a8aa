import path from 'node:path'
import type { Mistake } from '../mistake.ts'
import { agencyDrawer } from './agency-cards.ts'
import type { Soul } from './district/crowd.ts'
import { drawerOf } from './drawer.ts'
import { startHealthCards, type HealthCards } from './health-cards.ts'
import type { Options } from './options.ts'
import { startPhones, type Phones } from './phones.ts'
import { startSimulator, type Simulator } from './simulator.ts'

export type Simulators = { simulator: Simulator; phones: Phones; healthCards: HealthCards }

/** The simulated cards, over the same authority the simulated phones, and the health cards: all of them or none. */
export async function startSimulators(
  options: Options,
  crowd: readonly Soul[],
  onLost: (what: string) => void,
): Promise<({ ok: true } & Simulators) | { ok: false; mistakes: Mistake[] }> {
  const folder = path.join(options.data, 'cards')
  const cards = await startSimulator(folder, [...drawerOf(crowd), ...agencyDrawer], options, () => onLost('card'))
  if (!cards.ok) return { ok: false, mistakes: [cards.mistake] }
  const { simulator } = cards
  const place = { port: options.phonePort, token: simulator.token, site: `http://localhost:${options.port}` }
  const [phones, health] = await Promise.all([
    startPhones(folder, crowd, place, () => onLost('phone')),
    startHealthCards(folder, crowd, options, simulator.token, () => onLost('health card')),
  ])
  if (phones.ok && health.ok) {
    return { ok: true, simulator, phones: phones.phones, healthCards: health.healthCards }
  }
  await Promise.all([simulator.stop(), phones.ok && phones.phones.stop(), health.ok && health.healthCards.stop()])
  const mistakes = [phones, health].flatMap(one => (one.ok ? [] : one.mistake))
  return { ok: false, mistakes }
}

export const stopSimulators = ({ simulator, phones, healthCards }: Simulators) =>
  Promise.all([simulator.stop(), phones.stop(), healthCards.stop()])
