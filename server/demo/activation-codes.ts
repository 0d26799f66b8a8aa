import { legalDay } from '../domain/clock.ts'
import { lastFour } from '../domain/national-id.ts'
import { showCode } from '../domain/readable-code.ts'
import * as accounts from '../store/account/accounts.ts'
import * as activations from '../store/account/activations.ts'
import type { Db } from '../store/database/database.ts'
import type { KeyRing } from '../store/database/sealing.ts'
import { crowdOf } from './district/crowd.ts'

export type FirstCode = { activationCode: string; lastFour: string }

/** A fresh code for everybody of the cast who has not come yet, by the id of their part; only its hash is kept. */
export async function activationCodes(db: Db, ring: KeyRing, now: Date): Promise<Map<string, FirstCode>> {
  const codes = new Map<string, FirstCode>()
  for (const { part, accountId, idNumber } of crowdOf(legalDay(now))) {
    if (!part || part.loginName) continue
    const account = await accounts.find(db, accountId)
    if (account?.state !== 'invited') continue
    const { code } = await activations.issue(db, ring, { accountId, by: null }, now)
    codes.set(part.id, { activationCode: showCode(code), lastFour: lastFour(idNumber) })
  }
  return codes
}
