import * as jobs from '../../../server/jobs/accounts.ts'
import { suspendIdle } from '../../../server/jobs/idle-accounts.ts'
import { offeredWays } from '../../../server/ways/offered-ways.ts'
import type { Deps } from '../../../server/web/deps.ts'

/** What happens to accounts every day while nobody looks. */
export async function dailyJobs(deps: Deps): Promise<void> {
  await jobs.closeLeft(deps)
  await jobs.remindOfPasswords(deps)
  await suspendIdle({ ...deps, idleDays: 90, offeredWays: () => offeredWays(deps) })
}
