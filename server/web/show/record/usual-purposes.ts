import { speak } from '../../../text/speak.ts'

/** What HR of an agency chooses a purpose from: its own list, else the one that all begin with, as it is kept. */
export function usualPurposes(own: readonly string[] | null): readonly string[] {
  const t = speak('zh-TW')
  return own ?? [t('purpose.check'), t('purpose.letter'), t('purpose.pay'), t('purpose.asked')]
}
