import type { FastifyInstance } from 'fastify'
import * as refusedAccesses from '../store/refused-accesses.ts'
import type { Deps } from './deps.ts'

/**
 * Whoever is signed in and asks for what is not theirs is answered as if it were not there; here, once for all routes
 * behind sign-in, it becomes an event. By the pattern of the route and the id in it: nothing typed, no names.
 */
export function noteRefusals(app: FastifyInstance, { db, clock }: Pick<Deps, 'db' | 'clock'>): void {
  app.addHook('onResponse', async (request, { statusCode }) => {
    const { actor, method, needsSignIn, id: requestId } = request
    const { url: route } = request.routeOptions
    if (!actor || !needsSignIn || !route || statusCode !== 404) return
    const { id } = request.params as { id?: string }
    // what is no id is of nobody
    if (route.includes('/:') && !uuid.test(id ?? '') && !route.startsWith('/guides/')) return
    const { accountId, agencyId, actingFor, agencyCard } = actor
    const by = { accountId, role: null, agencyId, requestId, actingFor: actingFor?.accountId ?? null, agencyCard }
    const refused = { method, route, target: id ?? null }
    await refusedAccesses
      .note(db, refused, by, clock())
      .catch((error: unknown) => request.log.error({ err: error }, 'A refused access was not kept.'))
  })
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
