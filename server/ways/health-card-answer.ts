import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PurposeOf } from '../domain/way.ts'
import { componentRefusal, hasForm, randomOf, readBasic, type HealthCardHolder } from '../domain/ways/health-card.ts'
import * as delays from '../store/account/sign-in-delays.ts'
import type { Holes, TextKey } from '../text/speak.ts'
import { spendLine } from '../web/access/spent-lines.ts'
import { mayTry } from '../web/brake.ts'
import type { Deps } from '../web/deps.ts'
import { rawForm } from '../web/forms.ts'
import { allowHealthCardComponents } from '../web/transport/headers.ts'
import { refused, type Answered } from './answered.ts'
import { checkLine, issueLine } from './challenge.ts'
import { signingWords, type SigningWords } from './signing-words.ts'

export type HealthCardTask = { purpose: PurposeOf<'health_card'> }

/** The model of parts/way/health-card: made anew for each page, since its digits count once. */
export type HealthCardChallenge = SigningWords & { seal: string; random: string; components: string }

/** `claimed` is the ID number that the card said, where the verifier refused. */
export type HealthCardAnswer = Answered<{ holder: HealthCardHolder }, string>

/**
 * Sixteen digits for a health card to be signed with, taken out of the nonce of a line that is sealed like any other,
 * and the permission for this page to ask the components. Null where nothing can check a health card.
 */
export function healthCardChallenge(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
  task: HealthCardTask,
): HealthCardChallenge | null {
  if (!deps.healthCards) return null
  allowHealthCardComponents(reply, deps.config)
  const { line, seal, nonce } = issueLine(request, reply, deps, task)
  const components = deps.config.healthCardComponents.join(' ')
  return { ...signingWords(request, line), seal, random: randomOf(nonce), components }
}

/**
 * Whose health card answered the digits of our page, from the fields that public/health-card.js filled in. The digits
 * are used up by the first answer that is looked at. A try is counted before the verifier is asked, so that nobody can
 * guess a registered password through this site.
 */
export async function readHealthCardAnswer(
  request: FastifyRequest,
  deps: Deps,
  task: HealthCardTask,
): Promise<HealthCardAnswer> {
  const { db, ring, healthCards } = deps
  if (!healthCards) throw new Error('no health card is offered here')
  const { basic = '', version = '', sign = '', registered_password: password = '', ...form } = rawForm(request.body)
  const { line = '', seal = '', component = '', component_failure: failure = '', component_code: code = '' } = form
  const refuse = (why: TextKey, holes: Holes = {}, status: 422 | 429 = 422) => {
    request.log.info({ why, component: component.slice(0, 10) }, 'The answer of a health card was refused.')
    return refused('health-card-password', why, { holes, status })
  }

  const failed = componentRefusal({ failure, code, sign })
  if (failed) return refuse(failed.why, { code: failed.code })
  const checked = checkLine(request, deps, { line, seal }, task)
  if (!checked.ok) return refuse(ownWords[checked.why] ?? checked.why)
  if (!(await spendLine(request, deps, checked.line))) return refuse('health-card.refused.replay')
  const card = readBasic(basic)
  if (!card || !hasForm({ version, sign })) return refuse('health-card.refused.garbled')
  if (password === '') return refuse('health-card.refused.password-blank')
  const tries = delays.healthCardAllowances(ring, { idNumber: card.idNumber, place: request.place })
  const counted = await mayTry(request, deps, tries)
  if (!counted.ok) {
    const why = counted.isPlace ? 'activation.refused.wait' : 'health-card.refused.wait'
    return refuse(why, counted.holes, 429)
  }

  const random = randomOf(checked.line.nonce)
  const verified = await healthCards.verify({ transaction: randomUUID(), basic, version, random, sign, password })
  if (!verified.ok) return { ...refuse(verified.why, { code: verified.code }), claimed: card.idNumber }
  await delays.forgive(db, tries)
  return { ok: true, holder: { cardNumber: verified.cardNumber, idNumber: verified.idNumber } }
}

// the sentences of a challenge that speak of a PIN, which a health card does not have
const ownWords: Partial<Record<TextKey, TextKey>> = {
  'challenge.refused.late': 'health-card.refused.late',
  'challenge.refused.replay': 'health-card.refused.replay',
}
