import type { FastifyInstance } from 'fastify'
import { refuseWith } from './errors.ts'

const looksLikePin = /(^|[^a-z])(pin|userpin|pincode|pin_code|pinnumber)([^a-z]|$)/i

/** The first field name that looks like a PIN, in a query or a body; names only, never values. */
export function pinFieldIn(...parts: unknown[]): string | undefined {
  return parts
    .flatMap(part => (typeof part === 'object' && part !== null ? Object.keys(part) : []))
    .find(name => looksLikePin.test(name))
}

/**
 * A PIN belongs to the component on the person's own computer. A request that carries one is refused before its schema
 * could drop the field silently, and told to the log as an incident without the value.
 */
export function refusePins(app: FastifyInstance): void {
  app.addHook('preValidation', async request => {
    const field = pinFieldIn(request.query, request.body)
    if (!field) return
    request.log.error({ incident: 'pin-received', field, route: request.routeOptions.url }, 'A request carried a PIN.')
    throw refuseWith(400, 'problem.pin-received')
  })
}
