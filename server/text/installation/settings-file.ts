import type { Sentences } from '../sentences.ts'

export const settingsFile = {
  'settings-file.line': {
    zh: '設定檔 {file} 第 {line} 行不是「名稱=值」：每行一個設定，不加引號、不用反斜線，值裡不用 #，註解自成一行並以 # 開頭。',
    en: 'Line {line} of {file} is not NAME=value: one setting a line, without quotation marks and backslashes, without # in a value; a comment has a line of its own and begins with #.',
  },
  'settings-file.nameless': {
    zh: '--env-file 後面要寫一個設定檔的路徑。',
    en: '--env-file needs the path of one file of settings behind it.',
  },
  'settings-file.stray': {
    zh: '無法辨識 {said}：這裡只能用 --env-file 指定設定檔。',
    en: '{said} is not understood: there is only --env-file here, which names a file of settings.',
  },
  'settings-file.unreadable': {
    zh: '設定檔 {file} 無法讀取（{code}）：請檢查路徑，並用可以讀取它的使用者執行，例如 sudo -u personnel-desk。',
    en: 'The file of settings {file} cannot be read ({code}): look at its path, and run the command as a user who may read it, such as sudo -u personnel-desk.',
  },
} as const satisfies Sentences
