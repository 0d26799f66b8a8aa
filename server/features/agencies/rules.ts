import type { FastifyRequest } from 'fastify'
import { permissions } from '../../domain/agency/permission.ts'
import { actorOf } from '../../web/access/signed-in.ts'

/** Whether rules of an agency are set from its own page, which only administrators have. */
export const isAdministrator = (request: FastifyRequest): boolean => permissions.administer(actorOf(request))

/** Where one came from to set them. */
export const backTo = (request: FastifyRequest): string =>
  isAdministrator(request) ? `/agencies/${request.agency.id}` : '/people'
