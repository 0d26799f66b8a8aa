import type { FastifyInstance, FastifyRequest } from 'fastify'
import { notFound } from './errors.ts'

/**
 * Before any handler of this part: what the address names is found and stands on the request by `name`. What is not
 * there, or not theirs, is not found.
 */
export function scope<Name extends keyof FastifyRequest>(
  app: FastifyInstance,
  name: Name,
  find: (request: FastifyRequest) => Promise<FastifyRequest[Name] | undefined>,
): void {
  app.decorateRequest(name as string)
  app.addHook('preHandler', async request => {
    const found = await find(request)
    if (found === undefined) throw notFound()
    request[name] = found
  })
}
