import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Mistake } from '../mistake.ts'
import { startChild } from './child.ts'
import type { DrawerCard } from './drawer.ts'

export type Simulator = {
  /** Origin of the card component. */
  url: string
  /** Origin of the page on which cards are inserted; it opens with the token. */
  control: string
  token: string
  /** Folder of authorities and lists. */
  trust: string
  /** DER of a card's certificate and of its issuer's. */
  card: (id: string) => Promise<{ certificate: Buffer; issuer: Buffer }>
  stop: () => Promise<void>
}

type Started = { ok: true; simulator: Simulator } | { ok: false; mistake: Mistake }

/** Starts the simulated card component in a process of its own; it ends with this one, however that ends. */
export async function startSimulator(
  folder: string,
  drawer: readonly DrawerCard[],
  { simulatorPort, controlPort }: { simulatorPort: number; controlPort: number },
  onLost: () => void,
): Promise<Started> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const people = path.join(folder, 'people.json')
  await writeFile(people, JSON.stringify(drawer), { mode: 0o600 })
  const ports = ['--port', String(simulatorPort), '--control-port', String(controlPort)]
  const started = await startChild<Pick<Simulator, 'url' | 'control' | 'token' | 'trust'>>(
    'hipki',
    ['--data', folder, '--people', people, ...ports],
    onLost,
  )
  if (!started.ok) return started
  const { facts, stop } = started.child
  return { ok: true, simulator: { ...facts, card: id => cardOf(facts, id), stop } }
}

async function cardOf({ control, token }: Pick<Simulator, 'control' | 'token'>, id: string) {
  const answer = await fetch(`${control}/api/cards/${id}`, { headers: { authorization: `Bearer ${token}` } })
  if (!answer.ok) throw new Error(`the simulator has no card ${id}: ${answer.status}`)
  const { certificate, issuer } = (await answer.json()) as { certificate: string; issuer: string }
  return { certificate: Buffer.from(certificate, 'base64'), issuer: Buffer.from(issuer, 'base64') }
}
