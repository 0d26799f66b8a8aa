import type { FastifyInstance, FastifyRequest } from 'fastify'
import { setTimeout as pause } from 'node:timers/promises'
import { endOfChallenge } from '../../domain/ways/challenge.ts'
import type { SigningLine } from '../../domain/ways/signing-line.ts'
import { keyedHash, openSealed, seal } from '../../store/database/sealing.ts'
import type { Outcome } from '../../store/ways/spent-nonces.ts'
import { outcomeOf, settle, spend } from '../../store/ways/spent-nonces.ts'
import type { Deps } from '../deps.ts'
import { AnsweredOtherwise } from '../errors.ts'
import { contentOf } from '../forms.ts'
import { sayNext } from './said.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The line that this request took out of use. */
    spentLine: SigningLine | null
  }
}

type Using = Pick<Deps, 'db' | 'ring'>

/** Longer than any answer is looked at, but for a service outside that does not answer. */
const longestLook = 10_000
const betweenLooks = 100

/** Keeps of each answer to a line of ours where it led, for whoever clicked twice. */
export function noteAnswers(app: FastifyInstance, { db, ring }: Using): void {
  app.decorateRequest('spentLine', null)
  app.addHook('onSend', async (request, reply) => {
    const { spentLine } = request
    if (!spentLine) return
    request.spentLine = null
    const { nonce } = spentLine
    const led = String(reply.getHeader('location') ?? reply.getHeader('hx-redirect') ?? '')
    // whoever comes back to the same page was refused
    const isAccepted = led !== '' && pathOf(led) !== pathOf(request.url)
    const accountId = request.session.signedIn?.accountId ?? null
    try {
      await settle(db, nonce, { ledTo: isAccepted ? seal(ring, led, context(nonce)) : '', accountId })
    } catch (error) {
      request.log.warn({ err: error }, 'Where an answer led was not kept.')
    }
  })
}

/**
 * Takes a line out of use, which must have been checked to be of this browser; false when it was used before. Where the
 * same form was accepted of whoever is signed in, the request ends by going where they led: that is told, nothing is
 * given, so that an answer counts once.
 */
export async function spendLine(request: FastifyRequest, deps: Using, line: SigningLine): Promise<boolean> {
  const { db } = deps
  const answer = answerIn(request, deps)
  if (await spend(db, { nonce: line.nonce, answer, expiresAt: endOfChallenge(line) })) {
    request.spentLine = line
    return true
  }
  const led = await ledTo(request, deps, line)
  if (led === undefined) return false
  throw new AnsweredOtherwise(reply => {
    sayNext(reply, 'said.answered', line.at)
    return reply.seeOther(led)
  })
}

/**
 * Where the same answer led before; undefined when it was refused, was another one or somebody else's, or nobody is
 * signed in.
 */
export async function ledTo(
  request: FastifyRequest,
  deps: Using,
  { nonce }: Pick<SigningLine, 'nonce'>,
): Promise<string | undefined> {
  const { actor } = request
  if (!actor) return undefined
  const answer = answerIn(request, deps)
  const look = () => outcomeOf(deps.db, nonce)
  let first = await look()
  for (let waited = 0; isUndecided(first, answer) && waited < longestLook; waited += betweenLooks) {
    await pause(betweenLooks)
    first = await look()
  }
  if (!first?.ledTo || first.answer !== answer || first.accountId !== actor.accountId) return undefined
  return String(openSealed(deps.ring, first.ledTo, context(nonce)))
}

const pathOf = (url: string) => url.replace(/[?#].*$/, '')
const context = (nonce: string) => `spent-line/${nonce}`

const isUndecided = (first: Outcome | undefined, answer: string) => first?.answer === answer && first.ledTo === null

const answerIn = ({ url, body }: FastifyRequest, { ring }: Pick<Deps, 'ring'>): string =>
  keyedHash(ring, 'answer', JSON.stringify([url, contentOf(body)]))
