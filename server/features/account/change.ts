import type { FastifyRequest } from 'fastify'
import type { Slug, WayFor } from '../../domain/way.ts'
import type { Db } from '../../store/database/database.ts'
import * as events from '../../store/database/events.ts'
import * as notices from '../../store/notice/notices.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'

type Change =
  | `${Slug<WayFor<'binding'>>}-${'added' | 'removed'}`
  | 'password-added'
  | `second-factor-${'on' | 'off'}`
  | 'spare-codes-made'

/** A change of how somebody signs in: an event, and a notice to them, since it may not have been them. */
export async function tellChange(
  tx: Db,
  request: FastifyRequest,
  what: Change,
  at: Date,
  details: Record<string, string | number> = {},
): Promise<void> {
  const { accountId } = actorOf(request)
  await events.add(tx, { what: `account.${what}`, about: accountId, by: byOf(request, 'employee'), at, details })
  await notices.tellAccount(tx, accountId, { text: `notice.account.${what}`, url: '/account' }, at)
}
