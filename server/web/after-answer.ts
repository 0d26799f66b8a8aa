import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * Does something when the answer has gone, also when whoever asked did not wait for it: what is done for an account
 * that exists must not make its answer later than that of one which does not.
 */
export function afterAnswer(request: FastifyRequest, { raw }: FastifyReply, act: () => Promise<void>): void {
  const go = () => void act().catch(error => request.log.error({ err: error }))
  if (raw.closed) go()
  else raw.once('close', go)
}
