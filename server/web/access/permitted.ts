import type { FastifyInstance, FastifyRequest } from 'fastify'
import { permissions } from '../../domain/agency/permission.ts'
import { notFound } from '../errors.ts'
import { actorOf } from './signed-in.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The permission without which the address is not there. */
    may?: Permission | OfSome
  }
}

type Permission = keyof typeof permissions
/** What one may do with some agencies or people, and not with others. */
type OfSome = 'helpBack' | 'registerAgencyCards' | 'setPasswordRules'

/** Everything registered after this is there only for those with the permission. */
export const allowOnly = (app: FastifyInstance, may: Permission): void =>
  allowSome(app, may, request => permissions[may](actorOf(request)))

/** Everything registered after this is there only for those who may do it with what the address names. */
export function allowSome(
  app: FastifyInstance,
  may: Permission | OfSome,
  isAllowed: (request: FastifyRequest) => boolean,
) {
  app.addHook('onRoute', route => {
    route.config = { ...route.config, may }
  })
  app.addHook('preHandler', async request => {
    if (!isAllowed(request)) throw notFound()
  })
}
