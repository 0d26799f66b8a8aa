import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isAlive } from '../../domain/lifetime.ts'
import type { TextKey } from '../../text/speak.ts'
import type { Deps } from '../deps.ts'
import { keepForProof } from './late-form.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whoever comes proves who they are, unless they have just done so. */
    proof?: Proof
    /** The page with the form, by its pattern, to come back to after the proof; without it the address itself. */
    page?: string | ((request: FastifyRequest) => string)
    /** Of a form: what is carried out by itself once that is proved. */
    pressed?: Pressed
  }
}

type Pressed = Extract<TextKey, `proof.pressed.${string}`>

/** `fresh-at-page`: the page of the form asked for the proof; of what was typed since then nothing may be lost. */
export type Proof = 'fresh' | 'fresh-at-page'

/** True when the person proved who they are as recently as the configuration asks. */
export const provedRecently = (request: FastifyRequest, now: Date): boolean => provedWithin(request, now, 1)

/** The same of whoever sends a form whose page asked for the proof: three times as long, since typing takes time. */
export const provedBeforeTyping = (request: FastifyRequest, now: Date): boolean => provedWithin(request, now, 3)

function provedWithin({ session: { signedIn }, proofMinutes }: FastifyRequest, now: Date, times: number): boolean {
  return signedIn !== undefined && isAlive(signedIn.proofAt, proofMinutes * times * 60_000 + 1, now)
}

/** Where somebody proves again who they are before they go on to `path`. */
const proofFor = (path: string): string => `/proof?next=${encodeURIComponent(path)}`

const isProved = { fresh: provedRecently, 'fresh-at-page': provedBeforeTyping }

/**
 * Asks for the proof last of all, so that it tells nobody whether there is something behind it. A form that came
 * without goes on after it.
 */
export function askForProof(app: FastifyInstance, deps: Pick<Deps, 'db' | 'ring' | 'clock'>): void {
  app.addHook('onRoute', route => {
    const { proof, page } = route.config ?? {}
    if (!proof) return
    route.preHandler = [
      ...[route.preHandler ?? []].flat(),
      async (request, reply) => {
        if (isProved[proof](request, deps.clock())) return
        const kept = request.actor && (await keepForProof(request, deps, request.actor.accountId))
        return reply.seeOther(proofFor(kept ?? pathOf(page, request)))
      },
    ]
  })
}

function pathOf(page: string | ((request: FastifyRequest) => string) | undefined, request: FastifyRequest): string {
  if (typeof page === 'function') return page(request)
  const params = request.params as Record<string, string>
  return page?.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '') ?? request.url
}
