import { addDays, legalDay } from '../../domain/clock.ts'
import * as failures from '../../store/help-desk/failures.ts'
import type { Deps } from '../../web/deps.ts'
import type { Handler } from '../../web/handler.ts'
import { chartOf, chartsByCause } from './chart.ts'

const days = 30

/** What kept people from signing in, by cause and day. */
export function failurePages({ db, clock }: Deps) {
  const list: Handler = async (_request, reply) => {
    const today = legalDay(clock())
    const since = addDays(today, 1 - days)
    const [counted, causes] = await Promise.all([failures.perDay(db, since), failures.byCause(db, since, 100)])
    return reply.page('administration/failures', {
      causes,
      days,
      chart: chartOf(counted, today, days),
      charts: chartsByCause(counted, today, days, 5),
      dense: true,
    })
  }

  return { list }
}
