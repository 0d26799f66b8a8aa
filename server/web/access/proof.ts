import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { StrongPurpose } from '../../domain/account/strong-proof.ts'
import { isAlive } from '../../domain/lifetime.ts'
import type { TextKey } from '../../text/speak.ts'
import type { Deps } from '../deps.ts'
import { keepForProof } from './late-form.ts'
import { lackOf } from './strong-proof.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whoever comes proves who they are, unless they have just done so. */
    proof?: Proof
    /**
     * For what a password alone is not enough, as the agency says. With `proof` the fresh one is to be strong; without,
     * one in this session is enough, so that nobody shows a card for each decision. Every route with `proof` says it.
     */
    strong?: Strong
    /** The page with the form, by its pattern, to come back to after the proof; without it the address itself. */
    page?: string | ((request: FastifyRequest) => string)
    /** Of a file that is fetched: the page with its link, by its pattern. */
    fetchedAt?: string
    /** Of a form: what is carried out by itself once that is proved. */
    pressed?: Pressed
  }
}

type Pressed = Extract<TextKey, `proof.pressed.${string}`>

type Strong = StrongPurpose | 'not-asked'

/** `fresh-at-page`: the page of the form asked for the proof; of what was typed since then nothing may be lost. */
type Proof = 'fresh' | 'fresh-at-page'

const times = { fresh: 1, 'fresh-at-page': 3 } as const

/** True when the person proved who they are as recently as the configuration asks. */
export const provedRecently = (request: FastifyRequest, now: Date): boolean => provedWithin(request, now, 'fresh')

/** The same of whoever sends a form whose page asked for the proof: three times as long, since typing takes time. */
export const provedBeforeTyping = (request: FastifyRequest, now: Date): boolean =>
  provedWithin(request, now, 'fresh-at-page')

function provedWithin({ session: { signedIn }, proofMinutes }: FastifyRequest, now: Date, proof: Proof): boolean {
  return signedIn !== undefined && isAlive(signedIn.proofAt, proofMinutes * times[proof] * 60_000 + 1, now)
}

/** Where somebody proves again who they are before they go on to `path`. */
export const proofFor = (path: string): string => `/proof?next=${encodeURIComponent(path)}`

/**
 * Asks for the proof last of all, so that it tells nobody whether there is something behind it. A form that came
 * without goes on after it.
 */
export function askForProof(app: FastifyInstance, deps: Parameters<typeof lackOf>[1] & Pick<Deps, 'ring'>): void {
  app.addHook('onRoute', route => {
    const { proof, page, strong } = route.config ?? {}
    if (!proof && !strong) return
    route.preHandler = [
      ...[route.preHandler ?? []].flat(),
      async (request, reply) => {
        const isFresh = !proof || provedWithin(request, deps.clock(), proof)
        if (isFresh && !(await lackFor(request, deps, { proof, strong }))) return
        const kept = request.actor && (await keepForProof(request, deps, request.actor.accountId))
        return reply.seeOther(proofFor(kept ?? pathOf(page, request)))
      },
    ]
  })
}

/** What somebody lacks for a route beyond the fresh proof of a password. */
export async function lackFor(
  request: FastifyRequest,
  deps: Parameters<typeof lackOf>[1],
  { proof, strong }: { proof?: Proof | undefined; strong?: Strong | undefined },
): ReturnType<typeof lackOf> {
  if (!strong || strong === 'not-asked') return null
  return lackOf(request, deps, strong, proof ? request.proofMinutes * times[proof] : Number.POSITIVE_INFINITY)
}

/** The page of a route, by its pattern; without one its own address. */
export function pathOf(
  page: string | ((request: FastifyRequest) => string) | undefined,
  request: FastifyRequest,
): string {
  if (typeof page === 'function') return page(request)
  const params = request.params as Record<string, string>
  return page === undefined ? request.url : filledIn(page, params)
}

/** An address by its pattern. */
export const filledIn = (pattern: string, params: Record<string, string>): string =>
  pattern.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '')
