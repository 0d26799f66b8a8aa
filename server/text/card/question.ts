import type { Sentences } from '../sentences.ts'

export const question = {
  'question.either': { zh: 'cms 和 pkcs1 請提供其中一個。', en: 'Give either cms or pkcs1.' },
  'question.files': { zh: '{name} 必須是檔案的清單。', en: '{name} must be a list of files.' },
  'question.hex': { zh: '{name} 必須是十六進位。', en: '{name} must be hex.' },
  'question.instant': {
    zh: '{name} 必須是 2026-12-01T00:00:00Z 這樣的時間。',
    en: '{name} must be a time like 2026-12-01T00:00:00Z.',
  },
  'question.line': { zh: '批次檔有一行不是 JSON 物件。', en: 'A line of the batch is not a JSON object.' },
  'question.missing': { zh: '缺少 {name}。', en: '{name} is missing.' },
  'question.mistake': {
    zh: '程式在這裡出錯，原因寫在錯誤輸出。',
    en: 'The program made a mistake here; it is told on the error output.',
  },
  'question.numbers': {
    zh: '{name} 必須寫明金鑰代號（十六進位）和整數，例如 {example}。',
    en: '{name} must name a key id in hex and a whole number, such as {example}.',
  },
  'question.one-of': { zh: '{name} 只能是其中之一：{words}。', en: '{name} must be one of: {words}.' },
  'question.options': { zh: '無法辨識這些選項：{said}', en: 'The options are not understood: {said}' },
  'question.serial': { zh: 'serial 最多 20 個位元組。', en: 'serial has at most 20 bytes.' },
  'question.text': { zh: '{name} 必須是文字。', en: '{name} must be a text.' },
  'question.texts': { zh: '{name} 必須是文字，或文字的清單。', en: '{name} must be a text or a list of texts.' },
  'question.unreadable': { zh: '{file} 無法讀取（{code}）。', en: '{file} cannot be read ({code}).' },
  'question.utf-16': {
    zh: '{file} 是 UTF-16 的文字檔，請另存為 UTF-8。',
    en: '{file} is text in UTF-16. Save it as UTF-8.',
  },
} as const satisfies Sentences
