import type { FastifyReply, FastifyRequest, RouteGenericInterface } from 'fastify'

/** What answers at an address; which one that is stands in the feature's routes.ts. */
export type Handler<Route extends RouteGenericInterface = RouteGenericInterface> = (
  request: FastifyRequest<Route>,
  reply: FastifyReply,
) => Promise<unknown>
