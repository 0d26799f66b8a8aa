import type { Sentences } from '../sentences.ts'

export const componentSetting = {
  'component-setting.button': { zh: '儲存', en: 'Save' },
  'component-setting.download': {
    zh: '下載位址（例如學校自己的鏡像）',
    en: 'Download address (such as your school’s mirror)',
  },
  'component-setting.exceptions': { zh: '也算夠新的版本', en: 'Versions that are new enough all the same' },
  'component-setting.exceptions-hint': {
    zh: '數字比最低版本小、其實是新版的，例如 1.3.1；中間空一格。',
    en: 'Newer ones whose number is below the minimum, such as 1.3.1; with spaces between.',
  },
  'component-setting.health-download': {
    zh: '健保卡元件的下載位址',
    en: 'Download address of the health-card component',
  },
  'component-setting.health-sha256': {
    zh: '健保卡元件下載檔的 SHA-256',
    en: 'SHA-256 of the health-card component',
  },
  'component-setting.lead': {
    zh: '比最低版本舊的元件，登入後和檢查時會提醒，不會擋登入。下載位址會放進安裝說明。',
    en: 'A component older than the minimum gives a warning after sign-in and in the check, and keeps nobody out. The download addresses go into the guides.',
  },
  'component-setting.minimum': { zh: '最低版本', en: 'Minimum version' },
  'component-setting.refused.exceptions': {
    zh: '這裡只能放版本，例如 1.3.1，最多 20 個。',
    en: 'Only versions belong here, such as 1.3.1; at most twenty.',
  },
  'component-setting.refused.link': {
    zh: '下載位址要以 https:// 或 http:// 開頭。',
    en: 'A download address begins with https:// or http://.',
  },
  'component-setting.refused.sha256': {
    zh: 'SHA-256 是 64 個十六進位的字，請再檢查一次。',
    en: 'SHA-256 is 64 hexadecimal digits. Look again.',
  },
  'component-setting.refused.version': {
    zh: '版本是數字和點，例如 1.3.4.103328。',
    en: 'A version is numbers and dots, such as 1.3.4.103328.',
  },
  'component-setting.sha256': { zh: '下載檔的 SHA-256', en: 'SHA-256 of the download' },
  'component-setting.title': { zh: '讀卡元件', en: 'Card component' },
} as const satisfies Sentences
