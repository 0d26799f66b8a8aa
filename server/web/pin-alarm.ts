import type { FastifyInstance } from 'fastify'
import { refuseWith } from './errors.ts'

const looksLikePin = /(^|[^a-z])(pin|userpin|cardpin|pincode|pinnumber)([^a-z]|$)/i

/** The first field name that looks like a PIN, in a query or a body however deep; names only, never values. */
export function pinFieldIn(...parts: unknown[]): string | undefined {
  const seen = new Set<unknown>()
  function namesIn(part: unknown): string[] {
    // the files of a multipart body hold the body they came with
    if (typeof part !== 'object' || part === null || ArrayBuffer.isView(part) || seen.has(part)) return []
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
  app.addHook('preValidation', async request => {
    const field = pinFieldIn(request.query, request.body)
    if (!field) return
    request.log.error({ incident: 'pin-received', field, route: request.routeOptions.url }, 'A request carried a PIN.')
    throw refuseWith(400, 'problem.pin-received')
  })
}
