import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Way } from '../../domain/way.ts'
import * as accounts from '../../store/account/accounts.ts'
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
  const { loginName = null } = (await accounts.find(deps.db, accountId)) ?? {}
  rememberDevice(request, reply, deps, { accountId, loginName })
  await beginSession(request, { accountId, agencyId: null, way }, deps.clock())
}
