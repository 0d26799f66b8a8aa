import type { ruleRefusals, RecordWarning } from '../domain/record/validate.ts'
import type { valueRefusals } from '../domain/record/value.ts'
import type { Sentence, Sentences } from './sentences.ts'

type Told = (typeof valueRefusals)[number] | (typeof ruleRefusals)[number] | RecordWarning

export const record = {
  'record.refused.address-part': {
    zh: '請填完整地址：縣市、鄉鎮市區，以及街路門牌。',
    en: 'Give the whole address: county, town, and street with number.',
  },
  'record.refused.code': { zh: '請從清單中選一項。', en: 'Choose one from the list.' },
  'record.refused.duplicate': { zh: '同樣的一筆已經在資料裡了。', en: 'The same entry is in the record already.' },
  'record.refused.email': {
    zh: '這不像電子郵件地址，請檢查有沒有 @ 和網域。',
    en: 'This does not look like an e-mail address. Check the @ and the domain.',
  },
  'record.refused.flag': { zh: '請選「是」或「否」。', en: 'Choose yes or no.' },
  'record.refused.forbidden-sign': {
    zh: '這裡不能用「{sign}」這個字元。',
    en: 'The character {sign} cannot be used here.',
  },
  'record.refused.future': { zh: '這裡不能填今天以後的日子。', en: 'This cannot lie in the future.' },
  'record.refused.latin-only': {
    zh: '請用護照上的拉丁字母填寫。',
    en: 'Use Latin letters, as in the passport.',
  },
  'record.refused.long': {
    zh: '最多 {most} 個字，現在有 {now} 個。',
    en: 'At most {most} characters; there are {now} now.',
  },
  'record.refused.mobile': {
    zh: '手機號碼是 09 開頭的 10 個數字；外國號碼請以 + 開頭。',
    en: 'A mobile number has 10 digits and begins with 09; begin foreign numbers with +.',
  },
  'record.refused.not-after': {
    zh: '這裡不能早於「{other}」。',
    en: 'This cannot come before “{other}”.',
  },
  'record.refused.number': { zh: '請填整數，只用數字。', en: 'Type a whole number, digits only.' },
  'record.refused.one-only': {
    zh: '同一時間只能有一筆這樣的資料，請先結束另一筆。',
    en: 'Only one such entry can be open at a time. End the other one first.',
  },
  'record.refused.phone': {
    zh: '請填含區碼的電話，例如 02-12345678#123；外國號碼請以 + 開頭。',
    en: 'Type the number with its area code, such as 02-12345678#123; begin foreign numbers with +.',
  },
  'record.refused.private-use': {
    zh: '有別的電腦顯示不出來的造字（{signs}）。請改用 Unicode 已收錄的字。',
    en: 'There are privately drawn characters ({signs}) that other computers cannot show. Use the Unicode ones.',
  },
  'record.refused.range': { zh: '請填 {min} 到 {max} 之間的數字。', en: 'Type a number from {min} to {max}.' },
  'record.refused.required': { zh: '這一欄要填。', en: 'This must be filled in.' },
  'record.refused.score': {
    zh: '等次和總分不符：這個等次的總分是 {from} 到 {to} 分。',
    en: 'Grade and score do not agree: this grade means {from} to {to} points.',
  },
  'record.refused.zip': { zh: '郵遞區號是 3 碼或 6 碼數字。', en: 'A postal code has 3 or 6 digits.' },
  'record.warning.age': {
    zh: '當時是 {years} 歲，請確認日期沒有填錯。',
    en: 'That is an age of {years}. Check the dates.',
  },
  'record.warning.document-number': {
    zh: '文號通常像「某某字第1150000000號」，請確認和公文上一樣。',
    en: 'Document numbers usually look like 某某字第1150000000號. Check it against the document.',
  },
  'record.warning.one-only': {
    zh: '另外已有一筆也是這樣；更正完請再看一次兩筆。',
    en: 'Another entry says the same. Look at both again afterwards.',
  },
  'record.warning.sex': {
    zh: '性別和證號第二碼不同，請確認沒有填錯。',
    en: 'The sex differs from the second character of the number. Check both.',
  },
  'record.warning.zip-county': {
    zh: '郵遞區號不在這個縣市，請確認。',
    en: 'The postal code is not in this county. Check it.',
  },
  'record.warning.zip-old': {
    zh: '這是舊的 5 碼郵遞區號；可以只填前 3 碼，或改填 6 碼。',
    en: 'This is the old 5-digit code; the first 3 digits are enough, or use all 6.',
  },
} as const satisfies Sentences & Record<Told, Sentence>
