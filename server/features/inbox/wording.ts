import type { Language } from '../../domain/language.ts'
import type { NoticeText } from '../../domain/notice/notice.ts'
import { findSection } from '../../domain/record/sections.ts'
import { dateText } from '../../domain/roc-date.ts'
import type { TextKey } from '../../text/speak.ts'
import { isTextKey, speak } from '../../text/speak.ts'

/** A kept notice in the reader's language; one whose sentence is gone says so instead of failing the page. */
export function wording(
  { text, holes }: { text: string; holes: Record<string, string | number> },
  language: Language,
): string {
  const t = speak(language)
  if (!isTextKey(text)) return t('inbox.forgotten')
  const said = Object.entries(holes).map(([hole, value]) => [hole, inWords(hole, value, language)])
  return t(text, Object.fromEntries(said))
}

/** What a correction is about; of one that an earlier version told of it is not known. */
export const subject = ({ holes }: { holes: Record<string, string | number> }, language: Language): string =>
  'section' in holes ? String(inWords('section', holes['section'] ?? '', language)) : ''

/** The notices that ask the reader to do something; all others only tell. */
const asking: readonly NoticeText[] = [
  'notice.account.card-expires',
  'notice.account.locked-by-owner',
  'notice.account.mail-unreachable',
  'notice.account.new-device',
  'notice.account.not-me',
  'notice.card-name-differs',
  'notice.card-without-code',
  'notice.correction-arrived',
  'notice.correction-returned',
  'notice.correction-review-again',
  'notice.correction-sent',
  'notice.person.mail-unreachable',
  'notice.recovery.asked',
  'notice.recovery.confirmed',
  'notice.trust.ending',
  'notice.trust.expired',
  'notice.trust.list-ending',
  'notice.trust.missing',
  'notice.trust.refused',
]

/** The word on the button of a notice. */
export const openText = (text: string): TextKey => (asking.some(key => key === text) ? 'inbox.handle' : 'inbox.look')

/** Holes whose value is a word of ours, by the beginning of its key. */
const worded: Record<string, string> = {
  browser: 'diagnosis.word.browser-',
  system: 'diagnosis.word.system-',
  way: 'way.used.',
}

function inWords(hole: string, value: string | number, language: Language): string | number {
  const key = (worded[hole] ?? '') + value
  if (isTextKey(key)) return speak(language)(key)
  if (hole === 'section') return findSection(String(value))?.[language === 'zh-TW' ? 'zh' : 'en'] ?? value
  return /^\d{4}-\d\d-\d\d$/.test(String(value)) ? dateText(String(value), language) : value
}
