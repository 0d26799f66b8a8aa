import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refuseWith } from '../errors.ts'

const looksLikePin = /(^|[^a-z])(pin|userpin|cardpin|pincode|pinnumber)([^a-z]|$)/i

/** The first field name that looks like a PIN, in a query or a body however deep; names only, never values. */
export function pinFieldIn(...parts: unknown[]): string | undefined {
  const seen = new Set<unknown>()
  function namesIn(part: unknown): string[] {
    if (typeof part !== 'object' || part === null || seen.has(part)) return []
    seen.add(part)
    return Object.entries(part).flatMap(([name, value]) => [name, ...namesIn(value)])
  }
  return parts.flatMap(namesIn).find(name => looksLikePin.test(name.replace(/(?<=[a-z\d])(?=[A-Z])/g, '-')))
}

/**
 * A PIN belongs to the component on the person's own computer. A request that carries one is refused before its schema
 * could drop the field silently, and told to the log as an incident without the value.
 */
export function refusePins(app: FastifyInstance): void {
  app.addHook('preValidation', (request, _reply, done) => {
    refusePinIn(request, request.query, request.body)
    done()
  })
}

/** The same for what is read of a request later than its body: the parts of a form with a file. */
export function refusePinIn(request: FastifyRequest, ...parts: unknown[]): void {
  const field = pinFieldIn(...parts)
  if (!field) return
  request.log.error({ incident: 'pin-received', field, route: request.routeOptions.url }, 'A request carried a PIN.')
  throw refuseWith(400, 'problem.pin-received')
}
