export const accountStates = ['invited', 'active', 'must_change', 'locked', 'suspended', 'closed'] as const
export type AccountState = (typeof accountStates)[number]

/** What changes a state besides activation and passwords. `locked` is a safety measure, `suspended` a personnel one. */
export type StateChange = 'lock' | 'suspend' | 'reactivate' | 'close' | 'invite-again'

type Facts = { state: AccountState; hasPassword: boolean }

/**
 * The state after a change, or undefined where it cannot be made from the present one. An account that comes back asks
 * for a new password, since nobody knows who learned the old one meanwhile.
 */
export function stateAfter(change: StateChange, { state, hasPassword }: Facts): AccountState | undefined {
  const isOpen = state === 'active' || state === 'must_change'
  const isHeld = state === 'locked' || state === 'suspended'
  if (change === 'lock') return isOpen ? 'locked' : undefined
  if (change === 'suspend') return isOpen || state === 'locked' ? 'suspended' : undefined
  if (change === 'reactivate') return isHeld ? (hasPassword ? 'must_change' : 'active') : undefined
  if (change === 'close') return state === 'closed' ? undefined : 'closed'
  return state === 'closed' ? 'invited' : undefined
}

/** The state of an account whose owner chose a password: one that asked for a new one asks no more. */
export const withNewPassword = (state: AccountState): AccountState => (state === 'must_change' ? 'active' : state)

/** True where the account lets its owner in. */
export const opens = (state: AccountState): state is 'active' | 'must_change' =>
  state === 'active' || state === 'must_change'
