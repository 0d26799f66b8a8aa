import type { Sentences } from '../sentences.ts'

export const keysFile = {
  'keys-file.damaged': {
    zh: '金鑰檔 {file} 損壞：請從備份取回。',
    en: 'The key file {file} is damaged: bring it back from your backup.',
  },
  'keys-file.missing': {
    zh: '金鑰檔 {file} 不存在，少了它讀不出資料庫的內容：請從備份取回，或更正 KEYS_FILE。',
    en: 'There is no key file {file}, and the database cannot be read without it: bring it back from your backup, or correct KEYS_FILE.',
  },
  'keys-file.not-made': {
    zh: '金鑰檔 {file} 無法建立（{code}）：請讓執行本服務的使用者可以寫入它的資料夾。',
    en: 'The key file {file} cannot be made ({code}): let the user that runs the service write its folder.',
  },
  'keys-file.open': {
    zh: '金鑰檔 {file} 別的使用者也看得到：請執行 chmod 600 {file}',
    en: 'The key file {file} is open to other users: chmod 600 {file}',
  },
  'keys-file.unreadable': {
    zh: '金鑰檔 {file} 無法讀取（{code}）：它必須屬於執行本服務的使用者。',
    en: 'The key file {file} cannot be read ({code}): it must belong to the user that runs the service.',
  },
} as const satisfies Sentences
