import type { FastifyInstance, FastifyRequest } from 'fastify'
import { permissions } from '../../domain/agency/permission.ts'
import { notFound } from '../errors.ts'
import { actorOf } from './signed-in.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The permission without which the address is not there. */
    may?: Permission | OfSome
    /** Who that is, where what the address names decides: said for a reader, and seen to by the scope or handler. */
    only?: Only
  }
}

type Permission = keyof typeof permissions
/** What one may do with some agencies or people, and not with others. */
type OfSome = 'helpBack' | 'registerAgencyCards' | 'setAgencyRules' | 'giveSensitive'

/** To whom something is open, by what it is to them. */
type Only =
  | 'owner'
  | 'hrInOwnName'
  | 'hrOfAgency'
  | 'hrOfPerson'
  | 'hrOfPersonOrFormer'
  | 'readerInHr'
  | 'chiefOfPerson'
  | 'aboveOffice'
  | 'reviewer'
  | 'chiefOfCorrection'
  | 'concernedByDeputyship'
  | 'agreeingToDeputyship'
  | 'askerOfCode'
  | 'confirmerOfCode'
  | 'askerOrConfirmer'

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
  app.addHook('preHandler', (request, _reply, done) => done(isAllowed(request) ? undefined : notFound()))
}

/** Whatever is named by an address registered after this is open to these only, unless its route says otherwise. */
export function nameOnly(app: FastifyInstance, only: Only): void {
  app.addHook('onRoute', route => {
    if (route.url.includes('/:')) route.config = { only, ...route.config }
  })
}
