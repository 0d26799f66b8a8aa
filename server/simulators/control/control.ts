import { guarded } from '../guarded.ts'
import type { Cards } from '../hipki/cards.ts'
import type { Machine } from '../hipki/machine.ts'
import type { Person } from '../hipki/people.ts'
import { actionsOn, describe, type Desk } from './actions.ts'
import { controlPage, style } from './page.ts'

export type ControlOptions = { machine: Machine; cards: Cards; people: readonly Person[]; token: string }

/** The control interface of the card desk as a function. */
export const control = ({ token, ...desk }: ControlOptions) =>
  guarded(token, 'card-desk', {
    actions: actionsOn(desk),
    describe: () => describe(desk),
    page: why => controlPage(desk, token, why),
    style,
    look: path => shownCard(desk, path),
  })

async function shownCard({ cards, people }: Desk, path: string) {
  const person = people.find(({ id }) => path === `cards/${id}`)
  if (!person) return undefined
  const [{ signing, encryption }, { issuer }] = await Promise.all([cards.card(person), cards.chain(person)])
  const { pin: _pin, ...facts } = person
  return {
    ...facts,
    certificate: signing.certificate.toString('base64'),
    encryptionCertificate: encryption.certificate.toString('base64'),
    issuer: issuer.toString('base64'),
  }
}
