import type { FastifyInstance } from 'fastify'
import { permissions } from '../../domain/agency/permission.ts'
import { notFound } from '../errors.ts'
import { actorOf } from './signed-in.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What one must be permitted for the address to be there. */
    may?: keyof typeof permissions
  }
}

/** Everything registered after this is there only for those with the permission. */
export function allowOnly(app: FastifyInstance, may: keyof typeof permissions): void {
  app.addHook('onRoute', route => {
    route.config = { ...route.config, may }
  })
  app.addHook('preHandler', async request => {
    if (!permissions[may](actorOf(request))) throw notFound()
  })
}
