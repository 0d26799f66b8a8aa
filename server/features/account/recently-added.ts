import type { Db } from '../../store/database/database.ts'
import * as boundWays from '../../store/ways/bound-ways.ts'

const days = 30

/** Cards and phones that were registered in the last weeks, each with its page: somebody else may have done it. */
export async function recentlyAdded(db: Db, accountId: string, now: Date) {
  const since = now.getTime() - days * 86_400_000
  const bound = await boundWays.ofAccount(db, accountId)
  return bound
    .filter(({ way, boundAt }) => way !== 'passkey' && boundAt.getTime() >= since)
    .map(({ id, way, kind, label, subjectName, boundAt }) => {
      const page = way === 'health_card' ? 'health-cards' : 'cards'
      return { href: `/account/${page}/${id}`, kind, name: label || subjectName, boundAt }
    })
}
