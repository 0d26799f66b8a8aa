import type { Sentences } from '../sentences.ts'

export const command = {
  'command.not-compared': {
    zh: '請先核對指紋，再用 --sha256 寫出它。',
    en: 'Compare the fingerprint, then pass it with --sha256.',
  },
  'command.settings': {
    zh: '設定不在環境變數裡時，各加上 --env-file FILE，指定服務所用的設定檔。',
    en: 'Each with --env-file FILE, the settings of the service, unless they are in the environment.',
  },
  'command.usage': { zh: '用法：', en: 'Usage:' },
  'command.one-of': { zh: '請使用下列其中一個指令：{words}', en: 'Use one of: {words}' },
} as const satisfies Sentences
