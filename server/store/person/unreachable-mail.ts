import { and, eq } from 'drizzle-orm'
import { legalDay } from '../../domain/clock.ts'
import { isMailAddress } from '../../domain/mail-address.ts'
import { workMail, type WorkMail } from '../account/mail-confirmations.ts'
import type { Db } from '../database/database.ts'
import { held } from '../database/held.ts'
import type { KeyRing } from '../database/sealing.ts'
import * as notices from '../notice/notices.ts'
import { accounts, notices as kept } from '../schema.ts'
import { mainAgency } from './people.ts'

const toOwner = 'notice.account.mail-unreachable'

/**
 * Tells the person and their HR that letters to the work e-mail do not arrive: once for each address that comes into
 * the record, however many letters there are.
 */
export async function tell(db: Db, ring: KeyRing, personId: string, now: Date): Promise<void> {
  await db.transaction(async tx => {
    const [account] = await tx
      .select({ id: accounts.id })
      .from(accounts)
      .where(eq(accounts.personId, personId))
      .for(held)
    const mail = await workMail(tx, ring, personId)
    if (!account || !mail.since || (await isTold(tx, account.id, mail))) return
    await notices.tellAccount(tx, account.id, { text: toOwner, holes: versionOf(mail), url: '/account' }, now)
    const agency = await mainAgency(tx, personId, legalDay(now))
    const notice = { text: 'notice.person.mail-unreachable', url: `/people/${personId}` } as const
    if (agency) await notices.tellHr(tx, agency.id, notice, now)
  })
}

/** Whether the person's work e-mail is no address, or a letter to it came back. False where the record has none. */
export async function isUnreachable(db: Db, personId: string, mail: WorkMail): Promise<boolean> {
  if (mail.address === '') return false
  if (!isMailAddress(mail.address)) return true
  const [account] = await db.select({ id: accounts.id }).from(accounts).where(eq(accounts.personId, personId))
  return account !== undefined && isTold(db, account.id, mail)
}

async function isTold(db: Db, accountId: string, mail: WorkMail): Promise<boolean> {
  const same = and(eq(kept.accountId, accountId), eq(kept.text, toOwner), eq(kept.holes, versionOf(mail)))
  const rows = await db.select({ id: kept.id }).from(kept).where(same).limit(1)
  return rows.length > 0
}

const versionOf = ({ since }: WorkMail) => ({ version: since?.version ?? 0 })
