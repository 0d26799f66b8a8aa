import { tidy } from '../typed-text.ts'
import { doors, openAnswer, type Answer, type Asked } from './answer.ts'
import { subjectTexts } from './certificate.ts'
import { attribute, caseOf, checks, directoryValues, isIssued, type Case } from './checks.ts'
import { textOf, timeOf, type Element } from './der.ts'
import { cardNumber, namedBy, oids, profileVersion, type CardKind } from './profile.ts'
import type { CardRefusal, CheckName } from './refusal.ts'
import type { Trust } from './trust.ts'

export type { Answer, Asked }

export type Holder = {
  kind: CardKind
  /** OU of the issuing authority. */
  issuerFamily: string
  issuerKeyId: string
  /** 16 digits; with the family it is what an account is bound to. */
  subjectSerial: string
  /** NFC. */
  subjectName: string
  /** Last four of the national ID number, if the certificate says them. */
  lastFour: string | null
  cardNumber: string | null
  /** DER. */
  certificate: Buffer
  notAfter: Date
  /** By the clock of the person's computer: kept, never checked. */
  signedAt: Date | null
}

/** Plain JSON, kept with a signature. Checks stand in the order in which they were made; a failed one is the last. */
export type Report = {
  checks: { key: `card.check.${CheckName}`; outcome: 'passed' | 'failed' | 'undecided' }[]
  /** The revocation list that was looked at. */
  list: { number: string; sha256: string; from: string } | null
  issuerKeyId: string | null
  profile: string
}

export type Verified =
  | { ok: true; holder: Holder; report: Report }
  | {
      ok: false
      why: CardRefusal
      report: Report
      /**
       * Whose card signed all the same, where nothing is wrong but its time or its standing; nobody is let in by it.
       */
      owner?: Holder
    }

/** What may be wrong with a card that its owner still holds and signs with; the signatures are not among it. */
const standing: readonly CheckName[] = [
  'early',
  'expired',
  'issuer-expired',
  'no-list',
  'list-early',
  'list-expired',
  'revoked',
]

/**
 * Whose card signed exactly these bytes, or the first check that fails. Never throws for anything an answer may hold.
 * The challenge must have been taken out of use before. `made` is for tests, which leave a check out.
 */
export function holderOf(answer: Answer, asked: Asked, trust: Trust, now: Date, made = checks): Verified {
  const opened = openAnswer(answer)
  if (!opened.ok) return refused(opened.door, reportOf(doors.slice(0, doors.indexOf(opened.door))))

  const it = caseOf(opened.message, asked, trust, now)
  const report = reportOf(doors, it)
  for (const { name, holds } of made) {
    const outcome = holds(it)
    if (outcome === false) return { ...refused(name, report), ...(isOwners(name, it) && { owner: read(it) }) }
    report.checks.push({ key: `card.check.${name}`, outcome: outcome === true ? 'passed' : 'undecided' })
  }
  return { ok: true, holder: read(it), report }
}

const reportOf = (passed: readonly CheckName[], { list, issuer }: Partial<Case> = {}): Report => ({
  checks: passed.map(name => ({ key: `card.check.${name}` as const, outcome: 'passed' as const })),
  list: list ? { number: String(list.number), sha256: list.sha256, from: list.from.toISOString() } : null,
  issuerKeyId: issuer?.keyId ?? null,
  profile: profileVersion,
})

const refused = (name: CheckName, report: Report): Verified => ({
  ok: false,
  why: `card.refused.${name}`,
  report: { ...report, checks: [...report.checks, { key: `card.check.${name}`, outcome: 'failed' }] },
})

/** Whether only the time or the standing of the card was wrong: everything else is checked before it is said. */
const isOwners = (failed: CheckName, it: Case): boolean =>
  standing.includes(failed) && checks.every(({ name, holds }) => standing.includes(name) || holds(it) !== false)

/** The facts of a case that every check let pass, or all but those of its time and standing. */
function read(it: Case): Holder {
  if (!isIssued(it)) throw new Error('no check refused a case without certificate or issuer')
  const { certificate, issuer, signer } = it
  return {
    kind: issuer.kind,
    issuerFamily: issuer.family,
    issuerKeyId: issuer.keyId,
    subjectSerial: subjectTexts(certificate, ['SN']).join(''),
    subjectName: tidy(subjectTexts(certificate, namedBy[issuer.kind]).join('')),
    lastFour: directoryValues(certificate, oids.lastFour).map(textOf)[0] ?? null,
    cardNumber: cardNumberOf(attribute(signer, oids.cardNumber)),
    certificate: certificate.der,
    notAfter: certificate.until,
    signedAt: signedAtOf(attribute(signer, oids.signingTime)),
  }
}

function cardNumberOf(said: Element | undefined): string | null {
  const text = said?.content.toString('latin1') ?? ''
  return cardNumber.test(text) ? text : null
}

const signedAtOf = (said: Element | undefined): Date | null => (said && timeOf(said)) ?? null
