import type { FastifyReply, FastifyRequest } from 'fastify'
import { actorOf, viewerOf } from './signed-in.ts'

/** In whose name something is made that outlasts the request, as the table of access asks for them. */
export function inNameOf(request: FastifyRequest, reply: FastifyReply, role: string) {
  const { personId, agencyId, grants, actingFor, deputyFor, secondReviews } = actorOf(request)
  const { viewerName, viewerRole, actingFor: forAccount, actingForName, address, requestId } = viewerOf(request, role)
  return {
    asker: { personId, agencyId, grants, actingFor, deputyFor, secondReviews },
    viewer: { viewerName, viewerRole, actingFor: forAccount, actingForName, address, requestId },
    language: reply.language(),
  }
}
