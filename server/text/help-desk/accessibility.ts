import type { Sentences } from '../sentences.ts'

/** The published statement; what was found is in domain/help-desk/accessibility.ts. */
export const accessibility = {
  'accessibility.by.browser': { zh: '瀏覽器', en: 'Browser' },
  'accessibility.by.eye': { zh: '目視', en: 'Eye' },
  'accessibility.by.keyboard': { zh: '鍵盤', en: 'Keyboard' },
  'accessibility.by.pages': { zh: '程式', en: 'Program' },
  'accessibility.by.reading': { zh: '檢閱', en: 'Reading' },
  'accessibility.by.spoken': { zh: '報讀', en: 'Screen reader' },
  'accessibility.by.text-browser': { zh: '純文字', en: 'Text browser' },
  'accessibility.contact': { zh: '聯絡方式：{contact}', en: 'Contact: {contact}' },
  'accessibility.criterion': { zh: '準則', en: 'Criterion' },
  'accessibility.goal': {
    zh: '本站依 WCAG 2.2 AA（網站無障礙規範 115.11 版）製作：可以只用鍵盤，可以放大到 400%，關閉 JavaScript 也能使用（讀卡除外，讀卡需要您電腦上的元件）。',
    en: 'This site is made to WCAG 2.2 AA: it works by keyboard alone, at 400 % zoom and without JavaScript (except for card readers, which need the component on your computer).',
  },
  'accessibility.how': { zh: '檢查方式', en: 'How it was tried' },
  'accessibility.known': { zh: '已知的不足', en: 'Known faults' },
  'accessibility.known.component': {
    zh: '讀卡元件開啟的小視窗由元件廠商製作，本站無法改善。以帳號密碼、手機或通行金鑰登入則不會用到。',
    en: 'The small window of the card component is made by its maker and cannot be improved here. Signing in by password, phone or passkey does without it.',
  },
  'accessibility.known.evidence': {
    zh: '上傳的證明文件多半是掃描檔，報讀軟體讀不出內容。',
    en: 'Evidence files are mostly scans, which screen readers cannot read.',
  },
  'accessibility.known.people': {
    zh: '還沒有請使用報讀軟體的人實際試用，也還沒有用 NVDA 或 VoiceOver 試過。',
    en: 'No people who use screen readers have tried this site yet, nor was it tried with NVDA or VoiceOver.',
  },
  'accessibility.level': { zh: '等級', en: 'Level' },
  'accessibility.mark': {
    zh: '本系統尚未申請檢測，沒有取得無障礙標章。自 115 年 11 月 30 日起，標章依 115.11 版核發。',
    en: 'It has not been submitted for testing and holds no accessibility mark of the ministry, which is awarded under version 115.11 of Taiwan’s rules from 30 November 2026 on.',
  },
  'accessibility.method.browser': {
    zh: '在瀏覽器中逐頁以 axe 檢查：1280 與 320 像素、亮色與暗色，並加大文字間距。',
    en: 'Each page in a browser with axe: 1280 and 320 pixels, light and dark; and with wider text spacing.',
  },
  'accessibility.method.eye': {
    zh: '以目視檢查主要頁面。',
    en: 'The main pages were looked at.',
  },
  'accessibility.method.keyboard': {
    zh: '只用鍵盤操作，焦點到哪裡都看得見。',
    en: 'By keyboard alone, with the focus seen wherever it comes.',
  },
  'accessibility.method.pages': {
    zh: '每一頁的中文版和英文版由程式檢查：標題、標籤、連結、錯誤、語言。',
    en: 'Each page in both languages: headings, labels, links, errors, languages.',
  },
  'accessibility.method.reading': {
    zh: '檢閱頁面和程式碼。',
    en: 'Pages and code were read.',
  },
  'accessibility.method.spoken': {
    zh: '以虛擬報讀軟體聽完 8 個流程。',
    en: 'Eight journeys were heard with a virtual screen reader.',
  },
  'accessibility.method.text-browser': {
    zh: '以純文字瀏覽器完成操作。',
    en: 'In a browser that shows text only.',
  },
  'accessibility.report': { zh: '回報問題', en: 'Report a problem' },
  'accessibility.report-how': {
    zh: '遇到無法使用的地方，請告知您學校的人事室或資訊人員：在哪一頁、想做什麼、使用的瀏覽器和輔助工具。我們會當成錯誤處理；在修好以前，人事室會以其他方式協助您辦理。',
    en: 'Where something does not work for you, tell your HR office or ICT staff: on which page, what you wanted to do, and with which browser and aid. It is treated as a fault, and until it is fixed the HR office helps you another way.',
  },
  'accessibility.standing': {
    zh: '最近一次於{day}逐項檢查：{all} 項準則中，{supports} 項符合，{partly} 項部分符合，{none} 項不適用。',
    en: 'Last gone through on {day}: of {all} criteria, {supports} are met, {partly} are met in part and {none} do not apply.',
  },
  'accessibility.table': { zh: '逐項結果', en: 'Each criterion' },
  'accessibility.title': { zh: '無障礙聲明', en: 'Accessibility statement' },
  'accessibility.verdict': { zh: '結果', en: 'Result' },
  'accessibility.verdict.none': { zh: '不適用', en: 'Does not apply' },
  'accessibility.verdict.partly': { zh: '部分符合', en: 'Met in part' },
  'accessibility.verdict.supports': { zh: '符合', en: 'Met' },
} as const satisfies Sentences
