import type { IdRefusal } from '../domain/national-id.ts'
import type { Sentence, Sentences } from './sentences.ts'

export const nationalId = {
  'national-id.refused.blank': {
    zh: '請填身分證統一編號或統一證號。',
    en: 'Type the ID number or UI number.',
  },
  'national-id.refused.check-digit': {
    zh: '號碼的檢查碼不符，可能有一碼打錯，請對照證件再填一次。',
    en: 'The check digit does not fit; a digit may be wrong. Compare with the card and type it again.',
  },
  'national-id.refused.length': {
    zh: '身分證統一編號和統一證號都是 10 碼，請再看一次。',
    en: 'ID numbers and UI numbers have 10 characters. Check it again.',
  },
  'national-id.refused.other-kind': {
    zh: '這個號碼和所選的證號類別不同，請改選類別或更正號碼。',
    en: 'This number is of another kind than the one chosen. Change the kind or the number.',
  },
  'national-id.refused.passport-shape': {
    zh: '護照號碼是 5 至 20 個英文字母或數字。',
    en: 'A passport number has 5 to 20 letters or digits.',
  },
  'national-id.refused.residence-permit': {
    zh: '這是 12 碼的居留證號。請填同一張證件上 10 碼的統一證號。',
    en: 'This is the 12-digit residence permit number. Type the 10-character UI number on the same card.',
  },
  'national-id.refused.shape': {
    zh: '號碼須以一個英文字母開頭，第二碼是 1、2、8、9 或 A 至 D，後面 8 碼是數字。',
    en: 'The number begins with a letter, then 1, 2, 8, 9 or A to D, then 8 digits.',
  },
} as const satisfies Sentences & Record<IdRefusal, Sentence>
