import type { Account } from '../../store/accounts.ts'

export type StateRefusal = 'sign-in.refused.account-held' | 'sign-in.refused.account-closed'

/** Why an account in this state lets nobody in; undefined when it does. Told only to who proved to be its owner. */
export function stateRefusal(state: Account['state']): StateRefusal | undefined {
  if (state === 'active' || state === 'must_change') return undefined
  return state === 'closed' ? 'sign-in.refused.account-closed' : 'sign-in.refused.account-held'
}
