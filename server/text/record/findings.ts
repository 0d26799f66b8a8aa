import type { Severity } from '../../domain/record/field.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const findings = {
  'findings.behind': {
    zh: '規則更新後，還有人員的資料沒有檢查完，這份清單稍後會補齊。',
    en: 'The rules have changed, and not everybody’s data was checked yet. This list will be complete later.',
  },
  'findings.agencies': { zh: '所屬機關檢誤統計', en: 'Findings of the agencies below' },
  'findings.agencies-lead': {
    zh: '各機關在職人員的錯誤和警告數。個別人員的檢誤結果由各機關人事室查看。',
    en: 'How many errors and warnings the people of each agency have. Only the HR of that agency can see whose they are.',
  },
  'findings.agencies-none': { zh: '沒有所屬機關。', en: 'There is no agency below yours.' },
  'findings.agency': { zh: '機關', en: 'Agency' },
  'findings.back': { zh: '回到檢誤', en: 'Back to the findings' },
  'findings.errors': { zh: '錯誤', en: 'Errors' },
  'findings.export': { zh: '匯出 CSV', en: 'Export as CSV' },
  'findings.field': { zh: '欄位', en: 'Field' },
  'findings.file': { zh: '檢誤結果', en: 'findings' },
  'findings.keys': {
    zh: 'Q 輸入查詢條件，T 開啟第一項，N 下一頁，B 上一頁。',
    en: 'Q goes to the search, T opens the first finding, N next page, B previous page.',
  },
  'findings.lead': {
    zh: '列出本機關在職人員人事資料中不符合規則的欄位。資料異動後立即更新；敏感類別請另外選取。',
    en: 'Fields that break a rule, for everyone who works here. Each change shows at once; sensitive sections are listed by themselves.',
  },
  'findings.more': { zh: '超過 {number} 筆', en: 'more than {number}' },
  'findings.none': { zh: '沒有檢誤結果。', en: 'Nothing was found.' },
  'findings.none-found': { zh: '沒有符合條件的檢誤結果。', en: 'No finding matches.' },
  'findings.open': { zh: '開啟檢誤結果', en: 'Open the findings' },
  'findings.opened-for': { zh: '查閱目的：{purpose}', en: 'Purpose: {purpose}' },
  'findings.purpose-lead': {
    zh: '檢誤結果會顯示個別人員的資料有哪些問題。請先說明查閱目的；列出的每一位人員都查得到誰、什麼時候、為了什麼看過。',
    en: 'Findings tell what is wrong in the records of individual people. Say first why you look; everybody listed can see who looked, when, and what for.',
  },
  'findings.purpose.before-sending': { zh: '報送前檢誤', en: 'Checking before data are sent' },
  'findings.purpose.monthly': { zh: '每月定期檢誤', en: 'Monthly check' },
  'findings.purpose.returned': { zh: '更正退回的錯誤', en: 'Correcting errors that came back' },
  'findings.rule': { zh: '規則', en: 'Rule' },
  'findings.section': { zh: '類別', en: 'Section' },
  'findings.sections-usual': { zh: '全部（敏感類別除外）', en: 'All but the sensitive ones' },
  'findings.severity': { zh: '嚴重程度', en: 'Severity' },
  'findings.severity.error': { zh: '錯誤', en: 'Error' },
  'findings.severity.warning': { zh: '警告', en: 'Warning' },
  'findings.title': { zh: '檢誤', en: 'Findings' },
  'findings.warnings': { zh: '警告', en: 'Warnings' },
} as const satisfies Sentences & Record<`findings.severity.${Severity}`, Sentence>
