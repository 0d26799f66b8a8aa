import type { StrongProofRule } from '../../domain/agency/strong-proof-rule.ts'
import type { AccountState, StateChange } from '../../domain/account/state.ts'
import type { browsers, systems } from '../../domain/account/visitor-program.ts'
import type { Role } from '../../domain/agency/actor.ts'
import type { Above, AgencyKind } from '../../domain/agency/agency.ts'
import type { DeputyState } from '../../domain/agency/deputy.ts'
import type { CertificateKind, CertificateState } from '../../domain/certificate/certificate.ts'
import type { CardKind } from '../../domain/card/profile.ts'
import type { State } from '../../domain/correction/correction.ts'
import type { Method, Verdict } from '../../domain/help-desk/accessibility.ts'
import type { FactName, Tone } from '../../domain/help-desk/diagnosis.ts'
import type { OfferedWay, OfferReason } from '../../domain/help-desk/way-offer.ts'
import type { ImportState, ImportVerb, Who } from '../../domain/import/import.ts'
import type { Confidence, NumberFault } from '../../domain/import/match.ts'
import type { BatchResult, BatchState, BatchVerb } from '../../domain/record/batch.ts'
import type { Comparison } from '../../domain/record/batch/comparison.ts'
import type { LeftOut } from '../../domain/outgoing/left-out.ts'
import type { PaperBundle } from '../../domain/paper.ts'
import type { DateForm, ExportFormat, Replacement, RowChoice } from '../../domain/outgoing/profile.ts'
import type { FileKind, FileState } from '../../domain/outgoing/made-file.ts'
import type { Severity } from '../../domain/record/field.ts'
import type { Operation } from '../../domain/record/difference.ts'
import type { Status } from '../../domain/record/derived/status.ts'
import type { AuthorityState, ListState } from '../../domain/trust/freshness.ts'
import type { Way, WayFor, WayWithOutage } from '../../domain/way.ts'
import type { RetireReason } from '../../domain/ways/ways-in.ts'
import type { ListOrder } from '../../domain/person/list-order.ts'
import type { TextKey } from '../../text/speak.ts'
import type { LockKind } from '../../domain/record/lock.ts'
import type { Mark } from './record/file.ts'

/** What a problem means for whoever meets it; of the others only that something was not done. */
const problemTitles: Partial<Record<TextKey, TextKey>> = {
  'problem.forbidden': 'problem.title-forbidden',
  'problem.form-too-old': 'problem.title-not-sent',
  'problem.no-cookies': 'problem.title-not-sent',
  'problem.not-found': 'problem.title-not-found',
  'problem.not-now': 'problem.title-ours',
  'problem.not-saved': 'problem.title-not-sent',
  'problem.ours': 'problem.title-ours',
  'problem.too-slow': 'problem.title-not-sent',
  'problem.upload-cut': 'problem.title-not-sent',
}

/** The key of the word for each value that a view shows by its name; a value without a word does not compile. */
export const keyOf = {
  accessibilityBy: (method: Method) => `accessibility.by.${method}` as const,
  accessibilityMethod: (method: Method) => `accessibility.method.${method}` as const,
  accessibilityVerdict: (verdict: Verdict) => `accessibility.verdict.${verdict}` as const,
  accountChange: (change: Extract<StateChange, 'suspend' | 'lock' | 'reactivate'>) =>
    `people.account-what.${change}` as const,
  accountState: (state: AccountState | 'none') => `people.account.${state}` as const,
  agencyAbove: (above: Exclude<Above, 'parent'>) => `agency.above.${above}` as const,
  agencyKind: (kind: AgencyKind) => `agency.kind.${kind}` as const,
  strongProof: (rule: StrongProofRule) => `agency.passwords.strong.${rule}` as const,
  employment: (status: Status) => `person.status.${status}` as const,
  assignment: (kind: 'main' | 'concurrent') => `people.assignment-kind.${kind}` as const,
  authorityRole: (role: 'root' | CardKind) => `trust.role.${role}` as const,
  authorityState: (state: AuthorityState) => `trust.state.${state}` as const,
  batchResult: (result: BatchResult) => `batch.result.${result}` as const,
  batchState: (state: BatchState) => `batch.state.${state}` as const,
  comparison: (result: Comparison) => `comparison.result.${result}` as const,
  importConfidence: (confidence: Confidence) => `import.confidence.${confidence}` as const,
  importFault: (fault: NumberFault) => `import.fault.${fault}` as const,
  importState: (state: Exclude<ImportState, 'handed-on'>) => `import.state.${state}` as const,
  importVerb: (verb: ImportVerb) => `import.verb.${verb}` as const,
  importWho: (who: Who) => `import.who.${who}` as const,
  batchVerb: (verb: BatchVerb) => `batch.verb.${verb}` as const,
  browser: (browser: (typeof browsers)[number]) => `diagnosis.word.browser-${browser}` as const,
  paperBundle: (bundle: PaperBundle) => `paper.bundle.${bundle}` as const,
  certificateKind: (kind: CertificateKind) => `certificate.kind.${kind}` as const,
  certificateState: (state: CertificateState) => `certificate.state.${state}` as const,
  change: (operation: Operation) => `change.${operation}` as const,
  correctionTitle: (operation: Operation) => `correction.title.${operation}` as const,
  dateForm: (form: DateForm) => `export.dates.${form}` as const,
  exportFormat: (format: ExportFormat) => `export.format.${format}` as const,
  leftOut: (why: LeftOut) => `export.left.${why}` as const,
  replacement: (replacement: Replacement) => `export.replacement.${replacement}` as const,
  rowChoice: (rows: RowChoice) => `export.rows.${rows}` as const,
  fileKind: (kind: FileKind) => `file.kind.${kind}` as const,
  fileState: (state: FileState) => `file.state.${state}` as const,
  credential: (kind: 'citizen_card' | 'agency_card' | Exclude<WayFor<'binding'>, 'card'>) =>
    `way.bound.${kind}` as const,
  decision: (decision: 'accepted' | 'rejected') => `correction.item.${decision}` as const,
  deputyState: (state: DeputyState) => `deputy.state.${state}` as const,
  fact: (name: FactName) => `diagnosis.fact.${name}` as const,
  failurePlace: (place: 'sign-in' | 'diagnosis') => `failure.place.${place}` as const,
  findingSeverity: (severity: Severity) => `findings.severity.${severity}` as const,
  findingSource: (source: 'measured' | 'said') => `diagnosis.source.${source}` as const,
  findingTone: (tone: Tone) => `diagnosis.tone.${tone}` as const,
  holderState: (state: AccountState) => `agency.state.${state}` as const,
  codeOutcome: (kind: 'letter' | 'mail') => `people.outcome.${kind}` as const,
  codeWay: (way: 'letter' | 'mail') => `people.without-code-way.${way}` as const,
  listOrder: (order: ListOrder) => `list.sort.${order}` as const,
  listState: (state: ListState) => `trust.list.${state}` as const,
  notOffered: (why: OfferReason) => `way-offer.why.${why}` as const,
  offeredWay: (way: OfferedWay) => `way.offered.${way}` as const,
  outcome: (outcome: 'passed' | 'failed' | 'undecided') => `signature.outcome.${outcome}` as const,
  question: (name: 'popup' | 'reader' | 'kind' | 'certificate' | 'changed' | 'clock') =>
    `diagnosis.question.${name}` as const,
  recoveryState: (state: 'asked' | 'confirmed' | 'made' | 'over') => `recovery.state.${state}` as const,
  lockKind: (kind: LockKind) => `lock.kind.${kind}` as const,
  recordMark: (mark: Mark) => `record.mark.${mark}` as const,
  retired: (reason: RetireReason) => `account.past-reason.${reason}` as const,
  problemTitle: (problem: TextKey): TextKey => problemTitles[problem] ?? 'problem.title',
  role: (role: Role) => `role.${role}` as const,
  signedBy: (way: WayFor<'correction'>) => `review.signed.${way}` as const,
  stateMeaning: (state: `correction.state.${Exclude<State, 'draft'> | 'waits_for_lock'}`) => `${state}-means` as const,
  system: (system: (typeof systems)[number]) => `diagnosis.word.system-${system}` as const,
  way: (way: Way | 'activation' | 'agency-card' | 'recovery') => `way.used.${way}` as const,
  wayTitle: (way: WayWithOutage) => `sign-in.${way}.title` as const,
} satisfies Record<string, (value: never) => TextKey>
