import type { Trust } from '../domain/card/trust.ts'
import type { Clock } from '../domain/clock.ts'
import type { EvidenceHomes } from '../domain/correction/evidence-home.ts'
import type { SendMail } from '../domain/mail.ts'
import type { KeepYears } from '../domain/retention.ts'
import type { HealthCardVerifier } from '../domain/ways/health-card.ts'
import type { Scan } from '../domain/virus-scan.ts'
import type { PhoneService } from '../domain/ways/mobile-id.ts'
import type { Db } from '../store/database/database.ts'
import type { KeyRing } from '../store/database/sealing.ts'

/** What the web floor and the features read of the configuration. */
export type Settings = {
  /** Origin only, no slash at the end. */
  baseUrl: string
  isSecure: boolean
  componentOrigin: string
  /** Where the components of the health card listen, in the order in which they are tried. */
  healthCardComponents: readonly string[]
  /** Who issues the components for the two kinds of cards, and helps with them: page and telephone. */
  help: {
    cardUrl: string
    cardPhone: string
    cardIssuerUrl: string
    healthCardUrl: string
    healthCardPhone: string
  }
  sessionSecret: string
  sessionIdleMinutes: number
  sessionAbsoluteHours: number
  /** How long a proof of identity counts as fresh, before steps that ask for one. */
  proofMinutes: number
  evidenceMaxBytes: number
  /** How long after its end a revocation list still counts, for signing in only. */
  revocationGraceHours: number
  /** For how many years what piles up is kept, by its kind. */
  keepYears: KeepYears
  /** Whom one tells that a page shuts one out, as the statement prints it. */
  helpContact?: string
  /** HR and administrators who sign in by password need a second factor. */
  asksSecondFactor: boolean
}

/** What a feature may need, given to it as an argument by app.ts. */
export type Deps = {
  db: Db
  ring: KeyRing
  clock: Clock
  /** The authorities and revocation lists that cards are checked by, as they are now. */
  trust: () => Promise<Trust>
  config: Settings
  evidenceHomes: EvidenceHomes
  /** Null where no virus scanner is configured: then pages with files say so. */
  scan: Scan | null
  /** Null where no mail server is configured: then nothing offers mail. */
  sendMail: SendMail | null
  /** Null where TW FidO is not configured: then nothing offers the phone. */
  phone: PhoneService | null
  /** Null where no verifier of health cards is configured: then nothing offers the health card. */
  healthCards: HealthCardVerifier | null
  /** Written once into the database; a demo says so on every page. */
  installation: 'demo' | 'real'
}
