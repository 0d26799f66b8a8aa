import { openHealthCardVerifier } from '../../../server/outside/nhi-verifier.ts'
import * as healthCards from '../../../server/store/ways/health-cards.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { formIn } from '../app/pages.ts'
import type { HealthDesk, HealthEntry } from './health-desk.ts'

/** The product's own client of the simulated verifier. */
export const verifierOf = ({ verifier, token }: HealthDesk) => openHealthCardVerifier({ url: verifier, token }, 3000)

/** Registers a health card for an account without the pages that do it. */
export async function bindHealthCard(
  { db, ring, clock }: Deps,
  accountId: string,
  { cardNumber }: Pick<HealthEntry, 'cardNumber'>,
): Promise<string> {
  const bound = await healthCards.bind(db, ring, accountId, cardNumber, clock())
  if (!bound.ok) throw new Error(bound.why)
  return bound.id
}

/** The fields that public/health-card.js posts when this person's card answered what the form of a page asked. */
export async function answeredBy(
  desk: HealthDesk,
  entry: HealthEntry,
  page: { body: string },
  action: string,
): Promise<Record<string, string>> {
  const { basic, version, sign, password } = await desk.signed(entry, digitsOf(page))
  return { ...formOf(page, action), basic, version, sign, registered_password: password, component: 'http' }
}

/** The same fields when there was no answer, but a word of the page or a code of the component. */
export const failedWith = (
  page: { body: string },
  action: string,
  said: { component_failure?: string; component_code?: string },
) => ({ ...formOf(page, action), ...said })

export const digitsOf = ({ body }: { body: string }): string => /data-random="(\d{16})"/.exec(body)?.[1] ?? ''

function formOf(page: { body: string }, action: string): Record<string, string> {
  const form = formIn(page, action)
  if (!form) throw new Error(`there is no form for ${action}`)
  return form
}
