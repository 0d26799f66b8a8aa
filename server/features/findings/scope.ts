import type { FastifyRequest } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import * as findings from '../../store/record/findings/opening.ts'
import { actorOf, agencyOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { safePath } from '../../web/own-path.ts'

/** Whose findings one reads: of the agency's people today, but neither one's own nor those of whom one is deputy. */
export function scopeOf(request: FastifyRequest, { clock }: Pick<Deps, 'clock'>) {
  const { personId, deputyFor } = actorOf(request)
  const notOf = [personId, ...deputyFor.map(one => one.personId)]
  return { agencyId: agencyOf(request), today: legalDay(clock()), notOf }
}

/** The list of findings as it was narrowed, from an address that a form carries. */
export function listIn(next: string | undefined): string {
  const path = safePath(next)
  return path.startsWith('/findings?') ? path : '/findings'
}

/** The purpose for which they are open now, or undefined. */
export const purposeNow = (request: FastifyRequest, { db, clock }: Pick<Deps, 'db' | 'clock'>) =>
  findings.openPurpose(db, actorOf(request).accountId, agencyOf(request), clock())
