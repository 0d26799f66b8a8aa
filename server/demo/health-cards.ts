import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Mistake } from '../mistake.ts'
import { startChild } from './child.ts'
import type { Soul } from './district/crowd.ts'
import type { Options } from './options.ts'
import { digitsOf, healthPasswordOf } from './secrets.ts'
import type { Simulator } from './simulator.ts'

export type HealthCards = {
  /** Origin of the newer component. */
  component: string
  /** Address of the older one. */
  socket: string
  /** Origin of the page on which health cards are inserted; it opens with the token. */
  control: string
  /** Where the application has a health card verified, and as whom. */
  verifier: { url: string; token: string }
  stop: () => Promise<void>
}

/** The number of a person's health card, the same at every start; null for those who have none. */
export const healthCardNumber = ({ part }: Soul): string | null =>
  part?.card === 'good' || part?.healthCard ? `99${digitsOf(`health card ${part.id}`, 10)}` : null

/** Starts the simulated health cards; keys are kept in `folder`, which is there already. */
export async function startHealthCards(
  folder: string,
  crowd: readonly Soul[],
  options: Options,
  token: Simulator['token'],
  onLost: () => void,
): Promise<{ ok: true; healthCards: HealthCards } | { ok: false; mistake: Mistake }> {
  const people = path.join(folder, 'health-cards.json')
  await writeFile(people, JSON.stringify(crowd.filter(healthCardNumber).map(holderOf)), { mode: 0o600 })
  const ports = {
    '--port': options.nhiPort,
    '--socket-port': options.nhiTlsPort,
    '--control-port': options.nhiControlPort,
    '--verifier-port': options.nhiVerifierPort,
  }
  const numbers = Object.entries(ports).flatMap(([flag, port]) => [flag, String(port)])
  const args = ['--data', folder, '--people', people, '--token', token, ...numbers]
  type Facts = { component: string; socket: string; control: string; verifier: string }
  const started = await startChild<Facts>('nhi', args, onLost)
  if (!started.ok) return started
  const { facts, stop } = started.child
  const { component, socket, control, verifier: url } = facts
  return { ok: true, healthCards: { component, socket, control, verifier: { url, token }, stop } }
}

const holderOf = (soul: Soul) => ({
  id: soul.part?.id,
  name: soul.name.zh,
  idNumber: soul.idNumber,
  birthday: `${Number(soul.birth.slice(0, 4)) - 1911}${soul.birth.slice(4).replaceAll('-', '')}`.padStart(7, '0'),
  sex: soul.isWoman ? 'F' : 'M',
  cardNumber: healthCardNumber(soul),
  mark: soul.part?.healthCard ?? 'normal',
  password: healthPasswordOf(soul.part?.id ?? ''),
})
