import type { FastifyReply, FastifyRequest } from 'fastify'
import { visitorProgram } from '../../domain/account/visitor-program.ts'
import type { Way } from '../../domain/way.ts'
import * as signIns from '../../store/account/sign-ins.ts'
import * as notices from '../../store/notice/notices.ts'
import { deviceOf, rememberDevice } from '../../ways/devices.ts'
import { beginSession } from '../../web/access/session.ts'
import type { Deps } from '../../web/deps.ts'

/**
 * Begins the session of somebody whose sign-in was noted. In a browser where they never signed in before they are told
 * of it, with the way to say that it was not them; not the first time they come, which everybody does somewhere.
 */
export async function enter(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
  { accountId, way }: { accountId: string; way: Way },
): Promise<void> {
  const { db, clock } = deps
  const now = clock()
  // the sign-in at hand was noted a moment ago, that by a renewed card twice
  const aMinuteAgo = new Date(now.getTime() - 60_000)
  const { loginName, cameBefore } = await signIns.whoComes(db, accountId, aMinuteAgo)
  if (!deviceOf(request, deps, accountId) && cameBefore) {
    const holes = { way, ...visitorProgram(request.headers['user-agent']) }
    await notices.tellAccount(db, accountId, { text: 'notice.account.new-device', holes, url: '/account/not-me' }, now)
  }
  rememberDevice(request, reply, deps, { accountId, loginName })
  await beginSession(request, { accountId, agencyId: null, way }, now)
}
