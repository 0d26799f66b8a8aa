import { sectionOf } from '../record/sections.ts'
import type { State } from './correction.ts'

type Decided = {
  state: State
  operation: 'add' | 'change' | 'delete'
  section: string
  items: readonly { field: string; decision?: 'accepted' | 'rejected' }[]
}

/**
 * Ids of the fields that stayed as they were against the word of their owner, who may mark them as disputed
 * (個資法 §11 II). Of an entry that was not made there is nothing to mark; of one that was not deleted all of it.
 */
export function refusedFields({ state, operation, section, items }: Decided): string[] {
  if (operation === 'add') return []
  if (operation === 'delete') return state === 'rejected' ? sectionOf(section).fields.map(({ id }) => id) : []
  const isRefused = { rejected: () => true, applied: (one: Decided['items'][number]) => one.decision === 'rejected' }
  if (state !== 'rejected' && state !== 'applied') return []
  return items.filter(isRefused[state]).map(({ field }) => field)
}
