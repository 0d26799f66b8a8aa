export type Language = 'zh-TW' | 'en'

/** The word of something that is named in both languages. */
export const labelOf = (named: { zh: string; en: string }, language: Language): string =>
  language === 'zh-TW' ? named.zh : named.en
