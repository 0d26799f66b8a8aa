import type { Test } from 'tap'
import { openMobileId } from '../../../server/outside/mobile-id.ts'
import { world } from '../person/world.ts'
import { startSimulator } from '../running/simulator.ts'

/** Entries of the simulator's file of people: lin and chen. */
export const phonePeople = {
  lin: phoneOf(1, 'lin'),
  chen: phoneOf(2, 'chen'),
}

export type PhoneEntry = { id: string; name: string; idNumber: string; subjectSerial: string }

function phoneOf(number: number, id: 'lin' | 'chen'): PhoneEntry {
  const { name, idNumber } = world[id]
  return { id, name, idNumber, subjectSerial: `000000009990700${number}` }
}

type Ready = { url: string; control: string; token: string; serviceId: string; key: string }

export type PhoneDesk = Awaited<ReturnType<typeof startPhones>>

/** The simulated phones in a process of their own, over the demo authority that is kept in `ca`; `site` is who asks them. */
export async function startPhones(
  t: Test,
  ca: string,
  {
    people = Object.values(phonePeople),
    site = 'http://localhost:3000',
  }: { people?: readonly object[]; site?: string } = {},
) {
  // valid on the day of the tests' clock, whenever they run
  const args = ['--callback', `${site}/phone-answer`, '--since', '2026-10-24']
  const desk = await startSimulator<Ready>(t, 'fido', { folder: ca, people, args })
  const account = { serviceId: desk.serviceId, key: Buffer.from(desk.key, 'base64') }

  // the keys of the phones are made at first sight, which takes a while on a busy machine
  await Promise.all(people.map(person => desk.look(`phones/${(person as { id: string }).id}`)))

  return {
    ...desk,
    account,
    /** The product's own client. */
    service: openMobileId({ url: desk.url, ...account }, 4000),
    /** The same where the site is registered for the ministry's page, which lies at another site than ours. */
    withPage: openMobileId({ url: desk.url, webUrl: desk.control.replace('localhost', '127.0.0.1'), ...account }, 4000),
  }
}
