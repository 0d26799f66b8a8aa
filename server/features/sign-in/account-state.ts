import { opens } from '../../domain/account/state.ts'
import { legalDay } from '../../domain/clock.ts'
import type { Language } from '../../domain/language.ts'
import { dateText } from '../../domain/roc-date.ts'
import type { Account } from '../../store/account/accounts.ts'
import * as roleGrants from '../../store/agency/role-grants.ts'
import type { Db } from '../../store/database/database.ts'
import * as people from '../../store/person/people.ts'
import type { Holes, TextKey } from '../../text/speak.ts'
import { hrOfficeInWords } from '../../web/show/hr-office.ts'

export type StateRefusal = { why: TextKey; holes: Holes }

/**
 * Why the state of an account lets nobody in, since when, and whom to ask; undefined when it does let its owner in.
 * Told only to somebody who proved to be its owner.
 */
export async function stateRefusal(
  db: Db,
  { state, stateReason, stateAt, personId }: Pick<Account, 'state' | 'stateReason' | 'stateAt' | 'personId'>,
  now: Date,
  language: Language,
): Promise<StateRefusal | undefined> {
  if (opens(state)) return undefined
  const today = legalDay(now)
  const agency = await people.mainAgency(db, personId, today)
  const own = agency && (await roleGrants.hrOffice(db, agency, today, personId))
  // somebody alone in an HR office asks the office above
  const above = own?.names.length === 0 ? agency?.hrParent : null
  const office = above ? await roleGrants.hrOffice(db, above, today, personId) : own
  const whom = hrOfficeInWords(office, language)
  if (state === 'invited') return { why: 'sign-in.refused.account-invited', holes: { whom } }
  const holes = { whom, reason: stateReason ?? '', day: dateText(legalDay(stateAt ?? now), language) }
  return { why: `sign-in.refused.account-${state}${stateReason ? '-for' : ''}`, holes }
}
