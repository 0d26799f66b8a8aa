import type { Holes, TextKey } from '../text/speak.ts'
import type { FieldError } from '../web/forms.ts'

/** What came of asking for a way: who answered and by what, or why it counts for nothing. */
export type Answered<Who extends object, Claimed = never> = ({ ok: true } & Who) | Refused<Claimed>

export type Refused<Claimed = never> = {
  ok: false
  status: 422 | 429 | 503
  /** The place in the form at which the sentence stands. */
  field: string
  why: TextKey
  holes: Holes
  /** Whose it was said to be: they may have to hear of it. */
  claimed?: Claimed
}

export const refused = (
  field: string,
  why: TextKey,
  { holes = {}, status = 422 }: { holes?: Holes; status?: 422 | 429 | 503 } = {},
): Refused => ({ ok: false, status, field, why, holes })

/** The refusal as the page shows it. */
export const errorOf = ({ field, why, holes }: Refused<unknown>): FieldError => ({ field, text: why, holes })
