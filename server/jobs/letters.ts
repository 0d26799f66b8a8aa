import type { SendMail } from '../domain/mail.ts'
import type { NoticeText } from '../domain/notice/notice.ts'
import { forEach, slugs, waysFor } from '../domain/way.ts'
import { workMail } from '../store/account/mail-confirmations.ts'
import * as notices from '../store/notice/notices.ts'
import * as unreachableMail from '../store/person/unreachable-mail.ts'
import { speak, type TextKey } from '../text/speak.ts'
import type { JobDeps } from './expiry.ts'

/**
 * The notices that go out as a letter as well, since those they concern may not be able to sign in and read them, and
 * what the letter says.
 */
const letters: Partial<Record<NoticeText, TextKey>> = {
  ...forEach(waysFor.binding, way => [`notice.account.${slugs[way]}-added`, 'letter.way-added']),
  ...forEach(waysFor.binding, way => [`notice.account.${slugs[way]}-blocked`, 'letter.way-blocked']),
  'notice.account.card-renewed': 'letter.way-added',
  'notice.account.idle': 'letter.idle',
  'notice.account.new-device': 'letter.new-device',
  'notice.account.password-added': 'letter.way-added',
  'notice.account.password-changed': 'letter.password',
  'notice.account.reopened': 'letter.reopened',
  'notice.account.second-factor-off': 'letter.second-factor-off',
  'notice.recovered.card': 'letter.password',
  'notice.recovered.hr': 'letter.password',
  'notice.recovered.mail': 'letter.password',
  'notice.recovered.operator': 'letter.password',
  'notice.recovered.phone': 'letter.password',
  'notice.recovery.code-made': 'letter.code',
}

const oldest = 24 * 3_600_000

/** `sendMail` is null where no mail server is configured. */
export type LetterDeps = JobDeps & { sendMail: SendMail | null; baseUrl: string }

/**
 * Sends what came into inboxes as letters to confirmed work e-mails, once each. One that cannot be sent keeps no other
 * back; it is thrown at the end and tried again for a day.
 */
export async function sendLetters({ db, ring, clock, sendMail, baseUrl }: LetterDeps): Promise<void> {
  if (!sendMail) return
  const now = clock()
  const since = new Date(now.getTime() - oldest)
  const failed: unknown[] = []
  for (const { id, text, personId, language } of await notices.withoutLetter(
    db,
    Object.keys(letters) as NoticeText[],
    since,
  )) {
    const sending = db.transaction(async tx => {
      const said = letters[text as NoticeText]
      if (!said || !(await notices.takeLetter(tx, id, now))) return
      const { address: to, isConfirmed } = await workMail(tx, ring, personId)
      if (!isConfirmed) return
      const t = speak(language ?? 'zh-TW')
      const body = [t(said), baseUrl, ...(said === 'letter.idle' ? [] : [t('letter.otherwise')])]
      return sendMail({ to, subject: t('letter.subject'), text: body.join('\n\n') })
    })
    const sent = await sending.catch((error: unknown) => void failed.push(error))
    if (sent === 'unreachable') await unreachableMail.tell(db, ring, personId, now)
  }
  if (failed.length > 0) throw new AggregateError(failed, 'letters could not be sent')
}
