import * as accounts from '../../store/account/accounts.ts'
import type { WorkMail } from '../../store/account/mail-confirmations.ts'
import type { Db } from '../../store/database/database.ts'
import * as notices from '../../store/notice/notices.ts'
import { speak } from '../../text/speak.ts'
import type { Deps } from '../../web/deps.ts'

type Change = { accountId: string; before: WorkMail; after: WorkMail }

/** The owner reads that a new work e-mail counts for ways back only once it is confirmed. */
export async function askToConfirm(
  tx: Db,
  { sendMail }: Pick<Deps, 'sendMail'>,
  { accountId, before, after }: Change,
  now: Date,
): Promise<void> {
  if (!sendMail || after.address === before.address || after.isConfirmed) return
  await notices.tellAccount(tx, accountId, { text: 'notice.account.mail-unconfirmed', url: '/account' }, now)
}

/** A letter to the address that counted until now, in case it was not its owner who changed it. */
export async function warnEarlier(
  { db, sendMail }: Pick<Deps, 'db' | 'sendMail'>,
  { accountId, before, after }: Change,
): Promise<void> {
  if (!sendMail || after.address === before.address || !before.isConfirmed) return
  const t = speak((await accounts.find(db, accountId))?.language ?? 'zh-TW')
  const text = [t('mail-address.mail.changed'), t('mail-address.mail.not-me')].join('\n\n')
  await sendMail({ to: before.address, subject: t('mail-address.mail.changed-subject'), text })
}
