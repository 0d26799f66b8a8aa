import type { FastifyInstance } from 'fastify'
import { permissions } from '../../domain/agency/permission.ts'
import * as refusedAccesses from '../../store/record/refused-accesses.ts'
import type { Deps } from '../deps.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Ids in the address that were found to be theirs to enter: what is missing behind them is no refused access. */
    entered: Set<string>
  }
}

/**
 * Whoever is signed in and asks for what is not theirs, or sends a form to it, is answered as if it were not there (403
 * is only of forms that do not come from our pages); here, once for all routes behind sign-in, it becomes an event. By
 * the pattern of the route and the id in it: nothing typed, no names.
 */
export function noteRefusals(app: FastifyInstance, { db, clock }: Pick<Deps, 'db' | 'clock'>): void {
  app.decorateRequest('entered')
  app.addHook('onRequest', (request, _reply, done) => {
    request.entered = new Set()
    done()
  })
  app.addHook('onResponse', async (request, { statusCode }) => {
    const { actor, method, id: requestId } = request
    const { url: route, config } = request.routeOptions
    // an address that nobody can read was refused before anything was looked for
    const isLookedFor = request.entered !== undefined
    if (!actor || !isLookedFor || !config.needsSignIn || !route || statusCode !== 404) return
    const { accountId, personId, agencyId, actingFor, agencyCard } = actor
    const agencyIds = [...request.agencies, ...request.offices].map(({ id }) => id)
    const who = {
      accountId,
      personId,
      agencyIds,
      isAdministrator: permissions.administer(actor),
      entered: request.entered,
    }
    const by = { accountId, role: null, agencyId, requestId, actingFor: actingFor?.accountId ?? null, agencyCard }
    const refused = { method, route, params: request.params as Record<string, string> }
    await refusedAccesses
      .add(db, refused, { who, by }, clock())
      .catch((error: unknown) => request.log.error({ err: error }, 'A refused access was not kept.'))
  })
}
