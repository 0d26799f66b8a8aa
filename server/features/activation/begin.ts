import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Way } from '../../domain/way.ts'
import { rememberDevice } from '../../ways/devices.ts'
import { beginSession } from '../../web/access/session.ts'
import type { Deps } from '../../web/deps.ts'
import { forgetPending } from './pending.ts'

/** The first session of an account that its owner has just activated, in a browser that is known from then on. */
export async function begin(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
  { accountId, way }: { accountId: string; way: Way },
): Promise<void> {
  forgetPending(reply)
  await rememberDevice(request, reply, deps, accountId)
  await beginSession(request, { accountId, agencyId: null, way }, deps.clock())
}
