import type { State } from '../../domain/correction/correction.ts'
import type { TextKey } from '../../text/speak.ts'

type Tone = '' | 'ok' | 'warn'

const states: Record<State, [TextKey, Tone]> = {
  draft: ['correction.state.draft', ''],
  submitted: ['correction.state.submitted', ''],
  in_review: ['correction.state.in_review', ''],
  returned: ['correction.state.returned', 'warn'],
  waiting_authority: ['correction.state.waiting_authority', ''],
  waiting_chief: ['correction.state.waiting_chief', ''],
  accepted: ['correction.state.accepted', 'ok'],
  partly_accepted: ['correction.state.partly_accepted', 'ok'],
  applied: ['correction.state.applied', 'ok'],
  rejected: ['correction.state.rejected', 'warn'],
  withdrawn: ['correction.state.withdrawn', ''],
}

/** The word for a state and its tone; a correction that waits for a lock has a word of its own. */
export function stateView({ state, waitsForLock = false }: { state: State; waitsForLock?: boolean }): {
  text: TextKey
  tone: Tone
} {
  if (waitsForLock) return { text: 'correction.state.waits_for_lock', tone: 'warn' }
  const [text, tone] = states[state]
  return { text, tone }
}
