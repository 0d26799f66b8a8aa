import type { Report } from '../../domain/card/holder.ts'
import type { Action, State } from '../../domain/correction/correction.ts'
import type { Language } from '../../domain/language.ts'
import type { FieldChange, Operation } from '../../domain/record/difference.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import type { WayFor } from '../../domain/way.ts'
import type { TextKey } from '../../text/speak.ts'
import { speak } from '../../text/speak.ts'
import { withRepresented } from './acting-for.ts'
import { changeLines, labelOf } from './row.ts'
import { stateView } from './state.ts'

type Item = FieldChange & { decision?: 'accepted' | 'rejected'; decisionReason?: string }

type Shown = {
  id: string
  number: string | null
  section: string
  operation: Operation
  items: Item[]
  reason: string
  effective: string | null
  state: State
  waitsForLock: boolean
  submittedAt: Date | null
  dueDay: string | null
  supplementDay: string | null
  extendedReason: string | null
  decisionText: string | null
  authorityDay: string | null
  authorityNumber: string | null
}

type Event = {
  event: { action: string; toState: string; fromState: string; byRole: string; text: string; at: Date }
  byName: string | null
  actingForName: string | null
  agencyName: string | null
}

type Signature = {
  round: number
  way: WayFor<'correction'>
  text: Buffer
  line: string
  textSha256: string
  proof: Record<string, unknown>
  list: { address: string | null } | null
  at: Date
}

const actions: Record<Action, TextKey> = {
  save: 'correction.action.save',
  submit: 'correction.action.submit',
  withdraw: 'correction.action.withdraw',
  take: 'correction.action.take',
  release: 'correction.action.release',
  return: 'correction.action.return',
  resubmit: 'correction.action.resubmit',
  accept: 'correction.action.accept',
  accept_partly: 'correction.action.accept_partly',
  forward: 'correction.action.forward',
  decide_by_authority: 'correction.action.decide_by_authority',
  reject: 'correction.action.reject',
  confirm_rejection: 'correction.action.confirm_rejection',
  overturn_rejection: 'correction.action.overturn_rejection',
  extend: 'correction.action.extend',
  apply: 'correction.action.apply',
  reconsider: 'correction.action.reconsider',
}

const operations: Record<Operation, TextKey> = {
  add: 'correction.operation.add',
  change: 'correction.operation.change',
  delete: 'correction.operation.delete',
}

/** The word for what a correction asks for. */
export const operationText = (operation: Operation): TextKey => operations[operation]

/** A correction as its owner and its reviewer see it: what is asked, what happened, what was signed. */
export function correctionView(
  correction: Shown,
  happened: readonly Event[],
  signed: readonly Signature[],
  language: Language,
) {
  const t = speak(language)
  const section = sectionOf(correction.section)
  const lines = changeLines(section, correction.operation, correction.items, language)
  return {
    id: correction.id,
    number: correction.number ?? '',
    section: labelOf(section, language),
    operation: t(operationText(correction.operation)),
    state: stateView(correction),
    changes: lines.map((line, i) => ({
      ...line,
      decision: correction.items[i]?.decision ?? null,
      decisionReason: correction.items[i]?.decisionReason ?? '',
    })),
    reason: correction.reason,
    effective: correction.effective,
    submittedAt: correction.submittedAt,
    dueDay: correction.dueDay,
    supplementDay: correction.supplementDay,
    decisionText: correction.decisionText,
    authority:
      correction.authorityDay && correction.authorityNumber
        ? { day: correction.authorityDay, number: correction.authorityNumber }
        : null,
    events: happened.map(({ event, byName, actingForName, agencyName }) => ({
      at: event.at,
      what:
        event.action === 'apply' && event.toState !== 'applied' ? t('correction.action.wait') : wordOf(event.action, t),
      who: [byName ? withRepresented(byName, actingForName, t) : t('history.system'), agencyName]
        .filter(Boolean)
        .join(t('form.comma')),
      text: event.text,
    })),
    signatures: signed.map(({ round, way, text, line, textSha256, proof, list, at }) => ({
      round,
      way,
      at,
      line,
      textSha256,
      signedText: text.toString('utf8'),
      checks: reportOf(proof).checks ?? [],
      list: reportOf(proof).list ?? null,
      keptList: list,
    })),
  }
}

const wordOf = (action: string, t: (key: TextKey) => string) =>
  action in actions ? t(actions[action as Action]) : action

/** What the verification of a signature looked at, as kept with it; empty for a correction that was not signed. */
const reportOf = (proof: Record<string, unknown>) => (proof['report'] ?? {}) as Partial<Report>
