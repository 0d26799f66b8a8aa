import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Mistake } from '../mistake.ts'
import { returnPath } from '../ways/phone-return.ts'
import { startChild } from './child.ts'
import type { Soul } from './district/crowd.ts'
import { digitsOf } from './secrets.ts'
import type { Simulator } from './simulator.ts'

export type Phones = {
  /** Where the application reaches the service, and as whom. */
  service: { url: string; webUrl: string; serviceId: string; key: Buffer }
  /** Origin of the page of all phones, and of the ministry's page; the first opens with the token of the card desk. */
  page: string
  /** DER of the certificate in a person's phone. */
  phone: (id: string) => Promise<Buffer>
  stop: () => Promise<void>
}

/** Who has a phone with a certificate: those of the cast whose card is good. */
export const hasPhone = ({ part }: Soul): boolean => part?.card === 'good'

/** Starts the simulated phones; the authority in `folder` must be there already. */
export async function startPhones(
  folder: string,
  crowd: readonly Soul[],
  { port, token, site }: { port: number; token: Simulator['token']; site: string },
  onLost: () => void,
): Promise<{ ok: true; phones: Phones } | { ok: false; mistake: Mistake }> {
  const people = path.join(folder, 'phones.json')
  const owners = crowd.filter(hasPhone).map(({ part, name, idNumber }) => ({
    id: part?.id,
    name: name.zh,
    idNumber,
    subjectSerial: `98${digitsOf(`phone ${part?.id}`, 14)}`,
  }))
  await writeFile(people, JSON.stringify(owners), { mode: 0o600 })
  const ports = ['--port', '0', '--control-port', String(port)]
  const args = ['--data', folder, '--people', people, '--token', token, '--callback', site + returnPath, ...ports]
  const started = await startChild<{ url: string; control: string; serviceId: string; key: string }>(
    'fido',
    args,
    onLost,
  )
  if (!started.ok) return started
  const { facts, stop } = started.child
  const { url, serviceId, control: page } = facts
  const phone = async (id: string) => {
    const answer = await fetch(`${page}/api/phones/${id}`, { headers: { authorization: `Bearer ${token}` } })
    if (!answer.ok) throw new Error(`the simulator has no phone of ${id}: ${answer.status}`)
    const { certificate } = (await answer.json()) as { certificate: string }
    return Buffer.from(certificate, 'base64')
  }
  const service = { url, webUrl: page, serviceId, key: Buffer.from(facts.key, 'base64') }
  return { ok: true, phones: { service, page, phone, stop } }
}
