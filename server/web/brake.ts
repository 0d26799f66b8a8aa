import type { FastifyInstance, FastifyRequest } from 'fastify'
import { inTaipei } from '../domain/clock.ts'
import type { Busy } from '../domain/turns.ts'
import * as delays from '../store/account/sign-in-delays.ts'
import type { Deps } from './deps.ts'
import { refuseWith } from './errors.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Until when what this request tries was refused: by a brake, or because too many waited for it. */
    waitsUntil: Date | null
  }
}

const minute = 60_000
const anHour = 3600

/** Every answer that says "too often" or "too many now" also says to programs when to come again. */
export function tellWaits(app: FastifyInstance, { clock }: Pick<Deps, 'clock'>): void {
  app.decorateRequest('waitsUntil', null)
  app.addHook('onSend', ({ waitsUntil }, reply, _payload, done) => {
    if (reply.statusCode !== 429 && !waitsUntil) return done()
    const seconds = waitsUntil ? Math.ceil((waitsUntil.getTime() - clock().getTime()) / 1000) : anHour
    reply.header('Retry-After', Math.max(1, seconds))
    done()
  })
}

/** Has the answer say when it will be less busy. */
export function tellWait(request: FastifyRequest, { clock }: Pick<Deps, 'clock'>, { seconds }: Busy): void {
  request.waitsUntil = new Date(clock().getTime() + seconds * 1000)
}

export type Wait = delays.Wait & { holes: { time: string } }

/** Counts one try before it is checked; `holes` of a refusal say from which minute on the next one is taken. */
export async function mayTry(
  request: FastifyRequest,
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  allowances: readonly delays.Allowance[],
): Promise<{ ok: true } | ({ ok: false } & Wait)> {
  const counted = await delays.mayTry(db, allowances, clock())
  if (counted.ok) return counted
  request.waitsUntil = counted.until
  const fullMinute = new Date(Math.ceil(counted.until.getTime() / minute) * minute)
  return { ...counted, holes: { time: inTaipei(fullMinute).time.slice(0, 5) } }
}

/**
 * What a look in vain at a secret address is answered with: `refusal` or, where there were too many at that place,
 * that. Only for secrets too long to be guessed: whoever has the right one never waits for others.
 */
export async function inVain(
  request: FastifyRequest,
  deps: Pick<Deps, 'db' | 'ring' | 'clock'>,
  refusal: Error,
): Promise<Error> {
  const counted = await mayTry(request, deps, [delays.guessAllowance(deps.ring, request.place)])
  return counted.ok ? refusal : refuseWith(429, 'problem.too-many')
}
