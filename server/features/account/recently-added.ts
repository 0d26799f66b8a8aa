import type { Db } from '../../store/database/database.ts'
import * as credentials from '../../store/ways/credentials.ts'
import * as healthCards from '../../store/ways/health-cards.ts'

const days = 30

/** Cards and phones that were registered in the last weeks, each with its page: somebody else may have done it. */
export async function recentlyAdded(db: Db, accountId: string, now: Date) {
  const [bound, health] = await Promise.all([
    credentials.ofAccount(db, accountId),
    healthCards.ofAccount(db, accountId),
  ])
  const all = [
    ...bound.map(({ id, kind, label, subjectName, boundAt }) => {
      return { href: `/account/cards/${id}`, kind, name: label || subjectName, boundAt }
    }),
    ...health.map(({ id, label, boundAt }) => {
      return { href: `/account/health-cards/${id}`, kind: 'health_card' as const, name: label, boundAt }
    }),
  ]
  const since = now.getTime() - days * 86_400_000
  return all.filter(({ boundAt }) => boundAt.getTime() >= since)
}
