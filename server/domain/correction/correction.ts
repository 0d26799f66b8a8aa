import type { Actor } from '../agency/actor.ts'
import { countsAsOne, hasRole, hrRoles, isTheirOwn, officeOf } from '../agency/actor.ts'

/** States of a correction, as in the rules of 校正 (draft → … → applied, rejected or withdrawn). */
export const states = [
  'draft',
  'submitted',
  'in_review',
  'returned',
  'waiting_authority',
  'waiting_chief',
  'accepted',
  'partly_accepted',
  'applied',
  'rejected',
  'withdrawn',
] as const
export type State = (typeof states)[number]

export const openStates: readonly State[] = ['submitted', 'in_review', 'returned', 'waiting_authority', 'waiting_chief']
export const endedStates: readonly State[] = ['applied', 'rejected', 'withdrawn']

export type Action =
  | 'save'
  | 'submit'
  | 'withdraw'
  | 'take'
  | 'release'
  | 'return'
  | 'resubmit'
  | 'accept'
  | 'accept_partly'
  | 'forward'
  | 'decide_by_authority'
  | 'reject'
  | 'confirm_rejection'
  | 'overturn_rejection'
  | 'extend'
  | 'apply'
  | 'reconsider'

const moves: Record<State, Partial<Record<Action, State>>> = {
  draft: { save: 'draft', submit: 'submitted', withdraw: 'withdrawn' },
  submitted: { withdraw: 'withdrawn', take: 'in_review', extend: 'submitted' },
  in_review: {
    withdraw: 'withdrawn',
    release: 'submitted',
    return: 'returned',
    accept: 'accepted',
    accept_partly: 'partly_accepted',
    forward: 'waiting_authority',
    reject: 'waiting_chief',
    extend: 'in_review',
  },
  returned: { save: 'returned', resubmit: 'submitted', withdraw: 'withdrawn', extend: 'returned' },
  waiting_authority: { decide_by_authority: 'accepted', reject: 'waiting_chief', extend: 'waiting_authority' },
  waiting_chief: { confirm_rejection: 'rejected', overturn_rejection: 'in_review', extend: 'waiting_chief' },
  accepted: { apply: 'applied', reconsider: 'in_review' },
  partly_accepted: { apply: 'applied', reconsider: 'in_review' },
  applied: {},
  rejected: {},
  withdrawn: {},
}

const ownersActions: readonly Action[] = ['save', 'submit', 'resubmit', 'withdraw']
const systemsActions: readonly Action[] = ['apply', 'reconsider']
const chiefsActions: readonly Action[] = ['confirm_rejection', 'overturn_rejection', 'extend', 'decide_by_authority']

export const correctionRefusals = [
  'correction.refused.already-extended',
  'correction.refused.another-reviewer',
  'correction.refused.authority-first',
  'correction.refused.chief-only',
  'correction.refused.evidence-missing',
  'correction.refused.evidence-unopened',
  'correction.refused.no-items',
  'correction.refused.not-now',
  'correction.refused.not-yours',
  'correction.refused.other-agency',
  'correction.refused.own',
  'correction.refused.represented',
  'correction.refused.same-person',
] as const
export type CorrectionRefusal = (typeof correctionRefusals)[number]

export type CorrectionFacts = {
  state: State
  personId: string
  /** Agency whose HR decides; null while a draft. */
  agencyId: string | null
  reviewerId: string | null
  /** Of a rejection that waits for the chief: who proposed it, and whom they are deputy of. */
  proposedBy: readonly string[]
  /** The actor is the second reviewer named at that agency, and the correction is that of its only HR person. */
  isSecondReviewer: boolean
  itemCount: number
  /** Fields that an authority decides on are accepted only upon its decision. */
  needsAuthority: boolean
  /** Someone other than the person holds the chief's role at the deciding agency; else officers do a chief's part. */
  hasOtherChief: boolean
  /** Fields that the person does not decide on need at least one file. */
  needsEvidence: boolean
  evidenceCount: number
  unopenedEvidence: number
  extended: boolean
}

export type Decision<R extends string> = { ok: true; state: State } | { ok: false; why: R }

/**
 * The only door to a change of state: pages ask it which buttons to draw, posts ask it again before writing.
 * A chief's rejection is final (`rejected`); an officer's waits for the chief (`waiting_chief`).
 * A deputy goes on with what the one they act for has taken. `apply` and `reconsider` belong to the system: what was
 * accepted is written once no lock blocks, or goes back to review when it no longer can be.
 */
export function decide(correction: CorrectionFacts, action: Action, actor: Actor): Decision<CorrectionRefusal> {
  const refuse = (why: CorrectionRefusal) => ({ ok: false as const, why })
  const own = correction.personId === actor.personId
  const state = moves[correction.state][action]

  if (ownersActions.includes(action)) {
    if (!own) return refuse('correction.refused.not-yours')
    if (!state) return refuse('correction.refused.not-now')
    if (action === 'submit' || action === 'resubmit') {
      if (correction.itemCount === 0) return refuse('correction.refused.no-items')
      if (correction.needsEvidence && correction.evidenceCount === 0)
        return refuse('correction.refused.evidence-missing')
    }
    return { ok: true, state }
  }

  if (own) return refuse('correction.refused.own')
  if (isTheirOwn(actor, correction.personId)) return refuse('correction.refused.represented')
  const { isSecondReviewer } = correction
  const isReviewer = isSecondReviewer || hasRole(actor, ...hrRoles)
  if (systemsActions.includes(action) || !isReviewer) return refuse('correction.refused.not-yours')
  if (!isSecondReviewer && correction.agencyId !== actor.agencyId) return refuse('correction.refused.other-agency')
  const isOfAnother = correction.state === 'in_review' && correction.reviewerId !== officeOf(actor)
  if (action === 'take' && isOfAnother) return refuse('correction.refused.another-reviewer')
  if (!state) return refuse('correction.refused.not-now')
  const chief = isSecondReviewer || hasRole(actor, 'hr_chief') || !correction.hasOtherChief
  if (chiefsActions.includes(action) && !chief) return refuse('correction.refused.chief-only')
  if (action === 'confirm_rejection' && countsAsOne(actor, correction.proposedBy))
    return refuse('correction.refused.same-person')
  if (action === 'extend' && correction.extended) return refuse('correction.refused.already-extended')
  if (isOfAnother && !chief) return refuse('correction.refused.another-reviewer')
  if (action === 'accept' || action === 'accept_partly') {
    if (correction.needsAuthority) return refuse('correction.refused.authority-first')
  }
  if (state === 'accepted' || state === 'partly_accepted') {
    if (correction.unopenedEvidence > 0) return refuse('correction.refused.evidence-unopened')
  }
  return { ok: true, state: action === 'reject' && chief ? 'rejected' : state }
}
