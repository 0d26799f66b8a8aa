import type { FastifyReply, FastifyRequest } from 'fastify'
import { contentOf } from '../domain/card/answer.ts'
import type { Holder, Report } from '../domain/card/holder.ts'
import { holderOf } from '../domain/card/holder.ts'
import type { CardKind } from '../domain/card/trust.ts'
import type { PurposeOf } from '../domain/way.ts'
import { misfit, type ChallengeRefusal, type Expected } from '../domain/ways/challenge.ts'
import { componentFailure } from '../domain/ways/component-error.ts'
import { readSigningLine } from '../domain/ways/signing-line.ts'
import type { Db } from '../store/database/database.ts'
import { isSpent } from '../store/ways/spent-nonces.ts'
import type { Holes, TextKey } from '../text/speak.ts'
import { spendLine } from '../web/access/spent-lines.ts'
import type { Deps } from '../web/deps.ts'
import { rawForm } from '../web/forms.ts'
import { refused, type Answered } from './answered.ts'
import { checkLine, issueLine, type Line, type Task } from './challenge.ts'
import { signingWords, type SigningWords } from './signing-words.ts'

export type CardTask = Task & { purpose: PurposeOf<'card'> }

/** The model of parts/way/card: made anew for each page, since each line is signed once. */
export type CardChallenge = Line & SigningWords & { component: string }

/** `claimed` is the holder of a card that truly signed but was refused for its time or its standing. */
export type CardAnswer = Answered<{ holder: Holder; report: Report; line: string; cms: Buffer }, Holder>

/** Whether citizen cards are taken here: without an authority every one of them would be refused. */
export async function offersCards({ trust }: Pick<Deps, 'trust'>): Promise<boolean> {
  const { issuers } = await trust()
  return issuers.some(({ kind }) => kind === 'citizen')
}

/** A line for a card to sign on this page. */
export function cardChallenge(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Pick<Deps, 'clock' | 'config'>,
  task: CardTask,
): CardChallenge {
  const issued = issueLine(request, reply, deps, task)
  return { ...issued, ...signingWords(request, issued.line), component: deps.config.componentOrigin }
}

/**
 * Whose card signed the line of our page, from the fields that public/card.js filled in. The challenge is used up by
 * the first answer that is looked at, right or wrong. `why` is the one sentence the person reads.
 */
export async function readCardAnswer(
  request: FastifyRequest,
  { db, ring, clock, config, trust }: Pick<Deps, 'db' | 'ring' | 'clock' | 'config' | 'trust'>,
  { kinds, ...task }: CardTask & { kinds: readonly CardKind[] },
): Promise<CardAnswer> {
  const form = rawForm(request.body)
  const { line = '', seal = '', cms = '' } = form
  const now = clock()
  const refuse = (why: TextKey, holes: Holes = {}) => {
    request.log.info({ why, component: form['component_version']?.slice(0, 40) }, 'The answer of a card was refused.')
    return refused('card-pin', why, { holes })
  }

  const failure = componentFailure({
    componentFailure: form['component_failure'] ?? '',
    retCode: form['ret_code'] ?? '',
    lastError: form['last_error'] ?? '',
  })
  if (failure) {
    const { componentOrigin: component, baseUrl } = config
    return refuse(failure.text, { ...failure.holes, component, host: new URL(baseUrl).hostname })
  }

  const stray = await whyStray(db, cms, line, { ...task, origin: config.baseUrl }, now)
  if (stray) return refuse(stray)
  const checked = checkLine(request, { clock, config }, { line, seal }, task)
  if (!checked.ok) return refuse(checked.why)
  if (!(await spendLine(request, { db, ring }, checked.line))) return refuse('challenge.refused.replay')
  const { nonce } = checked.line

  const graceMs = task.purpose === 'sign-in' ? config.revocationGraceHours * 3_600_000 : 0
  const verified = holderOf({ cms }, { content: Buffer.from(line), nonce, kinds, graceMs }, await trust(), now)
  if (!verified.ok) return { ...refuse(verified.why), ...(verified.owner && { claimed: verified.owner }) }
  return { ok: true, holder: verified.holder, report: verified.report, line, cms: Buffer.from(cms, 'base64') }
}

/** When another line of ours was signed than the one that came with it, its own words tell the cause best. */
async function whyStray(
  db: Db,
  cms: string,
  line: string,
  expected: Expected,
  now: Date,
): Promise<ChallengeRefusal | undefined> {
  const content = contentOf(cms)?.toString('latin1')
  const signed = content === undefined || content === line ? undefined : readSigningLine(content)
  if (!signed) return undefined
  if (await isSpent(db, signed.nonce)) return 'challenge.refused.replay'
  return misfit(signed, expected, now) ?? 'challenge.refused.unknown'
}
