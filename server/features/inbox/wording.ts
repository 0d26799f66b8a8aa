import type { Language } from '../../domain/language.ts'
import { findSection } from '../../domain/record/sections.ts'
import { dateText } from '../../domain/roc-date.ts'
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

function inWords(hole: string, value: string | number, language: Language): string | number {
  if (hole === 'section') return findSection(String(value))?.[language === 'zh-TW' ? 'zh' : 'en'] ?? value
  return /^\d{4}-\d\d-\d\d$/.test(String(value)) ? dateText(String(value), language) : value
}
