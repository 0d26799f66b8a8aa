import type { Sentences } from '../sentences.ts'

export const row = {
  'row.choose': { zh: '請選擇', en: 'Choose' },
  'row.clear': { zh: '清除這一欄', en: 'Take this value away' },
  'row.document': { zh: '文號', en: 'Document number' },
  'row.document-hint': { zh: '照公文上的文號填寫', en: 'As printed on the document' },
  'row.lines-hint': { zh: '最多 {max} 個字', en: 'At most {max} characters' },
  'row.masked-hint': { zh: '目前是 {now}。不改就留白。', en: 'Now {now}. Leave blank to keep it.' },
  'row.month-hint': { zh: '民國年月，例如 115/9', en: 'ROC year and month, for example 115/9' },
  'row.named': { zh: '「{name}」', en: '“{name}”' },
  'row.needed-any': { zh: '填了{others}，就要填', en: 'Needed once {others} is filled in' },
  'row.needed-blank': { zh: '沒填{other}時要填', en: 'Needed when {other} is blank' },
  'row.needed-foreign': { zh: '外國籍的人要填', en: 'Needed for people of foreign nationality' },
  'row.needed-is': { zh: '{other}是{values}時要填', en: 'Needed when {other} is {values}' },
  'row.needed-is-not': { zh: '{other}不是{values}時要填', en: 'Needed unless {other} is {values}' },
  'row.no': { zh: '否', en: 'No' },
  'row.nth': { zh: '{label} {nth}', en: '{label} {nth}' },
  'row.or': { zh: '或', en: ' or ' },
  'row.phone-hint': { zh: '市話請含區碼，例如 02-12345678#123', en: 'With area code, for example 02-12345678#123' },
  'row.year-hint': { zh: '民國年，例如 115', en: 'ROC year, for example 115' },
  'row.yes': { zh: '是', en: 'Yes' },
} as const satisfies Sentences
